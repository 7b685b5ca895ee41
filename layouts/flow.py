"""Blocks of text one under the other, from the foot of the map over as many pages as they need."""

from dataclasses import replace
from typing import Iterator, Optional, Sequence, Tuple

from qgis.core import QgsLayoutItem, QgsLayoutItemManualTable, QgsLayoutUtils

from ..qgis_support.translation import tr
from .page import BODY_SIZE, GREY, HEADING_SIZE, MARGIN, Page
from .ruler import SPARE, Ruler
from .tables import TableText, add_frame, make_table

HEADING = 4.4
"""Height of a block's heading with the space under it."""
LINE = 4.2
GAP = 2.6
NEXT_TOP = 14.0
"""Where the body begins on the pages after the first."""
AT_ONCE = 150
"""Rows of one table of QGIS's at most, which for each of its frames looks at all of its rows (3.22 to 3.44)."""
ENOUGH = 2
"""Rows that must fit on a page for a table to begin there; a single row under its heading reads as a mistake."""


class Block:
    """One heading with its table, measured: `height` if it is not parted, `least` before it may be parted."""

    def __init__(self, page: Page, ruler: Ruler, text: TableText, x: float = MARGIN, width: float = 0.0) -> None:
        """width: in mm; 0 is the whole width between the margins."""
        width = width or page.inner
        self.page, self.text, self.x, self.width, self._ruler = page, text, x, width, ruler
        self.table: Optional[QgsLayoutItemManualTable] = None
        self.height = self.least = HEADING + LINE
        if text.rows:
            self.table = make_table(page, text, width)
            self._header, self._rows = ruler.header(self.table), ruler.rows(self.table)
            self.least = HEADING + self._framed(0, ENOUGH)
            self.height = HEADING + self._framed(0, len(text.rows))

    def fitting(self, start: int, room: float) -> Tuple[int, float]:
        """The row before which a frame of `room` mm ends, at least one row after `start`, and the height it needs."""
        stop = start + 1
        while stop < len(self._rows) and self._framed(start, stop + 1) <= room:
            stop += 1
        return stop, self._framed(start, stop)

    def pieces(self, room: float, further: float) -> Iterator["Block"]:
        """Itself, or instead of it blocks one after the other, of which each but the last ends with a page.

        room, further: height in mm that is left on the first page, and on each of the next ones.
        """
        if len(self._rows) <= AT_ONCE:
            yield self
            return
        self.discard()
        begin = start = 0
        while start < len(self._rows):
            stop, _ = self.fitting(start, room)
            room, is_end = further, stop == len(self._rows)
            if start > begin and stop - begin > AT_ONCE:
                yield self._piece(begin, start)
                begin = start
            if is_end:
                yield self._piece(begin, stop)
            start = stop

    def _piece(self, start: int, stop: int) -> "Block":
        return Block(self.page, self._ruler, replace(self.text, rows=self.text.rows[start:stop]), self.x, self.width)

    def _framed(self, start: int, stop: int) -> float:
        """The height of a frame for the rows from `start` to before `stop`."""
        return self._header + sum(self._rows[start:stop]) + SPARE

    def discard(self) -> None:
        """Take the table off the layout again."""
        if self.table is not None:
            self.page.layout.removeMultiFrame(self.table)


class Flow:
    """Puts blocks under each other and goes to a new page when one is full."""

    def __init__(self, page: Page, y: float) -> None:
        self.page, self.y, self.number = page, y, 0

    @property
    def left(self) -> float:
        """Height left on this page."""
        return self.page.foot - self.y

    def turn(self) -> None:
        """Go to the top of a new page."""
        self.number = self.page.add_page()
        self.y = NEXT_TOP

    def put_item(self, item: QgsLayoutItem) -> None:
        """Put an item that has its size already on a new page."""
        self.turn()
        self.page.move(item, self.page.rect(MARGIN, self.y, item.rect().width(), item.rect().height()), self.number)
        self.y += item.rect().height() + GAP

    def put_picture(self, picture: QgsLayoutItem, name: str, titles: Sequence[str], height: float) -> None:
        """Put a picture over the whole width, under titles of its parts that share it evenly."""
        if HEADING + height > self.left:
            self.turn()
        width = self.page.inner / len(titles)
        for place, title in enumerate(titles):
            area = self.page.rect(MARGIN + place * width, self.y, width, HEADING)
            self.page.label(title, f"{name} {place + 1}", area, BODY_SIZE, number=self.number, is_bold=True)
        self.y += HEADING
        self.page.put(picture, name, self.page.rect(MARGIN, self.y, self.page.inner, height), self.number)
        self.y += height + GAP

    def put(self, blocks: Sequence[Block]) -> None:
        """Put blocks side by side where they fit in one piece, a single one also parted over pages."""
        tallest = max(block.height for block in blocks)
        if tallest > self.left and (self.left < blocks[0].least or len(blocks) > 1):
            self.turn()
        top, bottoms = self.y, []
        for block in blocks:
            self.y = top
            self._put_block(block)
            bottoms.append(self.y)
        self.y = max(bottoms) + GAP

    def _put_block(self, block: Block) -> None:
        self._put_heading(block, block.text.heading)
        if block.table is None:
            area = self.page.rect(block.x, self.y, block.width, LINE)
            name = f"{block.text.name} empty"
            self.page.label(block.text.empty, name, area, BODY_SIZE, number=self.number, colour=GREY)
            self.y += LINE
            return
        self._put_table(block)

    def _put_heading(self, block: Block, words: str) -> None:
        area = self.page.rect(block.x, self.y, block.width, HEADING)
        name = f"{block.text.name} heading {self.number + 1}"
        self.page.label(words, name, area, HEADING_SIZE, number=self.number, is_bold=True)
        self.y += HEADING

    def _put_table(self, block: Block) -> None:
        """The rows that fit here, the others on new pages; each frame ends with its last row."""
        frames = 0
        for piece in block.pieces(self.left, self.page.foot - NEXT_TOP - HEADING):
            before, shown = -1, 0
            # A row that not even a whole page shows ends it, too.
            while before < shown < len(piece.text.rows):
                if frames:
                    self.turn()
                    self._put_heading(block, tr("{heading} (continued)").format(heading=block.text.heading))
                frames += 1
                before, shown = shown, self._put_rows(piece, shown, frames)

    def _put_rows(self, block: Block, start: int, number: int) -> int:
        """A frame with the rows from `start` that fit here; returns the row before which it ends.

        number: of the frame.

        What it shows is asked of QGIS itself: where the ruler is a line off, the frame takes a line more if there is
        room, and no row may be missing or counted twice.
        """
        stop, height, table = *block.fitting(start, self.left), block.table
        area = self.page.rect(block.x, self.y, block.width, height)
        frame = add_frame(table, self.page, f"{block.text.name} {number}", area, self.number)
        table.recalculateFrameSizes()
        while (shown := rows_shown(table)) < stop and height < self.left:
            height = min(height + LINE, self.left)
            # A frame of the table has the whole of it measured anew when its size changes (3.22 to 3.44).
            self.page.move(frame, self.page.rect(block.x, self.y, block.width, height), self.number)
        self.y += height
        return shown


def rows_shown(table: QgsLayoutItemManualTable) -> int:
    """How many of the rows the frames show together."""
    context = QgsLayoutUtils.createRenderContextForLayout(table.layout(), None)
    _, end = table.rowRange(context, table.frameCount() - 1)
    return end
