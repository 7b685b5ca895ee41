"""Likely duplicates found, merged and told apart in the dock."""

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QLabel, QProgressDialog, QPushButton

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.history import CHANGED, DELETED, MERGED, Reason
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Claim, Incident, Movement, Waypoint
from libya_incident_mapper.ui import duplicates, progress, records_model, slices

LEFT = Qt.MouseButton.LeftButton
DAY = DateRange.parse("2018-07-24")
EVIL = "<b>bold</b> & co"


def place(phrase, lat):
    return Location(phrase, PlaceState.FOUND, lat, 19.2, 5000.0, precision=Precision.NEAR)


@pytest.fixture
def desk(opened):
    words = "Gunmen attacked the police station of Uqaylah"
    stops = Waypoint("origin", place("Uqaylah", 30.26)), Waypoint("destination", place("Jalu", 29.0))
    opened.session.casefile.save_many([
        Incident(
            "armed_clash", DAY, "is_libya", "one", "lna", place("Uqaylah", 30.26), summary=f"{words} {EVIL}",
            claims=(Claim(quote="first words"),),
        ),
        Incident(
            "attack", DAY, "is_libya", "two", "lna", place("near Uqaylah", 30.3), summary=words, notes="kept",
            claims=(Claim(quote="second words"),),
        ),
        Incident("protest", DateRange.parse("2018-07-25"), "civilians", "far", "", place("Tripoli", 32.9)),
        Movement("is_libya", DAY, "way", waypoints=stops, summary="Ten cars drove south"),
        Movement("is_libya", DAY, "way too", waypoints=stops, summary="Ten cars drove south"),
    ])
    opened.dock.tabs.setCurrentWidget(opened.dock.records)
    return opened


@pytest.fixture
def dialog(desk):
    QTest.mouseClick(desk.dock.records.duplicates, LEFT)
    return desk.duplicates.dialog


def stored(desk):
    casefile = desk.session.casefile
    return {record.uid: record for record in (*casefile.incidents(), *casefile.movements())}


def listed(dialog):
    return [{pair.one.uid, pair.other.uid} for pair in dialog._pairs]


def bring_to_front(dialog, uids):
    dialog.list.setCurrentItem(dialog.list.topLevelItem(listed(dialog).index(uids)))


def test_pairs_are_told_with_their_reasons(dialog):
    assert listed(dialog) == [{"way", "way too"}, {"one", "two"}]
    texts = [dialog.list.topLevelItem(line).text(2) for line in range(2)]
    assert texts[0] == "same day, same place, same actors, same kind, 100 % of the words in common"
    # Seven words of the shorter summary and one of its quote, of nine.
    assert texts[1] == "same day, 4 km apart, same actors, similar kind, 89 % of the words in common"


def test_both_records_stand_side_by_side_and_text_is_text(dialog):
    bring_to_front(dialog, {"one", "two"})
    assert set(dialog.view.choices) == {"kind", "location", "summary"}
    texts = [label.text() for label in dialog.view.findChildren(QLabel)]
    assert {"Armed clash", "Attack", "near Uqaylah", "kept"} <= set(texts)
    (evil,) = [label for label in dialog.view.findChildren(QLabel) if EVIL in label.text()]
    assert evil.textFormat() == Qt.TextFormat.PlainText
    assert dialog.view.from_other() == set()
    QTest.mouseClick(next(label for label in dialog.view.findChildren(QLabel) if label.text() == "Attack"), LEFT)
    assert dialog.view.from_other() == {"kind"}


def test_the_history_of_both_says_that_they_were_merged_and_why(desk, dialog):
    before = stored(desk)
    bring_to_front(dialog, {"one", "two"})
    QTest.keyClicks(dialog.reason, "one report, filed twice")
    QTest.mouseClick(dialog.merge, LEFT)
    assert dialog.reason.text() == ""
    casefile = desk.session.casefile
    told = [casefile.history(record)[0] for record in (before["one"], before["two"])]
    assert [entry.action for entry in told] == [CHANGED, DELETED]
    assert {entry.reason for entry in told} == {Reason("one report, filed twice", MERGED)}


def test_a_merge_keeps_everything_and_is_one_step(desk, dialog):
    before = stored(desk)
    bring_to_front(dialog, {"one", "two"})
    dialog.view.choices["kind"].button(1).click()
    QTest.mouseClick(dialog.merge, LEFT)
    after = stored(desk)
    assert set(after) == {"one", "far", "way", "way too"}
    one = after["one"]
    assert (one.kind, one.location.phrase, one.notes) == ("attack", "Uqaylah", "kept")
    assert [claim.quote for claim in one.claims] == ["first words", "second words"]
    assert "near Uqaylah" in one.claims[1].notes
    assert "armed_clash" in one.claims[0].notes
    assert listed(dialog) == [{"way", "way too"}]
    assert {row.uid for row in desk.dock.records.model.rows()} == set(after)
    assert desk.session.stack.count() == 1
    desk.session.stack.undo()
    back = stored(desk)
    assert {uid: replace(record, stamp=before[uid].stamp) for uid, record in back.items()} == before
    assert listed(dialog) == [{"way", "way too"}, {"one", "two"}]


def test_what_is_not_the_same_is_remembered_in_the_case(desk, dialog):
    bring_to_front(dialog, {"one", "two"})
    QTest.mouseClick(dialog.distinct, LEFT)
    assert listed(dialog) == [{"way", "way too"}]
    dialog.close()
    desk.session.open(str(desk.session.casefile.path))
    desk.dock.tabs.setCurrentWidget(desk.dock.records)
    desk.duplicates.ask()
    assert listed(desk.duplicates.dialog) == [{"way", "way too"}]
    assert len(stored(desk)) == 5


def test_undo_of_not_the_same_brings_the_pair_back(desk, dialog):
    bring_to_front(dialog, {"one", "two"})
    QTest.mouseClick(dialog.distinct, LEFT)
    desk.session.stack.undo()
    assert {"one", "two"} in listed(dialog)
    desk.session.stack.redo()
    assert {"one", "two"} not in listed(dialog)


def test_only_what_the_list_shows_is_compared(desk):
    desk.dock.records.search.setText("attack")
    desk.duplicates.ask()
    assert listed(desk.duplicates.dialog) == []
    assert not desk.duplicates.dialog.merge.isEnabled()


def test_what_somebody_else_changed_meanwhile_is_not_merged(desk, dialog):
    bring_to_front(dialog, {"one", "two"})
    others = Casefile.open(desk.session.casefile.path)
    others.save_incident(replace(others.incident("two"), summary="theirs"))
    QTest.mouseClick(dialog.merge, LEFT)
    assert stored(desk)["two"].summary == "theirs"
    assert "one" in stored(desk)
    assert "changed by" in dialog.words.text()


def test_reading_can_be_cancelled(desk, monkeypatch):
    """Cancel is pressed while the first records are read, and the last ones are not."""
    monkeypatch.setattr(duplicates, "CHUNK", 1)
    monkeypatch.setattr(progress, "SOON_MS", 0)
    read, chosen = [], Casefile.chosen

    def press_cancel(casefile, *uids):
        read.append(uids)
        dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QProgressDialog))
        QTimer.singleShot(0, lambda: QTest.mouseClick(dialog.findChild(QPushButton), LEFT))
        return chosen(casefile, *uids)

    monkeypatch.setattr(Casefile, "chosen", press_cancel)
    QTest.mouseClick(desk.dock.records.duplicates, LEFT)
    assert len(read) < 5
    assert desk.duplicates.dialog is None


def test_a_list_that_is_still_being_read_is_waited_for(desk, qtbot, monkeypatch):
    monkeypatch.setattr(records_model, "PIECE", 1)
    monkeypatch.setattr(records_model, "BIT", 1)
    monkeypatch.setattr(slices, "SLICE_S", 0.0)
    desk.list.reload()
    QTest.mouseClick(desk.dock.records.duplicates, LEFT)
    assert desk.duplicates.dialog is None
    assert desk.dock.banner.text.text().startswith("The records are still being read;")
    qtbot.waitUntil(lambda: not desk.dock.records.model.is_busy())
    QTest.mouseClick(desk.dock.records.duplicates, LEFT)
    assert listed(desk.duplicates.dialog) == [{"way", "way too"}, {"one", "two"}]
