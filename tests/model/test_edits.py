"""One change to many records."""

import pytest

from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.edits import Edit
from libya_incident_mapper.model.records import Claim, Incident, Movement

DAY = DateRange.parse("2021-03-05")
CLASH = Incident("armed_clash", DAY, "lna", actor2="gna", notes="kept", claims=(Claim(claimant="lna"),))
CONVOY = Movement("lna", DAY, notes="kept")


@pytest.mark.parametrize("record", [CLASH, CONVOY])
@pytest.mark.parametrize("edit", [Edit(), Edit(status="draft"), Edit(actor_before="is_libya", actor_after="aqim")])
def test_what_is_not_different_is_the_very_record(record, edit):
    assert edit.applied(record) is record


def test_each_kind_of_record_has_its_kinds():
    edit = Edit(event_kind="shelling", movement_kind="patrol", status="approved")
    clash, convoy = edit.applied(CLASH), edit.applied(CONVOY)
    assert (clash.kind, clash.status, clash.notes, clash.uid) == ("shelling", "approved", "kept", CLASH.uid)
    assert (convoy.kind, convoy.status, convoy.notes) == ("patrol", "approved", "kept")


def test_an_actor_takes_the_place_of_another_on_either_side_and_claims_stay():
    edit = Edit(actor_before="gna", actor_after="misrata_third_force")
    assert edit.applied(CLASH).sides == ("lna", "misrata_third_force")
    edit = Edit(actor_before="lna", actor_after="lna_saiqa")
    assert edit.applied(CLASH).sides == ("lna_saiqa", "gna")
    assert edit.applied(CLASH).claims == CLASH.claims
    assert edit.applied(CONVOY).sides == ("lna_saiqa",)
    assert Edit(actor_before="lna").applied(CLASH) is CLASH
