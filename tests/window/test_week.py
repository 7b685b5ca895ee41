"""The example's week, typed by keys alone into a clean profile, is what a careful analyst records of its report."""

import csv
from pathlib import Path

import pytest
from harness import ROOT, keep, run_in_qgis

HERE = Path(__file__).resolve().parent
EXAMPLE = ROOT / "resources" / "examples" / "weekly-2018-07-31"
NOTE, NABA = "Weekly note, 31 July 2018", "al-Naba 141"
UQAYLAH, UBARI = (30.26, 19.20), (26.59, 12.78)
INCIDENTS = {
    ("attack", "is_libya", "police", "reports"): ("2018-07-24", [None, 1, 1], UQAYLAH, 5),
    ("armed_clash", "is_libya", "lna_ajdabiya_or", "reports"): ("2018-07-24", [None, 1, 1], None, None),
    ("armed_clash", "lna_166", "is_libya", "reports"): ("2018-07-24/2018-07-31", [3, 13, 16], None, None),
    ("air_drone_strike", "us_africom", "aqim", "alleges"): ("2018-03-24", [None, 2, 2], UBARI, 15),
}
KM_PER_DEGREE = 111.2


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("week")
    result = run_in_qgis(
        HERE / "scenario_week.py", folder / "profiles", timeout=240,
        arguments={"folder": str(folder), "example": str(EXAMPLE)},
        # Where file dialogues begin; whole paths would open the list of paths that begin alike, which takes Enter.
        settings=f"[libya_incident_mapper]\nlast_folder={folder}\n",
    )
    keep(result.shots)
    return result.value, folder


def rows(table):
    with open(f"{EXAMPLE}-{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_incident_is_the_one_that_was_read(week):
    stored = {tuple(one["what"]): one for one in week[0]["incidents"]}
    assert set(stored) == set(INCIDENTS)
    for what, (dates, killed, at, within_km) in INCIDENTS.items():
        one = stored[what]
        assert (one["dates"], one["killed"]) == (dates, killed), what
        if at is not None:
            _, state, lat, lon, _ = one["place"]
            assert state == "found"
            assert abs(lat - at[0]) + abs(lon - at[1]) < within_km / KM_PER_DEGREE
    assert sorted(one["summary"] for one in stored.values()) == sorted(row["summary"] for row in rows("incidents"))


def test_what_is_vague_stays_vague_and_what_is_unknown_unplaced(week):
    places = {one["place"][0]: one["place"][1:] for one in week[0]["incidents"]}
    state, lat, lon, radius_m = places["south of Uqaylah"]
    assert state == "found"
    assert lat < UQAYLAH[0] - 0.05 and radius_m > 10_000
    assert places["Wadi al-Jafr"] == ["unknown", None, None, None]


def test_claims_keep_who_says_what_and_the_words(week):
    stored = {tuple(one["what"][:3]): one["claims"] for one in week[0]["incidents"]}
    quotes = {row["id"]: row["quote"] for row in rows("incidents")}
    assert stored["attack", "is_libya", "police"] == [
        ["reports", "", NOTE, "C3", quotes["I1"]], ["claims", "is_libya", NABA, "F6", ""],
    ]
    assert stored["armed_clash", "lna_166", "is_libya"] == [["reports", "", NOTE, "C3", quotes["I3"]]]
    assert [claim[:3] for claim in stored["air_drone_strike", "us_africom", "aqim"]] == [
        ["reports", "", NOTE], ["alleges", "us_africom", "AFRICOM spokeswoman"],
    ]


def test_every_movement_is_the_one_that_was_read(week):
    raid, sighting = sorted(week[0]["movements"], key=lambda one: one["dates"])
    assert raid["what"] == ["withdrawal", "is_libya", "reports"]
    assert (raid["dates"], raid["heading"]) == ("2018-07-24", 180)
    assert [(role, words, state) for role, words, state, *_ in raid["stops"]] == [("origin", "Uqaylah", "found")]
    assert raid["vehicles"] == [None, None, 5, "as many as five"]
    assert (sighting["dates"], sighting["heading"]) == ("2018-07-28", None)
    assert [(role, words, state) for role, words, state, *_ in sighting["stops"]] == [
        ("origin", "south of Uqaylah", "found"), ("via", "103 line", "unknown"),
        ("destination", "Kufra and Jalu region", "found"),
    ]
    assert sighting["vehicles"] == [None, None, None, "several"]
    assert [one["claims"][0][1:4] for one in (raid, sighting)] == [["", NOTE, "C3"]] * 2


def test_the_pack_of_the_week_is_there(week):
    folder = week[1] / "pack"
    report = (folder / "report.html").read_text("utf-8")
    assert (folder / "sheet.pdf").stat().st_size > 0
    assert "Wadi al-Jafr" in report and "near Ubari" not in report
