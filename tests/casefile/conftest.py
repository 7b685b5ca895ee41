"""Records as tests need them, a casefile to put them in, and a hand that writes past it."""

from contextlib import contextmanager
from datetime import date

import pytest
from qgis.core import QgsFeature, QgsGeometry

from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Incident, Movement, Waypoint
from libya_incident_mapper.qgis_support.values import plain

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


class Hand:
    """Writes into the tables as QGIS does, past the casefile."""

    def __init__(self, casefile):
        self._casefile = casefile

    def change(self, table, where, geometry=None, **values):
        with self._editing(table) as layer:
            for row in self._found(layer, where):
                if geometry is not None:
                    layer.changeGeometry(row.id(), geometry)
                for name, value in values.items():
                    layer.changeAttributeValue(row.id(), layer.fields().indexOf(name), value)

    def add(self, table, geometry=None, **values):
        with self._editing(table) as layer:
            row = QgsFeature(layer.fields())
            for name, value in values.items():
                row[name] = value
            row.setGeometry(geometry or QgsGeometry())
            assert layer.addFeature(row)

    def delete(self, table, **where):
        with self._editing(table) as layer:
            assert layer.deleteFeatures([row.id() for row in self._found(layer, where)])

    def rows(self, table):
        layer = self._casefile.layer(table)
        return [
            {**dict(zip(layer.fields().names(), map(plain, row.attributes()))), "geometry": row.geometry().asWkt(3)}
            for row in layer.getFeatures()
        ]

    @contextmanager
    def _editing(self, table):
        layer = self._casefile.layer(table)
        assert layer.startEditing()
        yield layer
        assert layer.commitChanges(), layer.commitErrors()

    def _found(self, layer, where):
        found = [row for row in layer.getFeatures() if all(row[name] == value for name, value in where.items())]
        assert found
        return found


@pytest.fixture
def edit(casefile):
    return Hand(casefile)
