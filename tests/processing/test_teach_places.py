"""Teach places: from a table, a file or a layer of points into a casefile."""

import csv
import os
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.exchange.taught_table import write_taught
from libya_incident_mapper.model.table import RESOURCES
from libya_incident_mapper.model.taught import TaughtPlace
from libya_incident_mapper.qgis_support.place_names import place_names

from .conftest import Listener

HEADER = ("name", "lat", "lon", "kind", "reason")
LINE = ("103 line", "28.9", "20.9", "road junction", "shown on a sketch")


@pytest.fixture
def casefile(new_casefile, tmp_path):
    return new_casefile(tmp_path / "case.gpkg")


def names(casefile):
    return [place.name for place in casefile.taught_places()]


def test_a_file_teaches_a_casefile(run, write_csv, casefile):
    told = []
    place_names().taught_in.connect(told.append)
    path = write_csv("taught.csv", HEADER, LINE, ("Gate 200", "29.5", "20.1", "checkpoint", ""))
    numbers = run("teachplaces", INPUT=path, CASEFILE=str(casefile.path))
    place_names().taught_in.disconnect(told.append)
    assert [numbers[name] for name in ("TAUGHT", "REPLACED", "KNOWN", "REJECTED", "PLACED")] == [2, 0, 0, 0, 0]
    assert numbers["REJECTS"] == ""
    assert names(casefile) == ["103 line", "Gate 200"]
    assert casefile.taught_places()[0].author == casefile.user
    assert told == [str(casefile.path)]
    again = run("teachplaces", INPUT=path, CASEFILE=str(casefile.path))
    assert (again["TAUGHT"], again["KNOWN"], names(casefile)) == (0, 2, ["103 line", "Gate 200"])


def test_a_layer_of_points_in_any_projection_needs_no_columns_for_them(run, casefile):
    layer = QgsVectorLayer("Point?crs=EPSG:3857&field=name:string", "points", "memory")
    rows = []
    for name, wkt in (("103 line", "POINT (2326577.4 3362783.7)"), ("nowhere", "")):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([name])
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        rows.append(feature)
    layer.dataProvider().addFeatures(rows)
    numbers = run("teachplaces", INPUT=layer, CASEFILE=str(casefile.path))
    (place,) = casefile.taught_places()
    assert (place.lat, place.lon) == pytest.approx((28.9, 20.9), abs=0.01)
    assert numbers["REJECTED"] == 1


def test_what_is_refused_is_in_the_rejects_and_the_rest_is_taught(run, write_csv, casefile):
    path = write_csv("taught.csv", HEADER, LINE, ("the gate", "29.5", "20.1", "", ""), ("x", "north", "20.1", "", ""))
    listener = Listener()
    numbers = run("teachplaces", listener, INPUT=path, CASEFILE=str(casefile.path))
    assert (numbers["TAUGHT"], numbers["REJECTED"]) == (1, 2)
    with Path(numbers["REJECTS"]).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    told = sorted((row["table"], row["row"], row["column"]) for row in rows)
    assert told == [("places", "3", "name"), ("places", "4", "lat")]
    assert any(numbers["REJECTS"] in line for line in listener.warned)


def test_other_values_replace_only_when_told(run, casefile, tmp_path):
    (line,) = casefile.teach(TaughtPlace("103 line", 28.9, 20.9, 5000.0))
    moved = TaughtPlace("103 line", 29.0, 20.9, 5000.0, uid=line.uid, author="B", taught="2018-08-01")
    write_taught(tmp_path / "moved.csv", [moved])
    given = {"INPUT": str(tmp_path / "moved.csv"), "CASEFILE": str(casefile.path)}
    assert run("teachplaces", **given)["REJECTED"] == 1
    assert casefile.taught_places() == (line,)
    assert run("teachplaces", REPLACE=True, **given)["REPLACED"] == 1
    assert casefile.taught_places()[0].lat == 29.0


def test_the_example_is_placed_when_asked_for(run, write_csv, tmp_path):
    output, rows = str(tmp_path / "week.gpkg"), str(RESOURCES / "examples" / "weekly-2018-07-31")
    run("buildcasefile", INCIDENTS=f"{rows}-incidents.csv", MOVEMENTS=f"{rows}-movements.csv", OUTPUT=output)
    given = {"INPUT": write_csv("t.csv", HEADER, LINE), "CASEFILE": output}
    assert run("teachplaces", **given)["PLACED"] == 0
    numbers = run("teachplaces", PLACE_RECORDS=True, **given)
    assert (numbers["KNOWN"], numbers["PLACED"]) == (1, 1)
    movement = Casefile.open(output).movement("M2")
    assert (movement.waypoints[1].location.lat, movement.unplaced_stops) == (28.9, 0)


def test_a_point_abroad_is_told(run, write_csv, casefile):
    listener = Listener()
    path = write_csv("taught.csv", HEADER, ("103 line", "20.9", "28.9", "", ""))
    assert run("teachplaces", listener, INPUT=path, CASEFILE=str(casefile.path))["TAUGHT"] == 1
    assert any("outside Libya" in line for line in listener.warned)


@pytest.mark.parametrize(
    ("content", "part"), [("", "is empty"), ("name,latitude,lon\n", "column 'lat' is missing; is 'latitude' meant?")],
)
def test_an_unusable_table_gets_a_sentence_and_teaches_nothing(run, tmp_path, casefile, content, part):
    (tmp_path / "taught.csv").write_text(content)
    with pytest.raises(QgsProcessingException, match=part.replace("?", r"\?")):
        run("teachplaces", INPUT=str(tmp_path / "taught.csv"), CASEFILE=str(casefile.path))
    assert sorted(os.listdir(tmp_path)) == ["case.gpkg", "taught.csv"]


def test_a_missing_casefile_gets_a_sentence(run, write_csv, tmp_path):
    path = write_csv("taught.csv", HEADER, LINE)
    with pytest.raises((QgsProcessingException, ValueError), match=r"none\.gpkg|CASEFILE"):
        run("teachplaces", INPUT=path, CASEFILE=str(tmp_path / "none.gpkg"))


def test_the_rejects_never_replace_what_is_read(run, write_csv, casefile):
    path = write_csv("taught.csv", HEADER, LINE)
    with pytest.raises(QgsProcessingException, match="REJECTS"):
        run("teachplaces", INPUT=path, CASEFILE=str(casefile.path), REJECTS=path)


def test_cancelling_teaches_nothing(run, write_csv, casefile):
    path = write_csv("taught.csv", HEADER, *[(f"Gate {number}", "28.9", "20.9", "", "") for number in range(200, 250)])
    with pytest.raises(QgsProcessingException, match="ancelled"):
        run("teachplaces", Listener(cancels=True), INPUT=path, CASEFILE=str(casefile.path))
    assert names(casefile) == []
