"""One sheet with map, locator, legend, tables and notes, as an ordinary QGIS layout."""

from datetime import date
from typing import Iterable, List, Optional, Sequence, Tuple

from qgis.core import QgsLayoutItemMap, QgsLayoutItemPicture, QgsMapLayer, QgsPrintLayout, QgsProject

from ..casefile.repository import Casefile
from ..layers.palette import Palette
from ..model.direction import isolated
from ..model.language import speaking
from ..model.record_filter import RecordFilter
from ..qgis_support.translation import tr
from . import texts
from .case_layers import case_layers, layers_below, shown_features
from .chart import HEIGHT, LEAST, bars_of, chart_source, chart_titles
from .content import SheetContent, content_of
from .export import DPI
from .first_page import (
    BESIDE,
    CAPTION,
    DETAIL,
    GRID_NAMES,
    LARGE_DETAIL,
    Drawn,
    add_column_legend,
    add_detail,
    add_locator,
    add_main_map,
    add_title,
    crowded_spots,
    frame_main_map,
)
from .flow import GAP, Block, Flow
from .legend import LegendEntry, add_legend
from .legend_entries import legend_entries
from .page import COLUMN, GREY, GUTTER, MARGIN, SMALL_SIZE, TOP, Page
from .publisher import add_publisher
from .ruler import Ruler
from .spec import USUAL, SheetSpec
from .text import in_numerals, shortened

LOWEST_MAP = 0.51
"""The least share of the page's height that the map keeps where tables stand on its page."""
MOST_LEGEND = 0.45
"""Share of an upright page that the legend may take from the map; a longer one gets a page of its own."""
DENSE = 5
"""Places that lie on top of each other from which on the detail is a large one."""
LEAST_ROW = 4.0
NOTES_HEIGHT = 15.0
PAGE_WORDS, LINE = 30.0, 3.0
PAGE_WORDS_TOPS = (16.0, 8.5)
"""Where the page number stands: beside the period on the first page, at the top of the others."""
RUNNING_TITLE, DISCLAIMER = 90, 300
"""Most characters."""


def build_sheet(project: QgsProject, casefile: Casefile, spec: SheetSpec = USUAL) -> QgsPrintLayout:
    """Lay out the records asked for and add the layout to the project.

    What the filter excludes is on no page and in no picture. The layers wear their usual styles in the project; the
    numbers on the map belong to the layout. Raises SheetError for a logo that is no picture. Must run in the main
    thread.
    """
    with speaking(spec.language, spec.numerals):
        return _build(project, casefile, spec)


def _build(project: QgsProject, casefile: Casefile, spec: SheetSpec) -> QgsPrintLayout:
    wanted = spec.wanted
    content = content_of(casefile, wanted)
    layers = case_layers(project, casefile)
    palette = Palette.of_file(casefile.table_uri("actors"))
    shown = shown_features(layers, content, wanted.period)
    drawn = Drawn(content, layers, layers_below(project, layers), shown, palette)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.renderContext().setDpi(DPI)
    layout.setName(_free_name(project, content))
    page = Page(layout, spec.size)
    title = spec.title or tr("Libya: incidents and movements")
    add_title(page, title, content, page.inner - add_publisher(page, spec))
    _draw_body(page, project, drawn, wanted)
    _draw_notes(page, drawn.below, spec)
    _draw_running_titles(page, title, content)
    project.layoutManager().addLayout(layout)
    return layout


def _draw_body(page: Page, project: QgsProject, drawn: Drawn, wanted: RecordFilter) -> None:
    """All on one page where it fits; otherwise the map takes the first page and the tables those after it."""
    main = add_main_map(page, drawn, wanted)
    entries = legend_entries(drawn.shown, drawn.layers, drawn.palette)
    draw = _draw_upright if page.is_upright else _draw_across
    others = draw(page, project, main, drawn, wanted, entries)
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
    page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, wanted: RecordFilter,
    entries: Sequence[LegendEntry],
) -> Sequence[LegendEntry]:
    """The map with all that explains it below; returns the entries for which the legend has no room."""
    legend, others = add_column_legend(page, entries, (MARGIN, TOP), MOST_LEGEND * _whole(page))
    below = max(BESIDE, legend.rect().height() + GAP if legend is not None else 0.0)
    height = _whole(page) - below - GAP
    left, top = MARGIN, TOP + height + GRID_NAMES + GAP
    if legend is not None:
        page.move(legend, page.rect(left + COLUMN + GUTTER, top, legend.rect().width(), legend.rect().height()))
        legend.setLinkedMap(main)
    frame_main_map(page, project, main, drawn, height)
    add_locator(page, project, main, drawn.below, (left, top))
    room = below - BESIDE - CAPTION
    _draw_detail(page, project, main, drawn, wanted, (left, top), is_room=room >= LARGE_DETAIL[1])
    return others


def _draw_across(
    page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, wanted: RecordFilter,
    entries: Sequence[LegendEntry],
) -> Optional[Sequence[LegendEntry]]:
    """The map with all that explains it beside; returns the entries for which the legend has no room.

    None: the tables stand on the page, too, and the sheet is done.
    """
    left, top = corner = page.width - MARGIN - COLUMN, TOP
    room = page.foot - TOP - BESIDE
    legend, others = add_column_legend(page, entries, (left, top + BESIDE), room)
    legend_end = top + BESIDE + (legend.rect().height() if legend is not None else 0.0)
    under_map, under_legend = ([], []) if others else _one_page(page, Ruler(page), drawn.content, legend_end)
    height = _whole(page) - sum(block.height + GAP for block in under_map)
    frame_main_map(page, project, main, drawn, height)
    add_locator(page, project, main, drawn.below, corner)
    is_large = _draw_detail(page, project, main, drawn, wanted, corner, is_room=not under_map)
    if is_large:
        if legend is not None:
            page.layout.removeLayoutItem(legend)
        taken = LARGE_DETAIL[1] + CAPTION
        legend, others = add_column_legend(page, entries, (left, top + BESIDE + taken), room - taken)
    if legend is not None:
        legend.setLinkedMap(main)
    for blocks, begin in ((under_map, TOP + height + GRID_NAMES), (under_legend, legend_end + GAP)):
        flow = Flow(page, begin)
        for block in blocks:
            flow.put([block])
    return None if under_map else others


def _draw_detail(
    page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, wanted: RecordFilter,
    corner: Tuple[float, float], *, is_room: bool,
) -> bool:
    """The detail beside the locator, or, where much lies together and there is room, a large one below it.

    corner: of the locator. Returns whether it is the large one.
    """
    spots = {(round(spot.x()), round(spot.y())) for spot in crowded_spots(page, project, main, drawn)}
    left, top = corner
    is_large = is_room and len(spots) >= DENSE
    if is_large:
        area = page.rect(left, top + BESIDE, *LARGE_DETAIL)
    else:
        area = page.rect(left + COLUMN - DETAIL[0], top, *DETAIL)
    add_detail(page, project, main, drawn, wanted, area)
    return is_large


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


def _one_page(
    page: Page, ruler: Ruler, content: SheetContent, legend_end: float
) -> Tuple[List[Block], List[Block]]:
    """The tables under the map and those under the legend; both empty where they do not all fit on one page."""
    room = _whole(page) * (1 - LOWEST_MAP)
    wide = page.inner - COLUMN - GUTTER
    if LEAST_ROW * (len(content.incidents) + len(content.movements)) > room:
        return [], []
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


def _draw_notes(page: Page, below: List[QgsMapLayer], spec: SheetSpec) -> None:
    """Under every page the same notes, and which page it is."""
    notes = texts.notes(_credits(below), spec.produced or date.today())
    last = f"{notes} {shortened(spec.disclaimer, DISCLAIMER)}".strip()
    words = "\n".join(filter(None, (" ".join(spec.notices), texts.grading_key(), last)))
    for number in range(page.layout.pageCollection().pageCount()):
        page.rule(f"Notes rule {number + 1}", page.foot + 0.6, number)
        area = page.rect(MARGIN, page.foot + 1.4, page.inner, NOTES_HEIGHT)
        page.label(words, f"Notes {number + 1}", area, SMALL_SIZE, number=number, colour=GREY)
        _draw_page_number(page, number)


def _draw_running_titles(page: Page, title: str, content: SheetContent) -> None:
    """What the sheet is called, on the pages after the first."""
    words = f"{isolated(shortened(title, RUNNING_TITLE))}  ·  {texts.subtitle(content)}"
    for number in range(1, page.layout.pageCollection().pageCount()):
        area = page.rect(MARGIN, PAGE_WORDS_TOPS[1], page.inner - PAGE_WORDS, LINE)
        page.label(words, f"Running title {number + 1}", area, SMALL_SIZE, number=number, colour=GREY)


def _draw_page_number(page: Page, number: int) -> None:
    """The only text of a sheet that is an expression: it stays right when a page is added by hand."""
    here, all_of_them = (f"[% {in_numerals(name)} %]" for name in ("@layout_page", "@layout_numpages"))
    words = tr("Page {number} of {count}").format(number=here, count=all_of_them)
    area = page.rect(MARGIN + page.inner - PAGE_WORDS, PAGE_WORDS_TOPS[min(number, 1)], PAGE_WORDS, LINE)
    page.label(
        words, f"Page {number + 1}", area, SMALL_SIZE, number=number, colour=GREY, alignment=page.end, is_template=True
    )


def _credits(below: Iterable[QgsMapLayer]) -> List[str]:
    """Whose maps are below the records, each once; a layer that names nobody is called by its own name."""
    named = [", ".join(layer.metadata().rights()) or layer.name() for layer in below]
    return list(dict.fromkeys(named))


def _free_name(project: QgsProject, content: SheetContent) -> str:
    """A name that no layout of the project bears; an earlier sheet, which may have been edited, is kept."""
    span = content.period.display() if content.period else tr("no records")
    name = wanted = tr("Incident sheet {period}").format(period=span)
    number = 1
    while project.layoutManager().layoutByName(name) is not None:
        number += 1
        name = f"{wanted} ({number})"
    return name
