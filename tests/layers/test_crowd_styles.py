from dataclasses import replace

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeModel,
    QgsPointClusterRenderer,
    QgsPointDisplacementRenderer,
    QgsPointXY,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRect

from libya_incident_mapper.layers import fans
from libya_incident_mapper.layers.basemap_style import style_towns
from libya_incident_mapper.layers.beads import are_beads
from libya_incident_mapper.layers.crowd_styles import COUNTED, keep_in_step
from libya_incident_mapper.layers.crowding import by_themselves, within
from libya_incident_mapper.layers.fans import fanned_out
from libya_incident_mapper.layers.filtering import apply_filter
from libya_incident_mapper.layers.grounds import GROUNDS, LIGHT_GROUND
from libya_incident_mapper.layers.group import casefile_layers, load_casefile, refresh_styles, restyle
from libya_incident_mapper.layers.leaders import is_moved
from libya_incident_mapper.layers.styling import LOOKS, TABLE_PROPERTY
from libya_incident_mapper.layers.themes import BOTH, NUMBERS, theme_name
from libya_incident_mapper.model.record_filter import EVERYTHING, RecordFilter
from libya_incident_mapper.model.steps import at_once


@pytest.fixture
def incidents(casefile, project):
    load_casefile(casefile, project)
    return casefile_layers(casefile, project)["incidents"]


@pytest.fixture
def choose(project, incidents):
    def chosen(variant):
        root = project.layerTreeRoot()
        project.mapThemeCollection().applyTheme(theme_name(variant), root, QgsLayerTreeModel(root))
        return incidents.renderer()

    return chosen


@pytest.mark.parametrize(("many", "more", "is_written"), [
    (500, 1, True), (3, 1, False), (3, 2, True), (4, 1, True), (5, -1, True), (4, -1, False),
])
def test_the_other_style_is_written_anew_only_where_markers_move_apart_or_did(
    casefile, project, incidents, choose, monkeypatch, many, more, is_written
):
    """Reading and writing a style of hundreds of categories takes longer than a save may."""
    monkeypatch.setattr(fans, "MANY", many)
    choose(NUMBERS)
    written = []
    incidents.styleManager().styleAdded.connect(written.append)
    assert incidents.featureCount() == 5
    refresh_styles(casefile, project, growth={**dict.fromkeys(LOOKS, {}), "incidents": {"a key": more}})
    assert bool(written) == is_written


def keys(renderer):
    return {category.value() for category in within(renderer).categories()}


def sizes(renderer):
    return {category.value(): category.symbol().size() for category in renderer.categories()}


@pytest.mark.parametrize("worn", [NUMBERS, BOTH])
def test_a_marker_by_itself_has_its_size_whatever_is_worn(casefile, project, incidents, choose, example, worn):
    choose(worn)
    casefile.save_incident(replace(example[0][0], uid="I9", kind="protest"))
    refresh_styles(casefile, project)
    usual = sizes(choose(BOTH))
    assert len(usual) > 3 and min(usual.values()) > 4
    counting = choose(NUMBERS)
    assert are_beads(within(counting))
    assert sizes(by_themselves(counting)) == usual
    assert sizes(choose(BOTH)) == usual


def test_clusters_of_a_project_of_earlier_days_stay(casefile, project, incidents, choose, example):
    clusters = QgsPointClusterRenderer()
    clusters.setEmbeddedRenderer(choose(BOTH).clone())
    choose(NUMBERS)
    incidents.setRenderer(clusters)
    choose(BOTH)
    casefile.save_incident(replace(example[0][0], uid="I9", kind="protest"))
    refresh_styles(casefile, project)
    shown = choose(NUMBERS)
    assert isinstance(shown, QgsPointClusterRenderer)
    assert sizes(within(shown)) == sizes(choose(BOTH))


def words(layer):
    """What the labels of a layer say: nothing (spaces) for those that only keep others off."""
    assert layer.labelsEnabled()
    return [rule.settings().fieldName.strip(" '\u2003\u2002") for rule in layer.labeling().rootRule().children()]


def test_a_theme_counts_and_another_fans_out_again_with_labels(choose, incidents):
    usual = words(incidents)
    assert len(usual) == 2 and usual[1]
    assert isinstance(choose(NUMBERS), QgsPointDisplacementRenderer)
    assert words(incidents) == [""]
    assert isinstance(choose(BOTH), QgsCategorizedSymbolRenderer)
    assert words(incidents) == usual


def test_no_name_of_a_town_crosses_a_number(casefile, project, incidents, choose, example, draw):
    casefile.save_incident(replace(example[0][0], uid="I9", kind="protest"))
    refresh_styles(casefile, project)
    choose(NUMBERS)
    place = example[0][0].location
    town = QgsVectorLayer("Point?crs=EPSG:4326&field=name:string&field=rank:int", "towns", "memory")
    feature = QgsFeature(town.fields())
    feature.setAttributes(["A town with a long name", 1])
    # Where its name, above and right of it, goes over the number.
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(place.lon - 0.1, place.lat - 0.06)))
    town.dataProvider().addFeatures([feature])
    style_towns(town, GROUNDS[LIGHT_GROUND], 1)
    view = (place.lon - 1, place.lat - 1, place.lon + 1, place.lat + 1)
    bare, labelled = (draw([incidents, town], view, labels=on) for on in (False, True))
    number = QRect(193, 193, 14, 14)
    assert labelled != bare and labelled.copy(number) == bare.copy(number)
    incidents.setLabelsEnabled(False)
    assert draw([incidents, town], view, labels=True).copy(number) != bare.copy(number)


@pytest.mark.parametrize(("worn", "other"), [(NUMBERS, BOTH), (BOTH, NUMBERS)])
def test_what_changes_under_one_style_is_there_under_the_other(
    casefile, project, incidents, choose, example, worn, other
):
    choose(worn)
    before = keys(incidents.renderer())
    casefile.save_incident(replace(example[0][0], uid="I9", kind="protest"))
    refresh_styles(casefile, project)
    assert keys(incidents.renderer()) > before
    shown = choose(other)
    assert shown.type() == {NUMBERS: "pointDisplacement", BOTH: "categorizedSymbol"}[other]
    assert keys(shown) > before
    choose(worn)
    layers = casefile_layers(casefile, project)
    apply_filter(layers, RecordFilter(kinds=frozenset(["attack"])))
    narrowed = within(incidents.renderer()).classAttribute()
    assert "attack" in narrowed
    assert within(choose(other)).classAttribute() == narrowed
    apply_filter(layers, EVERYTHING)
    assert within(choose(worn)).classAttribute() == "style_key"


def test_under_clusters_markers_stand_at_their_places_and_beside_them_after_a_switch(
    casefile, project, incidents, choose, example
):
    choose(NUMBERS)
    twins = [replace(example[0][0], uid=uid, claims=()) for uid in ("I8", "I9")]
    for twin in twins:
        casefile.save_incident(twin)
    refresh_styles(casefile, project)
    assert not is_moved(within(incidents.renderer()))
    fanned = choose(BOTH)
    assert is_moved(fanned)
    # What was worked out under the other style is what is worked out now.
    assert at_once(fanned_out(fanned, incidents))[0] is fanned


def test_what_the_layer_is_known_by_stays_whatever_it_wears(incidents, choose):
    incidents.setCustomProperty("mine", "this")
    for variant in (NUMBERS, BOTH, NUMBERS):
        choose(variant)
        assert incidents.customProperty("mine") == "this"
        assert incidents.customProperty(TABLE_PROPERTY) == "incidents"


def test_a_renderer_of_the_users_own_has_no_other_style(incidents):
    incidents.styleManager().removeStyle(COUNTED)
    incidents.setRenderer(None)
    keep_in_step(incidents)
    assert COUNTED not in incidents.styleManager().styles()


@pytest.mark.parametrize("changed, worn, changing, is_changed", [
    (BOTH, NUMBERS, lambda one: one.setUsingSymbolLevels(True), lambda one: one.usingSymbolLevels()),
    (NUMBERS, BOTH, lambda one: one.setTolerance(5.5), lambda one: one.tolerance() == 5.5),
])
def test_what_the_user_changed_in_the_other_style_stays(
    casefile, project, incidents, choose, example, changed, worn, changing, is_changed
):
    mine = choose(changed).clone()
    changing(mine)
    incidents.setRenderer(mine)
    incidents.setLabelsEnabled(changed == NUMBERS)
    before = keys(choose(worn))
    casefile.save_incident(replace(example[0][0], uid="I9", kind="protest"))
    refresh_styles(casefile, project)
    shown = choose(changed)
    assert is_changed(shown)
    assert incidents.labelsEnabled() == (changed == NUMBERS)
    assert keys(shown) > before
    assert keys(shown) == keys(choose(worn))


def test_our_own_appearance_comes_back_in_both_styles_whatever_is_worn(casefile, project, incidents, choose):
    choose(NUMBERS)
    restyle(casefile, project)
    assert isinstance(choose(BOTH), QgsCategorizedSymbolRenderer)
    assert words(incidents)[1]
    assert isinstance(choose(NUMBERS), QgsPointDisplacementRenderer)
    assert words(incidents) == [""]
