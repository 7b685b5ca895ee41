"""Incidents at one place fan out on the canvas, with leader lines, and their labels go with them."""

import math

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointDisplacementRenderer,
    QgsPointXY,
    QgsProject,
    QgsProperty,
    QgsSymbolLayer,
    QgsVectorLayer,
)

from libya_incident_mapper.layers.crowding import counted, within
from libya_incident_mapper.layers.fans import Row, fanned_out, fanning_out, stands_of
from libya_incident_mapper.layers.incident_style import incident_renderer
from libya_incident_mapper.layers.labels import MANY, label_incidents
from libya_incident_mapper.layers.palette import ActorLook, Palette
from libya_incident_mapper.model.steps import at_once

COLOURS = ["#0072b2", "#b2182b", "#009e73", "#f0c419", "#6a3d9a"]
PALETTE = Palette({f"a{n}": ActorLook(f"A{n}", f"A{n}", colour) for n, colour in enumerate(COLOURS)})
KEYS = [f"a{number}||attack|reports|sharp|approved|1" for number in range(len(COLOURS))]
FIELDS = "field=uid:string&field=style_key:string&field=date_start:string&field=label:string"
OFFSET = QgsSymbolLayer.Property.PropertyOffset
VIEW, SIZE = (0, 0, 1, 1), (400, 400)


def fan_out(layer):
    at_once(fanning_out(layer))


def layer_of(spots, label=""):
    layer = QgsVectorLayer(f"Point?crs=EPSG:4326&{FIELDS}", "x", "memory")
    features = []
    for number, (key, (x, y)) in enumerate(spots):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([f"u{number}", key, f"2031-01-{1 + number % 28:02}", label])
        feature.setGeometry(QgsGeometry.fromWkt(f"POINT({x} {y})"))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.setRenderer(incident_renderer(KEYS, PALETTE))
    return layer


def rows_of(spots):
    return [Row(f"u{number}", key, point, f"2031-01-0{number + 1}") for number, (key, point) in enumerate(spots)]


def ring(x, y):
    """Where one marker of each key stands around a place, whatever the scale."""
    stands = stands_of(rows_of([(key, (x, y)) for key in KEYS]), {key: 5.8 for key in KEYS})
    assert all(len(set(bands)) == 1 for bands in stands.values())
    return [bands[0] for bands in stands.values()]


def around(x, y, crs, metres):
    """The extent, in the units of the reference system, that reaches so far to all sides."""
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem(crs), QgsProject()
    )
    middle, half = transform.transform(QgsPointXY(x, y)), metres / 111_320 if crs == "EPSG:4326" else metres
    return middle.x() - half, middle.y() - half, middle.x() + half, middle.y() + half


@pytest.fixture
def one_place(qgis_app):
    return layer_of([(key, (0.5, 0.5)) for key in KEYS])


def test_all_that_happened_at_one_place_is_seen(one_place, draw, pixels, restyled):
    stacked = draw([one_place], VIEW, SIZE, dpi=192)
    assert restyled(fan_out, one_place)
    beside = draw([one_place], VIEW, SIZE, dpi=192)
    assert sum(pixels(stacked, colour) > 300 for colour in COLOURS) == 1
    assert all(pixels(beside, colour) > 300 for colour in COLOURS)


def test_a_line_leads_from_each_marker_to_a_dot_at_the_place(one_place, draw):
    fan_out(one_place)
    image = draw([one_place], VIEW, SIZE, dpi=192)
    stands = ring(0.5, 0.5)
    assert len(stands) == len(KEYS)
    assert image.pixelColor(200, 200).lightness() < 80
    for place in stands:
        # Between the dot and the rim of the marker, in pixels of 192 to the inch.
        length = math.hypot(place.right, place.down)
        share = (length - 5.8 / 2 - 0.4) / length * 192 / 25.4
        x, y = 200 + round(place.right * share), 200 + round(place.down * share)
        darkest = min(image.pixelColor(x + dx, y + dy).lightness() for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        assert darkest < 110, (place, x, y)


def test_markers_that_are_apart_stay_as_they_are(qgis_app, restyled):
    layer = layer_of([(KEYS[0], (10.0, 30.0)), (KEYS[1], (20.0, 30.0))])
    assert not restyled(fan_out, layer)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:32633"])
@pytest.mark.parametrize("metres_a_pixel, are_together", [(2000, True), (700, True), (40, False)])
def test_places_near_each_other_share_a_ring_until_the_scale_parts_them(
    qgis_app, draw, pixels, crs, metres_a_pixel, are_together, restyled
):
    spots = [(key, (15.2 + 0.03 * number, 31.0)) for number, key in enumerate(KEYS)]
    layer = layer_of(spots)
    stacked = layer.clone()
    assert restyled(fan_out, layer)
    view = around(15.26, 31.0, crs, 300 * metres_a_pixel)
    beside, bare = (draw([one], view, (600, 600), dpi=192, crs=crs) for one in (layer, stacked))
    assert all(pixels(beside, colour) > 300 for colour in COLOURS)
    assert all(pixels(bare, colour) > 300 for colour in COLOURS) is not are_together
    # On a ring around the middle, or each at its place.
    assert (beside == bare) is not are_together
    middle = beside.copy(240, 240, 120, 120) if are_together else beside
    assert pixels(middle, "#222222", near=60) > 30


def test_a_ring_begins_where_its_places_lie():
    spots = [(key, (15.2 + 0.01 * number, 31.0)) for number, key in enumerate(KEYS)]
    stands = stands_of(rows_of(spots), {key: 5.8 for key in KEYS})
    west, east = stands["u0"][0], stands["u4"][0]
    assert west.right < 0 < east.right
    assert west.right_by_scale > 0 > east.right_by_scale
    assert {bands[-1].right for bands in stands.values()} == {0.0}


def test_markers_go_back_when_the_others_are_gone(one_place, draw, restyled):
    one_place.setRenderer(incident_renderer(KEYS, PALETTE))
    gone = [feature.id() for feature in one_place.getFeatures()][1:]
    plain = layer_of([(KEYS[0], (0.5, 0.5))])
    assert restyled(fan_out, one_place)
    assert not restyled(fan_out, one_place)
    one_place.dataProvider().deleteFeatures(gone)
    assert restyled(fan_out, one_place)
    assert draw([one_place], VIEW, SIZE) == draw([plain], VIEW, SIZE)


def test_what_is_not_drawn_takes_no_place(qgis_app, restyled):
    layer = layer_of([(KEYS[0], (0.5, 0.5)), ("a1||attack|denies|sharp|approved|1", (0.5, 0.5))])
    assert not restyled(fan_out, layer)


def test_a_large_layer_is_not_fanned_out(qgis_app, restyled):
    spots = [(KEYS[number % 5], (10 + number // 5 / 10, 30)) for number in range(MANY)]
    assert restyled(fan_out, layer_of(spots))
    assert not restyled(fan_out, layer_of([*spots, spots[0]]))


def test_an_offset_and_a_displacement_of_the_users_own_stay(one_place, restyled):
    own = within(one_place.renderer()).clone()
    # A symbol does not outlive its list of categories.
    categories = own.categories()
    symbol = categories[0].symbol().clone()
    symbol.symbolLayer(0).setDataDefinedProperty(OFFSET, QgsProperty.fromExpression("'3,3'"))
    own.updateCategorySymbol(0, symbol)
    one_place.setRenderer(own)
    fan_out(one_place)
    categories = within(one_place.renderer()).categories()
    layers = categories[0].symbol().symbolLayers()
    assert layers[-1].dataDefinedProperties().property(OFFSET).expressionString() == "'3,3'"
    displacement = QgsPointDisplacementRenderer()
    displacement.setEmbeddedRenderer(incident_renderer(KEYS, PALETTE))
    one_place.setRenderer(displacement)
    assert not restyled(fan_out, one_place)
    one_place.setRenderer(QgsCategorizedSymbolRenderer("uid", []))
    assert not restyled(fan_out, one_place)


def test_what_is_counted_is_not_fanned_out(one_place, restyled):
    one_place.setRenderer(counted(incident_renderer(KEYS, PALETTE)))
    assert not restyled(fan_out, one_place)
    assert one_place.renderer().type() == "pointDisplacement"


def test_markers_that_stand_apart_already_are_not_made_anew(one_place):
    fan_out(one_place)
    renderer = one_place.renderer()
    assert at_once(fanned_out(renderer, one_place))[0] is renderer


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:32633"])
def test_labels_go_with_the_markers_and_cover_none(qgis_app, draw, crs):
    """Where there are markers, labels change nothing, whatever the map's reference system."""
    x, y = 15.2, 31.0
    layer = layer_of([(key, (x, y)) for key in KEYS], "Label")
    label_incidents(layer)
    fan_out(layer)
    view = around(x, y, crs, 50_000)
    bare, labelled = (draw([layer], view, (600, 600), labels=labels, crs=crs) for labels in (False, True))
    assert bare != labelled
    a_mm = 96 / 25.4
    for place in ring(x, y):
        column, row = 300 + place.right * a_mm, 300 + place.down * a_mm
        for step in range(64):
            angle, far = step % 16 * math.tau / 16, step // 16 * 2
            at = round(column + far * math.cos(angle)), round(row + far * math.sin(angle))
            assert bare.pixel(*at) == labelled.pixel(*at), (crs, place)
