"""The first page above the tables: title, main map, locator, scale and legend."""

from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpressionContextUtils,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsMapLayer,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF

from ..layers.palette import Palette
from ..model.language import figures
from ..model.record_filter import RecordFilter
from ..qgis_support.translation import tr
from . import texts
from .content import SheetContent
from .framing import (
    GEOGRAPHIC,
    LIBYA,
    SMALLEST,
    crowd,
    densified,
    extent,
    grid_step,
    named_degrees,
    projected,
    projection,
)
from .legend import LegendEntry, add_legend
from .legend_entries import Shown
from .map_language import names_in_language
from .maps import add_grid, add_map, add_north_arrow, add_overview, add_scale_bar, set_extent, show_period
from .numbering import (
    DETAIL_NUMBERS,
    INCIDENT_NUMBERS,
    MARKER_MM,
    MOVEMENT_NUMBERS,
    PLACE_NAMES,
    as_variable,
    filtered_style,
    incidents_style,
    movements_style,
    names_of_places,
    numbers_together,
    unlabelled_style,
)
from .page import (
    BODY_SIZE,
    COLUMN,
    GREY,
    GUTTER,
    MARGIN,
    SMALL_SIZE,
    SUBTITLE_SIZE,
    TITLE_SIZE,
    TOP,
    Page,
)
from .text import shortened, width_mm

GRID_NAMES = 4.0
"""Room for the degrees that stand outside the map's frame."""
LOCATOR, DETAIL = (31.0, 28.0), (COLUMN - 34.0, 28.0)
LARGE_DETAIL = COLUMN, 38.0
"""Below the locator, where so many markers lie together that they need it."""
CAPTION = 3.0
STRIP, SCALE_BAR = 8.0, 42.0
CORNER_MM = 5.0
BESIDE = LOCATOR[1] + STRIP + 4.0
"""Height of locator, detail, north and scale: they stand above the legend, or beside it on an upright page."""
LEAST_GAIN = 2.0
"""How many times larger than the main map a detail has to be."""
LEAST_TITLE = 9.0
Corner = Tuple[float, float]
"""Where something begins: millimetres from the starting side and from the top."""


class Drawn(NamedTuple):
    """What the sheet is made of: its words, the casefile's layers by table, other layers, and what falls on it."""

    content: SheetContent
    layers: Dict[str, QgsVectorLayer]
    below: List[QgsMapLayer]
    shown: Shown
    palette: Palette


def map_width(page: Page) -> float:
    """How wide the main map is, without the degrees beside it."""
    return page.inner - GRID_NAMES - (0.0 if page.is_upright else COLUMN + GUTTER)


def add_title(page: Page, title: str, content: SheetContent, room: float) -> None:
    """Title and what the sheet covers; a long title is set smaller, and shortened only when that is not enough.

    room: width in mm that is free for it.
    """
    words = shortened(title)
    size = TITLE_SIZE
    while width_mm(words, size, is_bold=True) > room and size > LEAST_TITLE:
        size -= 0.5
    while width_mm(words, size, is_bold=True) > room:
        words = shortened(words, len(words) - 4)
    page.label(words, "Title", page.rect(MARGIN, 7.0, room, 8.0), size, is_bold=True)
    page.label(texts.subtitle(content), "Period", page.rect(MARGIN, 15.4, room, 4.5), SUBTITLE_SIZE, colour=GREY)


def add_main_map(page: Page, drawn: Drawn, wanted: RecordFilter) -> QgsLayoutItemMap:
    """The map with its layers and labels, drawing only what the filter asks for; `frame_main_map` gives it its size.

    It comes before anything is measured: without a reference map QGIS 3.22 takes a layout's text for a few per cent
    wider than it is printed.
    """
    width = map_width(page)
    area = page.rect(MARGIN + GRID_NAMES, TOP, width, width)
    layers = [*drawn.layers.values(), *drawn.below]
    main = add_map(page, "Main map", area, layers, _styles(drawn, wanted, INCIDENT_NUMBERS))
    show_period(main, wanted.period)
    page.layout.setReferenceMap(main)
    return main


def _styles(drawn: Drawn, wanted: RecordFilter, numbers: str) -> Dict[str, str]:
    """Layer id → what the layer wears on the sheet."""
    layers = drawn.layers
    return {
        **names_in_language(drawn.below),
        layers["incidents"].id(): incidents_style(layers["incidents"], wanted, numbers),
        layers["movements"].id(): movements_style(layers["movements"], wanted),
        **{
            layers[table].id(): filtered_style(layers[table], table, wanted)
            for table in ("waypoints", "location_areas")
        },
    }


def frame_main_map(page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, height: float) -> None:
    """Give the map its height, what it shows, its grid and its numbers."""
    shapes = [feature.geometry() for features in drawn.shown for feature in features]
    width = map_width(page)
    bounds = extent(shapes, project, width, height)
    set_extent(page, main, page.rect(MARGIN + GRID_NAMES, TOP, width, height), bounds)
    metres_per_mm = bounds.width() / width
    add_grid(page, main, grid_step(bounds, project), named_degrees(bounds, project, CORNER_MM * metres_per_mm))
    moved = {movement.uid: number for number, movement in drawn.content.movements.items()}
    _write(page, {
        INCIDENT_NUMBERS: numbers_together(_spots(project, drawn), metres_per_mm),
        MOVEMENT_NUMBERS: moved,
        PLACE_NAMES: names_of_places(drawn.content, metres_per_mm),
    })


def _spots(project: QgsProject, drawn: Drawn) -> Dict[str, Tuple[str, QgsPointXY]]:
    """Number → uid and point in metres of the sheet's projection, for what has a marker."""
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(GEOGRAPHIC), projection(), project)
    points = {feature["uid"]: feature.geometry().asPoint() for feature in drawn.shown.incidents}
    return {
        number: (incident.uid, transform.transform(QgsPointXY(points[incident.uid])))
        for number, incident in drawn.content.incidents.items()
        if incident.uid in points
    }


def _write(page: Page, labels: Mapping[str, Mapping[str, str]]) -> None:
    """Store on the layout, under the name of each kind of label, what is written beside which record."""
    for name, written in labels.items():
        QgsExpressionContextUtils.setLayoutVariable(page.layout, name, as_variable(written))


def add_locator(
    page: Page, project: QgsProject, main: QgsLayoutItemMap, below: List[QgsMapLayer], corner: Corner
) -> None:
    """Libya with the outline of the main map, and below it north and scale."""
    left, top = corner
    area = page.rect(left, top, *LOCATOR)
    styles = {layer.id(): unlabelled_style(layer) for layer in below if isinstance(layer, QgsVectorLayer)}
    locator = add_map(page, "Locator", area, below, styles)
    set_extent(page, locator, area, extent([densified(LIBYA)], project, *LOCATOR))
    add_overview(locator, main, "#b2182b", "178,24,43,30")
    add_north_and_scale(page, main, (left, top + LOCATOR[1] + 3.5))


def add_north_and_scale(page: Page, main: QgsLayoutItemMap, corner: Corner) -> None:
    """A strip with an arrow to the north and a scale bar."""
    left, top = corner
    page.label(tr("N"), "North", page.rect(left, top + 2.2, 3.0, 3.2), BODY_SIZE, is_bold=True)
    add_north_arrow(page, main, page.rect(left + 3.0, top + 0.2, 7.0, 7.0))
    add_scale_bar(page, main, page.rect(left + 12.0, top, SCALE_BAR, STRIP), SCALE_BAR - 10.0)


def add_detail(
    page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, wanted: RecordFilter,
    crowded: Sequence[QgsPointXY], area: QRectF,
) -> bool:
    """A second map of where markers lie on top of each other; none where they do not, or where it would not help.

    What it shows is numbered there and no longer on the main map, which has no room for it. Returns whether there is
    one.
    """
    if not crowded:
        return False
    metres_per_mm = main.extent().width() / map_width(page)
    bounds = _detail_bounds(project, drawn, crowded, metres_per_mm, area.width() / area.height())
    if bounds.width() / area.width() * LEAST_GAIN > metres_per_mm:
        return False
    layers = [*drawn.layers.values(), *drawn.below]
    detail = add_map(page, "Detail", area, layers, _styles(drawn, wanted, DETAIL_NUMBERS))
    set_extent(page, detail, area, bounds)
    show_period(detail, wanted.period)
    spots = _spots(project, drawn)
    elsewhere = {number: spot for number, spot in spots.items() if not bounds.contains(spot[1])}
    _write(page, {
        DETAIL_NUMBERS: numbers_together(spots, bounds.width() / area.width()),
        INCIDENT_NUMBERS: numbers_together(elsewhere, metres_per_mm),
    })
    add_overview(main, detail, "#9a9a9a")
    words = figures(tr("Detail: {km:.0f} km across, numbered here").format(km=bounds.width() / 1000))
    caption = QRectF(area.left(), area.bottom() + 0.4, area.width(), CAPTION)
    page.label(words, "Detail caption", caption, SMALL_SIZE, colour=GREY, alignment=page.end)
    return True


def crowded_spots(page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn) -> List[QgsPointXY]:
    """The points, in metres, of the most markers that lie on top of each other on the main map."""
    metres_per_mm = main.extent().width() / map_width(page)
    return crowd([point for _, point in _spots(project, drawn).values()], MARKER_MM * metres_per_mm)


def _detail_bounds(
    project: QgsProject, drawn: Drawn, crowded: Sequence[QgsPointXY], metres_per_mm: float, shape: float
) -> QgsRectangle:
    """What a detail of that shape (width by height) shows: the crowded markers, and the movements as small as that."""
    bounds = QgsRectangle(crowded[0], crowded[0])
    for point in crowded[1:]:
        bounds.combineExtentWith(point.x(), point.y())
    around = bounds.buffered(2 * MARKER_MM * metres_per_mm)
    for feature in drawn.shown.movements:
        line = projected([feature.geometry()], project)
        if around.contains(line):
            bounds.combineExtentWith(line)
    # Half a marker more on each side than the padding alone, as markers do not shrink with the map.
    across = max(bounds.width(), bounds.height() * shape) * 1.7
    across = max(across, SMALLEST)
    return QgsRectangle.fromCenterAndSize(bounds.center(), across, across / shape)


def add_column_legend(
    page: Page, entries: Sequence[LegendEntry], corner: Corner, room: float
) -> Tuple[Optional[QgsLayoutItemLegend], List[LegendEntry]]:
    """The legend beside or below the map, with as many of its sections as there is room for, and the other entries.

    room: height in mm. The legend is None where not even its first section fits; one without entries always does.
    """
    sections = list(dict.fromkeys(entry.section for entry in entries))
    for kept in range(max(1, len(sections)), 0, -1):
        shown = [entry for entry in entries if entry.section in sections[:kept]]
        legend = add_legend(page, shown, corner)
        if legend.rect().height() <= room:
            return legend, [entry for entry in entries if entry.section not in sections[:kept]]
        page.layout.removeLayoutItem(legend)
    return None, list(entries)
