"""The history of a record in a real window: written by keys, overruled, undone, read and copied."""

from pathlib import Path

from harness import keep, run_in_qgis

HERE = Path(__file__).resolve().parent


def test_what_became_of_a_record_is_told_in_its_form(tmp_path):
    arguments = {"casefile": str(tmp_path / "week.gpkg")}
    result = run_in_qgis(HERE / "scenario_history.py", tmp_path / "profiles", arguments=arguments)
    keep(result.shots)
    told = result.value
    assert told["new"] is False
    assert "No reason is given for the grade" in told["fault"]
    assert told["stored"] == "E5 (a rumour)"
    assert told["in text"]
    assert told["copied"]
    graded, changed, added = (entry.split("\n") for entry in told["history"])
    assert graded[1:] == ["Grade by the analyst: nothing → E5 (a rumour)"]
    assert changed[1:] == ["Why: named by two residents", "Summary: nothing → Clash by the old fort"]
    assert [entry[0].rpartition(" · ")[2] for entry in (graded, changed, added)] == ["Changed", "Changed", "Added"]
    undone = told["undone"].split("\n")
    assert undone[0].endswith("Changed (undone)")
    assert undone[1:] == ["Grade by the analyst: E5 (a rumour) → nothing"]
    assert told["after undo"] == ""
