from libya_incident_mapper.exchange.context import Context
from libya_incident_mapper.exchange.csv_table import CsvTable
from libya_incident_mapper.exchange.records import read_records
from libya_incident_mapper.exchange.rejects import RejectsFile
from libya_incident_mapper.exchange.rows import RowReader
from libya_incident_mapper.exchange.tally import Tally
from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.location import PlaceState


def read(tmp_path, kind, text):
    path = tmp_path / f"{kind}.csv"
    path.write_text(text, "utf-8")
    table, tally = CsvTable(path, kind), Tally()
    rejects = RejectsFile(tmp_path / "rejects.csv", [table.headers])
    reader = RowReader(kind, table.headers, Context(default_actors(), default_geocoder()), table.name)
    records = list(read_records(kind, table, reader, rejects, tally))
    return records, tally, rejects.close()[1]


def test_good_rows_come_out_between_bad_ones(tmp_path):
    rows = ["attack,2018-07-24,IS,Uqaylah", "attack,2018-07-24", "x,2018-07-24,IS,Jalu", "attack,2018-07-25,IS,Jalu"]
    records, _, rejected = read(tmp_path, "incidents", "\n".join(["kind,date,actor1,place", *rows]))
    assert [record.location.phrase for record in records] == ["Uqaylah", "Jalu"]
    assert rejected == 2


def test_places_are_counted_by_what_the_search_came_to(tmp_path):
    places = ["Uqaylah", "Awaynat", "103 line", "103 line", ""]
    rows = [f"attack,2018-07-24,IS,{place}" for place in places]
    _, tally, _ = read(tmp_path, "incidents", "\n".join(["kind,date,actor1,place", *rows]))
    assert tally.counts == {PlaceState.FOUND: 1, PlaceState.AMBIGUOUS: 1, PlaceState.UNKNOWN: 2}
    assert tally.not_given == 1
    assert [(location.phrase, times) for location, times in tally.places(PlaceState.UNKNOWN)] == [("103 line", 2)]


def test_every_stop_of_a_movement_counts(tmp_path):
    rows = "date,actor,origin,via,destination\n2018-07-28,IS,south of Uqaylah,103 line,Jalu"
    _, tally, _ = read(tmp_path, "movements", rows)
    assert (tally.counts[PlaceState.FOUND], tally.counts[PlaceState.UNKNOWN]) == (2, 1)
