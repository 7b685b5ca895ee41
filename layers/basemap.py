"""The map below the records, without a network: QGIS's own world map, our districts, the main towns.

A saved project opens on another computer: QGIS writes its own world map as `inbuilt:`, and districts and towns
are part of the project itself, as GeoJSON text in the layer's address (together below 60 kB).
"""

import json
import re
from typing import Callable, Dict, List, Optional, Sequence

from qgis.core import (
    QgsApplication,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..geocoding.gazetteer import Place, load_gazetteer
from ..model.steps import Steps, at_once
from ..model.table import RESOURCES
from ..qgis_support.log import log
from ..qgis_support.translation import tr
from . import basemap_style as style
from .grounds import GROUNDS, LIGHT_GROUND, Ground

GROUP_PROPERTY = "libya_incident_mapper/basemap"
DISTRICTS = RESOURCES / "gazetteer" / "districts.geojson"
TOWN_KINDS = ("city", "town")
CREDITS = ("GeoNames, SimpleMaps (CC BY 4.0)", "Natural Earth", "Natural Earth", "Natural Earth")
"""Whose data towns, districts, disputed borders and countries are; sheets print it."""
RANKS = (0.79, 0.74, 0.70)
"""Least importance of a town of rank 1, 2 and 3; a smaller one is not on the basemap."""
_QUALIFIER = re.compile(r"\s*\([^)]*\)\s*$")
"""What tells homonyms apart in the gazetteer and is no part of the name."""


def load_basemap(project: QgsProject) -> QgsLayerTreeGroup:
    """The group 'Basemap' below everything else; made once, found again after that. Nothing comes from a network."""
    return at_once(preparing_basemap(project))()


def preparing_basemap(project: QgsProject) -> Steps[Callable[[], QgsLayerTreeGroup]]:
    """All of `load_basemap` that leaves the project as it is, in steps; gives what does the rest."""
    layers: List[QgsVectorLayer] = []
    if basemap_group(project) is None:
        layers.append(_towns())
        yield
        layers.append(_districts())
        yield
        layers += _world()
        yield
    return lambda: basemap_group(project) or _put_below(project, layers)


def _put_below(project: QgsProject, layers: Sequence[QgsVectorLayer]) -> QgsLayerTreeGroup:
    group = project.layerTreeRoot().addGroup(tr("Basemap"))
    group.setCustomProperty(GROUP_PROPERTY, "offline")
    for layer, credit in zip(layers, CREDITS):
        dress(layer, GROUNDS[LIGHT_GROUND])
        metadata = layer.metadata()
        metadata.setRights([credit])
        layer.setMetadata(metadata)
        # A basemap is no part of what is looked up or edited.
        layer.setFlags(layer.flags() & ~layer.LayerFlag.Identifiable & ~layer.LayerFlag.Searchable)
        layer.setReadOnly(True)
        project.addMapLayer(layer, False)
        group.addLayer(layer).setExpanded(False)
    group.setExpanded(False)
    project.setBackgroundColor(QColor(GROUNDS[LIGHT_GROUND].sea))
    return group


def basemap_group(project: QgsProject) -> Optional[QgsLayerTreeGroup]:
    """The basemap's group, if the project has one."""
    groups = project.layerTreeRoot().findGroups(True)
    return next((group for group in groups if group.customProperty(GROUP_PROPERTY)), None)


def dress(layer: QgsMapLayer, ground: Ground) -> None:
    """Style a layer of ours, known by its columns or its address; any other keeps its look."""
    columns = set(layer.fields().names()) if isinstance(layer, QgsVectorLayer) else set()
    if {"name_ar", "rank"} <= columns:
        style.style_towns(layer, ground, len(RANKS))
    elif {"name_ar", "code"} <= columns:
        style.style_districts(layer, ground)
    elif _is_land(layer) and "ISO_A3" in columns:
        style.style_countries(layer, ground)
    elif _is_land(layer):
        style.style_disputed_borders(layer, ground)


def put_over_land(project: QgsProject, layer: QgsMapLayer, makers: str = "") -> None:
    """Add a layer of pictures under districts and towns, over the offline land.

    makers: whose it is; becomes the layer's rights, where QGIS and our sheets look for credits.
    """
    if makers:
        metadata = layer.metadata()
        metadata.setRights([makers])
        layer.setMetadata(metadata)
    project.addMapLayer(layer, False)
    group = basemap_group(project)
    if group is None:
        project.layerTreeRoot().addLayer(layer)
        return
    below = [node.layerId() for node in group.findLayers()]
    lands = (place for place, one in enumerate(below) if _is_land(project.mapLayer(one)))
    group.insertLayer(next(lands, len(below)), layer)


def _is_land(layer: QgsMapLayer) -> bool:
    """Whether that is one of QGIS's own world layers."""
    return "world_map.gpkg" in layer.source()


def _world() -> List[QgsVectorLayer]:
    """Disputed borders over countries; nothing, and a line in the log, where QGIS came without its world map."""
    path = f"{QgsApplication.pkgDataPath()}/resources/data/world_map.gpkg"
    lines = QgsVectorLayer(f"{path}|layername=disputed_borders", tr("Disputed borders"), "ogr")
    countries = QgsVectorLayer(f"{path}|layername=countries", tr("Countries"), "ogr")
    if not (lines.isValid() and countries.isValid()):
        log(tr("QGIS's world map is not at {}; the basemap shows districts and towns only.").format(path))
        return []
    return [lines, countries]


def _districts() -> QgsVectorLayer:
    """The 22 districts, as text without line ends; further columns than the names are left behind."""
    features = json.loads(DISTRICTS.read_text(encoding="utf-8"))["features"]
    return _embedded([
        _feature(feature["geometry"], {name: feature["properties"][name] for name in ("code", "name", "name_ar")})
        for feature in features
    ], tr("Districts"))


def _towns() -> QgsVectorLayer:
    """The main towns with a rank 1 to 3."""
    features = []
    for place in load_gazetteer():
        rank = town_rank(place)
        if rank is not None:
            point = {"type": "Point", "coordinates": [place.lon, place.lat]}
            names = {"name": _QUALIFIER.sub("", place.name), "name_ar": place.name_ar}
            features.append(_feature(point, {**names, "rank": rank}))
    return _embedded(features, tr("Towns"))


def town_rank(place: Place) -> Optional[int]:
    """1 for the most important towns, 3 for the least that are shown, None for what is not shown."""
    if place.kind not in TOWN_KINDS:
        return None
    return next((rank for rank, least in enumerate(RANKS, 1) if place.importance >= least), None)


def _feature(geometry: Dict[str, object], properties: Dict[str, object]) -> Dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _embedded(features: List[Dict[str, object]], name: str) -> QgsVectorLayer:
    """A layer whose address is its data. A bar would end the address, so it must not be in the text."""
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    return QgsVectorLayer(text.replace("|", "/"), name, "ogr")
