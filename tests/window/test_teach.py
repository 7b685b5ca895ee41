"""In a real window "103 line" is taught, and the example's movement then passes through it."""

import shutil
from pathlib import Path

import pytest
from harness import ROOT, run_in_qgis

HERE = Path(__file__).resolve().parent
POINT = (28.2, 21.3)


def test_the_example_passes_through_the_line_that_was_taught(tmp_path):
    arguments = {
        "casefile": str(tmp_path / "week.gpkg"), "point": POINT,
        "example": str(ROOT / "resources" / "examples" / "weekly-2018-07-31"),
    }
    result = run_in_qgis(HERE / "scenario_teach.py", tmp_path / "profiles", arguments=arguments, timeout=120)
    _keep(result.shots)
    before, after = result.value["before"], result.value["after"]
    assert (before["text"], before["placed"], before["unplaced"]) == ("103 line", False, 1)
    assert (after["text"], after["placed"], after["unplaced"]) == ("103 line", True, 0)
    # A click hits the map's pixel, some 700 m wide here.
    assert (after["lat"], after["lon"]) == pytest.approx(POINT, abs=0.02)
    assert after["passes"] < 1e-6
    assert "taught by" in after["remark"]
    assert "shown on a sketch" in after["remark"]
    assert result.value["lesson"]["name"] == "103 line"
    assert result.value["undone"] == before
    assert result.value["redone"] == after
    assert result.value["on_map"] == pytest.approx(POINT, abs=0.02)


def _keep(shots):
    """For whoever wants to look at them."""
    folder = ROOT / "build" / "window"
    folder.mkdir(parents=True, exist_ok=True)
    for path in shots.values():
        shutil.copy(path, folder)
