"""Event markers drawn as SVG: body in the actors' colours, glyph for the kind, ring for the stance.

Everything is in one SVG per look: a second symbol layer, or an SVG that several symbols share with
parameters of their own, makes drawing half as slow again (measured with 100,000 points on QGIS 3.22).
"""

from functools import cache
from pathlib import Path
from typing import Optional, Tuple

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

NONE_KILLED = '<circle cx="18.6" cy="19" r="2.9" fill="#fff" stroke="#222" stroke-width="1.5"/>'
"""A small nought beside the body: known to be none, where a plain marker says that no number is known."""

STATUS_MARKS = {
    "draft": '<path d="M15.4 1.2h7.4v7.4z" fill="#fff" stroke="#222" stroke-width="1.1"/>',
    "reviewed": '<path d="M15.4 1.2h7.4v7.4z" fill="#222" stroke="#fff" stroke-width=".7"/>',
}
"""A corner not yet turned down for a draft, a dark one for what was reviewed; what is approved needs no mark."""

BODY, RING, CASING = 9, 10.8, 11.6
INNER = 7.3
GLYPH = 0.53
"""Half widths, and the scale of the glyph, on a canvas of 24 by 24."""


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


def marker_svg(
    shape: str, colours: Tuple[str, str], stance: str, certainty: str, status: str = "approved", deaths: str = "",
    rings: Tuple[bool, bool] = (False, False),
) -> str:
    """The whole marker as SVG text, for the parts of an `IncidentKey`.

    colours: '#rrggbb' of the left and the right side; the left one is QGIS's own `param(fill)`, the ring
    `param(outline)`, so that both can be changed in the symbol's own settings. rings: whether a side bears the inner
    ring by which its bloc is known in grey print. A place that is not known
    sharply gets a hollow body in a pale tint; known to the district at best, its edge is broken as well.
    The text is kept short: QGIS reads it anew for every category at every draw (3.22), which with a
    thousand categories is most of what a draw takes.
    """
    left, right = colours
    is_sharp, rim = certainty == "sharp", _RIM if certainty == "vague" else _BROKEN_RIM
    fills = (f"param(fill) {left}", right) if is_sharp else (tint(left), tint(right))
    edges = (_EDGE, _EDGE) if is_sharp else (f'stroke="param(fill) {left}"{rim}', f'stroke="{right}"{rim}')
    radius = BODY if is_sharp else BODY - 0.7
    parts = [_ground(shape, RING_DASHES.get(stance))]
    if left == right:
        parts.append(_body(shape, radius, f'fill="{fills[0]}" {edges[0]}'))
    else:
        parts += [_half(shape, radius, side, f'fill="{fills[side]}" {edges[side]}') for side in (0, 1)]
        # Two sides that look alike in grey print are parted by a line.
        if is_sharp and contrast(left, right) < LEAST_CONTRAST:
            parts.append(f'<path d="M12 {12 - BODY}V{12 + BODY}" stroke="{LIGHT}" stroke-width=".7"/>')
    parts.append(_rings(shape, colours, rings, is_sharp))
    ink, casing = ink_on(colours) if is_sharp else (DARK, None)
    marks = (NONE_KILLED if deaths == "0" else "", STATUS_MARKS.get(status, ""))
    return canvas("".join((*parts, _glyph(shape, ink, casing), *marks)))


_EDGE = 'stroke="#222" stroke-width=".7"'
_RIM = ' stroke-width="2"'
_BROKEN_RIM = ' stroke-width="2.2" stroke-dasharray="3.4 2.2"'


def _ground(shape: str, dashes: Optional[str]) -> str:
    """The white casing that keeps the marker apart from the map, with the ring, if any, as its edge."""
    if dashes is None:
        return _body(shape, CASING, 'fill="#fff" fill-opacity=".85"')
    pattern = f' stroke-dasharray="{dashes}"' if dashes else ""
    return _body(shape, RING, f'fill="#fff" stroke="param(outline) #222" stroke-width="1.4"{pattern}')


def _glyph(shape: str, ink: str, casing: Optional[str]) -> str:
    """The glyph in the middle, with a casing where one ink does not stand out from both sides."""
    corner = round(12 - 12 * GLYPH, 2)
    outline = f'<path transform="translate({corner} {corner})scale({GLYPH})" d="{glyph_path(shape)}" fill="{ink}"/>'
    if casing is None:
        return outline
    return outline[:-2] + f' stroke="{casing}" stroke-width="2.4" stroke-linejoin="round"/>' + outline


def _body(shape: str, radius: float, paint: str) -> str:
    """Disc or square around the middle."""
    if shape in SQUARE_SHAPES:
        reach = _square(radius)
        return f'<path d="M{12 - reach} {12 - reach}h{2 * reach}v{2 * reach}h-{2 * reach}z" {paint}/>'
    return f'<circle cx="12" cy="12" r="{radius}" {paint}/>'


def _half(shape: str, radius: float, side: int, paint: str) -> str:
    """The half of a body on the left (0) or on the right (1); left open in the middle, where no edge is drawn."""
    if shape in SQUARE_SHAPES:
        reach = _square(radius)
        outline = f"M12 {12 - reach}h{reach if side else -reach}v{2 * reach}H12"
    else:
        outline = f"M12 {round(12 - radius, 1)}a{radius} {radius} 0 0 {side} 0 {2 * radius}"
    return f'<path d="{outline}" {paint}/>'


def _rings(shape: str, colours: Tuple[str, str], rings: Tuple[bool, bool], is_sharp: bool) -> str:
    """The inner ring on each side that has one, in the ink that stands out from the body."""
    inks = [ink_on((colour,))[0] if is_sharp else colour for colour in colours]
    paints = [f'fill="none" stroke="{ink}" stroke-width="1"' for ink in inks]
    if all(rings) and colours[0] == colours[1]:
        return _body(shape, INNER, paints[0])
    return "".join(_half(shape, INNER, side, paints[side]) for side in (0, 1) if rings[side])


def _square(radius: float) -> float:
    """Half the side of a square that looks as large as a disc of that radius; short, as it is written often."""
    return round(radius * 0.9)
