"""The example's week, typed by keys alone into a clean profile, is what a careful analyst records of its report."""

import csv
from pathlib import Path
from typing import Any, Dict, NamedTuple

import pytest
from harness import ROOT, keep, run_in_qgis

HERE = Path(__file__).resolve().parent
UQAYLAH, UBARI = (30.26, 19.20), (26.59, 12.78)
INCIDENTS = {
    ("attack", "is_libya", "police", "reports"): ("2018-07-24", [None, 1, 1], UQAYLAH, 5),
    ("armed_clash", "is_libya", "lna_ajdabiya_or", "reports"): ("2018-07-24", [None, 1, 1], None, None),
    ("armed_clash", "lna_166", "is_libya", "reports"): ("2018-07-24/2018-07-31", [3, 13, 16], None, None),
    ("air_drone_strike", "us_africom", "aqim", "alleges"): ("2018-03-24", [None, 2, 2], UBARI, 15),
}
KM_PER_DEGREE = 111.2
TYPED = {"en": ROOT / "resources" / "examples" / "weekly-2018-07-31", "ar": HERE / "week-ar"}
"""Language of QGIS → the rows of the week in the words of an analyst who writes it."""


class Week(NamedTuple):
    """What was typed, what was stored, and the folder with the pack."""

    typed: Dict[str, Dict[str, Dict[str, str]]]
    stored: Dict[str, Any]
    folder: Path


@pytest.fixture(scope="module", params=TYPED)
def week(request, tmp_path_factory):
    language, folder = request.param, tmp_path_factory.mktemp("week")
    result = run_in_qgis(
        HERE / "scenario_week.py", folder / "profiles", timeout=240,
        arguments={
            "folder": str(folder), "example": str(TYPED[language]), "is_mirrored": language == "ar",
            "name": f"week-{language}", "title": "Week to 31 July 2018",
        },
        # Where file dialogues begin; whole paths would open the list of paths that begin alike, which takes Enter.
        settings=f"[libya_incident_mapper]\nlast_folder={folder}\n"
                 f"[locale]\noverrideFlag=true\nuserLocale={language}\nglobalLocale={language}\n",
    )
    keep(result.shots)
    typed = {table: {row["id"]: row for row in rows(TYPED[language], table)} for table in ("incidents", "movements")}
    return Week(typed, result.value, folder)


def rows(example, table):
    with open(f"{example}-{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_incident_is_the_one_that_was_read(week):
    stored = {tuple(one["what"]): one for one in week.stored["incidents"]}
    assert set(stored) == set(INCIDENTS)
    for what, (dates, killed, at, within_km) in INCIDENTS.items():
        one = stored[what]
        assert (one["dates"], one["killed"]) == (dates, killed), what
        if at is not None:
            _, state, lat, lon, _ = one["place"]
            assert state == "found"
            assert abs(lat - at[0]) + abs(lon - at[1]) < within_km / KM_PER_DEGREE
    assert sorted(one["summary"] for one in stored.values()) == sorted(
        row["summary"] for row in week.typed["incidents"].values()
    )


def test_what_is_vague_stays_vague_and_what_is_unknown_unplaced(week):
    places = {one["place"][0]: one["place"][1:] for one in week.stored["incidents"]}
    typed = week.typed["incidents"]
    state, lat, lon, radius_m = places[typed["I2"]["place"]]
    assert state == "found"
    assert lat < UQAYLAH[0] - 0.05 and radius_m > 10_000
    assert places[typed["I3"]["place"]] == ["unknown", None, None, None]


def test_claims_keep_who_says_what_and_the_words(week):
    stored = {tuple(one["what"][:3]): one["claims"] for one in week.stored["incidents"]}
    typed = week.typed["incidents"]
    quotes = {name: row["quote"] for name, row in typed.items()}
    note = typed["I1"]["source"]
    assert stored["attack", "is_libya", "police"] == [
        ["reports", "", note, "C3", quotes["I1"]], ["claims", "is_libya", typed["I1"]["claim_source"], "F6", ""],
    ]
    assert stored["armed_clash", "lna_166", "is_libya"] == [["reports", "", note, "C3", quotes["I3"]]]
    assert [claim[:3] for claim in stored["air_drone_strike", "us_africom", "aqim"]] == [
        ["reports", "", note], ["alleges", "us_africom", typed["I4"]["claim_source"]],
    ]


def test_every_movement_is_the_one_that_was_read(week):
    raid, sighting = sorted(week.stored["movements"], key=lambda one: one["dates"])
    first, second = (week.typed["movements"][name] for name in ("M1", "M2"))
    assert raid["what"] == ["withdrawal", "is_libya", "reports"]
    assert (raid["dates"], raid["heading"]) == ("2018-07-24", 180)
    assert [(role, words, state) for role, words, state, *_ in raid["stops"]] == [
        ("origin", first["origin"], "found"),
    ]
    assert raid["vehicles"] == [None, None, 5, first["vehicles"]]
    assert (sighting["dates"], sighting["heading"]) == ("2018-07-28", None)
    assert [(role, words, state) for role, words, state, *_ in sighting["stops"]] == [
        ("origin", second["origin"], "found"), ("via", second["via"], "unknown"),
        ("destination", second["destination"], "found"),
    ]
    assert sighting["vehicles"] == [None, None, None, second["vehicles"]]
    assert [one["claims"][0][1:4] for one in (raid, sighting)] == [["", first["source"], "C3"]] * 2


def test_the_pack_of_the_week_is_there(week):
    folder = week.folder / "pack"
    report = (folder / "report.html").read_text("utf-8")
    assert (folder / "sheet.pdf").stat().st_size > 0
    typed = week.typed["incidents"]
    assert typed["I3"]["place"] in report and typed["I4"]["place"] not in report
