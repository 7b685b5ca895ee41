from dataclasses import replace

import pytest
from qgis.core import QgsLayerTreeModel, QgsRendererCategory, QgsSymbol, QgsVectorLayer

from libya_incident_mapper.layers.crowding import within
from libya_incident_mapper.layers.group import casefile_layers, load_casefile, refresh_styles
from libya_incident_mapper.layers.themes import AREAS, BOTH, POINTS, make_themes, theme_name


@pytest.fixture
def choose(casefile, project):
    """Load the case beside a basemap, choose a variant as QGIS's menu does, and say what is visible."""
    basemap = QgsVectorLayer("Point?crs=EPSG:4326", "Basemap", "memory")
    project.addMapLayer(basemap)
    load_casefile(casefile, project)

    def chosen(variant):
        root = project.layerTreeRoot()
        project.mapThemeCollection().applyTheme(theme_name(variant), root, QgsLayerTreeModel(root))
        return [node.name() for node in root.findLayers() if node.isVisible() and node.layer().isSpatial()]

    return chosen


def shown(layer):
    return {category.value().split("|")[4] for category in within(layer.renderer()).categories()
            if category.renderState()}


def test_areas_only_hides_all_that_is_a_point_or_a_line(choose):
    assert choose(AREAS) == ["Uncertainty areas", "Basemap"]


def test_exact_points_only_hides_areas_and_points_that_are_known_roughly(choose, casefile, project):
    visible = choose(POINTS)
    assert visible == ["Incidents", "Movements", "Stops", "Basemap"]
    assert shown(casefile_layers(casefile, project)["incidents"]) == {"sharp"}


def test_points_with_areas_brings_everything_back(choose, casefile, project):
    choose(POINTS)
    assert "Uncertainty areas" in choose(BOTH)
    assert shown(casefile_layers(casefile, project)["incidents"]) > {"sharp"}


def test_categories_of_the_users_own_are_no_obstacle(choose, casefile, project):
    layer = casefile_layers(casefile, project)["incidents"]
    mine = layer.renderer().clone()
    for value in (None, "", "mine"):
        mine.addCategory(QgsRendererCategory(value, QgsSymbol.defaultSymbol(layer.geometryType()), "mine"))
    layer.setRenderer(mine)
    make_themes(project)
    choose(POINTS)
    states = {one.label(): one.renderState() for one in within(layer.renderer()).categories()}
    assert states.pop("mine") is False
    assert True in states.values()


def test_the_variants_follow_new_records(choose, casefile, project, example):
    attack = example[0][0]
    casefile.save_incident(replace(attack, uid="I9", actor1="aqim"))
    refresh_styles(casefile, project)
    choose(POINTS)
    categories = within(casefile_layers(casefile, project)["incidents"].renderer()).categories()
    assert [one.renderState() for one in categories if one.value().startswith("aqim|police|attack|")] == [True]


def test_themes_that_say_the_same_are_not_written_again(choose, casefile, project):
    written = []
    project.mapThemeCollection().mapThemeChanged.connect(written.append)
    refresh_styles(casefile, project)
    assert written == []
