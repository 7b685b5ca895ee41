"""Columns of tables and their types, in the words of each QGIS version."""

from qgis.core import Qgis, QgsField

if Qgis.QGIS_VERSION_INT >= 33800:
    # From 3.38 on QgsField warns about QVariant types; before 3.38 it knows nothing else.
    from qgis.PyQt.QtCore import QMetaType

    KINDS = {
        "text": QMetaType.Type.QString,
        "integer": QMetaType.Type.LongLong,
        "real": QMetaType.Type.Double,
        "boolean": QMetaType.Type.Bool,
        "date": QMetaType.Type.QDate,
        "binary": QMetaType.Type.QByteArray,
    }
else:
    from qgis.PyQt.QtCore import QVariant

    KINDS = {
        "text": QVariant.String,
        "integer": QVariant.LongLong,
        "real": QVariant.Double,
        "boolean": QVariant.Bool,
        "date": QVariant.Date,
        "binary": QVariant.ByteArray,
    }


def field(name: str, kind: str) -> QgsField:
    """A column; `kind` is text, integer (64 bits), real, boolean, date or binary."""
    return QgsField(name, KINDS[kind])
