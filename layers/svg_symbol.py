"""Marker symbols that carry their picture within themselves, so that a style needs no file of ours."""

from base64 import b64encode

from qgis.core import QgsMarkerSymbol, QgsSvgMarkerSymbolLayer
from qgis.PyQt.QtGui import QColor

from .colours import DARK

CANVAS = 24
"""All our pictures are drawn on a canvas of 24 by 24."""


def canvas(content: str) -> str:
    """A whole SVG text around its elements."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {CANVAS} {CANVAS}">{content}</svg>'


def svg_symbol(svg: str, colour: str, size_mm: float) -> QgsMarkerSymbol:
    """A marker as wide as `size_mm`, with `colour` for the picture's `param(fill)`."""
    layer = QgsSvgMarkerSymbolLayer("base64:" + b64encode(svg.encode("utf-8")).decode("ascii"), size_mm)
    layer.setFillColor(QColor(colour))
    layer.setStrokeColor(QColor(DARK))
    # Handing layers to the constructor, QgsMarkerSymbol([layer]), leaves them Python's too: QGIS 3.22 frees them twice.
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, layer)
    return symbol
