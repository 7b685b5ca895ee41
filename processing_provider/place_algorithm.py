"""What the algorithms that find places have in common: which names they know, and the columns they read."""

from typing import TYPE_CHECKING, Optional

from qgis.core import QgsFields, QgsProcessingContext, QgsProcessingException, QgsProcessingParameterFile

from ..qgis_support.translation import tr
from .algorithm import Parameters
from .georeferencing import GeoreferencingAlgorithm

if TYPE_CHECKING:
    from ..geocoding.geocoder import Geocoder


class PlaceAlgorithm(GeoreferencingAlgorithm):
    """Asks the geocoder that the place box and the locator ask too, or one that knows a given casefile's places."""

    CASEFILE = "CASEFILE"

    def add_casefile(self) -> None:
        """Declare the parameter CASEFILE."""
        self.add(
            QgsProcessingParameterFile(self.CASEFILE, tr("Casefile"), extension="gpkg"),
            tr("A casefile whose taught places and spellings are known too, and win over every list."),
            is_optional=True,
        )

    def geocoder(self, parameters: Parameters, context: QgsProcessingContext) -> "Geocoder":
        """The geocoder to ask; raises a CasefileError where CASEFILE is none."""
        from ..qgis_support.place_names import place_names

        path = self.parameterAsFile(parameters, self.CASEFILE, context)
        if not path:
            return place_names().geocoder
        from ..casefile.taught import taught_gazetteer

        return place_names().geocoder_with(taught_gazetteer(path))

    def column(
        self, fields: QgsFields, parameter: str, parameters: Parameters, context: QgsProcessingContext
    ) -> Optional[int]:
        """The index of the column chosen, None where none was; a name that the table lacks gets a sentence."""
        name = self.parameterAsString(parameters, parameter, context)
        if not name:
            return None
        index = fields.lookupField(name)
        if index < 0:
            raise QgsProcessingException(
                tr("The table has no column '{name}'; choose one of {columns}.").format(
                    name=name, columns=", ".join(fields.names())
                )
            )
        return index
