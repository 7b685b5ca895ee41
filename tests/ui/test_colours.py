"""A colour is changed once and followed by layers, legend, sheet, forms and timeline; undo takes it back."""

from datetime import date

import pytest
from qgis.core import QgsMapLayerLegendUtils
from qgis.PyQt.QtGui import QColor

from libya_incident_mapper.layers.crowding import within
from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.layouts.sheet import build_sheet
from libya_incident_mapper.model.colours import actor_colour

NEW = "#12cd34"


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
    opened.colours.ask()
    return opened


def fills(desk, table="incidents"):
    layer = casefile_layers(desk.session.casefile, desk.session.project)[table]
    categories = within(layer.renderer()).categories()
    return {one.value().split("|")[0]: one.symbol().symbolLayer(0).fillColor().name() for one in categories}


def choose(dialog, words):
    dialog.search.setText(words)
    assert dialog.list.currentItem() is not None


def icon(desk):
    return desk.dock.incident.actor1._colour.icon().pixmap(14, 14).toImage().pixelColor(6, 6).name()


def test_everything_drawn_follows_and_undo_takes_it_back(qtbot, saved):
    desk, dialog = saved, saved.colours.dialog
    before = fills(desk)["lna"]
    choose(dialog, "Libyan National Army / Libyan Arab")
    assert dialog.colour.color().name() == before == icon(desk)
    for passed_over in ("#111111", "#222222", NEW):
        dialog.colour.setColor(QColor(passed_over))
    assert fills(desk)["lna"] == before
    qtbot.waitUntil(lambda: fills(desk)["lna"] == NEW == icon(desk))
    assert desk.session.stack.count() == 2
    assert desk.session.casefile.actor_colours()["lna"] == NEW
    layout = build_sheet(desk.session.project, desk.session.casefile)
    legend = layout.itemById("Legend").model().rootGroup()
    disc = QgsMapLayerLegendUtils.legendNodeCustomSymbol(legend.children()[0].children()[0], 0)
    assert disc.color().name() == NEW
    assert desk.dock.incident.actor1.text() == "LNA"
    desk.session.stack.undo()
    assert fills(desk)["lna"] == before == dialog.colour.color().name() == icon(desk)
    desk.session.stack.redo()
    assert fills(desk)["lna"] == NEW


def test_a_colour_that_a_user_gave_to_another_symbol_is_kept(saved):
    desk = saved
    layer = casefile_layers(desk.session.casefile, desk.session.project)["incidents"]
    renderer = within(layer.renderer())
    categories = renderer.categories()  # kept: a symbol does not outlive its category (QGIS 3.22)
    symbol = categories[0].symbol().clone()
    symbol.setSize(23)
    renderer.updateCategorySymbol(0, symbol)
    choose(saved.colours.dialog, "Front for Change")
    saved.colours.dialog.colour.setColor(QColor(NEW))
    saved.colours.dialog.close()
    assert desk.session.casefile.actor_colours()["fact"] == NEW
    layer = casefile_layers(desk.session.casefile, desk.session.project)["incidents"]
    categories = within(layer.renderer()).categories()
    assert categories[0].symbol().size() == 23


def test_the_usual_colour_comes_back(saved):
    choose(saved.colours.dialog, "Libyan National Army / Libyan Arab")
    saved.colours.dialog.colour.setColor(QColor(NEW))
    saved.colours.dialog.usual.click()
    registry = saved.session.actors
    assert saved.session.casefile.actor_colours()["lna"] == actor_colour(registry.get("lna"), registry)


def test_the_list_is_narrowed_by_name_bloc_and_alias_and_nothing_found_changes_nothing(saved):
    dialog = saved.colours.dialog
    choose(dialog, "داعش")
    assert dialog.list.currentItem().text().startswith("Islamic State")
    dialog.search.setText("nobody of that name")
    assert dialog.list.currentItem() is None
    assert not dialog.colour.isEnabled()
    assert saved.session.stack.count() == 1
