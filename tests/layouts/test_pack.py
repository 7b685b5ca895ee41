"""The pack: complete, the same everywhere, replaced whole or not at all, and silent about what is withheld."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timezone
from itertools import islice

import pytest
from qgis.PyQt.QtGui import QImage
from sheet_case import HOSTILE, SOURCE, UBARI, UQAYLAH, Case, example, incident, pdf_properties, pdf_text, table

from libya_incident_mapper.casefile.errors import CasefileError
from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.exchange.manifest import NAME, UnusablePack, read_manifest
from libya_incident_mapper.layouts.export import SheetError
from libya_incident_mapper.layouts.pack import write_pack
from libya_incident_mapper.layouts.pack_spec import PackSpec
from libya_incident_mapper.layouts.spec import SheetSpec
from libya_incident_mapper.layouts.telling import told_case
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.errors import IncidentMapperError
from libya_incident_mapper.model.history import Reason
from libya_incident_mapper.model.record_filter import RecordFilter
from libya_incident_mapper.model.records import OwnGrade
from libya_incident_mapper.model.redaction import NOTHING, Places, Redaction

NOW = datetime(2018, 8, 1, 9, 0, tzinfo=timezone.utc)
ALWAYS = {
    "sheet.pdf", "sheet.png", "sheet.svg", "report.odt", "report.html", "map.png", "legend.png", "incidents.csv",
    "movements.csv", "stops.csv", "claims.csv", "tables.xlsx", "annex.gpkg", NAME,
}
SECRET = "Zaydun"


def steps_of(case, folder, sheet=None, **more):
    return write_pack(case.project, case.casefile, PackSpec(folder, sheet or SheetSpec(), NOW, **more))


def make(case, folder, sheet=None, **more):
    steps = list(steps_of(case, folder, sheet, **more))
    assert [step.percent for step in steps] == sorted(step.percent for step in steps)
    return folder


def names(folder):
    return {file.name for file in folder.iterdir()}


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def everything_in(folder):
    """All bytes of all files, packed ones unpacked, and the text and properties of PDFs."""
    for file in folder.iterdir():
        yield file.name, file.read_bytes()
        if file.suffix in (".odt", ".xlsx"):
            with zipfile.ZipFile(file) as packed:
                for name in packed.namelist():
                    yield f"{file.name}/{name}", packed.read(name)
        if file.suffix == ".pdf":
            yield f"{file.name} text", pdf_text(file).encode()
            yield f"{file.name} properties", pdf_properties(file).encode()


def told_in(folder, patterns):
    """(file, pattern) for every pattern that is found in a file."""
    return [
        (name, pattern) for name, content in everything_in(folder) for pattern in patterns
        if re.search(pattern.encode(), content)
    ]


@pytest.fixture(scope="module")
def week(new_casefile, tmp_path_factory):
    """The file of a casefile with records, of which every test has a copy."""
    incidents, movements = example()
    incidents[0] = replace(incidents[0], summary=f"{SECRET}'s shop hit", notes=f"call {SECRET}")
    casefile = new_casefile(tmp_path_factory.mktemp("week") / "week.gpkg", "Weekly")
    casefile.add_many(incidents, movements, sources=[SOURCE])
    return casefile.path


@pytest.fixture(scope="module")
def pack(week, tmp_path_factory):
    """A pack that tells all of it, to be looked at and not to be changed."""
    folder = tmp_path_factory.mktemp("week")
    case = Case(Casefile(shutil.copy(week, folder / "case.gpkg"))).load()
    yield make(case, folder / "pack")
    case.close()


@pytest.fixture
def filled(week, case):
    shutil.copy(week, case.casefile.path)
    return case.load()


def test_everything_is_there_and_whole(filled, pack):
    assert names(pack) - {"sheet_2.png", "sheet_2.svg"} == ALWAYS
    manifest = read_manifest(pack)
    assert manifest.files == {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in pack.iterdir() if file.name != NAME
    }
    assert {state.uid for state in manifest.records} == {one.uid for one in (
        *filled.casefile.incidents(), *filled.casefile.movements())}
    assert re.search("Title: +Libya: incidents and movements\n", pdf_properties(pack / "sheet.pdf"))
    picture = QImage(str(pack / "map.png"))
    assert picture.dotsPerMeterX() == round(200 / 0.0254) and not picture.hasAlphaChannel()
    with zipfile.ZipFile(pack / "report.odt") as odt:
        assert any(name.startswith("Pictures/") for name in odt.namelist())
        assert "Uqaylah" in odt.read("content.xml").decode()


def test_the_tables_have_the_numbers_of_the_sheet_and_the_denied_record_has_none(pack):
    assert [(row["number"], row["place"]) for row in rows(pack / "incidents.csv")] == [
        ("1", "Uqaylah"), ("2", "south of Uqaylah"), ("3", "Wadi al-Jafr"), ("", "Ubari"),
    ]
    assert [row["number"] for row in rows(pack / "movements.csv")] == ["M1", "M2"]
    with zipfile.ZipFile(pack / "tables.xlsx") as book:
        assert {"incidents", "movements", "stops", "claims"} <= {
            name for name in ("incidents", "movements", "stops", "claims")
            if f'name="{name}"' in book.read("xl/workbook.xml").decode()
        }


def test_the_annex_is_a_casefile_of_these_records_and_no_other(filled, tmp_path):
    period = DateRange(date(2018, 7, 24), date(2018, 7, 25))
    folder = make(filled, tmp_path / "pack", SheetSpec(RecordFilter(period)))
    annex = Casefile.open(folder / "annex.gpkg")
    assert [one.location.phrase for one in annex.incidents()] == ["Uqaylah", "south of Uqaylah"]
    assert list(annex.movements()) == []
    assert [source.name for source in annex.sources()] == [SOURCE.name]
    assert {one.stamp.created_by for one in annex.incidents()} == {""}
    assert {actor.actor_id for actor in annex.actors()} == {"is_libya", "lna"}
    assert annex.actor_colours().items() <= filled.casefile.actor_colours().items()
    assert annex.layer("incidents").listStylesInDatabase()[0] == 1


def test_no_file_tells_what_was_changed_by_whom_or_why(filled, tmp_path):
    casefile = filled.casefile
    casefile.user = "Ann Analyst"
    # As QGIS names whose account it is (3.22 to 3.44).
    metadata = filled.project.metadata()
    metadata.setAuthor("Ann Analyst")
    filled.project.setMetadata(metadata)
    for record in casefile.incidents():
        casefile.save_many([replace(record, captured=CountRange.parse("about 17"))], Reason("Informant X called"))
        stored = casefile.incident(record.uid)
        casefile.save_many([replace(stored, captured=record.captured)], Reason("and took it back"))
    assert casefile.counts()["changes"] == 8
    for number, redaction in enumerate((NOTHING, Redaction(Places.GRID), Redaction(hides_sources=True))):
        folder = make(filled, tmp_path / f"pack{number}", redaction=redaction)
        assert told_in(folder, ["Ann Analyst", "Informant X", "took it back", "about 17"]) == []
        assert Casefile.open(folder / "annex.gpkg").counts()["changes"] == 0
    assert filled.project.metadata().author() == "Ann Analyst"


@pytest.mark.parametrize("redaction, is_told", [(NOTHING, True), (Redaction(hides_sources=True), False)])
def test_a_grade_of_the_analysts_own_is_said_to_be_one(filled, tmp_path, redaction, is_told):
    first, *_ = filled.casefile.incidents()
    filled.casefile.save_incident(replace(first, own_grade=OwnGrade("E", "5", f"{SECRET} was not there")))
    folder = make(filled, tmp_path / "pack", redaction=redaction)
    assert "S1 B3; graded E5 by the analyst" in table(filled.sheet(), "Incidents")[0]
    assert "graded E5 by the analyst" in (folder / "report.html").read_text("utf-8")
    (row, *others) = rows(folder / "incidents.csv")
    assert (row["own_grade"], row["grade_reason"].startswith(SECRET)) == ("E5", is_told)
    assert {other["own_grade"] for other in others} == {""}
    annex = Casefile.open(folder / "annex.gpkg")
    assert next(one for one in annex.incidents() if one.uid == first.uid).own_grade.grade == "E5"


def test_text_of_records_is_text_in_the_report(case, tmp_path):
    case.fill([incident(date(2018, 7, 24), UQAYLAH, summary=HOSTILE)])
    html = (make(case, tmp_path / "pack") / "report.html").read_text("utf-8")
    assert "&lt;b&gt;[% 1 + 1 %]&lt;/b&gt;" in html
    assert "<b>[%" not in html


def test_a_week_without_records_is_a_pack_that_says_so(filled, tmp_path):
    period = DateRange.day(date(2019, 1, 1))
    folder = make(filled, tmp_path / "pack", SheetSpec(RecordFilter(period)))
    assert "No incidents are recorded in this period." in (folder / "report.html").read_text("utf-8")
    assert rows(folder / "incidents.csv") == []


@pytest.mark.parametrize("redaction", [
    Redaction(Places.GRID, 0.5, hides_sources=True), Redaction(Places.DISTRICT, hides_sources=True),
    Redaction(Places.GRID, 0.5),
])
def test_nothing_withheld_is_in_any_file(filled, pack, tmp_path, redaction):
    # The latitude, and not the seconds of a time such as 13:25:30.268.
    withheld = [*map(re.escape, (SECRET, SOURCE.name, "Uqaylah", "103 line", "was not us.")), r"(?<![\d.:])30\.26"]
    assert {pattern for _, pattern in told_in(pack, withheld)} == set(withheld)
    if not redaction.hides_sources:
        withheld.remove(re.escape(SOURCE.name))
    folder = make(filled, tmp_path / "redacted", redaction=redaction)
    assert told_in(folder, withheld) == []
    assert "Redacted: places are rounded" in " ".join(pdf_text(folder / "sheet.pdf").split())
    assert "Redacted: places are rounded" in (folder / "report.html").read_text("utf-8")
    assert {one.summary for one in filled.casefile.incidents()} >= {f"{SECRET}'s shop hit"}


def test_the_last_hours_are_left_out_everywhere(filled, tmp_path):
    folder = make(filled, tmp_path / "pack", redaction=Redaction(delay_hours=24 * 7))
    assert {row["date"] for row in rows(folder / "incidents.csv")} == {"2018-07-24"}
    assert [row["number"] for row in rows(folder / "movements.csv")] == ["M1"]


def test_what_changed_since_the_pack_before(filled, pack, tmp_path):
    raid, clash, *_ = filled.casefile.incidents()
    filled.casefile.save_incident(replace(raid, location=UBARI))
    filled.casefile.delete_incident(clash.uid)
    filled.casefile.add_many([incident(date(2018, 7, 30), UQAYLAH)])
    folder = make(filled, tmp_path / "second", previous=pack)
    told = {(row["Change"], row["No."]) for row in rows(folder / "changes.csv")}
    assert told == {("new", "3"), ("moved, corrected", "1"), ("withdrawn", "–")}
    assert "by 7" in next(row["What"] for row in rows(folder / "changes.csv") if "moved" in row["Change"])
    assert "Changes since the pack before" in (folder / "report.html").read_text("utf-8")
    assert "changes.csv" not in names(pack)


def test_a_pack_that_told_more_is_not_compared_with(filled, pack, tmp_path):
    with pytest.raises(UnusablePack, match="redacted in another way"):
        make(filled, tmp_path / "second", previous=pack, redaction=Redaction(Places.GRID))
    assert not (tmp_path / "second").exists()


def test_an_earlier_pack_is_replaced_and_files_of_others_stay(filled, pack, tmp_path):
    folder = make(filled, tmp_path / "pack", previous=pack)
    (folder / "my notes.txt").write_text("mine")
    make(filled, folder)
    assert "changes.csv" not in names(folder)
    assert "my notes.txt" in names(folder)


def test_a_folder_with_other_files_is_refused(filled, tmp_path):
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "sheet.pdf").write_text("somebody's")
    with pytest.raises(UnusablePack, match="holds other files"):
        make(filled, folder)
    assert (folder / "sheet.pdf").read_text() == "somebody's"


@pytest.mark.parametrize("after", range(1, 9))
def test_whoever_stops_in_between_finds_the_folder_as_it_was(filled, tmp_path, after):
    folder = tmp_path / "pack"
    with closing(steps_of(filled, folder)) as steps:
        assert len(list(islice(steps, after))) == after
    assert not folder.exists()
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".pack")] == []


def test_after_an_error_the_good_pack_is_still_there(filled, pack, tmp_path):
    folder = shutil.copytree(pack, tmp_path / "pack")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    no_picture = tmp_path / "logo.png"
    no_picture.write_text("no picture")
    with pytest.raises(SheetError, match="no picture"):
        make(filled, folder, SheetSpec(logo=str(no_picture)))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_a_missing_folder_is_one_sentence(filled, tmp_path):
    with pytest.raises((SheetError, CasefileError), match="choose another"):
        make(filled, tmp_path / "nowhere" / "pack")


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.7, 0.9, 0.97])
def test_without_space_it_is_one_sentence_and_nothing_is_left_behind(filled, pack, tmp_path, share):
    whole = sum(file.stat().st_size for file in pack.iterdir())
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={int(share * whole) // 1024}k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        with pytest.raises(IncidentMapperError, match="free some space|no room"):
            make(filled, disk / "pack")
        assert list(disk.rglob("*")) == []
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_the_same_casefile_gives_the_same_tables(filled, tmp_path):
    one, other = make(filled, tmp_path / "one"), make(filled, tmp_path / "other")
    same = ("incidents.csv", "movements.csv", "stops.csv", "claims.csv", "report.html", "map.png", "sheet.png")
    assert [name for name in same if (one / name).read_bytes() != (other / name).read_bytes()] == []
    records = [json.loads((folder / NAME).read_text("utf-8"))["records"] for folder in (one, other)]
    assert records[0] == records[1]


def test_what_lies_outside_the_period_is_not_corrected_by_another_language(filled, pack, tmp_path):
    later = SheetSpec(RecordFilter(DateRange.day(date(2018, 7, 25))), language="ar", numerals="eastern")
    folder = make(filled, tmp_path / "second", later, previous=pack)
    assert rows(folder / "changes.csv") == []


def test_where_nothing_is_redacted_the_case_itself_is_drawn(filled):
    with told_case(filled.project, filled.casefile, SheetSpec(), NOTHING, NOW) as told:
        assert (told.project, told.casefile, told.sheet) == (filled.project, filled.casefile, SheetSpec())
        assert {record.uid for record in told.records} == {record.uid for record in filled.casefile.incidents()} | {
            record.uid for record in filled.casefile.movements()
        }
