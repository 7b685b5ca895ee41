"""Many records at once: all, or none; invalid ones handed back; progress; cancel."""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta

import pytest
from qgis.core import QgsFeatureRequest, QgsFeatureSource, QgsFeedback, QgsRectangle

from libya_incident_mapper.casefile import errors
from libya_incident_mapper.casefile.bulk import CHUNK
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.records import Claim, Source
from libya_incident_mapper.model.validation import InvalidRecord


def test_invalid_records_are_handed_back_and_the_good_ones_kept(casefile, incident):
    good, bad = incident(), incident(kind="nonsense")
    rejected = []
    added = casefile.add_many(
        [bad, good], rejected=lambda record, error: rejected.append((record, error.faults[0].field))
    )
    assert added == (1, 0, 1)
    assert rejected == [(bad, "kind")]
    assert [known.uid for known in casefile.incidents()] == [good.uid]


def test_without_anybody_to_take_them_an_invalid_record_stops_all(casefile, incident, movement):
    with pytest.raises(InvalidRecord):
        casefile.add_many([incident() for _ in range(CHUNK + 1)], [movement(kind="nonsense")])
    assert set(casefile.counts()[table] for table in ("incidents", "movements", "waypoints")) == {0}


@pytest.mark.parametrize("expected", [0, 2 * CHUNK], ids=["indexes kept", "indexes made anew"])
def test_a_double_uid_stops_all(casefile, incident, expected):
    one = incident()
    with pytest.raises(errors.DuplicateRecord):
        casefile.add_many([one, incident(), replace(one, summary="again")], expected=expected)
    assert casefile.counts()["incidents"] == 0


def test_cancelling_leaves_the_file_as_it_was(casefile, incident):
    kept = casefile.save_incident(incident())
    feedback = QgsFeedback()
    progress = []
    feedback.progressChanged.connect(progress.append)

    def some():
        for number in range(3 * CHUNK):
            if number == CHUNK + 1:
                feedback.cancel()
            yield incident()

    with pytest.raises(errors.WriteCancelled, match="as it was"):
        casefile.add_many(some(), feedback=feedback, expected=3 * CHUNK)
    assert progress == [pytest.approx(100 / 3)]
    assert list(casefile.incidents()) == [kept]
    assert [path.name for path in casefile.path.parent.iterdir()] == [casefile.path.name]


def test_many_rows_of_some_days_are_found_by_their_days(casefile, incident):
    kinds = ("attack", "armed_clash", "protest", "shelling")
    records = [
        replace(incident(kind=kinds[number % 4]), dates=DateRange.day(date(2018, 1, 1) + timedelta(number % 700)))
        for number in range(4 * CHUNK)
    ]
    casefile.add_many(records, expected=len(records))
    connection = sqlite3.connect(f"file:{casefile.path}?mode=ro", uri=True)
    keys = [key for (key,) in connection.execute("SELECT DISTINCT style_key FROM incidents")]
    # As QGIS asks when it draws a week.
    asked = f"""EXPLAIN QUERY PLAN SELECT * FROM incidents WHERE style_key IN ({",".join("?" * len(keys))})
        AND date_start <= '2018-03-07' AND date_end >= '2018-03-01'"""
    plan = " ".join(row[3] for row in connection.execute(asked, keys))
    connection.close()
    assert len(keys) == 4 and "incidents_date" in plan


def test_the_indexes_serve_as_before(casefile, incident, place):
    records = [incident(location=place(lat=20 + number / 500)) for number in range(2 * CHUNK)]
    casefile.add_many(records, expected=len(records))
    layer = casefile.layer("incidents")
    box = QgsRectangle(19, 20, 20, 21)
    assert layer.hasSpatialIndex() == QgsFeatureSource.SpatialIndexPresence.SpatialIndexPresent
    assert sum(1 for _ in layer.getFeatures(QgsFeatureRequest(box))) == 501
    assert layer.featureCount() == len(records)
    more = casefile.save_incident(incident(location=place(lat=20.5)))
    fresh = casefile.layer("incidents")
    assert sum(1 for _ in fresh.getFeatures(QgsFeatureRequest(box))) == 502
    with pytest.raises(errors.DuplicateRecord):
        casefile.add_many([more])


def test_sources_come_with_their_claims(casefile, incident):
    source = Source("Libya Observer")
    casefile.add_many([incident(claims=(Claim(source_uid=source.uid),))], sources=[source])
    assert casefile.sources() == (source,)


def test_everybody_is_told(casefile, incident):
    told = []
    casefile.changed.connect(told.append)
    first, second = incident(), incident()
    casefile.add_many([first, second])
    stored = casefile.save_incident(replace(casefile.incident(first.uid), summary="new"))
    casefile.delete_incident(stored.uid)
    assert told == [[first.uid, second.uid], [first.uid], [first.uid]]
