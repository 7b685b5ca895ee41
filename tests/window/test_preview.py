"""Typed and clicked places on the map of a real window."""

from pathlib import Path

import pytest
from harness import keep, run_in_qgis

HERE = Path(__file__).resolve().parent
STOPS = ((30.2, 19.2), (28.5, 17.5), (25.6, 21.1))


def test_a_letter_on_the_map_is_a_candidate_and_clicks_make_a_movement(tmp_path):
    arguments = {"casefile": str(tmp_path / "week.gpkg"), "stops": STOPS}
    result = run_in_qgis(HERE / "scenario_preview.py", tmp_path, arguments=arguments)
    keep(result.shots)
    said = result.value
    assert said["first"] == "Jufra"
    assert said["chosen"] == said["wanted"]
    assert said["has_focus"]
    assert [role for role, *_ in said["movement"]] == ["origin", "via", "destination"]
    assert [place for _, *place in said["movement"]] == [pytest.approx(list(place), abs=0.05) for place in STOPS]
    assert said["left"] == 0
    by_keys = said["by_keys"]
    assert "arrow keys" in by_keys["told"]
    assert by_keys["has_focus"] and not by_keys["tool"]
    assert [role for role, *_ in by_keys["stops"]] == ["origin", "via", "destination"]
    (_, north, west), (_, south, east), (_, still_south, back) = by_keys["stops"]
    assert south < north and east > west
    assert still_south == pytest.approx(south, abs=0.2) and back < west
