"""What a place box says below its line: what was found, how closely, and by which rule."""

from typing import Sequence

from ..geocoding.taught import lesson_behind
from ..model.codes import label
from ..model.direction import isolated
from ..model.district_names import told_district
from ..model.language import figures, listed
from ..model.location import Candidate, Location, PlaceState, told_name
from ..model.reasons import told
from ..qgis_support.translation import tr


def radius_in_words(metres: float) -> str:
    """'± 250 m', '± 2.1 km', '± 35 km'."""
    if metres < 1000:
        return figures(tr("± {number} m").format(number=round(metres)))
    kilometres = metres / 1000
    number = f"{kilometres:.1f}" if kilometres < 10 else f"{kilometres:.0f}"
    return figures(tr("± {number} km").format(number=number))


def location_in_words(location: Location, offered: Sequence[Candidate]) -> str:
    """One to three lines, or nothing for an empty text. offered: what the list has, in its order."""
    if not location.phrase:
        return ""
    if location.state is PlaceState.AMBIGUOUS:
        names = _names(offered)
        return tr("Ambiguous: {names}. Press Down to choose, or save it unplaced.").format(names=names)
    if not location.is_placed:
        if offered:
            words = tr("Not found; perhaps {names}. Press Down to choose, or save it unplaced.")
            return words.format(names=_names(offered))
        return tr("Not found; it can be saved, and stays unplaced.")
    name = told_name(location)
    where = listed(filter(None, ("" if name == location.phrase else isolated(name), _district(location.district))))
    how = [label("precisions", location.precision.value)]
    if location.radius_m is not None:
        how.append(radius_in_words(location.radius_m))
    if location.rule:
        how.append(tr(location.rule))
    return "\n".join(filter(None, (where, " · ".join(how), told(lesson_behind(location)))))


def _names(offered: Sequence[Candidate]) -> str:
    """The first three with their districts."""
    places = [(told_name(candidate), candidate.district) for candidate in offered[:3]]
    names = [isolated(name) + (f" ({_district(district)})" if district else "") for name, district in places]
    more = len(offered) - len(names)
    return listed(names) + (" " + tr("and {number} more").format(number=more) if more > 0 else "")


def _district(name: str) -> str:
    return isolated(told_district(name))
