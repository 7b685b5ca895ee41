"""Around one place no marker stands on another, on the place or on a leader line, however many there are."""

import math
from itertools import combinations, permutations

import pytest

from libya_incident_mapper.layers.incident_style import SIZES_MM
from libya_incident_mapper.layers.map_board import DOT_MM, GAP_MM, REACH_MM
from libya_incident_mapper.layers.ring import ring

WIDTHS = [1.3, *SIZES_MM.values(), 12.0]


def from_leader(point, end):
    """From a point to the line that leads from the place to `end`."""
    length = math.hypot(*end)
    along = min(length, max(0.0, (point[0] * end[0] + point[1] * end[1]) / length))
    return math.dist(point, (end[0] * along / length, end[1] * along / length))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [2, 3, 4, 5, 7, 9, 10, 11, 12, 13, 18, 25, 40, 77])
def test_nothing_hides_anything(width, count):
    slots = ring(count, width)
    for one, two in combinations(slots, 2):
        assert math.dist(one, two) >= width + GAP_MM - 1e-9
    for marker, end in permutations(slots, 2):
        assert from_leader(marker, end) >= width / 2 + GAP_MM - 1e-9
    for slot in slots:
        assert (width + DOT_MM) / 2 + GAP_MM - 1e-9 <= math.hypot(*slot) <= REACH_MM


@pytest.mark.parametrize("width", WIDTHS)
def test_slots_go_round_from_the_top_and_run_out_where_the_lines_would_be_too_long(width):
    sizes = [len(ring(count, width)) for count in range(2, 200)]
    most = max(sizes)
    assert sizes == [min(count, most) for count in range(2, 200)]
    ways = [math.atan2(right, -down) % math.tau for right, down in ring(most, width)]
    assert ways[0] == 0.0 and ways == sorted(ways)


def test_few_stand_on_one_circle_and_many_in_two_turns_nearer_than_one_circle_would_be():
    few, many = ({round(math.hypot(*slot), 6) for slot in ring(count, 5.4)} for count in (7, 24))
    assert len(few) == 1 and len(many) == 2
    assert max(many) < 24 * 5.8 / math.tau
