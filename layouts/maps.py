"""The maps of a sheet and what belongs to them: main map, grid, locator, scale bar and north arrow."""

from typing import Dict, Optional, Sequence

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsLayoutItemMap,
    QgsLayoutItemMapGrid,
    QgsLayoutItemMapItem,
    QgsLayoutItemMapOverview,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutMeasurement,
    QgsLineSymbol,
    QgsMapLayer,
    QgsRectangle,
    QgsScaleBarSettings,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor

from ..layers.basemap_ground import ground_shown
from ..layers.grounds import GROUNDS
from ..layers.temporal import time_of
from ..model.dates import DateRange
from ..qgis_support.translation import tr
from .framing import GEOGRAPHIC, projection
from .numerals import InNumerals
from .page import GREY, INK, MILLIMETRES, SMALL_SIZE, Page
from .text import in_numerals, text_format

FRAME_MM = 0.25
GRATICULE = "Graticule"
DEGREES = (
    "concat(abs(round(@grid_number)), '°', substr('{sides}', (@grid_axis = 'y') + 2 * (@grid_number >= 0) + 1, 1))"
)
DEGREES_AND_MINUTES = "to_dm(@grid_number, @grid_axis, 0, 'suffix')"


def add_map(
    page: Page, name: str, area: QRectF, layers: Sequence[QgsMapLayer], styles: Dict[str, str]
) -> QgsLayoutItemMap:
    """A framed map of the sheet's own look."""
    item = QgsLayoutItemMap(page.layout)
    page.put(item, name, area)
    dress_map(item, layers, styles)
    item.setBackgroundColor(QColor(GROUNDS[ground_shown(page.layout.project())].sea))
    item.setFrameEnabled(True)
    item.setFrameStrokeColor(QColor(GREY))
    item.setFrameStrokeWidth(QgsLayoutMeasurement(FRAME_MM, MILLIMETRES))
    return item


def dress_map(item: QgsLayoutItemMap, layers: Sequence[QgsMapLayer], styles: Dict[str, str]) -> None:
    """Let a map keep its own set of layers and the styles given for it, whatever the window shows."""
    item.setCrs(projection())
    item.setLayers(list(layers))
    item.setKeepLayerSet(True)
    item.setLayerStyleOverrides(styles)
    item.setKeepLayerStyles(True)


def set_extent(page: Page, item: QgsLayoutItemMap, area: QRectF, shown: QgsRectangle) -> None:
    """Let the map show an extent of the proportions of its place on paper.

    QGIS 3.22: zoomToExtent divides by the size of the extent before, which a new map does not have, and gives NaN;
    setExtent makes the item as high as the extent asks, so that the item is put back on the page's grid after it.
    """
    item.setExtent(shown)
    page.move(item, area)


def show_period(item: QgsLayoutItemMap, period: Optional[DateRange]) -> None:
    """Let the map draw only what overlaps the period, its last day included."""
    item.setIsTemporal(period is not None)
    if period is not None:
        item.setTemporalRange(time_of(period))


def add_grid(page: Page, item: QgsLayoutItemMap, step: float, named: QgsRectangle) -> None:
    """Meridians and parallels as faint lines, named in degrees along the lower edge and where lines of text begin.

    named: the degrees between which the names stand clear of the map's corners.
    """
    grid = QgsLayoutItemMapGrid(GRATICULE, item)
    grid.setCrs(QgsCoordinateReferenceSystem(GEOGRAPHIC))
    grid.setUnits(QgsLayoutItemMapGrid.GridUnit.MapUnit)
    grid.setIntervalX(step)
    grid.setIntervalY(step)
    grid.setStyle(QgsLayoutItemMapGrid.GridStyle.Solid)
    grid.setLineSymbol(QgsLineSymbol.createSimple({"line_color": "90,100,110,110", "line_width": "0.1"}))
    grid.setAnnotationEnabled(True)
    grid.setAnnotationFormat(QgsLayoutItemMapGrid.AnnotationFormat.CustomFormat)
    grid.setAnnotationExpression(
        f"if(if(@grid_axis = 'x', @grid_number >= {named.xMinimum()} and @grid_number <= {named.xMaximum()}, "
        f"@grid_number >= {named.yMinimum()} and @grid_number <= {named.yMaximum()}), "
        f"{in_numerals(DEGREES.format(sides=tr('WSEN')) if step >= 1 else DEGREES_AND_MINUTES)}, '')"
    )
    grid.setAnnotationTextFormat(text_format(SMALL_SIZE, GREY))
    grid.setAnnotationFrameDistance(0.6)
    sides = QgsLayoutItemMapGrid.BorderSide
    start = sides.Right if page.is_mirrored else sides.Left
    for side in (sides.Left, sides.Bottom, sides.Right, sides.Top):
        is_named = side in (start, sides.Bottom)
        shown = QgsLayoutItemMapGrid.DisplayMode.ShowAll if is_named else QgsLayoutItemMapGrid.DisplayMode.HideAll
        grid.setAnnotationDisplay(shown, side)
        grid.setAnnotationPosition(QgsLayoutItemMapGrid.AnnotationPosition.OutsideMapFrame, side)
    grid.setAnnotationDirection(QgsLayoutItemMapGrid.AnnotationDirection.Vertical, start)
    item.grids().addGrid(grid)
    item.updateBoundingRect()


def add_overview(wider: QgsLayoutItemMap, closer: QgsLayoutItemMap, colour: str, fill: str = "0,0,0,0") -> None:
    """Draw the outline of one map on another."""
    overview = QgsLayoutItemMapOverview(closer.id(), wider)
    overview.setLinkedMap(closer)
    overview.setFrameSymbol(
        QgsFillSymbol.createSimple({"color": fill, "outline_color": colour, "outline_width": "0.25"})
    )
    # Above the labels, which is where overviews are unless told, the line would strike numbers through.
    overview.setStackingPosition(QgsLayoutItemMapItem.StackingPosition.StackBelowMapLabels)
    wider.overviews().addOverview(overview)


def add_scale_bar(page: Page, main: QgsLayoutItemMap, area: QRectF, most: float) -> QgsLayoutItemScaleBar:
    """A bar in kilometres, measured on the ellipsoid, with a round number of them and at most so long in mm."""
    bar = QgsLayoutItemScaleBar(page.layout)
    bar.setLinkedMap(main)
    bar.setStyle("Line Ticks Up")
    bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
    bar.setUnitLabel(tr("km"))
    bar.setMapUnitsPerScaleBarUnit(1)
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    bar.setSegmentSizeMode(QgsScaleBarSettings.SegmentSizeMode.SegmentSizeFitWidth)
    bar.setMinimumBarWidth(most / 2)
    bar.setMaximumBarWidth(most)
    bar.setTextFormat(text_format(SMALL_SIZE, INK))
    bar.setNumericFormat(InNumerals())
    bar.setHeight(1.2)
    bar.setLabelBarSpace(0.8)
    bar.setBoxContentSpace(1.0)
    page.put(bar, "Scale bar", area)
    bar.update()
    return bar


def add_north_arrow(page: Page, main: QgsLayoutItemMap, area: QRectF) -> QgsLayoutItemPicture:
    """An arrow towards true north in the middle of the map."""
    arrow = QgsLayoutItemPicture(page.layout)
    arrow.setPicturePath(f"{QgsApplication.pkgDataPath()}/svg/arrows/NorthArrow_02.svg")
    arrow.setLinkedMap(main)
    arrow.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)
    page.put(arrow, "North arrow", area)
    return arrow
