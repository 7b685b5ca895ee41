"""The registry in its dialogue: added, edited, deleted, merged, in and out of files; all that is drawn follows."""

import csv
from dataclasses import replace
from datetime import date

import pytest
from qgis.core import QgsMapLayerLegendUtils
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from libya_incident_mapper.casefile.notifier import REGISTRY_NEWS
from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.layers.crowding import within
from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.layouts.sheet import build_sheet
from libya_incident_mapper.model.colours import actor_colour

NEW = "#12cd34"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def saved(opened):
    form = opened.dock.incident
    form.kind.line.setText("clash")
    form.date.start.set_day(date(2031, 2, 3))
    form.place.line.setText("Zillah")
    form.place.line.textEdited.emit("Zillah")
    form.actor1.line.setText("LNA")
    opened.save()
    form.actor1.line.setText("LNA")
    form.actor1.line.textEdited.emit("LNA")
    opened.actors.ask()
    return opened


def categories(desk, table="incidents"):
    return within(casefile_layers(desk.session.casefile, desk.session.project)[table].renderer()).categories()


def fills(desk):
    return {one.value().split("|")[0]: one.symbol().symbolLayer(0).fillColor().name() for one in categories(desk)}


def choose(dialog, words):
    dialog.search.clear()
    QTest.keyClicks(dialog.search, words) if words.isascii() else dialog.search.setText(words)
    assert dialog.tree.current()


def type_into(line, words):
    line.selectAll()
    QTest.keyClicks(line, words)


def type_lines(area, *lines):
    # QTest has no letter for the end of a line (Qt 5.15).
    for line in lines:
        QTest.keyClicks(area, line)
        QTest.keyClick(area, Qt.Key.Key_Return)


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def icon(desk):
    return desk.dock.incident.actor1._colour.icon().pixmap(14, 14).toImage().pixelColor(6, 6).name()


def fault(dialog, field):
    return dialog.form._board._fields[field].fault.text()


def add_guard(dialog):
    click(dialog.add)
    type_into(dialog.form.name, "Tummo Guard")
    type_lines(dialog.form.aliases, "Guard of Tummo", "TG 1")
    dialog.form.bloc.put_back("South")
    QTest.keyClick(dialog.form.name, Qt.Key.Key_Return, CTRL)


def test_a_colour_is_followed_by_everything_drawn_and_undo_takes_it_back(saved):
    desk, dialog = saved, saved.actors.dialog
    before = fills(desk)["lna"]
    choose(dialog, "Haftar's forces")
    assert dialog.form.colour.color().name() == before == icon(desk)
    dialog.form.colour.setColor(QColor(NEW))
    assert fills(desk)["lna"] == before
    click(dialog.save)
    assert fills(desk)["lna"] == NEW == icon(desk)
    assert desk.session.stack.count() == 2
    assert desk.session.casefile.actor_colours()["lna"] == NEW
    layout = build_sheet(desk.session.project, desk.session.casefile)
    legend = layout.itemById("Legend").model().rootGroup()
    disc = QgsMapLayerLegendUtils.legendNodeCustomSymbol(legend.children()[0].children()[0], 0)
    assert disc.color().name() == NEW
    assert desk.dock.incident.actor1.text() == "LNA"
    QTest.keyClick(dialog.form.name, Qt.Key.Key_Z, CTRL)
    assert fills(desk)["lna"] == before == dialog.form.colour.color().name() == icon(desk)
    QTest.keyClick(dialog.form.name, Qt.Key.Key_Y, CTRL)
    assert fills(desk)["lna"] == NEW
    click(dialog.form.usual)
    click(dialog.save)
    registry = desk.session.actors
    assert desk.session.casefile.actor_colours()["lna"] == actor_colour(registry.get("lna"), registry)


def test_a_symbol_that_a_user_changed_is_kept_when_another_actor_changes(saved):
    desk = saved
    layer = casefile_layers(desk.session.casefile, desk.session.project)["incidents"]
    renderer = within(layer.renderer())
    kept = renderer.categories()  # a symbol does not outlive its category (QGIS 3.22)
    symbol = kept[0].symbol().clone()
    symbol.setSize(23)
    renderer.updateCategorySymbol(0, symbol)
    choose(desk.actors.dialog, "Front for Change")
    desk.actors.dialog.form.colour.setColor(QColor(NEW))
    click(desk.actors.dialog.save)
    assert desk.session.casefile.actor_colours()["fact"] == NEW
    kept = categories(desk)
    assert kept[0].symbol().size() == 23


def test_the_tree_has_units_below_their_parents_and_is_narrowed_by_alias(saved):
    tree = saved.actors.dialog.tree
    choose(saved.actors.dialog, "داعش")
    assert tree.current() == "is_libya"
    choose(saved.actors.dialog, "Wilayat Barqa")
    item = tree.currentItem()
    assert (item.parent().text(0), item.parent().parent().text(0)) == ("Islamic State in Libya", "Islamic State")
    assert saved.actors.dialog.form.parent_box.text() == "Islamic State in Libya"
    shown = [item for item in tree._items() if not item.isHidden()]
    assert len(shown) == 3
    saved.actors.dialog.search.setText("nobody of that name")
    assert [item for item in tree._items() if not item.isHidden()] == []
    assert saved.session.stack.count() == 1


def test_a_new_name_is_understood_by_the_forms_at_once(saved):
    dialog, form = saved.actors.dialog, saved.dock.incident
    add_guard(dialog)
    stored = saved.session.casefile.actors().get("tummo_guard")
    assert (stored.name, stored.short_name, stored.aliases) == (
        "Tummo Guard", "Tummo Guard", ("Guard of Tummo", "TG 1")
    )
    assert dialog.tree.current() == dialog.form.shown.actor_id == "tummo_guard"
    form.actor1.line.setText("guard of tummo")
    assert form.actor1.actor_id("actor1", []) == "tummo_guard"
    QTest.keyClick(dialog.form.name, Qt.Key.Key_Z, CTRL)
    assert form.actor1.actor_id("actor1", []) == ""
    assert saved.session.casefile.actors().get("tummo_guard") is None


def test_another_short_name_is_followed_by_legend_list_and_qgis_forms(saved):
    dialog = saved.actors.dialog
    saved.dock.tabs.setCurrentWidget(saved.dock.records)
    choose(dialog, "Haftar's forces")
    type_into(dialog.form.short_name, "Army of the East")
    type_into(dialog.form.name, "Renamed")
    click(dialog.save)
    assert categories(saved)[0].label().startswith("Army of the East")
    layer = casefile_layers(saved.session.casefile, saved.session.project)["incidents"]
    choices = layer.editorWidgetSetup(layer.fields().indexOf("actor1")).config()["map"]
    assert {"Renamed": "lna"} in choices
    assert saved.dock.records.model.rows()[0].who == "Army of the East"


def test_every_fault_stands_beside_its_field_and_nothing_typed_is_lost(saved):
    dialog = saved.actors.dialog
    choose(dialog, "Haftar's forces")
    form = dialog.form
    type_into(form.name_ar, "Latin")
    form.parent_box.line.setText("nobody at all")
    click(dialog.save)
    assert "no Arabic letters" in fault(dialog, "name_ar")
    assert "no actor 'nobody at all'" in fault(dialog, "parent_id")
    form.name_ar.clear()
    form.name.clear()
    type_lines(form.aliases, "twice", "TWICE")
    form.parent_box.line.setText("LNA Ajdabiya Operations Room")
    form.valid_from.setDate(QDate(2019, 5, 2))
    form.valid_to.setDate(QDate(2019, 5, 1))
    click(dialog.save)
    assert "No name" in fault(dialog, "name")
    assert "stands twice" in fault(dialog, "aliases")
    assert "cannot be its parent" in fault(dialog, "parent_id")
    assert "before it begins" in fault(dialog, "valid_to")
    assert saved.session.stack.count() == 1
    dialog.tree.turn_to("is_libya")
    dialog.tree.turned_to.emit("is_libya")
    dialog.close()
    assert dialog.isVisible()
    assert dialog.tree.current() == form.shown.actor_id == "lna"
    assert "not saved yet" in dialog.words.text()
    click(dialog.discard)
    assert form.name.text().startswith("Libyan National Army")
    click(dialog.add)
    type_into(form.name, "Other")
    type_into(form.id, "lna")
    click(dialog.save)
    assert "'lna' is taken by Libyan National Army" in fault(dialog, "id")


def test_an_actor_shown_and_saved_again_is_the_same(saved):
    dialog = saved.actors.dialog
    for actor in list(saved.session.actors):
        dialog.show_actor(actor.actor_id)
        assert dialog.form.actor() == actor
        assert not dialog.form.is_modified()
    click(dialog.save)
    assert "Nothing was changed" in dialog.words.text()


def test_whoever_is_called_the_same_is_named_in_the_form_and_asked_for_in_a_record(saved):
    dialog = saved.actors.dialog
    add_guard(dialog)
    assert not dialog.form.homonyms.isVisibleTo(dialog)
    click(dialog.add)
    type_into(dialog.form.name, "Other")
    QTest.keyClicks(dialog.form.aliases, "tg-1")
    assert "Tummo Guard" in dialog.form.homonyms.text()
    click(dialog.save)
    faults = []
    saved.dock.incident.actor1.line.setText("TG 1")
    assert saved.dock.incident.actor1.actor_id("actor1", faults) == ""
    assert "may be Other or Tummo Guard" in faults[0].sentence


def test_an_actor_in_use_is_merged_into_another_and_all_of_it_is_one_step(saved):
    dialog, session = saved.actors.dialog, saved.session
    add_guard(dialog)
    choose(dialog, "Haftar's forces")
    click(dialog.delete)
    assert "one record names it, it is the parent of" in dialog.words.text()
    assert dialog.merging.isVisibleTo(dialog)
    click(dialog.go)
    assert "another actor" in dialog._target_board._fields["target"].fault.text()
    dialog.target.line.setText("Tummo Guard")
    before, uid = session.actors.get("lna"), next(session.casefile.incidents()).uid
    click(dialog.go)
    assert session.stack.count() == 3
    assert session.casefile.incident(uid).actor1 == "tummo_guard"
    assert list(fills(saved)) == ["tummo_guard"]
    assert session.actors.get("lna") is None
    assert session.actors.find("LAAF").actor.actor_id == "tummo_guard"
    assert session.actors.get("lna_ajdabiya_or").parent_id == "tummo_guard"
    assert dialog.tree.current() == "tummo_guard"
    session.stack.undo()
    assert session.actors.get("lna") == before
    assert session.casefile.incident(uid).actor1 == "lna"
    assert list(fills(saved)) == ["lna"]
    session.stack.redo()
    session.stack.undo()
    assert session.casefile.incident(uid).actor1 == "lna"


def test_an_actor_that_nobody_names_is_deleted_and_brought_back(saved):
    dialog = saved.actors.dialog
    add_guard(dialog)
    stored = saved.session.actors.get("tummo_guard")
    click(dialog.delete)
    assert saved.session.casefile.actors().get("tummo_guard") is None
    assert dialog.form.shown.actor_id == ""
    assert not dialog.delete.isEnabled()
    saved.session.stack.undo()
    assert saved.session.casefile.actors().get("tummo_guard") == stored


def test_the_registry_goes_out_to_a_file_and_comes_in_changed_in_one_step(saved, tmp_path):
    path = tmp_path / "actors.csv"
    saved.actors.export_file(str(path))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert len(rows) == len(saved.session.actors) + 1
    lna = next(row for row in rows if row[0] == "lna")
    lna[2] = "Army"
    rows += [["", "Tummo Guard", *[""] * 2, "state_forces", "South", *[""] * 6], ["x", "", *[""] * 10]]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    saved.actors.import_file(str(path))
    words = saved.actors.dialog.words.text()
    assert "Added: 1. Changed: 1." in words
    assert "Rejected: 1" in words
    assert (tmp_path / "actors-rejects.csv").exists()
    assert saved.session.actors.get("lna").short_name == "Army"
    saved.session.stack.undo()
    assert saved.session.actors.get("lna").short_name == "LNA"
    assert saved.session.actors.get("tummo_guard") is None
    saved.actors.import_file(str(tmp_path / "none.csv"))
    assert "cannot be read" in saved.actors.dialog.words.text()


def test_tab_goes_down_the_form(saved):
    dialog = saved.actors.dialog
    choose(dialog, "Haftar's forces")
    form, seen = dialog.form, []
    dialog.activateWindow()
    form.name.setFocus()
    order = [
        form.name, form.name_ar, form.short_name, form.aliases, form.type, form.bloc, form.parent_box,
        form.valid_from, form.valid_to, form.certainty, form.colour, form.usual, form.note, form.id, dialog.save,
    ]
    for _ in order:
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert [form.parent_box if one is form.parent_box.line else one for one in seen] == order


def test_actors_that_an_algorithm_changed_are_known_and_drawn_at_once(saved):
    path = saved.session.casefile.path
    lna = saved.session.actors.get("lna")
    Casefile.open(path).change_actors([lna], [replace(lna, name="The Army of a table", colour=NEW)])
    REGISTRY_NEWS.changed_in.emit(str(path) + ".other")
    assert saved.session.actors.get("lna") == lna
    REGISTRY_NEWS.changed_in.emit(str(path))
    assert saved.session.actors.get("lna").name == "The Army of a table"
    assert saved.dock.incident.registry.get("lna").name == "The Army of a table"
    assert fills(saved)["lna"] == icon(saved) == NEW
