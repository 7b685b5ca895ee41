"""The dock: a view that holds the forms and the list, and tells by signals what was asked for."""

from typing import List, Optional, Set

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence, QShowEvent
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QShortcut,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QUndoStack,
    QVBoxLayout,
    QWidget,
)

from ..model.steps import Steps
from ..qgis_support.translation import tr
from .banner import KEY as BANNER_KEY
from .banner import Banner
from .casefile_bar import CasefileBar
from .field import SmallLabel
from .help import has_page, show_help
from .incident_form import IncidentForm
from .mnemonics import give_letters, letters_of_menus
from .movement_form import MovementForm
from .place_finder import PlaceFinder
from .record_form import RecordForm
from .records_list import RecordsList
from .welcome import Welcome

OBJECT_NAME = "LibyaIncidentMapper"
WIDTH = 420


class KeyedPage(QWidget):
    """Takes Ctrl+Z, Ctrl+Y, Ctrl+F, Ctrl+M and F1 for itself while the focus is inside, and Enter for a button with it.

    QGIS's main window has shortcuts with the same keys. A second shortcut would make both ambiguous, so that
    neither acts; a widget that accepts the key as an override wins (Qt 5.15).
    """

    undo_asked = pyqtSignal()
    redo_asked = pyqtSignal()
    find_asked = pyqtSignal()
    help_asked = pyqtSignal()
    banner_asked = pyqtSignal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._asked(event) is not None:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        asked, here = self._asked(event), self.focusWidget()
        if asked is not None:
            asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(here, (QPushButton, QToolButton)):
            # Outside of dialogues Qt presses buttons by the space bar alone.
            here.click()
        else:
            super().keyPressEvent(event)

    def _asked(self, event: QKeyEvent) -> Optional[pyqtSignal]:
        for key, signal in (
            (QKeySequence.StandardKey.Undo, self.undo_asked), (QKeySequence.StandardKey.Redo, self.redo_asked),
            (QKeySequence.StandardKey.Find, self.find_asked),
            (QKeySequence.StandardKey.HelpContents, self.help_asked),
        ):
            if event.matches(key):
                return signal
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return self.banner_asked if is_control and event.key() == BANNER_KEY else None


class IncidentDock(QgsDockWidget):
    """Header, message, two forms and the list, and the buttons that save.

    It is made without forms and list, which nobody sees before there is a casefile, and which take three times as long
    as all else; `furnish` brings them.
    """

    save_asked = pyqtSignal()
    new_asked = pyqtSignal()
    copy_asked = pyqtSignal()

    def __init__(self, stack: QUndoStack) -> None:
        super().__init__(tr("Libya Incidents"))
        self.setObjectName(OBJECT_NAME)
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self.bar = CasefileBar(stack)
        self.banner = Banner()
        self.welcome, self.desk = Welcome(), QWidget()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        self.page = KeyedPage()
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.bar)
        holder = QHBoxLayout()
        holder.setContentsMargins(8, 0, 8, 0)
        holder.addWidget(self.banner)
        column.addLayout(holder)
        column.addWidget(self.pages, 1)
        self.page.setMinimumWidth(360)
        self.setWidget(self.page)
        self._shortcuts: List[QShortcut] = []
        self._taken: Optional[Set[str]] = None
        self._is_furnished = False

    def furnish(self, finder: PlaceFinder) -> Steps[None]:
        """Make the forms and the list, in steps."""
        self.incident = IncidentForm(finder)
        yield
        self.movement = MovementForm(finder)
        self.forms = (self.incident, self.movement)
        yield
        self.records = RecordsList()
        has_page(self.records, "desk.md#Records")
        yield
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setToolTip(tr("Ctrl+Page down and Ctrl+Page up go from one to the next."))
        self.tabs.addTab(self.incident, tr("Incident"))
        self.tabs.addTab(self.movement, tr("Movement"))
        self.tabs.addTab(self.records, tr("Records"))
        self.tabs.currentChanged.connect(self._follow_tab)
        # As a whole and in this order, so that Tab goes from the tabs through a form to the buttons below it.
        column = QVBoxLayout(self.desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs, 1)
        self.footer = self._footer()
        column.addWidget(self.footer)
        self.pages.addWidget(self.desk)
        self._keys()
        self._is_furnished = True
        self._give_letters()

    def form(self) -> Optional[RecordForm]:
        """The form in front, None while the list is."""
        page = self.tabs.currentWidget()
        return page if isinstance(page, RecordForm) else None

    def show_form(self, form: RecordForm) -> None:
        """Bring a form to the front, ready to type."""
        self.tabs.setCurrentWidget(form)
        form.focus_first()

    def focus_front(self) -> None:
        """Put the keyboard where work begins on the tab in front."""
        form = self.form()
        if form is not None:
            form.focus_first()
        else:
            self.records.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hold(self, is_held: bool) -> None:
        """Let nobody work in the dock while a casefile is being opened; messages and their buttons stay."""
        for part in (self.bar, self.pages, *self._shortcuts):
            part.setEnabled(not is_held)

    def say(self, words: str) -> None:
        """A few words beside the save button, such as what was saved."""
        self.status.setText(words)

    def ask(self, words: str) -> None:
        """What is to be done on the map, over the whole width above the buttons; empty when it is done."""
        self.asked.setText(words)
        self.asked.setVisible(bool(words))

    def _footer(self) -> QWidget:
        self.asked, self.status = SmallLabel(), SmallLabel()
        self.asked.hide()
        self.new = QPushButton(tr("&New"))
        self.new.setToolTip(tr("Empty the form for a new record (Alt+N)."))
        self.new.clicked.connect(self.new_asked)
        self.copy = QPushButton(tr("Copy"))
        self.copy.setToolTip(tr("Begin a record like the one shown, or like the last one saved (Ctrl+Shift+Return)."))
        self.copy.clicked.connect(self.copy_asked)
        self.save = QPushButton(tr("Save"))
        self.save.setToolTip(tr("Save the record (Ctrl+Return)."))
        self.save.setDefault(True)
        self.save.clicked.connect(self.save_asked)
        footer = QWidget()
        column = QVBoxLayout(footer)
        column.setContentsMargins(8, 0, 8, 8)
        column.addWidget(self.asked)
        row = QHBoxLayout()
        column.addLayout(row)
        row.addWidget(self.status, 1)
        row.addWidget(self.new)
        row.addWidget(self.copy)
        row.addWidget(self.save)
        return footer

    def _keys(self) -> None:
        self.page.find_asked.connect(self._find)
        self.page.banner_asked.connect(self.banner.turn_keyboard)
        self.page.help_asked.connect(lambda: show_help(self.page.focusWidget() or self.page, self.page))
        has_page(self.welcome, "guide.md")
        for key, act in (
            ("Ctrl+Return", self.save_asked.emit), ("Ctrl+Enter", self.save_asked.emit),
            # Not Ctrl+D, by which QGIS removes layers and Qt's lines delete.
            ("Ctrl+Shift+Return", self.copy_asked.emit), ("Ctrl+Shift+Enter", self.copy_asked.emit),
            ("Ctrl+PgDown", lambda: self._turn(1)), ("Ctrl+PgUp", lambda: self._turn(-1)),
        ):
            shortcut = QShortcut(QKeySequence(key), self.page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            self._shortcuts.append(shortcut)
        QWidget.setTabOrder(self.bar.basemap, self.banner.close_button)
        QWidget.setTabOrder(self.banner.close_button, self.tabs.tabBar())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        if self._taken is None:
            self._taken = letters_of_menus(self.window())
            give_letters(self.welcome, self._taken)
            self._give_letters()

    def _give_letters(self) -> None:
        """Once the window is known, and there is what has them."""
        if self._taken is not None and self._is_furnished:
            give_letters(self.records, self._taken)
            taken = give_letters(self.footer, self._taken)
            for form in self.forms:
                give_letters(form, taken)

    def _turn(self, step: int) -> None:
        """Go to the next tab and start typing there."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        self.focus_front()

    def _find(self) -> None:
        self.tabs.setCurrentWidget(self.records)
        self.records.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow_tab(self) -> None:
        has_form = self.form() is not None
        self.save.setVisible(has_form)
        self.new.setVisible(has_form)
        self.copy.setVisible(has_form)
