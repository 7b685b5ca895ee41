"""What map layers on a casefile need to know of its writes."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Iterable, List

from qgis.core import QgsFeatureRequest, QgsMapLayer, QgsProviderRegistry, QgsVectorLayer


def is_on_file(layer: QgsMapLayer, path: Path) -> bool:
    """Whether the layer shows a table of that casefile."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "ogr":
        return False
    shown = _file_of(layer.source())
    return bool(shown) and os.path.realpath(shown) == os.path.realpath(path)


@lru_cache(maxsize=256)
def _file_of(source: str) -> str:
    """Asked for all layers of a project time and again."""
    return str(QgsProviderRegistry.instance().decodeUri("ogr", source).get("path", ""))


def show_changes(layers: Iterable[QgsMapLayer], path: Path) -> None:
    """Make those of the layers that show tables of the casefile show what is stored now.

    Without it they would draw new records, but keep the old number of rows and the old extent (QGIS 3.22).
    """
    for layer in layers:
        if is_on_file(layer, path) and not layer.isEditable():
            selected = layer.selectedFeatureIds()
            layer.dataProvider().reloadData()
            if selected:
                # QGIS takes the news for another file and forgets what was selected (3.22).
                layer.selectByIds(_still_there(layer, selected))
            layer.updateExtents()
            layer.triggerRepaint()


def _still_there(layer: QgsVectorLayer, fids: List[int]) -> List[int]:
    """Those of the rows that have not been deleted."""
    request = QgsFeatureRequest().setFilterFids(fids).setFlags(QgsFeatureRequest.Flag.NoGeometry).setNoAttributes()
    return [row.id() for row in layer.getFeatures(request)]
