"""One sheet for each day, actor or district, in order, whole or not at all."""

import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
from qgis.core import QgsFeedback
from sheet_case import NOWHERE_KNOWN, UBARI, UQAYLAH, example, incident, pdf_properties, pdf_text

from libya_incident_mapper.layouts.atlas import export_atlas, parts_of
from libya_incident_mapper.layouts.export import SheetError
from libya_incident_mapper.layouts.spec import ATLAS_WAYS, BY_ACTOR, BY_DAY, BY_DISTRICT, SheetSpec
from libya_incident_mapper.layouts.telling import told_case
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.record_filter import RecordFilter
from libya_incident_mapper.model.redaction import NOTHING

NOW = datetime(2031, 3, 1, tzinfo=timezone.utc)
WAHAT, HAYAT = replace(UQAYLAH, district="Al Wahat"), replace(UBARI, district="Wadi al Hayaa")


def atlas(case, path, way, sheet=None, feedback=None):
    with told_case(case.project, case.casefile, sheet or SheetSpec(), NOTHING, NOW) as told:
        return export_atlas(told, way, path, feedback or QgsFeedback())


def titles(path):
    lines = map(str.strip, pdf_text(path).replace("\f", "\n").splitlines())
    return [line for line in lines if line.startswith("Libya: incidents and movements –") and "·" not in line]


def records():
    return [
        incident(date(2031, 2, 3), WAHAT, uid="a"), incident(date(2031, 2, 5), HAYAT, uid="b", actor2=""),
        replace(incident(date(2031, 2, 3), NOWHERE_KNOWN, uid="c"), dates=DateRange.parse("2031-02-03/2031-02-09")),
    ]


@pytest.mark.parametrize(("way", "expected"), [
    (BY_DAY, {"3 Feb 2031": "ac", "5 Feb 2031": "bc"}),
    (BY_ACTOR, {"Islamic State in Libya": "abc", "Libyan National Army / Libyan Arab Armed Forces": "ac"}),
    (BY_DISTRICT, {"Al Wahat": "a", "Wadi al Hayaa": "b", "No district": "c"}),
])
def test_every_record_is_on_the_sheets_that_it_belongs_to(way, expected):
    parts = parts_of(records(), way, default_actors())
    assert {part.title: "".join(one.uid for one in part.records) for part in parts} == expected
    assert [part.title for part in parts] == list(expected)


@pytest.mark.parametrize("way", ATLAS_WAYS)
def test_each_part_is_a_sheet_of_one_pdf(case, tmp_path, way):
    case.fill(records())
    path = tmp_path / "atlas.pdf"
    parts = parts_of(list(case.casefile.incidents()), way, default_actors())
    assert atlas(case, path, way) == len(parts)
    found = titles(path)
    assert [title.partition(" – ")[2] for title in found] == [part.title for part in parts]
    # QGIS makes the name of the user's account the author of every new project.
    assert not re.search(r"Author: +\S|<dc:creator>.*?<rdf:li>[^<]", pdf_properties(path), re.S)
    assert [file.name for file in tmp_path.iterdir() if file.suffix != ".gpkg"] == ["atlas.pdf"]


def test_a_sheet_tells_its_own_records_alone(case, tmp_path):
    case.fill([replace(one, summary=f"story {one.uid}") for one in records()])
    atlas(case, tmp_path / "atlas.pdf", BY_DISTRICT)
    pages = pdf_text(tmp_path / "atlas.pdf").split("Libya: incidents and movements – ")[1:]
    assert [[f"story {uid}" in page for uid in "abc"] for page in pages] == [
        [True, False, False], [False, True, False], [False, False, True],
    ]


def test_the_period_holds_for_the_atlas_and_nothing_to_print_is_one_sentence(case, tmp_path):
    case.fill(*example())
    period = RecordFilter(DateRange.day(date(2018, 7, 24)))
    assert atlas(case, tmp_path / "atlas.pdf", BY_DAY, SheetSpec(period)) == 1
    with pytest.raises(SheetError, match="no records in this period"):
        atlas(case, tmp_path / "atlas.pdf", BY_DAY, SheetSpec(RecordFilter(DateRange.day(date(2001, 1, 1)))))


def test_an_error_or_a_stop_leaves_the_good_atlas(case, tmp_path):
    case.fill(*example())
    path = tmp_path / "atlas.pdf"
    path.write_bytes(b"good")
    (tmp_path / "logo.png").write_text("no picture")
    with pytest.raises(SheetError, match="no picture"):
        atlas(case, path, BY_DAY, SheetSpec(logo=str(tmp_path / "logo.png")))
    stopped = QgsFeedback()
    stopped.cancel()
    with pytest.raises(SheetError, match="Cancelled"):
        atlas(case, path, BY_DAY, feedback=stopped)
    with pytest.raises(SheetError, match="end in .pdf"):
        atlas(case, tmp_path / "atlas.png", BY_DAY)
    assert path.read_bytes() == b"good"
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".atlas")] == []


def test_districts_and_actors_are_named_in_arabic(case, tmp_path):
    case.fill(records())
    atlas(case, tmp_path / "atlas.pdf", BY_DISTRICT, SheetSpec(language="ar"))
    assert "بلا منطقة" in unicodedata.normalize("NFKC", pdf_text(tmp_path / "atlas.pdf"))
