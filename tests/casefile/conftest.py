"""Records as tests need them, and a casefile to put them in."""

from datetime import date

import pytest

from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Incident, Movement, Waypoint

DAY = DateRange.day(date(2018, 7, 24), "24 July")


@pytest.fixture
def casefile(new_casefile, tmp_path):
    made = new_casefile(tmp_path / "week.gpkg")
    made.user = "An Analyst"
    return made


@pytest.fixture
def place():
    def make(text="Uqaylah", lat=30.25, lon=19.2, precision=Precision.LOCALITY, **more):
        return Location(text, PlaceState.FOUND, lat, lon, more.pop("radius_m", 1500.0), precision=precision, **more)

    return make


@pytest.fixture
def incident(place):
    def make(**more):
        values = {"kind": "attack", "dates": DAY, "actor1": "is_libya", "location": place(), **more}
        return Incident(**values)

    return make


@pytest.fixture
def movement(place):
    def make(**more):
        stops = (Waypoint("origin", place()), Waypoint("destination", place("Jalu", 29.03, 21.55)))
        return Movement(**{"actor": "is_libya", "dates": DAY, "waypoints": stops, **more})

    return make
