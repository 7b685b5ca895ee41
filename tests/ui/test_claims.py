"""Several sources for one record: each with its own words, counts and grade; the first one stands."""

from dataclasses import replace
from datetime import date

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.grading import record_grade
from libya_incident_mapper.model.records import Claim, Source


def fill(form, source="al-Naba 141"):
    form.kind.line.setText("clash")
    form.place.line.setText("Uqaylah")
    form.place.line.textEdited.emit("Uqaylah")
    form.actor1.line.setText("IS")
    form.killed.boxes["killed_b"].edit.setText("5")
    form.claim.source.setText(source)
    form.claim.grade.reliability.set_code("E")
    form.claim.grade.credibility.set_code("4")
    form.claim.quote.setPlainText("They killed five.")


def add_denial(form):
    form.claim.bar.add.click()
    form.claim.source.setText("LNA media office")
    form.claim.claimant.line.setText("LNA")
    form.claim.claimant.line.textEdited.emit("LNA")
    form.claim.grade.reliability.set_code("C")
    form.claim.grade.credibility.set_code("3")
    form.claim.stance.set_code("denies")
    form.claim.counts.boxes["killed"].edit.setText("at most 2")
    form.claim.quote.setPlainText("It was two at most.")


def stored(desk):
    return next(iter(desk.session.casefile.incidents()))


@pytest.fixture
def two(opened):
    """A record with a claim and a denial, saved."""
    fill(opened.dock.incident)
    add_denial(opened.dock.incident)
    opened.save()
    return opened


def test_two_sources_become_two_claims_and_two_sources(two):
    record = stored(two)
    first, second = record.claims
    assert (first.quote, second.quote) == ("They killed five.", "It was two at most.")
    assert (first.stance, second.stance) == ("reports", "denies")
    assert (first.grade, second.grade) == ("E4", "C3")
    assert second.claimant == "lna"
    assert second.killed == CountRange.parse("at most 2")
    assert record.killed.side_b == CountRange.exactly(5)
    assert {source.name for source in two.session.casefile.sources()} == {"al-Naba 141", "LNA media office"}
    assert record_grade(record) == ("E", "4")


def test_a_record_of_several_sources_comes_back_unchanged(two):
    form, record = two.dock.incident, stored(two)
    form.show_record(record)
    assert not form.is_modified()
    assert form.draft().record == record
    form.claim.bar.tabs.setCurrentIndex(1)
    assert form.claim.quote.toPlainText() == "It was two at most."
    assert form.claim.counts.boxes["killed"].edit.text() == "at most 2"
    assert not form.is_modified()
    form.claim.quote.setPlainText("Changed")
    form.claim.bar.tabs.setCurrentIndex(0)
    assert form.claim.quote.toPlainText() == "They killed five."
    assert form.is_modified()
    assert [claim.quote for claim in form.draft().record.claims] == ["They killed five.", "Changed"]


def test_the_analyst_picks_which_one_stands_and_takes_one_away(two):
    form, record = two.dock.incident, stored(two)
    form.show_record(record)
    form.claim.bar.tabs.setCurrentIndex(1)
    form.claim.bar.prefer.click()
    assert [claim.uid for claim in form.draft().record.claims] == [claim.uid for claim in reversed(record.claims)]
    assert form.claim.quote.toPlainText() == "It was two at most."
    form.claim.bar.remove.click()
    assert [claim.uid for claim in form.draft().record.claims] == [record.claims[0].uid]
    assert not form.claim.bar.tabs.isVisible()


def test_what_they_differ_on_is_told(two, qtbot):
    form = two.dock.incident
    form.show_record(stored(two))
    form.claim.counts.boxes["killed"].edit.setText("5")
    qtbot.waitUntil(lambda: "differ" in form.claim.bar.words.text(), timeout=5000)
    words = "".join(mark for mark in form.claim.bar.words.text() if mark not in "\u2066\u2067\u2068\u2069")
    assert "They differ on killed: 5 (al-Naba 141); at most 2 (LNA)" in words
    assert "Denied by LNA." in words
    assert two.dock.incident.own_grade.by_rule.text() == "E4 by rule (best source)"


def test_stance_and_counts_of_a_source_are_asked_where_there_are_several(opened):
    form = opened.dock.incident
    fill(form)
    assert not form.claim.stance.isVisible()
    form.claim.bar.add.click()
    assert form.claim.stance.isVisible() and form.claim.counts.isVisible() and form.claim.place.isVisible()
    assert QApplication.focusWidget() is form.claim.source
    form.claim.bar.remove.click()
    assert not form.claim.stance.isVisible()
    form.stance.set_code("alleges")
    assert [claim.stance for claim in form.draft().record.claims] == ["alleges"]


def test_a_new_first_source_begins_with_what_the_record_says(opened):
    form = opened.dock.incident
    fill(form)
    form.killed.boxes["killed_unknown"].edit.setText("1 to 3")
    form.harmed.boxes["wounded"].edit.setText("at most 7")
    form.claim.bar.add.click()
    form.claim.source.setText("Radio")
    form.claim.place.setText("Brega")
    first, second = form.draft().record.claims
    assert (first.killed.low, first.killed.high) == (6, 8)
    assert (first.wounded.low, first.wounded.high) == (None, 7)
    assert (first.place_text, second.place_text) == ("Uqaylah", "Brega")
    assert not second.killed.is_known


def test_a_stored_source_keeps_its_own_counts_when_another_comes(opened):
    form = opened.dock.incident
    fill(form)
    form.claim.show([Claim(quote="Some were killed.")])
    form.claim.bar.add.click()
    form.claim.source.setText("Radio")
    first, _ = form.draft().record.claims
    assert not first.killed.is_known
    assert first.place_text == ""


def test_a_movement_hands_its_places_and_vehicles_to_its_first_source(opened):
    form = opened.dock.movement
    form.origin.line.setText("Uqaylah")
    form.destination.line.setText("Jalu")
    form.counts.boxes["vehicles"].edit.setText("as many as five")
    form.claim.source.setText("Desk note")
    form.claim.bar.add.click()
    form.claim.source.setText("Radio")
    first, _ = form.draft().record.claims
    assert first.place_text == "Uqaylah – Jalu"
    assert first.vehicles.high == 5


def test_each_source_keeps_its_own_place_and_they_are_compared(opened, qtbot):
    form = opened.dock.incident
    fill(form)
    form.claim.bar.add.click()
    form.claim.source.setText("Radio")
    form.claim.place.setText("<b>Brega</b>")
    opened.save()
    record = stored(opened)
    assert [claim.place_text for claim in record.claims] == ["Uqaylah", "<b>Brega</b>"]
    form.show_record(record)
    assert not form.is_modified()
    qtbot.waitUntil(lambda: "differ on place" in form.claim.bar.words.text(), timeout=5000)
    assert "place: Uqaylah (al-Naba 141); <b>Brega</b> (Radio)" in form.claim.bar.words.text()


def test_what_an_older_version_kept_of_a_form_is_put_back(opened):
    form = opened.dock.incident
    fill(form)
    form.claim.bar.add.click()
    form.claim.source.setText("Radio")
    kept = form.claim.kept()
    for _, state in kept:
        del state["place"], state["kind"], state["published"]
    form.claim.put_back(kept)
    assert [claim.place_text for claim in form.draft().record.claims] == ["", ""]


def test_a_fault_says_of_which_source(opened):
    form = opened.dock.incident
    fill(form)
    add_denial(form)
    form.claim.counts.boxes["killed"].edit.setText("no number")
    form.claim.bar.tabs.setCurrentIndex(0)
    faults = [fault for fault in form.draft().faults if fault.field == "source counts"]
    assert [fault.sentence.startswith("Source 2: ") for fault in faults] == [True]
    assert form.show_faults(form.draft().faults) == []


def test_an_empty_further_source_is_no_claim(opened):
    form = opened.dock.incident
    fill(form)
    form.claim.bar.add.click()
    assert len(form.draft().record.claims) == 1


def test_two_claims_of_one_new_source_share_it(opened):
    form = opened.dock.incident
    fill(form)
    form.claim.bar.add.click()
    form.claim.source.setText("AL-NABA 141")
    form.claim.quote.setPlainText("Later it said three.")
    draft = form.draft()
    assert [source.name for source in draft.sources] == ["al-Naba 141"]
    assert len({claim.source_uid for claim in draft.record.claims}) == 1


def test_known_sources_are_named_in_the_tabs(opened):
    form = opened.dock.incident
    form.claim.set_sources([Source(name="Reuters & others, a long name", reliability="A")])
    fill(form, "Reuters & others, a long name")
    form.claim.bar.add.click()
    assert [form.claim.bar.tabs.tabText(place) for place in (0, 1)] == ["Reuters && others, …", "Source 2"]
    form.claim.source.setText("x")
    assert form.claim.bar.tabs.tabText(1) == "x"


def test_what_nobody_touched_stays_as_it_was_stored(opened):
    """Two sources of one name, and a best value that the text of the count does not tell."""
    form = opened.dock.incident
    twins = [Source(name="Radio"), Source(name="Radio")]
    form.claim.set_sources(twins)
    counted = CountRange(8, 9, 12)
    claims = [Claim(source_uid=source.uid, killed=counted, quote=source.uid) for source in twins]
    form.claim.show(claims)
    form.claim.bar.tabs.setCurrentIndex(1)
    form.claim.quote.setPlainText("Other words")
    read, new = form.claim.read("reports", [])
    assert new == ()
    assert [claim.source_uid for claim in read] == [source.uid for source in twins]
    assert [claim.killed for claim in read] == [counted, counted]
    assert [claim.quote for claim in read] == [twins[0].uid, "Other words"]


def test_two_sources_of_one_name_are_shown_with_what_tells_them_apart(opened):
    form = opened.dock.incident
    twins = [Source(name="Radio", kind="media", reliability="B"), Source(name="Radio", kind="person", reliability="D")]
    form.claim.set_sources(twins)
    form.claim.show([Claim(source_uid=source.uid) for source in twins])
    tabs = form.claim.bar.tabs
    assert [tabs.tabText(place) for place in (0, 1)] == ["Radio (News outlet…", "Radio (Person)"]
    completer = form.claim.source.completer()
    completer.setCompletionPrefix("rad")
    assert completer.completionCount() == 2
    form.claim.show([])
    for twin, title in zip(twins, ("Radio (News outlet)", "radio (person)")):
        form.claim.source.setText(title)
        [claim], new = form.claim.read("reports", [])
        assert (claim.source_uid, new) == (twin.uid, ())
        assert form.claim.kind.code() == twin.kind


def test_a_name_of_two_sources_is_asked_about(opened):
    form = opened.dock.incident
    form.claim.set_sources([Source(name="Radio", kind="media"), Source(name="Radio", kind="person")])
    form.claim.show([])
    form.claim.source.setText("Radio")
    faults = []
    _, new = form.claim.read("reports", faults)
    assert new == ()
    assert [fault.sentence for fault in faults] == [
        "Several sources are called 'Radio'; choose one: Radio (News outlet), Radio (Person)."
    ]


def test_a_title_that_is_shown_goes_on_meaning_its_source(opened):
    """QGIS's own table made a second one of its name, and gave it another kind, while the form was open."""
    form = opened.dock.incident
    radio, other = Source(name="Radio", kind="media"), Source(name="Radio", kind="person")
    form.claim.set_sources([radio])
    form.claim.show([Claim(source_uid=radio.uid)])
    for now in ([radio, other], [replace(radio, kind="un"), other]):
        form.claim.set_sources(now)
        [claim], new = form.claim.read("reports", [])
        assert (claim.source_uid, new) == (radio.uid, ())


def sources(desk):
    return {source.name: source.kind for source in desk.session.casefile.sources()}


def publish(form, day):
    form.claim.published.edit.set_day(day)


def test_kind_and_day_of_publication_are_stored_and_come_back(opened):
    form = opened.dock.incident
    fill(form)
    form.claim.kind.set_code("party")
    publish(form, date(2018, 7, 27))
    opened.save()
    record = stored(opened)
    assert record.claims[0].published == date(2018, 7, 27)
    assert sources(opened) == {"al-Naba 141": "party"}
    form.show_record(record)
    assert (form.claim.kind.code(), form.claim.published.edit.day()) == ("party", date(2018, 7, 27))
    assert not form.is_modified()
    assert form.draft().sources == ()
    publish(form, None)
    assert form.is_modified()
    assert form.draft().record.claims[0].published is None


def test_each_of_several_sources_has_its_own_kind_and_day(opened):
    form = opened.dock.incident
    fill(form)
    form.claim.kind.set_code("party")
    publish(form, date(2018, 7, 27))
    add_denial(form)
    assert (form.claim.kind.code(), form.claim.published.edit.day()) == ("other", None)
    form.claim.kind.set_code("official")
    publish(form, date(2018, 7, 29))
    opened.save()
    assert [claim.published for claim in stored(opened).claims] == [date(2018, 7, 27), date(2018, 7, 29)]
    assert sources(opened) == {"al-Naba 141": "party", "LNA media office": "official"}


def test_another_kind_of_a_known_source_is_one_step_to_undo(two):
    form = two.dock.incident
    form.show_record(stored(two))
    form.claim.kind.set_code("media")
    assert form.is_modified()
    form.summary.setText("Corrected")
    two.save()
    assert sources(two) == {"al-Naba 141": "media", "LNA media office": "other"}
    assert {source.reliability for source in two.session.casefile.sources()} == {"C", "E"}
    form.show_record(stored(two))
    two.session.stack.undo()
    assert sources(two)["al-Naba 141"] == "other"
    assert (form.claim.kind.code(), form.summary.text()) == ("other", "")
    assert not form.is_modified()
    two.session.stack.redo()
    assert sources(two)["al-Naba 141"] == "media"
    assert (form.claim.kind.code(), form.summary.text()) == ("media", "Corrected")


def test_a_known_source_brings_its_kind_and_naming_it_never_changes_that(opened):
    form = opened.dock.incident
    form.claim.set_sources([Source(name="Libya Herald", kind="media")])
    fill(form, "Libya Heral")
    form.claim.kind.set_code("person")
    form.claim.source.setText("Libya Herald")
    assert form.claim.kind.code() == "media"
    assert form.draft().sources == ()
    form.claim.source.setText("Libya Herald TV")
    assert form.claim.kind.code() == "other"
    form.claim.kind.set_code("social")
    form.claim.source.setText("Libya Herald T")
    assert [(source.name, source.kind) for source in form.draft().sources] == [("Libya Herald T", "social")]


def test_a_kind_changed_elsewhere_is_followed_unless_another_is_chosen_here(opened):
    form, herald = opened.dock.movement, Source(name="Libya Herald", kind="media")
    form.claim.set_sources([herald])
    form.claim.source.setText(herald.name)
    changed = [Source(name=herald.name, uid=herald.uid, kind="official")]
    form.claim.set_sources(changed)
    assert form.claim.kind.code() == "official"
    assert form.claim.read("reports", [])[1] == ()
    form.claim.kind.set_code("ngo")
    form.claim.set_sources([herald])
    assert form.claim.kind.code() == "ngo"


def test_the_day_goes_on_with_its_source_and_not_with_another(opened):
    form = opened.dock.incident
    fill(form)
    publish(form, date(2018, 7, 27))
    opened.save()
    assert (form.claim.source.text(), form.claim.published.edit.day()) == ("al-Naba 141", date(2018, 7, 27))
    QTest.keyClick(form.claim.source, Qt.Key.Key_End)
    QTest.keyClick(form.claim.source, Qt.Key.Key_Backspace)
    assert form.claim.published.edit.day() is None
    form.show_copy(stored(opened))
    assert (form.claim.published.edit.day(), form.claim.quote.toPlainText()) == (date(2018, 7, 27), "")
    form.show_record(stored(opened))
    QTest.keyClicks(form.claim.source, "2")
    assert form.claim.published.edit.day() == date(2018, 7, 27)


def test_a_day_before_the_event_is_a_hint_and_no_fault(opened):
    form = opened.dock.incident
    opened.dock.show_form(form)
    fill(form)
    form.date.set_dates(DateRange.parse("2018-07-24/2018-07-26"))
    publish(form, date(2018, 7, 24))
    hint = form.claim.published.hint
    assert not hint.isVisible()
    publish(form, date(2018, 7, 23))
    assert hint.isVisible() and hint.text() == "That is before the event (24–26 Jul 2018); check both days."
    assert form.draft().faults == ()
    form.date.set_dates(DateRange.day(date(2018, 7, 20)))
    assert not hint.isVisible()


def test_kind_and_day_are_folded_away_until_there_is_a_day(opened):
    form = opened.dock.incident
    opened.dock.show_form(form)
    assert not form.claim.published.isVisible()
    publish(form, date(2018, 7, 24))
    assert form.claim.published.isVisible() and form.claim.kind.isVisible()


def test_delete_empties_the_day(opened):
    form = opened.dock.incident
    opened.dock.show_form(form)
    publish(form, date(2018, 7, 24))
    QTest.keyClick(form.claim.published.edit, Qt.Key.Key_Delete)
    assert form.claim.published.edit.day() is None
