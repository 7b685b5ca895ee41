"""Tables that flow over pages: QGIS's manual table with the sheet's look, measured before it is placed."""

from dataclasses import dataclass
from typing import List, Sequence, Tuple

from qgis.core import (
    QgsLayoutFrame,
    QgsLayoutItemManualTable,
    QgsLayoutMultiFrame,
    QgsLayoutSize,
    QgsLayoutTable,
    QgsLayoutTableColumn,
    QgsTableCell,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor

from .page import BODY_SIZE, INK, MILLIMETRES, RULE, Page
from .text import breakable, shortened, text_format, width_mm

CELL_MARGIN = 0.8
GRID = 0.15
MEASURED_TO = 0.1
"""Millimetres to which the height of rows is found."""
TWO_LINES, ONE_LINE, STEP = 30.0, 5.5, 3.0
"""More than a header and two rows of one line take, more than one line does, and less than a row of one line."""
SLACK = 0.95
"""Share of a column that a line may fill before it counts as wrapped; QGIS measures text a little wider than Qt."""


@dataclass(frozen=True)
class Column:
    """Heading and share of the table's width."""

    heading: str
    share: float
    is_number: bool = False


@dataclass(frozen=True)
class TableText:
    """What a table says; `empty` stands in its place when there are no rows."""

    name: str
    heading: str
    columns: Tuple[Column, ...]
    rows: Tuple[Tuple[str, ...], ...]
    empty: str


def make_table(page: Page, text: TableText, width: float) -> QgsLayoutItemManualTable:
    """The table without a frame yet, as wide as told."""
    table = QgsLayoutItemManualTable.create(page.layout)
    page.layout.addMultiFrame(table)
    _look(table, page)
    columns = list(reversed(text.columns)) if page.is_mirrored else list(text.columns)
    shares = sum(column.share for column in columns)
    inner = width - 2 * CELL_MARGIN * len(columns)
    widths = [inner * column.share / shares for column in columns]
    headers: List[QgsLayoutTableColumn] = []
    for column, column_mm in zip(columns, widths):
        header = QgsLayoutTableColumn(column.heading)
        header.setWidth(column_mm)
        header.setHAlignment(_alignment(column, page))
        headers.append(header)
    table.setIncludeTableHeader(bool(text.rows))
    table.setHeaders(headers)
    table.setColumnWidths(widths)
    rows = [tuple(reversed(row)) if page.is_mirrored else row for row in text.rows]
    table.setTableContents([_cells(row, columns, widths, page) for row in rows])
    table.setResizeMode(QgsLayoutMultiFrame.ResizeMode.UseExistingFrames)
    return table


def _look(table: QgsLayoutItemManualTable, page: Page) -> None:
    table.setHeaderTextFormat(text_format(BODY_SIZE, INK, is_bold=True))
    table.setContentTextFormat(text_format(BODY_SIZE, INK))
    table.setHeaderHAlignment(QgsLayoutTable.HeaderHAlignment.FollowColumn)
    table.setHeaderMode(QgsLayoutTable.HeaderMode.AllFrames)
    table.setWrapBehavior(QgsLayoutTable.WrapBehavior.WrapText)
    table.setCellMargin(CELL_MARGIN)
    table.setShowGrid(True)
    table.setVerticalGrid(False)
    table.setGridStrokeWidth(GRID)
    table.setGridColor(QColor(RULE))


def _alignment(column: Column, page: Page) -> Qt.AlignmentFlag:
    return page.end if column.is_number else page.start


def _cells(row: Sequence[str], columns: Sequence[Column], widths: Sequence[float], page: Page) -> List[QgsTableCell]:
    cells: List[QgsTableCell] = []
    for words, column, column_mm in zip(row, columns, widths):
        cell = QgsTableCell(breakable(shortened(words), BODY_SIZE, column_mm))
        cell.setHorizontalAlignment(_alignment(column, page))
        cell.setVerticalAlignment(Qt.AlignmentFlag.AlignTop)
        cells.append(cell)
    return cells


def add_frame(table: QgsLayoutItemManualTable, page: Page, name: str, area: QRectF, number: int) -> QgsLayoutFrame:
    """A window on the next rows of the table."""
    frame = QgsLayoutFrame(page.layout, table)
    frame.setId(name)
    table.addFrame(frame, False)
    page.move(frame, area, number)
    table.recalculateFrameSizes()
    return frame


class Ruler:
    """Heights of a table's rows in mm, found with its only frame before that is put where it belongs.

    header: height of the header; rows: height of each row, in order.

    QGIS 3.22 to 3.44 tell no heights of rows, only the total height for the present frames: more than the frame's
    where rows are left over, the frame's own where all are shown, but also where the next row is taller than the frame.
    So each row is measured alone under a blank one, from above, in steps lower than that blank row: then there is
    always a step at which the row would fit and the two do not.
    """

    def __init__(self, table: QgsLayoutItemManualTable) -> None:
        self._table = table
        rows = table.tableContents()
        self._blank = [QgsTableCell("x") for _ in rows[0]]
        two, three = (self._height([self._blank] * count, TWO_LINES + (count - 2) * ONE_LINE) for count in (2, 3))
        blank = three - two
        self.header = two - 2 * blank
        self.rows = [self._row(row, blank) for row in rows]
        table.setTableContents(rows)

    def height(self, start: int, stop: int) -> float:
        """Millimetres that the rows from `start` to before `stop` take with the header above them."""
        return self.header + sum(self.rows[start:stop]) + MEASURED_TO

    def count_within(self, start: int, room: float) -> int:
        """How many rows from `start` on fit into so many millimetres, header included."""
        stop = start
        while stop < len(self.rows) and self.height(start, stop + 1) <= room:
            stop += 1
        return stop - start

    def _row(self, row: List[QgsTableCell], blank: float) -> float:
        lines = max(
            most_lines(str(cell.content()), width) for cell, width in zip(row, self._table.columnWidths())
        )
        if lines == 1:
            return blank
        return self._height([self._blank, row], TWO_LINES + lines * ONE_LINE) - self.header - blank

    def _height(self, rows: List[List[QgsTableCell]], most: float) -> float:
        """Total height of the rows, which is known to be `most` or less."""
        self._table.setTableContents(rows)
        high = most
        while self._fits(high - STEP):
            high -= STEP
        low = high - STEP
        while high - low > MEASURED_TO / 4:
            middle = (low + high) / 2
            if self._fits(middle):
                high = middle
            else:
                low = middle
        return high

    def _fits(self, height: float) -> bool:
        frame = self._table.frame(0)
        frame.attemptResize(QgsLayoutSize(frame.rect().width(), height, MILLIMETRES))
        self._table.recalculateFrameSizes()
        return self._table.totalSize().height() <= frame.rect().height() + MEASURED_TO / 10


def most_lines(text: str, column_mm: float) -> int:
    """The most lines that a text may take in a column: any two lines in a row are together wider than the column."""
    lines = 0
    for line in text.split("\n"):
        width = width_mm(line, BODY_SIZE)
        lines += 1 if width < column_mm * SLACK else 2 + int(2 * width / (column_mm * SLACK))
    return lines
