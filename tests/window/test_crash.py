"""QGIS is killed while a record is typed: what was saved is there, what was not is offered back."""

from pathlib import Path

import pytest
from harness import WindowError, keep, run_in_qgis

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize("keys, kind, place", [(3, "att", ""), (17, "Attack", "Ub"), (99, "Attack", "Ubari")])
def test_a_killed_qgis_takes_nothing_with_it(tmp_path, keys, kind, place):
    profiles = tmp_path / "profiles"
    arguments = {"casefile": str(tmp_path / "week.gpkg"), "keys": keys}
    with pytest.raises(WindowError, match="status -9"):
        run_in_qgis(HERE / "scenario_crash.py", profiles, arguments=arguments)
    again = run_in_qgis(HERE / "scenario_crash.py", profiles)
    keep(again.shots)
    assert again.value["saved"] == ["armed_clash"]
    assert "not saved" in again.value["offer"]
    assert (again.value["kind"], again.value["place"]) == (kind, place)
