"""Numbers of movements: beside their own arrow, where they hide nothing."""

import math

import pytest

from libya_incident_mapper.layers.beside_arrows import CLEAR_MM, Arrow, beside_arrows
from libya_incident_mapper.layers.map_board import Board, Frame, Place, Spot, from_line

FRAME = Frame(0.0, 0.0, 150.0, 120.0)
WIDTH, HEIGHT = 6.0, 2.8


def arrow(*points, lane=0.0):
    return Arrow(list(zip(points, points[1:])), lane, WIDTH, HEIGHT)


def told(arrows, spots=None, places=None):
    board = Board(FRAME, [line for one in arrows.values() for line in one.lines])
    return beside_arrows(arrows, spots or {}, places or {}, board)


@pytest.mark.parametrize("end", [(100.0, 60.0), (20.0, 60.0), (60.0, 100.0), (90.0, 20.0)])
def test_alone_it_stands_at_the_middle_clear_of_the_shaft(end):
    start = (60.0, 60.0)
    x, y = told({"a": arrow(start, end)})["a"]
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    length = math.dist(start, end)
    across = abs((end[0] - start[0]) / length), abs((end[1] - start[1]) / length)
    room = CLEAR_MM + across[1] * WIDTH / 2 + across[0] * HEIGHT / 2
    assert math.dist((x, y), middle) == pytest.approx(room)
    assert from_line((x, y), (start, end)) == pytest.approx(room)


def test_it_goes_with_the_lane_in_which_the_arrow_is_drawn():
    # To the right of an arrow that points to the right of the page is down.
    line = (20.0, 60.0), (120.0, 60.0)
    _, plain = beside_arrows({"a": arrow(*line)}, {}, {}, Board(FRAME, []))["a"]
    _, moved = beside_arrows({"a": arrow(*line, lane=3.6)}, {}, {}, Board(FRAME, []))["a"]
    assert moved - plain == pytest.approx(3.6)


def test_markers_numbers_and_leader_lines_are_kept_clear():
    spots = {"one": Spot(70.0, 57.0, 6.0), "two": Spot(70.0, 63.5, 6.0), "far": Spot(60.0, 90.0, 5.0, 3.0)}
    places = {"far": Place(0.0, -50.0, (0.0, -54.5))}
    x, y = told({"a": arrow((20.0, 60.0), (120.0, 60.0))}, spots, places)["a"]
    for marker_x, marker_y, reach in ((70, 57, 3), (70, 63.5, 3), (60, 40, 2.5), (60, 35.5, 1.5)):
        aside = max(0.0, abs(x - marker_x) - WIDTH / 2), max(0.0, abs(y - marker_y) - HEIGHT / 2)
        assert math.hypot(*aside) >= reach - 0.3
    assert abs(x - 60.0) >= WIDTH / 2


def test_two_numbers_do_not_meet_and_none_is_nearer_to_the_other_arrow():
    arrows = {"a": arrow((40.0, 20.0), (40.0, 100.0)), "b": arrow((47.0, 20.0), (47.0, 100.0))}
    found = told(arrows)
    for one, other in (("a", "b"), ("b", "a")):
        assert from_line(found[one], arrows[one].lines[0]) < from_line(found[one], arrows[other].lines[0])
    assert math.dist(found["a"], found["b"]) > HEIGHT


def test_an_arrow_that_is_nowhere_on_the_map_has_none():
    assert told({"a": arrow((-90.0, 10.0), (-10.0, 60.0)), "b": arrow((5.0, 5.0), (5.0, 5.0))}) == {}


def test_one_that_crosses_the_edge_is_numbered_within_the_frame():
    x, _ = told({"a": arrow((100.0, 60.0), (260.0, 60.0))})["a"]
    assert x + WIDTH / 2 <= FRAME.right


def test_a_short_arrow_in_a_crowd_has_its_number_beyond_it():
    spots = {"above": Spot(60.0, 56.0, 4.0), "below": Spot(60.0, 64.0, 4.0)}
    point = told({"a": arrow((58.0, 60.0), (62.0, 60.0))}, spots)["a"]
    assert all(math.dist(point, spot[:2]) > 2.0 + HEIGHT / 2 for spot in spots.values())
    assert math.dist(point, (60.0, 60.0)) < 9.0
