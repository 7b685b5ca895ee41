"""The provider that the Processing toolbox and qgis_process list our algorithms under."""

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..qgis_support.translation import tr
from .algorithm import ICON


class IncidentMapperProvider(QgsProcessingProvider):
    """`libyaincidents`; neither its id nor those of its algorithms ever change, because scripts call them."""

    def id(self) -> str:
        return "libyaincidents"

    def name(self) -> str:
        return tr("Libya incidents")

    def icon(self) -> QIcon:
        return QIcon(str(ICON))

    def svgIconPath(self) -> str:
        return str(ICON)

    def loadAlgorithms(self) -> None:
        from .build_casefile import BuildCasefile
        from .describe_point import DescribePoint
        from .export_actors import ExportActors
        from .export_atlas import ExportAtlas
        from .export_film import ExportFilm
        from .export_pack import ExportPack
        from .export_sheet import ExportSheet
        from .geocode_places import GeocodePlaces
        from .import_actors import ImportActors
        from .load_names import LoadNames
        from .locate_phrase import LocatePhrase
        from .save_project import SaveProject
        from .teach_places import TeachPlaces

        for algorithm in (
            GeocodePlaces(), LocatePhrase(), DescribePoint(), TeachPlaces(), LoadNames(),
            ImportActors(), ExportActors(), BuildCasefile(),
            ExportSheet(), ExportAtlas(), ExportFilm(), ExportPack(), SaveProject(),
        ):
            self.addAlgorithm(algorithm)
