"""The list of what the casefile was taught."""

from typing import Optional, Sequence, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence, QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QShortcut,
    QVBoxLayout,
    QWidget,
)

from ..geocoding.gazetteer import place_kinds
from ..model.direction import isolated
from ..model.district_names import told_district
from ..model.taught import TaughtPlace
from ..qgis_support.translation import tr
from .buttons import dialog_buttons, icon_button
from .field import SmallLabel
from .help import offer_help
from .mnemonics import LetteredDialog
from .records_view import RecordsView

LESSON = Qt.ItemDataRole.UserRole


class TaughtDialog(LetteredDialog):
    """A view that tells by signals what was asked for; undo and redo are those of the dock."""

    teach_asked = pyqtSignal()
    change_asked = pyqtSignal(object)
    forget_asked = pyqtSignal(object)
    zoom_asked = pyqtSignal(object)
    import_asked = pyqtSignal()
    export_asked = pyqtSignal()
    undo_asked = pyqtSignal()
    redo_asked = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        offer_help(self, "finding-places.md")
        self.setObjectName("LibyaIncidentTaught")
        self.setWindowTitle(tr("Taught places"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = QStandardItemModel(self)
        self.view = RecordsView()
        self.view.setModel(self.model)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setAccessibleName(tr("Taught places"))
        self.view.setToolTip(tr("Enter shows a place on the map, Delete forgets it; Ctrl+Z brings it back."))
        self.view.opened.connect(lambda: self._ask(self.zoom_asked))
        self.view.deleted.connect(lambda: self._ask(self.forget_asked))
        self.words = SmallLabel()
        column = QVBoxLayout(self)
        column.addWidget(self.view, 1)
        column.addWidget(self.words)
        column.addWidget(self._buttons())
        for key, asked in (
            (QKeySequence.StandardKey.Undo, self.undo_asked), (QKeySequence.StandardKey.Redo, self.redo_asked),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(asked)
        self.resize(640, 360)

    def show_lessons(self, lessons: Sequence[TaughtPlace]) -> None:
        """Fill the list; the line in front stays in front."""
        row = self.view.currentIndex().row()
        self.model.clear()
        self.model.setHorizontalHeaderLabels([
            tr("Name"), tr("Stands for"), tr("Taught by"), tr("On"), tr("Reason"),
        ])
        for lesson in lessons:
            items = [QStandardItem(text) for text in _texts(lesson)]
            items[0].setData(lesson, LESSON)
            self.model.appendRow(items)
        for section in range(self.model.columnCount() - 1):
            self.view.resizeColumnToContents(section)
        self.view.setCurrentIndex(self.model.index(max(0, min(row, len(lessons) - 1)), 0))
        for button in (self.change, self.zoom, self.forget, self.export):
            button.setEnabled(bool(lessons))

    def say(self, words: str) -> None:
        """What became of what was asked for."""
        self.words.setText(words)

    def current(self) -> Optional[TaughtPlace]:
        """The lesson in front."""
        index = self.view.currentIndex()
        return self.model.index(index.row(), 0).data(LESSON) if index.isValid() else None

    def _buttons(self) -> QDialogButtonBox:
        box = dialog_buttons(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        role = QDialogButtonBox.ButtonRole.ActionRole
        made = []
        for icon, text, words, asked in (
            ("/mActionNewBookmark.svg", tr("&Teach…"), tr("Teaches another place or spelling."), self.teach_asked.emit),
            ("/mActionToggleEditing.svg", tr("&Change…"), tr("Changes what was taught."),
             lambda: self._ask(self.change_asked)),
            ("/mActionZoomToSelected.svg", tr("&Zoom to"), tr("Shows the place on the map (Enter)."),
             lambda: self._ask(self.zoom_asked)),
            ("/mActionDeleteSelected.svg", tr("&Forget"), tr("Takes it out of the casefile (Delete); can be undone."),
             lambda: self._ask(self.forget_asked)),
            ("/mActionFileOpen.svg", tr("&Import…"), tr("Teaches what a table says; can be undone."),
             self.import_asked.emit),
            ("/mActionFileSave.svg", tr("&Export…"), tr("Writes all that was taught into a table."),
             self.export_asked.emit),
        ):
            button = icon_button(QgsApplication.getThemeIcon(icon), text)
            button.setToolTip(words)
            # Otherwise Enter in the list would press the first one, too.
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, asked=asked: asked())
            box.addButton(button, role)
            made.append(button)
        self.teach, self.change, self.zoom, self.forget, self.import_, self.export = made
        return box

    def _ask(self, asked: pyqtSignal) -> None:
        lesson = self.current()
        if lesson is not None:
            asked.emit(lesson)


def _texts(lesson: TaughtPlace) -> Tuple[str, ...]:
    # Each in its own direction, also "103 line" in a window that runs from right to left.
    names = ", ".join(f"\u2068{spelling}\u2069" for spelling in lesson.spellings)
    kind = place_kinds()[lesson.kind].label
    if lesson.is_spelling:
        what = tr("{place} ({kind})").format(place=isolated(lesson.name), kind=tr(kind))
    else:
        where = told_district(lesson.district) or f"{lesson.lat:.4f}, {lesson.lon:.4f}"
        what = tr("{kind} in {district}").format(kind=tr(kind), district=where)
    return names, what, lesson.author, lesson.taught[:10], " ".join(lesson.reason.split())
