"""Taught places out to a file and back, and tables made by hand in."""

import csv
from dataclasses import replace

import pytest

from libya_incident_mapper.exchange.columns import PLACES, UnusableTable, columns_of
from libya_incident_mapper.exchange.csv_table import CsvTable
from libya_incident_mapper.exchange.rejects import RejectsFile
from libya_incident_mapper.exchange.taught_import import sort_out
from libya_incident_mapper.exchange.taught_table import write_taught
from libya_incident_mapper.geocoding.taught import completed
from libya_incident_mapper.model.taught import TaughtPlace

LINE = completed(TaughtPlace(
    "103 line", 28.900000000000002, 20.9, 5000, uid="u1", name_ar="خط 103", aliases=("Line one-oh-three",),
    kind="road_junction", author="A. Analyst", taught="2018-07-30T09:00:00+00:00",
    reason="=HYPERLINK(\"x\")\nsecond, \"quoted\" line; \u202b<b>",
))
SPELLING = completed(TaughtPlace(
    "Tripoli", 32.88, 13.19, 10000.5, uid="u2", name_ar="طرابلس", aliases=("'=Taraboulos", "-Trablus"), kind="city",
    district="Tripoli", place_id="gn:2210247", author="+B", taught="2018-07-31", reason="'-quoted",
))


@pytest.fixture
def read(tmp_path):
    def read_one(path, known=(), may_replace=False):
        table = CsvTable(path, PLACES)
        rejects = RejectsFile(tmp_path / "rejects.csv", [table.headers])
        lessons = sort_out(table.name, table.headers, table.rows(), known, rejects, may_replace)
        rejects.close()
        rejected = []
        if rejects.count:
            with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as stream:
                rows = list(csv.DictReader(stream))
            rejected = [(row["row"], row["column"], row.get("reject_reason") or row["reason"]) for row in rows]
        return lessons, rejected

    return read_one


def test_the_round_trip_loses_nothing(tmp_path, read):
    assert write_taught(tmp_path / "taught.csv", (LINE, SPELLING)) == 2
    lessons, rejected = read(tmp_path / "taught.csv")
    assert rejected == []
    assert (lessons.before, lessons.after) == ([], [LINE, SPELLING])


def test_no_cell_is_a_formula(tmp_path):
    write_taught(tmp_path / "taught.csv", (LINE, SPELLING))
    with (tmp_path / "taught.csv").open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert tuple(header) == tuple(columns_of(PLACES))
    assert [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell[:1]] == []


def test_what_is_known_already_is_passed_over(tmp_path, read):
    write_taught(tmp_path / "taught.csv", (LINE, SPELLING))
    lessons, rejected = read(tmp_path / "taught.csv", (LINE, SPELLING))
    assert (lessons.after, lessons.known, rejected) == ([], 2, [])


def test_other_values_under_a_known_uid_replace_only_when_told(tmp_path, read):
    moved = replace(LINE, lat=29.0, reason="seen again")
    write_taught(tmp_path / "taught.csv", (moved,))
    lessons, rejected = read(tmp_path / "taught.csv", (LINE,))
    assert lessons.after == []
    assert rejected[0][1] == "uid"
    assert "other values of lat, reason; it is kept" in rejected[0][2]
    lessons, rejected = read(tmp_path / "taught.csv", (LINE,), may_replace=True)
    assert (lessons.before, lessons.after, lessons.new, rejected) == ([LINE], [moved], 0, [])


def test_a_table_by_hand_needs_a_name_and_a_point(read, by_hand):
    path = by_hand(("Name", "LAT", "Lon"), ("103 line", "28,9", "20.9"))
    lessons, rejected = read(path)
    (place,) = lessons.after
    assert rejected == []
    assert (place.name, place.lat, place.lon, place.kind, place.radius_m) == ("103 line", 28.9, 20.9, "locality", 3000)
    assert (place.district, place.author, place.taught) == ("Al Wahat", "", "")
    again, rejected = read(path, (replace(place, author="A", taught="2018-07-30"),))
    assert (again.after, again.known, rejected) == ([], 1, [])


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        (("", "28.9", "20.9", ""), "name", "The cell is empty"),
        (("103 line", "", "20.9", ""), "lat", "The cell is empty"),
        (("103 line", "north", "20.9", ""), "lat", "no number of degrees"),
        (("103 line", "91", "20.9", ""), "lat", "-90 to 90"),
        (("103 line", "28.9", "20.9", "metropolis"), "kind", "use one of city"),
        (("the gate", "28.9", "20.9", ""), "name", "mere kind of place"),
        (("103 line", "28.9", "20.9"), "", "cells where the header has"),
    ],
)
def test_a_bad_row_is_told_with_its_number_and_column_and_the_good_ones_are_kept(read, by_hand, cells, column, words):
    path = by_hand(("name", "lat", "lon", "kind"), ("Gate 200", "29.5", "20.1", "Checkpoint"), cells)
    lessons, ((row, told, reason),) = read(path)
    assert (row, told) == ("3", column)
    assert words in reason
    assert [(place.name, place.kind) for place in lessons.after] == [("Gate 200", "checkpoint")]


def test_a_name_taught_twice_in_one_table_is_refused_the_second_time(read, by_hand):
    rows = (("103 line", "28.9", "20.9"), ("Line 103", "27.0", "20.0"))
    lessons, rejected = read(by_hand(("name", "lat", "lon"), *rows))
    assert len(lessons.after) == 1
    assert "taught already" in rejected[0][2]


def test_a_uid_twice_is_refused(read, by_hand):
    rows = (("x", "103 line", "28.9", "20.9"), ("x", "Gate 200", "27.0", "20.0"))
    lessons, rejected = read(by_hand(("uid", "name", "lat", "lon"), *rows))
    assert len(lessons.after) == 1
    assert "stands twice" in rejected[0][2]


def test_a_point_abroad_is_taken_and_doubted(read, by_hand):
    lessons, rejected = read(by_hand(("name", "lat", "lon"), ("103 line", "20.9", "28.9")))
    assert len(lessons.after) == 1
    assert rejected == []
    assert lessons.doubts[0].startswith("Row 2: 20.9, 28.9 lies outside Libya")


def test_a_header_without_a_needed_column_is_told(read, by_hand):
    with pytest.raises(UnusableTable, match="column 'lat' is missing; is 'latitude' meant?"):
        read(by_hand(("name", "latitude", "lon"), ("103 line", "28.9", "20.9")))


def test_a_file_that_cannot_be_written_gets_a_sentence(tmp_path):
    with pytest.raises(UnusableTable, match="cannot be written"):
        write_taught(tmp_path / "none" / "taught.csv", (LINE,))
