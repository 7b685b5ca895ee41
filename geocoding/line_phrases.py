"""What lies on a line, placed by a gate listed under that very name, by the line itself, or by the other words."""

from dataclasses import replace
from typing import Callable, Optional, Tuple

from ..model.location import NOWHERE, Candidate, Location, PlaceState
from .clues import Clues
from .contradictions import fits_strictly
from .decision import VERY_NAME, Decision
from .locations import all_candidates, anchor_of, anchor_of_candidate, at_place, nowhere, one_place, stuck, unknown
from .neighbours import neighbours_of
from .on_lines import OnLines
from .packages import MissingPackage
from .phrase import Phrase
from .search import PlaceSearch


class LinePhrases:
    """Places PATH and ALONG phrases.

    place: how the geocoder places any phrase; related: how it places a relation to known places.
    """

    def __init__(
        self, on_lines: OnLines, search: PlaceSearch, place: Callable[[Phrase, Clues], Location],
        related: Callable[[Phrase, Clues], Location],
    ) -> None:
        self._on_lines, self._search, self._place, self._related = on_lines, search, place, related

    def locate(self, phrase: Phrase, clues: Clues) -> Location:
        """The location; a line known by its name needs no places that it joins."""
        inner = [self._place(anchor, clues) for anchor in phrase.anchors]
        ends = [self._place(end, clues) for end in phrase.ends]
        if stuck(ends) is not None and self._on_lines.named(phrase.line):
            phrase, ends = replace(phrase, ends=()), []
        unresolved = stuck([*inner, *ends]) or one_place(ends)
        if unresolved is not None:
            return unresolved
        try:
            found = self._listed_gate(phrase, clues) or self._on_lines.place(
                phrase, inner, ends, neighbours_of((inner or ends or [NOWHERE])[0])
            )
        except MissingPackage as missing:
            return nowhere(PlaceState.UNKNOWN, all_candidates([*inner, *ends]), str(missing))
        return found or self._without_line(phrase, clues)

    def _listed_gate(self, phrase: Phrase, clues: Clues) -> Optional[Location]:
        """The one gate of that very name that can lie where the words say, if there is one."""
        rest = self._on_lines.without_line(phrase) if phrase.gate else None
        if rest is None:
            return None
        anchors = [anchor_of(self._place(anchor, clues)) for anchor in rest.anchors]
        fitting = [
            gate for gate in self._listed(phrase.gate, clues)
            if fits_strictly(rest, anchors, anchor_of_candidate(gate))
        ]
        if len(fitting) != 1:
            return None
        place = at_place(Decision(PlaceState.FOUND, tuple(fitting)))
        return replace(place, remark=f"{place.remark}; fits '{phrase.text}'")

    def _without_line(self, phrase: Phrase, clues: Clues) -> Location:
        """What the words say without the line, and that it is missing."""
        rest = self._on_lines.without_line(phrase)
        if rest is None:
            return unknown(phrase, Decision(PlaceState.UNKNOWN))
        outcome = self._related(rest, clues)
        if outcome.state is not PlaceState.FOUND:
            return outcome
        what = f"'{phrase.gate}' is counted along a line" if phrase.gate else f"'{phrase.line}' is a line"
        remark = f"{what} and none is loaded that fits, so that only the rest of the words counts: {outcome.remark}"
        number = (phrase.distance_m or 0.0) / phrase.unit_m
        gates = self._listed(f"Gate {number:g}", clues) if phrase.gate else ()
        if gates:
            remark = f"{remark}; listed under that number, not chosen: {', '.join(gate.name for gate in gates)}"
        return replace(outcome, remark=remark, candidates=tuple(dict.fromkeys((*outcome.candidates, *gates))))

    def _listed(self, name: str, clues: Clues) -> Tuple[Candidate, ...]:
        """The places that the lists have by that very name."""
        return tuple(place for place in self._search.decide(name, clues).candidates if place.score <= VERY_NAME)
