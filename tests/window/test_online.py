"""In a real window: no request before consent, and after it the one that was asked for."""

import shutil
from pathlib import Path

from harness import ROOT, run_in_qgis
from loopback_service import loopback_service

HERE = Path(__file__).resolve().parent


def test_an_online_look_up_is_allowed_in_the_options_and_asked_by_key(tmp_path):
    with loopback_service() as server:
        arguments = {"server": server.address, "casefile": str(tmp_path / "week.gpkg")}
        result = run_in_qgis(HERE / "scenario_online.py", tmp_path / "profiles", arguments=arguments)
    assert result.value["before"] == {"requests": [], "button": False}
    assert result.value["requests"] == ["127.0.0.1"]
    assert [asked[1]["q"] for asked in server.asked] == [["Xyzzy"]]
    assert (result.value["rule"], result.value["sources"]) == ("online service", "online:nominatim:N2605")
    assert result.value["others_with_the_key"] == []
    folder = ROOT / "build" / "window"
    folder.mkdir(parents=True, exist_ok=True)
    for path in result.shots.values():
        shutil.copy(path, folder)
