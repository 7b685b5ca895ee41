"""Marker symbols that carry their picture within themselves, so that a style needs no file of ours."""

from base64 import b64encode
from html import escape

from qgis.core import QgsMarkerSymbol, QgsSvgMarkerSymbolLayer
from qgis.PyQt.QtGui import QColor

from .colours import DARK

CANVAS = 24
"""All our pictures are drawn on a canvas of 24 by 24."""


def canvas(content: str, title: str = "") -> str:
    """A whole SVG text around some of its elements."""
    name = f"<title>{escape(title)}</title>" if title else ""
    size = f'width="{CANVAS}" height="{CANVAS}" viewBox="0 0 {CANVAS} {CANVAS}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{name}{content}</svg>'


def svg_symbol(svg: str, colour: str, size_mm: float) -> QgsMarkerSymbol:
    """A marker as wide as `size_mm`, with `colour` for the picture's `param(fill)`."""
    layer = QgsSvgMarkerSymbolLayer("base64:" + b64encode(svg.encode("utf-8")).decode("ascii"), size_mm)
    layer.setFillColor(QColor(colour))
    layer.setStrokeColor(QColor(DARK))
    # Handing layers to the constructor, QgsMarkerSymbol([layer]), leaves them Python's too: QGIS 3.22 frees them twice.
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, layer)
    return symbol
