"""Reads compass points and what they say of a place: "south of X", "2 km E and 1 km N of X", "southern X"."""

from dataclasses import replace
from typing import List, Optional, Tuple

from .geodesy import angle_between
from .path_reader import PathReader
from .phrase import Phrase, Relation
from .word_reader import Quantity
from .wording import CompassPoint, is_generic


class HeadingReader(PathReader):
    """The part of the phrase reader that knows headings."""

    def orthogonal(self, start: int, end: int, depth: int, distance: Quantity, note: str) -> List[Phrase]:
        """"2 km E and 1.5 km N of X", from the first heading on; empty unless the headings are at right angles."""
        heading, after = self.bare_heading(start, end)
        is_comma = heading is not None and after < end and self.tokens[after].key == ","
        length = 1 if is_comma else self.match("and", after, end) if heading else 0
        second = self.quantity(after + length, end) if length else None
        if heading is None or second is None:
            return []
        other, after = self.heading(after + length + second.length, end)
        if other is None or round(angle_between(heading.bearing_deg, other.bearing_deg)) != 90:
            return []
        sides = tuple(
            self.measure(Phrase(Relation.OFFSET, note, heading=point), quantity)
            for point, quantity in ((heading, distance), (other, second))
        )
        found = self.around(Relation.ORTHOGONAL, after, end, depth, None, None, note)
        return [replace(phrase, parts=sides) for phrase in found]

    def headed(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"south of X", "south and west of X", "جنوب X بـ 20 كم"; "south of X on the A-B road" is part of that road."""
        first = self.skip(["adverb"], start, end)
        several = self.several(first, end, depth)
        if several:
            return several
        heading, after = self.heading(first, end)
        if heading is None:
            return []
        last, paths = self.tail(after, end, depth)
        if paths:
            return self.along(Relation.PATH, self.around(Relation.PATH, after, last, depth, None, heading), paths)
        for tail in range(after + 1, end):
            length = self.match("by", tail, end)
            begin = self.skip(["adverb"], tail + length, end)
            distance = self.quantity(begin, end) if length else None
            if distance is not None and begin + distance.length == end:
                return self.around(Relation.OFFSET, after, tail, depth, distance, heading)
        return self.around(Relation.HEADING, after, end, depth, None, heading, self.slice(start, first))

    def several(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"south and west of X", "جنوب وغرب X"."""
        heading, after = self.bare_heading(start, end)
        if heading is None:
            return []
        other, position = self.heading(after + self.match("and", after, end), end)
        if after == start or other is None or not self.match("and", after, end):
            other, position = self.glued_heading(after, end)
        if other is None:
            return []
        headings = tuple(Phrase(Relation.HEADING, "", heading=point) for point in (heading, other))
        return [replace(found, parts=headings) for found in self.around(Relation.SEVERAL, position, end, depth)]

    def glued_heading(self, start: int, end: int) -> Tuple[Optional[CompassPoint], int]:
        """The compass point of "وغرب", the Arabic "and" before it, if a name follows."""
        if start >= end or not self.tokens[start].key.startswith("و"):
            return None, start
        point, length = self.compass(start, end, glued=True)
        return (point, start + length + self.match("of", start + length, end)) if point else (None, start)

    def outskirts(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"the southern outskirts of X", "dans le sud de X", "الضواحي الجنوبية لـ X", "ضواحي X الجنوبية"."""
        side = self.match("side", start, end)
        heading, after = self.heading(start + side, end) if side else (None, start)
        if heading is not None:
            return self.part_of(after, end, depth, heading, "part")
        for sense in ("outskirts", "part"):
            heading, after = self.bare_heading(start, end)
            length = self.match(sense, after, end) if heading else 0
            if length:
                return self.part_of(after + length, end, depth, heading, sense)
            length = self.match(sense, start, end)
            if not length:
                continue
            is_arabic = not self.tokens[start].key.isascii()
            heading, after = self.bare_heading(start + length, end)
            of = self.match("of", after, end)
            if heading is not None and (of or is_arabic):  # "la banlieue sud de X"
                return self.part_of(after + of, end, depth, heading, sense)
            for tail in range(start + length + 1, end if is_arabic else 0):
                heading, after = self.bare_heading(tail, end)
                if heading is not None and after == end:
                    return self.part_of(start + length, tail, depth, heading, sense)
        return []

    def part(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"southern X", "south X"; and the name, for there is a Western Mountain, and a South Gate is a name first."""
        start = self.skip(["in"], start, end)
        heading, after = self.bare_heading(start, end)
        if heading is None or not self.tokens[after - 1].key.isascii() or is_generic(self.slice(after, end)):
            return []
        parts = [replace(one, text=self.slice(start, end)) for one in self.part_of(after, end, depth, heading, "part")]
        name = self.name(start, end)
        return [*parts, name] if self.tokens[after - 1].key.endswith("ern") else [name, *parts]

    def part_of(self, start: int, end: int, depth: int, heading: CompassPoint, sense: str) -> List[Phrase]:
        """The part of what stands from `start` on; an Arabic name may have "of" glued to it."""
        if start < end and self.glued_to(start):
            name = self.slice(start, end)
            names = [f"ال{name[2:]}" if name.startswith("لل") else name[1:], name]
            found = [
                Phrase(Relation.PART, name, anchors=(Phrase(Relation.NAME, each, name=each),), heading=heading)
                for each in names
            ]
        else:
            found = self.around(Relation.PART, start, end, depth, None, heading)
        return [replace(phrase, sense=sense) for phrase in found]

    def heading(self, start: int, end: int) -> Tuple[Optional[CompassPoint], int]:
        """A compass point and the "of" after it; Arabic needs no "of". "due south" is not off at all."""
        heading, position = self.bare_heading(start, end)
        if heading is None:
            return None, start
        length = self.match("of", position, end)
        if length or (not self.tokens[position - 1].key.isascii() and position < end):
            return (None, start) if self.is_adjective(position - 1) and not length else (heading, position + length)
        return None, start

    def is_adjective(self, position: int) -> bool:
        """Whether it is an Arabic compass word of the feminine, which says which part and not "south of"."""
        return self.tokens[position].key.endswith("يه")

    def bare_heading(self, start: int, end: int) -> Tuple[Optional[CompassPoint], int]:
        """A compass point after "to the" or "due", and the position after it."""
        position = self.skip(["toward", "due"], start, end)
        exact = any(self.match("due", place, position) for place in range(start, position))
        point, length = self.compass(position, end)
        if point is None:
            return None, start
        return (point._replace(half_width_deg=0.0, name=f"due {point.name}") if exact else point), position + length
