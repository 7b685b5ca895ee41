"""What is asked of a sheet: paper, orientation, publisher, records, chart."""

import math
import re
import subprocess
from datetime import date
from html import unescape

import pytest
from qgis.core import (
    QgsLayoutItemPage,
    QgsMapLayerStyle,
    QgsPalLayerSettings,
    QgsPointXY,
)
from sheet_case import (
    HOSTILE,
    LOGO,
    PRODUCED,
    UQAYLAH,
    by_uid_values,
    example,
    incident,
    labels,
    place,
    shifts_in,
    table,
)

from libya_incident_mapper.layers.basemap import load_basemap
from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.layouts.export import SheetError, export_sheet
from libya_incident_mapper.layouts.paper import Paper
from libya_incident_mapper.layouts.sheet import build_sheet
from libya_incident_mapper.layouts.spec import SheetSpec
from libya_incident_mapper.model.record_filter import RecordFilter


@pytest.mark.parametrize("paper, is_upright, width, height", [
    ("A4", False, 297, 210), ("A4", True, 210, 297), ("A3", False, 420, 297), ("A3", True, 297, 420),
])
@pytest.mark.parametrize("count", [1, 30])
def test_every_paper_is_filled_within_its_edges(case, tmp_path, paper, is_upright, width, height, count):
    load_basemap(case.project)
    towns = [place(f"Town {turn}", 25 + turn / 6, 12 + turn / 3) for turn in range(count)]
    incidents = [incident(date(2018, 7, 1 + turn % 28), town) for turn, town in enumerate(towns)]
    layout = case.fill(incidents, example()[1]).sheet(paper=paper, is_upright=is_upright)
    boxes = {}
    for item in layout.items():
        if hasattr(item, "pagePos") and item.type() and not isinstance(item, QgsLayoutItemPage):
            corner, rect = item.pagePos(), item.rect()
            assert 0 <= corner.x() <= corner.x() + rect.width() <= width + 0.01, item.id()
            assert 0 <= corner.y() <= corner.y() + rect.height() <= height + 0.01, item.id()
            boxes[item.id()] = (item.page(), item.sceneBoundingRect().adjusted(0.3, 0.3, -0.3, -0.3))
    main = boxes["Main map"][1]
    assert main.width() * main.height() > 0.3 * width * height
    solid = [boxes[name] for name in ("Main map", "Locator", "Legend", "Scale bar", "Notes 1", "Title")]
    for place_, (number, box) in enumerate(solid):
        assert not any(number == other and box.intersects(there) for other, there in solid[:place_])
    path = export_sheet(layout, str(tmp_path / "sheet.pdf"))[0]
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    size = re.search(r"Page size: +([\d.]+) x ([\d.]+) pts", told)
    assert [float(part) for part in size.groups()] == pytest.approx([width / 25.4 * 72, height / 25.4 * 72], abs=1.5)


def test_the_publisher_is_named_and_the_title_keeps_off(case):
    layout = case.fill(*example()).sheet(
        title="A long title about the coast " * 4, organisation=HOSTILE, map_number="LBY-7",
        disclaimer="Not for <i>all</i>.", logo=str(LOGO),
    )
    told = labels(layout)
    assert any("LBY-7" in text and "[% 1 + 1 %]" in text for text in told)
    assert any("Not for <i>all</i>." in text for text in told)
    logo, title = layout.itemById("Logo"), layout.itemById("Title")
    assert logo.isMissingImage() is False
    assert not logo.sceneBoundingRect().intersects(title.sceneBoundingRect())


@pytest.mark.parametrize("name", ["none.png", "words.png", "words.svg"])
def test_a_logo_that_is_no_picture_is_told(case, tmp_path, name):
    if name != "none.png":
        (tmp_path / name).write_text("no picture")
    with pytest.raises(SheetError, match="is no picture that can be read; choose a PNG, JPEG or SVG"):
        case.fill(*example()).sheet(logo=str(tmp_path / name))


def test_the_sheet_tells_and_draws_what_its_filter_asks_for(case):
    incidents, movements = example()
    wanted = RecordFilter(kinds=frozenset(["attack"]))
    case.fill(incidents, movements)
    layout = build_sheet(case.project, case.casefile, SheetSpec(wanted, produced=PRODUCED))
    assert [row[2] for row in table(layout, "Incidents")] == ["Attack. Raid"]
    assert table(layout, "Movements") == []
    styles = layout.itemById("Main map").layerStyleOverrides()
    assert len(styles) == 4
    assert all("'attack'" in rule(style) for style in styles.values())
    drawn = [layer for layer in casefile_layers(case.casefile, case.project).values() if layer.id() in styles]
    assert [rule(style_xml(layer)) for layer in drawn] == ["style_key"] * 4


def style_xml(layer):
    style = QgsMapLayerStyle()
    style.readFromLayer(layer)
    return style.xmlData()


def rule(xml):
    """What the categories of a style go by."""
    return unescape(re.search(r'<renderer-v2\b[^>]*\sattr="([^"]*)"', xml).group(1))


def test_an_arabic_title_does_not_stir_the_days_beside_it(case):
    layout = case.fill(*example()).sheet(title="تقرير أسبوعي", is_upright=True)
    assert "\u2068تقرير أسبوعي\u2069  ·  20–28 Jul 2018" in layout.itemById("Running title 2").text()


def test_numbers_stand_beside_their_markers_wherever_these_were_moved(case):
    incidents = [incident(date(2018, 7, 1 + number), UQAYLAH) for number in range(7)]
    incidents.append(incident(date(2018, 7, 9), place("Ubari", 26.59, 12.78)))
    layout = case.fill(incidents).sheet()
    main, layers = layout.itemById("Main map"), casefile_layers(case.casefile, case.project)
    style = main.layerStyleOverrides()[layers["incidents"].id()]
    shifts = shifts_in(style)
    worn, paper = layers["incidents"].clone(), Paper(main, case.project)
    QgsMapLayerStyle(style).writeToLayer(worn)
    properties = worn.labeling().rootRule().children()[0].settings().dataDefinedProperties()
    lon, lat = (
        by_uid_values(properties.property(name).expressionString())
        for name in (QgsPalLayerSettings.Property.PositionX, QgsPalLayerSettings.Property.PositionY)
    )
    assert set(shifts) == {one.uid for one in incidents[:7]}
    for one in incidents:
        spot = paper.point(paper.metres(QgsPointXY(one.location.lon, one.location.lat)))
        right, down = shifts.get(one.uid, (0.0, 0.0))
        number = paper.point(paper.metres(QgsPointXY(lon[one.uid], lat[one.uid])))
        away = math.dist((spot.x() + right, spot.y() + down), (number.x(), number.y()))
        assert 3.5 < away < 6.0, one.location.name


def test_a_chart_heads_the_tables_where_there_are_days_to_compare(case):
    layout = case.fill(*example()).sheet(is_upright=True)
    chart = layout.itemById("Chart")
    assert chart.page() == 1
    assert chart.isMissingImage() is False
    assert chart.pagePos().y() < 25
    assert "Records per day" in labels(layout)
    assert "Killed per day (number not known: 3)" in labels(layout)


def test_a_single_day_has_no_chart(case):
    layout = case.fill([incident(date(2018, 7, 24), UQAYLAH)]).sheet(is_upright=True)
    assert layout.itemById("Chart") is None
