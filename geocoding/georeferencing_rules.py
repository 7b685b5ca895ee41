"""How precise a stated distance or heading is taken to be: the rules one may choose from, and the default."""

import math
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from .phrase import Phrase

_CARDINAL_POINTS = ("N", "E", "S", "W")
CARDINAL_HALF_WIDTH_DEG = 45.0
# For a writer who elsewhere says "south-west": a plain "south" is then no coarser than that.
FINE_HALF_WIDTH_DEG = 22.5
_LARGEST_DENOMINATOR = 16


class DistanceRule(str, Enum):
    """Rules for the precision of a stated distance, by the name that goes into the remark."""

    PERCENT = "15 % rule"
    POWERS = "2001/2004 rule"
    HALF = "GBIF 2020 rule"


@dataclass(frozen=True)
class GeoreferencingRules:
    """The assumptions of the point-radius method that are the analyst's to make.

    cardinal_half_width_deg: how far off a plain north, east, south or west may be.
    """

    distance_rule: DistanceRule = DistanceRule.PERCENT
    cardinal_half_width_deg: float = CARDINAL_HALF_WIDTH_DEG

    def distance_precision(self, phrase: Phrase) -> float:
        """Give p: by the rule, or half of a stated range where that is more, metres."""
        return max(self._of_the_rule(phrase), phrase.spread_m)

    def distance_words(self, phrase: Phrase) -> str:
        """The rule that gave the precision, by name."""
        return "half of the range" if phrase.spread_m > self._of_the_rule(phrase) else self.distance_rule.value

    def applied(self, phrase: Phrase) -> Phrase:
        """The phrase with the half-width of its heading as the rules have it; "due south" stays exact."""
        heading = phrase.heading
        if heading is None or heading.code not in _CARDINAL_POINTS or not heading.half_width_deg:
            return phrase
        return replace(phrase, heading=heading._replace(half_width_deg=self.cardinal_half_width_deg))

    def _of_the_rule(self, phrase: Phrase) -> float:
        distance = phrase.distance_m or 0.0
        if self.distance_rule is DistanceRule.PERCENT or not distance:
            return 0.15 * distance
        return _written_precision(distance / phrase.unit_m, self.distance_rule) * phrase.unit_m


DEFAULT_RULES = GeoreferencingRules()


def _written_precision(number: float, rule: DistanceRule) -> float:
    """The precision of a number as written, in its own unit.

    2001/2004: a fraction by its denominator (10.5 is a half), a whole number to half of the power of ten it ends in
    (10 to 5, 2000 to 500). GBIF 2020: half of the written precision, which for round numbers is their second figure.
    """
    written = Fraction(number).limit_denominator(1000)
    if written.denominator > 1:
        step = Fraction(1, min(written.denominator, _LARGEST_DENOMINATOR))
        return float(step if rule is DistanceRule.POWERS else step / 2)
    figures = str(written.numerator)
    zeros = len(figures) - len(figures.rstrip("0"))
    if rule is DistanceRule.HALF:
        zeros = min(zeros, max(0, math.floor(math.log10(written.numerator)) - 1))
    return 10.0**zeros / 2
