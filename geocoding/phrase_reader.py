"""Takes a place phrase apart, by recursive descent; every method gives all readings, likeliest first."""

from dataclasses import replace
from typing import List, Optional, Tuple

from .heading_reader import HeadingReader
from .phrase import Phrase, Relation
from .word_reader import Quantity
from .wording import CompassPoint, is_generic

_DEEPEST_NESTING = 3


class PhraseReader(HeadingReader):
    """Reads names and the relations between them; English, French, and Arabic, whose compass words need no "of"."""

    def phrase(self, start: int, end: int, depth: int = 0) -> List[Phrase]:
        """Readings of the tokens as a whole place phrase."""
        return (
            self.relation(start, end, depth)
            or (self.check(start, end, depth) if depth == 0 else [])
            or self.part(start, end, depth)
            or self.area(start, end)
            or [self.name(start, end)]
        )

    def relation_with_aside(self) -> List[Phrase]:
        """Readings of "20 km north of X, offshore": a relation, and after a comma what names no place; else empty."""
        end = len(self.tokens)
        for position in range(1, end - 1):
            if self.tokens[position].key == "," and self.match("aside", position + 1, end) == end - position - 1:
                aside = self.slice(position + 1, end)
                return [replace(found, note=found.note or aside) for found in self.relation(0, position, 0)]
        return []

    def relation(self, start: int, end: int, depth: int) -> List[Phrase]:
        """Readings as a relation to something, after words such as "the area"; empty if it is none."""
        if depth >= _DEEPEST_NESTING:
            return []
        position = start
        while position < end:
            found = self.relation_at(position, end, depth)
            if found:
                return [replace(phrase, text=self.slice(start, end)) for phrase in found]
            length = self.match("lead", position, end) or (self.thing(position, end) if depth else 0)
            if not length:
                return []
            position += length
        return []

    def thing(self, start: int, end: int) -> int:
        """How many tokens are a facility without a name: "20 km south of the junction west of X"."""
        lengths = range(min(self.words.longest, end - start - 1), 0, -1)
        return next((length for length in lengths if self.keys(start, start + length) in self.words.facilities), 0)

    def relation_at(self, start: int, end: int, depth: int) -> List[Phrase]:
        """Readings as a relation that begins right here."""
        readers = (
            self.gate, self.within, self.measured, self.vaguely_measured, self.headed, self.outskirts, self.near,
            self.between, self.path,
        )
        for read in readers:
            found = read(start, end, depth)
            if found:
                is_whole = read == self.gate or found[0].relation is Relation.ORTHOGONAL
                return found if is_whole or not self.split_by_check(start, end, depth) else []
        return []

    def split_by_check(self, start: int, end: int, depth: int) -> bool:
        """Whether a further relation follows a comma, which makes the whole a place with check.

        What follows as a line ("20 km south of X, on the coastal road") is part of the relation before it.
        """
        return any(
            phrase.relation is not Relation.PATH
            for position in range(start, end) if self.tokens[position].key in (",", ";", "(")
            for phrase in self.relation(position + 1, end, depth + 1)
        )

    def within(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"within 20 km of X"."""
        position = start + self.match("within", start, end)
        distance = self.quantity(self.skip(["adverb"], position, end), end) if position > start else None
        if distance is None:
            return []
        position = self.skip(["adverb"], position, end) + distance.length
        length = self.match("of", position, end)
        return self.around(Relation.WITHIN, position + length, end, depth, distance) if length else []

    def measured(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"20 km south of X", "20 km from X", "20 km from X to the south", each also "on the A-B road"."""
        first = self.skip(["adverb"], start, end)
        distance = self.quantity(first, end)
        if distance is None:
            return []
        last, paths = self.tail(first + distance.length, end, depth)
        if paths and last == first + distance.length:  # "20 km along the coast east of X"
            return [self.measure(replace(path, relation=Relation.ALONG), distance) for path in paths]
        found = self.offset(first, last, depth, distance, self.slice(start, first))
        return self.along(Relation.ALONG, found, paths) if paths else found

    def offset(self, start: int, end: int, depth: int, distance: Quantity, note: str) -> List[Phrase]:
        """The distance from `start`, and what it is counted from."""
        position = self.skip(["adverb"], self.conversion(start + distance.length, end), end)
        orthogonal = self.orthogonal(position, end, depth, distance, note)
        if orthogonal:
            return orthogonal
        heading, after = self.heading(self.skip(["adverb", "toward"], position, end), end)
        if heading is not None:
            return self.around(Relation.OFFSET, after, end, depth, distance, heading, note)
        length = self.match("distance", position, end)
        if not length:
            return []
        for tail in range(position + length + 1, end):
            heading, after = self.bare_heading(tail, end)
            if heading is not None and after == end and self.match("toward", tail, end):
                return self.around(Relation.OFFSET, position + length, tail, depth, distance, heading, note)
        return self.around(Relation.DISTANCE, position + length, end, depth, distance, None, note)

    def conversion(self, start: int, end: int) -> int:
        """The position after a repeated distance in brackets: "20 km (12 miles)"."""
        if start < end and self.tokens[start].key == "(":
            distance = self.quantity(self.skip(["adverb"], start + 1, end), end)
            close = self.skip(["adverb"], start + 1, end) + distance.length if distance else end
            if close < end and self.tokens[close].key == ")":
                return close + 1
        return start

    def vaguely_measured(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"a few kilometres south of X" is a heading only, "a few kilometres from X" is near it."""
        position = self.skip(["adverb"], start, end)
        position += self.match("vague", position, end)
        if position == start:
            return []
        if position < end and self.tokens[position].key in self.words.units:
            position += 1
        note = self.slice(start, position)
        heading, after = self.heading(position, end)
        if heading is not None:
            return self.around(Relation.HEADING, after, end, depth, None, heading, note)
        length = self.match("distance", position, end)
        return self.around(Relation.NEAR, position + length, end, depth, None, None, note) if length else []

    def near(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"near X"; a line after it ("near X on the coastal road") is noted."""
        last, paths = self.tail(start, end, depth)
        note = self.slice(last, end) if paths else ""
        position = self.skip(["adverb"], start, last)
        length = self.match("near", position, last)
        if not length:
            position = start
            length = self.match("near", position, last)
        return self.around(Relation.NEAR, position + length, last, depth, None, None, note) if length else []

    def between(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"between A and B", one reading for each word that may be the "and"."""
        length = self.match("between", start, end)
        return self.pairs(Relation.BETWEEN, start + length, end, depth) if length else []

    def around(
        self, relation: Relation, start: int, end: int, depth: int, distance: Optional[Quantity] = None,
        heading: Optional[CompassPoint] = None, note: str = "",
    ) -> List[Phrase]:
        """The relation to whatever stands from `start` on, one reading for each reading of that."""
        if start >= end:
            return []
        found = [
            Phrase(relation, self.slice(start, end), anchors=(anchor,), heading=heading, note=note)
            for anchor in self.phrase(start, end, depth + 1)
        ]
        return [self.measure(phrase, distance) for phrase in found] if distance else found

    def pairs(
        self, relation: Relation, start: int, end: int, depth: int, sense: str = "", dash: bool = False
    ) -> List[Phrase]:
        """Readings of "A and B" as two places, of "A, B and C" as three."""
        whole = Phrase(relation, self.slice(start, end), sense=sense)
        lists = self.enumerated(start, end, depth) + self.couples(start, end, depth, ("and",), dash)
        return [replace(whole, anchors=places) for places in lists]

    def enumerated(self, start: int, end: int, depth: int) -> List[Tuple[Phrase, ...]]:
        """Readings of "A, B and C", also with a comma before the "and"."""
        commas = [position for position in range(start + 1, end - 1) if self.tokens[position].key == ","]
        if not commas:
            return []
        names = tuple(
            self.name(one + 1, other) for one, other in zip([start - 1, *commas], commas) if one + 1 < other
        )
        last = commas[-1] + 1
        length = self.match("and", last, end)
        if length and len(names) > 1 and last + length < end:
            return [(*names, self.name(last + length, end))]
        return [(*names, *couple) for couple in self.couples(last, end, depth, ("and",))]

    def check(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"X, south of Y", "X near Y", "a house near Y": the place first, the relation to check second."""
        for position in range(start + 1, end):
            apart = self.tokens[position].key in (",", ";", "(")
            last = end - 1 if apart and self.tokens[end - 1].key == ")" and self.tokens[position].key == "(" else end
            if not apart and self.match("lead", position, last):
                continue
            relations = self.relation(position + apart, last, depth + 1) or self.line_after(position, last, depth + 1)
            if not relations:
                continue
            first = self.trim(start, position)
            if first == start or is_generic(self.slice(start, first)) or self.is_facility(start, first):
                return [replace(found, note=found.note or self.slice(start, first)) for found in relations]
            whole = self.slice(start, end)
            return [
                Phrase(Relation.CHECK, whole, anchors=(main, found))
                for main in self.phrase(start, first, depth + 1)[:1] for found in relations
            ]
        return []

    def line_after(self, start: int, end: int, depth: int) -> List[Phrase]:
        """", on the coastal road" right at `start`, after a comma."""
        position, paths = self.tail(start, end, depth) if self.tokens[start].key == "," else (end, [])
        return paths if position == start else []

    def trim(self, start: int, end: int) -> int:
        """The end without trailing words such as "in the area" that belong to what follows."""
        while end > start and (self.match("lead", end - 1, end) or self.match("toward", end - 1, end)):
            end -= 1
        return end

    def area(self, start: int, end: int) -> List[Phrase]:
        """"Jufra district", "the region of Kufra and Jalu", "منطقة الكفرة وجالو"; empty without an area word."""
        start = self.skip(["in"], start, end)
        first, last, sense = start, end, ""
        if end - start > 1 and self.tokens[end - 1].key in self.words.areas:
            last, sense = end - 1, self.words.areas[self.tokens[end - 1].key]
        elif end - start > 1 and self.tokens[start].key in self.words.areas:
            length = self.match("of", start + 1, end)
            if length or not self.tokens[start].key.isascii():
                first, sense = start + 1 + length, self.words.areas[self.tokens[start].key]
        if not sense or first >= last:
            return []
        whole = Phrase(
            Relation.AREA, self.slice(start, end), name=self.slice(self.skip(["in"], first, last), last), sense=sense
        )
        joint = [] if not whole.name else self.pairs(Relation.JOINT, first, last, _DEEPEST_NESTING, sense, dash=True)
        explicit = any(self.match("and", position, last) for position in range(first + 1, last - 1))
        return (joint if explicit and joint else [whole, *joint]) if whole.name else []

    def is_facility(self, start: int, end: int) -> bool:
        """Whether these words are nothing but a facility: "the police station"."""
        return self.keys(self.skip(["in"], start, end), end) in self.words.facilities

    def name(self, start: int, end: int, glued: bool = False) -> Phrase:
        """The tokens as a name, less "in the town of" and the like; `glued`: less the letter of an Arabic "and"."""
        text = self.slice(start, end) if start < end else self.text
        if glued:
            return Phrase(Relation.NAME, text[1:], name=text[1:])
        first = self.skip(["in"], start, end)
        if first >= end:
            return Phrase(Relation.NAME, text, name=text)
        last, kinds = end, ()
        for length in range(min(self.words.longest, end - first - 1), 0, -1):
            before, after = self.keys(first, first + length), self.keys(end - length, end)
            if before in self.words.kinds:
                first, kinds = first + length, self.words.kinds[before]
                break
            if after in self.words.kinds:
                last, kinds = end - length, self.words.kinds[after]
                break
        else:
            first -= first > start and self.is_of_the_name(first - 1)
        return Phrase(Relation.NAME, text, name=self.slice(first, last), kinds=kinds)

    def is_of_the_name(self, position: int) -> bool:
        """Whether it is a French article with a capital letter, as in "La Abraq", which is part of the name."""
        token = self.tokens[position]
        return token.key == "le" and self.text[token.start].isupper()
