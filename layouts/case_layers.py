"""The casefile's layers in a project, and what of them falls on a sheet."""

from typing import Container, Dict, Iterator, List, Optional

from qgis.core import QgsFeature, QgsFeatureRequest, QgsMapLayer, QgsProject, QgsVectorLayer

from ..casefile.repository import Casefile
from ..layers.group import casefile_layers, layer_title, load_casefile
from ..layers.styling import LOOKS
from ..model.dates import DateRange
from ..qgis_support.translation import tr
from .content import SheetContent
from .export import SheetError
from .legend_entries import Shown


def case_layers(project: QgsProject, casefile: Casefile) -> Dict[str, QgsVectorLayer]:
    """Table → its layer in the project, the topmost first; the casefile is loaded where it is not there yet."""
    load_casefile(casefile, project)
    found = casefile_layers(casefile, project)
    missing = [layer_title(table) for table in LOOKS if table not in found]
    if missing:
        words = tr("The layer '{layer}' is no longer in the project; remove the casefile's group and open it again.")
        raise SheetError(words.format(layer=missing[0]))
    return {table: found[table] for table in LOOKS}


def layers_below(project: QgsProject, case: Dict[str, QgsVectorLayer]) -> List[QgsMapLayer]:
    """What else the project shows, in its order: the base map that the user chose."""
    root, ours = project.layerTreeRoot(), {layer.id() for layer in case.values()}
    below = []
    for layer in root.layerOrder():
        node = root.findLayer(layer.id())
        if layer.id() not in ours and layer.isSpatial() and node is not None and node.isVisible():
            below.append(layer)
    return below


def shown_features(case: Dict[str, QgsVectorLayer], content: SheetContent, period: Optional[DateRange]) -> Shown:
    """The features that belong to the sheet's records and have a geometry."""
    incidents = {incident.uid for incident in content.incidents.values()}
    movements = {movement.uid for movement in content.movements.values()}
    return Shown(
        list(_features(case["incidents"], "uid", incidents, period)),
        list(_features(case["movements"], "uid", movements, period)),
        list(_features(case["waypoints"], "movement_uid", movements, period)),
        list(_features(case["location_areas"], "record_uid", incidents | movements, period)),
    )


def _features(
    layer: QgsVectorLayer, column: str, wanted: Container[str], period: Optional[DateRange]
) -> Iterator[QgsFeature]:
    request = QgsFeatureRequest()
    request.setSubsetOfAttributes([column, "style_key", "date_start", "date_end"], layer.fields())
    if period is not None:
        # Days are written by date.isoformat, so nothing that a person typed gets into the expression.
        begun = f"\"date_start\" <= to_date('{period.end.isoformat()}')"
        not_over = f"\"date_end\" >= to_date('{period.start.isoformat()}')"
        request.setFilterExpression(f"{begun} AND {not_over}")
    for feature in layer.getFeatures(request):
        if feature[column] in wanted and feature.hasGeometry() and not feature.geometry().isEmpty():
            yield feature
