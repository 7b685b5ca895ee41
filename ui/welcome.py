"""What the dock shows while no casefile is open."""

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ..qgis_support.settings import Settings
from ..qgis_support.translation import tr
from .buttons import icon_button
from .field import SmallLabel

MOST_SHOWN = 4


class Welcome(QWidget):
    """Make a casefile, open one, look at the example, or go on with one of the last."""

    new_asked = pyqtSignal()
    open_asked = pyqtSignal()
    path_asked = pyqtSignal(str)
    example_asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        words = QLabel(tr("A casefile holds your incidents and movements, with their sources, in one GeoPackage."))
        words.setWordWrap(True)
        column.addWidget(words)
        column.addSpacing(8)
        self.new = icon_button(QgsApplication.getThemeIcon("/mActionFileNew.svg"), tr("&New casefile…"))
        self.new.setToolTip(tr("Makes an empty casefile, a single file with everything in it."))
        self.new.clicked.connect(self.new_asked)
        column.addWidget(self.new)
        self.open = icon_button(QgsApplication.getThemeIcon("/mActionFileOpen.svg"), tr("&Open casefile…"))
        self.open.setToolTip(tr("Opens a casefile from disk, with its layers."))
        self.open.clicked.connect(self.open_asked)
        column.addWidget(self.open)
        self.example = icon_button(QgsApplication.getThemeIcon("/mActionHelpContents.svg"), tr("Open the &example…"))
        self.example.setToolTip(tr("Makes a casefile of one week of July 2018 with what reports said of it."))
        self.example.clicked.connect(self.example_asked)
        column.addWidget(self.example)
        recent = [path for path in Settings.load().recent_paths if Path(path).exists()][:MOST_SHOWN]
        self.recent = []
        if recent:
            column.addSpacing(8)
            heading = SmallLabel()
            heading.setText(tr("Opened before"))
            column.addWidget(heading)
        for path in recent:
            button = QPushButton(Path(path).stem.replace("&", "&&"))
            button.setToolTip(path)
            button.setFlat(True)
            button.setStyleSheet("text-align: left; padding: 4px;")
            button.clicked.connect(lambda _=False, path=path: self.path_asked.emit(path))
            column.addWidget(button)
            self.recent.append(button)
        drop = SmallLabel()
        drop.setText(tr("A casefile can also be dropped here, or on the map."))
        column.addSpacing(8)
        column.addWidget(drop)
        column.addStretch(1)
        self.setFocusProxy(self.recent[0] if self.recent else self.new)
