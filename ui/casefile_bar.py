"""The top of the dock: which casefile, undo and redo, what was taught, the sheet and the basemap."""

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QUndoStack, QWidget

from ..qgis_support.settings import Settings
from ..qgis_support.translation import tr
from .buttons import tell_on_focus


class CasefileBar(QWidget):
    """Says what is asked for by signals; knows no casefile."""

    new_asked = pyqtSignal()
    open_asked = pyqtSignal()
    path_asked = pyqtSignal(str)
    sheet_asked = pyqtSignal()
    film_asked = pyqtSignal()
    pack_asked = pyqtSignal()
    actors_asked = pyqtSignal()
    teach_asked = pyqtSignal()
    teach_on_map_asked = pyqtSignal()
    taught_asked = pyqtSignal()
    lists_asked = pyqtSignal()
    roads_asked = pyqtSignal()
    style_asked = pyqtSignal()
    deleted_asked = pyqtSignal()

    def __init__(self, stack: QUndoStack) -> None:
        super().__init__()
        self.casefile = QToolButton()
        self.casefile.setIcon(QgsApplication.getThemeIcon("/mActionFileOpen.svg"))
        self.casefile.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.casefile.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.casefile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.casefile.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu = QMenu(self.casefile)
        self.menu.aboutToShow.connect(self._fill)
        self.casefile.setMenu(self.menu)
        undo, redo = stack.createUndoAction(self, tr("Undo")), stack.createRedoAction(self, tr("Redo"))
        undo.setIcon(QgsApplication.getThemeIcon("/mActionUndo.svg"))
        redo.setIcon(QgsApplication.getThemeIcon("/mActionRedo.svg"))
        self.undo, self.redo = _button(undo), _button(redo)
        self.taught = self._taught_button()
        sheet = QAction(QgsApplication.getThemeIcon("/mActionNewLayout.svg"), tr("Export sheet…"), self)
        sheet.triggered.connect(lambda _=False: self.sheet_asked.emit())
        pack = QAction(QgsApplication.getThemeIcon("/mActionSharingExport.svg"), tr("Export pack…"), self)
        pack.setToolTip(tr("Export pack…: sheets, report, tables, data annex and what changed, in one folder."))
        pack.triggered.connect(lambda _=False: self.pack_asked.emit())
        film = QAction(QgsApplication.getThemeIcon("/mActionPlay.svg"), tr("Export film…"), self)
        film.setToolTip(tr("Export film…: a picture for each day, week or month, and a file in which they move."))
        film.triggered.connect(lambda _=False: self.film_asked.emit())
        self.sheet, self.film, self.pack = _button(sheet), _button(film), _button(pack)
        self.basemap = QToolButton()
        self.basemap.setIcon(QgsApplication.getThemeIcon("/mIconXyz.svg"))
        self.basemap.setToolTip(tr("Basemap: from a file, or from the internet, which is asked only when chosen here."))
        self.basemap.setAccessibleName(tr("Basemap"))
        self.basemap.setMenu(QMenu(self.basemap))
        self.basemap.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.basemap.setAutoRaise(True)
        self.basemap.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tell_on_focus(self.basemap)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 0)
        row.setSpacing(2)
        row.addWidget(self.casefile, 1)
        for button in (self.undo, self.redo, self.taught, self.sheet, self.film, self.pack, self.basemap):
            row.addWidget(button)
        self.show_casefile("", "")

    def show_casefile(self, title: str, path: str) -> None:
        """Name the casefile in hand; an empty title says that there is none."""
        name = title or tr("No casefile")
        self.casefile.setText(name.replace("&", "&&"))
        self.casefile.setToolTip("\n".join(filter(None, (path, tr("Make or open a casefile.")))))
        self.casefile.setAccessibleName(tr("Casefile"))
        for button in (self.taught, self.sheet, self.film, self.pack, self.basemap):
            button.setEnabled(bool(title))

    def _taught_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(QgsApplication.getThemeIcon("/mActionShowBookmarks.svg"))
        button.setToolTip(tr("Places and spellings that you teach this casefile."))
        button.setAccessibleName(tr("Taught places"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(button)
        for text, asked in (
            (tr("&Teach a place…"), self.teach_asked), (tr("Teach a place on the &map…"), self.teach_on_map_asked),
            (tr("Taught &places…"), self.taught_asked),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, asked=asked: asked.emit())
        button.setMenu(menu)
        tell_on_focus(button)
        return button

    def _fill(self) -> None:
        """The menu as it is now: files opened before come and go."""
        self.menu.clear()
        casefiles = (
            ("/mActionFileNew.svg", tr("&New casefile…"), self.new_asked),
            ("/mActionFileOpen.svg", tr("&Open casefile…"), self.open_asked),
        )
        what_is_known = (
            ("/mIconColorBox.svg", tr("&Actors and colours…"), self.actors_asked),
            ("/mActionOpenTable.svg", tr("&Place-name lists…"), self.lists_asked),
            ("/mIconLineLayer.svg", tr("&Roads and pipelines…"), self.roads_asked),
            ("/mActionHistory.svg", tr("&Deleted records…"), self.deleted_asked),
            ("/propertyicons/symbology.svg", tr("Back to the plugin's own &style"), self.style_asked),
        )
        for group in (casefiles, what_is_known):
            for icon, text, asked in group:
                action = self.menu.addAction(QgsApplication.getThemeIcon(icon), text)
                action.triggered.connect(lambda _=False, asked=asked: asked.emit())
            self.menu.addSeparator()
        for path in Settings.load().recent_paths:
            name = f"{Path(path).stem} ({Path(path).parent})".replace("&", "&&")
            self.menu.addAction(name).triggered.connect(lambda _=False, path=path: self.path_asked.emit(path))


def _button(action: QAction) -> QToolButton:
    """A flat button for an action, reached by Tab; its tooltip is the action's text, which tells what is undone."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    tell_on_focus(button)
    return button
