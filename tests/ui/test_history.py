"""What became of a record, told in its form: who, when, what and why; as plain text, by keys, in both directions."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.codes import label
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.edits import Edit
from libya_incident_mapper.model.history import CHANGED, DELETED, Entry, Reason
from libya_incident_mapper.model.language import ARABIC, FRENCH, RIGHT_TO_LEFT_MARK, speaking
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Claim, Incident, Losses, Movement, OwnGrade, Source, Waypoint
from libya_incident_mapper.ui.editors import TextArea
from libya_incident_mapper.ui.field_words import FieldWords
from libya_incident_mapper.ui.history_text import HistoryText
from libya_incident_mapper.ui.history_words import history_in_words

CTRL = Qt.KeyboardModifier.ControlModifier
PLACE = Location("Brak", PlaceState.FOUND, 27.5, 14.3, 900.0, precision=Precision.SITE, name="Birāk")
WORDS = FieldWords(default_actors(), {"S1": "Libya Observer"})


@pytest.fixture
def desk(opened):
    """Incident I and movement M, and the incident in its form."""
    casefile = opened.session.casefile
    casefile.user = "Ann Analyst"
    casefile.save_incident(Incident("attack", DateRange.parse("2021-03-01"), "lna", "I", "gna", PLACE))
    casefile.save_movement(Movement(
        "lna", DateRange.parse("2021-03-02"), "M", waypoints=(Waypoint("origin", PLACE),),
    ))
    opened.edit(row(opened, "I"))
    return opened


def row(desk, uid):
    """Its line in the list, which follows the file when it is looked at."""
    desk.dock.tabs.setCurrentWidget(desk.dock.records)
    return next(row for row in desk.dock.records.model.rows() if row.uid == uid)


def unfold(form):
    form.history.heading.click()
    return form.history.text


def paragraphs(text):
    return [paragraph.split("\n") for paragraph in text.toPlainText().split("\n\n")]


def test_a_new_record_has_neither_history_nor_reason(desk):
    form = desk.dock.incident
    assert form.history.isVisible()
    assert form.why.isVisible()
    desk.new()
    assert not form.history.isVisible()
    assert not form.why.isVisible()


def test_a_change_with_its_reason_is_told_and_so_is_its_undoing(desk):
    form = desk.dock.incident
    form.status.set_code("approved")
    form.summary.setText("Shelling of a house")
    form.why.setText("confirmed by <b>two</b> residents")
    desk.save()
    desk.edit(row(desk, "I"))
    assert form.why.text() == ""
    changed, added = paragraphs(unfold(form))
    stamp = desk.session.casefile.incident("I").stamp
    local = datetime.fromisoformat(stamp.modified).astimezone()
    assert changed[0] == f"{local.day} {local:%b %Y, %H:%M} · Ann Analyst · Changed"
    assert changed[1:] == [
        "Why: confirmed by <b>two</b> residents", "Summary: nothing → Shelling of a house", "Status: Draft → Approved",
    ]
    assert len(added) == 1
    assert added[0].endswith("· Ann Analyst · Added")
    desk.session.stack.undo()
    undone = paragraphs(form.history.text)[0]
    assert undone[0].endswith("Changed (undone)")
    assert undone[1:] == ["Summary: Shelling of a house → nothing", "Status: Approved → Draft"]
    desk.session.stack.redo()
    assert paragraphs(form.history.text)[0][0].endswith("Changed (redone)")


def test_a_reason_is_kept_where_the_save_meets_somebody_elses(desk):
    other = Casefile.open(desk.session.casefile.path)
    other.save_incident(replace(other.incident("I"), notes="theirs"))
    form = desk.dock.incident
    form.summary.setText("mine")
    form.why.setText("I know better")
    desk.save()
    assert form.why.text() == "I know better"
    desk.dock.banner.findChildren(type(desk.dock.save))[0].click()
    entry = desk.session.casefile.history(desk.session.casefile.incident("I"))[0]
    assert (entry.reason.words, entry.after["summary"]) == ("I know better", "mine")


def test_a_deletion_and_what_puts_the_record_back_are_told(desk):
    desk.several.delete([row(desk, "M")])
    desk.session.stack.undo()
    desk.edit(row(desk, "M"))
    back, deleted, added = paragraphs(unfold(desk.dock.movement))
    assert back[0].endswith("Put back (undone)")
    assert deleted[0].endswith("Ann Analyst · Deleted")
    assert [len(told) for told in (back, deleted, added)] == [1, 1, 1]


def test_several_at_once_have_one_reason(desk):
    desk.new()
    rows = [row(desk, uid) for uid in ("I", "M")]
    desk.several.ask(rows)
    dialog = desk.several.dialog
    dialog.status.setCurrentIndex(dialog.status.findData("reviewed"))
    dialog.why.setText("week closed")
    dialog.accept()
    casefile = desk.session.casefile
    for record in (casefile.incident("I"), casefile.movement("M")):
        assert casefile.history(record)[0].reason == Reason("week closed")


def test_an_actor_changed_in_records_is_told(desk):
    desk.new()
    desk.several.change([row(desk, "I")], Edit(actor_before="gna", actor_after="is_libya"), "wrongly named")
    desk.edit(row(desk, "I"))
    assert paragraphs(unfold(desk.dock.incident))[0][1:] == ["Why: wrongly named", "Actor 2: GNA → IS"]


def test_the_history_is_read_and_copied_by_keys(desk):
    form = desk.dock.incident
    form.history.heading.setFocus()
    QTest.keyClick(form.history.heading, Qt.Key.Key_Space)
    assert form.history.text.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert form.history.text.hasFocus()
    QTest.keyClick(form.history.text, Qt.Key.Key_A, CTRL)
    QTest.keyClick(form.history.text, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().endswith("Added")
    before = form.history.text.toPlainText()
    QTest.keyClicks(form.history.text, "x")
    assert form.history.text.toPlainText() == before
    assert not form.is_modified()
    QTest.keyClick(form.history.text, Qt.Key.Key_Tab)
    assert not form.history.text.hasFocus()


def test_what_cannot_be_read_is_told_in_its_place(desk):
    casefile = desk.session.casefile
    casefile.save_incident(replace(casefile.incident("I"), notes="more"))
    layer = casefile.layer("changes")
    layer.startEditing()
    (change,) = layer.getFeatures()
    layer.changeAttributeValue(change.id(), layer.fields().indexOf("what"), "nonsense")
    assert layer.commitChanges()
    assert "edited by hand" in unfold(desk.dock.incident).toPlainText()


def told(before, after, kind=Incident, **more):
    return history_in_words([Entry(CHANGED, "2021-03-04T10:00:00+00:00", "A", before=before, after=after, **more)],
                            kind, WORDS).split("\n")[1:]


@pytest.mark.parametrize("name, before, after, line", [
    ("kind", "attack", "shelling", "Kind: Attack → Shelling or missile attack"),
    ("actor2", "", "is_libya", "Actor 2: nothing → IS"),
    ("dates", DateRange.parse("2021-03-01"), DateRange.parse("2021-03"), "Date: 1 Mar 2021 → Mar 2021"),
    ("location", PLACE, replace(PLACE, lat=27.6),
     "Place: Brak · Birāk · 27.50000, 14.30000 · ± 900 m · {site} "
     "→ Brak · Birāk · 27.60000, 14.30000 · ± 900 m · {site}"),
    ("killed", Losses(side_a=CountRange.exactly(2)), Losses(side_b=CountRange.exactly(2)),
     "Killed: Killed, actor 1: 2 → Killed, actor 2: 2"),
    ("wounded", CountRange.exactly(0), CountRange.parse("several"), "Wounded: 0 → several"),
    ("own_grade", None, OwnGrade("D", "4", "hearsay"), "Grade by the analyst: nothing → D4 (hearsay)"),
    ("notes", "", "<img src=x>\nand more", "Notes: nothing → <img src=x> and more"),
])
def test_each_kind_of_field_is_told_in_words(name, before, after, line):
    assert told({name: before}, {name: after}) == [line.replace("{site}", label("precisions", "site"))]


def test_of_claims_those_that_differ_are_told_with_all_they_say():
    same = Claim(uid="1", quote="the same in both")
    was = Claim(uid="2", source_uid="S1", reliability="B", credibility="3", killed=CountRange.exactly(2))
    (line,) = told({"claims": (same, was)}, {"claims": (same, replace(was, killed=CountRange.exactly(3)))})
    assert line == "Sources: Libya Observer, B3, Reported, killed 2 → Libya Observer, B3, Reported, killed 3"
    (line,) = told({"claims": (same,)}, {"claims": (same, was)})
    assert line.startswith("Sources: nothing → Libya Observer, B3")
    (line,) = told({"claims": (same, was)}, {"claims": (was, same)})
    assert line.index("the same in both") < line.index("→")


def test_a_deletion_tells_no_single_fields():
    entry = Entry(DELETED, "2021-03-04T10:00:00+00:00", "A", before={"status": "draft"})
    assert "\n" not in history_in_words([entry], Incident, WORDS)


def test_a_long_text_is_cut_and_a_moment_that_is_none_stands_as_it_is():
    (line,) = told({"notes": "x" * 5000}, {"notes": ""})
    assert len(line) < 500
    assert history_in_words([Entry(CHANGED, "long ago", "A")], Incident, WORDS) == "long ago · A · Changed"


def test_in_other_languages_each_line_begins_on_their_side():
    values = {"status": "draft"}, {"status": "approved"}
    entry = Entry(CHANGED, "2021-03-04T10:00:00+00:00", "Ann", Reason("why not"), *values)
    with speaking(ARABIC):
        lines = history_in_words([entry], Incident, WORDS).split("\n")
    assert all(line.startswith(RIGHT_TO_LEFT_MARK) for line in lines)
    assert "\u2068Ann\u2069" in lines[0]
    assert "←" in lines[2]
    assert not re.search("[a-z]", lines[2])
    values = {"own_grade": None}, {"own_grade": OwnGrade("D", "4", "Salim said so")}
    with speaking(ARABIC):
        assert "D4 (\u2068Salim said so\u2069)" in told(*values)[0]
        (line,) = told({"notes": "x" * 5000}, {"notes": "y"})
        assert line.index("…\u2069") < line.index("←")
    with speaking(FRENCH):
        assert history_in_words([entry], Incident, WORDS).split("\n")[1] == "Motif\u00a0: why not"


def test_names_of_sources_are_the_casefiles_own(desk):
    source = desk.session.casefile.add_source(Source("<i>Observer</i>"))
    form = desk.dock.incident
    record = desk.session.casefile.incident("I")
    desk.session.save(replace(record, claims=(Claim(source_uid=source.uid),)))
    assert form.record.claims
    assert paragraphs(unfold(form))[0][1].startswith("Sources: nothing → <i>Observer</i>, F6")


@pytest.fixture
def emptied(desk):
    """Both records deleted, and the dialogue that lists them."""
    desk.several.delete([row(desk, "I")])
    desk.several.delete([row(desk, "M")])
    desk.deleted.ask()
    return desk


def names(dialog):
    return [dialog.list.item(line).text() for line in range(dialog.list.count())]


def test_deleted_records_are_listed_with_their_history_and_put_back(emptied):
    dialog, casefile = emptied.deleted.dialog, emptied.session.casefile
    assert [name.split(",")[0] for name in names(dialog)] == ["Movement of LNA", "Attack"]
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    deleted, added = paragraphs(dialog.history)
    assert deleted[0].endswith("Deleted")
    assert added[0].endswith("Added")
    QTest.keyClick(dialog.put_back, Qt.Key.Key_Space)
    assert casefile.incident("I").location == PLACE
    assert [name.split(",")[0] for name in names(dialog)] == ["Movement of LNA"]
    assert dialog.words.text().startswith("Put back: Attack")
    QTest.keyClick(dialog, Qt.Key.Key_Z, CTRL)
    assert len(names(dialog)) == 2
    assert [record.uid for record in casefile.deleted()] == ["I", "M"]


def test_without_deleted_records_the_dialogue_says_so(desk):
    desk.deleted.ask()
    assert desk.deleted.dialog.words.text() == "No record was deleted."
    assert not desk.deleted.dialog.put_back.isEnabled()


def test_a_record_that_was_merged_comes_back_beside_the_one_that_has_its_claims(desk):
    casefile = desk.session.casefile
    casefile.save_incident(Incident(
        "attack", DateRange.parse("2021-03-01"), "lna", "J", "gna", PLACE, claims=(Claim(quote="said once"),),
    ))
    one, other = casefile.incident("I"), casefile.incident("J")
    desk.session.turn([(one, replace(one, claims=other.claims)), (other, None)], "merging of {record}")
    desk.deleted.ask()
    desk.deleted.dialog.put_back.click()
    assert [claim.quote for uid in ("I", "J") for claim in casefile.incident(uid).claims] == ["said once"] * 2


@pytest.mark.parametrize("direction, side", [
    (Qt.LayoutDirection.RightToLeft, Qt.AlignmentFlag.AlignRight),
    (Qt.LayoutDirection.LeftToRight, Qt.AlignmentFlag.AlignLeft),
])
@pytest.mark.parametrize("text", [HistoryText, TextArea])
def test_lines_stand_on_the_side_that_the_window_runs_from(qgis_app, text, direction, side):
    before = QApplication.layoutDirection()
    QApplication.setLayoutDirection(direction)
    try:
        assert text().document().defaultTextOption().alignment() & side
    finally:
        QApplication.setLayoutDirection(before)
