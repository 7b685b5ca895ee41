"""Help: F1 opens the page on what is in front, from the plugin's own documents, without a network."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QShortcut, QVBoxLayout, QWidget

from ..qgis_support.translation import tr
from .buttons import dialog_buttons
from .mnemonics import LetteredDialog
from .page_browser import PageBrowser

START = "desk.md"
_PAGE = "helpPage"
WIDTH, HEIGHT = 640, 560


def has_page(widget: QWidget, page: str) -> None:
    """Say which page is about a widget and all within it: a file of `docs/`, and after a `#` one of its headings.

    Both by their English names; the page opens in the language spoken.
    """
    widget.setProperty(_PAGE, page)


def offer_help(dialog: QDialog, page: str) -> None:
    """Let F1 in a dialogue open its page."""
    has_page(dialog, page)
    key = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), dialog)
    key.activated.connect(lambda: show_help(dialog.focusWidget() or dialog, dialog))


def page_on(widget: QWidget) -> str:
    """The page of the nearest widget around that has one; that of the desk where none has."""
    while widget is not None:
        page = widget.property(_PAGE)
        if page:
            return str(page)
        widget = widget.parentWidget()
    return START


def show_help(about: QWidget, owner: QWidget) -> "HelpWindow":
    """Show the page on a widget in the one window of help that belongs to the owner, and goes with it."""
    window = owner.findChild(HelpWindow) or HelpWindow(owner)
    # Shown first, as only then its lines are as wide as they will be, and a heading is where it will be.
    window.show()
    window.show_page(page_on(about))
    window.raise_()
    window.activateWindow()
    return window


class HelpWindow(LetteredDialog):
    """Beside the work, not in its way; links lead on, to other pages here or into the browser."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setWindowTitle(tr("Help for Libya Incidents"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.browser = PageBrowser()
        self.browser.setAccessibleName(tr("Help"))
        buttons = dialog_buttons(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        self.back = buttons.addButton(tr("&Back"), QDialogButtonBox.ButtonRole.ActionRole)
        self.back.setEnabled(False)
        self.back.clicked.connect(self.browser.backward)
        self.browser.backwardAvailable.connect(self.back.setEnabled)
        column = QVBoxLayout(self)
        column.addWidget(self.browser, 1)
        column.addWidget(buttons)
        self.resize(WIDTH, HEIGHT)

    def show_page(self, page: str) -> None:
        """Open a page, at one of its headings where one is told."""
        self.browser.show_page(page)
