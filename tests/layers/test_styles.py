"""Symbols from style keys, as they come out of QGIS's own drawing."""

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from libya_incident_mapper.casefile.style_keys import parse_movement_key
from libya_incident_mapper.layers.area_style import area_renderer, waypoint_renderer
from libya_incident_mapper.layers.colours import DARK, LIGHT
from libya_incident_mapper.layers.incident_style import incident_renderer
from libya_incident_mapper.layers.movement_style import movement_renderer, movement_symbol
from libya_incident_mapper.layers.palette import ActorLook, Palette

BLUE, RED = "#0072b2", "#b2182b"
PALETTE = Palette({
    "lna": ActorLook("Libyan National Army", "LNA", BLUE),
    "is": ActorLook("Islamic State", "IS", RED),
    "odd": ActorLook("Odd [% env('HOME') %]", "[% 1+1 %] <b>", BLUE),
})
SIZE = 400


def layer_of(kind, rows):
    """A layer with (style key, WKT) rows."""
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326&field=style_key:string", "x", "memory")
    features = []
    for key, wkt in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttribute(0, key)
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def drawn(draw, kind, renderer, rows):
    layer = layer_of(kind, rows)
    layer.setRenderer(renderer([key for key, _ in rows], PALETTE))
    return draw([layer], (0, 0, 1, 1), (SIZE, SIZE), dpi=192)


@pytest.mark.parametrize("key, label", [
    ("is|lna|attack|reports|sharp|approved|", "IS – LNA: attack"),
    ("is|lna|clash|alleges|vague|approved|", "IS – LNA: armed clash (alleged, place approximate)"),
    ("is||air|claims|sharp|draft|0", "IS: air or drone strike (claimed by a party, 0 killed, draft)"),
    ("is||air|reports|wide|approved|1", "IS: air or drone strike (1–4 killed, district at best)"),
    ("nobody||protest|confirms|sharp|approved|", "nobody: protest or riot (confirmed)"),
])
def test_incident_categories_are_named_in_words(key, label):
    categories = incident_renderer([key], PALETTE).categories()
    assert [(category.value(), category.label()) for category in categories] == [(key, label)]


@pytest.mark.parametrize("key, label", [
    ("is|seen|reports|closed|", "IS: movement (route observed)"),
    ("is|seen|reports|closed|20", "IS: movement (route observed, 20+ vehicles)"),
    ("is|reported|alleges|open|5", "IS: movement (route not observed, 5–19 vehicles, destination not placed, alleged)"),
])
def test_movement_categories_are_named_in_words(key, label):
    assert [category.label() for category in movement_renderer([key], PALETTE).categories()] == [label]


def test_names_with_expressions_do_not_run_in_legends():
    label = incident_renderer(["odd||attack|reports|sharp|approved|"], PALETTE).categories()[0].label()
    assert "[%" not in label
    assert "<b>" in label


@pytest.mark.parametrize("key", [
    "is|lna|attack|denies|sharp|approved|", "is|lna|attack|unheard-of|sharp|approved|", "is|attack", "", "a|b|c|d|e|f",
])
def test_what_is_denied_or_unreadable_draws_nothing(key, draw, pixels):
    assert incident_renderer([key], PALETTE).categories() == []
    assert pixels(drawn(draw, "Point", incident_renderer, [(key, "POINT(0.5 0.5)")])) == 0


def test_there_is_no_fallback_for_other_keys(draw, pixels):
    layer = layer_of("Point", [("is||attack|denies|sharp|approved|", "POINT(0.5 0.5)")])
    layer.setRenderer(incident_renderer(["is||attack|reports|sharp|approved|"], PALETTE))
    assert pixels(draw([layer], (0, 0, 1, 1))) == 0


def test_an_incident_is_drawn_in_both_actors_colours(draw, pixels):
    image = drawn(draw, "Point", incident_renderer, [("is|lna|attack|reports|sharp|approved|", "POINT(0.5 0.5)")])
    half = SIZE // 2
    assert pixels(image, RED, box=(0, 0, half, SIZE)) > 20
    assert pixels(image, BLUE, box=(half, 0, half, SIZE)) > 20
    assert pixels(image, BLUE, box=(0, 0, half - 1, SIZE)) == 0


def test_a_marker_carries_its_picture_and_its_colour_can_be_changed(draw, pixels):
    key = "is||attack|reports|sharp|approved|"
    layer = layer_of("Point", [(key, "POINT(0.5 0.5)")])
    renderer = incident_renderer([key], PALETTE)
    categories = renderer.categories()
    symbol = categories[0].symbol().clone()
    assert symbol.symbolLayer(0).path().startswith("base64:")
    layer.setRenderer(renderer.clone())
    assert pixels(draw([layer], (0, 0, 1, 1)), "#00aa00") == 0
    symbol.symbolLayer(0).setFillColor(QColor("#00aa00"))
    renderer.updateCategorySymbol(0, symbol)
    layer.setRenderer(renderer.clone())
    assert pixels(draw([layer], (0, 0, 1, 1)), "#00aa00") > 20


ENDS = [((0.2, 0.5), (0.8, 0.5)), ((0.8, 0.5), (0.2, 0.5)), ((0.5, 0.8), (0.5, 0.2)), ((0.2, 0.2), (0.8, 0.8))]


@pytest.mark.parametrize("end", ["closed", "open"])
@pytest.mark.parametrize("origin, destination", ENDS)
def test_the_head_is_at_the_destination_and_points_there(draw, pixels, origin, destination, end):
    line = f"LINESTRING({origin[0]} {origin[1]}, {destination[0]} {destination[1]})"
    image = drawn(draw, "LineString", movement_renderer, [(f"lna|seen|reports|{end}|1", line)])

    def ink(x, y, reach):
        box = (round(x * SIZE) - reach, round((1 - y) * SIZE) - reach, 2 * reach, 2 * reach)
        return pixels(image, BLUE, near=110, box=box)

    step = [(b - a) / 0.6 / SIZE for a, b in zip(origin, destination)]
    assert ink(*destination, 36) > 1.25 * ink(*origin, 36) > 0
    # Nothing beyond the tip, which is exactly where the line ends.
    assert ink(destination[0] + 12 * step[0], destination[1] + 12 * step[1], 8) == 0
    if end == "closed":
        # The head narrows towards the tip: around it there is less ink than around a point further back.
        assert 0 < ink(*(d - 2 * s for d, s in zip(destination, step)), 8) < ink(
            *(d - 24 * s for d, s in zip(destination, step)), 8
        )


def test_a_route_that_was_not_observed_is_dashed(draw, pixels):
    line = "LINESTRING(0.1 0.5, 0.9 0.5)"
    shaft = (60, SIZE // 2, 220, 1)
    seen = drawn(draw, "LineString", movement_renderer, [("lna|seen|reports|closed|1", line)])
    reported = drawn(draw, "LineString", movement_renderer, [("lna|reported|reports|closed|1", line)])
    assert pixels(seen, BLUE, near=60, box=shaft) == 220
    assert 80 < pixels(reported, BLUE, near=60, box=shaft) < 180


def test_an_alleged_movement_has_a_hollow_head(draw, pixels):
    line = "LINESTRING(0.1 0.5, 0.9 0.5)"
    solid, hollow = (
        drawn(draw, "LineString", movement_renderer, [(f"lna|seen|{stance}|closed|1", line)])
        for stance in ("reports", "alleges")
    )
    inside = (340, 198, 8, 4)
    assert pixels(solid, BLUE, box=inside) == 32
    assert pixels(hollow, BLUE, box=inside) == 0


def test_an_arrow_has_a_dark_rim_where_grey_print_cannot_tell_the_bloc():
    looks = Palette({"gna": ActorLook("GNA", "GNA", RED, has_ring=True), "lna": ActorLook("LNA", "LNA", BLUE)})

    def strokes(actor):
        key = parse_movement_key(f"{actor}|seen|head|confirms|1")
        symbol = movement_symbol(key, looks)
        return [(layer.color().name(), layer.width()) for layer in symbol.symbolLayers()[:-1]]

    (_, casing), (rim, around), (colour, width) = strokes("gna")
    assert (rim, colour) == (DARK, RED)
    assert width < around < casing
    assert [colour for colour, _ in strokes("lna")] == [LIGHT, BLUE]


def test_denied_movements_are_not_drawn(draw, pixels):
    line = "LINESTRING(0.1 0.5, 0.9 0.5)"
    assert pixels(drawn(draw, "LineString", movement_renderer, [("lna|seen|denies|closed|1", line)])) == 0


def test_areas_are_hatched_and_translucent(draw, pixels):
    square = "POLYGON((0.1 0.1,0.9 0.1,0.9 0.9,0.1 0.9,0.1 0.1))"
    inside = (60, 60, 280, 280)
    image = drawn(draw, "Polygon", area_renderer, [("lna|direction", square)])
    wide = drawn(draw, "Polygon", area_renderer, [("lna|region", square)])
    assert pixels(image, BLUE, box=inside) == 0
    assert pixels(image, box=inside) > 0.03 * 280 * 280
    assert pixels(wide, "#9cc9e2", near=70, box=inside) < pixels(image, "#9cc9e2", near=70, box=inside)


def test_a_hundred_areas_in_one_place_leave_the_map_to_be_seen(draw, pixels):
    square = "POLYGON((0.1 0.1,0.9 0.1,0.9 0.9,0.1 0.9,0.1 0.1))"
    inside = (60, 60, 280, 280)
    one = drawn(draw, "Polygon", area_renderer, [("is|direction", square)])
    many = drawn(draw, "Polygon", area_renderer, [("is|direction", square), ("lna|direction", square)] * 50)
    assert pixels(one, box=inside) > 0
    assert pixels(many, box=inside) < 1.3 * pixels(one, box=inside) < 0.6 * 280 * 280


def test_stops_are_rings_filled_at_the_origin_and_dotted_at_the_destination(draw, pixels):
    counts = {
        role: pixels(drawn(draw, "Point", waypoint_renderer, [(f"lna|{role}", "POINT(0.5 0.5)")]), BLUE, near=60)
        for role in ("origin", "via", "destination")
    }
    assert counts["origin"] > counts["destination"] > counts["via"] > 0


@pytest.mark.parametrize("colour", ["", "red", "#12345", '#fff"/><script>'])
def test_a_colour_that_is_none_becomes_grey(colour):
    layer = QgsVectorLayer(
        "NoGeometry?field=id:string&field=name:string&field=short_name:string&field=colour:string&field=bloc:string"
        "&field=aliases:string", "actors", "memory",
    )
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["x", "Name", None, colour, "LNA", ""])
    layer.dataProvider().addFeatures([feature])
    assert Palette.of_layer(layer)["x"] == ActorLook("Name", "Name", "#737373")
