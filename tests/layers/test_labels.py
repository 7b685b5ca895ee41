from itertools import product

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QRect

from libya_incident_mapper.layers.incident_style import incident_renderer
from libya_incident_mapper.layers.labels import MANY, MOST_ARROWS, label_incidents, label_movements
from libya_incident_mapper.layers.movement_style import movement_renderer
from libya_incident_mapper.layers.palette import ActorLook, Palette

PALETTE = Palette({"lna": ActorLook("Libyan National Army", "LNA", "#0072b2")})
KEY = "lna||attack|reports|sharp|approved|"
VIEW = (0, 0, 1, 1)


def incidents(*rows):
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=style_key:string&field=label:string", "x", "memory")
    features = []
    for text, wkt in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([KEY, text])
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.setRenderer(incident_renderer([KEY], PALETTE))
    label_incidents(layer)
    return layer


@pytest.mark.parametrize("text", ["Attack, 24 Jul 2018", "هجوم، 24 يوليو 2018", "<b>bold</b>", "[% 1 + 1 %]"])
def test_labels_are_drawn_as_they_stand(draw, pixels, text):
    layer = incidents((text, "POINT(0.5 0.5)"))
    bare = pixels(draw([layer], VIEW, labels=False))
    labelled = pixels(draw([layer], VIEW, labels=True))
    assert labelled > bare + 8 * len(text)


def test_markup_is_shown_and_not_obeyed(draw, pixels):
    plain, marked = (
        draw([incidents((text, "POINT(0.5 0.5)"))], VIEW, labels=True) for text in ("bold", "<b>bold</b>")
    )
    assert pixels(marked) > 1.4 * pixels(plain)


def test_labels_cover_no_marker(draw):
    """Markers close together with long labels: where there are markers, labels change nothing."""
    spots = [(0.40, 0.50), (0.47, 0.50), (0.54, 0.50), (0.47, 0.56), (0.47, 0.44)]
    layer = incidents(*((f"A rather long label {n}", f"POINT({x} {y})") for n, (x, y) in enumerate(spots)))
    bare, labelled = (draw([layer], VIEW, (600, 600), labels=labels) for labels in (False, True))
    assert bare != labelled
    for x, y in spots:
        column, row = round(x * 600), round((1 - y) * 600)
        # The body, 7.6 pixels in radius; the white rim of a label may touch the white casing around it.
        for dx, dy in product(range(-7, 8), repeat=2):
            if dx * dx + dy * dy <= 49:
                assert bare.pixel(column + dx, row + dy) == labelled.pixel(column + dx, row + dy), (x, y)


def movements(*rows):
    layer = QgsVectorLayer("LineString?crs=EPSG:4326&field=style_key:string&field=label:string", "x", "memory")
    features = []
    for text, wkt in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(["lna|seen|reports|closed|1", text])
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.setRenderer(movement_renderer(["lna|seen|reports|closed|1"], PALETTE))
    label_movements(layer)
    return layer


@pytest.mark.parametrize("count", [20, MOST_ARROWS, 2 * MOST_ARROWS])
def test_of_very_many_arrows_some_are_labelled(draw, count):
    """All of them far from each other, so that nothing but their number keeps any from a label."""
    rows = [("x", f"LINESTRING(0 {number}, 0.9 {number})") for number in range(count)]
    view, size = (-0.1, -1, 1, count), (200, 40 * (count + 1))
    bare, labelled = (draw([movements(*rows)], view, size, labels=labels) for labels in (False, True))
    # Each strip from one line to the next holds the label of one of the two.
    strips = (QRect(0, 40 * number, 200, 40) for number in range(count + 1))
    told = sum(bare.copy(strip) != labelled.copy(strip) for strip in strips)
    assert told == min(count, MOST_ARROWS)


def test_movements_are_labelled_beside_the_line(draw, pixels):
    layer = movements(("≤ 5 × vehicle, 24 Jul 2018", "LINESTRING(0.1 0.5,0.9 0.5)"))
    bare, labelled = (draw([layer], VIEW, labels=labels) for labels in (False, True))
    assert pixels(labelled) > pixels(bare) + 100
    shaft = (60, 200, 200, 1)
    assert pixels(bare, "#0072b2", near=60, box=shaft) == pixels(labelled, "#0072b2", near=60, box=shaft) == 200


@pytest.mark.parametrize("count, are_on", [(MANY, True), (MANY + 1, False)])
def test_labels_of_very_many_rows_are_left_to_the_user(count, are_on):
    layer = incidents(*(("x", "POINT(0.5 0.5)") for _ in range(count)))
    assert layer.labelsEnabled() == are_on
    rules = layer.labeling().rootRule().children()
    assert [rule.settings().fieldName for rule in rules][1:] == ["label"]
