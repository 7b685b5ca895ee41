"""The rules for the precision of a distance and a heading: the guide's tables, and that they reach the remark."""

import math

import pytest

from libya_incident_mapper.geocoding.geocoder import Geocoder
from libya_incident_mapper.geocoding.georeferencing_rules import (
    FINE_HALF_WIDTH_DEG,
    DistanceRule,
    GeoreferencingRules,
)
from libya_incident_mapper.geocoding.phrases import parse_phrase

POWERS, HALF = GeoreferencingRules(DistanceRule.POWERS), GeoreferencingRules(DistanceRule.HALF)


@pytest.mark.parametrize("written, metres", [
    ("10 km", 5_000), ("100 km", 50_000), ("2000 m", 500), ("10.5 km", 500), ("10.25 km", 250), ("15 km", 500),
    ("20 miles", 5 * 1609.344), ("140 km", 5_000), ("7 km", 500),
])
def test_2001_2004_takes_fractions_by_denominator_and_half_of_the_power_of_ten(written, metres):
    assert POWERS.distance_precision(parse_phrase(f"{written} south of X")) == pytest.approx(metres)


@pytest.mark.parametrize("written, metres", [
    ("10.5 km", 250), ("10 km", 500), ("15 km", 500), ("33 km", 500), ("100 km", 5_000), ("140 km", 5_000),
    ("2000 m", 50), ("7 km", 500), ("145 km", 500),
])
def test_gbif_2020_takes_half_of_the_written_precision(written, metres):
    assert HALF.distance_precision(parse_phrase(f"{written} south of X")) == pytest.approx(metres)


@pytest.mark.parametrize("rules", [GeoreferencingRules(), POWERS, HALF])
def test_a_stated_range_is_never_made_narrower(rules):
    phrase = parse_phrase("10-30 km south of X")
    assert rules.distance_precision(phrase) == pytest.approx(10_000)
    assert rules.distance_words(phrase) == "half of the range"


@pytest.mark.parametrize("rules, p, a, name", [
    (GeoreferencingRules(), 3_000, 45, "15 % rule"), (POWERS, 5_000, 45, "2001/2004 rule"),
    (HALF, 500, 45, "GBIF 2020 rule"),
    (GeoreferencingRules(cardinal_half_width_deg=FINE_HALF_WIDTH_DEG), 3_000, 22.5, "15 % rule"),
])
def test_the_geocoder_goes_by_its_rules_and_names_them(rules, p, a, name):
    bundled = Geocoder()
    location, extent = Geocoder(rules=rules).locate("20 km south of Uqaylah"), bundled.locate("Uqaylah").radius_m
    d, far = 20_000, 20_000 + extent + p
    assert location.radius_m == pytest.approx(math.sqrt(d**2 + far**2 - 2 * d * far * math.cos(math.radians(a))))
    assert name in location.remark and f"half-width {a:g}°" in location.remark
    assert location.lat == pytest.approx(bundled.locate("20 km south of Uqaylah").lat)


@pytest.mark.parametrize("text, a", [
    ("south of X", 22.5), ("south-west of X", 22.5), ("SSW of X", 11.25), ("20 km due south of X", 0),
])
def test_finer_headings_change_a_plain_south_only(text, a):
    rules = GeoreferencingRules(cardinal_half_width_deg=FINE_HALF_WIDTH_DEG)
    assert rules.applied(parse_phrase(text)).heading.half_width_deg == a


@pytest.mark.parametrize("d, d_prime, radius", [(90, 15.5, 41_058), (20, 5, 10_056)])
def test_the_guides_worked_examples_with_the_finer_heading(d, d_prime, radius):
    from libya_incident_mapper.geocoding import relations
    from libya_incident_mapper.geocoding.geodesy import GeoPoint
    from libya_incident_mapper.geocoding.solution import Anchor

    rules = GeoreferencingRules(cardinal_half_width_deg=FINE_HALF_WIDTH_DEG)
    anchor = Anchor("X", GeoPoint(30.256, 19.199), d_prime * 1000 - 150 * d)
    solution = relations.solve(parse_phrase(f"{d} km south of X"), [anchor], lambda _: [], rules)
    assert round(solution.radius_m) == radius
