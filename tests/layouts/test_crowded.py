"""Much on one sheet: a legend that is parted and keeps to the page, and a detail that numbers what it shows."""


import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsMapLayerLegendUtils, QgsPointXY
from sheet_case import Case, crowded, numbers

from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.layouts.numbering import DETAIL, MAIN
from libya_incident_mapper.layouts.page import NOTES
from libya_incident_mapper.model.actors import default_actors


def entries(layout, name):
    legend = layout.itemById(name)
    if legend is None:
        return []
    return [
        QgsMapLayerLegendUtils.legendNodeUserLabel(node, 0)
        for group in legend.model().rootGroup().children() for node in group.children()
    ]


@pytest.mark.parametrize("is_upright", [False, True])
@pytest.mark.parametrize("actors", [6, 25, 45])
def test_every_sign_is_explained_once_and_no_legend_leaves_its_page(case: Case, actors, is_upright):
    layout = case.fill(crowded(actors)).sheet(is_upright=is_upright)
    first, further = entries(layout, "Legend"), entries(layout, "Further legend")
    names = {actor.name for actor in list(default_actors())[:actors]} | {"Islamic State in Libya"}
    explained = [words.replace("\n", " ") for words in (*first, *further)]
    assert [words for words in explained if explained.count(words) > 1] == []
    assert sum(any(words.startswith(name[:12]) for words in explained) for name in names) == len(names)
    for name in ("Legend", "Further legend"):
        item = layout.itemById(name)
        if item is not None:
            foot = layout.pageCollection().page(item.page()).pageSize().height() - NOTES
            assert item.pagePos().y() + item.rect().height() <= foot + 0.01
            assert item.pagePos().x() + item.rect().width() <= layout.pageCollection().page(0).pageSize().width()


@pytest.mark.parametrize("is_upright", [False, True])
def test_the_legend_belongs_to_the_map_and_its_entries_to_layers_of_the_case(case: Case, is_upright):
    layout = case.fill(crowded(6)).sheet(is_upright=is_upright)
    legend = layout.itemById("Legend")
    nodes = legend.model().rootGroup().findLayers()
    assert legend.linkedMap() is layout.itemById("Main map")
    layers = {layer.id() for layer in casefile_layers(case.casefile, case.project).values()}
    assert nodes
    assert {node.layerId() for node in nodes} <= layers


@pytest.mark.parametrize(("actors", "is_parted"), [(6, False), (45, True)])
def test_only_a_long_legend_is_parted(case: Case, actors, is_parted):
    assert bool(entries(case.fill(crowded(actors)).sheet(), "Further legend")) is is_parted


def test_what_the_detail_shows_is_numbered_there_alone(case: Case):
    layout = case.fill(crowded(25)).sheet()
    told, detail = numbers(layout, MAIN.incidents), numbers(layout, DETAIL.incidents)
    item = layout.itemById("Detail")
    back = QgsCoordinateTransform(item.crs(), QgsCoordinateReferenceSystem("EPSG:4326"), case.project)
    shown = back.transformBoundingBox(item.extent())
    places = ((one.uid, QgsPointXY(one.location.lon, one.location.lat)) for one in case.casefile.incidents())
    there = {uid for uid, point in places if shown.contains(point)}
    assert told
    assert there
    # On the main map they are but counted.
    assert {told[uid] for uid in there & told.keys()} == {f"×{len(there)}"}
    explained = " ".join((*entries(layout, "Legend"), *entries(layout, "Further legend")))
    assert "incidents close together" in explained.replace("\n", " ")
    assert not there.isdisjoint(detail)
    assert layout.itemById("Detail").rect().width() > 80


@pytest.mark.parametrize("is_upright", [False, True])
def test_the_large_detail_keeps_off_notes_and_legend(case: Case, is_upright):
    layout = case.fill(crowded(25)).sheet(is_upright=is_upright)
    detail, legend = (layout.itemById(name) for name in ("Detail", "Legend"))
    assert detail.rect().width() > 80
    assert detail.sceneBoundingRect().bottom() < layout.pageCollection().page(0).pageSize().height() - NOTES
    assert not detail.sceneBoundingRect().intersects(legend.sceneBoundingRect())
