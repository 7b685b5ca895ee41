import re
from html import unescape

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtXml import QDomDocument

from libya_incident_mapper.layouts.export import export_sheet

LAYER = "Wide <land> & more (north)"
PRINTED = f'inkscape:label="Left: {LAYER}"'


def layers_of(file):
    """Name and clip path of each layer, and the frames by their names, in mm on a page 297 mm wide."""
    document = QDomDocument()
    document.setContent(file.read_bytes())
    root = document.documentElement()
    scale = 297 / float(root.attribute("viewBox").split()[2])
    clips, frames = {}, {}
    child = root.firstChildElement()
    while not child.isNull():
        if child.tagName() == "clipPath":
            rect = child.firstChildElement("rect")
            frames[child.attribute("id")] = [
                round(float(rect.attribute(key)) * scale, 1) for key in ("x", "y", "width", "height")
            ]
        elif child.tagName() == "g":
            clips[child.attribute("inkscape:label")] = child.attribute("clip-path")
        child = child.nextSiblingElement()
    return clips, frames


def test_every_layer_of_a_map_is_cut_at_its_own_frame(tmp_path, qgis_app):
    project = QgsProject()
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", LAYER, "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(-20, -20, 60, 60)))
    layer.dataProvider().addFeatures([feature])
    project.addMapLayer(layer)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    for name, rect in (("Left", QRectF(10, 20, 100, 80)), ("Right", QRectF(150, 30, 60, 50))):
        item = QgsLayoutItemMap(layout)
        item.setId(name)
        layout.addLayoutItem(item)
        item.attemptSetSceneRect(rect)
        item.setLayers([layer])
        item.setCrs(layer.crs())
        item.setExtent(QgsRectangle(10, 20, 20, 28))
        item.attemptSetSceneRect(rect)
        item.setFrameEnabled(True)
    written = QgsLayoutItemLabel(layout)
    written.setText(PRINTED)
    layout.addLayoutItem(written)
    written.attemptSetSceneRect(QRectF(10, 120, 200, 10))
    (file,) = export_sheet(layout, str(tmp_path / "sheet.svg"))
    clips, frames = layers_of(file)
    assert sorted(frames.values()) == [[10, 20, 100, 80], [150, 30, 60, 50]]
    for name, x in (("Left", 10), ("Right", 150)):
        cut = re.fullmatch(r"url\(#(.+)\)", clips[f"{name}: {LAYER}"]).group(1)
        assert frames[cut][0] == x
        assert clips[f"{name}: Frame"] == ""
    assert f"{PRINTED}<" in unescape(file.read_text(encoding="utf-8"))
    project.clear()
