"""Basemaps that lie on the disk: MBTiles, GeoPackage tiles, GeoTIFF and what else QGIS reads as pictures or tiles."""

import html
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import List

from qgis.core import (
    QgsMapLayer,
    QgsMapLayerType,
    QgsProject,
    QgsProviderRegistry,
    QgsProviderSublayerDetails,
)

from ..model.errors import IncidentMapperError
from ..qgis_support.translation import tr
from .basemap import put_over_land

ENDINGS = ("mbtiles", "gpkg", "tif", "tiff", "vrt", "jp2")
_KINDS = (QgsMapLayerType.RasterLayer, QgsMapLayerType.VectorTileLayer)
_TAG = re.compile("<[^>]*>")


class BasemapError(IncidentMapperError):
    """A file that cannot be shown below the records."""


def add_file_basemap(project: QgsProject, path: Path) -> List[QgsMapLayer]:
    """Put the pictures and tiles of the file under districts and towns, over the offline land.

    What an MBTiles file says of its makers becomes the layers' rights, where QGIS and our sheets look for credits.
    Raises BasemapError where the file holds neither pictures nor tiles, or cannot be read.
    """
    found = QgsProviderRegistry.instance().querySublayers(str(path))
    options = QgsProviderSublayerDetails.LayerOptions(project.transformContext())
    try:
        makers = _makers(path)
        opened = [one.toLayer(options) for one in found if one.type() in _KINDS]
    except sqlite3.Error:
        # QGIS 3.44 takes anything of that name for vector tiles.
        makers, opened = "", []
    layers = [layer for layer in opened if layer is not None and layer.isValid()]
    if not layers:
        words = tr("The file '{name}' holds no pictures or tiles that a map can lie on; choose another.")
        raise BasemapError(words.format(name=path.name))
    for layer in layers:
        put_over_land(project, layer, makers)
    return layers


def _makers(path: Path) -> str:
    """The attribution in an MBTiles file (https://github.com/mapbox/mbtiles-spec), without its HTML.

    Raises sqlite3.Error for a file of that name that is none.
    """
    if path.suffix.lower() != ".mbtiles":
        return ""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        row = connection.execute("select value from metadata where name = 'attribution'").fetchone()
    return html.unescape(_TAG.sub("", str(row[0]))).strip() if row else ""
