"""The invented month is what its tool writes, says that it is invented, and reads without a reject."""

import csv
import subprocess
import sys
from pathlib import Path

from libya_incident_mapper.exchange.context import Context
from libya_incident_mapper.exchange.csv_table import CsvTable
from libya_incident_mapper.exchange.rows import RowReader
from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.codes import code_list

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "fictitious_month.py"
EXAMPLES = ROOT / "resources" / "examples"


def rows(table):
    with (EXAMPLES / f"fictitious-2031-02-{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def records(table):
    read = CsvTable(EXAMPLES / f"fictitious-2031-02-{table}.csv", table)
    reader = RowReader(table, read.headers, Context(default_actors(), default_geocoder()))
    return [reader.read(row.cells, row.line) for row in read.rows()]


def test_the_committed_tables_are_what_the_tool_writes():
    done = subprocess.run([sys.executable, str(TOOL), "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_every_row_says_that_it_is_invented():
    for row in (*rows("incidents"), *rows("movements")):
        assert row["summary"].startswith("Invented example: ")
        assert row["published"].startswith("2031-0")


def test_it_is_a_month_of_every_kind_that_is_read_whole():
    incidents, movements = records("incidents"), records("movements")
    assert (len(incidents), len(movements)) == (66, 14)
    missing = set(code_list("event_kinds")) - {incident.kind for incident in incidents}
    assert missing == {"chemical_weapon", "sexual_violence", "protest_met_with_force"}
    assert {incident.stance for incident in incidents} == set(code_list("stances"))
    assert any(not incident.location.is_placed for incident in incidents)
    assert any(movement.heading is not None for movement in movements)
    assert any(movement.unplaced_stops for movement in movements)
