"""What is written is read back equal, in every field, whatever it holds."""

import random
from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsGeometry

from libya_incident_mapper.model.codes import code_list
from libya_incident_mapper.model.counts import UNKNOWN_COUNT, CountRange
from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.model.location import NOWHERE, Candidate, Location, PlaceState, Precision
from libya_incident_mapper.model.records import (
    Claim,
    Document,
    Incident,
    Losses,
    Movement,
    OwnGrade,
    Source,
    Waypoint,
)

TEXTS = (
    "", "plain", "O'Brien \"quoted\"", "<b>bold</b> & <script>alert(1)</script>", "[% 1+1 %]",
    "x'; DROP TABLE incidents;--",
    "العقيلة", "emoji 💥", "two\nlines\ttab", "back\\slash", " blanks around ", "007", "NULL", "%s {0} ${x}",
)
POLYGON = bytes(QgsGeometry.fromWkt("Polygon ((19 30, 20 30, 20 31, 19 30))").asWkb())
MULTIPOLYGON = bytes(QgsGeometry.fromWkt("MultiPolygon (((19 30, 20 30, 20 31, 19 30)))").asWkb())
ACTORS = ("is_libya", "is_barqa")


class Maker:
    """Records with every field filled by chance."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def text(self):
        return self.chance.choice(TEXTS)

    def code(self, name):
        return self.chance.choice(list(code_list(name)))

    def count(self):
        low, best, high = sorted(self.chance.randrange(500) for _ in range(3))
        return self.chance.choice((
            UNKNOWN_COUNT, CountRange(low, best, high, self.text()), CountRange(high=high), CountRange(text="several"),
            CountRange.exactly(0),
        ))

    def dates(self):
        first = date(1950, 1, 1).toordinal() + self.chance.randrange(40_000)
        last = first + self.chance.randrange(40)
        return DateRange(
            date.fromordinal(first), date.fromordinal(last), self.chance.choice(list(DatePrecision)), self.text()
        )

    def location(self):
        candidates = tuple(
            Candidate(f"LY-{number}", self.text(), "ليبيا", "village", self.text(), 30.1, 58 / 3, 500.0, 0.1, "q for g")
            for number in range(self.chance.randrange(4))
        )
        if self.chance.random() < 0.3:
            return Location(self.text(), self.chance.choice((PlaceState.AMBIGUOUS, PlaceState.UNKNOWN)),
                            remark=self.text(), candidates=candidates)
        precision = self.chance.choice([known for known in Precision if known is not Precision.UNLOCATED])
        return Location(
            self.text(), PlaceState.FOUND, self.chance.uniform(20, 33), self.chance.uniform(9, 25),
            self.chance.uniform(1, 1e5), self.chance.choice((None, POLYGON, MULTIPOLYGON)), precision, self.text(),
            self.text(), self.text(), self.text(), self.text(), self.text(), self.text(), self.text(),
            self.chance.choice((None, 0.0, 1.25)), candidates,
        )

    def claims(self):
        return tuple(
            Claim(
                stance=self.code("stances"), source_uid=self.text(), document_uid=self.text(),
                claimant=self.chance.choice(("", *ACTORS)), killed=self.count(), wounded=self.count(),
                vehicles=self.count(), place_text=self.text(), reliability=self.code("reliability"),
                credibility=self.code("credibility"), published=self.chance.choice((None, date(2018, 7, 31))),
                quote=self.text(), span_start=self.chance.choice((None, 0)), span_end=17, notes=self.text(),
            )
            for _ in range(self.chance.randrange(3))
        )

    def own_grade(self):
        own = OwnGrade(self.code("reliability"), self.code("credibility"), f"because {self.text()}")
        return self.chance.choice((None, own))

    def common(self):
        return {
            "own_grade": self.own_grade(),
            "dates": self.dates(), "summary": self.text(), "notes": self.text(), "stance": self.code("stances"),
            "status": self.code("statuses"), "claims": self.claims(),
        }

    def incident(self):
        return Incident(
            kind=self.code("event_kinds"), actor1=self.chance.choice(ACTORS), actor2=self.chance.choice(("", *ACTORS)),
            location=self.location(), killed=Losses(*(self.count() for _ in range(4))), wounded=self.count(),
            captured=self.count(), **self.common(),
        )

    def movement(self):
        roles = ["origin", *["via"] * self.chance.randrange(3), "destination"][: self.chance.randrange(1, 5)]
        return Movement(
            actor=self.chance.choice(ACTORS), kind=self.code("movement_kinds"), vehicles=self.count(),
            waypoints=tuple(Waypoint(role, self.location()) for role in roles), persons=self.count(),
            heading=self.chance.choice((None, 0.0, 187.5)), is_route_observed=self.chance.random() < 0.5,
            vehicle_kind=self.code("vehicle_kinds"), **self.common(),
        )


@pytest.mark.parametrize("seed", range(20))
def test_one_record(casefile, seed):
    maker = Maker(seed)
    incident, movement = maker.incident(), maker.movement()
    stored = casefile.save_incident(incident)
    assert replace(stored, stamp=incident.stamp) == incident
    assert casefile.incident(incident.uid) == stored
    moved = casefile.save_movement(movement)
    assert casefile.movement(movement.uid) == moved
    assert replace(moved, stamp=movement.stamp) == movement


def test_many_records(casefile):
    maker = Maker(99)
    incidents, movements = [maker.incident() for _ in range(300)], [maker.movement() for _ in range(300)]
    added = casefile.add_many(incidents, movements)
    assert added == (300, 300, 0)
    for given, read in ((incidents, casefile.incidents()), (movements, casefile.movements())):
        stored = list(read)
        assert [(record.dates.start, record.uid) for record in stored] == sorted(
            (record.dates.start, record.uid) for record in given
        )
        by_uid = {record.uid: record for record in given}
        assert all(replace(record, stamp=by_uid[record.uid].stamp) == by_uid[record.uid] for record in stored)
        assert all(record.stamp.revision == 1 for record in stored)


def test_an_update_leaves_nothing_of_what_was_there(casefile):
    maker = Maker(7)
    stored = casefile.save_movement(maker.movement())
    for _ in range(5):
        changed = replace(maker.movement(), uid=stored.uid, stamp=stored.stamp)
        stored = casefile.save_movement(changed)
        assert casefile.movement(stored.uid) == stored
    counts = casefile.counts()
    assert counts["movements"] == 1
    assert counts["waypoints"] == len(stored.waypoints)
    assert counts["claims"] == len(stored.claims)


def test_a_location_may_be_emptied(casefile, incident):
    stored = casefile.save_incident(incident())
    emptied = casefile.save_incident(replace(stored, location=NOWHERE))
    assert casefile.incident(stored.uid) == emptied
    assert [feature.hasGeometry() for feature in casefile.layer("incidents").getFeatures()] == [False]


def test_sources_and_documents_are_stored_once(casefile):
    source = Source("Libya Observer's \"desk\"", kind="media", reliability="B", url="https://example.org/?a=1&b=2")
    assert casefile.add_source(source) == source
    assert casefile.add_source(Source(source.name)) == source
    assert casefile.sources() == (source,)
    document = Document("Weekly", "On 24 July …\nنص", source_uid=source.uid, published=date(2018, 7, 31))
    assert casefile.add_document(document) == document
    assert casefile.add_document(Document("Again", document.text)) == document
    assert casefile.documents() == (document,)


def test_a_period_takes_what_shares_a_day_with_it(casefile, incident):
    days = {
        name: casefile.save_incident(incident(dates=DateRange.parse(name))).uid
        for name in ("2018-07-23", "2018-07-24", "2018-07-20/2018-07-25", "2018", "2018-07-26")
    }
    found = [record.uid for record in casefile.incidents(DateRange.parse("2018-07-24/2018-07-25"))]
    assert found == [days["2018"], days["2018-07-20/2018-07-25"], days["2018-07-24"]]


def test_chosen_records_come_whole_and_in_order(casefile, incident, movement):
    incidents = [casefile.save_incident(incident(uid=f"it's {number}")) for number in range(3)]
    movements = [casefile.save_movement(movement()) for _ in range(2)]
    wanted = [incidents[2], incidents[0]], [movements[1]]
    assert casefile.chosen([*(one.uid for one in wanted[0]), "gone"], [one.uid for one in wanted[1]]) == (
        *wanted[0], *wanted[1],
    )
    assert casefile.chosen([], []) == ()
