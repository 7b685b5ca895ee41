"""Records in a real window: list and map select each other, and several are approved with one click."""

from pathlib import Path

from harness import ROOT, keep, run_in_qgis

HERE = Path(__file__).resolve().parent


def test_records_are_selected_both_ways_and_approved(tmp_path):
    arguments = {
        "casefile": str(tmp_path / "week.gpkg"),
        "example": str(ROOT / "resources" / "examples" / "weekly-2018-07-31"),
    }
    result = run_in_qgis(HERE / "scenario_records.py", tmp_path / "profiles", arguments=arguments)
    keep(result.shots)
    told = result.value
    assert told["keys"] is True
    assert told["count"] == "Records: 6 · selected: 3"
    assert told["dragged"] is True
    assert told["incidents"] > 1
    assert told["approved"] is True
    assert told["said"] == f"Changed: {told['incidents']} records."
    assert told["undone"] is True
