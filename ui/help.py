"""Help: F1 opens the page on what is in front, from the plugin's own documents, without a network."""

from pathlib import Path

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QImage, QKeySequence, QTextCursor, QTextDocument
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QShortcut, QTextBrowser, QVBoxLayout, QWidget

from ..qgis_support.translation import tr
from .buttons import dialog_buttons

PAGES = Path(__file__).resolve().parents[1] / "docs"
START = "desk.md"
_PAGE = "helpPage"
WIDTH, HEIGHT = 640, 560


def has_page(widget: QWidget, page: str) -> None:
    """Say which page is about a widget and all within it: a file of `docs/`, and after a `#` one of its headings."""
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


class PageBrowser(QTextBrowser):
    """Shows pictures no wider than its window; Qt's own lets a wide one run out of sight."""

    def loadResource(self, kind: int, name: QUrl) -> object:  # noqa: N802 (Qt's name)
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource or found is None:
            return found
        picture, room = QImage.fromData(found), self.viewport().width() - 2 * round(self.document().documentMargin())
        smooth = Qt.TransformationMode.SmoothTransformation
        return picture.scaledToWidth(room, smooth) if picture.width() > room else picture


class HelpWindow(QDialog):
    """Beside the work, not in its way; links lead on, to other pages here or into the browser."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setWindowTitle(tr("Help for Libya Incidents"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.browser = PageBrowser()
        self.browser.setSearchPaths([str(PAGES)])
        self.browser.setOpenExternalLinks(True)
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
        name, _, heading = page.partition("#")
        self.browser.setSource(QUrl.fromLocalFile(str(PAGES / name)))
        block = self.browser.document().begin()
        while block.isValid():
            # Qt reads headings of Markdown, but gives them no names to lead to (5.15).
            if block.blockFormat().headingLevel() and block.text() == heading:
                self.browser.setTextCursor(QTextCursor(block))
                bar = self.browser.verticalScrollBar()
                bar.setValue(bar.value() + self.browser.cursorRect().top())
            block = block.next()
