"""The parameters by which an algorithm is told the user's roads, and what distances and headings are worth."""

from typing import TYPE_CHECKING

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ..geocoding.georeferencing_rules import (
    CARDINAL_HALF_WIDTH_DEG,
    FINE_HALF_WIDTH_DEG,
    DistanceRule,
    GeoreferencingRules,
)
from ..model.reasons import told
from ..qgis_support.translation import tr
from .algorithm import IncidentAlgorithm, Parameters

if TYPE_CHECKING:
    from ..geocoding.geocoder import Geocoder

_RULES = tuple(DistanceRule)


class GeoreferencingAlgorithm(IncidentAlgorithm):
    """Base of the algorithms that place phrases."""

    ROUTES, ROUTE_NAME_FIELD = "ROUTES", "ROUTE_NAME_FIELD"
    DISTANCE_RULE, FINE_HEADINGS = "DISTANCE_RULE", "FINE_HEADINGS"

    def add_georeferencing(self) -> None:
        """Declare the parameters; all may be left as they are."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.ROUTES, tr("Roads and pipelines"), [QgsProcessing.SourceType.TypeVectorLine]
            ),
            tr(
                "A layer of lines on which kilometres are counted: 'the 40 km checkpoint west of Ajdabiya', 'on the "
                "Sirte-Hun road'. Without it such a place is no surer than the other words make it."
            ),
            is_optional=True,
        )
        self.add(
            QgsProcessingParameterField(
                self.ROUTE_NAME_FIELD, tr("Column with the name of the road"), parentLayerParameterName=self.ROUTES
            ),
            tr("Lines of one name that touch are one road. A line without a name is found by the places it joins."),
            is_optional=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                self.DISTANCE_RULE, tr("Precision of a distance"), [told(rule.value) for rule in _RULES], defaultValue=0
            ),
            tr(
                "How far off '20 km' may be: 15 % of it; by the 2001/2004 guidelines 5 km; by those of GBIF 2020 half "
                "a kilometre. The rule is named in the reason."
            ),
            is_advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(
                self.FINE_HEADINGS, tr("A plain 'south' is no coarser than 'south-west'"), defaultValue=False
            ),
            tr("For texts that elsewhere say 'south-west': a plain 'south' may be off by 22.5° and not by 45°."),
            is_advanced=True,
        )

    def georeferencing(self, known: "Geocoder", parameters: Parameters, context: QgsProcessingContext) -> "Geocoder":
        """The geocoder with the roads and rules chosen; without roads it keeps its own."""
        from ..geocoding.geocoder import Geocoder
        from ..geocoding.route_book import RouteBook
        from ..qgis_support.route_layer import RouteReader

        source = self.parameterAsSource(parameters, self.ROUTES, context)
        routes = known.routes
        if source is not None:
            name_field = self.parameterAsString(parameters, self.ROUTE_NAME_FIELD, context)
            routes = RouteBook(RouteReader(source, name_field, context.transformContext()).read())
        is_fine = self.parameterAsBool(parameters, self.FINE_HEADINGS, context)
        rules = GeoreferencingRules(
            _RULES[self.parameterAsEnum(parameters, self.DISTANCE_RULE, context)],
            FINE_HALF_WIDTH_DEG if is_fine else CARDINAL_HALF_WIDTH_DEG,
        )
        is_as_before = routes is known.routes and rules == known.rules
        return known if is_as_before else Geocoder(known.search, routes, rules)
