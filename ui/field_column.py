"""Labelled fields in one scrolling column, in the order of the Tab key."""

from typing import Dict, List, Optional

from qgis.gui import QgsScrollArea
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QApplication, QFormLayout, QFrame, QLabel, QVBoxLayout, QWidget

from .field import Field
from .fold import Fold

SPACING = 8


class FieldColumn(QgsScrollArea):
    """For subclasses, which build it from the top down; the field that the keyboard comes to is seen whole."""

    def __init__(self) -> None:
        super().__init__()
        self._fields: Dict[str, Field] = {}
        self._labels: List[QLabel] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(SPACING)
        self.setWidget(page)
        QApplication.instance().focusChanged.connect(self._follow_focus)

    def section(self, title: str = "") -> QFormLayout:
        """A group of fields; one with a title can be folded."""
        holder = Fold(title) if title else QWidget()
        self._column.addWidget(holder)
        return self.rows(holder.body if isinstance(holder, Fold) else holder)

    def rows(self, holder: QWidget) -> QFormLayout:
        """Room for fields in a widget of the column."""
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setVerticalSpacing(7)
        return form

    def add(self, form: QFormLayout, caption: str, editor: QWidget, *names: str) -> Field:
        """One row; `names` are the fields of the record that its faults may be told of."""
        field = Field(editor)
        label = QLabel(caption)
        # Qt passes a caption's key on to no widget that has the focus by proxy alone (5.15).
        typed = editor
        while typed.focusProxy() is not None:
            typed = typed.focusProxy()
        label.setBuddy(typed)
        self._labels.append(label)
        (editor.focusProxy() or editor).setAccessibleName(caption.replace("&", ""))
        form.addRow(label, field)
        for name in names:
            self._fields[name] = field
        return field

    def finish(self) -> None:
        """After the last row: captions are as wide as the widest, and what room is left is below."""
        self._column.addStretch(1)
        widest = max(label.sizeHint().width() for label in self._labels)
        for label in self._labels:
            label.setMinimumWidth(widest)

    def focus_first(self) -> None:
        """Where typing begins."""
        first = next(iter(self._fields.values()))
        self.ensureWidgetVisible(first)
        first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_focus(self, _before: Optional[QWidget], here: Optional[QWidget]) -> None:
        """Show all of the editor that the keyboard has come to, be it by Tab, by its letter or for a fault.

        Qt does so for Tab alone, and shows the line with the cursor, which hides most of an editor of several (5.15).
        """
        if here is None or not self.widget().isAncestorOf(here) or QApplication.mouseButtons():
            return
        for y in (0, here.height()):
            spot = here.mapTo(self.widget(), QPoint(0, y))
            self.ensureVisible(spot.x(), spot.y(), 0, SPACING)
