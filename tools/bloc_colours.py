#!/usr/bin/env python3
"""How far the colours of the blocs are apart, for every kind of reader; `--propose` searches for better ones.

Prints, for the blocs that a week usually shows together and for all, the smallest CIEDE2000 of any pair in normal
vision, under three kinds of colour blindness and in grey print, and the nearest pairs; then the nearest units of two
blocs. The colours are in `resources/codes/blocs.csv`, the formulas in `model/colour_difference.py`.
"""

import argparse
import math
import random
import sys
from itertools import combinations
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "build" / "plugins"))

from libya_incident_mapper.model.actors import default_actors  # noqa: E402
from libya_incident_mapper.model.codes import code_list  # noqa: E402
from libya_incident_mapper.model.colour_difference import VISIONS, difference, lab  # noqa: E402
from libya_incident_mapper.model.colours import actor_colour  # noqa: E402

AIM = {"normal": 15.0, "deuteranopia": 8.0, "protanopia": 8.0, "tritanopia": 8.0, "grey": 5.0}
SPARE = 0.6
"""Above the aim, so that rounding does not eat it up."""
ALL_SHARE = 0.7
"""Of the aim, for pairs that a week seldom shows together."""
LIGHTEST, DARKEST = 86.0, 34.0
"""L* of a body that stands out from the map, and of one that does not look black."""
FIXED = ("IS",)
"""The black of the flag is what every reader expects."""
NEUTRAL = ("Civilians", "Unknown")
"""Who takes no side stays grey."""
FAITHFUL = 0.01
"""What a step away from the present colour costs, so that readers know the blocs again."""
ROUNDS, SEED = 12_000, 7
SPARES, LEAST_CHROMA = 10, 25.0
"""How many, and no greys among them, which say "unknown"."""


def cost(colours: Dict[str, str], name: str, usual: Sequence[str], present: Dict[str, str]) -> float:
    """What is wrong with one bloc's colour beside those of the others."""
    lightness = lab(colours[name])[0]
    total = FAITHFUL * difference(colours[name], present[name]) ** 2
    total += max(0.0, DARKEST - lightness, lightness - LIGHTEST) ** 2
    for other, colour in colours.items():
        if other == name:
            continue
        share = 1.0 if name in usual and other in usual else ALL_SHARE
        for vision, aim in AIM.items():
            if vision == "grey" and share < 1.0:
                continue
            missing = share * aim + SPARE - difference(colours[name], colour, vision)
            total += max(0.0, missing) ** 2
    return total


def moved(colour: str, step: int, is_grey: bool, chance: random.Random) -> str:
    """A colour near by."""
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    change = [chance.randint(-step, step)] * 3 if is_grey else [chance.randint(-step, step) for _ in parts]
    return "#" + "".join(f"{min(255, max(0, part + by)):02x}" for part, by in zip(parts, change))


def propose(present: Dict[str, str], usual: Sequence[str]) -> Dict[str, str]:
    """Better colours by many small steps, each taken if it costs less; the same every time."""
    chance, colours = random.Random(SEED), dict(present)
    free = [name for name in colours if name not in FIXED]
    for turn in range(ROUNDS):
        name = free[turn % len(free)]
        step = 4 + int(60 * (1 - turn / ROUNDS))
        before = cost(colours, name, usual, present)
        tried = dict(colours, **{name: moved(colours[name], step, name in NEUTRAL, chance)})
        if cost(tried, name, usual, present) < before:
            colours = tried
    return colours


def spares(taken: Sequence[str]) -> List[str]:
    """Colours for actors outside the registry: each the one of a lattice that is farthest from all before it."""
    levels = range(0x22, 0xF0, 0x11)
    lattice = [f"#{red:02x}{green:02x}{blue:02x}" for red in levels for green in levels for blue in levels]
    usable = [
        colour for colour in lattice
        if DARKEST <= lab(colour)[0] <= LIGHTEST and math.hypot(*lab(colour)[1:]) >= LEAST_CHROMA
    ]
    apart = {colour: min(difference(colour, other) for other in taken) for colour in usable}
    found: List[str] = []
    while len(found) < SPARES:
        found.append(max(usable, key=lambda colour: (apart[colour], colour)))
        apart = {colour: min(known, difference(colour, found[-1])) for colour, known in apart.items()}
    return found


def nearest(colours: Dict[str, str], vision: str) -> List[Tuple[float, str, str]]:
    """The pairs, those nearest to each other first."""
    pairs = combinations(colours, 2)
    return sorted((difference(colours[one], colours[other], vision), one, other) for one, other in pairs)


def report(title: str, colours: Dict[str, str]) -> None:
    """The smallest difference of each vision."""
    print(f"{title}: {len(colours)} colours")
    for vision in VISIONS:
        pairs = nearest(colours, vision)
        shown = "; ".join(f"{one} – {other} {apart:.1f}" for apart, one, other in pairs[:3])
        print(f"  {vision:13} {pairs[0][0]:5.1f}   nearest: {shown}")


def report_units() -> None:
    """Units of different blocs that are drawn in nearly the same colour."""
    registry = default_actors()
    drawn = [(actor_colour(actor, registry), actor.bloc, actor.short_name) for actor in registry]
    pairs = sorted(
        (difference(one[0], other[0]), f"{one[2]} ({one[1]}) – {other[2]} ({other[1]})")
        for one, other in combinations(drawn, 2) if one[1] != other[1]
    )
    print("units of two blocs:", "; ".join(f"{words} {apart:.1f}" for apart, words in pairs[:5]))
    within = sum(one[0] == other[0] for one, other in combinations(drawn, 2) if one[1] == other[1])
    print(f"pairs of units of one bloc in the very same colour: {within}")


def main() -> None:
    """Print it all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--propose", action="store_true", help="search for better colours and print them")
    is_search = arguments.parse_args().propose
    blocs = code_list("blocs")
    colours = {name: bloc.more["colour"] for name, bloc in blocs.items()}
    usual = [name for name, bloc in blocs.items() if bloc.more["is_usual"] == "yes"]
    if is_search:
        colours = propose(colours, usual)
        for name, colour in colours.items():
            print(f"{name},{colour}")
        print("spare:", *spares(list(colours.values())))
    report("usual blocs", {name: colours[name] for name in usual})
    report("all blocs", colours)
    if not is_search:
        report_units()


if __name__ == "__main__":
    main()
