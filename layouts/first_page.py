"""The first page above the tables: title, main map, locator, scale and legend."""

from typing import Dict, List, NamedTuple, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpressionContextUtils,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsMapLayer,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt

from ..layers.palette import Palette
from ..model.dates import DateRange
from ..qgis_support.translation import tr
from . import texts
from .content import SheetContent
from .framing import GEOGRAPHIC, LIBYA, densified, extent, grid_step, named_degrees, projection
from .legend import add_legend
from .legend_entries import Shown, legend_entries
from .maps import add_grid, add_map, add_north_arrow, add_overview, add_scale_bar, set_extent, show_period
from .numbering import (
    INCIDENT_NUMBERS,
    MOVEMENT_NUMBERS,
    PLACE_NAMES,
    as_variable,
    incidents_style,
    movements_style,
    names_of_places,
    numbers_together,
    unlabelled_style,
)
from .page import BODY_SIZE, COLUMN, GREY, GUTTER, INNER, MARGIN, SUBTITLE_SIZE, TITLE_SIZE, TOP, WIDTH, Page
from .text import shortened, width_mm

GRID_NAMES = 4.0
"""Room for the degrees that stand outside the map's frame."""
MAP_WIDTH = INNER - COLUMN - GUTTER - GRID_NAMES
LOCATOR = (34.0, 33.0)
SCALE_HEIGHT = 10.0
CORNER_MM = 5.0
LEGEND_TOP = TOP + LOCATOR[1] + 2.0
LEAST_TITLE = 9.0


class Drawn(NamedTuple):
    """What the sheet is made of: its words, the casefile's layers by table, other layers, and what falls on it."""

    content: SheetContent
    layers: Dict[str, QgsVectorLayer]
    below: List[QgsMapLayer]
    shown: Shown
    palette: Palette


def add_title(page: Page, title: str, content: SheetContent) -> None:
    """Title and what the sheet covers; a long title is set smaller, and shortened only when that is not enough."""
    words = shortened(title)
    size = TITLE_SIZE
    while width_mm(words, size, is_bold=True) > INNER and size > LEAST_TITLE:
        size -= 0.5
    while width_mm(words, size, is_bold=True) > INNER:
        words = shortened(words, len(words) - 4)
    page.label(words, "Title", page.rect(MARGIN, 7.0, INNER, 8.0), size, is_bold=True)
    page.label(texts.subtitle(content), "Period", page.rect(MARGIN, 15.4, INNER, 4.5), SUBTITLE_SIZE, colour=GREY)


def add_main_map(page: Page, drawn: Drawn, period: Optional[DateRange]) -> QgsLayoutItemMap:
    """The map with its layers and labels, drawing only the records of the period; `frame_main_map` gives it its size.

    It comes before anything is measured: without a reference map QGIS 3.22 takes a layout's text for a few per cent
    wider than it is printed.
    """
    layers = drawn.layers
    styles = {
        layers["incidents"].id(): incidents_style(layers["incidents"]),
        layers["movements"].id(): movements_style(layers["movements"]),
    }
    area = page.rect(MARGIN + GRID_NAMES, TOP, MAP_WIDTH, MAP_WIDTH)
    main = add_map(page, "Main map", area, [*layers.values(), *drawn.below], styles)
    show_period(main, period)
    page.layout.setReferenceMap(main)
    return main


def frame_main_map(page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, height: float) -> None:
    """Give the map its height, what it shows, its grid and its numbers."""
    shapes = [feature.geometry() for features in drawn.shown for feature in features]
    bounds = extent(shapes, project, MAP_WIDTH, height)
    set_extent(page, main, page.rect(MARGIN + GRID_NAMES, TOP, MAP_WIDTH, height), bounds)
    metres_per_mm = bounds.width() / MAP_WIDTH
    add_grid(main, grid_step(bounds, project), named_degrees(bounds, project, CORNER_MM * metres_per_mm))
    _write_numbers(page, project, drawn, metres_per_mm)


def _write_numbers(page: Page, project: QgsProject, drawn: Drawn, metres_per_mm: float) -> None:
    """Store on the layout which record bears which number."""
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(GEOGRAPHIC), projection(), project)
    points = {feature["uid"]: feature.geometry().asPoint() for feature in drawn.shown.incidents}
    spots = {
        number: (incident.uid, transform.transform(QgsPointXY(points[incident.uid])))
        for number, incident in drawn.content.incidents.items()
        if incident.uid in points
    }
    moved = {movement.uid: number for number, movement in drawn.content.movements.items()}
    variables = {
        INCIDENT_NUMBERS: as_variable(numbers_together(spots, metres_per_mm)),
        MOVEMENT_NUMBERS: as_variable(moved),
        PLACE_NAMES: as_variable(names_of_places(drawn.content, metres_per_mm)),
    }
    for name, value in variables.items():
        QgsExpressionContextUtils.setLayoutVariable(page.layout, name, value)


def add_locator(page: Page, project: QgsProject, main: QgsLayoutItemMap, below: List[QgsMapLayer]) -> None:
    """Libya with the outline of the main map, and beside it north and scale."""
    x = WIDTH - MARGIN - COLUMN
    bounds = extent([densified(LIBYA)], project, *LOCATOR)
    styles = {layer.id(): unlabelled_style(layer) for layer in below if isinstance(layer, QgsVectorLayer)}
    area = page.rect(x, TOP, *LOCATOR)
    locator = add_map(page, "Locator", area, below, styles)
    set_extent(page, locator, area, bounds)
    add_overview(locator, main)
    beside = x + LOCATOR[0] + 2.0
    width = COLUMN - LOCATOR[0] - 2.0
    add_north_arrow(page, main, page.rect(beside, TOP + 3.5, 9.0, 9.0))
    middle = Qt.AlignmentFlag.AlignHCenter
    page.label(tr("N"), "North", page.rect(beside, TOP, 9.0, 3.2), BODY_SIZE, is_bold=True, alignment=middle)
    add_scale_bar(page, main, page.rect(beside, TOP + LOCATOR[1] - SCALE_HEIGHT, width, SCALE_HEIGHT), width - 8.0)


def add_column_legend(page: Page, drawn: Drawn) -> QgsLayoutItemLegend:
    """The legend under the locator, as high as it needs to be."""
    entries = legend_entries(drawn.shown, drawn.layers, drawn.palette)
    return add_legend(page, entries, page.rect(WIDTH - MARGIN - COLUMN, LEGEND_TOP, COLUMN, 10.0))
