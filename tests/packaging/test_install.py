"""The zip installs in a fresh profile of a real QGIS, also where Python has no shapely."""

from pathlib import Path

import pytest
from harness import run_in_qgis

HERE = Path(__file__).resolve().parent


@pytest.fixture
def without_shapely(tmp_path) -> dict:
    """An environment in which `import shapely` ends as it does where shapely was never installed."""
    folder = tmp_path / "without" / "shapely"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("raise ModuleNotFoundError(\"No module named 'shapely'\", name='shapely')\n")
    return {"PYTHONPATH": str(folder.parent)}


def test_the_zip_installs_and_is_there_after_a_restart(archive, tmp_path):
    profiles = tmp_path / "profiles"
    first = run_in_qgis(HERE / "scenario_install.py", profiles, plugin=None, arguments={"zip": str(archive)})
    assert first.value["active"]
    again = run_in_qgis(HERE / "scenario_install.py", profiles, plugin=None)
    assert again.value["active"]
    assert again.value["algorithms"] == first.value["algorithms"]
    assert (
        Path(again.value["file"]).parent
        == profiles / "profiles" / "test" / "python" / "plugins" / "libya_incident_mapper"
    )


def test_without_shapely_the_plugin_loads_and_finds_places(archive, tmp_path, without_shapely):
    arguments = {"zip": str(archive), "place": "Uqaylah"}
    result = run_in_qgis(
        HERE / "scenario_install.py",
        tmp_path / "profiles",
        plugin=None,
        arguments=arguments,
        environment=without_shapely,
    )
    assert result.value["active"]
    assert not result.value["shapely"]
    assert result.value["state"] == "FOUND"
