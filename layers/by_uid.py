"""Values of single rows as an ordinary expression of QGIS, which a bare QGIS understands too."""

from typing import Mapping

from qgis.core import QgsExpression

_BEGIN, _END = "coalesce(map_get(map(", '), "uid"), '


def by_uid(values: Mapping[str, object], otherwise: str) -> str:
    """An expression for the value of a row by its uid; empty where there are no values.

    otherwise: the expression for all other rows.
    """
    pairs = ", ".join(
        f"{QgsExpression.quotedValue(uid)}, {QgsExpression.quotedValue(value)}" for uid, value in sorted(values.items())
    )
    return f"{_BEGIN}{pairs}{_END}{otherwise})" if pairs else ""


def is_by_uid(expression: str) -> bool:
    """Whether `by_uid` made it."""
    return expression.startswith(_BEGIN) and _END in expression
