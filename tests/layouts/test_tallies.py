"""More incidents than can be told apart on paper: rings that count them, and areas that are drawn once."""

import math
import re
from datetime import date, timedelta

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRenderer,
    QgsPointDisplacementRenderer,
    QgsReadWriteContext,
    QgsRenderContext,
)
from qgis.PyQt.QtXml import QDomDocument
from sheet_case import FAR, NOWHERE_KNOWN, TRIPOLI, UBARI, UQAYLAH, Case, incident, legend_labels, numbers, place, table

from libya_incident_mapper.layers.crowd_styles import COUNTED
from libya_incident_mapper.layers.displacement import MOST
from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.layers.map_board import Spot
from libya_incident_mapper.layers.tally_icon import tally_svg
from libya_incident_mapper.layouts.numbering import DETAIL, MAIN
from libya_incident_mapper.layouts.page import NOTES
from libya_incident_mapper.layouts.sheet import build_sheet
from libya_incident_mapper.layouts.spec import SheetSpec
from libya_incident_mapper.layouts.tallies import ring_width, tallies
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Precision
from libya_incident_mapper.model.record_filter import RecordFilter
from libya_incident_mapper.model.records import Incident

RING = "× incidents close together, in the colours of those involved"


def at(places, width=5.0):
    """Key → spot for (x, y, how many) of each place."""
    return {
        f"{x:g}/{y:g}/{number}": Spot(x, y, width)
        for x, y, many in places for number in range(many)
    }


def test_what_can_be_moved_apart_is_not_counted():
    assert tallies(at([(50, 50, MOST)])) == []
    assert tallies(at([(20.0 * column, 20.0 * row, 1) for column in range(20) for row in range(20)])) == []


def test_large_crowds_are_counted_and_small_ones_left():
    found = tallies(at([(50, 50, 90), (90, 50, 40), (130, 50, 7), (170, 50, 1)]))
    assert [(one.x, one.y, len(one.uids)) for one in found] == [(50, 50, 90), (90, 50, 40)]


def test_where_small_crowds_are_too_many_they_are_counted_too():
    found = tallies(at([(40.0 * column, 40.0 * row, 5) for column in range(6) for row in range(6)]))
    assert len(found) == 36
    assert {len(one.uids) for one in found} == {5}


def test_less_paper_has_room_for_fewer():
    spots = at([(20, 20, 15), (60, 20, 10)])
    assert tallies(spots) == []
    assert [len(one.uids) for one in tallies(spots, 20)] == [15]


def test_rings_keep_off_each_other_and_everything_is_counted_once():
    coast = [(10 + 2.3 * number, 40 + 3 * math.sin(number), 1 + number % 9) for number in range(60)]
    spots = at(coast)
    found = tallies(spots)
    assert len(found) > 3
    for number, one in enumerate(found):
        for other in found[:number]:
            assert math.dist((one.x, one.y), (other.x, other.y)) >= (one.width + other.width) / 2
    counted = [uid for one in found for uid in one.uids]
    assert len(counted) == len(set(counted))
    for uid in set(spots) - set(counted):
        assert all(math.dist(spots[uid][:2], (one.x, one.y)) >= one.width / 2 for one in found)


def test_a_ring_stands_where_the_most_happened():
    found = tallies(at([(50, 50, 30), (54, 50, 80), (57, 50, 2)]))
    assert [(one.x, len(one.uids)) for one in found] == [(54, 112)]
    assert found[0].uids[0].startswith("54/")


def test_more_incidents_have_a_larger_ring():
    assert [ring_width(count) for count in (2, 40, 400, 4000)] == sorted({ring_width(n) for n in (2, 40, 400, 4000)})


def test_a_ring_has_the_shares_of_those_involved():
    sides = [("a", "b")] * 3 + [("a", "")] * 2 + [("c", "a")]
    svg = tally_svg(sides, {"a": "#aa0000", "b": "#00bb00", "c": "#0000cc"})
    sectors = re.findall(r'd="M12 12L(\S+) (\S+)A11.0 11.0 0 (\d) 1 (\S+) (\S+)z" fill="(#\w+)"', svg)
    turns = {}
    for x1, y1, is_large, x2, y2, colour in sectors:
        first, last = (math.atan2(float(x) - 12, 12 - float(y)) / math.tau % 1 for x, y in ((x1, y1), (x2, y2)))
        turns[colour] = (last - first) % 1
        assert is_large == str(int(turns[colour] > 0.5))
    # Twelve sides: a has 3 + 2 * 2 + 1 of them, b 3, c 1.
    assert list(turns) == ["#aa0000", "#00bb00", "#0000cc"]
    assert list(turns.values()) == pytest.approx([8 / 12, 3 / 12, 1 / 12], abs=0.002)


def test_a_ring_of_one_colour_is_whole():
    assert tally_svg([("a", ""), ("a", "a")], {"a": "#aa0000"}).count('fill="#aa0000"') == 1
    assert "A11" not in tally_svg([("a", ""), ("a", "a")], {"a": "#aa0000"})


def renderer_of(case, layout, table_name, name="Main map"):
    document = QDomDocument()
    layer = casefile_layers(case.casefile, case.project)[table_name]
    document.setContent(layout.itemById(name).layerStyleOverrides()[layer.id()])
    element = document.documentElement().firstChildElement("renderer-v2")
    found = QgsFeatureRenderer.load(element, QgsReadWriteContext())
    assert isinstance(found, QgsCategorizedSymbolRenderer)
    return found, layer


def drawn(case, layout, table_name, name="Main map"):
    """The values of the rows of a layer on a map of the sheet, as QGIS works them out, and which have a symbol."""
    renderer, layer = renderer_of(case, layout, table_name, name)
    known = {category.value() for category in renderer.categories()}
    expression = QgsExpression(renderer.classAttribute())
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.layerScope(layer))
    values = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        values.append(expression.evaluate(context))
    assert not expression.hasEvalError()
    return [value for value in values if value in known]


def many(where=UQAYLAH, count=200, **more):
    return [incident(date(2018, 7, 1) + timedelta(days=number % 28), where, **more) for number in range(count)]


def test_the_sheet_counts_two_hundred_at_one_place(case: Case):
    layout = case.fill([*many(), incident(date(2018, 7, 9), UBARI, "air_drone_strike")]).sheet()
    single, counted = sorted(numbers(layout, MAIN.incidents).values())
    assert single.isdigit()
    assert counted == "×200"
    shown = drawn(case, layout, "incidents")
    assert len(shown) == 2
    assert sum(value.startswith("tally") for value in shown) == 1
    # All are in the table all the same, each once, whatever parts QGIS has it in.
    assert [row[0] for row in table(layout, "Incidents")] == [str(number) for number in range(1, 202)]


def test_the_legend_explains_the_ring_and_no_sign_that_is_only_counted(case: Case):
    layout = case.fill([*many(), incident(date(2018, 7, 9), UBARI, "air_drone_strike")]).sheet()
    told = legend_labels(layout)
    assert RING in told
    assert "Air or drone strike" in told
    assert "Attack" not in told
    assert RING not in legend_labels(case.sheet(DateRange.day(date(2018, 7, 9))))


@pytest.mark.parametrize("is_upright", [False, True])
def test_the_legend_of_a_year_keeps_to_its_page(case: Case, is_upright):
    kinds = ("attack", "armed_clash", "shelling", "protest")
    rows = [
        one for number, where in enumerate((*TRIPOLI, *FAR))
        for one in many(where, 20, actor2=("lna", "gna", "tebu")[number % 3])
    ]
    rows += [incident(date(2018, 7, 1 + number), UBARI, kind) for number, kind in enumerate(kinds)]
    layout = case.fill(rows).sheet(is_upright=is_upright)
    legend = layout.itemById("Legend")
    foot = layout.pageCollection().page(0).pageSize().height() - NOTES
    assert RING in legend_labels(layout)
    assert legend.pagePos().y() + legend.rect().height() <= foot + 0.01
    assert sum(text.startswith("×") for text in numbers(layout, MAIN.incidents).values()) == 1
    assert any(text.startswith("×") for text in numbers(layout, DETAIL.incidents).values())


def test_the_layer_itself_stays_as_it_is(case: Case):
    case.fill(many())
    layer = casefile_layers(case.casefile, case.project)["incidents"]
    before = layer.renderer().classAttribute(), len(layer.renderer().categories())
    case.sheet()
    case.sheet(DateRange.day(date(2018, 7, 3)))
    assert (layer.renderer().classAttribute(), len(layer.renderer().categories())) == before


def test_a_filter_of_the_sheet_is_no_filter_of_the_window(case: Case):
    case.fill([incident(date(2018, 7, 3), UQAYLAH), incident(date(2018, 7, 4), UBARI, "shelling")])
    layer = casefile_layers(case.casefile, case.project)["incidents"]
    build_sheet(case.project, case.casefile, SheetSpec(RecordFilter(kinds=frozenset(("attack",)))))
    assert layer.renderer().classAttribute() == "style_key"


def test_a_window_that_counts_leaves_the_sheet_as_it_is(case: Case):
    case.fill([incident(date(2018, 7, day), where) for day, where in ((3, UQAYLAH), (4, UQAYLAH), (5, UBARI))])
    layer = casefile_layers(case.casefile, case.project)["incidents"]

    def shown():
        layout = case.sheet()
        renderer, _ = renderer_of(case, layout, "incidents")
        sizes = [symbol.size() for symbol in renderer.symbols(QgsRenderContext())]
        return numbers(layout, MAIN.incidents), sizes

    before = shown()
    layer.styleManager().setCurrentStyle(COUNTED)
    assert isinstance(layer.renderer(), QgsPointDisplacementRenderer)
    assert shown() == before and min(before[1]) > 4


FEZZAN = place("Fezzan", 26.0, 14.0, Precision.REGION, 300_000.0)


def test_an_area_is_drawn_once(case: Case):
    layout = case.fill([
        *many(FEZZAN, 6), *many(place("Kufra district", 24.2, 23.3, Precision.DISTRICT, 200_000.0), 3),
    ]).sheet()
    values = drawn(case, layout, "location_areas")
    assert len(values) == 2
    assert all(value.startswith("is_libya") for value in values)


def test_an_area_shared_by_actors_is_nobodys(case: Case):
    others = [Incident("attack", DateRange.day(date(2018, 7, 5)), actor, location=FEZZAN) for actor in ("lna", "tebu")]
    layout = case.fill([*many(FEZZAN, 3), *others]).sheet()
    assert drawn(case, layout, "location_areas") == ["shared region"]
    renderer, _ = renderer_of(case, layout, "location_areas")
    category = renderer.categories()[renderer.categoryIndexForValue("shared region")]
    colour = category.symbol().symbolLayer(0).strokeColor()
    assert colour.red() == colour.green() == colour.blue()


def test_areas_that_differ_are_all_drawn(case: Case):
    near = place("near Ubari", 26.5, 12.9, Precision.NEAR, 20_000.0)
    layout = case.fill([incident(date(2018, 7, 3), near), *many(FEZZAN, 1), incident(date(2018, 7, 1), NOWHERE_KNOWN)])
    assert len(drawn(case, layout.sheet(), "location_areas")) == 2


def test_on_one_page_the_legend_told_anew_keeps_off_the_tables_below_it(case: Case):
    rows = [incident(date(2018, 7, 1 + number), where) for number, where in enumerate((*TRIPOLI, FAR[0]))]
    layout = case.fill(rows).sheet()
    assert layout.pageCollection().pageCount() == 1
    assert RING in legend_labels(layout)
    foot = layout.itemById("Legend").sceneBoundingRect().bottom()
    assert foot <= layout.itemById("Not on the map heading 1").sceneBoundingRect().top()
    assert layout.itemById("Sources heading 1").sceneBoundingRect().bottom() < 210 - NOTES
