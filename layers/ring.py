"""The slots of a ring: where markers around one place stand, each with a leader line from the place, by arithmetic.

What is hard on a sheet (`displacement`) is kept here, too: no marker on another, on a leader line or on the place, and
no line longer than the eye follows. The directions are shared out evenly. Few markers stand on one circle. Many stand
on two in turn, as that keeps them nearer: the lines to the outer ones run between the inner ones.
"""

import math
from functools import lru_cache
from typing import Tuple

from .map_board import DOT_MM, GAP_MM, REACH_MM


@lru_cache(maxsize=256)
def ring(count: int, width: float) -> Tuple[Tuple[float, float], ...]:
    """Millimetres to the right and down for so many markers of that width, clockwise from the top.

    count: two or more; where there is no room for as many, there are as many slots as there is room for.
    """
    least, apart, clear = (width + DOT_MM) / 2 + GAP_MM, width + GAP_MM, width / 2 + GAP_MM
    beyond = math.sqrt(apart ** 2 - clear ** 2)
    most = 2 * int(math.pi / math.atan2(clear, REACH_MM - beyond))
    lines = max(4, min(count + count % 2, most))
    turn = math.tau / lines
    inner, outer = clear / math.sin(turn), clear / math.tan(turn) + beyond
    one = max(least, apart / 2 / math.sin(math.pi / count))
    if inner < least or one <= outer:
        turn, inner, outer = math.tau / count, one, one
    return tuple(
        (distance * math.sin(number * turn), -distance * math.cos(number * turn))
        for number, distance in zip(range(min(count, most)), (inner, outer) * most)
    )
