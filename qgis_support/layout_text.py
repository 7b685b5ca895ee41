"""Text of layout items, whose setters QGIS replaced one by one by `QgsTextFormat`."""

from qgis.core import QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLegendStyle, QgsTextFormat


def format_label(label: QgsLayoutItemLabel, written: QgsTextFormat) -> None:
    """Give a label its font, size and colour; `setTextFormat` is there since 3.24, the older setters are deprecated."""
    if hasattr(label, "setTextFormat"):
        label.setTextFormat(written)
    else:
        label.setFont(_font(written))
        label.setFontColor(written.color())


def format_legend(legend: QgsLayoutItemLegend, part: QgsLegendStyle.Style, written: QgsTextFormat) -> None:
    """Give one kind of text in a legend its font, size and colour; styles have `setTextFormat` since 3.30."""
    style = legend.rstyle(part)
    if hasattr(style, "setTextFormat"):
        style.setTextFormat(written)
    else:
        style.setFont(_font(written))
        legend.setFontColor(written.color())


def space_lines(legend: QgsLayoutItemLegend, millimetres: float) -> None:
    """Set the gap between lines of one entry; from 3.30 on it belongs to the text format, which has a fitting one."""
    if not hasattr(QgsLegendStyle, "setTextFormat"):
        legend.setLineSpacing(millimetres)


def _font(written: QgsTextFormat) -> object:
    font = written.font()
    font.setPointSizeF(written.size())
    return font
