import csv
import os
import re
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.actors import Actor
from libya_incident_mapper.model.taught import TaughtPlace

from .conftest import Listener

HEADER = ("kind", "date", "actor1", "place")
GOOD = ("attack", "2018-07-24", "IS", "Uqaylah")
MOVES = (("date", "actor", "origin", "destination"), ("2018-07-28", "IS", "Uqaylah", "Jalu"))


@pytest.fixture
def output(tmp_path):
    return str(tmp_path / "case.gpkg")


def rejected(path):
    with Path(path).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_both_tables_become_records(run, write_csv, output):
    incidents, movements = write_csv("i.csv", HEADER, GOOD, GOOD), write_csv("m.csv", *MOVES)
    numbers = run("buildcasefile", INCIDENTS=incidents, MOVEMENTS=movements, OUTPUT=output)
    assert [numbers[name] for name in ("INCIDENT_COUNT", "MOVEMENT_COUNT", "PLACED", "REJECTED")] == [2, 1, 4, 0]
    casefile = Casefile.open(Path(output))
    assert [round(incident.location.lat, 1) for incident in casefile.incidents()] == [30.3, 30.3]
    assert [len(movement.waypoints) for movement in casefile.movements()] == [2]


@pytest.mark.parametrize("name", ["INCIDENTS", "MOVEMENTS"])
def test_either_table_may_be_left_out(run, write_csv, output, name):
    rows = (HEADER, GOOD) if name == "INCIDENTS" else MOVES
    numbers = run("buildcasefile", **{name: write_csv("t.csv", *rows)}, OUTPUT=output)
    assert numbers["INCIDENT_COUNT"] + numbers["MOVEMENT_COUNT"] == 1


def test_without_a_table_there_is_nothing_to_do(run, output):
    with pytest.raises(ValueError, match="Give a table of incidents, a table of movements, or both"):
        run("buildcasefile", OUTPUT=output)


def test_a_layer_of_the_project_is_taken_by_its_name(run, table, output):
    columns = ["date:date", "kind:string", "actor1:string", "place:string", "killed:int", "lat:double", "lon:double"]
    rows = [
        ("2018-07-24", "attack", "IS", "a farm", 3, 30.25, 19.25), ("2018-07-25", "attack", "IS", "Jalu", *[None] * 3),
    ]
    QgsProject.instance().addMapLayer(table(columns, rows, name="week 30"))
    run("buildcasefile", INCIDENTS="week 30", OUTPUT=output)
    first, second = Casefile.open(Path(output)).incidents()
    assert (first.killed.unknown.best, first.location.lat, first.location.lon) == (3, 30.25, 19.25)
    assert (second.killed.unknown.is_known, second.location.name) == (False, "Jalu")


def test_a_source_is_stored_once_and_claims_point_to_it(run, write_csv, output):
    header = (*HEADER, "source", "quote")
    rows = [(*GOOD, "Weekly note", "They came."), (*GOOD, "Weekly note", "They went.")]
    run("buildcasefile", INCIDENTS=write_csv("i.csv", header, *rows), OUTPUT=output)
    casefile = Casefile.open(Path(output))
    (source,) = casefile.sources()
    assert source.name == "Weekly note"
    claims = [claim for incident in casefile.incidents() for claim in incident.claims]
    assert [claim.source_uid for claim in claims] == [source.uid, source.uid]
    assert {claim.quote for claim in claims} == {"They came.", "They went."}


def test_bad_rows_go_to_the_rejects_and_good_ones_are_taken(run, write_csv, output, tmp_path):
    rejects = str(tmp_path / "bad.csv")
    rows = [
        GOOD, ("raid?", "2018-07-24", "IS", "=1+1"), ("attack", "24/07/2018", "Martians", "Jalu"),
        ("attack", "2018-07-24", "IS"), ("attack", "2018-07-24", "166 Battalion", "Jalu"), GOOD,
    ]
    listener, incidents = Listener(), write_csv("i.csv", HEADER, *rows)
    numbers = run("buildcasefile", listener, INCIDENTS=incidents, OUTPUT=output, REJECTS=rejects)
    assert (numbers["INCIDENT_COUNT"], numbers["REJECTED"], numbers["REJECTS"]) == (2, 4, rejects)
    assert [(row["table"], row["row"], row["column"]) for row in rejected(rejects)] == [
        ("incidents", "3", "kind"), ("incidents", "4", "date; actor1"),
        ("incidents", "5", ""), ("incidents", "6", "actor1"),
    ]
    assert rejected(rejects)[0]["place"] == "'=1+1"
    assert "lna_166" in rejected(rejects)[3]["reason"]
    assert any("Rows rejected: 4" in line for line in listener.said)


def test_without_a_name_the_rejects_stand_beside_the_casefile_if_there_are_any(run, write_csv, output, tmp_path):
    run("buildcasefile", INCIDENTS=write_csv("i.csv", HEADER, GOOD), OUTPUT=output)
    assert not (tmp_path / "case-rejects.csv").exists()
    other = str(tmp_path / "other.gpkg")
    run("buildcasefile", INCIDENTS=write_csv("i.csv", HEADER, GOOD, ("", "", "", "")), OUTPUT=other)
    assert len(rejected(tmp_path / "other-rejects.csv")) == 1


def test_earlier_rejects_are_not_replaced(run, write_csv, output, tmp_path):
    (tmp_path / "case-rejects.csv").write_text("being mended")
    numbers = run("buildcasefile", INCIDENTS=write_csv("i.csv", HEADER, ("", "", "", "")), OUTPUT=output)
    assert numbers["REJECTS"] == str(tmp_path / "case-rejects-2.csv")
    assert (tmp_path / "case-rejects.csv").read_text() == "being mended"


def test_open_places_are_kept_unplaced_and_listed_with_candidates(run, write_csv, output):
    listener = Listener()
    rows = [(*GOOD[:3], "Awaynat"), (*GOOD[:3], "103 line"), (*GOOD[:3], "Awaynat")]
    numbers = run("buildcasefile", listener, INCIDENTS=write_csv("i.csv", HEADER, *rows), OUTPUT=output)
    assert (numbers["PLACED"], numbers["ASKED"], numbers["UNPLACED"]) == (0, 2, 1)
    said = "\n".join(listener.said)
    assert re.search(r"to be asked, left unplaced: 2\n  'Awaynat' \(2×\): .*\n    \? Awaynat \(Ghat\), Ghat: ", said)
    assert re.search(r"not known, left unplaced: 1\n  '103 line': .*\n    \? .*103.*: ", said)
    states = sorted(incident.location.state.value for incident in Casefile.open(Path(output)).incidents())
    assert states == ["ambiguous", "ambiguous", "unknown"]


def test_an_existing_casefile_is_left_alone_unless_it_shall_be_added_to(run, write_csv, output):
    incidents = write_csv("i.csv", ("id", *HEADER), ("A", *GOOD))
    run("buildcasefile", INCIDENTS=incidents, OUTPUT=output)
    with pytest.raises(QgsProcessingException, match="exists already; choose another name, or tick APPEND"):
        run("buildcasefile", INCIDENTS=incidents, OUTPUT=output)
    more = write_csv("more.csv", ("id", *HEADER), ("A", *GOOD), ("B", *GOOD))
    numbers = run("buildcasefile", INCIDENTS=more, OUTPUT=output, APPEND=True)
    assert (numbers["INCIDENT_COUNT"], numbers["REJECTED"]) == (1, 1)
    assert "'A' is taken" in rejected(numbers["REJECTS"])[0]["reason"]
    assert sorted(incident.uid for incident in Casefile.open(Path(output)).incidents()) == ["A", "B"]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "i.csv is empty"),
        (b"kind,date,actor1,Place name\n", "column 'place' is missing; is 'Place name' meant?"),
        ("kind,date,actor1,place\nattack,2018-07-24,IS,größer\n".encode("cp1252"), "its encoding cannot be told"),
    ],
)
def test_an_unusable_table_gets_a_sentence_and_leaves_nothing_behind(run, tmp_path, output, content, part):
    (tmp_path / "i.csv").write_bytes(content)
    with pytest.raises(QgsProcessingException, match=re.escape(part)):
        run("buildcasefile", INCIDENTS=str(tmp_path / "i.csv"), OUTPUT=output)
    assert os.listdir(tmp_path) == ["i.csv"]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1256"])
def test_arabic_in_other_encodings_is_read(run, write_csv, output, encoding):
    path = write_csv("i.csv", HEADER, (*GOOD[:3], "العقيلة"), encoding=encoding)
    numbers = run("buildcasefile", INCIDENTS=path, OUTPUT=output)
    assert numbers["PLACED"] == 1


def test_a_header_alone_makes_an_empty_casefile(run, write_csv, output):
    assert run("buildcasefile", INCIDENTS=write_csv("i.csv", HEADER), OUTPUT=output)["INCIDENT_COUNT"] == 0
    assert list(Casefile.open(Path(output)).incidents()) == []


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "[% env('HOME') %]", "'; DROP TABLE x; --", "🔥"])
def test_texts_are_stored_as_typed(run, write_csv, output, text):
    path = write_csv("i.csv", (*HEADER, "summary"), (*GOOD[:3], text, text))
    run("buildcasefile", INCIDENTS=path, OUTPUT=output)
    (incident,) = Casefile.open(Path(output)).incidents()
    assert (incident.location.phrase, incident.summary) == (text, text)


def test_columns_that_are_not_read_are_named(run, write_csv, output):
    listener = Listener()
    run("buildcasefile", listener, INCIDENTS=write_csv("i.csv", (*HEADER, "Colour"), (*GOOD, "red")), OUTPUT=output)
    assert any("Colour" in line for line in listener.warned)


def test_the_casefile_is_styled_for_a_qgis_without_the_plugin(run, write_csv, output):
    run("buildcasefile", INCIDENTS=write_csv("i.csv", HEADER, GOOD), OUTPUT=output)
    assert QgsVectorLayer(f"{output}|layername=incidents", "bare", "ogr").renderer().type() == "categorizedSymbol"


@pytest.mark.parametrize("name", ["buildcasefile", "geocodeplaces"])
def test_it_runs_in_the_background_as_the_toolbox_runs_it(provider, write_csv, table, output, qtbot, name):
    if name == "buildcasefile":
        parameters = {"INCIDENTS": write_csv("i.csv", HEADER, *[GOOD] * 10), "OUTPUT": output}
    else:
        parameters = {"INPUT": table(["place:string"], [("Uqaylah",)] * 10), "FIELD": "place", "OUTPUT": output}
    algorithm, context, feedback = provider.algorithm(name).create(), QgsProcessingContext(), Listener()
    context.setProject(QgsProject.instance())
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    with qtbot.waitSignal(task.executed, timeout=30_000) as done:
        QgsApplication.taskManager().addTask(task)
    succeeded, _ = done.args
    assert succeeded
    layer = QgsVectorLayer(f"{output}|layername=incidents" if name == "buildcasefile" else output, "out", "ogr")
    assert layer.featureCount() == 10


def test_cancelling_leaves_no_half_casefile(run, write_csv, output, tmp_path):
    path = write_csv("i.csv", HEADER, *[GOOD] * 6000)
    with pytest.raises(QgsProcessingException, match="ancelled"):
        run("buildcasefile", Listener(cancels=True), INCIDENTS=path, OUTPUT=output)
    assert os.listdir(tmp_path) == ["i.csv"]


def test_cancelling_leaves_an_existing_casefile_as_it_was(run, write_csv, output):
    run("buildcasefile", INCIDENTS=write_csv("one.csv", HEADER, GOOD), OUTPUT=output)
    path = write_csv("i.csv", HEADER, *[GOOD] * 6000)
    with pytest.raises(QgsProcessingException, match="ancelled"):
        run("buildcasefile", Listener(cancels=True), INCIDENTS=path, OUTPUT=output, APPEND=True)
    assert len(list(Casefile.open(Path(output)).incidents())) == 1


def test_progress_is_told(run, write_csv, output):
    listener = Listener()
    run("buildcasefile", listener, INCIDENTS=write_csv("i.csv", HEADER, *[GOOD] * 6000), OUTPUT=output)
    assert len(listener.steps) > 2
    assert listener.steps == sorted(listener.steps)


@pytest.mark.parametrize(
    ("name", "part"), [("case.shp", "end in .gpkg"), ("none/case.gpkg", "none"), ("i.csv", "end in .gpkg")]
)
def test_an_output_that_cannot_be_gets_a_sentence(run, write_csv, tmp_path, name, part):
    path = write_csv("i.csv", HEADER, GOOD)
    before = Path(path).read_bytes()
    with pytest.raises(QgsProcessingException, match=part):
        run("buildcasefile", INCIDENTS=path, OUTPUT=str(tmp_path / name))
    assert Path(path).read_bytes() == before


def test_the_rejects_never_replace_the_input(run, write_csv, output):
    path = write_csv("i.csv", HEADER, GOOD, ("", "", "", ""))
    before = Path(path).read_bytes()
    with pytest.raises((QgsProcessingException, ValueError), match="REJECTS"):
        run("buildcasefile", INCIDENTS=path, OUTPUT=output, REJECTS=path)
    assert Path(path).read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0 and no more", b"no database at all" * 100])
def test_adding_to_a_file_that_is_no_casefile_leaves_it_alone(run, write_csv, output, content):
    Path(output).write_bytes(content)
    with pytest.raises(QgsProcessingException, match="case.gpkg"):
        run("buildcasefile", INCIDENTS=write_csv("i.csv", HEADER, GOOD), OUTPUT=output, APPEND=True)
    assert Path(output).read_bytes() == content


def test_adding_to_a_casefile_knows_what_was_taught_there(run, write_csv, output, tmp_path):
    run("buildcasefile", INCIDENTS=write_csv("one.csv", HEADER, GOOD), OUTPUT=output)
    Casefile.open(Path(output)).teach(TaughtPlace("103 line", 28.9, 20.9, 5000.0))
    more = write_csv("more.csv", HEADER, (*GOOD[:3], "the 103 line"))
    assert run("buildcasefile", INCIDENTS=more, OUTPUT=output, APPEND=True)["PLACED"] == 1
    assert run("buildcasefile", INCIDENTS=more, OUTPUT=str(tmp_path / "new.gpkg"))["PLACED"] == 0


REPORT = (*HEADER, "source", "published")


@pytest.mark.parametrize("order", [1, -1])
def test_the_rows_of_a_report_help_each_other(run, write_csv, output, order):
    """Whatever their order, and across both tables; without a source or a day a row stands alone."""
    reports = [
        ("Awaynat", "Note", "2018-07-31"), ("Ghat", "Note", "31 July 2018"), ("Awaynat", "Note", "2018-08-01"),
        ("Awaynat", "Other", "2018-07-31"), ("Awaynat", "Note", ""), ("Ghat", "", "2018-07-31"),
        ("Awaynat", "", "2018-07-31"), ("Hawari", "Other", "2018-08-02"),
    ]
    rows = [(f"I{number}", *GOOD[:3], *report) for number, report in enumerate(reports)][::order]
    movements = write_csv(
        "m.csv", ("date", "actor", "origin", "destination", "source", "published"),
        ("2018-07-24", "IS", "Kufra", "Hawari", "Other", "2018-08-02"),
    )
    incidents = write_csv("i.csv", ("id", *REPORT), *rows)
    results = run("buildcasefile", INCIDENTS=incidents, MOVEMENTS=movements, OUTPUT=output)
    casefile = Casefile.open(Path(output))
    places = [incident.location.name for incident in casefile.incidents()]
    assert places == ["Awaynat (Ghat)", "Ghat", "", "", "", "Ghat", "", "Hawari (Kufra)"]
    (movement,) = casefile.movements()
    assert [waypoint.location.name for waypoint in movement.waypoints] == ["Kufra", "Hawari (Kufra)"]
    assert (results["PLACED"], results["ASKED"]) == (6, 4)


def test_reports_are_read_with_progress_and_can_be_cancelled(run, write_csv, output, tmp_path):
    row = (*GOOD, "Note", "2018-07-31")
    path = write_csv("i.csv", REPORT, *[row] * 3000)
    listener = Listener()
    run("buildcasefile", listener, INCIDENTS=path, OUTPUT=str(tmp_path / "whole.gpkg"))
    assert listener.steps == sorted(listener.steps)
    assert sum(0 < step < 50 for step in listener.steps) > 2
    with pytest.raises(QgsProcessingException, match="ancelled"):
        run("buildcasefile", Listener(cancels=True), INCIDENTS=path, OUTPUT=output)
    assert not Path(output).exists()


def test_a_row_that_is_refused_is_told_once(run, write_csv, output):
    rows = [("attack", "2018-07-24", "IS", "19.20, 30.26", "Note", "2018-07-31"), (*GOOD, "Note", "2018-07-31")]
    results = run("buildcasefile", INCIDENTS=write_csv("i.csv", REPORT, *rows), OUTPUT=output)
    assert (results["INCIDENT_COUNT"], results["REJECTED"]) == (1, 1)


def test_what_is_added_is_read_with_the_registry_of_the_casefile(run, write_csv, output):
    casefile = Casefile.create(output)
    guard = Actor("tummo", "Tummo Guard", "TG", ("Guards of Tummo",), "political_militia", "South")
    casefile.change_actors((), (guard,))
    rows = write_csv("i.csv", HEADER, ("attack", "2018-07-24", "guards of Tummo", "Uqaylah"))
    assert run("buildcasefile", INCIDENTS=rows, OUTPUT=output, APPEND=True)["REJECTED"] == 0
    assert next(casefile.incidents()).actor1 == "tummo"
