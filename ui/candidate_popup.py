"""The drop-down of a place box: each candidate with its district, kind and the reason why it is offered."""

from html import escape
from typing import List, Optional

from qgis.PyQt.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    pyqtSignal,
)
from qgis.PyQt.QtGui import QPainter, QPalette
from qgis.PyQt.QtWidgets import QCompleter, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ..model.direction import isolated
from ..model.language import directed, is_right_to_left
from ..model.location import Candidate
from ..qgis_support.candidate_words import describe

CANDIDATE = Qt.ItemDataRole.UserRole
MARGIN = 4
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What stands for each candidate in the list and on the map: not numbers, which are crowded markers there."""


class CandidateModel(QAbstractListModel):
    """Candidates in the order of the search."""

    def __init__(self) -> None:
        super().__init__()
        self._candidates: List[Candidate] = []

    def show(self, candidates: List[Candidate]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self._candidates = list(candidates)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name and default)
        return 0 if parent.isValid() else len(self._candidates)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Optional[object]:
        candidate = self._candidates[index.row()]
        if role == CANDIDATE:
            return candidate
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return candidate.name
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return describe(candidate)
        if role == Qt.ItemDataRole.ToolTipRole:
            # Qt takes a tooltip that looks like HTML for HTML, and a service's words may look like anything.
            return f"<p>{escape(describe(candidate))}</p>"
        return None


class CandidateDelegate(QStyledItemDelegate):
    """Two lines: the name in both scripts, and what kind of place, where, and why it is offered."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(option.rect.width(), 2 * option.fontMetrics.lineSpacing() + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        candidate = index.data(CANDIDATE)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = QPalette.ColorRole.Highlight if is_selected else QPalette.ColorRole.Base
        painter.fillRect(option.rect, option.palette.brush(ground))
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(role))
        room = option.rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        align = Qt.AlignmentFlag.AlignVCenter | side
        line = option.fontMetrics.lineSpacing()
        bold, plain = option.font, option.font
        bold.setBold(True)
        painter.setFont(bold)
        names = (candidate.name_ar, candidate.name) if is_right_to_left() else (candidate.name, candidate.name_ar)
        title = directed("  ".join((LETTERS[index.row()], *map(isolated, filter(None, names)))))
        metrics = painter.fontMetrics()
        painter.drawText(
            QRect(room.topLeft(), QSize(room.width(), line)), align,
            metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width()),
        )
        plain.setBold(False)
        painter.setFont(plain)
        painter.setOpacity(0.75)
        painter.drawText(
            QRect(room.topLeft() + QPoint(0, line), QSize(room.width(), line)), align,
            painter.fontMetrics().elidedText(directed(describe(candidate)), Qt.TextElideMode.ElideRight, room.width()),
        )
        painter.restore()


class CandidatePopup(QCompleter):
    """QCompleter's popup alone, for its keys (Down, Enter, Esc): the text of the line is left as it was typed.

    That is why the line gets it by `setWidget`; with `QLineEdit.setCompleter`, moving through the list writes into it.
    `offered` tells the candidates in the list, none once it is closed; `pointed` the one that is lit up, or None;
    `clicked_beside` where on the screen a click is about to close it. Whoever knows that spot may `take` a candidate.
    """

    chosen = pyqtSignal(object)
    offered = pyqtSignal(list)
    pointed = pyqtSignal(object)
    clicked_beside = pyqtSignal(QPoint)

    def __init__(self, line: QWidget) -> None:
        # Asked for once: while a popup goes, `popup()` would make another one.
        self._list: Optional[QWidget] = None
        super().__init__(line)
        self._model = CandidateModel()
        self.setModel(self._model)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(7)
        self.setWidget(line)
        self._list = self.popup()
        self._delegate = CandidateDelegate()
        self.popup().setItemDelegate(self._delegate)
        self.highlighted[QModelIndex].connect(lambda index: self.pointed.emit(index.data(CANDIDATE)))
        self.activated[QModelIndex].connect(lambda index: self.chosen.emit(index.data(CANDIDATE)))

    def offer(self, candidates: List[Candidate]) -> None:
        """Show the list below the line, or hide it when there is nothing to offer."""
        self._model.show(candidates[: len(LETTERS)])
        if candidates:
            self._place()
            # What is said below the line may just have come, and the line move for it.
            QTimer.singleShot(0, self._follow)
            self.offered.emit(candidates[: len(LETTERS)])
        else:
            self.popup().hide()

    def _place(self) -> None:
        line = self.widget()
        self.complete(QRect(0, 0, line.width(), line.height()))
        # In a mirrored window it would begin where the line ends (Qt 5.15).
        self.popup().move(line.mapToGlobal(QPoint(0, 0)).x(), self.popup().y())

    def _follow(self) -> None:
        if self.is_open:
            self._place()

    def take(self, candidate: Candidate) -> None:
        """Choose a candidate by a click beside the list, which then means nothing else."""
        # What closes a popup is sent on to what lies below it, but for this (Qt 5.15).
        self.popup().setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
        self.popup().hide()
        self.chosen.emit(candidate)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """QCompleter's own filter, and what it does not tell: that the list goes, and by what click."""
        popup = self._list
        if watched is popup and event.type() == QEvent.Type.Hide:
            self.offered.emit([])
        if watched is popup and event.type() == QEvent.Type.MouseButtonPress and not popup.rect().contains(event.pos()):
            popup.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay, False)
            self.clicked_beside.emit(popup.mapToGlobal(event.pos()))
            if not self.is_open:
                return True
        return bool(super().eventFilter(watched, event))

    @property
    def is_open(self) -> bool:
        """Whether the list is on the screen."""
        return bool(self.popup().isVisible())
