"""Names and places that the benchmarks of the place search ask for.

The large gazetteer, the alias pairs and the list of names lie beside the project (LIBYA_DATA, or ../shared/data).
"""

import csv
import os
import random
import sys
from pathlib import Path
from typing import Callable, Dict, List, Sequence, Set, Tuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "build" / "plugins"))

from libya_incident_mapper.geocoding.folding import clean, fold  # noqa: E402
from libya_incident_mapper.geocoding.gazetteer import Place  # noqa: E402
from libya_incident_mapper.geocoding.hints import distance_m  # noqa: E402
from libya_incident_mapper.geocoding.index import Form, NameIndex  # noqa: E402

DATA = Path(os.environ.get("LIBYA_DATA", ROOT.parent / "shared" / "data"))
RIGHT_M = 10_000
SEED = 20181
_KINDS = {"airport": "airport", "aeroway": "airport", "region": "region", "city": "town", "place=city": "city",
          "place=town": "town", "place=state": "district", "place=suburb": "suburb"}
_NAMED_FEATURES = ("P", "city", "locality", "neighbourhood", "airport", "region", "place", "aeroway")


class HeldBackIndex(NameIndex):
    """An index that does as if some places did not bear one spelling."""

    held_back: Tuple[str, Set[str]] = ("", set())

    def _forms(self, statement: str, *values: object) -> List[Form]:
        plain, ids = self.held_back
        forms = super()._forms(statement, *values)
        return [form for form in forms if form.plain != plain or form.place.place_id not in ids]


def large_gazetteer() -> Tuple[Place, ...]:
    """The large gazetteer as places, features without a name of their own left out."""
    places = []
    with (DATA / "large_gazetteer.csv").open(encoding="utf-8-sig", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream)):
            feature = row["feature"].replace("=", ":").split(":")[0]
            if feature not in _NAMED_FEATURES:
                continue
            kind = _KINDS.get(row["feature"], _KINDS.get(feature, "village"))
            importance = min(1.0, 0.2 + 0.1 * len(str(int(float(row["population"] or 0)))))
            places.append(Place(
                f"{row['source']}:{number}", row["name"], row["name_ar"],
                tuple(filter(None, row["alt_names"].split(";"))), kind, "", float(row["lat"]), float(row["lon"]),
                5000.0, importance, row["source"],
            ))
    return tuple(places)


def alias_pairs() -> List[Tuple[str, str]]:
    """True pairs of names of one place."""
    with (DATA / "alias_pairs.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [(row["name_a"], row["name_b"]) for row in csv.DictReader(stream)]


def libyan_names() -> List[str]:
    """Names of all kinds of features, each once."""
    return list(dict.fromkeys((DATA / "libya_names.txt").read_text(encoding="utf-8").splitlines()))


def as_places(names: Sequence[str]) -> List[Place]:
    """Each name as a village of its own, far from the others, so that none stands for another."""
    return [Place(f"n:{n}", name, "", (), "village", "", n // 1000, n % 1000 * 0.3, 1.0, 0.3, "")
            for n, name in enumerate(names)]


def many_names(count: int) -> List[str]:
    """The list of names, and beyond it first words of some with the rest of others, in one script each."""
    names, chance = libyan_names(), random.Random(SEED)
    known, wordy = set(names), [name.split() for name in names if " " in name]
    while len(names) < count:
        first, rest = chance.choice(wordy), chance.choice(wordy)
        name = " ".join([first[0], *rest[1:]])
        if first[0].isascii() == rest[1].isascii() and name not in known:
            known.add(name)
            names.append(name)
    return names


def metres(place: Place, lat: float, lon: float) -> float:
    """From a place to a point."""
    return distance_m(place, Place("", "", "", (), "", "", lat, lon, 0, 0, ""))


def is_latin(text: str) -> bool:
    return clean(text).isascii()


def is_latin_name(text: str) -> bool:
    """Latin, and no airfield's code."""
    return is_latin(text) and bool(fold(text).own)


def is_arabic(text: str) -> bool:
    return not any(character.isascii() and character.isalpha() for character in text) and bool(fold(text).own)


def held_back_cases(
    places: Sequence[Place], is_wanted: Callable[[str], bool], most: int, seed: int = SEED
) -> List[Tuple[str, Place, Set[str]]]:
    """(spelling, a place that bears it, ids of all rows of that place) where another spelling is left."""
    by_plain: Dict[str, List[Place]] = {}
    for place in places:
        for plain in {clean(text) for text in place.spellings() if is_wanted(text)}:
            by_plain.setdefault(plain, []).append(place)
    cases, seen = [], set()
    for place in places:
        for text in place.spellings():
            plain = clean(text)
            if not is_wanted(text) or len(plain) < 3:
                continue
            same = [other for other in by_plain[plain] if distance_m(place, other) <= RIGHT_M]
            if len(same) < len(by_plain[plain]):
                continue  # another place bears the name too, so that nobody could tell which one is meant
            left = {clean(other) for row in same for other in row.spellings() if is_wanted(other)} - {plain}
            key = (plain, min(row.place_id for row in same))
            if left and key not in seen:
                seen.add(key)
                cases.append((text, place, {row.place_id for row in same}))
    return random.Random(seed).sample(cases, min(most, len(cases)))


def typing_errors(places: Sequence[Place], most: int) -> List[Tuple[str, Place]]:
    """Names of six letters and more with one random letter dropped, doubled, changed or swapped with the next."""
    chance = random.Random(SEED)
    names = [(text, place) for place in places for text in place.spellings()
             if len(clean(text)) >= 6 and text.isascii() and not any(c.isdigit() for c in text)]
    return [(slip(clean(text), chance), place) for text, place in chance.sample(names, min(most, len(names)))]


def slip(plain: str, chance: random.Random) -> str:
    """One slip of the keyboard inside a word."""
    letters = list(plain)
    at = chance.choice([n for n in range(1, len(letters) - 1) if " " not in letters[n:n + 2]])
    letter = letters[at]
    letters[at] = chance.choice(["", letter * 2, chance.choice("abcdefghijklmnopqrstuvwxyz"), "swap"])
    if letters[at] == "swap":
        letters[at], letters[at + 1] = letters[at + 1], letter
    return "".join(letters)
