"""How far two colours are apart for a reader: CIEDE2000, also as colour-blind readers and grey printers show them."""

import math
from functools import lru_cache
from typing import Dict, Tuple

Triple = Tuple[float, float, float]
Matrix = Tuple[Triple, Triple, Triple]

VISIONS: Dict[str, Matrix] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""Vision → matrix on linear sRGB.

Dichromats: Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency",
IEEE TVCG 15 (2009), severity 1. Grey print: the luminance of ITU-R BT.709.
"""
TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041),
)
"""IEC 61966-2-1 (sRGB), white point D65."""
WHITE: Triple = (0.95047, 1.0, 1.08883)


def difference(one: str, other: str, vision: str = "normal") -> float:
    """CIEDE2000 between two colours '#rrggbb' as that vision of `VISIONS` sees them; 1 is just noticeable."""
    return ciede2000(lab(one, vision), lab(other, vision))


@lru_cache(maxsize=65536)
def lab(colour: str, vision: str = "normal") -> Triple:
    """CIE L*a*b* under D65 of a colour '#rrggbb' as that vision sees it."""
    linear = tuple(_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    seen = tuple(min(1.0, max(0.0, part)) for part in _times(VISIONS[vision], linear))
    x, y, z = (_cube_root(part / white) for part, white in zip(_times(TO_XYZ, seen), WHITE))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: Triple, other: Triple) -> float:
    """The difference of two colours in L*a*b*.

    Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula", Color Research and Application 30 (2005), whose
    equations are followed one by one.
    """
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean**7 / (mean**7 + 25.0**7))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1 - 0.17 * _cos(hue - 30) + 0.24 * _cos(2 * hue) + 0.32 * _cos(3 * hue + 6) - 0.20 * _cos(4 * hue - 63)
    )
    sl = 1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = -2 * math.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * math.sin(
        math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2)))
    )
    return math.sqrt(
        (dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * (dc / sc) * (dh / sh)
    )


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


def _times(matrix: Matrix, vector: Tuple[float, ...]) -> Tuple[float, ...]:
    return tuple(sum(factor * part for factor, part in zip(row, vector)) for row in matrix)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _cube_root(part: float) -> float:
    """CIE's f with its straight piece near black."""
    return part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29
