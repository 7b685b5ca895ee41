"""Which lists of place names are searched, and how to get more."""

from typing import Optional, Sequence

from qgis.core import QgsApplication
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QShortcut,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..geocoding.gazetteer import load_gazetteer
from ..geocoding.name_lists import StoredList
from ..qgis_support.translation import tr
from .banner import Banner
from .buttons import dialog_buttons, icon_button
from .help import offer_help
from .mnemonics import LetteredDialog

_STORED = Qt.ItemDataRole.UserRole


class NameListsDialog(LetteredDialog):
    """Says what is asked for by signals; modeless, and may be closed while a list is loaded in the background."""

    load_asked = pyqtSignal(str, str)
    download_asked = pyqtSignal()
    remove_asked = pyqtSignal(object)
    cancel_asked = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        offer_help(self, "names.md")
        self.setObjectName("LibyaIncidentNameLists")
        self.setWindowTitle(tr("Place-name lists"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banner = Banner()
        QShortcut(QKeySequence("Ctrl+M"), self).activated.connect(self.banner.turn_keyboard)
        self.lists = self._table()
        self.file = self._file_widget(
            tr("GeoNames' LY.zip or LY.txt, or a country file of GNS; which it is, its first line tells.")
        )
        self.alternate = self._file_widget(
            tr("GeoNames' alternate names of the country, for Arabic and other spellings; may be left empty.")
        )
        self.load = QPushButton(tr("&Load from file"))
        self.load.setToolTip(tr("Read the file and keep its names in this QGIS profile."))
        self.load.clicked.connect(lambda: self.load_asked.emit(*self._paths()))
        self.download = icon_button(QgsApplication.getThemeIcon("/mIconXyz.svg"), tr("&Download GeoNames…"))
        self.download.setToolTip(tr("Fetch GeoNames' file of Libya; says first whom QGIS will connect to, and asks."))
        self.download.clicked.connect(self.download_asked)
        self.remove = QPushButton(tr("&Remove"))
        self.remove.setToolTip(tr("Delete the list that is selected (Delete); loading its file again brings it back."))
        self.remove.clicked.connect(self._ask_removal)
        self.progress, self.cancel = QProgressBar(), QPushButton(tr("&Cancel"))
        self.cancel.setToolTip(tr("Stop loading; the lists stay as they are."))
        self.cancel.clicked.connect(self.cancel_asked)
        self._lay_out()
        self.lists.itemSelectionChanged.connect(self._follow_selection)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.lists)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._ask_removal)
        self.show_work(None)

    def show_lists(self, stored: Sequence[StoredList]) -> None:
        """The bundled gazetteer and what was loaded, the last one first."""
        self.lists.clear()
        bundled = load_gazetteer()
        names = sum(1 for place in bundled for _ in place.spellings())
        self._add(None, tr("Bundled gazetteer"), str(names), "", "",
                  tr("comes with the plugin; sources in resources/SOURCES.md"))
        for each in stored:
            about = each.about
            if each.trouble or about is None:
                self._add(each, about.title if about else each.path.name, "", "", "", each.trouble)
            else:
                self._add(each, about.title, about.names, about.as_of, about.loaded_on, about.attribution)
        self._follow_selection()

    def show_work(self, share: Optional[float]) -> None:
        """How much of the loading is done, in percent; None while nothing is loaded."""
        is_working = share is not None
        self.progress.setVisible(is_working)
        self.cancel.setVisible(is_working)
        self.load.setEnabled(not is_working)
        self.download.setEnabled(not is_working)
        if share is not None:
            self.progress.setValue(round(share))

    def _table(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setHeaderLabels([tr("List"), tr("Names"), tr("As of"), tr("Loaded"), tr("Source and licence")])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setAccessibleName(tr("Lists of place names"))
        table.setToolTip(tr("The lists that are searched; what was taught in the casefile comes before them."))
        return table

    def _file_widget(self, tooltip: str) -> QgsFileWidget:
        widget = QgsFileWidget()
        widget.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        widget.setFilter(tr("Lists of place names (*.zip *.txt);;All files (*)"))
        widget.setDialogTitle(tr("Place names"))
        widget.setToolTip(tooltip)
        return widget

    def _lay_out(self) -> None:
        form = QFormLayout()
        for caption, editor in ((tr("&File"), self.file), (tr("&Alternate names"), self.alternate)):
            label = QLabel(caption)
            label.setBuddy(editor)
            form.addRow(label, editor)
        buttons = QHBoxLayout()
        for button in (self.load, self.download, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        work = QHBoxLayout()
        work.addWidget(self.progress, 1)
        work.addWidget(self.cancel)
        box = dialog_buttons(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.banner)
        column.addWidget(self.lists, 1)
        column.addLayout(form)
        column.addLayout(buttons)
        column.addLayout(work)
        column.addWidget(box)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.resize(760, 420)

    def _add(self, stored: Optional[StoredList], *cells: str) -> None:
        item = QTreeWidgetItem(list(cells))
        item.setData(0, _STORED, stored)
        if stored is not None and stored.about is not None:
            # Sums only: Qt reads a tooltip as HTML where it looks like it, and a title is a file's name.
            item.setToolTip(0, "\n".join(f"sha256 {one}" for one in stored.about.sha256.split()))
        if stored is not None and stored.trouble:
            item.setIcon(0, QgsApplication.getThemeIcon("/mIconWarning.svg"))
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.lists.addTopLevelItem(item)

    def _paths(self) -> Sequence[str]:
        return self.file.filePath().strip(), self.alternate.filePath().strip()

    def _selected(self) -> Optional[StoredList]:
        items = self.lists.selectedItems()
        return items[0].data(0, _STORED) if items else None

    def _follow_selection(self) -> None:
        self.remove.setEnabled(self._selected() is not None)

    def _ask_removal(self) -> None:
        stored = self._selected()
        if stored is not None:
            self.remove_asked.emit(stored)
