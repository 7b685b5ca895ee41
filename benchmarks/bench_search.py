#!/usr/bin/env python3
"""Place search: how fast, how often right, and how often silently wrong.

The large gazetteer, the alias pairs and the list of names lie beside the project (LIBYA_DATA, or ../shared/data);
what needs them is skipped with a word where they are absent.
"""

import csv
import os
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Callable, Dict, List, Sequence, Set, Tuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "build" / "plugins"))

from libya_incident_mapper.geocoding import decision  # noqa: E402
from libya_incident_mapper.geocoding.folding import clean, fold  # noqa: E402
from libya_incident_mapper.geocoding.gazetteer import Place, load_gazetteer  # noqa: E402
from libya_incident_mapper.geocoding.hints import distance_m  # noqa: E402
from libya_incident_mapper.geocoding.index import Form, NameIndex  # noqa: E402
from libya_incident_mapper.geocoding.search import PlaceSearch  # noqa: E402
from libya_incident_mapper.model.location import PlaceState  # noqa: E402

DATA = Path(os.environ.get("LIBYA_DATA", ROOT.parent / "shared" / "data"))
LARGE_COLUMNS = ("source", "source_id", "name", "name_ar", "alt_names", "feature", "lat", "lon", "population")
NAMED_FEATURES = ("P", "city", "locality", "neighbourhood", "airport", "region", "place", "aeroway")
RIGHT_M = 10_000
SEED = 20181


class HeldBackIndex(NameIndex):
    """An index that does as if some places did not bear one spelling."""

    held_back: Tuple[str, Set[str]] = ("", set())

    def _forms(self, statement: str, *values: object) -> List[Form]:
        plain, ids = self.held_back
        forms = super()._forms(statement, *values)
        return [form for form in forms if form.plain != plain or form.place.place_id not in ids]


def large_gazetteer() -> Tuple[Place, ...]:
    """The large gazetteer as places, features without a name of their own left out."""
    kinds = {"airport": "airport", "aeroway": "airport", "region": "region", "city": "town", "place=city": "city",
             "place=town": "town", "place=state": "district", "place=suburb": "suburb"}
    places = []
    with (DATA / "large_gazetteer.csv").open(encoding="utf-8-sig", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream)):
            if row["feature"].replace("=", ":").split(":")[0] not in NAMED_FEATURES:
                continue
            kind = kinds.get(row["feature"], kinds.get(row["feature"].replace("=", ":").split(":")[0], "village"))
            population = float(row["population"] or 0)
            importance = min(1.0, 0.2 + 0.1 * len(str(int(population))))
            places.append(Place(
                f"{row['source']}:{number}", row["name"], row["name_ar"],
                tuple(filter(None, row["alt_names"].split(";"))), kind, "", float(row["lat"]), float(row["lon"]),
                5000.0, importance, row["source"],
            ))
    return tuple(places)


def held_back_cases(places: Sequence[Place], is_wanted: Callable[[str], bool]) -> List[Tuple[str, Place, Set[str]]]:
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
    return cases


def report_held_back(title: str, places: Sequence[Place], is_wanted: Callable[[str], bool], most: int = 800) -> None:
    """First, first five, found, silently wrong."""
    cases = held_back_cases(places, is_wanted)
    cases = random.Random(SEED).sample(cases, min(most, len(cases)))
    index = HeldBackIndex(places)
    search = PlaceSearch(index)
    search.candidates("warm up")
    first = five = found = wrong = 0
    misses = []
    for text, place, ids in cases:
        index.held_back = (clean(text), ids)
        answer = search.decide(text)
        distances = [_metres(place, candidate.lat, candidate.lon) for candidate in answer.candidates[:5]]
        first += bool(distances) and distances[0] <= RIGHT_M
        five += any(distance <= RIGHT_M for distance in distances)
        if answer.state is PlaceState.FOUND:
            found += 1
            if distances[0] > RIGHT_M:
                wrong += 1
                misses.append(f"{text} -> {answer.candidates[0].name} ({answer.candidates[0].reason})")
        elif not distances or distances[0] > RIGHT_M:
            misses.append(f"  {text} [{place.name}] ? {[(c.name, c.score) for c in answer.candidates[:2]]}")
    count = len(cases)
    print(f"{title}: {count} names, first {first / count:.1%}, first five {five / count:.1%}, "
          f"found {found / count:.1%}, silently wrong {wrong / count:.1%} of all, {wrong / max(found, 1):.1%} of found")
    if "-v" in sys.argv:
        print(*sorted(misses)[:150], sep="\n")


def report_thresholds(places: Sequence[Place], most: int = 400) -> None:
    """What stricter and laxer acceptance would find, and how much of that would be wrong."""
    cases = held_back_cases(places, _is_latin)
    cases = random.Random(SEED + 1).sample(cases, min(most, len(cases)))
    index, usual = HeldBackIndex(places), decision.ACCEPT
    search = PlaceSearch(index)
    for accept in (0.1, 0.15, usual, 0.25, 0.3):
        decision.ACCEPT = accept
        found = wrong = 0
        for text, place, ids in cases:
            index.held_back = (clean(text), ids)
            answer = search.decide(text)
            if answer.state is PlaceState.FOUND:
                found += 1
                wrong += _metres(place, answer.candidates[0].lat, answer.candidates[0].lon) > RIGHT_M
        print(f"accepting scores up to {accept:.2f}{' (as shipped)' if accept == usual else ''}: "
              f"found {found / len(cases):.1%}, of these wrong {wrong / max(found, 1):.1%}")
    decision.ACCEPT = usual


def report_alias_pairs(most: int = 622) -> None:
    """The partner of each pair among all the names; the names stand for places of their own."""
    with (DATA / "alias_pairs.csv").open(encoding="utf-8-sig", newline="") as stream:
        pairs = [(row["name_a"], row["name_b"]) for row in csv.DictReader(stream)]
    names = (DATA / "libya_names.txt").read_text(encoding="utf-8").splitlines()
    names = list(dict.fromkeys([*names, *(name for name, _ in pairs)]))
    # Far apart, so that none stands for another.
    places = [Place(f"n:{n}", name, "", (), "village", "", n // 1000, n % 1000 * 0.3, 1.0, 0.3, "")
              for n, name in enumerate(names)]
    index, ids = HeldBackIndex(places), {place.place_id for place in places}
    search = PlaceSearch(index)
    started = time.perf_counter()
    search.candidates("warm up")
    print(f"index of {len(names)} names: {time.perf_counter() - started:.2f} s")
    chosen = random.Random(SEED).sample(pairs, min(most, len(pairs)))
    partners, spellings = _one_place(pairs)
    first = ten = 0
    misses = []
    started = time.perf_counter()
    for name, other in chosen:
        # Another spelling of the same place is neither the partner nor a mistake.
        wanted, same = partners[clean(other)], spellings[clean(other)]
        index.held_back = ("" if clean(other) in wanted else clean(other)), ids
        answers = list(dict.fromkeys(clean(candidate.name) for candidate in search.candidates(other, 40)))
        answers = [answer for answer in answers if answer in wanted or answer not in same]
        first += answers[:1] != [] and answers[0] in wanted
        ten += any(answer in wanted for answer in answers[:10])
        if not any(answer in wanted for answer in answers[:10]):
            misses.append(f"  {other} [{name}] ? {answers[:2]}")
    seconds = time.perf_counter() - started
    print(f"alias pairs: {len(chosen)}, partner first {first / len(chosen):.1%}, first ten {ten / len(chosen):.1%}, "
          f"{len(chosen) / seconds:.0f} look-ups/s")
    if "-v" in sys.argv:
        print(*sorted(misses)[:150], sep="\n")


def _one_place(pairs: Sequence[Tuple[str, str]]) -> Tuple[Dict[str, Set[str]], Dict[str, Set[str]]]:
    """For each second name its partners, and all names that the pairs tie to it."""
    groups: Dict[str, Set[str]] = {}
    partners: Dict[str, Set[str]] = {}
    for name, other in pairs:
        partners.setdefault(clean(other), set()).add(clean(name))
        united = groups.get(clean(name), {clean(name)}) | groups.get(clean(other), {clean(other)})
        groups.update((member, united) for member in united)
    return partners, groups


def typing_errors(places: Sequence[Place], most: int = 600) -> List[Tuple[str, Place]]:
    """Names of six letters and more with one letter dropped, doubled, swapped or changed."""
    chance = random.Random(SEED)
    names = [(text, place) for place in places for text in place.spellings()
             if len(clean(text)) >= 6 and text.isascii() and not any(c.isdigit() for c in text)]
    cases = []
    for text, place in chance.sample(names, min(most, len(names))):
        letters = list(clean(text))
        at = chance.choice([n for n in range(1, len(letters) - 1) if " " not in letters[n:n + 2]])
        letter = letters[at]
        letters[at] = chance.choice([
            "", letter * 2, chance.choice("abcdefghijklmnopqrstuvwyz"), "swap",
        ])
        if letters[at] == "swap":
            letters[at], letters[at + 1] = letters[at + 1], letter
        cases.append(("".join(letters), place))
    return cases


def report_typing_errors(places: Sequence[Place]) -> None:
    """One typing error, the place among the first five, found, silently wrong."""
    search, cases = PlaceSearch(NameIndex(places)), typing_errors(places)
    first = five = found = wrong = 0
    misses = []
    for text, place in cases:
        answer = search.decide(text)
        right = [_metres(place, candidate.lat, candidate.lon) <= RIGHT_M for candidate in answer.candidates[:5]]
        first += right[:1] == [True]
        five += any(right)
        found += answer.state is PlaceState.FOUND
        if answer.state is PlaceState.FOUND and not right[0]:
            wrong += 1
            misses.append(f"  {text} [{place.name}] -> {answer.candidates[0].name} {answer.candidates[0].reason}")
        elif not any(right):
            misses.append(f"  {text} [{place.name}] ? {[(c.name, c.score) for c in answer.candidates[:2]]}")
    count = len(cases)
    print(f"typing errors: {count}, first {first / count:.1%}, first five {five / count:.1%}, "
          f"found {found / count:.1%}, silently wrong {wrong / count:.1%}")
    if "-v" in sys.argv:
        print(*misses[:80], sep="\n")


def report_no_places(places: Sequence[Place]) -> None:
    """Names of other countries and ordinary words that are taken for a Libyan place."""
    words = (ROOT / "tests" / "geocoding" / "no_libyan_places.txt").read_text(encoding="utf-8").splitlines()
    search = PlaceSearch(NameIndex(places))
    taken = [(word, search.decide(word)) for word in words]
    found = [f"{word} -> {d.candidates[0].name} ({d.candidates[0].reason})" for word, d in taken
             if d.state is PlaceState.FOUND]
    asked = sum(d.state is PlaceState.AMBIGUOUS for _, d in taken)
    print(f"no Libyan places: {len(words)} names, found {len(found) / len(words):.1%}, "
          f"asked about {asked / len(words):.1%}: {'; '.join(found)}")


def report_speed(places: Sequence[Place]) -> None:
    """While typing, and in bulk."""
    fold.cache_clear()
    search = PlaceSearch(NameIndex(places))
    started = time.perf_counter()
    search.candidates("warm up")
    print(f"index of {len(places)} places: {time.perf_counter() - started:.3f} s")
    typed = [text for text, _ in typing_errors(places, 250)]
    names = [text for place in places for text in place.spellings()]
    chance = random.Random(SEED)
    prefixes = [name[:chance.randint(2, max(3, len(name)))] for name in chance.sample(names, 500)]
    mixed = typed + prefixes + chance.sample(names, 250)
    for title, look_up in (("while typing", search.complete), ("decide", search.decide)):
        seconds = sorted(_timed(look_up, text) for text in mixed)
        print(f"{title}: {len(mixed)} mixed names, median {statistics.median(seconds) * 1000:.2f} ms, "
              f"99th percentile {seconds[int(len(seconds) * 0.99)] * 1000:.2f} ms, {len(mixed) / sum(seconds):.0f}/s")


def _timed(look_up: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    look_up(text)
    return time.perf_counter() - started


def _metres(place: Place, lat: float, lon: float) -> float:
    return distance_m(place, Place("", "", "", (), "", "", lat, lon, 0, 0, ""))


def _is_latin(text: str) -> bool:
    return clean(text).isascii()


def _is_arabic(text: str) -> bool:
    return not any(character.isascii() and character.isalpha() for character in text) and bool(fold(text).own)


def main() -> None:
    """Print all figures."""
    bundled = load_gazetteer()
    report_speed(bundled)
    report_held_back("one Latin spelling held back, bundled gazetteer", bundled, _is_latin)
    report_typing_errors(bundled)
    report_no_places(bundled)
    if not (DATA / "large_gazetteer.csv").exists():
        print(f"skipped: the large gazetteer and the alias pairs are not in {DATA}")
        return
    large = large_gazetteer()
    report_speed(large)
    report_held_back("one Latin spelling held back, large gazetteer", large, _is_latin)
    report_thresholds(large)
    report_held_back("one Arabic spelling held back, large gazetteer", large, _is_arabic)
    report_typing_errors(large)
    report_alias_pairs()


if __name__ == "__main__":
    main()
