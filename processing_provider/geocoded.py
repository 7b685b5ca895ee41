"""What a place text was resolved to, as columns that our algorithms put behind those of their input."""

from typing import List, Tuple

from qgis.core import QgsFields

from ..model.location import Location
from ..qgis_support.fields import field

FIELDS = (
    ("query", "text"), ("status", "text"), ("name", "text"), ("name_ar", "text"), ("place_id", "text"),
    ("kind", "text"), ("district", "text"), ("score", "real"), ("reason", "text"), ("rule", "text"),
    ("radius_m", "real"), ("precision", "text"), ("candidates", "text"),
)
"""Column and kind; others build on these names and types."""

CLASH_PREFIX = "input_"


def geocoded_values(location: Location) -> List[object]:
    """The values of FIELDS; the reason says why the best candidate fits, or why there is no point."""
    from ..casefile.candidates import write_candidates

    return [
        location.phrase, location.state.value, location.name, location.name_ar, location.place_id, location.kind,
        location.district, location.score, location.remark, location.rule, location.radius_m,
        location.precision.value, write_candidates(location.candidates) or "[]",
    ]


def with_input(given: QgsFields, ours: Tuple[Tuple[str, str], ...]) -> QgsFields:
    """The input's columns, renamed where they clash with ours, then ours."""
    names = {name for name, _ in ours}
    fields = QgsFields()
    for one in given:
        if one.name().casefold() in names:
            one.setName(CLASH_PREFIX + one.name())
        fields.append(one)
    for name, kind in ours:
        fields.append(field(name, kind))
    return fields
