import pytest
from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument

from libya_incident_mapper.layers.basemap import basemap_group, load_basemap
from libya_incident_mapper.layers.basemap_names import (
    BOTH,
    load_named_basemap,
    name_expression,
    names_shown,
    show_names,
)
from libya_incident_mapper.layouts.map_language import names_in_language
from libya_incident_mapper.model.language import speaking


def layer_called(project, name):
    return next(layer for layer in project.mapLayers().values() if layer.name() == name)


def settings(layer):
    labeling = layer.labeling()
    return [labeling.settings(provider) for provider in labeling.subProviders()]


def labels(layer):
    """What the labels of the layer say, for those that say anything."""
    (expression,) = {one.fieldName for one in settings(layer)}
    assert all(one.isExpression for one in settings(layer))
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    said = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        asked = QgsExpression(expression)
        said.append(asked.evaluate(context))
        assert not asked.hasEvalError(), asked.evalErrorString()
    return set(filter(None, said))


@pytest.mark.parametrize(("way", "town", "district", "country"), [
    ("en", "Sabha", "Kufra", "EGYPT"), ("ar", "سبها", "الكفرة", "مصر"),
    (BOTH, "Sabha\nسبها", "Kufra\nالكفرة", "EGYPT\nمصر"),
])
def test_names_are_shown_as_asked_for(project, way, town, district, country):
    load_basemap(project)
    show_names(project, way)
    assert town in labels(layer_called(project, "Towns"))
    assert district in labels(layer_called(project, "Districts"))
    assert country in labels(layer_called(project, "Countries"))
    assert not any("LIBYA" in name or "ليبيا" in name for name in labels(layer_called(project, "Countries")))
    assert names_shown(project) == way


def test_latin_names_of_countries_are_french_where_french_is_spoken(project):
    with speaking("fr"):
        load_basemap(project)
        at_first = labels(layer_called(project, "Pays"))
        show_names(project, "en")
    assert {"ÉGYPTE", "TCHAD", "ESPAGNE"} <= at_first == labels(layer_called(project, "Pays"))


@pytest.mark.parametrize(("language", "town", "way"), [("ar", "سبها", "ar"), ("fr", "Sabha", "en")])
def test_an_arabic_window_begins_with_arabic_names(project, language, town, way):
    with speaking(language):
        load_named_basemap(project)
        layers = project.mapLayers().values()
        assert any("name_ar" in layer.fields().names() and town in labels(layer) for layer in layers)
        assert names_shown(project) == way
        show_names(project, "both")
        load_named_basemap(project)
        assert names_shown(project) == "both"


def test_back_in_english_all_is_as_it_was(project):
    load_basemap(project)
    before = {name: labels(layer_called(project, name)) for name in ("Towns", "Districts", "Countries")}
    for way in (BOTH, "ar", "en"):
        show_names(project, way)
    assert {name: labels(layer_called(project, name)) for name in before} == before


def test_what_else_was_styled_stays(project):
    load_basemap(project)
    towns = layer_called(project, "Towns")
    towns.setOpacity(0.4)
    symbols = towns.renderer().dump()
    sizes = [one.format().size() for one in settings(towns)]
    show_names(project, "ar")
    assert (towns.opacity(), towns.renderer().dump()) == (0.4, symbols)
    assert [one.format().size() for one in settings(towns)] == sizes


def test_without_a_basemap_nothing_happens(project):
    show_names(project, "ar")
    assert names_shown(project) == "en"


def test_a_layer_without_names_in_two_languages_has_none(qgis_app):
    assert name_expression(QgsVectorLayer("Point?field=name:string", "x", "memory"), "ar") == ""


def test_a_property_that_nobody_knows_is_english(project):
    load_basemap(project)
    basemap_group(project).setCustomProperty("libya_incident_mapper/names", "klingon")
    assert names_shown(project) == "en"


@pytest.mark.parametrize(("window", "sheet", "named"), [
    ("en", "ar", "مصر"), ("en", "fr", "ÉGYPTE"), ("ar", "en", "EGYPT"), ("ar", "fr", "ÉGYPTE"),
    (BOTH, "fr", "ÉGYPTE\nمصر"),
])
def test_a_sheet_names_in_its_own_language_what_the_window_names_otherwise(project, window, sheet, named):
    load_basemap(project)
    show_names(project, window)
    countries = layer_called(project, "Countries")
    with speaking(sheet):
        style = QDomDocument()
        style.setContent(names_in_language([countries], project)[countries.id()])
    countries.importNamedStyle(style)
    assert named in labels(countries)


@pytest.mark.parametrize("window", ["en", BOTH])
def test_an_english_sheet_leaves_names_as_the_window_shows_them(project, window):
    load_basemap(project)
    show_names(project, window)
    assert names_in_language(project.mapLayers().values(), project) == {}
