#!/usr/bin/env python3
"""Write an invented month of incidents and movements, as large and untidy as a real one, to show and to test with.

Nothing of it happened: it plays in February 2031, every row says that it is invented, and a fixed seed makes it the
same every time. `--check` says whether the committed tables are the ones that this tool writes.
"""

import argparse
import csv
import io
import random
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "examples"
NAMES = {"incidents": "fictitious-2031-02-incidents.csv", "movements": "fictitious-2031-02-movements.csv"}
FIRST, DAYS = date(2031, 2, 1), 28
SEED = 20310201
MARK = "Invented example: "
INCIDENTS, BUSY = 66, 30
"""How many there are, and how many of the places may come more than once."""

INCIDENT_COLUMNS = (
    "id", "kind", "date", "actor1", "actor2", "place", "killed_a", "killed_b", "killed_civilians", "wounded",
    "captured", "stance", "status", "summary", "notes", "source", "source_kind", "reliability", "credibility",
    "published", "quote", "claimant", "claim_stance", "claim_source",
)
MOVEMENT_COLUMNS = (
    "id", "kind", "date", "actor", "origin", "via", "destination", "heading", "route_observed", "vehicles",
    "vehicle_kind", "persons", "stance", "status", "summary", "source", "source_kind", "reliability", "credibility",
    "published", "quote",
)

SCENES: Tuple[Tuple[Tuple[str, ...], Tuple[str, ...]], ...] = (
    # Where it plays, in every way that reports word a place; who is there.
    (("Sabha", "Sabha", "Sabha", "Sabha airport", "12 km south of Sabha", "on the Sabha-Brak road"),
     ("lna_628", "criminals", "smugglers", "unknown_armed")),
    (("Tripoli", "Tripoli", "Ain Zara", "Tajura", "Abu Salim", "Mitiga airport", "Janzur"),
     ("bde_444", "ssa", "sdf_rada", "bde_111")),
    (("Zawiya", "Zawiya", "Surman", "between Zawiya and Sabratha", "Sabratha"), ("zawiya_groups", "sabratha_48")),
    (("Uqaylah", "20 km south of Uqaylah", "near Jalu", "Ajdabiya", "between Ajdabiya and Brega", "103 line"),
     ("is_libya", "lna_ajdabiya_or", "lna_166")),
    (("Umm al-Aranib", "Murzuq", "Qatrun", "60 km south of Qatrun", "al Wigh"), ("tebu", "lna_khalid_walid", "fact")),
    (("Kufra", "Kufra district", "150 km south-east of Kufra", "Jabal Uwaynat"),
     ("subul_al_salam", "rsf", "sudanese_unknown", "smugglers")),
    (("Ghat", "near Ubari", "Ubari", "Awaynat"), ("tuareg", "us_africom", "aqim")),
    (("Derna", "Benghazi", "Benghazi", "Tobruk"), ("lna_tbz", "lna_106", "protesters", "unknown_armed")),
    (("Wadi al-Nasim", "Gate 17"), ("unknown_armed", "lna")),
)
"""The last one has places that stand in no list."""

KINDS = (
    "armed_clash", "armed_clash", "armed_clash", "attack", "attack", "air_drone_strike", "shelling", "ied_mine",
    "abduction", "arrest", "looting_destruction", "protest", "agreement", "base_established", "disrupted_weapons",
    "attack_on_civilians", "grenade", "suicide_bomb", "territory_gained_by_group", "territory_gained_by_state",
    "protest_with_intervention", "violent_demonstration", "mob_violence", "group_change", "peaceful_transfer",
    "other_development",
)
UNARMED = frozenset(("protest", "agreement", "group_change", "base_established", "peaceful_transfer", "arrest"))
TELLING = {
    "armed_clash": "Shots are exchanged {where}", "attack": "An outpost {where} is attacked",
    "air_drone_strike": "A vehicle is hit from the air {where}", "shelling": "Rounds fall {where}",
    "ied_mine": "A vehicle drives onto a mine {where}", "abduction": "Drivers are taken away {where}",
    "arrest": "Suspects are held {where}", "looting_destruction": "A store is emptied {where}",
    "protest": "People gather over fuel prices {where}", "agreement": "Elders agree on a truce {where}",
    "base_established": "A new camp is set up {where}", "disrupted_weapons": "A charge is made safe {where}",
    "attack_on_civilians": "Travellers are fired at {where}", "grenade": "A grenade is thrown at a gate {where}",
    "suicide_bomb": "A bomber blows himself up at a post {where}", "territory_gained_by_group": "A post falls {where}",
    "territory_gained_by_state": "A post is taken back {where}", "mob_violence": "A crowd beats a driver {where}",
    "protest_with_intervention": "A gathering is dispersed {where}", "group_change": "A unit changes its name {where}",
    "violent_demonstration": "Tyres and an office burn {where}", "peaceful_transfer": "A gate changes hands {where}",
    "other_development": "A road is closed {where}",
}
COUNTS = ("", "", "", "0", "1", "2", "3", "several", "as many as five", "at least 4", "6-9", "about 20")
SOURCES = (
    ("Radio Example", "media", "B"), ("Example Monitor, weekly", "ngo", "B"), ("Desk note 6", "note", "C"),
    ("A post on Examplegram", "social", "E"), ("Example Operations Room", "party", "D"),
)

MOVEMENTS: Tuple[Dict[str, str], ...] = (
    {"actor": "lna_166", "origin": "Ajdabiya", "destination": "Jalu", "vehicles": "20-25", "kind": "deployment"},
    {"actor": "is_libya", "origin": "Jalu", "destination": "Ajdabiya", "vehicles": "as many as five",
     "kind": "advance"},
    {"actor": "lna", "origin": "Ajdabiya", "destination": "Jalu", "vehicles": "several", "kind": "patrol"},
    {"actor": "is_libya", "origin": "20 km south of Uqaylah", "via": "103 line", "destination": "Kufra district",
     "vehicles": "several", "kind": "withdrawal"},
    {"actor": "bde_444", "origin": "Tripoli", "via": "Gharyan", "destination": "Mizda", "vehicles": "40",
     "route_observed": "yes", "kind": "deployment"},
    {"actor": "ssa", "origin": "Abu Salim", "destination": "Ain Zara", "vehicles": "at least 12"},
    {"actor": "fact", "origin": "al Wigh", "heading": "south", "vehicles": "about 30", "vehicle_kind": "technical",
     "kind": "withdrawal"},
    {"actor": "rsf", "origin": "Jabal Uwaynat", "destination": "Kufra", "vehicles": "", "kind": "infiltration"},
    {"actor": "tebu", "origin": "Murzuq", "via": "Umm al-Aranib;Qatrun", "destination": "Murzuq", "vehicles": "8",
     "kind": "patrol"},
    {"actor": "smugglers", "origin": "Kufra", "destination": "Fezzan", "vehicles": "3", "vehicle_kind": "fuel_tanker",
     "kind": "supply"},
    {"actor": "unknown_armed", "origin": "", "destination": "Ghat", "vehicles": "2", "persons": "10-15"},
    {"actor": "lna_tbz", "origin": "Benghazi", "destination": "Derna", "vehicles": "1", "vehicle_kind": "armoured",
     "route_observed": "yes"},
    {"actor": "lna_628", "origin": "Sabha", "heading": "north-east", "vehicles": "15", "kind": "pursuit"},
    {"actor": "zawiya_groups", "origin": "Zawiya", "destination": "Surman", "vehicles": "6", "stance": "denies"},
)


def incidents(chance: random.Random) -> List[Dict[str, str]]:
    """The incidents by day; every kind comes at least once, and every place."""
    rows = []
    spots = [(place, sides) for places, sides in SCENES for place in places]
    for number in range(INCIDENTS):
        kind = KINDS[number % len(KINDS)]
        place, sides = spots[number % len(spots)] if number < len(spots) else chance.choice(spots[:BUSY])
        first, second = chance.sample(sides, 2)
        if kind in ("protest", "protest_with_intervention", "violent_demonstration"):
            first, second = "protesters", "police" if kind == "protest_with_intervention" else ""
        elif kind in ("attack_on_civilians", "abduction", "mob_violence"):
            first, second = "unknown_armed", "civilians"
        elif kind == "air_drone_strike":
            first = "unknown_air"
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        where = place if " of " in place or place.split()[0] in ("near", "on", "between") else f"at {place}"
        deadly = kind not in UNARMED
        rows.append({
            "id": "", "kind": kind, "date": _date(chance, day), "actor1": first,
            "actor2": second if chance.random() < 0.8 else "", "place": place,
            "killed_a": chance.choice(COUNTS) if deadly and chance.random() < 0.3 else "",
            "killed_b": chance.choice(COUNTS) if deadly else "",
            "killed_civilians": chance.choice(COUNTS) if deadly and chance.random() < 0.25 else "",
            "wounded": chance.choice(COUNTS) if deadly and chance.random() < 0.4 else "",
            "captured": chance.choice(COUNTS) if kind in ("arrest", "abduction") else "",
            "summary": MARK + TELLING[kind].format(where=where), "notes": "Nothing of this happened.",
            **_standing(chance), **_source(chance, day, TELLING[kind].format(where=where)),
        })
    rows.sort(key=lambda row: row["date"])
    for number, row in enumerate(rows, start=1):
        row["id"] = f"X{number:03}"
        if number % 11 == 0:
            row.update(claimant=row["actor1"], claim_stance="claims", claim_source="Example Party Statement")
        if number % 17 == 0 and row["actor2"]:
            row.update(claimant=row["actor2"], claim_stance="denies", claim_source="Example Spokesman")
    return rows


def movements(chance: random.Random) -> List[Dict[str, str]]:
    """The movements of the list, on days of their own."""
    rows = []
    for number, told in enumerate(MOVEMENTS, start=1):
        day = FIRST + timedelta(days=2 * number - 1)
        way = f"towards {told['destination']}" if "destination" in told else f"to the {told['heading']}"
        words = f"Vehicles move from {told['origin'] or 'an unknown place'} {way}"
        rows.append({
            "id": f"XM{number:02}", "date": day.isoformat(), "summary": MARK + words, "route_observed": "no",
            **_standing(chance), **_source(chance, day, words), **told,
        })
    return rows


def _date(chance: random.Random, day: date) -> str:
    """Most days are known; of some only that it was one of three, or the week or the month."""
    if chance.random() < 0.75:
        return day.isoformat()
    last = FIRST + timedelta(days=DAYS - 1)
    forms = (
        f"{day.isoformat()}/{min(last, day + timedelta(days=2)).isoformat()}", f"{day:%G}-W{day:%V}", f"{day:%Y-%m}",
    )
    return chance.choice(forms)


def _standing(chance: random.Random) -> Dict[str, str]:
    return {
        "stance": chance.choice(("reports",) * 6 + ("confirms", "alleges", "claims", "denies")),
        "status": chance.choice(("draft", "reviewed", "approved", "approved")),
    }


def _source(chance: random.Random, day: date, words: str) -> Dict[str, str]:
    name, kind, reliability = chance.choice(SOURCES)
    return {
        "source": name, "source_kind": kind, "reliability": reliability, "credibility": str(chance.randint(1, 6)),
        "published": (day + timedelta(days=chance.randint(0, 3))).isoformat(),
        "quote": f"{words}, an invented source says.",
    }


def tables() -> Dict[str, str]:
    """Name of each file → what it holds."""
    chance = random.Random(SEED)
    made: Sequence[Tuple[str, Sequence[str], List[Dict[str, str]]]] = (
        ("incidents", INCIDENT_COLUMNS, incidents(chance)), ("movements", MOVEMENT_COLUMNS, movements(chance)),
    )
    written = {}
    for table, columns, rows in made:
        stream = io.StringIO()
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        written[NAMES[table]] = stream.getvalue()
    return written


def main() -> int:
    """Write the tables, or check them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="write nothing; 1 if the committed tables differ")
    is_check = arguments.parse_args().check
    for name, content in tables().items():
        path = FOLDER / name
        if not is_check:
            path.write_text(content, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != content:
            print(f"{path} is not what {Path(__file__).name} writes; run it without --check.")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
