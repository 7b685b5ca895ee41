"""Map tips are web pages: what they hold is tested as QGIS would hand it to its web view."""

import pytest
from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsFeature, QgsVectorLayer
from qgis.PyQt.QtCore import QDate

from libya_incident_mapper.casefile.schema import TABLES
from libya_incident_mapper.layers.map_tips import precision, represented
from libya_incident_mapper.layers.palette import ActorLook, Palette
from libya_incident_mapper.layers.styling import LOOKS, apply_style
from libya_incident_mapper.model.language import speaking
from libya_incident_mapper.qgis_support.fields import field

HOSTILE = "<script>alert(1)</script>[% 1+1 %] & \"O'Neil\" \u202e 🚙"
PALETTE = Palette({"is": ActorLook("Islamic State", "IS", "#1a1a1a")})


def layer_of(table):
    layer = QgsVectorLayer(f"{TABLES[table].geometry}?crs=EPSG:4326", table, "memory")
    layer.dataProvider().addAttributes([field(column.name, column.kind) for column in TABLES[table].columns])
    layer.updateFields()
    apply_style(layer, table, PALETTE)
    return layer


def tip(table, **values):
    layer = layer_of(table)
    feature = QgsFeature(layer.fields())
    for name, value in values.items():
        feature.setAttribute(name, value)
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


@pytest.mark.parametrize("table", LOOKS)
def test_markup_and_expressions_in_data_come_out_as_text(table):
    texts = {column.name: HOSTILE for column in TABLES[table].columns if column.kind == "text"}
    shown = tip(table, **texts)
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "[% 1+1 %] &amp;" in shown
    assert "O'Neil" in shown


@pytest.mark.parametrize("table", LOOKS)
def test_every_expression_can_be_read(table):
    template = layer_of(table).mapTipTemplate()
    parts = [part.split("%]")[0] for part in template.split("[%")[1:]]
    assert parts
    assert [QgsExpression(part).parserErrorString() for part in parts] == [""] * len(parts)


def test_codes_and_actors_are_in_words():
    shown = tip("incidents", kind="armed_clash", actor1="is", stance="alleges", precision="near", radius_m=12400.0)
    assert "Armed clash" in shown
    assert "Islamic State" in shown
    assert "Alleged" in shown
    assert "Near a known place, ± 12 km" in shown


def test_what_is_not_known_is_left_out():
    shown = tip("incidents", kind="attack")
    assert "Killed" not in shown
    assert "NULL" not in shown.upper().replace("&NBSP;", "")


@pytest.mark.parametrize("low, best, high, text", [
    (3, 3, 3, "3"), (2, None, 5, "2–5"), (None, None, 5, "≤ 5"), (2, None, None, "≥ 2"), (0, 0, 0, "0"),
    (None, 4, None, "4"),
])
def test_counts_are_ranges(low, best, high, text):
    assert f"Killed&nbsp;</td><td>{text}</td>" in tip("incidents", killed_low=low, killed_best=best, killed_high=high)


@pytest.mark.parametrize("end, text", [((2018, 7, 24), "2018-07-24"), ((2018, 7, 31), "2018-07-24 – 2018-07-31")])
def test_dates_are_ranges(end, text):
    shown = tip("movements", date_start=QDate(2018, 7, 24), date_end=QDate(*end))
    assert f"Date&nbsp;</td><td>{text}</td>" in shown


@pytest.mark.parametrize(("language", "district", "words"), [
    ("ar", "Wadi al Shatii", "، وادي الشاطئ"), ("ar", "Nowhere & more", "، Nowhere &amp; more"),
    ("en", "Wadi al Shatii", ", Wadi al Shatii"), ("ar", None, ""),
])
def test_the_district_is_told_in_the_language(language, district, words):
    with speaking(language):
        shown = tip("incidents", place_name="Brak", district=district)
    assert f"Brak{words}</td>" in shown


@pytest.mark.parametrize(("language", "words"), [("ar", "، ± 5 كم"), ("fr", ", ± 5 km"), ("en", ", ± 5 km")])
def test_the_precision_is_told_in_the_language(language, words):
    with speaking(language):
        # Without the class of precision, which another test has.
        asked = QgsExpression(precision().replace(represented("precision"), "''"))
    layer = QgsVectorLayer("Point?field=radius_m:double", "x", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes([5000.0])
    context = QgsExpressionContext()
    context.setFeature(feature)
    assert asked.evaluate(context) == words
