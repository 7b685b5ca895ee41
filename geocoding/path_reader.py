"""Reads what lies on a line: "the A-B road", "the coast east of X", "the 40 km checkpoint west of X"."""

from dataclasses import replace
from functools import cached_property
from typing import Dict, List, Optional, Sequence, Tuple

from .phrase import Phrase, Relation
from .word_reader import Quantity, WordReader
from .wording import CROSSING, CompassPoint, is_generic

_ROAD, _BORDER = "road", "border"


class PathReader(WordReader):
    """The part of the phrase reader that knows lines; names, relations and headings are read by its heirs."""

    @cached_property
    def lines(self) -> Dict[int, Tuple[int, str]]:
        """Positions of words for a line: how many tokens they take, and the kind of line."""
        found, crossed = {}, 0  # the border of a "poste-frontière" is none
        for position, token in enumerate(self.tokens):
            longest = self.words.longest_from.get(token.key, 0) if position >= crossed else 0
            for length in range(min(longest, len(self.tokens) - position), 0, -1):
                kind = self.words.lines.get(self.keys(position, position + length))
                if kind == CROSSING:
                    crossed = position + length
                    break
                if kind:
                    found[position] = length, kind
                    break
        return found

    def path(self, start: int, end: int, depth: int, is_tail: bool = False) -> List[Phrase]:
        """Readings as a line that joins or leaves places; in a tail ("... on the coastal road") its name is enough."""
        if start in self.lines and start + self.lines[start][0] <= end:
            length, kind = self.lines[start]
            if start + length == end:
                return [self.line(start, end, kind)] if is_tail else []
            found = self.line_to(start, start + length, end, depth, kind, is_tail)
            if found:
                return found
        for position, (length, kind) in sorted(self.lines.items()):
            if start < position and position + length == end and not self.is_broken(start, position):
                couples = self.couples(start, position, depth, ("to_end",), dash=True)
                named = self.line_towards(start, end, start, position, kind) if is_tail else []
                return [self.line(start, end, kind, ends=couple) for couple in couples] or named
        return []

    def is_broken(self, start: int, end: int) -> bool:
        """Whether a comma, an "on", a heading or another line shows that the words are more than the name of a line."""
        return any(
            self.tokens[at].key in (",", ";", "(") or at in self.lines
            or self.match("on", at, end) or self.heading(at, end)[0]
            for at in range(start, end)
        )

    def line(
        self, start: int, end: int, kind: str, ends: Tuple[Phrase, ...] = (), anchors: Tuple[Phrase, ...] = (),
        heading: Optional[CompassPoint] = None,
    ) -> Phrase:
        """A PATH; its words are kept as the name that a line may have."""
        text = self.slice(start, end)
        return Phrase(
            Relation.PATH, text, anchors=anchors, heading=heading, ends=ends, line=text, line_kind=kind
        )

    def line_to(self, start: int, rest: int, end: int, depth: int, kind: str, is_tail: bool) -> List[Phrase]:
        """What follows the word for the line: its two ends, the one it leads to, or where along it."""
        heading, after = self.heading(rest, end)
        length = self.match("to_end", rest, end) if is_tail and heading is None else 0
        if length and rest + length < end and not self.match("and", rest, end):
            return [self.line(start, end, kind, ends=(self.phrase(rest + length, end, depth + 1)[0],))]
        leads = self.match("leads", rest, end)
        length = max(self.match("ends", rest, end), leads)
        couples = self.couples(
            rest + length, end, depth, ("to_end", "and"), dash=True,
            blank=not self.tokens[start].key.isascii() and not length,
        )
        if heading is not None and after < end:
            return [
                self.line(start, rest, kind, anchors=(anchor,), heading=heading)
                for anchor in self.phrase(after, end, depth + 1)
            ]
        is_lead = 0 < leads < end - rest and kind == _ROAD and not couples
        length = self.match("distance", rest, end) if is_tail and not couples and not is_lead else 0
        if length and rest + length < end:  # "20 km down the coast from X"
            return [
                self.line(start, rest, kind, anchors=(anchor,)) for anchor in self.phrase(rest + length, end, depth + 1)
            ]
        found = [self.line(start, end, kind, ends=couple) for couple in couples]
        if is_tail and (is_lead or not self.tokens[start].key.isascii()):  # "sur la route de X", "على طريق X"
            return found + self.line_towards(start, end, rest + leads, end, kind)
        if kind == _BORDER and not found:  # "الحدود المصرية" is called so and joins nothing
            return [self.line(start, end, kind), self.name(start, end)]
        return found

    def line_towards(self, start: int, end: int, first: int, last: int, kind: str) -> List[Phrase]:
        """"the Jalu road" as the one that leads to Jalu, and as nothing but its name."""
        named = self.line(start, end, kind)
        return [named] if is_generic(self.slice(first, last)) else [
            replace(named, ends=(self.name(first, last),)), named,
        ]

    def couples(
        self, start: int, end: int, depth: int, roles: Sequence[str], dash: bool = False, blank: bool = False
    ) -> List[Tuple[Phrase, Phrase]]:
        """Readings as two places, with one of these words between them, a dash, or in Arabic a mere blank."""
        explicit, mere = [], []
        for position in range(start + 1, end):
            length = max(self.match(role, position, end) for role in roles)
            if length and position + length < end:
                right = self.phrase(position + length, end, depth + 1)[0]
            elif "and" in roles and self.glued_and(position):
                right = self.name(position, end, glued=True)
            elif dash and self.joined_by_dash(position):
                right = self.phrase(position, end, depth + 1)[0]
            elif blank:
                mere.append((self.name(start, position), self.name(position, end)))
                continue
            else:
                continue
            explicit.append((self.phrase(start, position, depth + 1)[0], right))
        return explicit + mere

    def tail(self, start: int, end: int, depth: int) -> Tuple[int, List[Phrase]]:
        """Where a further "on the A-B road" begins, and its readings; (end, []) if there is none."""
        if any(position >= start for position in self.lines):
            for position in range(start, end):
                first = position + (self.tokens[position].key == ",")
                length = self.match("on", first, end)
                if length or self.is_bare_road(start, first):
                    found = self.path(self.skip(["lead"], first + length, end), end, depth, is_tail=True)
                    if found:
                        return position, found
        return end, []

    def is_bare_road(self, start: int, position: int) -> bool:
        """Whether an Arabic road follows a name without "on": "20 كم جنوب سرت طريق الجفرة"."""
        return (
            position > start and self.lines.get(position, (0, ""))[1] == _ROAD
            and not self.tokens[position].key.isascii() and self.keys(position - 1, position) not in self.words.roles
        )

    def along(self, relation: Relation, found: Sequence[Phrase], paths: Sequence[Phrase]) -> List[Phrase]:
        """Readings of a relation whose place lies on a line."""
        return [
            replace(phrase, relation=relation, ends=path.ends, line=path.line, line_kind=path.line_kind)
            for phrase in found for path in paths
        ]

    def gate(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"the 40 km checkpoint west of X", "Gate 40 on the A-B road"; a mere "Gate 40" is a name."""
        distance, after = self.gate_words(start, end)
        if distance is None or after >= end:
            return []
        gate = self.slice(start, after)
        after += self.tokens[after].key == ","
        if self.split_by_check(after, end, depth):
            return []
        last, paths = self.tail(after, end, depth)
        ends = [Phrase(Relation.PATH, gate, line_kind=_ROAD)]
        heading, first = self.heading(after, last)
        length = 0 if heading else max(self.match(role, after, last) for role in ("distance", "of"))
        if heading is not None or length:
            found = self.around(Relation.ALONG, first + length, last, depth, distance, heading)
        elif paths and last == after:
            found = [self.measure(Phrase(Relation.ALONG, gate), distance)]
        else:
            length = self.match("between", after, end)
            couples = self.couples(after + length, end, depth, ("and",)) if length else []
            ends = [replace(ends[0], ends=couple) for couple in couples]
            found = [self.measure(Phrase(Relation.ALONG, gate), distance)]
        return [replace(phrase, gate=gate) for phrase in self.along(Relation.ALONG, found, paths or ends)]

    def gate_words(self, start: int, end: int) -> Tuple[Optional[Quantity], int]:
        """How far the gate is counted, and the position after its words; a number without a unit means kilometres."""
        length = self.match("gate", start, end)
        counted = self.skip(["count"], start + length, end)
        if counted > start:
            distance = self.gate_number(counted, end)
            after = counted + distance.length if distance else start
            return distance, after + self.match("gate", after, end) if not length else after
        distance = self.gate_number(start, end)
        length = self.match("gate", start + distance.length, end) if distance else 0
        return (distance, start + distance.length + length) if distance and length else (None, start)

    def gate_number(self, start: int, end: int) -> Optional[Quantity]:
        """"40 km", or "40" in digits: "two checkpoint" is no name of a gate."""
        distance = self.quantity(start, end)
        if distance is None and start < end and self.tokens[start].key[0].isdigit():
            number, after = self.number(start, end)
            return Quantity(number * 1000, 0.0, after - start) if number else None
        return distance

    @staticmethod
    def measure(phrase: Phrase, distance: Quantity) -> Phrase:
        """The phrase with a stated distance."""
        return replace(
            phrase, distance_m=distance.metres, spread_m=distance.spread_m, unit_m=distance.unit_m
        )
