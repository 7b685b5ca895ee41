"""Takes the pictures of a film: one layout, of which map, date and numbers of records change."""

from pathlib import Path
from typing import List, Sequence

from qgis.core import (
    QgsFeedback,
    QgsLayoutExporter,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsPrintLayout,
    QgsProject,
)

from ..model.dates import DateRange
from ..model.language import directed, figures
from ..qgis_support.translation import tr
from .export import SheetError, is_whole, named_by_its_title
from .first_page import STRIP, add_column_legend, add_north_and_scale, add_title
from .flow import GAP
from .legend import add_legend
from .legend_entries import legend_entries
from .main_map import GRID_NAMES, Drawn, add_main_map, frame_main_map, mark_map
from .maps import show_period
from .page import BODY_SIZE, COLUMN, GREY, MARGIN, NOTES_HEIGHT, SMALL_SIZE, TITLE_SIZE, TOP, Page
from .sheet import last_note
from .spec import SheetSpec

PICTURE_MM, DPI = (254.0, 142.875), 192
"""1920 by 1080 pixels."""
DATE = 90.0
KEPT = "Title", "Period", "Notes"
"""Where the last picture explains signs instead of showing the map."""


class Camera:
    """Map frame, legend and projection are those of all records, so that nothing jumps from picture to picture."""

    def __init__(self, project: QgsProject, drawn: Drawn, sheet: SheetSpec) -> None:
        self._content, self._others = drawn.content, []
        self._layout = QgsPrintLayout(project)
        self._layout.initializeDefaults()
        self._layout.renderContext().setDpi(DPI)
        self._page = page = Page.first(self._layout, PICTURE_MM)
        add_title(page, sheet.title or tr("Libya: incidents and movements"), drawn.content, page.inner - DATE)
        self._date = self._corner(page, "Date", 7.0, TITLE_SIZE)
        self._counts = self._corner(page, "Counts", 15.4, BODY_SIZE)
        self._map = self._draw_map(page, project, drawn)
        notes = "\n".join(filter(None, (sheet.notice, last_note(drawn.below, sheet, is_numbered=False))))
        area = page.rect(MARGIN, page.foot + GAP, page.inner, NOTES_HEIGHT)
        page.label(notes, "Notes", area, SMALL_SIZE, colour=GREY)

    def _corner(self, page: Page, name: str, top: float, size: float) -> QgsLayoutItemLabel:
        area = page.rect(MARGIN + page.inner - DATE, top, DATE, size / 2)
        return page.label("", name, area, size, is_bold=True, alignment=page.end)

    def _draw_map(self, page: Page, project: QgsProject, drawn: Drawn) -> QgsLayoutItemMap:
        main = add_main_map(page)
        left, height = page.width - MARGIN - COLUMN, page.foot - TOP
        entries = legend_entries(drawn.shown, drawn.layers, drawn.palette)
        legend, self._others = add_column_legend(page, entries, (left, TOP + STRIP + GAP), height - STRIP - GAP)
        frame_main_map(page, project, main, drawn, height - GRID_NAMES)
        mark_map(main, project, drawn, is_numbered=False)
        if legend is not None:
            # Only now: where its map is given styles, a legend reads them once for every entry.
            legend.setLinkedMap(main)
        add_north_and_scale(page, main, (left, TOP))
        return main

    def shoot(self, periods: Sequence[DateRange], folder: Path, feedback: QgsFeedback) -> List[Path]:
        """A picture for each period, in order, and a last one of the signs for which the legend had no room.

        Raises SheetError when cancelled or where one cannot be written in full.
        """
        taken: List[Path] = []
        for number, period in enumerate(periods, start=1):
            if feedback.isCanceled():
                raise SheetError(tr("Cancelled; nothing was written."))
            show_period(self._map, period)
            self._date.setText(period.display())
            self._counts.setText(directed(self._counted(number, len(periods), period)))
            taken.append(self._take(folder, number))
            feedback.setProgress(90.0 * number / len(periods))
        if self._others:
            self._show_others()
            taken.append(self._take(folder, len(taken) + 1))
        return taken

    def _take(self, folder: Path, number: int) -> Path:
        settings = QgsLayoutExporter.ImageExportSettings()
        settings.dpi = DPI
        picture = folder / f"frame-{number:03}.png"
        with named_by_its_title(self._layout):
            QgsLayoutExporter(self._layout).exportToImage(str(picture), settings)
        if not is_whole(picture):
            words = tr("Picture {number} of the film could not be written in full; free some space on the disk.")
            raise SheetError(words.format(number=number))
        return picture

    def _show_others(self) -> None:
        """Instead of the map, the signs that its legend does not explain."""
        for item in self._layout.items():
            # The paper is an item, too, without a name.
            if isinstance(item, QgsLayoutItem) and item.id() and item.id() not in KEPT:
                item.setVisibility(False)
        add_legend(self._page, self._others, (MARGIN, TOP), int(self._page.inner // (COLUMN / 2)), "Further legend")

    def _counted(self, number: int, count: int, period: DateRange) -> str:
        incidents, movements = (
            sum(record.dates.overlaps(period) for record in records.values())
            for records in (self._content.incidents, self._content.movements)
        )
        words = tr("Incidents: {incidents}  ·  Movements: {movements}  ·  {number} / {count}")
        return figures(words.format(incidents=incidents, movements=movements, number=number, count=count))
