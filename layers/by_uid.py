"""Values of single rows as an ordinary expression of QGIS, which a bare QGIS understands too."""

import json
from typing import Mapping

from qgis.core import QgsExpression

_BEGIN, _END = "coalesce(map_get(", '), "uid"), '


def by_uid(values: Mapping[str, object], otherwise: str) -> str:
    """An expression for the value of a row by its uid; empty where there are no values.

    otherwise: the expression for all other rows. The values are one text of JSON, as QGIS copies and prepares each part
    of an expression for every symbol at every draw (3.22), and a map() of 500 rows has a thousand parts.
    """
    if not values:
        return ""
    return f"{_BEGIN}from_json({QgsExpression.quotedString(json.dumps(values, sort_keys=True))}{_END}{otherwise})"


def is_by_uid(expression: str) -> bool:
    """Whether `by_uid` made it."""
    return expression.startswith(_BEGIN) and _END in expression
