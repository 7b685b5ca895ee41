"""What was changed by hand goes for the plugin's own style and comes back with undo; the filter stays throughout."""

import pytest
from qgis.PyQt.QtGui import QColor

from libya_incident_mapper.layers.crowding import within
from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.record_filter import RecordFilter
from libya_incident_mapper.model.records import Incident

MINE = QColor("#12ab34")


@pytest.fixture
def styled(opened):
    """The desk with two incidents, one symbol of which was changed by hand; and their layer."""
    for kind in ("armed_clash", "protest"):
        opened.session.save(Incident(kind, DateRange.parse("2031-02-03"), "is_libya"))
    layer = casefile_layers(opened.session.casefile, opened.session.project)["incidents"]
    renderer = layer.renderer().clone()
    categories = renderer.categories()
    symbol = categories[0].symbol().clone()
    symbol.setColor(MINE)
    renderer.updateCategorySymbol(0, symbol)
    layer.setRenderer(renderer)
    return opened, layer


def is_mine(layer):
    categories = within(layer.renderer()).categories()
    return MINE in [category.symbol().color() for category in categories]


def attribute(layer):
    return within(layer.renderer()).classAttribute()


def test_the_menu_brings_our_style_back_in_one_step_to_undo(styled):
    desk, layer = styled
    steps = desk.session.stack.count()
    desk.dock.bar.menu.aboutToShow.emit()
    action = next(each for each in desk.dock.bar.menu.actions() if "own" in each.text())
    action.trigger()
    assert not is_mine(layer)
    assert desk.session.stack.count() == steps + 1
    assert "Ctrl+Z" in desk.dock.banner.text.text()
    desk.session.stack.undo()
    assert is_mine(layer)
    desk.session.stack.redo()
    assert not is_mine(layer)


def test_what_is_filtered_stays_filtered(styled):
    desk, layer = styled
    bar = desk.dock.records.bar
    bar.kinds.offer([("protest", "Protest"), ("armed_clash", "Clash")])
    bar.choose(RecordFilter(kinds=frozenset(["protest"])))
    assert "protest" in attribute(layer)
    desk.own_style.restore()
    assert "protest" in attribute(layer)
    bar.choose(RecordFilter(kinds=frozenset(["armed_clash"])))
    desk.session.stack.undo()
    assert is_mine(layer)
    assert "armed_clash" in attribute(layer) and "protest" not in attribute(layer)


def test_a_record_that_came_since_is_drawn_after_undo(styled):
    desk, layer = styled
    desk.own_style.restore()
    # As somebody else's program does it: not through the undo stack.
    desk.session.casefile.save_incident(Incident("shelling", DateRange.parse("2031-02-04"), "lna"))
    desk.session.stack.undo()
    assert any("shelling" in category.value() for category in within(layer.renderer()).categories())


def test_without_layers_it_is_told(styled):
    desk, _ = styled
    desk.session.project.removeAllMapLayers()
    steps = desk.session.stack.count()
    desk.own_style.restore()
    assert "No layer" in desk.dock.banner.text.text()
    assert desk.session.stack.count() == steps
