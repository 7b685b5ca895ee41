"""The page: its grid in millimetres, and items put on it by reading direction."""

from typing import Optional, Tuple

from qgis.core import (
    QgsFillSymbol,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemPage,
    QgsLayoutItemShape,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QRectF, Qt

from ..model.language import directed, is_right_to_left
from ..qgis_support.layout_text import format_label
from .text import in_lines, literal, text_format

MARGIN = 8.0
COLUMN = 86.0
"""Width of the column beside the map; on an upright page of each of the two below it."""
GUTTER = 4.0
TOP = 21.5
"""Where the body begins under title and period."""
NOTES, NOTES_HEIGHT = 20.0, 15.0
"""Height below the body: the notes with the margin under them; and of the notes alone."""

INK, GREY, RULE = "#1c1c1c", "#5a5a5a", "#b4b4b4"
TITLE_SIZE, SUBTITLE_SIZE, HEADING_SIZE, BODY_SIZE, SMALL_SIZE = 17.0, 9.0, 8.5, 7.2, 6.5

MILLIMETRES = QgsUnitTypes.LayoutUnit.LayoutMillimeters


class Page:
    """Places items on a layout's pages; for a language that runs right to left the page is mirrored.

    size: width and height in mm. inner: width between the margins. foot: where the body ends above the notes.
    """

    def __init__(self, layout: QgsPrintLayout, size: Tuple[float, float]) -> None:
        self.layout = layout
        self.width, self.height = size
        self.inner, self.foot = self.width - 2 * MARGIN, self.height - NOTES
        self.is_mirrored = is_right_to_left()

    def keep_for_notes(self, height: float) -> None:
        """End the body higher up where the notes below it need more than usual, in mm."""
        self.foot = self.height - NOTES - max(0.0, height - NOTES_HEIGHT)

    @property
    def notes_height(self) -> float:
        """What is kept for the notes, in mm."""
        return self.height - self.foot - NOTES + NOTES_HEIGHT

    @classmethod
    def first(cls, layout: QgsPrintLayout, size: Tuple[float, float]) -> "Page":
        """Give the first page of a new layout its size."""
        layout.pageCollection().page(0).setPageSize(QgsLayoutSize(*size, MILLIMETRES))
        return cls(layout, size)

    @classmethod
    def of(cls, layout: QgsPrintLayout) -> "Page":
        """The pages of a layout that has them already."""
        size = layout.pageCollection().page(0).rect()
        return cls(layout, (size.width(), size.height()))

    @property
    def is_upright(self) -> bool:
        """Whether the page is higher than it is wide."""
        return self.height > self.width

    @property
    def start(self) -> Qt.AlignmentFlag:
        """The side on which lines begin."""
        return Qt.AlignmentFlag.AlignRight if self.is_mirrored else Qt.AlignmentFlag.AlignLeft

    @property
    def end(self) -> Qt.AlignmentFlag:
        """The side on which lines end."""
        return Qt.AlignmentFlag.AlignLeft if self.is_mirrored else Qt.AlignmentFlag.AlignRight

    def rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        """A rectangle given from the starting side, as it lies on the paper."""
        return QRectF(self.width - x - width if self.is_mirrored else x, y, width, height)

    def add_page(self) -> int:
        """Append a page of the sheet's size; returns its number, counted from 0."""
        added = QgsLayoutItemPage(self.layout)
        added.setPageSize(QgsLayoutSize(self.width, self.height, MILLIMETRES))
        self.layout.pageCollection().addPage(added)
        return self.layout.pageCollection().pageCount() - 1

    def put(self, item: QgsLayoutItem, name: str, area: QRectF, number: int = 0) -> QgsLayoutItem:
        """Add an item under a name that people and templates can find it by."""
        item.setId(name)
        self.layout.addLayoutItem(item)
        self.move(item, area, number)
        return item

    def move(self, item: QgsLayoutItem, area: QRectF, number: int = 0) -> None:
        """Give an item another place and size."""
        item.attemptMove(QgsLayoutPoint(area.x(), area.y(), MILLIMETRES), page=number)
        item.attemptResize(QgsLayoutSize(area.width(), area.height(), MILLIMETRES))

    def label(
        self, text: str, name: str, area: QRectF, size: float, *, number: int = 0, colour: str = INK,
        is_bold: bool = False, alignment: Optional[Qt.AlignmentFlag] = None,
        vertical: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop, is_template: bool = False,
    ) -> QgsLayoutItemLabel:
        """Text in the sheet's font. Only a text of our own (`is_template`) may hold expressions."""
        item = QgsLayoutItemLabel(self.layout)
        item.setMode(QgsLayoutItemLabel.Mode.ModeFont)
        item.setText(directed(text) if is_template else literal(in_lines(text, area.width(), size, is_bold=is_bold)))
        format_label(item, text_format(size, colour, is_bold=is_bold))
        item.setMarginX(0)
        item.setMarginY(0)
        item.setHAlign(alignment or self.start)
        item.setVAlign(vertical)
        self.put(item, name, area, number)
        return item

    def rule(self, name: str, y: float, number: int = 0, colour: str = RULE, thickness: float = 0.15) -> None:
        """A line across the page; a flat box, because a polyline item has no width to mirror."""
        item = QgsLayoutItemShape(self.layout)
        item.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
        item.setSymbol(QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"}))
        self.put(item, name, QRectF(MARGIN, y, self.inner, thickness), number)
