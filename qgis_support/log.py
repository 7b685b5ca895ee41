"""Our tab in QGIS's log messages panel."""

from qgis.core import Qgis, QgsMessageLog

TAB = "Libya Incident Mapper"


def log(text: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
    """Write one message to our tab; the user is not disturbed."""
    QgsMessageLog.logMessage(text, TAB, level, False)
