"""Loading and unloading leaves nothing behind."""

from pathlib import Path

from harness import run_in_qgis

HERE = Path(__file__).resolve().parent


def test_unloading_takes_everything_away(tmp_path):
    arguments = {"casefile": str(tmp_path / "week.gpkg"), "turns": 4}
    result = run_in_qgis(HERE / "scenario_reload.py", tmp_path / "profiles", arguments=arguments, timeout=120)
    assert result.value["ours"] == []
    # One entry in the menu of each layer of ours, however often the plugin came and went; the basemap's have none.
    for entries in result.value["entries"]:
        assert (entries["Incidents"], entries["Movements"], entries["Claims"]) == (1, 1, 1)
        assert set(entries.values()) == {0, 1}
    # The first turn makes what QGIS itself keeps, such as the panel of map styles.
    second, *later = result.value["counts"][1:]
    assert all(count == second for count in later), result.value["counts"]
