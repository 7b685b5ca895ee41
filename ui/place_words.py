"""What a place box says below its line: what was found, how closely, and by which rule."""

from ..geocoding.taught import lesson_behind
from ..model.codes import label
from ..model.direction import isolated
from ..model.location import Location, PlaceState
from ..model.reasons import told
from ..qgis_support.translation import tr


def radius_in_words(metres: float) -> str:
    """'± 250 m', '± 2.1 km', '± 35 km'."""
    if metres < 1000:
        return tr("± {number} m").format(number=round(metres))
    kilometres = metres / 1000
    return tr("± {number} km").format(number=f"{kilometres:.1f}" if kilometres < 10 else f"{kilometres:.0f}")


def location_in_words(location: Location) -> str:
    """One to three lines, or nothing for an empty text."""
    if not location.phrase:
        return ""
    if location.state is PlaceState.AMBIGUOUS:
        names = _names(location)
        return tr("Ambiguous: {names}. Press Down to choose, or save it unplaced.").format(names=names)
    if not location.is_placed:
        if location.candidates:
            words = tr("Not found; perhaps {names}. Press Down to choose, or save it unplaced.")
            return words.format(names=_names(location))
        return tr("Not found; it can be saved, and stays unplaced.")
    name = "" if location.name == location.phrase else location.name
    where = ", ".join(filter(None, (isolated(name), location.district)))
    how = [label("precisions", location.precision.value)]
    if location.radius_m is not None:
        how.append(radius_in_words(location.radius_m))
    if location.rule:
        how.append(tr(location.rule))
    return "\n".join(filter(None, (where, " · ".join(how), told(lesson_behind(location)))))


def _names(location: Location) -> str:
    """Up to three candidates with their districts."""
    names = [
        f"{candidate.name} ({candidate.district})" if candidate.district else candidate.name
        for candidate in location.candidates[:3]
    ]
    more = len(location.candidates) - len(names)
    return ", ".join(names) + (" " + tr("and {number} more").format(number=more) if more > 0 else "")
