"""A legend of exactly the entries told, in QGIS's own legend item."""

import math
from dataclasses import dataclass
from itertools import accumulate
from typing import Dict, List, Sequence, Tuple

from qgis.core import (
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsLayerTreeNode,
    QgsLayoutItemLegend,
    QgsLayoutSize,
    QgsLayoutUtils,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, QSizeF

from ..qgis_support.layout_text import format_legend, space_lines
from .page import BODY_SIZE, INK, MILLIMETRES, Page
from .text import breakable, literal, shortened, text_format, width_mm

LABEL_LIMIT = 80
LABEL_SIZE = 7.0
LABEL_WIDTH = 31.0
"""Millimetres left for words in a column of the legend, besides symbol and margins."""
SYMBOL = 9.0, 3.2
"""Width and height in mm: wide enough for the dashes and the head of an arrow."""

SCARCE, WORTH = 2, 1.25
"""Up to so many columns a section is parted, where they would be so many times longer otherwise."""
LAST_LINE = 0.8
"""Words of two lines at the foot of a column reach lower than the legend says that it is high (QGIS 3.22)."""
EXTRA_LINE = 0.45
"""The height of a further line of words, in entries of one line."""
Unit = Tuple[QgsLayerTreeNode, float]
"""What is not parted: the node that it begins with, and its height in entries."""


@dataclass(frozen=True)
class LegendEntry:
    """One line: section, words, symbol, the layer in whose name it stands, and width and height of a line symbol."""

    section: str
    label: str
    symbol: QgsSymbol
    layer: QgsVectorLayer
    size: Tuple[float, float] = SYMBOL


def add_legend(
    page: Page, entries: Sequence[LegendEntry], area: QRectF, columns: int = 2, name: str = "Legend"
) -> QgsLayoutItemLegend:
    """The legend on the page, as wide as `area`; grows downwards with its entries.

    Every entry is a layer node of its own that shows the first legend node of its layer under other words and with
    another symbol. So one layer can be told by actor and again by kind, which no renderer's own legend does, and
    the entries can still be edited one by one in QGIS.
    """
    legend = QgsLayoutItemLegend(page.layout)
    legend.setAutoUpdateModel(False)
    legend.setLegendFilterByMapEnabled(False)
    root = legend.model().rootGroup()
    root.removeAllChildren()
    sections: Dict[str, QgsLayerTreeGroup] = {}
    for entry in entries:
        if entry.section not in sections:
            sections[entry.section] = root.addGroup(literal(entry.section))
            QgsLegendRenderer.setNodeLegendStyle(sections[entry.section], QgsLegendStyle.Style.Subgroup)
        _add_entry(sections[entry.section], entry)
    _break_columns(list(sections.values()), columns)
    _look(legend, page)
    legend.setColumnCount(columns)
    legend.setSplitLayer(False)
    legend.setEqualColumnWidth(True)
    page.put(legend, name, area)
    # QGIS 3.22: adjustBoxSize waits for the first drawing, but the page has to be composed before that.
    context = QgsLayoutUtils.createRenderContextForLayout(page.layout, None)
    size = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize(context)
    legend.setResizeToContents(False)
    legend.attemptResize(QgsLayoutSize(area.width(), size.height() + LAST_LINE, MILLIMETRES))
    return legend


def _break_columns(sections: Sequence[QgsLayerTreeGroup], columns: int) -> None:
    """Part the entries into columns that are about as long.

    Between sections; two columns, which stand where room is scarce, within one where that makes them much shorter.
    """
    parted = [_units(section) for section in sections]
    whole = [(units[0][0], sum(weight for _, weight in units)) for units in parted]
    single = [unit for units in parted for unit in units]
    by_section, by_entry = _least_capacity(whole, columns), _least_capacity(single, columns)
    is_parted = columns <= SCARCE and by_section > WORTH * by_entry
    units, capacity = (single, by_entry) if is_parted else (whole, by_section)
    filled = 0.0
    for node, weight in units:
        if filled and filled + weight > capacity:
            node.setCustomProperty("legend/column-break", True)
            filled = 0.0
        filled += weight


def _units(section: QgsLayerTreeGroup) -> List[Unit]:
    """The entries, each with the lines that it takes; a heading stays with the first of them."""
    units = []
    for number, node in enumerate(section.children()):
        lines = QgsMapLayerLegendUtils.legendNodeUserLabel(node, 0).count("\n") + 1
        units.append((node, 1.0 + EXTRA_LINE * (lines - 1)) if number else (section, 2.0 + EXTRA_LINE * (lines - 1)))
    return units


def _least_capacity(units: Sequence[Unit], columns: int) -> float:
    """The length of the longest column where the units, kept in order, are parted best."""
    weights = [weight for _, weight in units]
    sums = sorted({total for start in range(len(weights)) for total in accumulate(weights[start:])})
    return next((capacity for capacity in sums if _columns(weights, capacity) <= columns), 0.0)


def _columns(weights: Sequence[float], capacity: float) -> float:
    """How many columns of that length the units fill; endless where one alone is longer."""
    if max(weights) > capacity:
        return math.inf
    count, filled = 1, 0.0
    for weight in weights:
        if filled + weight > capacity:
            count, filled = count + 1, 0.0
        filled += weight
    return count


def _wrapped(words: str) -> str:
    """The label in lines that fit beside a symbol in one of the legend's columns."""
    lines = [""]
    for word in breakable(shortened(words, LABEL_LIMIT), LABEL_SIZE, LABEL_WIDTH).replace("\n", " ").split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_mm(longer, LABEL_SIZE) > LABEL_WIDTH:
            lines.append(word)
        else:
            lines[-1] = longer
    return literal("\n".join(lines))


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
    legend.setBoxSpace(0)
    space_lines(legend, 0.3)
    legend.setColumnSpace(2)
    legend.rstyle(QgsLegendStyle.Style.Subgroup).setMargin(QgsLegendStyle.Side.Top, 1.8)
    legend.rstyle(QgsLegendStyle.Style.Symbol).setMargin(QgsLegendStyle.Side.Top, 1.0)
    legend.rstyle(QgsLegendStyle.Style.SymbolLabel).setMargin(QgsLegendStyle.Side.Left, 1.4)
