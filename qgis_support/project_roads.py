"""Which layer of a project holds the roads and pipelines; kept in the project."""

from typing import Optional, Tuple

from qgis.core import QgsProject, QgsVectorLayer

from .settings import GROUP

_LAYER, _NAME_FIELD = "/roads/layer", "/roads/name_field"


def chosen_roads(project: QgsProject) -> Tuple[Optional[QgsVectorLayer], str]:
    """The layer, None where none is chosen or it is gone, and the column with the name of the road, which may be ""."""
    layer_id, name_field = (project.readEntry(GROUP, key)[0] for key in (_LAYER, _NAME_FIELD))
    layer = project.mapLayer(layer_id) if layer_id else None
    return (layer, name_field) if isinstance(layer, QgsVectorLayer) else (None, "")


def choose_roads(project: QgsProject, layer: Optional[QgsVectorLayer], name_field: str) -> None:
    """Keep the choice; None chooses no roads."""
    if layer is None:
        project.removeEntry(GROUP, "/roads")
        return
    project.writeEntry(GROUP, _LAYER, layer.id())
    project.writeEntry(GROUP, _NAME_FIELD, name_field)
