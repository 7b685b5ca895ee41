"""What stands around the main map: title, locator, north and scale, legend."""

from dataclasses import replace
from itertools import product
from typing import List, Optional, Sequence, Tuple

from qgis.core import (
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsNullSymbolRenderer,
    QgsProject,
    QgsVectorLayer,
)

from ..layers.layer_style import put_renderer
from ..qgis_support.translation import tr
from . import texts
from .content import SheetContent
from .framing import (
    LIBYA,
    densified,
    extent,
)
from .legend import APART, CLOSE, LegendEntry, lay_out, new_legend, put_legend
from .main_map import Drawn
from .maps import (
    add_map,
    add_north_arrow,
    add_overview,
    add_scale_bar,
    dress_map,
    set_extent,
)
from .numbering import unlabelled, unlabelled_style
from .page import (
    BODY_SIZE,
    COLUMN,
    GREY,
    MARGIN,
    SUBTITLE_SIZE,
    TITLE_SIZE,
    Page,
)
from .text import fitting, shortened, width_mm

LOCATOR, DETAIL = (31.0, 28.0), (COLUMN - 34.0, 28.0)
LARGE_DETAIL = COLUMN, 38.0
"""Below the locator, where so many markers lie together that they need it."""
STRIP, SCALE_BAR = 8.0, 42.0
BESIDE = LOCATOR[1] + STRIP + 4.0
"""Height of locator, detail, north and scale: they stand above the legend, or beside it on an upright page."""
LEAST_TITLE = 9.0
Corner = Tuple[float, float]
"""Where something begins: millimetres from the starting side and from the top."""


def add_title(page: Page, title: str, content: SheetContent, room: float) -> None:
    """Title and what the sheet covers; a long title is set smaller, and shortened only when that is not enough.

    room: width in mm that is free for it.
    """
    words = shortened(title)
    size = TITLE_SIZE
    while width_mm(words, size, is_bold=True) > room and size > LEAST_TITLE:
        size -= 0.5
    words = fitting(words, room, size, is_bold=True)
    page.label(words, "Title", page.rect(MARGIN, 7.0, room, 8.0), size, is_bold=True)
    page.label(texts.subtitle(content), "Period", page.rect(MARGIN, 15.4, room, 4.5), SUBTITLE_SIZE, colour=GREY)


def add_locator(page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, corner: Corner) -> None:
    """Libya with the outline of the main map, and below it north and scale."""
    left, top = corner
    area = page.rect(left, top, *LOCATOR)
    locator = add_map(page, "Locator", area, (), {})
    dress_locator(locator, drawn)
    set_extent(page, locator, area, extent([densified(LIBYA)], project, *LOCATOR))
    add_overview(locator, main, "#b2182b", "178,24,43,30")
    add_north_and_scale(page, main, (left, top + LOCATOR[1] + 3.5))


def dress_locator(locator: QgsLayoutItemMap, drawn: Drawn) -> None:
    """The base map without names; nothing where there is none."""
    if drawn.below:
        named = [layer for layer in drawn.below if isinstance(layer, QgsVectorLayer)]
        dress_map(locator, drawn.below, {layer.id(): unlabelled_style(layer) for layer in named})
    else:
        # A map that has no layers draws whatever the window shows (QGIS 3.22 to 3.44).
        spare = drawn.layers["waypoints"]
        dress_map(locator, [spare], {spare.id(): _blank_style(spare)})


def _blank_style(layer: QgsVectorLayer) -> str:
    """The layer's present style as XML, in which it draws nothing."""
    document = unlabelled(layer)
    put_renderer(document, QgsNullSymbolRenderer())
    return document.toString()


def add_north_and_scale(page: Page, main: QgsLayoutItemMap, corner: Corner) -> None:
    """A strip with an arrow to the north and a scale bar."""
    left, top = corner
    page.label(tr("N"), "North", page.rect(left, top + 2.2, 3.0, 3.2), BODY_SIZE, is_bold=True)
    add_north_arrow(page, main, page.rect(left + 3.0, top + 0.2, 7.0, 7.0))
    add_scale_bar(page, main, page.rect(left + 12.0, top, SCALE_BAR, STRIP), SCALE_BAR - 10.0)


def add_column_legend(
    page: Page, entries: Sequence[LegendEntry], corner: Corner, room: float
) -> Tuple[Optional[QgsLayoutItemLegend], List[LegendEntry]]:
    """The legend beside or below the map, with as many of its sections as there is room for, and the other entries.

    room: height in mm. The legend is None where not even its first section fits; one without entries always does.
    """
    sections = list(dict.fromkeys(entry.section for entry in entries))
    # For every entry QGIS makes all symbols of its layer; so what is only measured stands in the name of a plain one.
    plain = QgsVectorLayer("Point", "", "memory")
    legend = new_legend(page)
    for kept, apart in product(range(max(1, len(sections)), 0, -1), (APART, CLOSE)):
        shown = [entry for entry in entries if entry.section in sections[:kept]]
        measured = lay_out(legend, page, [replace(entry, layer=plain) for entry in shown], corner, apart=apart)
        if measured.height() <= room:
            put_legend(legend, page, "Legend", lay_out(legend, page, shown, corner, apart=apart))
            return legend, [entry for entry in entries if entry.section not in sections[:kept]]
    return None, list(entries)
