from pathlib import Path

from harness import ROOT, run_in_qgis

from libya_incident_mapper.layers.grounds import DARK_GROUND, GROUNDS

SCENARIO = Path(__file__).resolve().parent / "scenario_basemap.py"


def test_the_basemap_is_chosen_from_the_docks_menu(tmp_path):
    arguments = {
        "casefile": str(tmp_path / "week.gpkg"),
        "example": str(ROOT / "resources" / "examples" / "weekly-2018-07-31"),
    }
    told = run_in_qgis(SCENARIO, tmp_path / "profiles", arguments=arguments).value
    assert told["ground"] == GROUNDS[DARK_GROUND].sea
    assert "WMS" in told["service"]
