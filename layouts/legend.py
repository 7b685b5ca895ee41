"""A legend of exactly the entries told, in QGIS's own legend item."""

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from typing import List, NamedTuple, Sequence, Tuple

from qgis.core import (
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsLayoutItemLegend,
    QgsLayoutUtils,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, QSizeF

from ..model.direction import isolated
from ..model.language import directed, is_right_to_left
from ..qgis_support.layout_text import format_legend, space_lines
from .page import BODY_SIZE, COLUMN, INK, MARGIN, Page
from .text import breakable, lines_of, literal, shortened, text_format, width_mm

LABEL_LIMIT = 80
LABEL_SIZE = 7.0
LABEL_WIDTH = 30.4
"""Millimetres left for words in a column of the legend, besides symbol and margins."""
SYMBOL = 9.0, 3.2
"""Width and height in mm: wide enough for the dashes and the head of an arrow."""
APART, CLOSE = 1.7, 1.0
"""Millimetres between two entries, so that wrapped words are seen to belong together; and where room is scarce."""

SCARCE, WORTH, WORTH_MORE = 2, 1.25, 2.0
"""How many times longer whole sections may make the columns; more where there are more than so many of these."""
OVERHANG = 2.0
"""Millimetres that a legend may reach into the margin: from 3.40 on QGIS keeps one more around a column's words."""
LAST_LINE = 0.8
"""Words of two lines at the foot of a column reach lower than the legend says that it is high (QGIS 3.22)."""
EXTRA_LINE = 0.45
"""The height of a further line of words, in entries of one line."""
ROUNDING = 1e-6
"""From Python 3.12 on, `sum` of the same numbers is a hair more or less than adding them one by one."""


@dataclass(frozen=True)
class LegendEntry:
    """One line: section, words, symbol, the layer in whose name it stands, and width and height of a line symbol."""

    section: str
    label: str
    symbol: QgsSymbol
    layer: QgsVectorLayer
    size: Tuple[float, float] = SYMBOL


class Group(NamedTuple):
    """Entries of one section in one column; without a heading where the section began in the column before."""

    heading: str
    entries: Tuple[LegendEntry, ...]


def add_legend(
    page: Page, entries: Sequence[LegendEntry], corner: Tuple[float, float], columns: int = 2, name: str = "Legend",
    apart: float = APART,
) -> QgsLayoutItemLegend:
    """The legend on the page from a corner on, in at most so many columns; as high as its entries need.

    apart: millimetres between two entries.

    Every entry is a layer node of its own that shows the first legend node of its layer under other words and with
    another symbol. So one layer can be told by actor and again by kind, which no renderer's own legend does, and
    the entries can still be edited one by one in QGIS.
    """
    legend = new_legend(page)
    put_legend(legend, page, name, lay_out(legend, page, entries, corner, columns, apart))
    return legend


def new_legend(page: Page) -> QgsLayoutItemLegend:
    """A legend with the sheet's look that says nothing yet, and is not on the page.

    To make one takes QGIS as long as all layers of the project have symbols: a second where they have a thousand.
    """
    legend = QgsLayoutItemLegend(page.layout)
    legend.setAutoUpdateModel(False)
    legend.setLegendFilterByMapEnabled(False)
    _look(legend, page)
    legend.setEqualColumnWidth(True)
    return legend


def lay_out(
    legend: QgsLayoutItemLegend, page: Page, entries: Sequence[LegendEntry], corner: Tuple[float, float],
    columns: int = 2, apart: float = APART,
) -> QRectF:
    """Let a legend have these entries; returns the room that it needs from the corner on."""
    legend.rstyle(QgsLegendStyle.Style.Symbol).setMargin(QgsLegendStyle.Side.Top, apart)
    room = page.width - MARGIN - corner[0] + OVERHANG
    # Long words or a wide arrow make every column wider; what does not fit would be cut off.
    for most in range(columns, 0, -1):
        filled, needed = fill_legend(legend, entries, most), needed_size(legend)
        if needed.width() <= room:
            break
    return page.rect(*corner, min(room, max(filled * COLUMN / 2, needed.width())), needed.height())


def put_legend(legend: QgsLayoutItemLegend, page: Page, name: str, area: QRectF) -> None:
    """Put a legend on the page, as large as told."""
    page.put(legend, name, area)
    legend.setResizeToContents(False)
    page.move(legend, area)


def needed_size(legend: QgsLayoutItemLegend) -> QSizeF:
    """In millimetres; QGIS's own adjustBoxSize waits for the first drawing (3.22), when all has its place already."""
    context = QgsLayoutUtils.createRenderContextForLayout(legend.layout(), None)
    size = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize(context)
    return QSizeF(size.width(), size.height() + LAST_LINE)


def fill_legend(legend: QgsLayoutItemLegend, entries: Sequence[LegendEntry], columns: int) -> int:
    """Let a legend have exactly these entries, in at most so many columns; returns in how many."""
    root = legend.model().rootGroup()
    root.removeAllChildren()
    parted = _in_columns(entries, columns)
    for number, groups in enumerate(reversed(parted) if is_right_to_left() else parted):
        for place, group in enumerate(groups):
            node = _section(group)
            if number and not place:
                node.setCustomProperty("legend/column-break", True)
            root.addChildNode(node)
    # With more columns than there are, QGIS breaks another one where it likes.
    count = max(1, len(parted))
    legend.setColumnCount(count)
    legend.setSplitLayer(False)
    return count


def _in_columns(entries: Sequence[LegendEntry], columns: int) -> List[List[Group]]:
    """The entries in at most so many columns of about the same length, each in groups by section.

    Parted between sections, or within one where that makes them much shorter.
    """
    whole: List[List[LegendEntry]] = [list(group) for _, group in groupby(entries, key=lambda entry: entry.section)]
    single = [[entry] for entry in entries]
    by_section, by_entry = _least_capacity(_weights(whole), columns), _least_capacity(_weights(single), columns)
    is_parted = by_section > (WORTH if columns <= SCARCE else WORTH_MORE) * by_entry
    units, capacity = (single, by_entry) if is_parted else (whole, by_section)
    parted: List[List[LegendEntry]] = []
    filled = math.inf
    for unit, weight in zip(units, _weights(units)):
        if filled + weight > capacity:
            parted.append([])
            filled = 0.0
        parted[-1] += unit
        filled += weight
    begun = set()
    found: List[List[Group]] = []
    for column in parted:
        found.append([])
        for section, group in groupby(column, key=lambda entry: entry.section):
            found[-1].append(Group("" if section in begun else section, tuple(group)))
            begun.add(section)
    return found


def _weights(units: Sequence[Sequence[LegendEntry]]) -> List[float]:
    """The height of each unit in entries of one line; the first entry of a section brings the heading along."""
    weights, section = [], None
    for unit in units:
        weight = sum(1.0 + EXTRA_LINE * (len(_lines(entry.label)) - 1) for entry in unit)
        weights.append(weight + (unit[0].section != section))
        section = unit[-1].section
    return weights


def _least_capacity(weights: Sequence[float], columns: int) -> float:
    """The length of the longest column where units of these heights, kept in order, are parted best."""
    least = max(sum(weights) / columns, max(weights, default=0.0)) - ROUNDING
    sums = {total for start in range(len(weights)) for total in accumulate(weights[start:]) if total >= least}
    return next(capacity for capacity in (*sorted(sums), math.inf) if _columns(weights, capacity) <= columns)


def _columns(weights: Sequence[float], capacity: float) -> int:
    """How many columns of that length the units fill."""
    count, filled = 1, 0.0
    for weight in weights:
        if filled + weight > capacity:
            count, filled = count + 1, 0.0
        filled += weight
    return count


def _wrapped(words: str) -> str:
    """The label in lines that fit beside a symbol in one of the legend's columns."""
    return literal("\n".join(directed(isolated(line)) for line in _lines(words)))


@lru_cache(maxsize=1024)
def _lines(words: str) -> Tuple[str, ...]:
    """Measured once: a long legend is tried in several lengths."""
    text = breakable(shortened(words, LABEL_LIMIT), LABEL_SIZE, LABEL_WIDTH).replace("\n", " ")
    return tuple(lines_of(text, LABEL_WIDTH, lambda line: width_mm(line, LABEL_SIZE)))


def _section(group: Group) -> QgsLayerTreeGroup:
    """The group as a node of the legend."""
    node = QgsLayerTreeGroup(literal(group.heading))
    style = QgsLegendStyle.Style.Subgroup if group.heading else QgsLegendStyle.Style.Hidden
    QgsLegendRenderer.setNodeLegendStyle(node, style)
    for entry in group.entries:
        _add_entry(node, entry)
    return node


def _add_entry(section: QgsLayerTreeGroup, entry: LegendEntry) -> None:
    node = QgsLayerTreeLayer(entry.layer)
    QgsLegendRenderer.setNodeLegendStyle(node, QgsLegendStyle.Style.Hidden)
    QgsMapLayerLegendUtils.setLegendNodeOrder(node, [0])
    QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, 0, _wrapped(entry.label))
    QgsMapLayerLegendUtils.setLegendNodeCustomSymbol(node, 0, entry.symbol)
    QgsMapLayerLegendUtils.setLegendNodeSymbolSize(node, 0, QSizeF(*entry.size))
    section.addChildNode(node)


def _look(legend: QgsLayoutItemLegend, page: Page) -> None:
    legend.setTitle("")
    legend.setWrapString("\n")
    legend.setFrameEnabled(False)
    legend.setBackgroundEnabled(False)
    format_legend(legend, QgsLegendStyle.Style.Subgroup, text_format(BODY_SIZE, INK, is_bold=True))
    format_legend(legend, QgsLegendStyle.Style.SymbolLabel, text_format(LABEL_SIZE, INK))
    legend.setSymbolWidth(SYMBOL[0])
    legend.setSymbolHeight(SYMBOL[1])
    legend.setSymbolAlignment(page.start)
    for style in (QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.SymbolLabel):
        legend.rstyle(style).setAlignment(page.start)
    legend.setBoxSpace(0)
    space_lines(legend, 0.3)
    legend.setColumnSpace(1)
    legend.rstyle(QgsLegendStyle.Style.Subgroup).setMargin(QgsLegendStyle.Side.Top, 1.8)
    side = QgsLegendStyle.Side.Right if page.is_mirrored else QgsLegendStyle.Side.Left
    legend.rstyle(QgsLegendStyle.Style.SymbolLabel).setMargin(side, 1.4)
