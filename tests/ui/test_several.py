"""Several records changed and deleted at once."""

from dataclasses import replace

import pytest
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QProgressDialog, QPushButton

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.records import Claim, Incident, Movement, Waypoint

CTRL = Qt.KeyboardModifier.ControlModifier
PLACED = Location("Brak", PlaceState.FOUND, 27.5, 14.3, 900.0, precision=Precision.SITE)


@pytest.fixture
def desk(opened):
    opened.session.casefile.save_many([
        *(
            Incident(
                "attack", DateRange.parse(f"2021-03-0{day}"), "lna", f"I{day}", "gna", PLACED,
                claims=(Claim(quote=f"words of {day}"),),
            )
            for day in (1, 2, 3, 4)
        ),
        Movement(
            "lna", DateRange.parse("2021-03-05"), "M5", waypoints=(Waypoint("origin", PLACED),), status="reviewed",
        ),
    ])
    opened.dock.tabs.setCurrentWidget(opened.dock.records)
    opened.dock.records.view.setFocus()
    return opened


def stored(desk):
    casefile = desk.session.casefile
    return {record.uid: record for record in (*casefile.incidents(), *casefile.movements())}


def statuses(desk):
    return {uid: record.status for uid, record in sorted(stored(desk).items())}


def choose(desk, *uids):
    records = desk.dock.records
    rows = [row for row in records.model.rows() if row.uid in uids]
    records.select({table: {row.fid for row in rows if row.table == table} for table in ("incidents", "movements")})


def act(desk, name):
    getattr(desk.dock.records.acts, name).trigger()


def told(desk):
    return desk.dock.banner.text.text()


def test_several_are_approved_and_taken_back_in_one_step(desk):
    before = statuses(desk)
    choose(desk, "I1", "I3", "M5")
    act(desk, "approve")
    assert statuses(desk) == {**before, "I1": "approved", "I3": "approved", "M5": "approved"}
    assert {row.uid for row in desk.dock.records.selected()} == {"I1", "I3", "M5"}
    assert {row.status for row in desk.dock.records.selected()} == {"approved"}
    assert told(desk) == "Changed: 3 records."
    assert desk.session.stack.count() == 1
    QTest.keyClick(desk.dock.records.view, Qt.Key.Key_Z, CTRL)
    assert statuses(desk) == before
    QTest.keyClick(desk.dock.records.view, Qt.Key.Key_Y, CTRL)
    assert statuses(desk)["M5"] == "approved"
    choose(desk, "I1", "I2")
    act(desk, "review")
    act(desk, "redraft")
    assert statuses(desk) == {**before, "I3": "approved", "M5": "approved"}


def test_what_is_so_already_is_not_written(desk):
    choose(desk, "I1", "I2")
    act(desk, "redraft")
    assert told(desk) == "The selected records are like that already."
    assert desk.session.stack.count() == 0
    assert stored(desk)["I1"].stamp.revision == 1


def test_several_are_deleted_and_come_back_whole_in_one_step(desk):
    before = stored(desk)
    choose(desk, "I1", "I2", "M5")
    QTest.keyClick(desk.dock.records.view, Qt.Key.Key_Delete)
    assert sorted(stored(desk)) == ["I3", "I4"]
    assert told(desk) == "Deleted: 3 records."
    desk.session.stack.undo()
    after = stored(desk)
    assert {uid: replace(record, stamp=before[uid].stamp) for uid, record in after.items()} == before
    assert desk.session.stack.count() == 1


def test_what_somebody_else_changed_meanwhile_is_left_alone_and_told(desk):
    others = Casefile.open(desk.session.casefile.path)
    others.save_incident(replace(others.incident("I2"), summary="fifty, not five"))
    others.delete_incident("I3")
    choose(desk, "I1", "I2", "I3")
    act(desk, "approve")
    assert statuses(desk) == {"I1": "approved", "I2": "draft", "I4": "draft", "M5": "reviewed"}
    assert "Left alone, because somebody else changed or deleted them since the list was read: 2." in told(desk)
    choose(desk, "I2")
    act(desk, "approve")
    assert statuses(desk)["I2"] == "approved"


def test_what_would_not_be_valid_is_told_and_the_rest_is_done(desk):
    casefile = desk.session.casefile
    bad = replace(casefile.incident("I2"), summary="s", notes="n")
    casefile.save_incident(bad)
    desk.list.reload()
    layer = casefile.layer("incidents")
    with_edit = next(row for row in layer.getFeatures() if row["uid"] == "I2")
    # As somebody may do in QGIS's own table.
    assert layer.dataProvider().changeAttributeValues({with_edit.id(): {layer.fields().indexOf("actor1"): "nobody"}})
    del layer
    choose(desk, "I1", "I2")
    act(desk, "approve")
    assert statuses(desk)["I1"] == "approved"
    assert statuses(desk)["I2"] == "draft"
    assert "Not changed, because they would not be valid: 1. Attack, Brak, 2 Mar 2021: " in told(desk)
    assert "nobody" in told(desk)


def test_undo_leaves_all_as_it_is_where_somebody_else_changed_one(desk):
    choose(desk, "I1", "I2")
    act(desk, "approve")
    others = Casefile.open(desk.session.casefile.path)
    others.save_incident(replace(others.incident("I2"), summary="theirs"))
    desk.session.stack.undo()
    assert statuses(desk)["I1"] == statuses(desk)["I2"] == "approved"
    assert stored(desk)["I2"].summary == "theirs"
    assert "changed by" in told(desk)


def test_the_dialogue_changes_kind_and_actor(desk):
    choose(desk, "I1", "I2", "M5")
    act(desk, "change")
    dialog = desk.several.dialog
    dialog.event_kind.setFocus()
    QTest.keyClicks(dialog.event_kind, "Shelling")
    dialog.actor_before.setFocus()
    QTest.keyClicks(dialog.actor_before, "LNA")
    QTest.keyClick(dialog.actor_before, Qt.Key.Key_Return)
    assert dialog.actor_field.fault.isVisible()
    assert statuses(desk)["I1"] == "draft"
    assert dialog.focusWidget() in (dialog.actor_after, dialog.actor_after.line)
    QTest.keyClicks(dialog.actor_after.line, "Saiqa")
    dialog.accept()
    after = stored(desk)
    assert [(after[uid].kind, after[uid].sides) for uid in ("I1", "I2", "I3", "M5")] == [
        ("shelling", ("lna_saiqa", "gna")), ("shelling", ("lna_saiqa", "gna")), ("attack", ("lna", "gna")),
        ("transit", ("lna_saiqa",)),
    ]
    assert desk.session.stack.count() == 1


def test_nothing_can_be_done_while_nothing_is_selected(desk):
    records = desk.dock.records
    records.select({})
    assert not any(action.isEnabled() for action in records.view.actions())
    choose(desk, "I1")
    assert all(action.isEnabled() for action in records.view.actions())
    assert [action.text().replace("&", "") for action in records.view.actions()] == [
        "Open", "Zoom to", "Delete", "Approve", "Mark as reviewed", "Back to draft", "Change…",
    ]


def test_a_long_write_can_be_cancelled_and_leaves_nothing_behind(desk, qtbot):
    casefile = desk.session.casefile
    casefile.add_many(Incident("attack", DateRange.parse("2021-04-01"), "lna", f"N{n}") for n in range(2000))
    desk.list.reload()
    qtbot.waitUntil(lambda: not desk.dock.records.model.is_busy())

    def cancel():
        dialog = next((w for w in QApplication.topLevelWidgets() if isinstance(w, QProgressDialog)), None)
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(20, cancel)
        else:
            QTest.mouseClick(dialog.findChild(QPushButton), Qt.MouseButton.LeftButton)

    desk.dock.records.view.selectAll()
    QTimer.singleShot(0, cancel)
    act(desk, "approve")
    assert told(desk).startswith("Cancelled;")
    assert set(statuses(desk).values()) == {"draft", "reviewed"}
    assert desk.session.stack.count() == 0
