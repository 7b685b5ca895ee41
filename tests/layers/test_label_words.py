import pytest
from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils

from libya_incident_mapper.layers.group import casefile_layers, load_casefile
from libya_incident_mapper.layers.label_words import incident_label, movement_label
from libya_incident_mapper.model.language import EASTERN, WESTERN, speaking


def said(layer, expression):
    """uid → what an expression says of the record."""
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.layerScope(layer))
    found = {}
    for feature in layer.getFeatures():
        context.setFeature(feature)
        asked = QgsExpression(expression)
        found[feature["uid"]] = asked.evaluate(context)
        assert not asked.hasEvalError(), asked.evalErrorString()
    return found


@pytest.fixture
def layers(casefile, project):
    load_casefile(casefile, project)
    return casefile_layers(casefile, project)


@pytest.mark.parametrize(("language", "numerals", "attack", "clash", "arrow", "several"), [
    ("ar", EASTERN, "هجوم، ٢٤ يوليو ٢٠١٨، القتلى: ١", "اشتباك مسلح، ٢٤ يوليو – ٣١ يوليو ٢٠١٨", "≤ ٥ × ", "تحرك"),
    ("ar", WESTERN, "هجوم، 24 يوليو 2018، القتلى: 1", "اشتباك مسلح، 24 يوليو – 31 يوليو 2018", "≤ 5 × ", "تحرك"),
    (
        "fr", WESTERN, "Attaque, 24 juil. 2018, tués\xa0: 1", "Affrontement armé, 24 juil. – 31 juil. 2018", "≤ 5 × ",
        "Mouvement",
    ),
])
def test_labels_speak_the_language_of_the_window(layers, language, numerals, attack, clash, arrow, several):
    with speaking(language, numerals):
        incidents = said(layers["incidents"], incident_label())
        movements = said(layers["movements"], movement_label())
    assert incidents["I1"].startswith(attack)
    assert incidents["I3"] == clash
    assert movements["M1"].startswith(arrow)
    assert movements["M2"].startswith(several)


def test_in_english_labels_are_the_stored_ones(layers):
    assert incident_label() == movement_label() == '"label"'
    assert said(layers["incidents"], incident_label())["I1"] == "Attack, 24 Jul 2018, 1 killed"


def test_the_layers_of_an_arabic_window_are_labelled_in_arabic(casefile, project):
    with speaking("ar"):
        load_casefile(casefile, project)
    layer = casefile_layers(casefile, project)["incidents"]
    rules = [rule.settings() for rule in layer.labeling().rootRule().children()]
    assert any("هجوم" in settings.fieldName and settings.isExpression for settings in rules)
    assert "هجوم" in layer.mapTipTemplate()
