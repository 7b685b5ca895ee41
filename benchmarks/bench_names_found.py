#!/usr/bin/env python3
"""Place search: how often right, how often silently wrong, and what it makes of names that are no Libyan place."""

import sys
from typing import Callable, Iterator, List, Sequence, Set, Tuple

from name_cases import (
    DATA,
    RIGHT_M,
    ROOT,
    SEED,
    HeldBackIndex,
    held_back_cases,
    is_arabic,
    is_latin,
    is_latin_name,
    large_gazetteer,
    metres,
    typing_errors,
)

from libya_incident_mapper.geocoding import decision
from libya_incident_mapper.geocoding.folding import clean
from libya_incident_mapper.geocoding.gazetteer import Place, load_gazetteer
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.search import PlaceSearch, default_search
from libya_incident_mapper.model.location import PlaceState

UQAYLAH = ("Uqaylah", "El Agheila", "al-'Aqila", "Ugayla", "العقيلة", "Al ‘Uqaylah", "AL-UQAYLA", "el agheila",
           "Uqayla", "Oqaila", "Uqaila", "Al-Oqayla", "Ogaila", "El Ageila", "Al Ugayla", "عقيلة", "الـعـقيلة",
           "El-Agheilah")
Case = Tuple[str, Place, Set[str]]


def answers(cases: Sequence[Case], index: HeldBackIndex) -> Iterator[Tuple[Case, decision.Decision, List[float]]]:
    """Each case with the decision and how far its first five candidates are from the place."""
    search = PlaceSearch(index)
    for case in cases:
        text, place, ids = case
        index.held_back = clean(text), ids
        answer = search.decide(text)
        yield case, answer, [metres(place, candidate.lat, candidate.lon) for candidate in answer.candidates[:5]]


def report_held_back(title: str, places: Sequence[Place], is_wanted: Callable[[str], bool]) -> None:
    """First, first five, found, silently wrong."""
    cases = held_back_cases(places, is_wanted, 800)
    first = five = found = wrong = 0
    misses = []
    for (text, place, _), answer, distances in answers(cases, HeldBackIndex(places)):
        is_right = bool(distances) and distances[0] <= RIGHT_M
        first += is_right
        five += any(distance <= RIGHT_M for distance in distances)
        found += answer.state is PlaceState.FOUND
        wrong += answer.state is PlaceState.FOUND and not is_right
        if not is_right:
            misses.append(f"  {text} [{place.name}] {answer.state.value}: {[c.name for c in answer.candidates[:3]]}")
    count = len(cases)
    print(f"{title}: {count} names, first {first / count:.1%}, first five {five / count:.1%}, "
          f"found {found / count:.1%}, silently wrong {wrong / count:.1%} of all, {wrong / max(found, 1):.1%} of found")
    if "-v" in sys.argv:
        print(*sorted(misses), sep="\n")


def report_rapidfuzz(places: Sequence[Place]) -> None:
    """The same sample by rapidfuzz's best scorer over the cleaned spellings, which never says that it does not know."""
    from rapidfuzz import fuzz, process

    spellings = [(clean(text), place) for place in places for text in place.spellings()]
    keys, right = [plain for plain, _ in spellings], 0
    cases = held_back_cases(places, is_latin, 800)
    for text, place, ids in cases:
        query = clean(text)
        best = process.extract(query, keys, scorer=fuzz.WRatio, limit=40)
        others = (spellings[n][1] for key, _, n in best if key != query or spellings[n][1].place_id not in ids)
        answer = next(others, None)
        right += answer is not None and metres(place, answer.lat, answer.lon) <= RIGHT_M
    print(f"  rapidfuzz WRatio, the same sample: first {right / len(cases):.1%}, found and wrong the rest")


def report_thresholds(places: Sequence[Place]) -> None:
    """Precision against coverage: what stricter and laxer acceptance would find, and how much of that is wrong."""
    usual = decision.ACCEPT, decision.MARGIN
    cases, index = held_back_cases(places, is_latin, 400, SEED + 1), HeldBackIndex(places)
    for margin in (0.08, 0.12, 0.16):
        for accept in (0.1, 0.15, 0.2, 0.25, 0.3):
            decision.ACCEPT, decision.MARGIN = accept, margin
            taken = [distances[0] for _, answer, distances in answers(cases, index) if answer.state is PlaceState.FOUND]
            wrong = sum(distance > RIGHT_M for distance in taken)
            shipped = " (as shipped)" if (accept, margin) == usual else ""
            print(f"  scores up to {accept:.2f}, margin {margin:.2f}{shipped}: found {len(taken) / len(cases):.1%}, "
                  f"silently wrong {wrong / len(cases):.1%} of all, precision {1 - wrong / max(len(taken), 1):.1%}")
    decision.ACCEPT, decision.MARGIN = usual


def report_typing_errors(places: Sequence[Place]) -> None:
    """One typing error: the place first, among the first five, found, silently wrong."""
    cases, index = [(text, place, set()) for text, place in typing_errors(places, 600)], HeldBackIndex(places)
    first = five = found = wrong = 0
    for _, answer, distances in answers(cases, index):
        is_right = bool(distances) and distances[0] <= RIGHT_M
        first += is_right
        five += any(distance <= RIGHT_M for distance in distances)
        found += answer.state is PlaceState.FOUND
        wrong += answer.state is PlaceState.FOUND and not is_right
    count = len(cases)
    print(f"typing errors: {count}, first {first / count:.1%}, first five {five / count:.1%}, "
          f"found {found / count:.1%}, silently wrong {wrong / count:.1%}")


def report_no_places(title: str, places: Sequence[Place]) -> None:
    """Names of other countries and ordinary words that are taken for a place: chosen by hand, and drawn by lot.

    Drawn were towns with an airfield and words of manuals and of translated programs, less all names that some list of
    Libya has.
    """
    search = PlaceSearch(NameIndex(places))
    for how, name in (("chosen", "no_libyan_places.txt"), ("drawn", "no_libyan_places_drawn.txt")):
        words = (ROOT / "benchmarks" / name).read_text(encoding="utf-8").splitlines()
        taken = [(word, search.decide(word)) for word in words]
        found = [f"{word} -> {d.candidates[0].name} ({d.candidates[0].reason})" for word, d in taken
                 if d.state is PlaceState.FOUND]
        asked = sum(answer.state is PlaceState.AMBIGUOUS for _, answer in taken)
        print(f"no Libyan places, {how}, {title}: {len(words)} names, found {len(found) / len(words):.1%}, "
              f"asked about {asked / len(words):.1%}: {'; '.join(found)}")


def main() -> None:
    """Print all figures."""
    bundled = load_gazetteer()
    found = [text for text in UQAYLAH if default_search().decide(text).candidates[0].place_id == "sup:el-agheila"
             and default_search().decide(text).state is PlaceState.FOUND]
    print(f"usual spellings of Uqaylah: {len(found)} of {len(UQAYLAH)} found")
    report_held_back("one Latin spelling held back, bundled gazetteer", bundled, is_latin)
    report_no_places("bundled gazetteer", bundled)
    if not (DATA / "large_gazetteer.csv").exists():
        print(f"skipped: the large gazetteer is not in {DATA}")
        return
    large = large_gazetteer()
    report_held_back("one Latin spelling held back, large gazetteer", large, is_latin)
    report_rapidfuzz(large)
    report_held_back("the same without codes of airfields", large, is_latin_name)
    report_thresholds(large)
    report_held_back("one Arabic spelling held back, large gazetteer", large, is_arabic)
    report_typing_errors(large)
    report_no_places("large gazetteer", large)


if __name__ == "__main__":
    main()
