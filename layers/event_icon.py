"""Event markers drawn as SVG: body in the actors' colours, glyph for the kind, ring for the stance.

Everything is in one SVG per kind of marker: a second symbol layer, or an SVG that several symbols
share, makes drawing half as slow again (measured with 100,000 points on QGIS 3.22).
"""

from functools import cache
from pathlib import Path
from typing import Tuple

from qgis.PyQt.QtXml import QDomDocument

from ..model.errors import DataFileError
from ..model.table import RESOURCES
from .colours import DARK, LEAST_CONTRAST, LIGHT, contrast, ink_on, tint
from .svg_symbol import canvas

ICONS = RESOURCES / "icons" / "events"
SQUARE_SHAPES = frozenset(("protest", "territory", "development"))
"""Kinds that are no violence by themselves stand in a square, so that they tell apart where no glyph is legible."""

RING_DASHES = {"reports": None, "confirms": "", "claims": "5.4 3.1", "alleges": "1.4 2.1"}
"""Stance → dashes of the outer ring: None is no ring, an empty text an unbroken one."""

BODY = 9.2
RING = 10.9
CASING = 11.9
GLYPH = 12.8
"""Half widths, and the width of the glyph, on a canvas of 24 by 24."""


@cache
def glyph_path(shape: str) -> str:
    """The outline of a kind of event as SVG path data on a canvas of 24 by 24.

    Raises DataFileError where the icon's file holds no path.
    """
    path = icon_path(shape)
    document = QDomDocument()
    # setContent returns a tuple in PyQt5 and an object in PyQt6; an unreadable file leaves the document empty in both.
    document.setContent(path.read_text(encoding="utf-8"))
    outline = document.documentElement().firstChildElement("path").attribute("d")
    if not outline:
        raise DataFileError(path, 1, "the icon has no path of its own")
    return outline


def icon_path(shape: str) -> Path:
    """The file of the bare glyph, for lists and forms; a shape without an icon gets that of other developments."""
    path = ICONS / f"{shape}.svg"
    return path if path.exists() else ICONS / "development.svg"


def marker_svg(shape: str, colours: Tuple[str, str], stance: str, is_sharp: bool, title: str) -> str:
    """The whole marker as SVG text.

    colours: '#rrggbb' of the left and the right side; the left one is QGIS's own `param(fill)`, the ring
    `param(outline)`, so that both can be changed in the symbol's own settings. A place that is not known
    sharply gets a hollow body in a pale tint. title: told apart from other markers by it, in QGIS's cache too.
    """
    left, right = colours
    parts = [_body(shape, CASING, f'fill="{LIGHT}" fill-opacity="0.85"')]
    if is_sharp:
        parts += [
            _half(shape, BODY, -1, f'fill="param(fill) {left}"'),
            _half(shape, BODY, 1, f'fill="{right}"'),
            _body(shape, BODY, 'fill="none" stroke="param(outline) #222222" stroke-width="0.7"'),
        ]
        inks = ink_on(colours)
    else:
        edge = 'stroke-width="2"'
        parts += [
            _half(shape, BODY, -1, f'fill="{tint(left)}"'),
            _half(shape, BODY, 1, f'fill="{tint(right)}"'),
            _half(shape, BODY - 1, -1, f'fill="none" stroke="param(fill) {left}" {edge}', is_closed=False),
            _half(shape, BODY - 1, 1, f'fill="none" stroke="{right}" {edge}', is_closed=False),
        ]
        inks = (DARK, None)
    # Two sides that look alike in grey print are parted by a line.
    if left != right and contrast(left, right) < LEAST_CONTRAST:
        parts.append(f'<path d="M12 {12 - BODY}V{12 + BODY}" stroke="{LIGHT}" stroke-width="0.7"/>')
    parts.append(_glyph(shape, *inks))
    dashes = RING_DASHES.get(stance)
    if dashes is not None:
        pattern = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(_body(shape, RING, f'fill="none" stroke="param(outline) #222222" stroke-width="1.4"{pattern}'))
    return canvas("".join(parts), title)


def _glyph(shape: str, ink: str, casing: object) -> str:
    """The glyph in the middle, with a casing where one ink does not stand out from both sides."""
    scale = GLYPH / 24
    edge = f' stroke="{casing}" stroke-width="2.4" stroke-linejoin="round"' if casing else ""
    corner = round(12 - GLYPH / 2, 2)
    place = f'transform="translate({corner} {corner}) scale({scale:.4f})"'
    outline = glyph_path(shape)
    under = f'<path {place} d="{outline}" fill="{casing}"{edge}/>' if casing else ""
    return f'{under}<path {place} d="{outline}" fill="{ink}"/>'


def _body(shape: str, radius: float, paint: str) -> str:
    """Disc or square around the middle."""
    if shape in SQUARE_SHAPES:
        low, width = round(12 - _square(radius), 2), round(2 * _square(radius), 2)
        return f'<rect x="{low}" y="{low}" width="{width}" height="{width}" rx="2" {paint}/>'
    return f'<circle cx="12" cy="12" r="{radius}" {paint}/>'


def _half(shape: str, radius: float, side: int, paint: str, is_closed: bool = True) -> str:
    """The half of a body on the left (side -1) or on the right (side 1)."""
    end = "z" if is_closed else ""
    if shape in SQUARE_SHAPES:
        reach = round(_square(radius), 2)
        outline = f"M12 {12 - reach}H{12 + side * reach}V{12 + reach}H12{end}"
    else:
        sweep = 1 if side > 0 else 0
        outline = f"M12 {12 - radius}A{radius} {radius} 0 0 {sweep} 12 {12 + radius}{end}"
    return f'<path d="{outline}" {paint}/>'


def _square(radius: float) -> float:
    """Half the side of a square that looks as large as a disc of that radius."""
    return radius * 0.9
