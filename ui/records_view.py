"""A flat list of which several lines may be selected."""

from itertools import groupby
from typing import List

from qgis.PyQt.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView

LEAST_PX = 36
LINE_PX = 2
"""Room above and below an icon or a word, together."""


class RecordsView(QTableView):
    """Enter opens and Delete deletes; lines are chosen whole, and arrows go from line to line.

    A QTreeView would look the same, but asks for every line whenever one comes or goes: 0.1 s with 100,000 (Qt 5.15).
    """

    opened = pyqtSignal()
    deleted = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        # Half of what Qt would keep: beside a message the dock must not push QGIS's window beyond a low screen.
        self.setMinimumHeight(LEAST_PX)
        lines, header = self.verticalHeader(), self.horizontalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(0)
        icon = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, None, self)
        lines.setDefaultSectionSize(max(icon, self.fontMetrics().height()) + LINE_PX)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setStretchLastSection(True)

    def selected_lines(self) -> List[int]:
        """The numbers of the lines that are selected, from the top."""
        ranges = self.selectionModel().selection()
        return sorted(line for part in ranges for line in range(part.top(), part.bottom() + 1))

    def select_lines(self, lines: List[int]) -> None:
        """Select these lines, given from the top, and no others, and bring the first one in sight."""
        chosen, model = self.selectionModel(), self.model()
        picked = QItemSelection()
        # As few ranges as there can be, and merged with no other ones: Qt compares each of the ones before with each
        # of the new ones (5.15).
        for _, group in groupby(enumerate(lines), lambda entry: entry[1] - entry[0]):
            block = [line for _, line in group]
            picked.append(QItemSelection(model.index(block[0], 0), model.index(block[-1], model.columnCount() - 1))[0])
        chosen.clearSelection()
        chosen.select(picked, QItemSelectionModel.SelectionFlag.Select)
        if lines:
            first = model.index(lines[0], 0)
            chosen.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    def moveCursor(  # noqa: N802 (Qt's name)
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last line, and nothing goes from one column to the next."""
        actions = QAbstractItemView.CursorAction
        if action in (actions.MoveLeft, actions.MoveRight):
            return self.currentIndex()
        if action in (actions.MoveHome, actions.MoveEnd):
            line = 0 if action == actions.MoveHome else self.model().rowCount() - 1
            return self.model().index(line, max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)
