"""A flat list of which several lines may be selected."""

from itertools import groupby
from typing import List

from qgis.PyQt.QtCore import QItemSelection, QItemSelectionModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QTreeView


class RecordsView(QTreeView):
    """Enter opens and Delete deletes."""

    opened = pyqtSignal()
    deleted = pyqtSignal()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)
