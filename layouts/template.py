"""A sheet on a template of the publisher's own: QGIS's `.qpt` with items of known ids, filled as ours are."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Callable, Dict, Mapping, Optional, Type

from qgis.core import (
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemManualTable,
    QgsLayoutItemMap,
    QgsLayoutItemMapItem,
    QgsLayoutMultiFrame,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
)
from qgis.PyQt.QtXml import QDomDocument

from ..model.language import directed
from ..model.reason_words import reason_of
from ..qgis_support.translation import tr
from . import texts
from .content import SheetContent
from .export import SheetError
from .first_page import dress_locator
from .flow import Block, Flow
from .framing import LIBYA, densified, extent, projection
from .legend import add_legend, fill_legend, needed_size
from .legend_entries import Signs, legend_entries
from .main_map import Drawn, grid_main_map, mark_map, shown_extent
from .maps import GRATICULE
from .page import COLUMN, MARGIN, TOP, Page
from .ruler import EXACT, SPARE, Ruler
from .spec import SheetSpec
from .tables import Column, TableText, fill_table
from .text import literal

NEEDED: Dict[str, Type[QgsLayoutItem]] = {
    "Title": QgsLayoutItemLabel, "Period": QgsLayoutItemLabel, "Main map": QgsLayoutItemMap,
    "Legend": QgsLayoutItemLegend, "Incidents 1": QgsLayoutFrame, "Movements 1": QgsLayoutFrame,
    "Not on the map 1": QgsLayoutFrame, "Sources 1": QgsLayoutFrame, "Notes 1": QgsLayoutItemLabel,
}
"""What a sheet may not be without: id → kind of item; a frame is one of a manual table."""
_NUMBER = re.compile(r" [0-9]+$")
LEFT_OVER = ("Detail", "Detail caption", "Chart", "Chart 1", "Chart 2", "Further legend")
"""What a sheet of ours that was saved as a template holds besides, and what another week has no use for."""


def template_layout(project: QgsProject, path: Path) -> QgsPrintLayout:
    """The layout in the template; raises SheetError where it cannot be read or lacks an item that is needed."""
    layout, document = QgsPrintLayout(project), QDomDocument()
    layout.initializeDefaults()
    try:
        is_xml, *_ = document.setContent(path.read_bytes())
    except OSError as error:
        words = tr("The template '{path}' cannot be read: {reason}; choose another, or none.")
        raise SheetError(words.format(path=path, reason=reason_of(error))) from error
    if not (is_xml and layout.loadFromTemplate(document, QgsReadWriteContext(), True)[1]):
        words = tr("'{path}' is no template of a QGIS layout (.qpt); choose another, or none.")
        raise SheetError(words.format(path=path))
    missing = [name for name, kind in NEEDED.items() if not _is_of(layout.itemById(name), kind)]
    if missing:
        words = tr("The template '{name}' has no {ids}; give these ids to its items, or choose another template.")
        raise SheetError(words.format(name=path.name, ids=", ".join(f"'{one}'" for one in missing)))
    return layout


def _is_of(item: Optional[QgsLayoutItem], kind: Type[QgsLayoutItem]) -> bool:
    is_kind = isinstance(item, kind)
    return is_kind and (kind is not QgsLayoutFrame or isinstance(item.multiFrame(), QgsLayoutItemManualTable))


def fill(layout: QgsPrintLayout, project: QgsProject, drawn: Drawn, spec: SheetSpec, words: Mapping[str, str]) -> None:
    """Let the items with known ids say and show what a sheet of ours would; all others stay as they are.

    words: id of a label → what it says; a label whose id goes on with a number says the same.
    """
    for item in [item for item in layout.items() if isinstance(item, QgsLayoutItem)]:
        said = words.get(_NUMBER.sub("", item.id())) if isinstance(item, QgsLayoutItemLabel) else None
        if said is not None:
            item.setText("\n".join(map(directed, literal(said).split("\n"))))
        elif item.id() in LEFT_OVER:
            layout.removeLayoutItem(item)
    page = Page.of(layout)
    signs = _fill_maps(page, project, drawn, spec)
    flow = Flow(page, page.foot)
    _fill_legend(page, drawn, signs, flow)
    _fill_tables(page, drawn.content, flow)


def _fill_legend(page: Page, drawn: Drawn, signs: Signs, flow: Flow) -> None:
    """As many whole sections as there is room for; the others on a page of their own at the end."""
    legend, main = page.layout.itemById("Legend"), page.layout.itemById("Main map")
    legend.setResizeToContents(False)
    legend.setAutoUpdateModel(False)
    legend.setLegendFilterByMapEnabled(False)
    room = legend.rect()
    columns = max(1, int(room.width() // (COLUMN / 2)))
    entries = legend_entries(drawn.shown, drawn.layers, drawn.palette, signs)
    sections = list(dict.fromkeys(entry.section for entry in entries))
    for kept in range(len(sections), -1, -1):
        fill_legend(legend, [entry for entry in entries if entry.section in sections[:kept]], columns)
        if needed_size(legend).height() <= room.height() + EXACT:
            break
    legend.setLinkedMap(main)
    others = [entry for entry in entries if entry.section not in sections[:kept]]
    if others:
        more = add_legend(page, others, (MARGIN, TOP), int(page.inner // (COLUMN / 2)), "Further legend")
        more.setLinkedMap(main)
        flow.put_item(more)


def _fill_maps(page: Page, project: QgsProject, drawn: Drawn, spec: SheetSpec) -> Signs:
    """Returns what the main map says."""
    layout = page.layout
    main, locator, size = layout.itemById("Main map"), layout.itemById("Locator"), layout.itemById("Main map").rect()
    main.setCrs(projection())
    main.zoomToExtent(shown_extent(project, drawn, size.width(), size.height()))
    signs = mark_map(main, project, drawn)
    if any(grid.name() == GRATICULE for grid in main.grids().asList()):
        _without(main.grids(), lambda grid: grid.name() == GRATICULE)
        grid_main_map(page, project, main, main.extent().width() / size.width())
    _without(main.overviews(), lambda overview: overview.linkedMap() is None)
    layout.setReferenceMap(main)
    if isinstance(locator, QgsLayoutItemMap):
        dress_locator(locator, drawn)
        locator.zoomToExtent(extent([densified(LIBYA)], project, locator.rect().width(), locator.rect().height()))
    return signs


def _without(items: object, is_unwanted: Callable[[QgsLayoutItemMapItem], bool]) -> None:
    """Take grids or overviews off a map."""
    for item in items.asList():
        if is_unwanted(item):
            items.removeItem(item.id())


def _fill_tables(page: Page, content: SheetContent, flow: Flow) -> None:
    """As many rows as the table's frames have room for; the others on pages of their own at the end."""
    ruler = Ruler(page)
    for text in (
        texts.incidents_table(content), texts.movements_table(content), texts.unplaced_table(content),
        texts.sources_table(content),
    ):
        table: QgsLayoutItemManualTable = page.layout.itemById(f"{text.name} 1").multiFrame()
        rows = _fill_table(page, ruler, table, text)
        if rows < len(text.rows):
            heading = tr("{heading} (continued)").format(heading=text.heading)
            rest = replace(text, name=f"{text.name} continued", heading=heading, rows=text.rows[rows:])
            flow.put([Block(page, ruler, rest)])


def _fill_table(page: Page, ruler: Ruler, table: QgsLayoutItemManualTable, text: TableText) -> int:
    """Fill the frames that the table has, with the words that stand for no rows where there are none.

    Returns how many rows it shows.
    """
    frames = [table.frame(number).rect() for number in range(table.frameCount())]
    table.setResizeMode(QgsLayoutMultiFrame.ResizeMode.UseExistingFrames)
    if not text.rows:
        text = replace(text, columns=(Column("", 1),), rows=((text.empty,),))
        fill_table(table, page, text, frames[0].width())
        table.setIncludeTableHeader(False)
        return 0
    fill_table(table, page, text, frames[0].width())
    header, heights, shown = ruler.header(table), ruler.rows(table), 0
    for frame in frames:
        room = frame.height() - header - SPARE
        while shown < len(heights) and heights[shown] <= room + EXACT:
            room -= heights[shown]
            shown += 1
    fill_table(table, page, replace(text, rows=text.rows[:shown]), frames[0].width())
    table.setIncludeTableHeader(True)
    # The ruler knows our letters; in larger ones of the template's QGIS would leave out the last rows without a word.
    while shown and table.totalSize().height() > sum(frame.height() for frame in frames) + SPARE:
        shown -= 1
        fill_table(table, page, replace(text, rows=text.rows[:shown]), frames[0].width())
    table.recalculateFrameSizes()
    return shown
