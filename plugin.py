"""Wiring between QGIS and the rooms; the one place that touches `iface`."""

from typing import Optional

from qgis.core import QgsApplication, QgsProcessingProvider
from qgis.gui import QgisInterface


class IncidentMapperPlugin:
    """What QGIS loads and unloads; `iface` is None where there is no window, as under qgis_process."""

    def __init__(self, iface: Optional[QgisInterface]) -> None:
        self.iface = iface
        self.provider: Optional[QgsProcessingProvider] = None

    def initProcessing(self) -> None:
        """Register the algorithms; QGIS calls this alone when there is no window."""
        from .processing_provider.provider import IncidentMapperProvider

        self.provider = IncidentMapperProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        self.initProcessing()

    def unload(self) -> None:
        """Undo what was done, in reverse."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
