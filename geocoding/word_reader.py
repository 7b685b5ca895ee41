"""Reads the small pieces of a place phrase: relation words, compass points, numbers and distances."""

from typing import NamedTuple, Optional, Sequence, Tuple

from .wording import CompassPoint, Token, tidy, tokenise, wording

_BY = "ب"
_DUALS = ("ين", "ان")
_TEEN = ("عشر", "عشرة")
# "soixante-dix", "quatre-vingt-onze".
_BEFORE_TEENS = (60, 80)


class Quantity(NamedTuple):
    """A stated distance: metres, half of a stated range, how many tokens it took, and metres of the unit."""

    metres: float
    spread_m: float
    length: int
    unit_m: float = 1000.0


class WordReader:
    """The tokens of one text; positions are token numbers, ends are exclusive."""

    def __init__(self, text: str) -> None:
        self.text = tidy(text)
        self.words = wording()
        self.tokens = tuple(part for token in tokenise(self.text) for part in self._parted(token))

    def _parted(self, token: Token) -> Tuple[Token, ...]:
        """The Arabic "by" parted from the number or the unit that it is written as one with: "بعشرين", "بكيلومترين"."""
        key, rest = token.key, token.key[1:]
        if key[:1] != _BY or (rest not in self.words.numbers and self._dual(rest) is None):
            return (token,)
        return Token(_BY, token.start, token.start + 1), Token(rest, token.start + 1, token.end)

    def _dual(self, key: str) -> Optional[float]:
        """Metres of the unit of which an Arabic word says two: "كيلومترين"."""
        return self.words.units.get(key[:-2]) if key.endswith(_DUALS) else None

    def slice(self, start: int, end: int) -> str:
        """The text of the tokens."""
        return self.text[self.tokens[start].start:self.tokens[end - 1].end] if start < end else ""

    def match(self, role: str, start: int, end: int) -> int:
        """How many tokens from `start` are words of that role, the longest first; 0 if none."""
        longest = self.words.longest_from.get(self.tokens[start].key, 0) if start < end else 0
        for length in range(min(longest, end - start), 0, -1):
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

    def compass(self, start: int, end: int, glued: bool = False) -> Tuple[Optional[CompassPoint], int]:
        """The compass point at `start` and its length; "south west", "SW", "south by west", "جنوب غربي".

        `glued`: less the letter of an Arabic "and" before it.
        """
        best: Tuple[Optional[CompassPoint], int] = (None, 0)
        code = ""
        for position in range(start, min(start + 3, end)):
            key = self.tokens[position].key[glued and position == start:]
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
        dual = self._dual(self.tokens[start].key) if start < end else None
        if dual is not None:
            return Quantity(2 * dual, 0.0, 1, dual)
        low, position = self.number(start, end)
        if low is None:
            return None
        sign = self.match("range", position, end)
        high, after = self.number(position + sign, end)
        if high is not None and high > low and (sign or self.joined_by_dash(position)):
            position = after
        else:
            high = None
        of = self.match("of", position, end)  # "une vingtaine de kilomètres"
        if of and position + of < end and self.tokens[position + of].key in self.words.units:
            position += of
        if position >= end or self.tokens[position].key not in self.words.units:
            return None
        metres = self.words.units[self.tokens[position].key]
        middle, spread = (low, 0.0) if high is None else ((low + high) / 2, (high - low) / 2)
        return Quantity(middle * metres, spread * metres, position + 1 - start, metres)

    def joined_by_dash(self, position: int) -> bool:
        """Whether only a dash stands before the token."""
        return position > 0 and self.text[self.tokens[position - 1].end:self.tokens[position].start].strip() == "-"

    def glued_and(self, position: int) -> bool:
        """Whether the word begins with the Arabic "and", or could."""
        key = self.tokens[position].key
        return key.startswith("و") and len(key) >= 4

    def glued_to(self, position: int) -> bool:
        """Whether the word begins with the Arabic "of" or "to", or could."""
        key = self.tokens[position].key
        return key.startswith("ل") and len(key) >= 4

    def number(self, start: int, end: int) -> Tuple[Optional[float], int]:
        """A number in digits or words, and the position after it."""
        if start >= end:
            return None, start
        key = self.tokens[start].key
        if key[:1].isdigit():
            return _digits(key), start + 1
        total, position = 0, start
        indefinite = self.match("indefinite", start, end)  # "a hundred", "une vingtaine"
        if start + indefinite < end and self.total_with(start + indefinite, 0):
            position = start + indefinite
        while position < end:
            linked = position + (self.match("and", position, end) if total else 0)  # "vingt et un"
            together = self.total_with(linked, total) if linked < end else None
            if together is None:
                break
            total, position = together, linked + 1
        return (float(total), position) if total else (None, start)

    def total_with(self, position: int, so_far: int) -> Optional[int]:
        """What `so_far` and the number word after it make, None if it cannot follow: "five" after "twenty"."""
        key, numbers = self.tokens[position].key, self.words.numbers
        if so_far and key.startswith("و") and key[1:] in numbers:
            return so_far + numbers[key[1:]]
        if key in _TEEN and 0 < so_far < numbers[key]:
            return so_far + numbers[key]
        value = numbers.get(key)
        if value is None or not so_far:
            return value
        if (value == 100 and so_far < 10) or (so_far, value) == (4, 20):  # "two hundred", "quatre-vingts"
            return so_far * value
        if so_far % 100 in _BEFORE_TEENS:
            return so_far + value if value < 20 else None
        return so_far + value if so_far % 10 == 0 and value < (100 if so_far % 100 == 0 else 10) else None


def _digits(key: str) -> Optional[float]:
    """"20", "12.5", "12,5"; three digits after a comma are thousands, as nobody states decimals of a kilometre so."""
    head, comma, tail = key.partition(",")
    text = key.replace(",", "") if comma and len(tail.partition(",")[0]) == 3 else f"{head}.{tail}" if comma else key
    try:
        return float(text)
    except ValueError:
        return None
