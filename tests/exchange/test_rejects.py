import csv

from libya_incident_mapper.exchange.rejects import RejectsFile
from libya_incident_mapper.model.validation import Fault


def test_a_rejected_row_keeps_its_cells_beside_the_reason(tmp_path):
    rejects = RejectsFile(tmp_path / "r.csv", [("kind", "place"), ("origin",)])
    faults = [Fault("kind", "Bad."), Fault("place", "Worse.")]
    rejects.add("incidents", 4, faults, ("kind", "place"), ("=x", "y\0", "more"))
    rejects.add("movements", 2, [Fault("origin", "Empty.")], ("origin",), ("",))
    assert rejects.close() == (tmp_path / "r.csv", 2)
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as stream:
        first, second = csv.DictReader(stream)
    assert (first["table"], first["row"], first["column"]) == ("incidents", "4", "kind; place")
    assert first["reason"] == "kind: Bad. place: Worse."
    assert (first["kind"], first["place"], first["further cells"]) == ("'=x", "y\ufffd", "more")
    assert (second["table"], second["reason"], second["kind"]) == ("movements", "Empty.", "")


def test_there_is_no_file_without_rejects_unless_it_was_asked_for(tmp_path):
    RejectsFile(tmp_path / "a.csv", [("kind",)]).close()
    RejectsFile(tmp_path / "b.csv", [("kind",)], always=True).close()
    assert not (tmp_path / "a.csv").exists()
    assert (tmp_path / "b.csv").read_text("utf-8-sig").startswith("table,row,column,reason,kind")


def test_a_column_of_the_table_keeps_its_name_and_its_cell(tmp_path):
    rejects = RejectsFile(tmp_path / "r.csv", [("name", "reason")])
    rejects.add("places", 2, [Fault("name", "Bad.")], ("name", "reason"), ("the gate", "a sketch"))
    rejects.close()
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["reject_reason"], row["reason"], row["further cells"]) == ("Bad.", "a sketch", "")
