"""Data as text: layouts evaluate `[% %]` in labels and legends, and tables break lines at blanks only."""

from functools import lru_cache
from typing import Callable, List

from qgis.core import QgsFontUtils, QgsTextFormat, QgsUnitTypes
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF

from ..model.direction import isolated_lines
from ..model.language import directed, figures, is_right_to_left

FAMILIES = ("Open Sans", "Noto Sans", "DejaVu Sans")
"""The first one installed is used; Qt itself takes Arabic letters from another font where the family has none."""

SHORTENED_AT = 280
"""Longest text of one cell in characters: a row that is taller than a page is not printed at all."""

CUT_AT_ONCE = 4
"""Characters, more than the blank and the ellipsis that come in their place."""

SURE = 0.975
"""Of the room, for lines that are broken here: QGIS, which breaks none of them again, measures up to 2% more (3.22)."""

MM_PER_POINT = 25.4 / 72

ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
"""Of Unicode's bidirectional algorithm: nothing to see, but they keep data in its own direction."""


@lru_cache(maxsize=1)
def family() -> str:
    """The family that sheets are set in on this machine."""
    return next((name for name in FAMILIES if QgsFontUtils.fontFamilyMatchOnSystem(name)), QFont().family())


def font(points: float, *, is_bold: bool = False, is_italic: bool = False) -> QFont:
    """The sheet's font in a size."""
    made = QFont(family())
    made.setPointSizeF(points)
    made.setBold(is_bold)
    made.setItalic(is_italic)
    return made


def text_format(points: float, colour: str, *, is_bold: bool = False, is_italic: bool = False) -> QgsTextFormat:
    """The sheet's font as QGIS wants it in labels, tables, legends and grids."""
    made = QgsTextFormat()
    made.setFont(font(points, is_bold=is_bold, is_italic=is_italic))
    made.setSize(points)
    made.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    made.setColor(QColor(colour))
    return made


def literal(text: str) -> str:
    """The text such that labels and legends print it as it is.

    QGIS 3.22 to 3.44 replace every `[% expression %]` in a label, a legend entry and a legend's title, wherever
    it comes from; there is no switch. What an expression returns is not looked at again, so each `[%` becomes an
    expression that returns just these two characters. Cells of tables are not evaluated.
    """
    return text.replace("[%", "[% '['||'%' %]")


def in_numerals(expression: str) -> str:
    """The QGIS expression such that the digits of its value are in the numerals asked for."""
    pairs = ", ".join(f"'{digit}', '{figures(digit)}'" for digit in "0123456789")
    return expression if figures("1") == "1" else f"replace({expression}, map({pairs}))"


def shortened(text: str, most: int = SHORTENED_AT) -> str:
    """The text on one line without control characters, cut at a word with an ellipsis if it is too long for a cell."""
    kept = (mark if mark.isprintable() or mark in ISOLATES else " " for mark in text[: 4 * most])
    flat = " ".join("".join(kept).split())
    if len(flat) <= most and len(text) <= 4 * most:
        return flat
    head = flat[:most]
    blank = head.rfind(" ")
    return (head[:blank] if blank > most // 2 else head) + " …"


def fitting(text: str, room: float, points: float, *, is_bold: bool = False) -> str:
    """The text on one line, shortened word by word until it is no wider on paper than `room` in mm."""
    words = shortened(text)
    while width_mm(words, points, is_bold=is_bold) > room and len(words) > CUT_AT_ONCE:
        words = shortened(words, len(words) - CUT_AT_ONCE)
    return words


def lines_of(text: str, room: float, measure: Callable[[str], float]) -> List[str]:
    """The lines of a text where as many words stand on each as fit into `room`, in the unit of `measure`."""
    if measure(text) <= room:
        return [text]
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and measure(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def in_lines(text: str, room: float, points: float, *, is_bold: bool = False) -> str:
    """The text in lines of which each begins on the side of the language spoken, whatever letters it begins with.

    QGIS tells the direction of each line that it breaks a text into by the first letter on it (3.22 to 3.44); so where
    lines begin on the right, they are broken here. room: mm on paper.
    """
    if not is_right_to_left():
        return text

    def measure(words: str) -> float:
        return width_mm(words, points, is_bold=is_bold)

    lines = (line for part in text.split("\n") for line in lines_of(part, SURE * room, measure))
    return "\n".join(map(directed, isolated_lines(lines)))


def width_mm(text: str, points: float, *, is_bold: bool = False) -> float:
    """Width of a line of text on paper."""
    sample = font(points, is_bold=is_bold)
    sample.setPixelSize(100)
    return QFontMetricsF(sample).horizontalAdvance(text) * points * MM_PER_POINT / 100


def breakable(text: str, points: float, column_mm: float) -> str:
    """The text with line breaks inside words that are wider than the column.

    QGIS 3.22 to 3.44 wrap cells at blanks only and clip a longer word at the edge of its cell.
    """
    return " ".join(_broken(word, points, column_mm) for word in text.split(" "))


def _broken(word: str, points: float, column_mm: float) -> str:
    if width_mm(word, points) <= column_mm:
        return word
    pieces: List[str] = [""]
    for mark in word:
        if pieces[-1] and width_mm(pieces[-1] + mark, points) > column_mm:
            pieces.append("")
        pieces[-1] += mark
    return "\n".join(pieces)
