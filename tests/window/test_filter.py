"""The filter bar in a real window: list and map follow its keys, a drag and QGIS's Temporal Controller."""

from pathlib import Path

from harness import ROOT, run_in_qgis

HERE = Path(__file__).resolve().parent


def test_the_case_is_narrowed_and_played(tmp_path):
    arguments = {
        "casefile": str(tmp_path / "week.gpkg"),
        "example": str(ROOT / "resources" / "examples" / "weekly-2018-07-31"),
    }
    told = run_in_qgis(HERE / "scenario_filter.py", tmp_path / "profiles", arguments=arguments).value
    assert told["all"] == "Records: 6"
    assert told["week"] == "Records: 1 of 6"
    assert told["time"] == "2018-07-30"
    assert told["week before"] == "Records: 5 of 6"
    assert told["dragged"] == "Records: 1 of 6"
    assert told["days"] == "19 Mar–8 Apr 2018"
    assert told["frames"] > 10
    assert told["after"] is True
