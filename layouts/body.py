"""What stands between title and notes: the map, what explains it, and the tables, arranged as they fit."""

from typing import List, Optional, Sequence, Tuple

from qgis.core import QgsLayoutItemLegend, QgsLayoutItemMap, QgsLayoutItemPicture, QgsProject

from . import texts
from .chart import HEIGHT, LEAST, bars_of, chart_source, chart_titles
from .content import SheetContent
from .first_page import BESIDE, DETAIL, LARGE_DETAIL, add_column_legend, add_locator
from .flow import GAP, Block, Flow
from .legend import LegendEntry, add_legend
from .legend_entries import Signs, legend_entries
from .main_map import CAPTION, GRID_NAMES, Drawn, add_detail, add_main_map, crowded_spots, frame_main_map, mark_map
from .page import COLUMN, GUTTER, MARGIN, TOP, Page
from .ruler import Ruler

LOWEST_MAP = 0.51
"""The least share of the page's height that the map keeps where tables stand on its page."""
MOST_LEGEND = 0.45
"""Share of an upright page that the legend may take from the map; a longer one goes on on the next page."""
DENSE = 5
"""Places that lie on top of each other from which on the detail is a large one."""
LEAST_ROW = 4.0


def draw_body(page: Page, project: QgsProject, drawn: Drawn) -> None:
    """All on one page where it fits; otherwise the map takes the first page and the tables those after it."""
    main = add_main_map(page)
    entries = _explained(drawn)
    draw = _draw_upright if page.is_upright else _draw_across
    others = draw(page, project, main, drawn, entries)
    if others is None:
        return
    flow = Flow(page, page.foot)
    if others:
        columns = int(page.inner // (COLUMN / 2))
        more = add_legend(page, others, (MARGIN, TOP), columns, "Further legend")
        more.setLinkedMap(main)
        flow.put_item(more)
    _draw_chart(page, flow, drawn)
    for row in _long_rows(page, Ruler(page), drawn.content):
        flow.put(row)


def _draw_upright(
    page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, entries: Sequence[LegendEntry]
) -> Sequence[LegendEntry]:
    """The map with all that explains it below; returns the entries for which the legend has no room."""
    legend, others = add_column_legend(page, entries, (MARGIN, TOP), MOST_LEGEND * _whole(page))
    below = max(BESIDE, legend.rect().height() + GAP if legend is not None else 0.0)
    height = _whole(page) - below - GAP
    left, top = MARGIN, TOP + height + GRID_NAMES + GAP
    frame_main_map(page, project, main, drawn, height)
    add_locator(page, project, main, drawn, (left, top))
    _, signs = _draw_detail(page, project, main, drawn, (left, top), below - BESIDE - CAPTION)
    if signs.has_rings:
        _remove(page, legend)
        legend, others = add_column_legend(page, _explained(drawn, signs), (MARGIN, TOP), page.foot - top)
    if legend is not None:
        page.move(legend, page.rect(left + COLUMN + GUTTER, top, legend.rect().width(), legend.rect().height()))
        # Only now: where its map is given styles, a legend reads them once for every entry.
        legend.setLinkedMap(main)
    return others


def _draw_across(
    page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, entries: Sequence[LegendEntry]
) -> Optional[Sequence[LegendEntry]]:
    """The map with all that explains it beside; returns the entries for which the legend has no room.

    None: the tables stand on the page, too, and the sheet is done.
    """
    left, top = corner = page.width - MARGIN - COLUMN, TOP
    room = page.foot - TOP - BESIDE
    legend, others = add_column_legend(page, entries, (left, top + BESIDE), room)
    legend_end = top + BESIDE + (legend.rect().height() if legend is not None else 0.0)
    under_map, under_legend = ([], []) if others else _one_page(page, drawn.content, legend_end)
    height = _whole(page) - sum(block.height + GAP for block in under_map)
    frame_main_map(page, project, main, drawn, height)
    add_locator(page, project, main, drawn, corner)
    is_large, signs = _draw_detail(page, project, main, drawn, corner, 0.0 if under_map else LARGE_DETAIL[1])
    if is_large or signs.has_rings:
        _remove(page, legend)
        taken = LARGE_DETAIL[1] + CAPTION if is_large else 0.0
        told = _explained(drawn, signs)
        legend, others = add_column_legend(page, told, (left, top + BESIDE + taken), room - taken)
        legend_end = top + BESIDE + taken + (legend.rect().height() if legend is not None else 0.0)
    if legend is not None:
        legend.setLinkedMap(main)
    for blocks, begin in ((under_map, TOP + height + GRID_NAMES), (under_legend, legend_end + GAP)):
        flow = Flow(page, begin)
        for block in blocks:
            flow.put([block])
    return None if under_map else others


def _draw_detail(
    page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, corner: Tuple[float, float], room: float
) -> Tuple[bool, Signs]:
    """The detail beside the locator, or, where much lies together and there is room, a large one below it.

    With it the main map is marked, as what the detail shows is numbered there alone.

    corner: of the locator. room: height in mm that is free below it. Returns whether there is the large one, and what
    both maps say.
    """
    crowded = crowded_spots(project, main, drawn)
    left, top = corner
    is_large = room >= DETAIL[1] and len({(round(spot.x()), round(spot.y())) for spot in crowded}) >= DENSE
    if is_large:
        area = page.rect(left, top + BESIDE, LARGE_DETAIL[0], min(room, LARGE_DETAIL[1]))
    else:
        area = page.rect(left + COLUMN - DETAIL[0], top, *DETAIL)
    detail = add_detail(page, project, main, drawn, crowded, area)
    if detail is None:
        return False, mark_map(main, project, drawn)
    return is_large, mark_map(main, project, drawn, detail.bounds).with_those_of(detail.signs)


def _explained(drawn: Drawn, signs: Optional[Signs] = None) -> List[LegendEntry]:
    return legend_entries(drawn.shown, drawn.layers, drawn.palette, signs)


def _remove(page: Page, legend: Optional[QgsLayoutItemLegend]) -> None:
    if legend is not None:
        page.layout.removeLayoutItem(legend)


def _draw_chart(page: Page, flow: Flow, drawn: Drawn) -> None:
    """Heads the pages of tables where there are days to compare."""
    bars = bars_of(drawn.content)
    if len(bars) < LEAST:
        return
    chart = QgsLayoutItemPicture(page.layout)
    # The format has to come with the path: left to guess, QGIS makes an image of some hundred pixels of it (3.22).
    chart.setPicturePath(chart_source(bars, drawn.palette, page.inner), QgsLayoutItemPicture.Format.FormatSVG)
    flow.put_picture(chart, "Chart", chart_titles(bars), HEIGHT)


def _whole(page: Page) -> float:
    """Height of the map that has the page to itself."""
    return page.foot - TOP - GRID_NAMES


def _one_page(page: Page, content: SheetContent, legend_end: float) -> Tuple[List[Block], List[Block]]:
    """The tables under the map and those under the legend; both empty where they do not all fit on one page."""
    room = _whole(page) * (1 - LOWEST_MAP)
    wide = page.inner - COLUMN - GUTTER
    if LEAST_ROW * (len(content.incidents) + len(content.movements)) > room:
        return [], []
    ruler = Ruler(page)
    under_map = [
        Block(page, ruler, table, MARGIN, wide)
        for table in (texts.incidents_table(content), texts.movements_table(content))
    ]
    under_legend = [
        Block(page, ruler, table, MARGIN + wide + GUTTER, COLUMN)
        for table in (texts.unplaced_table(content), texts.sources_table(content))
    ]
    fits = sum(block.height + GAP for block in under_map) <= room
    if fits and legend_end + sum(GAP + block.height for block in under_legend) <= page.foot:
        return under_map, under_legend
    for block in (*under_map, *under_legend):
        block.discard()
    return [], []


def _long_rows(page: Page, ruler: Ruler, content: SheetContent) -> List[List[Block]]:
    """The tables for pages of their own."""
    half = (page.inner - GUTTER) / 2
    return [
        [Block(page, ruler, texts.incidents_table(content))],
        [Block(page, ruler, texts.movements_table(content))],
        [
            Block(page, ruler, texts.unplaced_table(content), MARGIN, half),
            Block(page, ruler, texts.sources_table(content), MARGIN + half + GUTTER, half),
        ],
    ]
