"""One sheet: A4 landscape with map, locator, legend, tables and notes, as an ordinary QGIS layout."""

from datetime import date
from typing import Iterable, List, Optional, Tuple

from qgis.core import QgsMapLayer, QgsPrintLayout, QgsProject

from ..casefile.repository import Casefile
from ..layers.palette import Palette
from ..model.dates import DateRange
from ..qgis_support.translation import tr
from . import texts
from .case_layers import case_layers, layers_below, shown_features
from .content import SheetContent, gather
from .export import DPI
from .first_page import (
    GRID_NAMES,
    LEGEND_TOP,
    Drawn,
    add_column_legend,
    add_detail,
    add_locator,
    add_main_map,
    add_title,
    frame_main_map,
)
from .flow import GAP, Block, Flow
from .page import COLUMN, FOOT, GREY, GUTTER, INNER, MARGIN, SMALL_SIZE, TOP, Page
from .ruler import Ruler
from .text import shortened

LOWEST_MAP = 84.0
WHOLE_PAGE = FOOT - TOP - GRID_NAMES
"""Heights of the map: the least beside which tables stand on its page, and the page to itself."""
LEAST_ROW = 4.0
NOTES_HEIGHT = 15.0
PAGE_WORDS, LINE = 30.0, 3.0
PAGE_WORDS_TOPS = (16.0, 8.5)
"""Where the page number stands: beside the period on the first page, at the top of the others."""
RUNNING_TITLE = 90


def build_sheet(
    project: QgsProject,
    casefile: Casefile,
    period: Optional[DateRange] = None,
    title: str = "",
    produced: Optional[date] = None,
) -> QgsPrintLayout:
    """Lay out the records of a period (all of them without one) and add the layout to the project.

    What the period excludes is on no page and in no picture. The layers wear their usual styles in the project; the
    numbers on the map belong to the layout. produced: the day printed on the sheet, today if left out, so that the
    same casefile, period and day give the same sheet. Must run in the main thread.
    """
    content = gather(
        list(casefile.incidents(period)), list(casefile.movements(period)),
        {source.uid: source for source in casefile.sources()}, casefile.actors(), period,
    )
    layers = case_layers(project, casefile)
    palette = Palette.of_file(casefile.table_uri("actors"))
    drawn = Drawn(content, layers, layers_below(project, layers), shown_features(layers, content, period), palette)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.renderContext().setDpi(DPI)
    layout.setName(_free_name(project, content))
    page = Page(layout)
    add_title(page, title or tr("Libya: incidents and movements"), content)
    _draw_body(page, project, drawn, period)
    _draw_notes(page, drawn.below, produced or date.today())
    _draw_running_titles(page, title or tr("Libya: incidents and movements"), content)
    project.layoutManager().addLayout(layout)
    return layout


def _draw_body(page: Page, project: QgsProject, drawn: Drawn, period: Optional[DateRange]) -> None:
    """All on one page where it fits; otherwise the map takes the first page and the tables those after it."""
    main = add_main_map(page, drawn, period)
    legend = add_column_legend(page, drawn)
    legend_end = LEGEND_TOP + legend.rect().height()
    ruler = Ruler(page)
    under_map, under_legend = _one_page(page, ruler, drawn.content, legend_end)
    height = WHOLE_PAGE - sum(block.height + GAP for block in under_map)
    frame_main_map(page, project, main, drawn, height)
    legend.setLinkedMap(main)
    add_locator(page, project, main, drawn.below)
    add_detail(page, project, main, drawn, period)
    if under_map:
        for blocks, top in ((under_map, TOP + height + GRID_NAMES), (under_legend, legend_end + GAP)):
            flow = Flow(page, top)
            for block in blocks:
                flow.put([block])
        return
    flow = Flow(page, FOOT)
    if legend_end > FOOT:
        flow.put_item(legend)
    for row in _long_rows(page, ruler, drawn.content):
        flow.put(row)


def _one_page(
    page: Page, ruler: Ruler, content: SheetContent, legend_end: float
) -> Tuple[List[Block], List[Block]]:
    """The tables under the map and those under the legend; both empty where they do not all fit on one page."""
    room = WHOLE_PAGE - LOWEST_MAP
    wide = INNER - COLUMN - GUTTER
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
    if fits and legend_end + sum(GAP + block.height for block in under_legend) <= FOOT:
        return under_map, under_legend
    for block in (*under_map, *under_legend):
        block.discard()
    return [], []


def _long_rows(page: Page, ruler: Ruler, content: SheetContent) -> List[List[Block]]:
    """The tables for pages of their own."""
    half = (INNER - GUTTER) / 2
    return [
        [Block(page, ruler, texts.incidents_table(content))],
        [Block(page, ruler, texts.movements_table(content))],
        [
            Block(page, ruler, texts.unplaced_table(content), MARGIN, half),
            Block(page, ruler, texts.sources_table(content), MARGIN + half + GUTTER, half),
        ],
    ]


def _draw_notes(page: Page, below: List[QgsMapLayer], produced: date) -> None:
    """Under every page the same notes, and which page it is."""
    words = f"{texts.grading_key()}\n{texts.notes(_credits(below), produced)}"
    for number in range(page.layout.pageCollection().pageCount()):
        page.rule(f"Notes rule {number + 1}", FOOT + 0.6, number)
        area = page.rect(MARGIN, FOOT + 1.4, INNER, NOTES_HEIGHT)
        page.label(words, f"Notes {number + 1}", area, SMALL_SIZE, number=number, colour=GREY)
        _draw_page_number(page, number)


def _draw_running_titles(page: Page, title: str, content: SheetContent) -> None:
    """What the sheet is called, on the pages after the first."""
    words = f"{shortened(title, RUNNING_TITLE)}  ·  {texts.subtitle(content)}"
    for number in range(1, page.layout.pageCollection().pageCount()):
        area = page.rect(MARGIN, PAGE_WORDS_TOPS[1], INNER - PAGE_WORDS, LINE)
        page.label(words, f"Running title {number + 1}", area, SMALL_SIZE, number=number, colour=GREY)


def _draw_page_number(page: Page, number: int) -> None:
    """The only text of a sheet that is an expression: it stays right when a page is added by hand."""
    words = tr("Page {number} of {count}").format(number="[% @layout_page %]", count="[% @layout_numpages %]")
    area = page.rect(MARGIN + INNER - PAGE_WORDS, PAGE_WORDS_TOPS[min(number, 1)], PAGE_WORDS, LINE)
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
