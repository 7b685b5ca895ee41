"""Records and dead per day, week or month as a picture, stacked in the actors' colours."""

from base64 import b64encode
from html import escape
from typing import Callable, Counter, List, Sequence, Tuple

from ..layers.palette import Palette
from ..model.dates import DatePrecision
from ..model.language import figures, is_right_to_left
from ..model.tally import Bar, Counted, DayTally, order_of
from ..qgis_support.translation import tr
from .content import SheetContent
from .page import GREY, RULE
from .text import family, shortened, width_mm

HEIGHT = 39.0
"""Millimetres of the whole picture."""
PLOT_TOP, PLOT_HEIGHT, WORDS = 1.0, 26.0, 2.3
AXIS, GAP = 7.0, 10.0
LEGEND_TOP, SWATCH, NAME = 36.0, 2.2, 22
POINTS_PER_MM = 72 / 25.4
LEAST = 2
"""A single bar is no chart."""


def bars_of(content: SheetContent) -> List[Bar]:
    """The bars of what the sheet tells; what is denied is not among it. Movements count as records alone."""
    incidents = [Counted(one.dates, one.actor1, one.killed.total.estimate) for one in content.incidents.values()]
    return DayTally([*incidents, *(Counted(one.dates, one.actor, 0) for one in content.movements.values())]).bars()


def chart_titles(bars: Sequence[Bar]) -> Tuple[str, str]:
    """What stands above the two halves; apart from the picture, because Qt prints the letters of an SVG as shapes."""
    unit = _unit(bars[0].period.precision)
    unknown = sum(bar.unknown for bar in bars)
    killed = tr("Killed per {unit}").format(unit=unit)
    if unknown:
        killed = figures(tr("{title} (number not known: {number})").format(title=killed, number=unknown))
    return tr("Records per {unit}").format(unit=unit), killed


def chart_source(bars: Sequence[Bar], palette: Palette, width: float) -> str:
    """The picture as the path of a picture item: SVG within itself, `width` mm wide and `HEIGHT` high."""
    order, panel = order_of(bars), (width - GAP) / 2
    # What is read first stands where a line begins.
    first, second = (panel + GAP, 0.0) if is_right_to_left() else (0.0, panel + GAP)
    parts = [
        _panel(bars, order, palette, first, panel, lambda bar: bar.records),
        _panel(bars, order, palette, second, panel, lambda bar: bar.deaths),
        _legend(order, palette, width),
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{HEIGHT}mm" '
        f'viewBox="0 0 {width} {HEIGHT}" font-family="{escape(family())}">{"".join(parts)}</svg>'
    )
    return "base64:" + b64encode(svg.encode("utf-8")).decode("ascii")


def _unit(precision: DatePrecision) -> str:
    return {DatePrecision.DAY: tr("day"), DatePrecision.WEEK: tr("week")}.get(precision, tr("month"))


def _panel(
    bars: Sequence[Bar], order: Sequence[str], palette: Palette, left: float, width: float,
    numbers: Callable[[Bar], Counter],
) -> str:
    """One half: the bars, the greatest number on the axis, and the first and last day under it."""
    most = max(1, *(sum(numbers(bar).values()) for bar in bars))
    begin, base = left + AXIS, PLOT_TOP + PLOT_HEIGHT
    step = (width - AXIS) / len(bars)
    drawn = [
        *(_line(begin, left + width, base - PLOT_HEIGHT * share) for share in (0.0, 0.5, 1.0)),
        _text(figures(str(most)), begin - 1, PLOT_TOP + WORDS / 2, anchor="end"),
        _text(figures("0"), begin - 1, base, anchor="end"),
        _text(bars[0].period.display(), begin, base + 3.4),
        _text(bars[-1].period.display(), left + width, base + 3.4, anchor="end"),
    ]
    for place, bar in enumerate(bars):
        top = base
        for actor in order:
            height = PLOT_HEIGHT * numbers(bar)[actor] / most
            if height:
                top -= height
                x, thick = begin + (place + 0.12) * step, 0.76 * step
                drawn.append(
                    f'<rect x="{x:.3f}" y="{top:.3f}" width="{thick:.3f}" height="{height:.3f}" '
                    f'fill="{palette[actor].colour}" stroke="#fff" stroke-width="0.1"/>'
                )
    return "".join(drawn)


def _legend(order: Sequence[str], palette: Palette, width: float) -> str:
    """The actors in one row, as many as there is room for, the others as a number."""
    drawn, x = [], 0.0
    is_mirrored = is_right_to_left()
    anchor = "end" if is_mirrored else "start"
    for place, actor in enumerate(order):
        name = shortened(palette[actor].short_name, NAME)
        room = SWATCH + 1 + width_mm(name, WORDS * POINTS_PER_MM) + 4
        if x + room > width - 20:
            more = figures(tr("and {number} more").format(number=len(order) - place))
            drawn.append(_text(more, width - x if is_mirrored else x, LEGEND_TOP + 2, anchor))
            break
        left, words = (width - x - SWATCH, width - x - SWATCH - 1) if is_mirrored else (x, x + SWATCH + 1)
        drawn.append(
            f'<rect x="{left:.2f}" y="{LEGEND_TOP}" width="{SWATCH}" height="{SWATCH}" fill="{palette[actor].colour}"/>'
        )
        drawn.append(_text(name, words, LEGEND_TOP + 2, anchor))
        x += room
    return "".join(drawn)


def _text(words: str, x: float, y: float, anchor: str = "start") -> str:
    where = f'x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}"'
    return f'<text {where} font-size="{WORDS}" fill="{GREY}">{escape(words)}</text>'


def _line(start: float, end: float, y: float) -> str:
    return f'<path d="M{start:.2f} {y:.2f}H{end:.2f}" stroke="{RULE}" stroke-width="0.15"/>'
