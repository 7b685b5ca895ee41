"""Basemaps that come from a network: offered by name, and loaded only when somebody asks for one."""

from typing import NamedTuple, Tuple
from urllib.parse import quote

from qgis.core import QgsProject, QgsRasterLayer

from ..qgis_support.translation import tr
from .basemap import basemap_group


class OnlineBasemap(NamedTuple):
    """An XYZ tile service; attribution is what its terms ask to be shown with the map."""

    name: str
    uri: str
    attribution: str


def online_basemaps() -> Tuple[OnlineBasemap, ...]:
    """What can be asked for. Nothing is looked up: this list is all that happens."""
    osm = "© OpenStreetMap contributors"
    return (
        _xyz("OpenStreetMap", "https://tile.openstreetmap.org/{z}/{x}/{y}.png", 19, osm),
        _xyz(
            "OpenTopoMap", "https://tile.opentopomap.org/{z}/{x}/{y}.png",
            17, f"{osm}, SRTM; © OpenTopoMap (CC-BY-SA)",
        ),
        _xyz(
            tr("Satellite (Esri World Imagery)"),
            "https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile/{z}/{y}/{x}",
            18, "Esri, Maxar, Earthstar Geographics, and the GIS User Community",
        ),
    )


def add_online_basemap(project: QgsProject, name: str) -> QgsRasterLayer:
    """Put the basemap of that name under districts and towns, over the offline land; tiles come when it is drawn.

    Its attribution becomes the layer's rights, where QGIS and our sheets look for credits.
    Raises KeyError for a name that `online_basemaps` does not give.
    """
    chosen = {basemap.name: basemap for basemap in online_basemaps()}[name]
    layer = QgsRasterLayer(chosen.uri, chosen.name, "wms")
    metadata = layer.metadata()
    metadata.setRights([chosen.attribution])
    layer.setMetadata(metadata)
    project.addMapLayer(layer, False)
    group = basemap_group(project)
    if group is None:
        project.layerTreeRoot().addLayer(layer)
        return layer
    vectors = [node.layerId() for node in group.findLayers()]
    over_land = next(
        (place for place, layer_id in enumerate(vectors) if _is_land(project, layer_id)), len(vectors)
    )
    group.insertLayer(over_land, layer)
    return layer


def _is_land(project: QgsProject, layer_id: str) -> bool:
    """Whether that is one of QGIS's own world layers."""
    return "world_map.gpkg" in project.mapLayer(layer_id).source()


def _xyz(name: str, url: str, largest_zoom: int, attribution: str) -> OnlineBasemap:
    return OnlineBasemap(name, f"type=xyz&zmin=0&zmax={largest_zoom}&url={quote(url, safe=':/')}", attribution)
