"""Basemaps that come from a network: offered by name, and loaded only when somebody asks for one."""

from typing import Dict, NamedTuple
from urllib.parse import quote

from qgis.core import QgsProject, QgsRasterLayer

from ..qgis_support.translation import tr
from ..qgis_support.xyz_connections import xyz_connections
from .basemap import put_over_land


class OnlineBasemap(NamedTuple):
    """An XYZ tile service; attribution is what its terms ask to be shown with the map."""

    uri: str
    attribution: str = ""


def online_basemaps() -> Dict[str, OnlineBasemap]:
    """What can be asked for, by name: ours, then those that the user saved in QGIS. Nothing is looked up."""
    osm = "© OpenStreetMap contributors"
    ours = {
        "OpenStreetMap": _xyz("https://tile.openstreetmap.org/{z}/{x}/{y}.png", 19, osm),
        "OpenTopoMap": _xyz(
            "https://tile.opentopomap.org/{z}/{x}/{y}.png", 17, f"{osm}, SRTM; © OpenTopoMap (CC-BY-SA)"
        ),
        tr("Satellite (Esri World Imagery)"): _xyz(
            "https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile/{z}/{y}/{x}",
            18, "Esri, Maxar, Earthstar Geographics, and the GIS User Community",
        ),
    }
    saved = {name: OnlineBasemap(uri) for name, uri in xyz_connections().items()}
    return {**ours, **{name: one for name, one in saved.items() if name not in ours}}


def add_online_basemap(project: QgsProject, name: str) -> QgsRasterLayer:
    """Put the basemap of that name under districts and towns, over the offline land; tiles come when it is drawn.

    Raises KeyError for a name that `online_basemaps` does not give.
    """
    chosen = online_basemaps()[name]
    layer = QgsRasterLayer(chosen.uri, name, "wms")
    put_over_land(project, layer, chosen.attribution)
    return layer


def _xyz(url: str, largest_zoom: int, attribution: str) -> OnlineBasemap:
    return OnlineBasemap(f"type=xyz&zmin=0&zmax={largest_zoom}&url={quote(url, safe=':/')}", attribution)
