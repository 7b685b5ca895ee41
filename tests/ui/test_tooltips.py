"""Every widget that takes input says what it means; where it holds codes, also where the codes come from."""

import ast
from datetime import date
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.gui import QgsAuthConfigSelect, QgsCollapsibleGroupBoxBasic, QgsColorButton, QgsFileWidget
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QToolButton,
    QWidget,
)

import libya_incident_mapper
from libya_incident_mapper.model.codes import origin
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.records import Incident
from libya_incident_mapper.ui.options_factory import OptionsFactory

UI = Path(libya_incident_mapper.__file__).parent / "ui"
INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractButton, QAbstractItemView, QTabBar)
WHOLES = (
    QComboBox, QAbstractSpinBox, QgsFileWidget, QgsColorButton, QgsAuthConfigSelect, QLineEdit, QAbstractItemView,
    QTabBar,
)
"""What is one editor to whoever uses it: Qt asks it for the tooltips of its parts."""


def around(widget, root):
    """A widget and all that it is in, up to the root."""
    while widget is not None and widget is not root:
        yield widget
        widget = widget.parentWidget()


def is_input(widget, root):
    """Whether somebody types, chooses or clicks there; Close, Cancel and what pops up say enough by themselves."""
    if not isinstance(widget, INPUTS) or any(map(QWidget.isWindow, around(widget, root))):
        return False
    box, own = widget.parentWidget(), QDialogButtonBox.StandardButton.NoButton
    return not isinstance(box, QDialogButtonBox) or box.standardButton(widget) == own


def speakers(widget, root):
    """Whose tooltip is shown over the widget: its own, that of its whole, that of the group it folds."""
    yield widget
    yield from (one for one in around(widget, root) if isinstance(one, WHOLES))
    if isinstance(widget, QToolButton) and isinstance(widget.parentWidget(), QgsCollapsibleGroupBoxBasic):
        yield widget.parentWidget()


def untold(root):
    """What says nothing, one a line: its class and whatever names it."""
    return "\n".join(
        f"{type(widget).__name__} '{widget.accessibleName() or getattr(widget, 'text', str)()}'"
        for widget in root.findChildren(QWidget)
        if is_input(widget, root) and not any(one.toolTip() for one in speakers(widget, root))
    )


def dialogues():
    """The classes of all dialogues in `ui/` but help, which shows pages, and what others are made of."""
    classes = [
        node for source in UI.glob("*.py") for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    bases = {node.name: {getattr(base, "id", "") for base in node.bases} for node in classes}
    used = set().union(*bases.values())
    made = {name for name, above in bases.items() if above & {"QDialog", "ExportDialog"}}
    return made - used - {"HelpWindow"}


@pytest.fixture
def with_pair(opened):
    """Two incidents that may be the same one."""
    for summary in ("Clash at the gate", "Clash at a gate"):
        opened.session.save(Incident("armed_clash", DateRange.day(date(2031, 2, 3)), "is_libya", summary=summary), ())
    return opened


def test_forms_filter_and_list(opened):
    dock = opened.dock
    dock.movement.stops.add()
    for form in (dock.incident, dock.movement):
        form.claim.add()
    assert untold(dock.page) == ""


def test_dialogues(with_pair):
    desk, records = with_pair, with_pair.dock.records
    records.view.selectAll()
    for ask in (
        desk.actors.ask, desk.sheets.ask, desk.films.ask, desk.packs.ask, desk.names.ask, desk.roads.ask,
        desk.duplicates.ask, desk.deleted.ask, desk.teacher.show_list, lambda: desk.teacher.teach(""),
        lambda: desk.several.ask(records.selected()),
    ):
        ask()
    every = [dialog for dialog in desk.dock.findChildren(QDialog) if type(dialog).__name__ in dialogues()]
    opened = {type(dialog).__name__: untold(dialog) for dialog in every}
    assert dialogues() - set(opened) == set()
    assert "\n".join(filter(None, opened.values())) == ""


def test_options(qtbot, qgis_app):
    parent = QWidget()
    qtbot.addWidget(parent)
    assert untold(OptionsFactory(QgsApplication.windowIcon()).createWidget(parent)) == ""


@pytest.mark.parametrize("codes, field", [
    ("event_kinds", lambda dock: dock.incident.kind), ("stances", lambda dock: dock.incident.stance),
    ("statuses", lambda dock: dock.incident.status), ("precisions", lambda dock: dock.incident.place.state),
    ("reliability", lambda dock: dock.incident.claim.grade.reliability),
    ("credibility", lambda dock: dock.movement.claim.grade.credibility),
    ("stances", lambda dock: dock.movement.claim.stance), ("movement_kinds", lambda dock: dock.movement.kind),
    ("vehicle_kinds", lambda dock: dock.movement.vehicle_kind), ("event_kinds", lambda dock: dock.records.bar.kinds),
    ("statuses", lambda dock: dock.records.bar.statuses), ("reliability", lambda dock: dock.records.bar.grades),
])
def test_coded_fields_say_where_the_codes_come_from(desk, codes, field):
    assert field(desk.dock).toolTip().splitlines()[-1] == origin(codes)
