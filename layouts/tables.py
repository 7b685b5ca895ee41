"""Tables that flow over pages: QGIS's manual table with the sheet's look, measured before it is placed."""

from dataclasses import dataclass
from typing import List, Sequence, Tuple

from qgis.core import (
    QgsLayoutFrame,
    QgsLayoutItemManualTable,
    QgsLayoutMultiFrame,
    QgsLayoutTable,
    QgsLayoutTableColumn,
    QgsTableCell,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor

from .page import BODY_SIZE, INK, RULE, Page
from .text import breakable, in_lines, shortened, text_format

CELL_MARGIN = 0.8
GRID = 0.15


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
    apply_look(table)
    fill_table(table, page, text, width)
    table.setResizeMode(QgsLayoutMultiFrame.ResizeMode.UseExistingFrames)
    return table


def fill_table(table: QgsLayoutItemManualTable, page: Page, text: TableText, width: float) -> None:
    """Headings and rows of a table that is so wide in mm."""
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
    # Told to follow its column, a heading of a table filled by hand stands on the left (QGIS 3.22).
    sides = QgsLayoutTable.HeaderHAlignment
    table.setHeaderHAlignment(sides.HeaderRight if page.is_mirrored else sides.HeaderLeft)
    table.setIncludeTableHeader(bool(text.rows))
    table.setHeaders(headers)
    table.setColumnWidths(widths)
    rows = [tuple(reversed(row)) if page.is_mirrored else row for row in text.rows]
    table.setTableContents([_cells(row, columns, widths, page) for row in rows])


def apply_look(table: QgsLayoutItemManualTable) -> None:
    """The sheet's fonts, margins and lines."""
    table.setHeaderTextFormat(text_format(BODY_SIZE, INK, is_bold=True))
    table.setContentTextFormat(text_format(BODY_SIZE, INK))
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
        cell = QgsTableCell(in_lines(breakable(shortened(words), BODY_SIZE, column_mm), column_mm, BODY_SIZE))
        cell.setHorizontalAlignment(_alignment(column, page))
        cell.setVerticalAlignment(Qt.AlignmentFlag.AlignTop)
        cells.append(cell)
    return cells


def add_frame(table: QgsLayoutItemManualTable, page: Page, name: str, area: QRectF, number: int) -> QgsLayoutFrame:
    """A window on the next rows of the table."""
    frame = QgsLayoutFrame(page.layout, table)
    frame.setId(name)
    # Once it is the table's, each of its moves measures the whole table.
    page.move(frame, area, number)
    table.addFrame(frame, False)
    return frame
