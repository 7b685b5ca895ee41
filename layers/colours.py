"""Colours on the map: what is legible on what; arithmetic on '#rrggbb' texts."""

from typing import Optional, Tuple

LIGHT = "#ffffff"
DARK = "#1a1a1a"
UNKNOWN_ACTOR = "#737373"
"""For a record without an actor, and for a colour that is none."""

LEAST_CONTRAST = 2.6
"""Below this ratio a glyph gets a casing. WCAG 2.1 asks 3 for graphics; the palette's orange on white has 2.2."""


def luminance(colour: str) -> float:
    """Relative luminance 0 to 1 as WCAG 2.1 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio 1 to 21 as WCAG 2.1 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(grounds: Tuple[str, ...]) -> Tuple[str, Optional[str]]:
    """White or near black, whichever stands out from all grounds, and a casing in the other one where neither does.

    White is preferred while it is legible: a map with one colour of glyphs is calmer.
    """
    on_white = min(contrast(LIGHT, ground) for ground in grounds)
    on_dark = min(contrast(DARK, ground) for ground in grounds)
    if on_white >= LEAST_CONTRAST:
        return LIGHT, None
    if on_dark >= LEAST_CONTRAST:
        return DARK, None
    return LIGHT, DARK


def tint(colour: str, strength: float = 0.2) -> str:
    """The colour thinned with white: strength 1 leaves it, 0 is white."""
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * strength):02x}" for part in parts)
