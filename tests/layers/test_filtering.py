import pytest
from qgis.core import (
    QgsAbstractFeatureIterator,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsProject,
    QgsRenderContext,
    QgsSingleSymbolRenderer,
    QgsSymbol,
)

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.layers.crowding import within
from libya_incident_mapper.layers.filtering import ACTOR_COLUMNS, apply_filter
from libya_incident_mapper.layers.group import casefile_layers, load_casefile, refresh_styles
from libya_incident_mapper.model.actors import Actor, ActorRegistry
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.record_filter import EVERYTHING, RecordFilter
from libya_incident_mapper.model.records import Claim, Incident, Movement, Waypoint

ODD = "o'dd \\ \"100%\" قبيلة"
ACTORS = ActorRegistry(Actor(name, name, name, (), "rebel_group", "LNA") for name in ("north", "south", ODD))
MAY = DateRange.parse("2019-05")


def place(lat, lon):
    return Location("Somewhere", PlaceState.FOUND, lat, lon, 9000.0, precision=Precision.NEAR)


@pytest.fixture
def layers(qgis_app, tmp_path):
    casefile = Casefile.create(tmp_path / "case.gpkg", actors=ACTORS)
    good = (Claim(reliability="A", credibility="1"),)
    stops = (Waypoint("origin", place(27.0, 15.0)), Waypoint("destination", place(29.0, 17.0)))
    casefile.save_many([
        Incident("attack", MAY, "north", "I1", "south", place(30, 19), status="approved", claims=good),
        Incident("protest", MAY, ODD, "I2", "", place(28, 19)),
        Movement("south", MAY, "M1", "advance", stops),
    ])
    project = QgsProject()
    load_casefile(casefile, project)
    yield casefile_layers(casefile, project)
    project.clear()


def drawn(layers):
    """How many rows each layer would draw: of those that its renderer asks the file for, those that it draws."""
    numbers = {}
    for table in ("incidents", "movements", "waypoints", "location_areas"):
        layer, context = layers[table], QgsRenderContext()
        context.expressionContext().appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        renderer = within(layer.renderer()).clone()
        renderer.startRender(context, layer.fields())
        count = 0
        for feature in layer.getFeatures(QgsFeatureRequest().setFilterExpression(renderer.filter(layer.fields()))):
            context.expressionContext().setFeature(feature)
            count += renderer.willRenderFeature(feature, context)
        renderer.stopRender(context)
        numbers[table] = count
    return numbers


ALL = {"incidents": 2, "movements": 1, "waypoints": 2, "location_areas": 4}


@pytest.mark.parametrize("wanted, incidents, movements, stops, areas", [
    (EVERYTHING, 2, 1, 2, 4),
    (RecordFilter(actors=frozenset(["south"])), 1, 1, 2, 3),
    (RecordFilter(actors=frozenset([ODD])), 1, 0, 0, 1),
    (RecordFilter(kinds=frozenset(["protest", "advance"])), 1, 1, 2, 3),
    (RecordFilter(statuses=frozenset(["approved"])), 1, 0, 0, 1),
    (RecordFilter(reliabilities=frozenset("AB")), 1, 0, 0, 1),
    (RecordFilter(actors=frozenset(["x') OR ('1'='1"])), 0, 0, 0, 0),
])
def test_all_layers_show_what_belongs_to_the_records_asked_for(layers, wanted, incidents, movements, stops, areas):
    apply_filter(layers, wanted)
    assert drawn(layers) == {
        "incidents": incidents, "movements": movements, "waypoints": stops, "location_areas": areas,
    }
    apply_filter(layers, EVERYTHING)
    assert drawn(layers) == ALL


@pytest.mark.parametrize("wanted", [
    EVERYTHING,
    RecordFilter(
        actors=frozenset([ODD]), kinds=frozenset(["attack"]), statuses=frozenset(["draft"]),
        reliabilities=frozenset("A"),
    ),
])
def test_the_file_finds_the_rows_by_itself(layers, wanted):
    apply_filter(layers, wanted)
    for layer in (layers[table] for table in ACTOR_COLUMNS):
        asked = QgsFeatureRequest().setFilterExpression(within(layer.renderer()).filter(layer.fields()))
        status = layer.dataProvider().getFeatures(asked).compileStatus()
        assert status == QgsAbstractFeatureIterator.CompileStatus.Compiled


def test_what_is_hidden_is_not_on_the_map_and_comes_back_as_it_was(layers, draw, pixels):
    view = ((18, 27, 20, 31), (300, 600))
    before = draw([layers["incidents"]], *view, labels=True)
    apply_filter(layers, RecordFilter(actors=frozenset(["nobody"])))
    assert pixels(draw([layers["incidents"]], *view, labels=True)) == 0
    apply_filter(layers, EVERYTHING)
    assert draw([layers["incidents"]], *view, labels=True) == before


def test_the_users_own_filter_and_renderer_are_left_alone(layers):
    layers["movements"].setRenderer(QgsSingleSymbolRenderer(QgsSymbol.defaultSymbol(layers["movements"].geometryType())))
    layers["incidents"].setSubsetString("\"uid\" <> 'I1'")
    apply_filter(layers, RecordFilter(actors=frozenset(["north"])))
    assert layers["movements"].renderer().type() == "singleSymbol"
    assert layers["incidents"].subsetString() == "\"uid\" <> 'I1'"


def test_symbols_are_refreshed_for_all_records_while_some_are_hidden(qgis_app, tmp_path):
    casefile, project = Casefile.create(tmp_path / "case.gpkg", actors=ACTORS), QgsProject()
    load_casefile(casefile, project)
    layers = casefile_layers(casefile, project)
    apply_filter(layers, RecordFilter(actors=frozenset(["north"])))
    casefile.save_incident(Incident("protest", MAY, "south", "I9", location=place(28, 19)))
    refresh_styles(casefile, project)
    assert len(layers["incidents"].renderer().legendSymbolItems()) == 1
    assert drawn(layers)["incidents"] == 0
    apply_filter(layers, EVERYTHING)
    assert drawn(layers)["incidents"] == 1
    project.clear()
