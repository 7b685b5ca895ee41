"""Values of single rows as an ordinary expression of QGIS, which a bare QGIS understands too."""

import json
from typing import Mapping

from qgis.core import QgsExpression

_BEGIN, _END, _END_BY_ROW = "coalesce(map_get(", '), "uid"), ', "), to_string($id)), "


def by_uid(values: Mapping[str, object], otherwise: str) -> str:
    """An expression for the value of a row by its uid; empty where there are no values.

    otherwise: the expression for all other rows. The values are one text of JSON, as QGIS copies and prepares each part
    of an expression for every symbol at every draw (3.22), and a map() of 500 rows has a thousand parts.
    """
    return _looked_up(values, _END, otherwise)


def by_row(values: Mapping[str, object], otherwise: str) -> str:
    """The like by QGIS's id of the feature, written as text, for tables whose rows have no uid."""
    return _looked_up(values, _END_BY_ROW, otherwise)


def _looked_up(values: Mapping[str, object], end: str, otherwise: str) -> str:
    if not values:
        return ""
    return f"{_BEGIN}from_json({QgsExpression.quotedString(json.dumps(values, sort_keys=True))}{end}{otherwise})"


def is_by_uid(expression: str) -> bool:
    """Whether `by_uid` made it."""
    return expression.startswith(_BEGIN) and _END in expression
