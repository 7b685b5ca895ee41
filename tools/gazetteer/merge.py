"""Many sources into one list: the same place stands there once, under the name of the first source that has it."""

from typing import Dict, Iterable, List, Optional, Sequence

from ...geocoding.dumps.spellings import aliases_of
from ...geocoding.gazetteer import Place, importance, place_kinds
from ...geocoding.same_place import NEAR_M
from .entry import Entry, distance_m


def merge(sources: Sequence[Iterable[Entry]]) -> List[Entry]:
    """The entries of the first source, and of each later one those that are not there yet.

    Two entries are one place if they share a code, or lie within 12 km, are kinds of one group
    and have a spelling with the same consonants and numbers.
    """
    kept: List[Entry] = []
    by_code: Dict[str, Entry] = {}
    for source in sources:
        fresh = []
        for entry in source:
            twin = next((by_code[code] for code in entry.codes if code in by_code), None) or _twin(entry, kept)
            if twin is None:
                fresh.append(entry)
            else:
                _unite(twin, entry)
        kept.extend(fresh)
        by_code.update((code, entry) for entry in fresh for code in entry.codes)
    return kept


def place(entry: Entry) -> Place:
    """The entry in its final form."""
    kind, sources = place_kinds()[entry.kind], tuple(dict.fromkeys(entry.sources))
    return Place(
        entry.place_id, entry.name, entry.name_ar,
        aliases_of(entry.name, entry.name_ar, entry.aliases, kind.group == "area"), entry.kind, entry.district,
        round(entry.lat, 5), round(entry.lon, 5), entry.extent_m or kind.extent_m,
        importance(kind.weight, entry.population, len(sources)), "+".join(sources),
    )


def _twin(entry: Entry, kept: Sequence[Entry]) -> Optional[Entry]:
    kinds, keys = place_kinds(), entry.keys()
    near = []
    for other in kept:
        # A degree is at most 112 km: what is farther apart than half a degree need not be measured.
        if abs(other.lat - entry.lat) > 0.5 or kinds[other.kind].group != kinds[entry.kind].group:
            continue
        distance = distance_m(entry.lat, entry.lon, other.lat, other.lon)
        if distance <= NEAR_M and keys & other.keys():
            near.append((distance, other.place_id, other))
    return min(near)[2] if near else None


def _unite(twin: Entry, entry: Entry) -> None:
    twin.aliases.extend(entry.spellings())
    twin.name_ar = twin.name_ar or entry.name_ar
    twin.population = max(twin.population, entry.population)
    twin.sources.extend(source for source in entry.sources if source not in twin.sources)
    twin.codes |= entry.codes
