"""What QGIS hands out as an attribute, as a plain Python value."""

from datetime import date
from typing import Any

from qgis.PyQt.QtCore import QByteArray, QDate, QVariant


def plain(value: Any) -> Any:  # noqa: ANN401 (an attribute may be anything)
    """None for any of QGIS's ways to say NULL, `date` for QDate, `bytes` for QByteArray, else the value itself."""
    if isinstance(value, QVariant):
        return None
    if isinstance(value, QDate):
        return date(value.year(), value.month(), value.day()) if value.isValid() else None
    if isinstance(value, QByteArray):
        return bytes(value)
    return value
