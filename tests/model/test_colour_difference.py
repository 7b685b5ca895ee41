"""The numbers of the literature."""

import pytest

from libya_incident_mapper.model.colour_difference import VISIONS, ciede2000, difference, lab

SHARMA = [
    # L1, a1, b1, L2, a2, b2, difference: pairs of table 1 of Sharma, Wu and Dalal (2005).
    (50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425),
    (50.0, 3.1571, -77.2803, 50.0, 0.0, -82.7485, 2.8615),
    (50.0, 2.8361, -74.0200, 50.0, 0.0, -82.7485, 3.4412),
    (50.0, 0.0, 0.0, 50.0, -1.0, 2.0, 2.3669),
    (50.0, 2.4900, -0.0010, 50.0, -2.4900, 0.0009, 7.1792),
    (50.0, 2.5, 0.0, 50.0, 0.0, -2.5, 4.3065),
    (50.0, 2.5, 0.0, 73.0, 25.0, -18.0, 27.1492),
    (50.0, 2.5, 0.0, 61.0, -5.0, 29.0, 22.8977),
    (50.0, 2.5, 0.0, 56.0, -27.0, -3.0, 31.9030),
    (50.0, 2.5, 0.0, 58.0, 24.0, 15.0, 19.4535),
    (60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644),
    (63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630),
    (2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082),
]


@pytest.mark.parametrize("row", SHARMA)
def test_the_published_pairs_come_out_in_both_orders(row):
    one, other, expected = row[:3], row[3:6], row[6]
    assert ciede2000(one, other) == pytest.approx(expected, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("colour", "expected"), [
    ("#ffffff", (100, 0, 0)), ("#000000", (0, 0, 0)), ("#ff0000", (53.24, 80.09, 67.20)),
    ("#0000ff", (32.30, 79.19, -107.86)),
])
def test_lab_of_the_corners_of_srgb(colour, expected):
    assert lab(colour) == pytest.approx(expected, abs=0.02)


def test_white_stays_white_and_red_and_green_come_closer():
    for vision in VISIONS:
        assert lab("#ffffff", vision) == pytest.approx((100, 0, 0), abs=0.5)
    assert difference("#c00000", "#007000", "deuteranopia") < difference("#c00000", "#007000") / 2
    assert difference("#ff0000", "#767676", "grey") < 10
