from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from libya_incident_mapper.layers.colours import LIGHT
from libya_incident_mapper.layers.crowding import MANY_SIDES, counted, within
from libya_incident_mapper.layers.incident_style import incident_renderer
from libya_incident_mapper.layers.palette import ActorLook, Palette

COLOURS = ["#0072b2", "#b2182b", "#009e73", "#f0c419", "#6a3d9a"]
PALETTE = Palette({f"a{n}": ActorLook(f"A{n}", f"A{n}", colour) for n, colour in enumerate(COLOURS)})
KEYS = [f"a{number}||attack|reports|sharp|approved|1" for number in range(len(COLOURS))]


def layer_of(spots):
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=style_key:string", "x", "memory")
    features = []
    for key, (x, y) in spots:
        feature = QgsFeature(layer.fields())
        feature.setAttribute(0, key)
        feature.setGeometry(QgsGeometry.fromWkt(f"POINT({x} {y})"))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def test_clusters_say_how_many_and_by_whom(qgis_app, draw, pixels):
    layer = layer_of([*[(KEYS[0], (0.2, 0.5))] * 3, *[(key, (0.8, 0.5)) for key in KEYS]])
    layer.setRenderer(counted(incident_renderer(KEYS, PALETTE)))
    image = draw([layer], (0, 0, 1, 1), (400, 400), dpi=192)
    left, right = (40, 160, 80, 80), (280, 160, 80, 80)
    assert pixels(image, COLOURS[0], box=left) > 600
    assert pixels(image, MANY_SIDES, box=right) > 600
    assert all(pixels(image, colour, box=right) < 20 for colour in COLOURS)
    assert pixels(image, LIGHT, box=left) > 40


def test_a_marker_by_itself_is_not_counted(qgis_app, draw):
    layer = layer_of([(KEYS[0], (0.5, 0.5))])
    layer.setRenderer(incident_renderer(KEYS, PALETTE))
    plain = draw([layer], (0, 0, 1, 1), (400, 400), dpi=192)
    layer.setRenderer(counted(within(layer.renderer())))
    assert draw([layer], (0, 0, 1, 1), (400, 400), dpi=192) == plain
