"""A legend of exactly the entries told, in QGIS's own legend item."""

from dataclasses import dataclass
from typing import Dict, Sequence

from qgis.core import (
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
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
SYMBOL = QSizeF(9.0, 3.2)
"""Wide enough for the dashes and the head of an arrow."""


@dataclass(frozen=True)
class LegendEntry:
    """One line: its section, its words, its symbol, and the layer in whose name it stands."""

    section: str
    label: str
    symbol: QgsSymbol
    layer: QgsVectorLayer


def add_legend(
    page: Page, entries: Sequence[LegendEntry], area: QRectF, columns: int = 2
) -> QgsLayoutItemLegend:
    """The legend on the page; grows downwards with its entries.

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
    _break_columns(list(sections.values()))
    _look(legend, page)
    legend.setColumnCount(columns)
    legend.setSplitLayer(False)
    legend.setEqualColumnWidth(True)
    page.put(legend, "Legend", area)
    # QGIS 3.22: adjustBoxSize waits for the first drawing, but the page has to be composed before that.
    context = QgsLayoutUtils.createRenderContextForLayout(page.layout, None)
    size = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize(context)
    legend.setResizeToContents(False)
    legend.attemptResize(QgsLayoutSize(area.width(), size.height(), MILLIMETRES))
    return legend


def _break_columns(sections: Sequence[QgsLayerTreeGroup]) -> None:
    """Begin the second column with a section, such that the longer of the two columns is as short as can be."""
    heights = [len(section.children()) + 1 for section in sections]
    splits = [max(sum(heights[:place]), sum(heights[place:])) for place in range(1, len(heights))]
    if splits:
        sections[splits.index(min(splits)) + 1].setCustomProperty("legend/column-break", True)


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
    section.addChildNode(node)


def _look(legend: QgsLayoutItemLegend, page: Page) -> None:
    legend.setTitle("")
    legend.setWrapString("\n")
    legend.setFrameEnabled(False)
    legend.setBackgroundEnabled(False)
    format_legend(legend, QgsLegendStyle.Style.Subgroup, text_format(BODY_SIZE, INK, is_bold=True))
    format_legend(legend, QgsLegendStyle.Style.SymbolLabel, text_format(LABEL_SIZE, INK))
    legend.setSymbolWidth(SYMBOL.width())
    legend.setSymbolHeight(SYMBOL.height())
    legend.setSymbolAlignment(page.start)
    legend.setBoxSpace(0)
    space_lines(legend, 0.3)
    legend.setColumnSpace(2)
    legend.rstyle(QgsLegendStyle.Style.Subgroup).setMargin(QgsLegendStyle.Side.Top, 1.8)
    legend.rstyle(QgsLegendStyle.Style.Symbol).setMargin(QgsLegendStyle.Side.Top, 1.0)
    legend.rstyle(QgsLegendStyle.Style.SymbolLabel).setMargin(QgsLegendStyle.Side.Left, 1.4)
