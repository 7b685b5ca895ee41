"""What the map shows when the mouse rests on a record; text from data is always shown as text.

A map tip is a web page in which scripts run, and expressions have no function that escapes HTML (QGIS 3.22
to 3.44); so every value goes through three replacements that the bare QGIS knows. A value is not searched for
`[% %]` again (measured on 3.22).
"""

from html import escape
from typing import Sequence, Tuple

from qgis.core import QgsExpression, QgsVectorLayer

from ..model.district_names import arabic_districts
from ..model.language import is_right_to_left, listed
from ..qgis_support.translation import tr

Row = Tuple[str, str]
"""Heading, and the expression whose value stands behind it; rows without a value are left out."""


def set_map_tip(layer: QgsVectorLayer, title: str, rows: Sequence[Row]) -> None:
    """A title in bold and a table of the rows; `title` is an expression too."""
    lines = "".join(f"[% {_row(heading, expression)} %]" for heading, expression in rows)
    layer.setMapTipTemplate(f"<b>[% {escaped(title)} %]</b><table>{lines}</table>")


def escaped(expression: str) -> str:
    """An expression whose value can stand in HTML text: empty for NULL, and no markup of its own."""
    return (
        f"replace(replace(replace(coalesce(to_string({expression}),''),'&','&amp;'),'<','&lt;'),'>','&gt;')"
    )


def incident_rows() -> Sequence[Row]:
    """What an analyst asks of an incident."""
    return (
        (tr("Kind"), represented("kind")),
        (tr("Date"), date_range()),
        (tr("Actors"), f"concat({represented('actor1')}, coalesce(' – ' || {represented('actor2')}, ''))"),
        (tr("Place"), '"place_text"'),
        (tr("Found as"), f"concat(\"place_name\", coalesce(' · ' || \"place_name_ar\", ''), "
                         f"coalesce({QgsExpression.quotedString(_comma())} || {_district()}, ''))"),
        (tr("Precision"), precision()),
        (tr("Killed"), bounds("killed")),
        (tr("Stance"), represented("stance")),
        (tr("Status"), represented("status")),
        (tr("Summary"), '"summary"'),
    )


def movement_rows() -> Sequence[Row]:
    """What an analyst asks of a movement."""
    return (
        (tr("Kind"), represented("kind")),
        (tr("Date"), date_range()),
        (tr("Actor"), represented("actor")),
        (tr("From"), '"origin_text"'),
        (tr("By way of"), '"via_text"'),
        (tr("To"), '"destination_text"'),
        (tr("Vehicles"), bounds("vehicles")),
        (tr("Stops not placed"), 'nullif("unplaced_stops", 0)'),
        (tr("Stance"), represented("stance")),
        (tr("Status"), represented("status")),
        (tr("Summary"), '"summary"'),
    )


def waypoint_rows() -> Sequence[Row]:
    """What can be said of one stop."""
    return ((tr("Stop"), represented("role")), (tr("Actor"), represented("actor")), (tr("Precision"), precision()))


def area_rows() -> Sequence[Row]:
    """What an area stands for."""
    return ((tr("Actor"), represented("actor")), (tr("Precision"), precision()))


def represented(column: str) -> str:
    """The value as the form's list of codes words it; NULL stays NULL."""
    return f"if({_column(column)} is null, null, represent_value({_column(column)}))"


def precision() -> str:
    """'Near a known place, ± 12 km'."""
    kilometres = "round(\"radius_m\" / 1000, if(\"radius_m\" < 10000, 1, 0))"
    radius = f"replace({QgsExpression.quotedString(tr('± {number} km'))}, '{{number}}', {kilometres})"
    return f"concat({represented('precision')}, coalesce({QgsExpression.quotedString(_comma())} || {radius}, ''))"


def date_range() -> str:
    """'2018-07-24', or the first and the last day."""
    first, last = "format_date(\"date_start\", 'yyyy-MM-dd')", "format_date(\"date_end\", 'yyyy-MM-dd')"
    return f"concat({first}, if(\"date_end\" > \"date_start\", ' – ' || {last}, ''))"


def bounds(count: str) -> str:
    """'3', '2–5', '≥ 2', '≤ 5'; nothing where no number is known, which is not the same as 0."""
    low, best, high = (_column(f"{count}_{bound}") for bound in ("low", "best", "high"))
    return (
        f"case when {low} = {high} then to_string({low}) "
        f"when {low} is not null and {high} is not null then concat({low}, '–', {high}) "
        f"when {best} is not null then to_string({best}) "
        f"when {low} is not null then concat('≥ ', {low}) "
        f"when {high} is not null then concat('≤ ', {high}) end"
    )


def _district() -> str:
    """The district as the language spoken has it; NULL stays NULL."""
    column = _column("district")
    if not is_right_to_left():
        return column
    names = ", ".join(QgsExpression.quotedString(name) for pair in arabic_districts().items() for name in pair)
    return f"coalesce(map_get(map({names}), {column}), {column})"


def _comma() -> str:
    """What parts the members of a list in the language spoken."""
    return listed(("", ""))


def _row(heading: str, expression: str) -> str:
    start = QgsExpression.quotedString(f"<tr><td>{escape(heading)}&nbsp;</td><td>")
    return f"if(coalesce(to_string({expression}), '') = '', '', {start} || {escaped(expression)} || '</td></tr>')"


def _column(name: str) -> str:
    return QgsExpression.quotedColumnRef(name)
