import math
import random
from itertools import combinations

import pytest

from libya_incident_mapper.layers.displacement import MOST, displaced
from libya_incident_mapper.layers.map_board import DOT_MM, REACH_MM, Frame, Spot

FRAME = Frame(0.0, 0.0, 170.0, 140.0)
WIDTHS = (4.8, 5.4, 5.8, 7.2, 9.0)


def crowded(seed, towns=12, most=6):
    chance = random.Random(seed)
    spots = {}
    for town in range(towns):
        x, y = chance.uniform(15, 155), chance.uniform(15, 125)
        for number in range(chance.randint(1, most)):
            spots[f"{town}-{number}"] = Spot(x, y, chance.choice(WIDTHS), 3.2)
    return spots


def standing(spots, places):
    return {key: (spots[key].x + place.right, spots[key].y + place.down) for key, place in places.items()}


def numbers(spots, places):
    return {
        key: (spots[key].x + place.number[0], spots[key].y + place.number[1])
        for key, place in places.items() if place.number is not None
    }


def distance(point, begin, end):
    """From a point to a straight line between two, by looking at many points of it."""
    return min(
        math.dist(point, (begin[0] + share * (end[0] - begin[0]) / 100, begin[1] + share * (end[1] - begin[1]) / 100))
        for share in range(101)
    )


@pytest.mark.parametrize("seed", range(6))
def test_nothing_hides_anything(seed):
    spots = crowded(seed)
    places = displaced(spots, FRAME)
    assert len(places) >= 0.8 * len(spots)
    at, told = standing(spots, places), numbers(spots, places)
    alone = {key for key, place in places.items() if not place.length()}
    for one, two in combinations(at, 2):
        if not {one, two} <= alone:
            assert math.dist(at[one], at[two]) >= (spots[one].width + spots[two].width) / 2, (one, two)
    for one, number in told.items():
        for other, marker in at.items():
            assert math.dist(number, marker) >= spots[other].width / 2 + 1.6 - 1e-6, (one, other)
    for key in at.keys() - alone:
        begin = spots[key][:2]
        for other in at:
            if other != key:
                assert distance(at[other], begin, at[key]) >= spots[other].width / 2
                assert spots[other][:2] == begin or other in alone or distance(
                    spots[other][:2], begin, at[key]
                ) >= DOT_MM / 2 - 0.2
        assert places[key].length() <= REACH_MM


def test_markers_and_their_numbers_keep_within_the_frame():
    spots = {str(number): Spot(4.0, 4.0, 5.4, 3.2) for number in range(6)}
    places = displaced(spots, FRAME)
    assert len(places) == 6
    for points, room in ((standing(spots, places), 2.7), (numbers(spots, places), 1.6)):
        assert all(min(point) >= room for point in points.values())


def test_what_hides_nothing_stays_at_its_place():
    places = displaced({"a": Spot(20.0, 20.0, 5.4, 2.6), "b": Spot(30.0, 20.0, 5.4, 2.6)}, FRAME)
    assert [place.length() for place in places.values()] == [0.0, 0.0]
    assert all(place.number is not None for place in places.values())


def test_those_of_one_place_stand_clockwise_from_the_top():
    spots = {str(number): Spot(80.0, 70.0, 5.4) for number in range(6)}
    places = displaced(spots, FRAME)
    turns = [math.degrees(math.atan2(place.right, -place.down)) % 360 for place in places.values()]
    assert list(places) == list(spots)
    assert turns == pytest.approx([60 * number for number in range(6)], abs=15)
    assert len({round(place.length(), 1) for place in places.values()}) == 1


def test_what_must_not_move_is_not_covered():
    spots = {"a": Spot(80.0, 70.0, 5.4), "b": Spot(80.0, 70.0, 5.4)}
    fixed = [Spot(80.0, 62.0, 9.0), Spot(80.0, 78.0, 9.0)]
    at = standing(spots, displaced(spots, FRAME, fixed=fixed))
    assert len(at) == 2
    assert all(math.dist(point, one[:2]) >= 7.2 for point in at.values() for one in fixed)


def test_arrows_are_left_to_be_seen_where_there_is_room():
    spots = {"a": Spot(80.0, 70.0, 5.4), "b": Spot(80.0, 70.0, 5.4)}
    north = ((80.0, 70.0), (80.0, 40.0))
    at = standing(spots, displaced(spots, FRAME, [north]))
    assert all(abs(x - 80.0) >= 2.7 or y > 70.0 for x, y in at.values())


def test_of_too_many_none_is_moved():
    spots = {str(number): Spot(80.0, 70.0, 5.4) for number in range(MOST + 1)}
    assert displaced(spots, FRAME) == {}


def test_those_without_room_are_missing_and_not_on_top_of_others():
    spots = {str(number): Spot(80.0, 70.0, 5.4, 3.2) for number in range(60)}
    places = displaced(spots, FRAME)
    assert 10 < len(places) < 60


def test_the_same_map_twice():
    spots = crowded(3)
    assert displaced(spots, FRAME) == displaced(dict(spots), FRAME)
