"""A real window: roads of the project are chosen, and the place that was typed before lies on them at once."""

from pathlib import Path

from harness import keep, run_in_qgis

HERE = Path(__file__).resolve().parent


def test_a_place_is_counted_on_the_roads_that_were_chosen(tmp_path):
    result = run_in_qgis(
        HERE / "scenario_roads.py", tmp_path / "profiles", arguments={"casefile": str(tmp_path / "week.gpkg")}
    )
    keep(result.shots)
    assert (result.value["before"], result.value["rule"]) == ("distance only", "distance along a path")
    assert "my roads" in result.value["remark"]
    assert "distance along a path" in result.value["shown"]
    assert result.value["off_road"] < 0.005
