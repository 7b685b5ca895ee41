"""Place phrases ("20 km south of X", "between A and B") taken apart into a relation and the names it refers to.

A text may be read in more than one way ("بين ودان وهون": which "و" is the "and"?), so `readings` gives
all of them, likeliest first, and whoever knows the places chooses.
"""

from dataclasses import dataclass, replace
from enum import Enum
from typing import List, NamedTuple, Optional, Sequence, Tuple

from .wording import CompassPoint, Facility, Token, Wording, tidy, tokenise, wording

# Longer texts are sentences, not places.
LONGEST_PHRASE = 200
_DEEPEST_NESTING = 3
_MOST_READINGS = 6


class Relation(str, Enum):
    """How a place phrase refers to its names."""

    NAME = "name"
    OFFSET = "distance at a heading"
    HEADING = "heading only"
    NEAR = "near"
    DISTANCE = "distance only"
    WITHIN = "within a distance"
    BETWEEN = "between"
    AREA = "area"
    JOINT = "two places as one area"
    CHECK = "place with check"


@dataclass(frozen=True)
class Phrase:
    """A place phrase.

    text: the words of this phrase, tidied.
    name: of a NAME, the name without "in the town of"; of an AREA, without "district".
    anchors: the phrases it refers to; a CHECK has the place first and the relation to check second.
    distance_m: metres as stated; spread_m: half of a stated range ("20-25 km"), else 0.
    heading: the compass point and how far off it may be.
    kinds: codes of `kinds.csv` that the words ask for.
    sense: of an AREA or JOINT, which kind of area word: "district", "region" or "area".
    note: words that say something but change no geometry ("about", "a few km", "house").
    """

    relation: Relation
    text: str
    name: str = ""
    anchors: Tuple["Phrase", ...] = ()
    distance_m: Optional[float] = None
    spread_m: float = 0.0
    heading: Optional[CompassPoint] = None
    kinds: Tuple[str, ...] = ()
    sense: str = ""
    note: str = ""

    @property
    def places(self) -> Tuple[str, ...]:
        """The names in the phrase, in order."""
        if not self.anchors:
            return (self.name,)
        return tuple(name for anchor in self.anchors for name in anchor.places)


class Quantity(NamedTuple):
    """A stated distance: metres, half of a stated range, and how many tokens it took."""

    metres: float
    spread_m: float
    length: int


def parse_phrase(text: str) -> Phrase:
    """The likeliest reading of a place phrase; a text without relation words is a NAME."""
    return readings(text)[0]


def readings(text: str) -> Tuple[Phrase, ...]:
    """All readings, likeliest first, at least one. The caller keeps to LONGEST_PHRASE."""
    tidied = tidy(text)
    reader = _Reader(tidied, tokenise(tidied), wording())
    return tuple(reader.phrase(0, len(reader.tokens))[:_MOST_READINGS])


def split_facility(text: str) -> Optional[Tuple[str, Facility, str]]:
    """("police station", its entry, "Uqaylah") of "Uqaylah police station" or "police station in Uqaylah"; else None."""
    tidied = tidy(text)
    reader = _Reader(tidied, tokenise(tidied), wording())
    return reader.facility()


def is_generic(text: str) -> bool:
    """Whether there is no word in it that could be a name: "the town", "el", "200"."""
    words = [token.key for token in tokenise(tidy(text)) if token.key[:1].isalpha()]
    known = wording()
    return all(word in known.generic or len(word) < 2 for word in words)


def numbered_feature(text: str) -> bool:
    """Whether it is a gate, line or checkpoint known by a number only: "Gate 200", "the 103 line", "km 40"."""
    tokens = [token.key for token in tokenise(tidy(text))]
    known = wording()
    numbers = [key for key in tokens if key[:1].isdigit()]
    return bool(numbers) and any(key in known.numbered for key in tokens)


def unfinished_name(text: str) -> str:
    """The last name of a phrase that is still being typed: "Uqay" of "20 km south of Uqay"."""
    tidied = tidy(text)
    tokens = tokenise(tidied)
    reader = _Reader(tidied, tokens, wording())
    start = 0
    for position in range(len(tokens)):
        start = max(start, reader.end_of_connective(position))
    if start == len(tokens) and tokens:
        return ""
    rest = tidied[tokens[start].start:] if tokens else tidied
    return rest[1:] if start and reader.glued_and(start) and reader.has_between(start) else rest


class _Reader:
    """A recursive-descent reader over the tokens of one text; positions are token numbers, ends are exclusive."""

    def __init__(self, text: str, tokens: Sequence[Token], words: Wording) -> None:
        self.text, self.tokens, self.words = text, tokens, words

    # -- pieces

    def slice(self, start: int, end: int) -> str:
        """The text of the tokens."""
        return self.text[self.tokens[start].start:self.tokens[end - 1].end] if start < end else ""

    def match(self, role: str, start: int, end: int) -> int:
        """How many tokens from `start` are words of that role, the longest first; 0 if none."""
        for length in range(min(self.words.longest, end - start), 0, -1):
            if role in self.words.roles.get(self.keys(start, start + length), ()):
                return length
        return 0

    def keys(self, start: int, end: int) -> Tuple[str, ...]:
        """The comparison keys of the tokens."""
        return tuple(token.key for token in self.tokens[start:end])

    def skip(self, roles: Sequence[str], start: int, end: int) -> int:
        """The position after any number of words of these roles."""
        while True:
            length = max(self.match(role, start, end) for role in roles)
            if not length:
                return start
            start += length

    def compass(self, start: int, end: int) -> Tuple[Optional[CompassPoint], int]:
        """The compass point at `start` and its length; "south west", "SW", "south by west", "جنوب غربي"."""
        best: Tuple[Optional[CompassPoint], int] = (None, 0)
        code = ""
        for position in range(start, min(start + 3, end)):
            key = self.tokens[position].key
            if key == "by" and code and position + 1 < end:
                code += "b"
                continue
            if key not in self.words.compass:
                break
            code += self.words.compass[key].code
            if code in self.words.points:
                best = self.words.points[code], position + 1 - start
        return best

    def quantity(self, start: int, end: int) -> Optional[Quantity]:
        """A distance with its unit: "20 km", "20-25 km", "a dozen miles", "عشرين كيلومترا"."""
        low, position = self.number(start, end)
        if low is None:
            return None
        high, after = self.number(self.range_sign(position, end), end)
        if high is not None and high > low and self.range_sign(position, end) <= after:
            if self.joined_by_dash(position) or self.range_sign(position, end) > position:
                position = after
            else:
                high = None
        else:
            high = None
        if position >= end or self.tokens[position].key not in self.words.units:
            return None
        metres = self.words.units[self.tokens[position].key]
        middle, spread = (low, 0.0) if high is None else ((low + high) / 2, (high - low) / 2)
        return Quantity(middle * metres, spread * metres, position + 1 - start)

    def range_sign(self, position: int, end: int) -> int:
        """The position after "to" between two numbers, or `position`."""
        return position + 1 if position < end and self.tokens[position].key in ("to", "الي") else position

    def joined_by_dash(self, position: int) -> bool:
        """Whether only a dash stands before the token."""
        return self.text[self.tokens[position - 1].end:self.tokens[position].start].strip() == "-"

    def number(self, start: int, end: int) -> Tuple[Optional[float], int]:
        """A number in digits or words, and the position after it."""
        if start >= end:
            return None, start
        key = self.tokens[start].key
        if key[0].isdigit():
            return _digits(key), start + 1
        position = start + 1 if key in ("a", "an") else start
        value, total = 0, 0
        while position < end and self.numeral(position, total + value) is not None:
            step = self.numeral(position, total + value) or 0
            value = max(value, 1) * 100 if step == 100 else value + step
            position += 1
        return (float(value), position) if value else (None, start)

    def numeral(self, position: int, so_far: int) -> Optional[int]:
        """The value of a number word that may follow `so_far`: "five" after "twenty", "hundred" after "two"."""
        key, numbers = self.tokens[position].key, self.words.numbers
        if so_far and key.startswith("و") and key[1:] in numbers:
            return numbers[key[1:]]
        value = numbers.get(key)
        if value is None or not so_far or (value == 100 and so_far < 10):
            return value
        return value if so_far >= 20 and so_far % 10 == 0 and value < 10 else None

    # -- phrases

    def phrase(self, start: int, end: int, depth: int = 0) -> List[Phrase]:
        """Readings of the tokens as a whole place phrase."""
        return (
            self.relation(start, end, depth)
            or (self.check(start, end, depth) if depth == 0 else [])
            or self.area(start, end)
            or [self.name(start, end)]
        )

    def relation(self, start: int, end: int, depth: int) -> List[Phrase]:
        """Readings as a relation to something, after words such as "the area"; empty if it is none."""
        if depth >= _DEEPEST_NESTING:
            return []
        position = start
        while position < end:
            found = self.relation_at(position, end, depth)
            if found:
                return [replace(phrase, text=self.slice(start, end)) for phrase in found]
            length = self.match("lead", position, end)
            if not length:
                return []
            position += length
        return []

    def relation_at(self, start: int, end: int, depth: int) -> List[Phrase]:
        """Readings as a relation that begins right here."""
        for read in (self.within, self.measured, self.vaguely_measured, self.headed, self.near, self.between):
            found = read(start, end, depth)
            if found:
                return [] if self.split_by_check(start, end, depth) else found
        return []

    def split_by_check(self, start: int, end: int, depth: int) -> bool:
        """Whether a further relation follows a comma, which makes the whole a place with check."""
        return any(
            self.tokens[position].key in (",", ";", "(") and self.relation(position + 1, end, depth + 1)
            for position in range(start, end)
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
        """"20 km south of X", "20 km from X", "20 km from X to the south"."""
        first = self.skip(["adverb"], start, end)
        distance = self.quantity(first, end)
        if distance is None:
            return []
        position, note = self.conversion(first + distance.length, end), self.slice(start, first)
        heading, after = self.heading(self.skip(["adverb"], position, end), end)
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

    def headed(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"south of X", "to the south of X", "جنوب X بـ 20 كم"."""
        first = self.skip(["adverb"], start, end)
        heading, after = self.heading(first, end)
        if heading is None:
            return []
        for tail in range(after + 1, end):
            length = self.match("by", tail, end)
            begin = self.skip(["adverb"], tail + length, end)
            distance = self.quantity(begin, end) if length else None
            if distance is not None and begin + distance.length == end:
                return self.around(Relation.OFFSET, after, tail, depth, distance, heading)
        return self.around(Relation.HEADING, after, end, depth, None, heading, self.slice(start, first))

    def near(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"near X", "on the southern outskirts of X"."""
        position = self.skip(["adverb"], start, end)
        length = self.match("near", position, end)
        if not length:
            position = start
            length = self.match("near", position, end)
        if length:
            return self.around(Relation.NEAR, position + length, end, depth)
        heading, after = self.bare_heading(start, end)
        length = self.match("near", after, end) if heading else 0
        if not length:
            return []
        return self.around(Relation.NEAR, after + length, end, depth, None, None, self.slice(start, after + length))

    def between(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"between A and B", one reading for each word that may be the "and"."""
        length = self.match("between", start, end)
        return self.pairs(Relation.BETWEEN, start + length, end, depth) if length else []

    def heading(self, start: int, end: int) -> Tuple[Optional[CompassPoint], int]:
        """A compass point and the "of" after it; Arabic needs no "of". "due south" is not off at all."""
        heading, position = self.bare_heading(start, end)
        if heading is None:
            return None, start
        length = self.match("of", position, end)
        arabic = not self.tokens[position - 1].key.isascii()
        return (heading, position + length) if length or (arabic and position < end) else (None, start)

    def bare_heading(self, start: int, end: int) -> Tuple[Optional[CompassPoint], int]:
        """A compass point after "to the" or "due", and the position after it."""
        position = self.skip(["toward", "due"], start, end)
        exact = any(self.match("due", place, position) for place in range(start, position))
        point, length = self.compass(position, end)
        if point is None:
            return None, start
        return (point._replace(half_width_deg=0.0, name=f"due {point.name}") if exact else point), position + length

    def around(
        self, relation: Relation, start: int, end: int, depth: int, distance: Optional[Quantity] = None,
        heading: Optional[CompassPoint] = None, note: str = "",
    ) -> List[Phrase]:
        """The relation to whatever stands from `start` on, one reading for each reading of that."""
        if start >= end:
            return []
        return [
            Phrase(
                relation, self.slice(start, end), anchors=(anchor,), heading=heading, note=note,
                distance_m=distance.metres if distance else None, spread_m=distance.spread_m if distance else 0.0,
            )
            for anchor in self.phrase(start, end, depth + 1)
        ]

    def pairs(self, relation: Relation, start: int, end: int, depth: int, sense: str = "") -> List[Phrase]:
        """Readings of "A and B" as two places."""
        found = []
        for position in range(start + 1, end):
            length = self.match("and", position, end)
            if length and position + length < end:
                left, right = self.phrase(start, position, depth + 1)[0], self.phrase(position + length, end, depth + 1)[0]
            elif self.glued_and(position):
                left, right = self.phrase(start, position, depth + 1)[0], self.name(position, end, glued=True)
            else:
                continue
            found.append(Phrase(relation, self.slice(start, end), anchors=(left, right), sense=sense))
        return found

    def glued_and(self, position: int) -> bool:
        """Whether the word begins with the Arabic "and", or could."""
        key = self.tokens[position].key
        return key.startswith("و") and len(key) >= 4

    def check(self, start: int, end: int, depth: int) -> List[Phrase]:
        """"X, south of Y", "X near Y", "a house near Y": the place first, the relation to check second."""
        for position in range(start + 1, end):
            apart = self.tokens[position].key in (",", ";", "(")
            last = end - 1 if apart and self.tokens[end - 1].key == ")" and self.tokens[position].key == "(" else end
            if not apart and self.match("lead", position, last):
                continue
            relations = self.relation(position + apart, last, depth + 1)
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
        joint = [] if not whole.name else self.pairs(Relation.JOINT, first, last, _DEEPEST_NESTING, sense)
        explicit = any(self.match("and", position, last) for position in range(first + 1, last - 1))
        return (joint if explicit and joint else [whole, *joint]) if whole.name else []

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
        return Phrase(Relation.NAME, text, name=self.slice(first, last), kinds=kinds)

    def facility(self) -> Optional[Tuple[str, Facility, str]]:
        """See `split_facility`."""
        start, end = self.skip(["in"], 0, len(self.tokens)), len(self.tokens)
        for length in range(min(self.words.longest, end - start - 1), 0, -1):
            before, after = self.keys(start, start + length), self.keys(end - length, end)
            if after in self.words.facilities:
                return self.slice(end - length, end), self.words.facilities[after], self.slice(start, end - length)
            if before in self.words.facilities:
                rest = start + length
                rest += self.match("of", rest, end) or self.match("in", rest, end)
                return self.slice(start, start + length), self.words.facilities[before], self.slice(rest, end)
        return None

    def is_facility(self, start: int, end: int) -> bool:
        """Whether these words are nothing but a facility: "the police station"."""
        first = self.skip(["in"], start, end)
        return self.keys(first, end) in self.words.facilities

    # -- while typing

    def end_of_connective(self, position: int) -> int:
        """The position after a relation word, compass point or unit that begins here, 0 if there is none."""
        end = len(self.tokens)
        _, length = self.compass(position, end)
        if length and self.tokens[position].key.isascii() and not self.match("of", position + length, end):
            length = 0
        for role in ("near", "between", "distance", "of", "and"):
            length = max(length, self.match(role, position, end))
        if not length and self.glued_and(position) and self.has_between(position):
            return position
        return position + length if length else 0

    def has_between(self, position: int) -> bool:
        """Whether a word such as "between" stands before."""
        return any(self.match("between", earlier, position) for earlier in range(position))


def _digits(key: str) -> Optional[float]:
    """"20", "12.5", "12,5"; three digits after a comma are thousands, as nobody states decimals of a kilometre so."""
    head, comma, tail = key.partition(",")
    text = key.replace(",", "") if comma and len(tail.partition(",")[0]) == 3 else f"{head}.{tail}" if comma else key
    try:
        return float(text)
    except ValueError:
        return None
