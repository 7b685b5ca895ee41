"""Two records side by side; where they differ, one of the two values is picked."""

from dataclasses import fields
from typing import Dict, FrozenSet

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QRadioButton, QScrollArea, QWidget

from ..model.duplicates import Pair
from ..model.merging import differing
from ..qgis_support.translation import tr
from .field_words import FieldWords, captions


class Choice(QWidget):
    """One of two values to pick: a button, and beside it the whole text, which Qt's own radio button cannot wrap."""

    def __init__(self, text: str, is_picked: bool) -> None:
        super().__init__()
        self.button = QRadioButton()
        self.button.setChecked(is_picked)
        self.button.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_label(text), 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        self.button.click()


class PairView(QScrollArea):
    """A grid with a line for each field that either record has."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("The two records"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices: Dict[str, QButtonGroup] = {}

    def show_pair(self, pair: Pair, words: FieldWords) -> None:
        """Show another pair; the first record's values are picked."""
        page, grid = QWidget(), QGridLayout()
        page.setLayout(grid)
        self.choices = {}
        open_fields = differing(pair.one, pair.other)
        for column, caption in enumerate((tr("First record"), tr("Second record")), start=1):
            grid.addWidget(QLabel(caption), 0, column)
        line = 1
        for name in (field.name for field in fields(pair.one)):
            texts = [words.of(type(record), name, getattr(record, name)) for record in (pair.one, pair.other)] \
                if name in captions() else []
            if not any(texts):
                continue
            grid.addWidget(QLabel(captions()[name]), line, 0, Qt.AlignmentFlag.AlignTop)
            if name in open_fields:
                self.choices[name] = QButtonGroup(page)
            for column, text in enumerate(texts):
                grid.addWidget(self._cell(name, column, text), line, column + 1)
            line += 1
        grid.setRowStretch(line, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self.setWidget(page)

    def from_other(self) -> FrozenSet[str]:
        """The fields for which the second record's value is picked."""
        return frozenset(name for name, group in self.choices.items() if group.checkedId() == 1)

    def _cell(self, name: str, column: int, text: str) -> QWidget:
        if name not in self.choices:
            return _label(text)
        choice = Choice(text, column == 0)
        self.choices[name].addButton(choice.button, column)
        return choice


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    return label
