"""QGIS's own tools in a real window: what they write ends as records, and the dock tells."""

from pathlib import Path

from harness import ROOT, keep, run_in_qgis

HERE = Path(__file__).resolve().parent


def test_table_drawing_clipboard_and_identify(tmp_path):
    arguments = {
        "casefile": str(tmp_path / "week.gpkg"),
        "example": str(ROOT / "resources" / "examples" / "weekly-2018-07-31"),
    }
    result = run_in_qgis(HERE / "scenario_qgis_tools.py", tmp_path / "profiles", arguments=arguments, timeout=120)
    keep(result.shots)
    told = result.value
    said = "A record edited in QGIS was brought in step."
    assert told["table"] == {"records": 1, "signed": "+00:00", "said": said}
    assert told["drawn"] == {
        "kind": "attack", "actor": "us_africom", "dates": "2018-07-30", "placed": True, "radius": 1000.0,
        "faults": 0, "seen": True,
    }
    assert told["pasted"] == 1
    assert told["identified"] == ["Incident", "Killed", "Harmed", "Standing and notes", "Claims", "Worked out"]
    assert told["after"] == told["before"] + 2
