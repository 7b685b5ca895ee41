"""What is counted as records change is what a new count of all of them finds."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.layers.categories import drawn_keys, keys_in
from libya_incident_mapper.layers.crowding import within
from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.layers.styling import LOOKS
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Claim, Incident, Losses, Movement, Waypoint
from libya_incident_mapper.ui.case_tally import CaseTally
from libya_incident_mapper.ui.record_rows import read_rows

SOMEWHERE = Location("Somewhere", PlaceState.FOUND, 30.0, 19.0, 900.0, precision=Precision.SITE)
KINDS, ACTORS = ("attack", "protest", "shelling"), ("lna", "gna", "is_libya", "civilians")


def some_days(chance):
    start = date(2022, 5, 1) + timedelta(chance.randrange(400))
    return DateRange(start, start + timedelta(chance.randrange(9)), DatePrecision.RANGE)


def some_values(chance):
    claims = tuple(Claim(reliability=letter, credibility="2") for letter in chance.sample("ABC", chance.randrange(2)))
    return {
        "dates": some_days(chance), "stance": chance.choice(("reports", "claims", "denies")),
        "status": chance.choice(("draft", "reviewed", "approved")), "claims": claims,
    }


def some_record(chance):
    if chance.random() < 0.3:
        stops = tuple(Waypoint(role, SOMEWHERE) for role in ("origin", "destination"))
        return Movement(chance.choice(ACTORS), waypoints=stops, **some_values(chance))
    killed = Losses(unknown=chance.choice((CountRange(), CountRange.exactly(chance.randrange(9)))))
    return Incident(
        chance.choice(KINDS), actor1=chance.choice(ACTORS), actor2=chance.choice(("", *ACTORS)), killed=killed,
        **some_values(chance),
    )


def offered(bar):
    boxes = (bar.actors, bar.kinds, bar.statuses, bar.grades)
    return [[box.itemData(place) for place in range(box.count())] for box in boxes]


def counted_anew(desk):
    return CaseTally(read_rows(desk.session.casefile, desk.session.actors))


def all_numbers(tally):
    return (+tally.actors, +tally.kinds, +tally.statuses, +tally.reliabilities, tally.days.bars())


def drawn(desk):
    """What the layers draw: their categories."""
    layers = casefile_layers(desk.session.casefile, desk.session.project)
    return {table: {one.value() for one in within(layers[table].renderer()).categories()} for table in LOOKS}


def drawn_anew(desk):
    return {
        table: drawn_keys(keys_in(desk.session.casefile.layer(table)), look.parse) for table, look in LOOKS.items()
    }


@pytest.mark.parametrize("seed", range(2))
def test_any_changes_leave_what_a_new_count_finds(opened, seed):
    chance, session, dock = random.Random(seed), opened.session, opened.dock
    dock.tabs.setCurrentWidget(dock.records)
    somebody = Casefile.open(session.casefile.path)

    def stored():
        return [*session.casefile.incidents(), *session.casefile.movements()]

    def change():
        session.save(replace(chance.choice(stored()), **some_values(chance)))

    def change_many():
        some = chance.sample(stored(), min(25, len(stored())))
        session.save_many([replace(one, **some_values(chance)) for one in some], "many")

    def by_somebody_else():
        dock.tabs.setCurrentWidget(dock.incident)
        somebody.save_many([some_record(chance), replace(chance.choice(stored()), **some_values(chance))])
        dock.tabs.setCurrentWidget(dock.records)

    acts = (
        change, change_many, by_somebody_else, lambda: session.save(some_record(chance)),
        lambda: session.delete(chance.choice(stored())), session.stack.undo, session.stack.redo,
    )
    session.casefile.save_many([some_record(chance) for _ in range(30)])
    dock.tabs.setCurrentWidget(dock.incident)
    dock.tabs.setCurrentWidget(dock.records)
    told = []
    session.records_changed.connect(told.append)
    for _ in range(20):
        told.clear()
        chance.choice(acts)()
        anew = counted_anew(opened)
        assert all_numbers(dock.records.model.tally) == all_numbers(anew)
        assert offered(dock.records.bar)[2:] == [
            [code for code in ("draft", "reviewed", "approved") if anew.statuses[code]],
            [code for code in "ABC" if anew.reliabilities[code]],
        ]
        assert set(offered(dock.records.bar)[0]) == {actor for actor in +anew.actors if actor}
        assert set(offered(dock.records.bar)[1]) == set(+anew.kinds)
        if told:
            assert drawn(opened) == drawn_anew(opened)
