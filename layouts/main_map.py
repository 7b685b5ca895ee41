"""The main map of a sheet and the detail beside it: what they show, and what is numbered on which."""

from typing import Dict, List, Mapping, NamedTuple, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpressionContextUtils,
    QgsLayoutItemMap,
    QgsMapLayer,
    QgsPointXY,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF

from ..layers.palette import Palette
from ..model.language import figures
from ..model.record_filter import RecordFilter
from ..qgis_support.translation import tr
from .content import SheetContent
from .framing import (
    GEOGRAPHIC,
    SMALLEST,
    crowd,
    extent,
    grid_step,
    named_degrees,
    projected,
    projection,
)
from .legend_entries import Shown
from .map_language import names_in_language
from .maps import (
    add_grid,
    add_map,
    add_overview,
    dress_map,
    set_extent,
    show_period,
)
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
)
from .page import (
    COLUMN,
    GREY,
    GUTTER,
    MARGIN,
    SMALL_SIZE,
    TOP,
    Page,
)

GRID_NAMES = 4.0
"""Room for the degrees that stand outside the map's frame."""
CAPTION = 3.0
CORNER_MM = 5.0
LEAST_GAIN = 2.0
"""How many times larger than the main map a detail has to be."""


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


def add_main_map(page: Page, drawn: Drawn, wanted: RecordFilter) -> QgsLayoutItemMap:
    """The map with its layers and labels, drawing only what the filter asks for; `frame_main_map` gives it its size.

    It comes before anything is measured: without a reference map QGIS 3.22 takes a layout's text for a few per cent
    wider than it is printed.
    """
    width = map_width(page)
    area = page.rect(MARGIN + GRID_NAMES, TOP, width, width)
    main = add_map(page, "Main map", area, (), {})
    dress_main_map(main, drawn, wanted)
    page.layout.setReferenceMap(main)
    return main


def dress_main_map(main: QgsLayoutItemMap, drawn: Drawn, wanted: RecordFilter) -> None:
    """Its layers and labels, and of the records only what the filter asks for."""
    dress_map(main, [*drawn.layers.values(), *drawn.below], _styles(drawn, wanted, INCIDENT_NUMBERS))
    show_period(main, wanted.period)


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
    width = map_width(page)
    bounds = shown_extent(project, drawn, width, height)
    set_extent(page, main, page.rect(MARGIN + GRID_NAMES, TOP, width, height), bounds)
    metres_per_mm = bounds.width() / width
    grid_main_map(page, project, main, metres_per_mm)
    number_main_map(page.layout, project, drawn, metres_per_mm)


def grid_main_map(page: Page, project: QgsProject, main: QgsLayoutItemMap, metres_per_mm: float) -> None:
    """Meridians and parallels that fit what the map shows."""
    bounds = main.extent()
    add_grid(page, main, grid_step(bounds, project), named_degrees(bounds, project, CORNER_MM * metres_per_mm))


def shown_extent(project: QgsProject, drawn: Drawn, width: float, height: float) -> QgsRectangle:
    """What a main map of that size on paper shows, in metres of the sheet's projection."""
    shapes = [feature.geometry() for features in drawn.shown for feature in features]
    return extent(shapes, project, width, height)


def number_main_map(layout: QgsPrintLayout, project: QgsProject, drawn: Drawn, metres_per_mm: float) -> None:
    """What is written beside which record on a main map of that scale."""
    moved = {movement.uid: number for number, movement in drawn.content.movements.items()}
    _write(layout, {
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


def _write(layout: QgsPrintLayout, labels: Mapping[str, Mapping[str, str]]) -> None:
    """Store on the layout, under the name of each kind of label, what is written beside which record."""
    for name, written in labels.items():
        QgsExpressionContextUtils.setLayoutVariable(layout, name, as_variable(written))


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
    _write(page.layout, {
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
