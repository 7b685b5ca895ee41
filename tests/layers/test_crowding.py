from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from libya_incident_mapper.layers.colours import DARK
from libya_incident_mapper.layers.crowding import counted, within
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


def test_rings_say_how_many_and_by_whom(qgis_app, draw, pixels):
    layer = layer_of([*[(KEYS[0], (0.2, 0.5))] * 3, *[(key, (0.8, 0.5)) for key in KEYS]])
    layer.setRenderer(counted(incident_renderer(KEYS, PALETTE)))
    image = draw([layer], (0, 0, 1, 1), (400, 400), dpi=192)
    left, right = (20, 140, 120, 120), (260, 140, 120, 120)
    assert pixels(image, COLOURS[0], box=left) > 200
    assert all(pixels(image, colour, box=left) == 0 for colour in COLOURS[1:])
    assert all(pixels(image, colour, box=right) > 40 for colour in COLOURS)
    middles = [image.copy(x - 12, 188, 24, 24) for x in (80, 320)]
    assert all(pixels(middle, DARK) > 20 for middle in middles)
    assert middles[0] != middles[1]


def test_those_of_one_actor_stand_beside_each_other(qgis_app, draw, pixels):
    layer = layer_of([(key, (0.5, 0.5)) for key in KEYS[:2] * 12])
    layer.setRenderer(counted(incident_renderer(KEYS[:2], PALETTE)))
    image = draw([layer], (0, 0, 1, 1), (200, 200), dpi=192)
    for colour in COLOURS[:2]:
        halves = sorted(pixels(image, colour, box=(x, 0, 100, 200)) for x in (0, 100))
        assert halves[1] > 5 * halves[0]


def test_a_ring_of_hundreds_is_hardly_larger(qgis_app, draw, pixels):
    layer = layer_of([(key, (0.5, 0.5)) for key in KEYS * 200])
    layer.setRenderer(counted(incident_renderer(KEYS, PALETTE)))
    image = draw([layer], (0, 0, 1, 1), (200, 200), dpi=192)
    inside = (40, 40, 120, 120)  # 16 mm
    assert pixels(image) == pixels(image, box=inside) > 700
    assert all(pixels(image, colour) > 40 for colour in COLOURS)


def test_a_marker_by_itself_is_not_counted(qgis_app, draw):
    layer = layer_of([(KEYS[0], (0.5, 0.5))])
    layer.setRenderer(incident_renderer(KEYS, PALETTE))
    plain = draw([layer], (0, 0, 1, 1), (400, 400), dpi=192)
    layer.setRenderer(counted(within(layer.renderer())))
    assert draw([layer], (0, 0, 1, 1), (400, 400), dpi=192) == plain
