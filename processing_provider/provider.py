"""The provider that the Processing toolbox and qgis_process list our algorithms under."""

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..model.table import RESOURCES
from ..qgis_support.translation import tr


class IncidentMapperProvider(QgsProcessingProvider):
    """`libyaincidents`; neither its id nor those of its algorithms ever change, because scripts call them."""

    def id(self) -> str:
        return "libyaincidents"

    def name(self) -> str:
        return tr("Libya incidents")

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(RESOURCES / "icons" / "plugin.svg")

    def loadAlgorithms(self) -> None:
        from .build_casefile import BuildCasefile
        from .export_sheet import ExportSheet
        from .geocode_places import GeocodePlaces
        from .load_names import LoadNames
        from .save_project import SaveProject
        from .teach_places import TeachPlaces

        for algorithm in (
            GeocodePlaces(), BuildCasefile(), ExportSheet(), SaveProject(), LoadNames(), TeachPlaces(),
        ):
            self.addAlgorithm(algorithm)
