import re
import subprocess
from dataclasses import replace
from datetime import date

import pytest
from qgis.core import (
    QgsLayoutExporter,
    QgsLayoutFrame,
    QgsLayoutItemPage,
    QgsNullSymbolRenderer,
    QgsPrintLayout,
    QgsReadWriteContext,
)
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtXml import QDomDocument
from sheet_case import (
    FAR,
    HOSTILE,
    NOWHERE_KNOWN,
    SOURCE,
    SOUTH,
    UBARI,
    UQAYLAH,
    example,
    incident,
    labels,
    legend_labels,
    numbers,
    pdf_text,
    place,
    shifts_in,
    table,
)

from libya_incident_mapper.layers.basemap import load_basemap
from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.layouts.content import gather
from libya_incident_mapper.layouts.export import export_sheet
from libya_incident_mapper.layouts.numbering import DETAIL, MAIN
from libya_incident_mapper.layouts.texts import unplaced_table
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import NOWHERE
from libya_incident_mapper.model.records import Claim, Losses, Movement, Source, Waypoint


def test_records_are_numbered_by_date_and_told_with_grade_and_precision(case):
    layout = case.fill(*example()).sheet()
    rows = table(layout, "Incidents")
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert rows[0][2:8] == ["Attack. Raid", "IS – LNA", "Uqaylah", "≤ 5", "S1 B3", "Reported"]
    assert rows[1][4] == "south of Uqaylah (direction only, ±20 km)"
    assert rows[1][5] == "–"
    assert rows[2][4] == "Wadi al-Jafr (not on the map)"
    assert [row[0] for row in table(layout, "Movements")] == ["M1", "M2"]
    words = "al-Naba 141, 26 Jul 2018 (claimed by a party, denied)"
    assert table(layout, "Sources") == [["S1", words, "B3, F6", "1, 2"]]


def test_sources_of_one_name_are_told_apart():
    twins = [Source("Radio Qasr", kind=kind) for kind in ("media", "person")]
    claims = tuple(Claim(source_uid=source.uid) for source in twins)
    told = [incident(date(2018, 7, 24), UQAYLAH, claims=claims)]
    content = gather(told, {source.uid: source for source in twins}, default_actors(), None)
    assert sorted(line.name for line in content.sources) == ["Radio Qasr (News outlet)", "Radio Qasr (Person)"]


@pytest.mark.parametrize("key", ["new", None])
def test_a_row_that_is_not_yet_brought_in_step_is_in_no_legend(case, key):
    case.fill(*example())
    layer = case.casefile.layer("incidents")
    assert layer.startEditing()
    column = layer.fields().indexOf("style_key")
    assert all(layer.changeAttributeValue(row.id(), column, key) for row in layer.getFeatures())
    assert layer.commitChanges()
    assert "Not yet brought in step" not in legend_labels(case.sheet())


def test_the_legend_shows_the_steps_of_size_and_width_that_are_on_the_map(case):
    dead = [CountRange(), CountRange.exactly(0), CountRange.exactly(3), CountRange.exactly(40)]
    incidents = [
        incident(date(2018, 7, 24), place(f"P{n}", 28 + n, 15), killed=Losses(count), status="approved")
        for n, count in enumerate(dead)
    ]
    stops = (Waypoint("origin", UQAYLAH), Waypoint("destination", UBARI))
    movements = [
        Movement("is_libya", DateRange.day(date(2018, 7, 20)), waypoints=stops, vehicles=CountRange.parse(count))
        for count in ("as many as five", "several")
    ]
    words = legend_labels(case.fill(incidents, movements).sheet())
    assert [word for word in words if word[0].isdecimal() or word == "Not known"] == [
        "Not known", "0", "1–4", "20+", "Not known", "5–19",
    ]
    assert "Draft" not in words


def test_what_is_not_on_the_map_is_listed_with_its_reason(case):
    layout = case.fill(*example()).sheet()
    rows = table(layout, "Not on the map")
    assert ["3", "Wadi al-Jafr", "In no reachable source."] in rows
    assert any(row[:2] == ["M1", "103 line"] for row in rows)
    assert ["–", "Ubari", "Denied. Air or drone strike, 27 Jul 2018. A strike nobody made."] in rows
    by = "Denied by Libyan National Army / Libyan Arab Armed Forces: “It was not us.”"
    assert ["2", "south of Uqaylah", f"{by} The record itself is on the map."] in rows


def test_a_denial_of_what_has_no_place_and_by_nobody_named_says_so():
    denied = replace(incident(date(2018, 7, 24), NOWHERE_KNOWN), claims=(Claim(stance="denies"),))
    whole = replace(incident(date(2018, 7, 25), NOWHERE), stance="denies")
    content = gather([denied, whole], {}, default_actors(), None)
    assert [(one.number, one.place, one.sentence) for one in content.denials] == [
        ("", "", "Denied. Attack, 25 Jul 2018."), ("1", "Wadi al-Jafr", "Denied."),
    ]
    assert unplaced_table(content).rows[1] == ("–", "–", "Denied. Attack, 25 Jul 2018.")


def test_denied_and_unplaced_records_have_no_number_on_the_map(case):
    incidents, movements = example()
    layout = case.fill(incidents, movements).sheet()
    assert set(numbers(layout, MAIN.incidents)) == {incidents[0].uid, incidents[1].uid}
    assert set(numbers(layout, MAIN.movements)) == {movement.uid for movement in movements}


def test_a_movement_of_which_only_a_stop_is_placed_has_its_number_there(case, tmp_path):
    movements = [
        Movement("is_libya", DateRange.day(date(2018, 7, 28)), waypoints=(
            Waypoint("origin", UBARI), Waypoint("destination", NOWHERE_KNOWN),
        )),
        Movement("lna", DateRange.day(date(2018, 7, 29)), heading=90.0, waypoints=(Waypoint("origin", UQAYLAH),)),
    ]
    layout = case.fill([], movements).sheet()
    assert numbers(layout, MAIN.stops) == {movements[0].uid: "M1"}
    assert set(numbers(layout, MAIN.movements)) == {movements[1].uid}
    words = pdf_text(export_sheet(layout, str(tmp_path / "sheet.pdf"))[0]).split()
    # On the map and in the table; the one is also among what is not on the map.
    assert (words.count("M1"), words.count("M2")) == (3, 2)


def test_the_legend_says_what_is_on_the_map_and_nothing_else(case):
    layout = case.fill(*example()).sheet()
    actors = case.casefile.actors()
    assert legend_labels(layout) == [
        actors.get("is_libya").name, actors.get("lna").name,
        "Armed clash", "Attack",
        "Two sides involved", "Place approximate", "Alleged", "Draft",
        "Route not observed", "Route not observed, destination not placed", "Origin", "Destination",
        "Not known",
        "Somewhere in this area",
    ]


def test_what_the_period_excludes_is_nowhere(case):
    incidents, movements = example()
    layout = case.fill(incidents, movements).sheet(DateRange.day(date(2018, 7, 24)))
    assert [row[0] for row in table(layout, "Incidents")] == ["1"]
    assert table(layout, "Movements") == []
    assert set(numbers(layout, MAIN.incidents)) == {incidents[0].uid}
    assert "Armed clash" not in legend_labels(layout)
    assert "Route not observed" not in legend_labels(layout)
    main = layout.itemById("Main map")
    assert main.isTemporal()
    assert main.temporalRange().begin().date().toString("yyyy-MM-dd") == "2018-07-24"
    assert main.temporalRange().end().date().toString("yyyy-MM-dd") == "2018-07-24"
    assert not any("not us" in cell for row in table(layout, "Not on the map") for cell in row)


def test_without_a_base_map_the_locator_shows_nothing_of_the_window(case):
    layout = case.fill(*example()).sheet(DateRange.day(date(2018, 7, 24)))
    locator = layout.itemById("Locator")
    picture = QgsLayoutExporter(layout).renderRegionToImage(
        QRectF(locator.pagePos(), locator.rect().size()).adjusted(1, 1, -1, -1), dpi=150
    )
    seen = {picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())}
    assert len(seen) > 1, "the outline of the main map"
    assert min(seen) > 90, "no marker, arrow or edge, which are darker"


def test_incidents_at_one_place_stand_around_it_each_with_its_number(case):
    incidents = [incident(date(2018, 7, day), UQAYLAH) for day in (3, 1, 2)] + [incident(date(2018, 7, 9), UBARI)]
    layout = case.fill(incidents).sheet()
    assert sorted(numbers(layout, MAIN.incidents).values()) == ["1", "2", "3", "4"]
    style = layout.itemById("Main map").layerStyleOverrides()[layer_id(case)]
    moved = shifts_in(style)
    assert set(moved) == {one.uid for one in incidents[:3]}
    assert len(set(moved.values())) == 3


def layer_id(case):
    return casefile_layers(case.casefile, case.project)["incidents"].id()


def test_without_markers_of_ours_incidents_at_one_place_share_a_number_text(case):
    case.fill([incident(date(2018, 7, 1 + number % 28), UQAYLAH) for number in range(200)])
    case.project.mapLayer(layer_id(case)).setRenderer(QgsNullSymbolRenderer())
    assert list(numbers(case.sheet(), MAIN.incidents).values()) == ["1–200"]


@pytest.mark.parametrize("numerals, written", [("western", ["1", "2"]), ("eastern", ["١", "٢"])])
def test_numbers_on_the_map_are_in_the_numerals_asked_for(case, numerals, written):
    case.fill([incident(date(2018, 7, day), UQAYLAH) for day in (1, 2)])
    layout = case.sheet(language="ar", numerals=numerals)
    assert sorted(numbers(layout, MAIN.incidents).values()) == written


def test_markers_on_top_of_each_other_get_a_detail_where_they_are_apart(case):
    places = (UQAYLAH, place("Bishr", 30.20, 19.24), UBARI)
    layout = case.fill([incident(date(2018, 7, 1), where) for where in places]).sheet()
    assert sorted(numbers(layout, DETAIL.incidents).values()) == ["1", "3"]
    assert sorted(numbers(layout, MAIN.incidents).values()) == ["2"]
    detail, main = layout.itemById("Detail"), layout.itemById("Main map")
    assert main.extent().contains(detail.extent())
    assert detail.extent().width() < main.extent().width() / 4


def test_no_detail_where_no_scale_would_part_the_markers(case):
    layout = case.fill([incident(date(2018, 7, day), UQAYLAH) for day in (1, 2)]).sheet()
    assert layout.itemById("Detail") is None


def test_a_period_without_records_gives_a_sheet_that_says_so(case):
    layout = case.fill(*example()).sheet(DateRange.day(date(2019, 1, 1)))
    assert "No incidents are recorded in this period." in labels(layout)
    assert "No movements are recorded in this period." in labels(layout)
    assert any(text.startswith("1 Jan 2019") for text in labels(layout))
    assert legend_labels(layout) == []


def test_data_is_printed_and_never_run(case, tmp_path):
    odd = replace(UQAYLAH, phrase=HOSTILE, name=HOSTILE)
    layout = case.fill([incident(date(2018, 7, 24), odd, summary=HOSTILE)]).sheet(title=HOSTILE)
    assert HOSTILE in labels(layout)
    row = table(layout, "Incidents")[0]
    assert HOSTILE in row[2]
    assert HOSTILE in row[4]
    text = pdf_text(export_sheet(layout, str(tmp_path / "sheet.pdf"))[0])
    assert text.count("[% 1 + 1 %]") >= 3


def test_the_projects_own_layers_keep_their_style(case):
    case.fill(*example())
    layer = casefile_layers(case.casefile, case.project)["incidents"]
    before = layer.labeling().settings().fieldName
    case.sheet()
    assert layer.labeling().settings().fieldName == before


def test_sheets_are_ordinary_layouts_of_the_project_and_earlier_ones_are_kept(case):
    case.fill(*example())
    names = [case.sheet().name() for _ in range(2)]
    assert names == ["Incident sheet 20–28 Jul 2018", "Incident sheet 20–28 Jul 2018 (2)"]
    assert {layout.name() for layout in case.project.layoutManager().layouts()} == set(names)


def test_the_same_input_gives_the_same_sheet(case, tmp_path):
    case.fill(*example())
    pages = [pdf_text(export_sheet(case.sheet(), str(tmp_path / f"{turn}.pdf"))[0]) for turn in "ab"]
    assert pages[0] == pages[1]
    pictures = [export_sheet(case.sheet(), str(tmp_path / f"{turn}.png"))[0].read_bytes() for turn in "ab"]
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize(
    ("count", "summary"), [(0, ""), (6, "Raid"), (60, "Raid"), (60, "word " * 3000), (12, "x" * 3000)]
)
def test_every_row_is_on_a_page_and_nothing_is_off_it(case, tmp_path, count, summary):
    towns = [UQAYLAH, SOUTH, UBARI, NOWHERE_KNOWN]
    incidents = [incident(date(2018, 7, 1 + turn % 28), towns[turn % 4], summary=summary) for turn in range(count)]
    stops = (Waypoint("origin", UQAYLAH), Waypoint("destination", UBARI))
    movements = [Movement("is_libya", DateRange.day(date(2018, 7, 2)), waypoints=stops) for _ in range(count // 6)]
    layout = case.fill(incidents, movements).sheet()
    for item in layout.items():
        if hasattr(item, "pagePos") and item.type() and not isinstance(item, QgsLayoutItemPage):
            corner, rect = item.pagePos(), item.rect()
            assert corner.x() >= 0
            assert corner.y() >= 0
            assert corner.x() + rect.width() <= 297.01, item.id()
            assert corner.y() + rect.height() <= 210.01, item.id()
    text = pdf_text(export_sheet(layout, str(tmp_path / "sheet.pdf"))[0])
    assert len(re.findall(r"^ *\d+ +\d{1,2} Jul 2018", text, re.MULTILINE)) == count
    assert len(re.findall(r"^ *M\d+ +2 Jul 2018", text, re.MULTILINE)) == count // 6


def test_tables_do_not_overlap(case):
    towns = [UQAYLAH, SOUTH, UBARI, NOWHERE_KNOWN]
    incidents = [incident(date(2018, 7, 1 + turn % 28), towns[turn % 4]) for turn in range(40)]
    layout = case.fill(incidents, example()[1]).sheet()
    frames = [item for item in layout.items() if isinstance(item, QgsLayoutFrame)]
    assert len(frames) > 3
    for one in frames:
        for other in frames:
            if one is not other and one.page() == other.page():
                assert not one.sceneBoundingRect().adjusted(0.3, 0.3, -0.3, -0.3).intersects(other.sceneBoundingRect())


def test_the_pdf_has_text_and_knows_where_it_is(case, tmp_path):
    load_basemap(case.project)
    path = export_sheet(case.fill(*example()).sheet(title="Week 30"), str(tmp_path / "sheet.pdf"))[0]
    text = pdf_text(path)
    for words in ("Week 30", "Uqaylah", "Wadi al-Jafr", "1 Aug 2018", "Natural Earth", "Admiralty"):
        assert words in text
    georeference = subprocess.run(["gdalinfo", str(path)], capture_output=True, text=True, check=True).stdout
    assert "Lambert Azimuthal Equal Area" in georeference or "LAEA" in georeference.upper()
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True).stdout
    assert all(" yes " in line for line in fonts.splitlines()[2:])


def test_an_arrow_of_which_its_head_leaves_no_line_is_no_mistake_in_the_pdf(case, tmp_path):
    """All of Libya is on the map, on which the stops are nearer to each other than a head is long."""
    next_door = place("near Uqaylah", 30.46, 19.20)
    stops = (Waypoint("origin", UQAYLAH), Waypoint("destination", next_door))
    short = Movement("is_libya", DateRange.day(date(2018, 7, 28)), waypoints=stops)
    layout = case.fill([incident(date(2018, 7, 24), where) for where in FAR], [short]).sheet()
    assert "M1" in pdf_text(export_sheet(layout, str(tmp_path / "sheet.pdf"))[0])


def test_a_saved_sheet_is_read_back_whole(case):
    layout = case.fill(*example()).sheet()
    document = QDomDocument()
    document.appendChild(layout.writeXml(document, QgsReadWriteContext()))
    again = QgsPrintLayout(case.project)
    assert again.readXml(document.documentElement(), document, QgsReadWriteContext())
    assert table(again, "Incidents") == table(layout, "Incidents")
    assert numbers(again, MAIN.incidents) == numbers(layout, MAIN.incidents)


def test_the_running_title_ends_with_what_the_sheet_covers(case):
    title = "Columns on the desert roads, a truce of forty days, and abductions in two cities of the east and south"
    layout = case.fill([incident(date(2031, 2, 1 + number % 28), UQAYLAH) for number in range(40)]).sheet(
        title=title, is_upright=True
    )
    running = layout.itemById("Running title 2")
    assert running.sizeForText().width() <= running.rect().width() + 0.5
    assert re.search("^\u2068?Columns on .* ….*Movements: 0$", running.currentText())


def test_notes_of_many_lines_have_their_room(case):
    case.fill(*example())
    usual = case.sheet(is_upright=True).itemById("Notes 1")
    layout = case.sheet(is_upright=True, disclaimer="No word of this may be taken for a promise. " * 6, notice="Draft.")
    longer = layout.itemById("Notes 1")
    assert longer.rect().height() >= usual.rect().height() + 2 * 3.0
    assert longer.pagePos().y() + longer.rect().height() <= usual.pagePos().y() + usual.rect().height() + 0.01
    above = [item for item in layout.pageCollection().itemsOnPage(0) if item.id() in ("Main map", "Legend")]
    assert all(item.pagePos().y() + item.rect().height() <= longer.pagePos().y() for item in above)


def test_the_numbers_of_a_source_are_written_short(case):
    claims = [(Claim(source_uid=SOURCE.uid, reliability="B", credibility="3"),) for _ in range(5)]
    incidents = [incident(date(2031, 2, 1 + number), UQAYLAH, claims=claims[number]) for number in range(4)]
    start = (Waypoint("origin", UBARI),)
    movement = Movement("is_libya", DateRange.day(date(2031, 2, 3)), waypoints=start, claims=claims[4])
    layout = case.fill(incidents, [movement]).sheet()
    assert [row[-1] for row in table(layout, "Sources")] == ["1–4, M1"]
