"""The dock on other screens: small, at 200 %, dark, right to left; every field by keyboard, nothing cut off."""

from pathlib import Path

import pytest
from harness import ROOT, keep, run_in_qgis

HERE = Path(__file__).resolve().parent
EXAMPLE = ROOT / "resources" / "examples" / "weekly-2018-07-31"
DARK = "\n[UI]\nUITheme=Night Mapping\n"
FRENCH = "\n[locale]\nuserLocale=fr\noverrideFlag=true\n"
ARABIC = "\n[locale]\nuserLocale=ar\noverrideFlag=true\n"
DOUBLE = {"QT_SCALE_FACTOR": "2"}


@pytest.mark.parametrize(("name", "screen", "settings", "environment"), [
    ("small", (1280, 720), "", {}),
    ("double", (2560, 1440), "", DOUBLE),
    ("dark", (1280, 720), DARK, {}),
    ("arabic", (1280, 720), ARABIC, {}),
    ("french", (1280, 720), FRENCH, {}),
    ("arabic-double-dark", (2560, 1440), ARABIC + DARK, DOUBLE),
])
def test_every_field_is_reached_and_nothing_is_cut_off(tmp_path, name, screen, settings, environment):
    result = run_in_qgis(
        HERE / "scenario_looks.py", tmp_path, screen=screen, settings=settings, environment=environment, timeout=120,
        arguments={
            "name": name, "casefile": str(tmp_path / "week.gpkg"), "example": str(EXAMPLE),
            "is right to left": "arabic" in name,
        },
    )
    keep(result.shots)
    told = result.value
    assert told["window"] == [side // int(told["scale"]) for side in screen]
    assert told["scale"] == (2 if "double" in name else 1)
    assert told["is right to left"] == ("arabic" in name)
    assert (told["ground"] < 160) == ("dark" in name)
    for form, least in (("IncidentForm", 20), ("MovementForm", 20)):
        walk = told["forms"][form]
        assert walk["ends at the notes"], walk["names"]
        assert walk["stays in the dock"]
        assert len(walk["names"]) >= least, walk["names"]
        assert walk["hidden"] == []
        assert walk["upwards"] == 0
        assert walk["wider"] <= 0
    assert told["cut"] == []
    assert set(told["dialogues"]) == {"SheetDialog", "PackDialog", "FilmDialog"}
    for rooms in told["dialogues"].values():
        assert all(room < 20 and not scrolls and not outside for room, scrolls, outside in rooms), told["dialogues"]
