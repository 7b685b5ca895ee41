"""First use in a real window: three clicks to the example; a casefile dropped on the map is opened in the dock."""

from pathlib import Path

from harness import run_in_qgis

HERE = Path(__file__).resolve().parent


def test_the_example_is_three_clicks_away_and_a_dropped_casefile_is_opened(tmp_path):
    arguments = {"folder": str(tmp_path), "other": str(tmp_path / "other.gpkg")}
    told = run_in_qgis(HERE / "scenario_opening.py", tmp_path / "profiles", arguments=arguments).value
    assert told["example"] == str(tmp_path / "libya-example.gpkg")
    assert told["incidents"] >= 4
    assert told["bare"] == []
    assert told["more layers"]
