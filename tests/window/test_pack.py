"""The pack in a real window: asked for with keys, redacted, compared with the next time, and given up with Escape."""

from pathlib import Path

from harness import ROOT, run_in_qgis

HERE = Path(__file__).resolve().parent


def test_the_pack_is_made_and_the_next_one_given_up(tmp_path):
    folder = tmp_path / "pack"
    arguments = {
        "casefile": str(tmp_path / "week.gpkg"), "folder": str(folder),
        "example": str(ROOT / "resources" / "examples" / "weekly-2018-07-31"),
    }
    told = run_in_qgis(HERE / "scenario_pack.py", tmp_path / "profiles", arguments=arguments).value
    assert told["focus when unfolded"] is True
    assert told["grid"] is True
    assert {"sheet.pdf", "report.odt", "tables.xlsx", "annex.gpkg", "manifest.json"} <= set(told["files"])
    assert "Uqaylah" not in (folder / "report.html").read_text("utf-8")
    assert told["remembered"] == [str(folder), "grid"]
    assert told["given up"] == ["pack"]
