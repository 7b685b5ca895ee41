import gc

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProperty,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate

from libya_incident_mapper.layers.labels import MANY
from libya_incident_mapper.layers.lanes import LANE_MM, LANES, Run, lanes, lanes_of, part_lanes
from libya_incident_mapper.layers.movement_style import movement_renderer
from libya_incident_mapper.layers.palette import ActorLook, Palette
from libya_incident_mapper.qgis_support.fields import field

COLOURS = ["#0072b2", "#b2182b", "#009e73"]
PALETTE = Palette({f"a{n}": ActorLook(f"A{n}", f"A{n}", colour) for n, colour in enumerate(COLOURS)})
KEYS = [f"a{number}|seen|reports|closed|5" for number in range(len(COLOURS))]
THERE, BACK = "LINESTRING(0.2 0.5, 0.8 0.5)", "LINESTRING(0.8 0.5, 0.2 0.5)"
A, B, C = (14.0, 32.0), (15.0, 31.0), (16.0, 30.0)
OFFSET = QgsSymbolLayer.Property.PropertyOffset


def offsets_of(runs):
    return {uid: lane.offset_mm for uid, lane in lanes(runs).items()}


def test_the_outer_ones_are_labelled_outside():
    runs = [Run("first", A, B, "2031-02-01"), Run("second", B, A, "2031-02-02")]
    assert {uid: lane.side for uid, lane in lanes(runs).items()} == {"first": "left", "second": "left"}
    third = Run("third", A, B, "2031-02-03")
    assert {uid: lane.side for uid, lane in lanes([*runs, third]).items()} == {
        "first": "", "second": "left", "third": "left",
    }


def test_the_first_keeps_to_the_line_and_the_next_go_to_its_sides():
    runs = [Run(f"u{number}", A, B, f"2031-02-0{number}") for number in range(1, 6)]
    found = offsets_of(reversed(runs))
    assert found == {"u1": 0, "u2": LANE_MM, "u3": -LANE_MM, "u4": 2 * LANE_MM, "u5": -2 * LANE_MM}


def test_who_comes_back_is_beside_who_went():
    runs = [Run("went", A, B, "2031-02-01"), Run("came", B, A, "2031-02-02"), Run("more", B, A, "2031-02-03")]
    # To the left of the way back is to the right of the way there.
    assert offsets_of(runs) == {"went": 0, "came": -LANE_MM, "more": LANE_MM}


def test_other_places_and_single_movements_have_no_lanes():
    assert offsets_of([Run("one", A, B, "2031-02-01"), Run("two", A, C, "2031-02-01"), Run("three", C, B, "")]) == {}


def test_a_bundle_has_an_end():
    found = offsets_of(Run(f"u{number:03}", A, B, "2031-02-01") for number in range(100))
    assert max(map(abs, found.values())) == LANE_MM * (LANES // 2)


def test_the_order_of_the_rows_changes_nothing():
    runs = [Run(f"u{number}", A, B, "2031-02-01") for number in range(6)]
    assert offsets_of(runs) == offsets_of(runs[::-1])


@pytest.fixture
def layer(qgis_app):
    def make(lines):
        layer = QgsVectorLayer("LineString?crs=EPSG:4326", "x", "memory")
        layer.dataProvider().addAttributes(
            [field("uid", "text"), field("style_key", "text"), field("date_start", "date")]
        )
        layer.updateFields()
        for number, wkt in enumerate(lines):
            feature = QgsFeature(layer.fields())
            feature.setAttributes([f"it's {number}", KEYS[number % len(KEYS)], QDate(2031, 2, 1 + number % 20)])
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
            layer.dataProvider().addFeatures([feature])
        layer.setRenderer(movement_renderer(KEYS, PALETTE))
        return layer

    return make


def offset(layer):
    found = set()
    for category in layer.renderer().categories():
        symbol = category.symbol()
        for number in range(symbol.symbolLayerCount()):
            found.add(symbol.symbolLayer(number).dataDefinedProperties().property(OFFSET).expressionString())
    return found


@pytest.mark.parametrize("lines", [(THERE, THERE, THERE), (THERE, BACK, BACK), (BACK, THERE, BACK)])
def test_no_arrow_hides_another(layer, draw, pixels, lines, restyled):
    drawn = layer(lines)
    view = ((0, 0, 1, 1), (400, 400))
    before = draw([drawn], *view, dpi=192)
    alone = pixels(draw([layer([THERE])], *view, dpi=192), COLOURS[0])
    assert sum(pixels(before, colour) > 0.5 * alone for colour in COLOURS) == 1
    assert restyled(part_lanes, drawn)
    after = draw([drawn], *view, dpi=192)
    assert all(pixels(after, colour) > 0.8 * alone for colour in COLOURS)


def test_what_is_so_already_is_left_alone_and_lanes_go_with_the_row(layer, restyled):
    drawn = layer((THERE, THERE))
    assert restyled(part_lanes, drawn)
    assert not restyled(part_lanes, drawn)
    drawn.dataProvider().deleteFeatures([1])
    assert restyled(part_lanes, drawn)
    assert offset(drawn) == {""}


def test_python_knows_no_symbols_of_earlier_renderers(layer, restyled):
    """A new symbol at the address of one that is gone would be taken for it, whatever it is."""
    drawn = layer((THERE, THERE))
    known = []
    for _ in range(3):
        for feature in list(drawn.getFeatures())[:1]:
            drawn.dataProvider().deleteFeatures([feature.id()])
        part_lanes(drawn)
        feature.setGeometry(QgsGeometry.fromWkt(THERE))
        drawn.dataProvider().addFeatures([feature])
        assert restyled(part_lanes, drawn)
        gc.collect()
        known.append(sum(isinstance(thing, QgsSymbol) for thing in gc.get_objects()))
    assert known == known[:1] * 3


def test_an_offset_of_the_users_own_stays(layer):
    drawn = layer((THERE, THERE))
    renderer = drawn.renderer().clone()
    categories = renderer.categories()  # kept: a symbol does not outlive its category (QGIS 3.22)
    symbol = categories[0].symbol().clone()
    symbol.symbolLayer(0).setDataDefinedProperty(OFFSET, QgsProperty.fromExpression("3"))
    renderer.updateCategorySymbol(0, symbol)
    drawn.setRenderer(renderer)
    part_lanes(drawn)
    assert "3" in offset(drawn)


def test_rows_that_another_program_left_without_a_day_have_lanes_too(layer, restyled):
    drawn = layer((THERE, THERE))
    drawn.dataProvider().changeAttributeValues({1: {2: None}})
    assert restyled(part_lanes, drawn)
    assert any(lanes_of(drawn, drawn.getFeatures()))


def test_many_rows_get_none(layer, restyled):
    assert not restyled(part_lanes, layer([THERE] * (MANY + 1)))


def test_each_is_told_how_far_from_its_line_it_is_drawn(layer):
    drawn = layer((THERE, BACK, THERE))
    part_lanes(drawn)
    assert lanes_of(drawn, drawn.getFeatures()) == [0, -LANE_MM, -LANE_MM]


def test_single_arrows_are_drawn_on_their_line(layer, restyled):
    drawn = layer((THERE,))
    assert not restyled(part_lanes, drawn)
    assert lanes_of(drawn, drawn.getFeatures()) == [0]


def test_a_layer_with_styling_of_the_users_own_has_no_lanes(layer):
    drawn = layer((THERE, BACK))
    part_lanes(drawn)
    drawn.setRenderer(QgsSingleSymbolRenderer(QgsSymbol.defaultSymbol(drawn.geometryType())))
    assert lanes_of(drawn, drawn.getFeatures()) == [0, 0]
