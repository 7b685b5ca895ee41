"""What stands beside a marker or an arrow, and above its map tip, in the language of the window.

In English it is the stored column `label`, for which nothing has to be worked out; for other readers it is put together
from the columns that the label was made from, by expressions that need no plugin.
"""

from typing import Iterable

from qgis.core import QgsExpression

from ..model.codes import code_list
from ..model.language import ARABIC, FRENCH, figures, has_table, listed, spoken
from ..qgis_support.translation import tr
from .map_tips import bounds

LABEL = '"label"'
_quoted = QgsExpression.quotedString


def incident_label() -> str:
    """An expression: 'Armed clash, 24 Jul 2018, 1 killed'."""
    if not has_table(spoken()):
        return LABEL
    told = f"replace({_quoted(tr('{count} killed'))}, '{{count}}', {_count('killed')})"
    return _joined((_label_of("kind", "event_kinds"), _dates(), told))


def movement_label() -> str:
    """An expression: '≤ 5 × Technical (armed pick-up), 24 Jul 2018', or the kind of movement without a number."""
    if not has_table(spoken()):
        return LABEL
    counted = f"{_count('vehicles')} || ' × ' || {_label_of('vehicle_kind', 'vehicle_kinds')}"
    return _joined((f"coalesce({counted}, {_label_of('kind', 'movement_kinds')})", _dates()))


def _joined(parts: Iterable[str]) -> str:
    """The parts that are not NULL, parted by the comma of the language."""
    comma = listed(("", ""))
    return f"array_to_string(array_filter(array({', '.join(parts)}), @element is not null), {_quoted(comma)})"


def _label_of(column: str, list_name: str) -> str:
    pairs = ", ".join(f"{_quoted(code.code)}, {_quoted(tr(code.label))}" for code in code_list(list_name).values())
    name = QgsExpression.quotedColumnRef(column)
    return f"coalesce(map_get(map({pairs}), {name}), {name})"


def _count(name: str) -> str:
    """As `map_tips.bounds`, in the digits of the window."""
    pairs = ", ".join(f"'{digit}', '{figures(digit)}'" for digit in "0123456789")
    return f"replace({bounds(name)}, map({pairs}))" if figures("0") != "0" else bounds(name)


def _dates() -> str:
    """As `DateRange.display` has them, in the digits of the window."""
    is_eastern = figures("0") != "0"
    locale = _quoted({ARABIC: "ar_EG" if is_eastern else "ar_LY", FRENCH: "fr"}[spoken()])
    first, last = '"date_start"', '"date_end"'
    day, short, month, year = (
        f"format_date({column}, '{form}', {locale})"
        for column, form in ((last, "d MMM yyyy"), (first, "d MMM"), (last, "MMM yyyy"), (last, "yyyy"))
    )
    return (
        f"case when \"date_precision\" = 'year' then {year} when \"date_precision\" = 'month' then {month} "
        f"when {last} > {first} then {short} || ' – ' || {day} else {day} end"
    )
