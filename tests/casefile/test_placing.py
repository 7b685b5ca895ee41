"""What could not be placed is placed once its name is taught; everything else stays as it is."""

from dataclasses import replace

import pytest
from qgis.core import QgsFeedback

from libya_incident_mapper.casefile import errors
from libya_incident_mapper.casefile.placing import Placing
from libya_incident_mapper.geocoding.geocoder import Geocoder
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.search import PlaceSearch, bundled_names
from libya_incident_mapper.geocoding.taught import taught_rows
from libya_incident_mapper.model.location import Location, PlaceState
from libya_incident_mapper.model.records import Waypoint
from libya_incident_mapper.model.taught import TaughtPlace

LINE = TaughtPlace("103 line", 28.9, 20.9, 5000, uid="u1", kind="road_junction")


def unplaced(text):
    return Location(text, PlaceState.UNKNOWN, remark="in no list")


@pytest.fixture
def placing(casefile):
    def make(*taught):
        names = NameIndex(taught_rows(taught), is_taught=True)
        return Placing(casefile, Geocoder(PlaceSearch(names, bundled_names())), {f"taught:{one.uid}" for one in taught})

    return make


@pytest.fixture
def stored(casefile, incident, movement, place):
    """An incident and a movement that name the line, and others that do not."""
    stops = (Waypoint("origin", place()), Waypoint("via", unplaced("103 line")), Waypoint("destination", unplaced("?")))
    return (
        casefile.save_incident(incident(location=unplaced("20 km north of the 103 line"))),
        casefile.save_movement(movement(waypoints=stops)),
        casefile.save_incident(incident(location=unplaced("95.0 N, 19.0 E"))),
        casefile.save_movement(movement()),
        # Once unknown, found by today's gazetteer: no reason to move it while something else is taught.
        casefile.save_incident(incident(location=unplaced("Uqaylah"))),
    )


def test_only_what_stands_on_the_place_is_placed(placing, stored):
    incident, movement, *_ = stored
    placed_incident, placed_movement = placing(LINE).search().records()
    assert placed_incident == replace(incident, location=placed_incident.location)
    assert placed_incident.location.rule == "distance at a heading"
    origin, stop, destination = placed_movement.waypoints
    assert (origin, destination) == (movement.waypoints[0], movement.waypoints[2])
    assert (stop.location.lat, stop.location.lon, stop.location.place_id) == (28.9, 20.9, "taught:u1")


def test_the_line_passes_through_the_place_when_the_records_are_saved(casefile, placing, stored):
    saved = casefile.save_many(placing(LINE).search().records())
    assert [record.stamp.revision for record in saved] == [2, 2]
    assert casefile.movement(stored[1].uid) == saved[1]
    line = next(row.geometry() for row in casefile.layer("movements").getFeatures() if row["uid"] == stored[1].uid)
    assert any(vertex.x() == 20.9 and vertex.y() == 28.9 for vertex in line.vertices())
    assert placing(LINE).search().records() == ()


def test_a_place_that_nobody_names_places_nothing(placing, stored):
    assert placing(replace(LINE, name="Gate 200")).search().records() == ()


def test_cancelling_gives_nothing(placing, stored):
    feedback = QgsFeedback()
    feedback.cancel()
    assert placing(LINE).search(feedback).records() == ()


def test_all_or_none_are_saved(casefile, placing, stored):
    first, second = placing(LINE).search().records()
    casefile.save_movement(replace(stored[1], summary="changed meanwhile"))
    with pytest.raises(errors.RevisionConflict):
        casefile.save_many([first, second])
    assert casefile.incident(first.uid) == stored[0]
