"""Sheets on templates of the publisher's own: filled by ids, or refused in one sentence."""

import re
from datetime import date
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayoutFrame,
    QgsLayoutItemAttributeTable,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsPointXY,
    QgsPrintLayout,
    QgsReadWriteContext,
)
from qgis.PyQt.QtXml import QDomDocument
from sheet_case import HOSTILE, NOWHERE_KNOWN, UBARI, UQAYLAH, example, incident, legend_labels, pdf_text, table

from libya_incident_mapper.layouts.export import SheetError, export_sheet
from libya_incident_mapper.layouts.framing import projection
from libya_incident_mapper.layouts.template import NEEDED
from libya_incident_mapper.layouts.text import text_format
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.qgis_support.layout_text import format_label

LARGE = 23.0


@pytest.fixture
def template(case, tmp_path):
    """A sheet saved as a template by somebody who moved its items and added one; less what `without` names."""
    case.fill(*example())

    def make(without=()):
        layout = case.sheet()
        for name in without:
            item = layout.itemById(name)
            if item.__class__.__name__ == "QgsLayoutFrame":
                layout.removeMultiFrame(item.multiFrame())
            layout.removeLayoutItem(item)
        format_label(layout.itemById("Title"), text_format(LARGE, "#123456"))
        own = QgsLayoutItemLabel(layout)
        own.setId("Ours")
        own.setText("Ministry of Examples")
        layout.addLayoutItem(own)
        layout.itemById("Main map").attemptSetSceneRect(layout.itemById("Main map").rect().adjusted(20, 40, -30, 10))
        path = tmp_path / "own.qpt"
        assert layout.saveAsTemplate(str(path), QgsReadWriteContext())
        case.project.layoutManager().clear()
        return str(path)

    return make


def place(layout, name):
    rect = layout.itemById(name).sceneBoundingRect()
    return [round(value, 1) for value in (rect.x(), rect.y(), rect.width(), rect.height())]


def test_it_says_and_shows_what_our_sheet_does(case, template):
    path = template()
    week = DateRange.parse("2018-07-24/2018-07-31")
    ours, filled = case.sheet(week, "Week"), case.sheet(week, "Week", template=path)
    for name in ("Title", "Period", "Notes 1"):
        assert filled.itemById(name).currentText() == ours.itemById(name).currentText()
    for name in ("Incidents", "Movements", "Not on the map", "Sources"):
        assert table(filled, name) == table(ours, name)
    assert legend_labels(filled) == legend_labels(ours)
    assert filled.itemById("Ours").currentText() == "Ministry of Examples"
    assert filled.itemById("Detail") is None


def test_its_items_stay_where_they_are_and_the_map_holds_all_records(case, template):
    path = template()
    before, document = QgsPrintLayout(case.project), QDomDocument()
    document.setContent(Path(path).read_bytes())
    before.loadFromTemplate(document, QgsReadWriteContext(), True)
    filled = case.sheet(template=path)
    for name in ("Title", "Main map", "Locator", "Notes 1"):
        assert place(filled, name) == place(before, name), name
    shown = filled.itemById("Main map").extent()
    assert all(shown.contains(map_point(case, location)) for location in (UQAYLAH, UBARI))


def map_point(case, location):
    back = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), projection(), case.project)
    return back.transform(QgsPointXY(location.lon, location.lat))


def test_its_letters_stay(case, template):
    filled = case.sheet(template=template())
    title = filled.itemById("Title")
    size = title.textFormat().size() if hasattr(title, "textFormat") else title.font().pointSizeF()
    assert size == LARGE


@pytest.mark.parametrize("count", [0, 3, 120])
def test_tables_flow_onto_as_many_pages_as_they_need(case, template, tmp_path, count):
    path = template()
    case.casefile.add_many([incident(date(2031, 2, 3), NOWHERE_KNOWN, uid=f"u{one}") for one in range(count)])
    sheet = case.sheet(DateRange.day(date(2031, 2, 3)), template=path)
    (file,) = export_sheet(sheet, str(tmp_path / "own.pdf"))
    text = pdf_text(file)
    assert ("No incidents are recorded" in text) == (count == 0)
    assert all(re.search(rf"^ *{number} ", text, re.MULTILINE) for number in range(1, count + 1))
    assert text.count("Grading (Admiralty)") == sheet.pageCollection().pageCount()


def test_rows_in_larger_letters_are_not_lost(case, template, tmp_path):
    path = Path(template())
    document = QDomDocument()
    document.setContent(path.read_bytes())
    large, context = QgsPrintLayout(case.project), QgsReadWriteContext()
    large.loadFromTemplate(document, context, True)
    rows = large.itemById("Incidents 1").multiFrame()
    rows.setContentTextFormat(text_format(14.0, "#000000"))
    large.saveAsTemplate(str(path), context)
    case.casefile.add_many([incident(date(2031, 2, 3), NOWHERE_KNOWN, uid=f"u{one}") for one in range(30)])
    (file,) = export_sheet(case.sheet(DateRange.day(date(2031, 2, 3)), template=str(path)), str(tmp_path / "own.pdf"))
    assert all(re.search(rf"^ *{number} ", pdf_text(file), re.MULTILINE) for number in range(1, 31))


def test_nothing_of_the_week_that_it_was_made_of_is_left(case, template, tmp_path):
    (file,) = export_sheet(
        case.sheet(DateRange.day(date(2018, 7, 24)), "Another", template=template()), str(tmp_path / "own.pdf")
    )
    assert "28 Jul" not in pdf_text(file)
    assert "Libya: incidents and movements" not in pdf_text(file)


def test_missing_ids_are_named_in_one_sentence(case, template):
    path = template(without=("Legend", "Sources 1"))
    with pytest.raises(SheetError, match="has no 'Legend', 'Sources 1'; give these ids"):
        case.sheet(template=path)
    assert case.project.layoutManager().layouts() == []


def test_an_item_of_another_kind_is_missing(case, tmp_path):
    case.fill(*example())
    layout = QgsPrintLayout(case.project)
    layout.initializeDefaults()
    for name in NEEDED:
        item = QgsLayoutItemMap(layout)
        item.setId(name)
        layout.addLayoutItem(item)
    layout.saveAsTemplate(str(tmp_path / "maps.qpt"), QgsReadWriteContext())
    with pytest.raises(SheetError, match="has no 'Title', 'Period', 'Legend'"):
        case.sheet(template=str(tmp_path / "maps.qpt"))


def test_another_kind_of_table_is_missing(case, template):
    path = template()
    layout, document = QgsPrintLayout(case.project), QDomDocument()
    document.setContent(Path(path).read_bytes())
    layout.loadFromTemplate(document, QgsReadWriteContext(), True)
    layout.removeMultiFrame(layout.itemById("Sources 1").multiFrame())
    layout.removeLayoutItem(layout.itemById("Sources 1"))
    other = QgsLayoutItemAttributeTable.create(layout)
    layout.addMultiFrame(other)
    frame = QgsLayoutFrame(layout, other)
    frame.setId("Sources 1")
    other.addFrame(frame)
    layout.saveAsTemplate(path, QgsReadWriteContext())
    with pytest.raises(SheetError, match="has no 'Sources 1';"):
        case.sheet(template=path)


@pytest.mark.parametrize(("content", "words"), [
    (None, "cannot be read: there is no such file"), (b"", "is no template"), (b"<html/>", "is no template"),
    (b"\xff\xfe\x00", "is no template"), (b"<Layout>", "is no template"),
])
def test_what_is_no_template_is_one_sentence(case, tmp_path, content, words):
    case.fill(*example())
    path = tmp_path / "own.qpt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SheetError, match=words):
        case.sheet(template=str(path))
    assert case.project.layoutManager().layouts() == []


def test_data_is_never_evaluated(case, template):
    path = template()
    case.casefile.add_many([incident(date(2031, 2, 3), UQAYLAH, summary=HOSTILE)])
    sheet = case.sheet(title="[% 40 + 2 %]", template=path)
    assert sheet.itemById("Title").currentText() == "[% 40 + 2 %]"
