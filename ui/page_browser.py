"""Shows the pages of `docs/` in the language spoken; a page or picture that it lacks is shown in English."""

from pathlib import Path
from typing import Iterator

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QImage, QTextBlock, QTextCursor, QTextDocument, QTextFormat
from qgis.PyQt.QtWidgets import QTextBrowser

from ..model.language import ENGLISH, is_right_to_left, own_language
from .right_to_left_page import from_the_right

PAGES = Path(__file__).resolve().parents[1] / "docs"
"""The English pages; those of another language stand in a folder with its name within, under the same names."""


class PageBrowser(QTextBrowser):
    """Links lead on to pages in the same language; pictures are no wider than the window, which Qt lets them be."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = PAGES if own_language() == ENGLISH else PAGES / own_language()
        self.setOpenExternalLinks(True)
        self.sourceChanged.connect(self._finish)

    def show_page(self, page: str) -> None:
        """Open a page by its name, and after a `#` at one of its headings: by its English words, in any language."""
        name, _, heading = page.partition("#")
        url = QUrl.fromLocalFile(str(self._folder / name))
        if heading:
            url.setFragment(heading)
        self.setSource(url)

    def loadResource(self, kind: int, name: QUrl) -> object:  # noqa: N802 (Qt's name)
        there = self._there(self.source().resolved(name))
        found = super().loadResource(kind, there)
        if kind == QTextDocument.ResourceType.ImageResource and found is not None:
            return self._fitting(QImage.fromData(found))
        if kind == QTextDocument.ResourceType.MarkdownResource and self._is_from_the_right(there):
            return from_the_right(bytes(found).decode("utf-8"))
        return found

    def _fitting(self, picture: QImage) -> QImage:
        room = self.viewport().width() - 2 * round(self.document().documentMargin())
        smooth = Qt.TransformationMode.SmoothTransformation
        return picture.scaledToWidth(room, smooth) if picture.width() > room else picture

    def _there(self, name: QUrl) -> QUrl:
        """The file itself, or the English one in its place."""
        path = Path(name.toLocalFile())
        if path.exists() or self._folder not in path.parents:
            return name
        return QUrl.fromLocalFile(str(PAGES / path.relative_to(self._folder)))

    def _is_from_the_right(self, page: QUrl) -> bool:
        return is_right_to_left() and self._folder in Path(page.toLocalFile()).parents

    def _finish(self, link: QUrl) -> None:
        # Now the browser's own source is still the page before, from which the link leads on (5.15).
        page = self.source().resolved(link)
        if self._is_from_the_right(self._there(page)):
            self._begin_on_the_right()
        if page.hasFragment():
            self._go_to_heading(page)

    def _begin_on_the_right(self) -> None:
        """Qt goes by the first letter of each paragraph, which may be that of a key (5.15)."""
        document = self.document()
        for frame in document.rootFrame().childFrames():
            form = frame.format()
            form.setAlignment(Qt.AlignmentFlag.AlignRight)
            frame.setFormat(form)
        for block in _blocks(document):
            form = block.blockFormat()
            if not form.hasProperty(QTextFormat.Property.BlockCodeFence):
                form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
                QTextCursor(block).setBlockFormat(form)
        document.clearUndoRedoStacks()

    def _go_to_heading(self, page: QUrl) -> None:
        """Qt reads headings of Markdown, but gives them no names to lead to (5.15)."""
        english = QTextDocument()
        english.setMarkdown((PAGES / Path(page.toLocalFile()).name).read_text("utf-8"))
        for one, shown in zip(_headings(english), _headings(self.document())):
            if _anchor(one.text()) == _anchor(page.fragment()):
                self.setTextCursor(QTextCursor(shown))
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.cursorRect().top())


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _headings(document: QTextDocument) -> Iterator[QTextBlock]:
    return (block for block in _blocks(document) if block.blockFormat().headingLevel())


def _anchor(heading: str) -> str:
    """As links name it."""
    return heading.lower().replace(" ", "-")
