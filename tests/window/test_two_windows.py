"""Two QGIS windows on one casefile: who saves last is told, sees both versions, and chooses; nothing is overwritten."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from harness import keep, run_in_qgis

HERE = Path(__file__).resolve().parent
MINE, THEIRS = "Mine: nobody was hurt", "Theirs: five were hurt"


@pytest.mark.parametrize(("choice", "stored", "shown"), [("Save mine", MINE, ""), ("Take theirs", THEIRS, THEIRS)])
def test_who_saves_last_is_told_and_chooses(tmp_path, choice, stored, shown):
    flags = tmp_path / "flags"
    flags.mkdir()

    def run(who):
        arguments = {"who": who, "choice": choice, "flags": str(flags), "casefile": str(tmp_path / "week.gpkg")}
        return run_in_qgis(HERE / "scenario_two_windows.py", tmp_path / who, arguments=arguments, timeout=120)

    with ThreadPoolExecutor() as both:
        first, second = both.map(run, ("first", "second"))
    keep(first.shots)
    assert MINE in first.value["told"]
    assert THEIRS in first.value["told"]
    assert first.value["still there"] == MINE
    assert first.value["choices"] == 2
    assert first.value["stored"] == stored
    assert first.value["shown"] == shown
    assert second.value["shown"] == stored
