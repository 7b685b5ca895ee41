"""The registry out to a file and back, and tables made by hand in."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from libya_incident_mapper.exchange.actor_table import read_actors, write_actors
from libya_incident_mapper.exchange.columns import ACTORS, UnusableTable
from libya_incident_mapper.exchange.csv_table import CsvTable
from libya_incident_mapper.exchange.rejects import RejectsFile
from libya_incident_mapper.model.actors import Actor, default_actors

COUNCIL = Actor(
    "council", "=Tummo; \"Council\"", "-TC", ("مجلس تمو", "'+Tummo"), "political_militia", "GNA/GNU",
    valid_from=date(2013, 5, 6), valid_to=date(2017, 1, 2), certainty="unsure",
    note="two\nlines, <b>", colour="#012345",
)
UNIT = Actor("unit", "Tummo Unit", "TU", (), "state_forces", "South", parent_id="council", colour="#abcdef")


@pytest.fixture
def read(tmp_path):
    def read_one(path, known=()):
        table = CsvTable(path, ACTORS)
        rejects = RejectsFile(tmp_path / "rejects.csv", [table.headers], always=True)
        found = read_actors(table, known, rejects)
        rejects.close()
        with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as stream:
            return found, [(int(row["row"]), row["column"], row["reason"]) for row in csv.DictReader(stream)]

    return read_one


def test_the_round_trip_loses_nothing(tmp_path, read):
    actors = [UNIT, COUNCIL, *default_actors()]
    assert write_actors(tmp_path / "actors.csv", actors) == len(actors)
    found, rejected = read(tmp_path / "actors.csv")
    assert rejected == []
    assert (found.before, found.after) == ([], actors)
    again, _ = read(tmp_path / "actors.csv", actors)
    assert (again.before, again.after, again.known) == ([], [], len(actors))


def test_rows_that_are_wrong_are_told_by_line_and_the_others_come_in(by_hand, read):
    found, rejected = read(by_hand(
        ("id", "name", "type", "bloc", "parent_id", "valid_from", "valid_to", "aliases"),
        ("", "Murzuq Guard", "political militia", "South", "", "2014", "2016-03", "Guard; حرس"),
        ("x1", "", "army", "South", "", "", "", ""),
        ("x2", "Below", "rebel_group", "South", "x3", "", "", ""),
        ("x3", "Ends too early", "rebel_group", "South", "", "2015", "2014", ""),
        ("unit", "Other Unit", "state_forces", "LNA", "unit", "", "", ""),
        ("x5", "Twice", "state_forces", "LNA", "", "", "", ""),
        ("x5", "Twice", "state_forces", "LNA", "", "", "", ""),
        ("", "tummo unit", "state_forces", "LNA", "", "", "", ""),
    ), [UNIT, COUNCIL])
    assert [(actor.actor_id, actor.valid_from, actor.valid_to, actor.aliases) for actor in found.after] == [
        ("murzuq_guard", date(2014, 1, 1), date(2016, 3, 31), ("Guard", "حرس")), ("x5", None, None, ()),
    ]
    assert found.after[0].short_name == "Murzuq Guard"
    told = {line: (column, reason) for line, column, reason in rejected}
    assert sorted(told) == [3, 4, 5, 6, 8, 9]
    assert told[3][0] == "name; type"
    assert "no actor 'x3'" in told[4][1]
    assert told[5][0] == "valid_to"
    assert "its own parent" in told[6][1]
    assert "stands twice" in told[8][1]
    assert "write its identifier 'unit'" in told[9][1]


def test_a_row_of_a_known_actor_changes_what_its_columns_name(by_hand, read):
    found, rejected = read(by_hand(
        ("id", "name", "type", "bloc", "note", "colour"), ("council", "Tummo Council", "rebel group", "South", "", ""),
    ), [UNIT, COUNCIL])
    assert rejected == []
    assert found.before == [COUNCIL]
    assert found.after == [replace(COUNCIL, name="Tummo Council", type="rebel_group", bloc="South", note="")]


def test_a_table_without_the_columns_needed_is_refused(by_hand, read):
    with pytest.raises(UnusableTable, match="column 'bloc' is missing"):
        read(by_hand(("id", "name", "type"), ("a", "b", "unknown")))
