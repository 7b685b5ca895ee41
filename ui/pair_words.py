"""Why two records may be the same, in words."""

from ..model.duplicates import BLOC, OTHER, RELATED, SAME, SIMILAR, UNKNOWN, Pair
from ..model.language import listed
from ..qgis_support.translation import counted, tr


def reasons(pair: Pair) -> str:
    """'same day, 3 km apart, same actors, similar kind, 60 % of the words in common'."""
    if pair.days:
        days = counted("{number} day apart", "{number} days apart", pair.days)
    else:
        days = tr("same day") if pair.one.dates == pair.other.dates else tr("days in common")
    if pair.metres is None:
        place = tr("distance not known")
    else:
        place = tr("{number} km apart").format(number=f"{pair.metres / 1000:.0f}") if pair.metres else tr("same place")
    actors = {
        SAME: tr("same actors"), RELATED: tr("related actors"), UNKNOWN: tr("one actor not identified"),
        BLOC: tr("actors of one bloc"), OTHER: tr("other actors"),
    }[pair.actors]
    kind = {SAME: tr("same kind"), SIMILAR: tr("similar kind"), OTHER: tr("other kind")}[pair.kind]
    words = tr("no words to compare") if pair.wording is None else tr("{percent} % of the words in common").format(
        percent=round(100 * pair.wording)
    )
    return listed((days, place, actors, kind, words))

