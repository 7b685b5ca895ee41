"""What the casefile lets maps draw: never what is denied, never a place that was not found."""

from dataclasses import replace

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsDistanceArea, QgsGeometry, QgsProject

from libya_incident_mapper.casefile import style_keys
from libya_incident_mapper.casefile.movement_line import HEADING_LENGTH_M, LOOP_M
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.location import NOWHERE, Precision
from libya_incident_mapper.model.records import Losses, Waypoint

AREA = bytes(QgsGeometry.fromWkt("Polygon ((19 30, 20 30, 20 31, 19 30))").asWkb())
ELSEWHERE = replace(NOWHERE, phrase="103 line")


def rows(casefile, table):
    return [(feature.attributeMap(), feature.geometry()) for feature in casefile.layer(table).getFeatures()]


def drawn(casefile):
    return {
        table: sum(not geometry.isNull() for _, geometry in rows(casefile, table))
        for table in ("incidents", "movements", "waypoints", "location_areas")
    }


def test_a_named_place_is_a_point_without_area(casefile, incident):
    casefile.save_incident(incident())
    assert drawn(casefile) == {"incidents": 1, "movements": 0, "waypoints": 0, "location_areas": 0}
    [(cells, geometry)] = rows(casefile, "incidents")
    assert (geometry.asPoint().y(), geometry.asPoint().x()) == (cells["lat"], cells["lon"]) == (30.25, 19.2)


def test_a_vague_place_has_its_radius_as_area(casefile, incident, place):
    casefile.save_incident(incident(location=place(precision=Precision.NEAR, radius_m=5000.0)))
    [(_, disc)] = rows(casefile, "location_areas")
    measure = QgsDistanceArea()
    measure.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance().transformContext())
    measure.setEllipsoid("EPSG:7030")
    assert measure.measureArea(disc) == pytest.approx(3.14159 * 5000**2, rel=0.005)
    assert disc.boundingBox().contains(19.2, 30.25)


def test_a_georeferenced_shape_is_its_area(casefile, incident, place):
    casefile.save_incident(incident(location=place(precision=Precision.DIRECTION, area_wkb=AREA)))
    [(cells, shape)] = rows(casefile, "location_areas")
    assert shape.asWkt() == "MultiPolygon (((19 30, 20 30, 20 31, 19 30)))"
    assert (cells["record_table"], cells["precision"]) == ("incidents", "direction")


def test_nothing_denied_is_drawn_and_nothing_of_it_is_lost(casefile, incident, movement, place):
    vague = place(precision=Precision.DIRECTION, area_wkb=AREA)
    strike = casefile.save_incident(incident(stance="denies", location=vague))
    column = casefile.save_movement(movement(stance="denies", waypoints=(Waypoint("origin", vague),), heading=90.0))
    assert drawn(casefile) == {"incidents": 0, "movements": 0, "waypoints": 0, "location_areas": 0}
    assert casefile.incident(strike.uid).location == vague
    assert casefile.movement(column.uid).waypoints[0].location == vague


def test_a_record_that_comes_to_be_denied_leaves_the_map(casefile, incident, movement, place):
    stored = casefile.save_incident(incident(location=place(precision=Precision.NEAR)))
    moved = casefile.save_movement(movement())
    assert drawn(casefile) == {"incidents": 1, "movements": 1, "waypoints": 2, "location_areas": 1}
    casefile.save_incident(replace(stored, stance="denies"))
    casefile.save_movement(replace(moved, stance="denies"))
    assert drawn(casefile) == {"incidents": 0, "movements": 0, "waypoints": 0, "location_areas": 0}


def test_a_movement_passes_by_what_was_not_placed(casefile, movement, place):
    stops = (
        Waypoint("origin", place()), Waypoint("via", ELSEWHERE), Waypoint("destination", place("Kufra", 24.2, 23.3)),
    )
    casefile.save_movement(movement(waypoints=stops))
    [(cells, line)] = rows(casefile, "movements")
    points = line.asPolyline()
    assert (cells["unplaced_stops"], cells["via_text"], cells["ends_open"]) == (1, "103 line", False)
    assert (points[0].x(), points[0].y()) == (19.2, 30.25)
    assert (points[-1].x(), points[-1].y()) == pytest.approx((23.3, 24.2))
    assert drawn(casefile)["waypoints"] == 2


def test_a_heading_alone_ends_open_after_a_fixed_length(casefile, movement, place):
    stops = (Waypoint("origin", place()), Waypoint("destination", ELSEWHERE))
    casefile.save_movement(movement(waypoints=stops, heading=180.0))
    [(cells, line)] = rows(casefile, "movements")
    measure = QgsDistanceArea()
    measure.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance().transformContext())
    measure.setEllipsoid("EPSG:7030")
    assert cells["ends_open"] is True
    assert measure.measureLength(line) == pytest.approx(HEADING_LENGTH_M, rel=1e-4)
    assert line.asPolyline()[-1].x() == pytest.approx(19.2)
    assert line.asPolyline()[-1].y() < 30.25


def test_no_line_without_two_points(casefile, movement, place):
    casefile.save_movement(movement(waypoints=(Waypoint("origin", place()),)))
    assert drawn(casefile)["movements"] == 0


def test_without_a_destination_an_arrow_ends_open_at_its_last_stop(casefile, movement, place):
    jalu = Waypoint("via", place("Jalu", 29.0, 21.5))
    stops = (Waypoint("origin", place()), jalu, Waypoint("destination", ELSEWHERE))
    casefile.save_movement(movement(waypoints=stops))
    [(cells, line)] = rows(casefile, "movements")
    assert cells["ends_open"] is True
    assert style_keys.parse_movement_key(cells["style_key"]).end == "open"
    assert (line.asPolyline()[-1].x(), line.asPolyline()[-1].y()) == pytest.approx((21.5, 29.0))


def test_a_round_trip_is_a_loop_that_begins_and_ends_at_its_place(casefile, movement, place):
    casefile.save_movement(movement(waypoints=(Waypoint("origin", place()), Waypoint("destination", place()))))
    [(_, line)] = rows(casefile, "movements")
    points = line.asPolyline()
    assert (points[0].x(), points[0].y()) == (points[-1].x(), points[-1].y()) == (19.2, 30.25)
    box = line.boundingBox()
    assert box.yMaximum() - 30.25 == pytest.approx(2 * LOOP_M / 110_860, rel=1e-3)  # metres in a degree at 30° N
    assert points[1].x() < 19.2 < points[-2].x()  # clockwise: away to the west, back from the east


@pytest.mark.parametrize("shape, tip", [
    pytest.param("Polygon ((21 20, 23 20, 23 32, 21 32, 21 20))", 21.0, id="a region to the east"),
    pytest.param("MultiPolygon (((20 28, 20 32, 20.5 32, 20.5 28, 20 28)), ((21 20, 23 20, 23 32, 21 32, 21 20)))",
                 21.0, id="a part crossed on the way"),
    pytest.param("Polygon ((21 20, 23 32, 23 20, 21 32, 21 20))", None, id="an outline that crosses itself"),
])
def test_a_movement_to_a_region_ends_at_its_edge(casefile, movement, place, shape, tip):
    region = place("Kufra region", 29.0, 22.6, Precision.REGION, area_wkb=bytes(QgsGeometry.fromWkt(shape).asWkb()))
    casefile.save_movement(movement(waypoints=(Waypoint("origin", place()), Waypoint("destination", region))))
    [(_, line)] = rows(casefile, "movements")
    end = line.asPolyline()[-1]
    assert 19.2 < end.x() < 22.6
    assert tip is None or end.x() == pytest.approx(tip)
    assert drawn(casefile)["waypoints"] == 1  # the origin; a ring in the region's middle would claim a place


def test_a_region_without_breadth_is_drawn_to_as_a_point(casefile, movement, place):
    spike = QgsGeometry.fromWkt("Polygon ((22.6 20, 22.6 32, 22.6 20, 22.6 20))")
    region = place("Kufra region", 29.0, 22.6, Precision.REGION, area_wkb=bytes(spike.asWkb()))
    casefile.save_movement(movement(waypoints=(Waypoint("origin", place()), Waypoint("destination", region))))
    [(_, line)] = rows(casefile, "movements")
    assert line.asPolyline()[-1].x() == pytest.approx(22.6)


def test_a_movement_within_a_region_ends_at_its_point(casefile, movement, place):
    shape = QgsGeometry.fromWkt("Polygon ((18 20, 24 20, 24 32, 18 32, 18 20))")
    region = place("Kufra region", 29.0, 22.6, Precision.REGION, area_wkb=bytes(shape.asWkb()))
    casefile.save_movement(movement(waypoints=(Waypoint("origin", place()), Waypoint("destination", region))))
    [(_, line)] = rows(casefile, "movements")
    assert (line.asPolyline()[-1].x(), line.asPolyline()[-1].y()) == pytest.approx((22.6, 29.0))
    assert drawn(casefile)["waypoints"] == 2


def test_totals_and_labels_are_derived(casefile, incident, movement):
    casefile.save_incident(incident(killed=Losses(CountRange.exactly(2), civilians=CountRange(1, None, 3))))
    casefile.save_movement(movement(vehicles=CountRange(high=5), vehicle_kind="technical"))
    [(cells, _)] = rows(casefile, "incidents")
    assert (cells["killed_low"], cells["killed_high"]) == (3, 5)
    assert not isinstance(cells["killed_best"], int)
    assert cells["label"] == "Attack, 24 Jul 2018, 3–5 killed"
    [(cells, _)] = rows(casefile, "movements")
    assert cells["label"] == "≤ 5 × Technical (armed pick-up), 24 Jul 2018"


@pytest.mark.parametrize("text, step", [
    ("", ""), ("several", ""), ("at most 4", ""), ("0", "0"), ("1", "1"), ("4", "1"), ("at least 5", "5"), ("19", "5"),
    ("20", "20"), ("about 300", "20"),
])
def test_deaths_are_drawn_by_the_best_number_and_never_by_a_mere_upper_bound(text, step):
    key = style_keys.incident_key("a", "", "attack", "reports", Precision.SITE, "draft", CountRange.parse(text))
    assert style_keys.parse_incident_key(key).deaths == step


@pytest.mark.parametrize("precision, certainty", [
    (Precision.EXACT, "sharp"), (Precision.LOCALITY, "sharp"), (Precision.NEAR, "vague"),
    (Precision.DIRECTION, "vague"), (Precision.DISTRICT, "wide"), (Precision.COUNTRY, "wide"),
])
def test_a_district_is_drawn_unlike_a_street(precision, certainty):
    key = style_keys.incident_key("a", "", "attack", "reports", precision, "draft", CountRange())
    assert style_keys.parse_incident_key(key).certainty == certainty


def test_style_keys_fall_apart_into_their_parts(casefile, incident, movement, place):
    killed = Losses(side_a=CountRange.exactly(7))
    casefile.save_incident(incident(actor2="is_barqa", location=place(precision=Precision.NEAR), killed=killed))
    casefile.save_movement(movement(is_route_observed=True, vehicles=CountRange.parse("as many as five")))
    keys = {table: [cells["style_key"] for cells, _ in rows(casefile, table)] for table in
            ("incidents", "movements", "waypoints", "location_areas")}
    assert style_keys.parse_incident_key(keys["incidents"][0]) == (
        "is_libya", "is_barqa", "attack", "reports", "vague", "draft", "5",
    )
    assert style_keys.parse_movement_key(keys["movements"][0]) == ("is_libya", "seen", "reports", "closed", "5")
    assert [style_keys.parse_waypoint_key(key).role for key in keys["waypoints"]] == ["origin", "destination"]
    assert style_keys.parse_area_key(keys["location_areas"][0]) == ("is_libya", "near")
    with pytest.raises(ValueError, match="style key"):
        style_keys.parse_incident_key("a|b")
