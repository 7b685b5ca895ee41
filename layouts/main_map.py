"""The main map of a sheet and the detail beside it: what they show, and what is numbered on which."""

from typing import Dict, List, NamedTuple, Optional, Sequence, Set

from qgis.core import (
    QgsExpressionContextUtils,
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
from .content import SheetContent
from .framing import (
    SMALLEST,
    crowd,
    extent,
    grid_step,
    named_degrees,
    projected,
)
from .legend_entries import Shown, Signs
from .map_language import names_in_language
from .maps import (
    add_grid,
    add_map,
    add_overview,
    dress_map,
    set_extent,
    show_period,
)
from .markers import MARKER_MM, marked
from .numbering import (
    DETAIL,
    MAIN,
    Variables,
    as_variable,
    incidents_style,
    movements_style,
    names_of_places,
    stops_style,
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
from .paper import Paper
from .shared_areas import areas_style

GRID_NAMES = 4.0
"""Room for the degrees that stand outside the map's frame."""
CAPTION = 3.0
CORNER_MM = 5.0
CROWD_MM = 2 * MARKER_MM
"""Around so few millimetres there is no room to move several markers apart."""
LEAST_GAIN = 2.0
"""How many times larger than the main map a detail has to be."""


class Drawn(NamedTuple):
    """What the sheet is made of: its words, the casefile's layers by table, other layers, and what falls on it.

    wanted: what is drawn, whatever the window shows.
    """

    content: SheetContent
    layers: Dict[str, QgsVectorLayer]
    below: List[QgsMapLayer]
    shown: Shown
    palette: Palette
    wanted: RecordFilter


class Detail(NamedTuple):
    """A second map; bounds: what it shows, in metres."""

    bounds: QgsRectangle
    signs: Signs


def map_width(page: Page) -> float:
    """How wide the main map is, without the degrees beside it."""
    return page.inner - GRID_NAMES - (0.0 if page.is_upright else COLUMN + GUTTER)


def add_main_map(page: Page) -> QgsLayoutItemMap:
    """The map, still empty; `frame_main_map` gives it its size, and `mark_map` its layers.

    It comes before anything is measured: without a reference map QGIS 3.22 takes a layout's text for a few per cent
    wider than it is printed.
    """
    width = map_width(page)
    main = add_map(page, "Main map", page.rect(MARGIN + GRID_NAMES, TOP, width, width), (), {})
    page.layout.setReferenceMap(main)
    return main


def frame_main_map(page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, height: float) -> None:
    """Give the map its height, what it shows, and its grid."""
    width = map_width(page)
    bounds = shown_extent(project, drawn, width, height)
    set_extent(page, main, page.rect(MARGIN + GRID_NAMES, TOP, width, height), bounds)
    grid_main_map(page, project, main, bounds.width() / width)


def grid_main_map(page: Page, project: QgsProject, main: QgsLayoutItemMap, metres_per_mm: float) -> None:
    """Meridians and parallels that fit what the map shows."""
    bounds = main.extent()
    add_grid(page, main, grid_step(bounds, project), named_degrees(bounds, project, CORNER_MM * metres_per_mm))


def shown_extent(project: QgsProject, drawn: Drawn, width: float, height: float) -> QgsRectangle:
    """What a main map of that size on paper shows, in metres of the sheet's projection."""
    shapes = [feature.geometry() for features in drawn.shown for feature in features]
    return extent(shapes, project, width, height)


def mark_map(
    item: QgsLayoutItemMap, project: QgsProject, drawn: Drawn, left_out: Optional[QgsRectangle] = None, *,
    variables: Variables = MAIN, is_numbered: bool = True,
) -> Signs:
    """Layers, markers, numbers and names of a map that has its extent and its size.

    left_out: metres; what lies within is numbered elsewhere. variables: where the layout keeps what is written. Numbers
    lead to tables, so that a picture without tables is not numbered.
    """
    paper, layers, wanted = Paper(item, project), drawn.layers, drawn.wanted
    here = {
        feature["uid"] for feature in drawn.shown.movements
        if left_out is None or not left_out.contains(projected([feature.geometry()], project))
    }
    moved = drawn.content.movements.items() if is_numbered else ()
    told = {movement.uid: number for number, movement in moved if movement.uid in here}
    lonely = _without_arrow(drawn.shown) - {
        stop["movement_uid"] for stop in drawn.shown.waypoints
        if left_out is not None and left_out.contains(paper.metres(stop.geometry().asPoint()))
    }
    stops = {movement.uid: number for number, movement in moved if movement.uid in lonely}
    found = marked(paper, drawn.content, drawn.shown, layers, told, left_out, is_numbered=is_numbered)
    for name, written in (
        (variables.incidents, found.texts), (variables.movements, told), (variables.stops, stops),
        (variables.names, names_of_places(drawn.content, found, paper.metres_per_mm)),
    ):
        QgsExpressionContextUtils.setLayoutVariable(item.layout(), name, as_variable(written))
    dress_map(item, [*layers.values(), *drawn.below], {
        **names_in_language(drawn.below, project),
        layers["incidents"].id(): incidents_style(layers["incidents"], wanted, found, variables, drawn.palette),
        layers["movements"].id(): movements_style(layers["movements"], wanted, found, variables),
        layers["waypoints"].id(): stops_style(layers["waypoints"], wanted, variables),
        # A map that is not numbered may show another period later, in which other rows share an area.
        layers["location_areas"].id(): areas_style(
            layers["location_areas"], wanted, drawn.shown.areas if is_numbered else ()
        ),
    })
    show_period(item, wanted.period)
    return found.signs


def _without_arrow(shown: Shown) -> Set[str]:
    """The uids of the movements of which the map shows but a stop."""
    return {stop["movement_uid"] for stop in shown.waypoints} - {arrow["uid"] for arrow in shown.movements}


def add_detail(
    page: Page, project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn, crowded: Sequence[QgsPointXY], area: QRectF
) -> Optional[Detail]:
    """A second map of where markers lie on top of each other; none where they do not, or where it would not help.

    What it shows is numbered there and no longer on the main map, which has no room for it.
    """
    if not crowded:
        return None
    metres_per_mm = main.extent().width() / map_width(page)
    bounds = _detail_bounds(project, drawn, crowded, metres_per_mm, area.width() / area.height())
    if bounds.width() / area.width() * LEAST_GAIN > metres_per_mm:
        return None
    detail = add_map(page, "Detail", area, (), {})
    set_extent(page, detail, area, bounds)
    signs = mark_map(detail, project, drawn, variables=DETAIL)
    add_overview(main, detail, "#9a9a9a")
    words = figures(tr("Detail: {km:.0f} km across, numbered here").format(km=bounds.width() / 1000))
    caption = QRectF(area.left(), area.bottom() + 0.4, area.width(), CAPTION)
    page.label(words, "Detail caption", caption, SMALL_SIZE, colour=GREY, alignment=page.end)
    return Detail(bounds, signs)


def crowded_spots(project: QgsProject, main: QgsLayoutItemMap, drawn: Drawn) -> List[QgsPointXY]:
    """The points, in metres, of the most markers that lie on top of each other on the main map."""
    paper = Paper(main, project)
    points = [paper.metres(feature.geometry().asPoint()) for feature in drawn.shown.incidents]
    return crowd(points, CROWD_MM * paper.metres_per_mm)


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
