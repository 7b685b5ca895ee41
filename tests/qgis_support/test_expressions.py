"""The expression functions as QGIS calls them: by the parser, for every row, from several threads at once."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from qgis.core import (
    NULL,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsField,
    QgsFields,
)

from libya_incident_mapper.qgis_support.expressions import FUNCTIONS, PlaceFunctions
from libya_incident_mapper.qgis_support.fields import KINDS

NAMES = [name for name, *_ in FUNCTIONS]


@pytest.fixture(autouse=True)
def functions(qgis_app):
    functions = PlaceFunctions()
    functions.register()
    yield functions
    functions.unregister()


def value(text, context=None):
    expression = QgsExpression(text)
    assert not expression.hasParserError(), expression.parserErrorString()
    result = expression.evaluate(context or QgsExpressionContext())
    assert not expression.hasEvalError(), expression.evalErrorString()
    return result


def error(text):
    expression = QgsExpression(text)
    assert not expression.hasParserError(), expression.parserErrorString()
    assert expression.evaluate(QgsExpressionContext()) in (None, NULL)
    return expression.evalErrorString()


def test_a_place_is_a_point():
    assert value("geom_to_wkt(lby_place('Uqaylah'), 2)") == "Point (19.2 30.26)"
    assert value("geom_to_wkt(lby_place('العقيلة'), 2)") == "Point (19.2 30.26)"
    assert value("y(lby_place('70 km north of Kufra')) > 24.7")


@pytest.mark.parametrize("text", ["lby_place('Awaynat')", "lby_place('the 103 line')", "lby_place('')"])
def test_what_is_not_found_is_null(text):
    assert value(text) in (None, NULL)


def test_the_district_decides():
    assert value("round(x(lby_place('Awaynat', 'Ghat')))") == 11
    assert value("lby_place('Awaynat', NULL)") in (None, NULL)
    assert value("round(x(lby_place('Uqaylah', NULL)))") == 19


@pytest.mark.parametrize(("text", "told"), [
    ("lby_describe(30.15, 19.15)", "13 km SSW of El Agheila, Al Wahat"),
    ("lby_describe(30.15, 19.15, 'fr')", "13 km au sud-sud-ouest d’El Agheila, Al Wahat"),
    ("lby_describe(30.15, 19.15, 'ar')", "13 كم جنوب جنوب غرب العقيلة، الواحات"),
    ("lby_describe(make_point(19.15, 30.15))", "13 km SSW of El Agheila, Al Wahat"),
    ("lby_describe(make_point(19.15, 30.15), 'ar')", "13 كم جنوب جنوب غرب العقيلة، الواحات"),
    ("lby_describe(geom_from_wkt('MultiPoint ((20.22 30.76))'))", "in Ajdabiya, Al Wahat"),
    ("lby_describe(lby_place('Uqaylah'))", "in El Agheila, Al Wahat"),
    ("lby_grid(30.26, 19.2)", "34RCU2683448967"),
    ("lby_grid(30.26, 19.2, 3)", "34RCU268489"),
    ("lby_grid(make_point(19.2, 30.26))", "34RCU2683448967"),
    ("lby_grid(make_point(19.2, 30.26), 2)", "34RCU2648"),
    ("lby_grid(make_point(19.2, 30.26), 0)", "34RCU"),
])
def test_points_in_words_and_in_the_grid(text, told):
    assert value(text) == told


@pytest.mark.parametrize("text", [
    "lby_place(NULL)", "lby_place(NULL, 'Ghat')", "lby_describe(NULL)", "lby_describe(NULL, NULL)",
    "lby_describe(30, NULL)", "lby_describe(NULL, 20)", "lby_describe(NULL, 'ar')", "lby_grid(NULL)",
    "lby_grid(NULL, 3)", "lby_grid(30.2, NULL, NULL)", "lby_describe(geom_from_wkt('Point EMPTY'))",
    "lby_grid(lby_place('Awaynat'))",
])
def test_null_gives_null(text):
    assert value(text) in (None, NULL)


@pytest.mark.parametrize(("text", "sentence"), [
    ("lby_place('19.20, 30.26')", "write latitude first"),
    ("lby_describe('Uqaylah')", "a point, or latitude and longitude in degrees, must come first"),
    ("lby_describe(make_point(3000000, 3500000))", "is no latitude and longitude in degrees"),
    ("lby_describe(make_line(make_point(1, 2), make_point(3, 4)))", "a single point is needed"),
    ("lby_describe(30, 20, 'it')", "'it' is no language of descriptions; use en or ar or fr"),
    ("lby_grid(30, 20, 7)", "0 to 5 digits each way, not 7"),
    ("lby_grid(30, 20, 'x')", "not 'x'"),
    ("lby_grid(30, 20, 2.5)", "not '2.5'"),
    ("lby_grid(30, 20, 1e999)", "a number of digits from 0 to 5"),
    ("lby_describe(1e999, 20)", "is no latitude and longitude"),
    ("lby_grid(88, 20)", "has no MGRS reference"),
])
def test_bad_input_is_one_sentence(text, sentence):
    assert sentence in error(text)
    assert "\n" not in error(text)


def test_columns_of_a_row_can_be_given():
    fields = QgsFields()
    fields.append(QgsField("place", KINDS["text"]))
    feature = QgsFeature(fields)
    context = QgsExpressionContext()
    expression = QgsExpression("lby_place(\"place\")")
    for text, is_placed in (("Uqaylah", True), (NULL, False), ("Awaynat", False)):
        feature.setAttributes([text])
        context.setFeature(feature)
        assert (expression.evaluate(context) not in (None, NULL)) is is_placed
        assert not expression.hasEvalError()


def test_a_column_that_is_null_gives_null():
    """NULL of a column has a type, and so is another thing to Python than NULL as written."""
    fields = QgsFields()
    for name in ("lat", "lon"):
        fields.append(QgsField(name, KINDS["real"]))
    feature, context = QgsFeature(fields), QgsExpressionContext()
    told = "13 km SSW of El Agheila, Al Wahat"
    for values, expected in (([30.15, 19.15], told), ([NULL, NULL], None), ([30.0, NULL], None)):
        feature.setAttributes(values)
        context.setFeature(feature)
        for text in ('lby_describe("lat", "lon")', 'lby_describe("lat", "lon", NULL)'):
            assert (value(text, context) or None) == expected


def test_threads_may_call_them_at_once():
    texts = [f"lby_describe({20 + step / 10}, {12 + step / 10})" for step in range(100)]
    texts += [f"geom_to_wkt(lby_place('{step} km south of Sirte'))" for step in range(20, 80)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(value, texts)) == [value(text) for text in texts]


@pytest.mark.parametrize("name", NAMES)
def test_each_has_help_and_a_group(name):
    function = QgsExpression.Functions()[QgsExpression.functionIndex(name)]
    assert function.group() == "Libya incidents"
    assert name in function.helpText()
    assert "<h4>Examples</h4>" in function.helpText()


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_the_help_are_true(name):
    page = QgsExpression.Functions()[QgsExpression.functionIndex(name)].helpText()
    examples = re.findall(r"<li><code>(.*?)</code> → <code>(.*?)</code></li>", page)
    assert len(examples) >= 2
    for example, result in examples:
        if "@layer_crs" in example:
            assert not QgsExpression(example).hasParserError()
        elif result == "a point":
            assert value(f"geometry_type({example})") == "Point"
        else:
            assert (value(example) or "NULL") == result


def test_they_go_as_they_came(functions):
    functions.unregister()
    assert [name for name in NAMES if QgsExpression.isFunctionName(name)] == []
    functions.register()
    assert all(QgsExpression.isFunctionName(name) for name in NAMES)
