"""How high the rows of a table will be, known before the table has its frames.

QGIS 3.22 to 3.44 tell no heights of rows. What they tell is the total height for the frames that are there: more than
these where rows are left over, the same where all are shown, and the same where the next row is higher than a frame.
"""

from typing import List, Sequence

from qgis.core import (
    QgsLayoutFrame,
    QgsLayoutItemManualTable,
    QgsLayoutMultiFrame,
    QgsLayoutSize,
    QgsLayoutUtils,
    QgsTableCell,
    QgsTextFormat,
    QgsTextRenderer,
)

from .page import BODY_SIZE, INK, MILLIMETRES, Page
from .tables import apply_look
from .text import lines_of, text_format

EXACT = 0.02
"""Millimetres to which heights are found."""
SPARE = 0.3
"""Millimetres that a frame is higher than its rows."""
ROUGH_LINE, STEP = 5.6, 3.0
"""More and less than a row of one line takes."""
MANY = 20
"""Rows and lines that are measured together, so that a page of them is found as exactly as one."""


class Ruler:
    """Measures tables with the sheet's look; one for a layout, made when the layout has its reference map.

    line, more: height of a row of one line, and of each further line, in mm.
    """

    def __init__(self, page: Page) -> None:
        self._context = QgsLayoutUtils.createRenderContextForLayout(page.layout, None)
        self._format, self._bold = text_format(BODY_SIZE, INK), text_format(BODY_SIZE, INK, is_bold=True)
        sample = QgsLayoutItemManualTable.create(page.layout)
        page.layout.addMultiFrame(sample)
        apply_look(sample)
        sample.setResizeMode(QgsLayoutMultiFrame.ResizeMode.UseExistingFrames)
        frame = QgsLayoutFrame(page.layout, sample)
        sample.addFrame(frame, False)
        short = _total(sample, frame, ["x"] * 2, 4 * ROUGH_LINE)
        rows = _total(sample, frame, ["x"] * (2 + MANY), short + MANY * ROUGH_LINE)
        lines = _total(sample, frame, ["x", "x" + "\nx" * MANY], rows)
        self.line, self.more = (rows - short) / MANY, (lines - short) / MANY
        self._header = short - 2 * self.line
        sample.deleteFrames()
        page.layout.removeMultiFrame(sample)

    def rows(self, table: QgsLayoutItemManualTable) -> List[float]:
        """The height of each row of a table, the header left out."""
        widths = table.columnWidths()
        return [self.line + self.more * (self._lines_of_row(row, widths) - 1) for row in table.tableContents()]

    def header(self, table: QgsLayoutItemManualTable) -> float:
        """The height of the header of a table."""
        headings = zip((column.heading() for column in table.headers()), table.columnWidths())
        lines = max(self._wrapped(heading, width, self._bold) for heading, width in headings)
        return self._header + self.more * (lines - 1)

    def _lines_of_row(self, row: Sequence[QgsTableCell], widths: Sequence[float]) -> int:
        return max(self._lines(str(cell.content()), width) for cell, width in zip(row, widths))

    def _lines(self, text: str, column_mm: float) -> int:
        return sum(self._wrapped(line, column_mm, self._format) for line in text.split("\n"))

    def _wrapped(self, text: str, column_mm: float, written: QgsTextFormat) -> int:
        """How many lines QGIS will make of a text: as many words to a line as fit, measured as QGIS does."""
        return len(lines_of(text, column_mm, lambda words: self._width(words, written)))

    def _width(self, text: str, written: QgsTextFormat) -> float:
        return QgsTextRenderer.textWidth(self._context, written, [text]) / self._context.scaleFactor()


def _total(table: QgsLayoutItemManualTable, frame: QgsLayoutFrame, texts: Sequence[str], most: float) -> float:
    """Height of a header and rows of these texts, below `most`; found from above: the first frame too low truly is."""
    table.setTableContents([[QgsTableCell(text)] for text in texts])
    high = most
    while _fits(table, frame, high - STEP):
        high -= STEP
    low = high - STEP
    while high - low > EXACT:
        middle = (low + high) / 2
        if _fits(table, frame, middle):
            high = middle
        else:
            low = middle
    return high


def _fits(table: QgsLayoutItemManualTable, frame: QgsLayoutFrame, height: float) -> bool:
    frame.attemptResize(QgsLayoutSize(100.0, height, MILLIMETRES))
    return table.totalSize().height() <= frame.rect().height() + EXACT / 2
