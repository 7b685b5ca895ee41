import pytest
from qgis.core import QgsProcessingAlgorithm, QgsProcessingParameterDefinition

SHEET = (
    "CASEFILE", "FROM", "TO", "TITLE", "PAPER", "ORIENTATION", "MAP_NUMBER", "ORGANISATION", "DISCLAIMER", "LOGO",
    "PLACES", "GRID_DEGREES", "DELAY_HOURS", "HIDE_SOURCES", "HIDE_TEXTS", "LANGUAGE", "NUMERALS",
    "TEMPLATE", "OUTPUT",
)
PARAMETERS = {
    "geocodeplaces": {
        "INPUT", "FIELD", "DISTRICT_FIELD", "GROUP_FIELD", "CASEFILE", "ROUTES", "ROUTE_NAME_FIELD", "DISTANCE_RULE",
        "FINE_HEADINGS", "OUTPUT",
    },
    "locatephrase": {
        "TEXT", "DISTRICT", "CASEFILE", "ROUTES", "ROUTE_NAME_FIELD", "DISTANCE_RULE", "FINE_HEADINGS", "OUTPUT",
        "AREA",
    },
    "describepoint": {"INPUT", "OUTPUT"},
    "buildcasefile": {"INCIDENTS", "MOVEMENTS", "APPEND", "OUTPUT", "REJECTS"},
    "exportsheet": {*SHEET},
    "exportatlas": {*SHEET, "BY"},
    "exportfilm": {*SHEET, "STEP", "SECONDS"} - {
        "PAPER", "ORIENTATION", "MAP_NUMBER", "ORGANISATION", "LOGO", "TEMPLATE",
    },
    "exportpack": {*SHEET, "PREVIOUS"},
    "saveproject": {"CASEFILE", "OUTPUT"},
    "teachplaces": {"INPUT", "CASEFILE", "REPLACE", "PLACE_RECORDS", "REJECTS"},
    "loadnames": {"INPUT", "ALTERNATE_NAMES"},
    "importactors": {"INPUT", "CASEFILE", "REJECTS"},
    "exportactors": {"CASEFILE", "OUTPUT"},
}


def test_the_ids_that_scripts_call_stay(provider):
    assert provider.id() == "libyaincidents"
    assert {algorithm.name() for algorithm in provider.algorithms()} == set(PARAMETERS)


@pytest.mark.parametrize("name", PARAMETERS)
def test_parameters_keep_their_names_and_have_help(provider, name):
    algorithm = provider.algorithm(name)
    definitions = algorithm.parameterDefinitions()
    assert {one.name() for one in definitions} == PARAMETERS[name]
    assert all(one.help() and one.description() for one in definitions)
    assert algorithm.displayName()
    assert algorithm.shortDescription()
    assert len(algorithm.shortHelpString()) > 100
    assert algorithm.tags()
    assert algorithm.svgIconPath() == provider.svgIconPath()


def test_only_what_draws_stays_in_the_main_thread(provider):
    stays = {one.name() for one in provider.algorithms() if one.flags() & QgsProcessingAlgorithm.Flag.FlagNoThreading}
    assert stays == {"exportatlas", "exportfilm", "exportpack", "exportsheet", "saveproject"}


def test_optional_parameters_are_marked(provider):
    optional = {
        one.name() for one in provider.algorithm("buildcasefile").parameterDefinitions()
        if one.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
    }
    assert optional == {"INCIDENTS", "MOVEMENTS", "REJECTS"}


def test_the_help_lists_every_column(provider):
    text = provider.algorithm("buildcasefile").shortHelpString()
    assert "kind*" in text
    assert "route_observed" in text
