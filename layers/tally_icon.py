"""The mark for incidents that are only counted: a ring in the colours of those involved, open for the number in it."""

import math
from typing import Dict, Iterable, Mapping, Sequence, Tuple

from .colours import DARK, LIGHT
from .svg_symbol import canvas

_CASING, _OUTER, _INNER = 11.8, 11.0, 7.4
"""Half widths on a canvas of 24 by 24: the white rim around the ring, the ring, the hole."""

HOLE = _INNER / 12
"""Share of the mark's width that is left for the number."""


def tally_svg(sides: Iterable[Tuple[str, str]], colours: Mapping[str, str]) -> str:
    """The ring as SVG text.

    sides: both actors of each incident, the second one empty where there is none; each has half a share of an incident
    of two, as on a marker of two halves. colours: actor → '#rrggbb'. The largest share begins at the top and the others
    follow clockwise by size; equal ones in the order of their colours, so that the same incidents give the same ring.
    """
    shares: Dict[str, int] = {}
    for one, two in sides:
        for side in (one, two or one):
            shares[colours[side]] = shares.get(colours[side], 0) + 1
    ordered = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    disc = f'<circle cx="12" cy="12" r="{_CASING}" fill="{LIGHT}"/>'
    hole = f'<circle cx="12" cy="12" r="{_INNER}" fill="{LIGHT}" stroke="{DARK}" stroke-width=".5"/>'
    edge = f'<circle cx="12" cy="12" r="{_OUTER}" fill="none" stroke="{DARK}" stroke-width=".6"/>'
    return canvas("".join((disc, *_sectors(ordered), edge, hole)))


def _sectors(shares: Sequence[Tuple[str, int]]) -> Iterable[str]:
    if len(shares) == 1:
        yield f'<circle cx="12" cy="12" r="{_OUTER}" fill="{shares[0][0]}"/>'
        return
    whole, begun = sum(share for _, share in shares), 0
    for colour, share in shares:
        ends = (_on_edge(begun / whole), _on_edge((begun + share) / whole))
        is_large = int(share > whole / 2)
        yield (
            f'<path d="M12 12L{ends[0]}A{_OUTER} {_OUTER} 0 {is_large} 1 {ends[1]}z" fill="{colour}" '
            f'stroke="{LIGHT}" stroke-width=".4"/>'
        )
        begun += share


def _on_edge(turn: float) -> str:
    """The point of the outer edge after that share of a turn, clockwise from the top."""
    angle = math.tau * turn
    return f"{12 + _OUTER * math.sin(angle):.2f} {12 - _OUTER * math.cos(angle):.2f}"
