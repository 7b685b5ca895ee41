"""An actor in a real window: found by an alias, another colour and short name for the whole map, taken back by keys."""

from pathlib import Path

from harness import ROOT, run_in_qgis

HERE = Path(__file__).resolve().parent


def test_an_actor_is_changed_and_taken_back(tmp_path):
    arguments = {
        "casefile": str(tmp_path / "week.gpkg"),
        "example": str(ROOT / "resources" / "examples" / "weekly-2018-07-31"),
    }
    told = run_in_qgis(HERE / "scenario_actors.py", tmp_path / "profiles", arguments=arguments).value
    assert told["found"].startswith("Islamic State in Libya")
    assert told["stored"] == "#c218c2"
    assert told["after undo"] == "#1a1a1a"
    assert told["short name"] == "Islamic State"
