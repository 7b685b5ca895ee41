"""The whole way in a real window: install, fill the forms by keyboard, quit, come back, find both records."""

from pathlib import Path

from harness import keep, run_in_qgis
from package import build

HERE = Path(__file__).resolve().parent
RECORDS = [
    "Armed clash | IS – Ajdabiya OR | Uqaylah | found",
    "Movement | IS | south of Uqaylah → Kufra and Jalu region | found",
]


def test_two_records_are_there_the_next_day(tmp_path):
    profiles = tmp_path / "profiles"
    arguments = {"zip": str(build(tmp_path)), "casefile": str(tmp_path / "week.gpkg"), "day": 1}
    first = run_in_qgis(HERE / "scenario_work.py", profiles, plugin=None, arguments=arguments)
    again = run_in_qgis(HERE / "scenario_work.py", profiles, plugin=None, arguments={"day": 2})
    keep(again.shots)
    assert first.value["picked"]
    assert first.value["focus_after_save"]
    for day in (first, again):
        assert day.value["records"] == RECORDS
        assert day.value["drawn"] == {"Incidents": 1, "Movements": 1}
