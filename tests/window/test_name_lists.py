"""A real window: a GNS file from disk, then GeoNames from a server on this machine that breaks off once."""

from pathlib import Path

from dump_files import GEONAMES_ROWS, GNS_OLD_ROWS, NAME_ROWS, pack, write
from harness import run_in_qgis
from scripted_server import broken_off, serving, whole

HERE = Path(__file__).resolve().parent


def test_lists_are_loaded_and_fetched(tmp_path):
    places = pack(tmp_path / "a.zip", LY_txt=GEONAMES_ROWS).read_bytes()
    names = pack(tmp_path / "b.zip", LY_txt=NAME_ROWS).read_bytes()
    with serving(broken_off(places, 200), whole(places), whole(names)) as server:
        result = run_in_qgis(HERE / "scenario_name_lists.py", tmp_path / "profiles", arguments={
            "server": server.url(), "file": str(write(tmp_path / "ly.txt", GNS_OLD_ROWS)), "name": "El Tagriba",
            "arabic": "قرية تجريبة",
        })
    assert (result.value["before"], result.value["after_file"], result.value["after_server"]) == (
        "unknown", "found", "found"
    )
    assert [title for title, _ in result.value["rows"]] == ["Bundled gazetteer", "LY.zip", "ly.txt"]
    assert [asked["path"] for asked in server.asked] == ["/LY.zip", "/LY.zip", "/alternatenames/LY.zip"]
    assert server.asked[1]["range"] == "bytes=200-"


def test_a_start_and_an_open_dialogue_connect_to_nobody(tmp_path):
    with serving(whole(b"")) as server:
        result = run_in_qgis(HERE / "scenario_name_lists.py", tmp_path / "profiles", arguments={
            "server": server.url(), "only looks": True,
        })
    assert "will connect to" in result.value
    assert server.asked == []
