"""Where the markers of incidents and their numbers stand on one map of a sheet, which unlike a window has one scale."""

import math
from typing import Dict, FrozenSet, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsLayoutItemMap,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ..casefile.style_keys import SHARP
from ..layers.beside_arrows import Arrow, beside_arrows
from ..layers.categories import is_style_attribute
from ..layers.crowding import within
from ..layers.displacement import displaced
from ..layers.lanes import lanes_of
from ..layers.map_board import Board, Frame, Line, Place, Spot
from .content import SheetContent
from .framing import GEOGRAPHIC, projection
from .legend_entries import Shown
from .tallies import Tally, tallies, tally_at
from .text import width_mm
from .wording import number_ranges, times

NUMBER_SIZE = 8.0
MARKER_MM = 5.0
TOGETHER_MM = MARKER_MM
"""Markers nearer to each other on paper than this share one number, such as '2, 5'; two numbers would not fit."""
NAME_MM, FAR_MM = 4.0, 10.0
"""Room for the name of a place beyond its markers, and how far from the place it would no longer be understood."""
SHARING = 3
"""As many incidents at most share one number text; of more there is a ring that counts them."""
EACH_MM2 = 80.0
"""Of paper for each marker that is moved apart; with less they would lie on top of each other all over the map."""
FEW = 6
"""As many markers shown larger elsewhere are moved apart here, too."""
LEAST_NUMBER_MM = 2.6
"""Digits are higher than one of them is wide."""
HALO_MM, NUMBER_HEIGHT = 0.7, 2.8
"""Of white around a number; and how high a number is with it."""


class Marked(NamedTuple):
    """texts: uid → what is written at the marker. places: uid → where the marker stands, if the map says it.

    tallies: the rings of those that are only counted. keys: uid → the value of its category. numbers: uid → where its
    text has its middle (degrees); others stand where QGIS finds room. arrows: uid → where the number of a movement has
    its middle (degrees). reach: uid → mm from the place that the markers of that place cover, for those whose name can
    stand beside it.
    """

    texts: Dict[str, str]
    places: Dict[str, Place]
    tallies: List[Tally]
    keys: Dict[str, str]
    numbers: Dict[str, QgsPointXY]
    arrows: Dict[str, QgsPointXY]
    reach: Dict[str, float]

    @property
    def single(self) -> FrozenSet[str]:
        """The uids of the incidents that have a marker of their own on the map."""
        return frozenset(self.keys).difference(*(ring.uids for ring in self.tallies))


class Paper:
    """A map on paper: millimetres from its upper left corner, and back to degrees."""

    def __init__(self, item: QgsLayoutItemMap, project: QgsProject) -> None:
        self.extent, size = item.extent(), item.rect()
        self.metres_per_mm = self.extent.width() / size.width()
        self.frame = Frame(0.0, 0.0, size.width(), size.height())
        degrees = QgsCoordinateReferenceSystem(GEOGRAPHIC)
        self._transform = QgsCoordinateTransform(degrees, projection(), project)
        self._back = QgsCoordinateTransform(projection(), degrees, project)

    def metres(self, degrees: QgsPointXY) -> QgsPointXY:
        """In the sheet's projection."""
        return self._transform.transform(degrees)

    def point(self, metres: QgsPointXY) -> QgsPointXY:
        """Millimetres to the right and down."""
        return QgsPointXY(
            (metres.x() - self.extent.xMinimum()) / self.metres_per_mm,
            (self.extent.yMaximum() - metres.y()) / self.metres_per_mm,
        )

    def degrees(self, x: float, y: float) -> QgsPointXY:
        """The longitude and latitude of a point on paper."""
        metres = QgsPointXY(
            self.extent.xMinimum() + x * self.metres_per_mm, self.extent.yMaximum() - y * self.metres_per_mm
        )
        return self._back.transform(metres)

    def lines(self, shape: QgsGeometry) -> List[Line]:
        """The pieces of a line given in degrees."""
        ends = [self.point(self.metres(one)) for one in shape.asPolyline()]
        return [((one.x(), one.y()), (two.x(), two.y())) for one, two in zip(ends, ends[1:])]


def marked(
    paper: Paper, content: SheetContent, shown: Shown, layers: Mapping[str, QgsVectorLayer], moved: Mapping[str, str],
    left_out: Optional[QgsRectangle] = None, *, is_numbered: bool = True,
) -> Marked:
    """Markers that would hide each other are moved apart, each with its number beside it.

    Those for which there is no room share one number text with what lies on top of each other at the place; so do all
    where the layer's renderer is the user's own. Where they are too many for both they are counted, on a map that is
    numbered: one that is not may show another period later. moved: uid → number of the movements to be numbered.
    left_out: metres of the projection; what lies within it is not numbered, and keeps its place where it is many.
    """
    features = {feature["uid"]: feature for feature in shown.incidents}
    points = {
        number: (incident.uid, paper.metres(features[incident.uid].geometry().asPoint()))
        for number, incident in content.incidents.items() if incident.uid in features
    }
    points = {number: spot for number, spot in points.items() if paper.extent.contains(spot[1])}
    told = {number: spot for number, spot in points.items() if left_out is None or not left_out.contains(spot[1])}
    keys = {uid: str(features[uid]["style_key"]) for uid, _ in points.values()}
    widths = _widths(layers["incidents"])
    spots = {
        uid: Spot(
            *paper.point(point), widths.get(keys[uid], MARKER_MM),
            _number_mm(number) if is_numbered and number in told else 0.0,
        )
        for number, (uid, point) in points.items()
    }
    places: Dict[str, Place] = {}
    rings: List[Tally] = []
    lines = {feature["uid"]: paper.lines(feature.geometry()) for feature in shown.movements}
    arrows = [line for pieces in lines.values() for line in pieces]
    if widths:
        movable = points if len(points) - len(told) <= FEW else told
        most = int(paper.frame.right * paper.frame.bottom / EACH_MM2)
        rings = tallies(_the_sharpest_first(spots, content), most) if is_numbered else []
        counted = {uid for ring in rings for uid in ring.uids}
        standing = {uid: spots[uid] for uid, _ in movable.values() if uid not in counted}
        fixed = [spot for uid, spot in spots.items() if uid not in standing and uid not in counted]
        places = displaced(standing, paper.frame, arrows, [*fixed, *(ring.spot for ring in rings)])
        rings += _without_room(
            {number: spot for number, spot in told.items() if spot[0] in standing and spot[0] not in places},
            spots, paper.metres_per_mm,
        )
    counted = {uid for ring in rings for uid in ring.uids}
    texts = {uid: number_ranges([int(number)]) for number, (uid, _) in told.items() if uid in places}
    texts.update(numbers_together(
        {number: spot for number, spot in told.items() if spot[0] not in places and spot[0] not in counted},
        paper.metres_per_mm,
    ))
    texts.update({ring.uids[0]: times(len(ring.uids)) for ring in rings})
    numbers = {
        uid: paper.degrees(spots[uid].x + place.number[0], spots[uid].y + place.number[1])
        for uid, place in places.items() if place.number is not None
    }
    numbers.update({ring.uids[0]: paper.degrees(ring.x, ring.y) for ring in rings})
    lanes = dict(zip(lines, lanes_of(layers["movements"], shown.movements)))
    beside = beside_arrows({
        uid: Arrow(lines[uid], lanes[uid], width_mm(number, NUMBER_SIZE, is_bold=True) + HALO_MM, NUMBER_HEIGHT)
        for uid, number in moved.items()
    }, spots, places, Board(paper.frame, arrows))
    told_arrows = {uid: paper.degrees(*point) for uid, point in beside.items()}
    reach = {uid: far for uid, far in _reach(spots, places).items() if uid not in counted}
    reach.update({ring.uids[0]: ring.width / 2 for ring in rings})
    return Marked(texts if is_numbered else {}, places, rings, keys, numbers, told_arrows, reach)


def _the_sharpest_first(spots: Mapping[str, Spot], content: SheetContent) -> Dict[str, Spot]:
    """A ring bears the name of the place of its first incident, where that is known."""
    sharp = {one.uid for one in content.placed_incidents.values() if one.location.precision in SHARP}
    return dict(sorted(spots.items(), key=lambda item: item[0] not in sharp))


def _without_room(
    left: Mapping[str, Tuple[str, QgsPointXY]], spots: Mapping[str, Spot], metres_per_mm: float
) -> List[Tally]:
    """Rings where more than a few could not be moved apart."""
    together = (list(uids.values()) for uids in _together(left, metres_per_mm))
    return [tally_at(uids, spots) for uids in together if len(uids) > SHARING]


def numbers_together(spots: Mapping[str, Tuple[str, QgsPointXY]], metres_per_mm: float) -> Dict[str, str]:
    """The text to write at a record, by its uid; spots are given as number → (uid, point in metres).

    Spots on top of each other share one text, written at the one with the lowest number.
    """
    return {next(iter(uids.values())): number_ranges(uids) for uids in _together(spots, metres_per_mm)}


def _together(spots: Mapping[str, Tuple[str, QgsPointXY]], metres_per_mm: float) -> List[Dict[int, str]]:
    """Number → uid of the spots on top of each other, by number."""
    leaders: List[Tuple[QgsPointXY, Dict[int, str]]] = []
    for number in sorted(spots, key=int):
        uid, point = spots[number]
        near = next((uids for leader, uids in leaders if leader.distance(point) < TOGETHER_MM * metres_per_mm), None)
        if near is None:
            leaders.append((point, {int(number): uid}))
        else:
            near[int(number)] = uid
    return [uids for _, uids in leaders]


def _number_mm(number: str) -> float:
    return max(LEAST_NUMBER_MM, width_mm(number, NUMBER_SIZE, is_bold=True))


def _widths(layer: QgsVectorLayer) -> Dict[str, float]:
    """Of the markers by category, in mm; none where the renderer is the user's own, which places its markers itself."""
    renderer = within(layer.renderer())
    if renderer is None or not is_style_attribute(renderer.classAttribute()):
        return {}
    return {category.value(): category.symbol().size() for category in renderer.categories()}


def _reach(spots: Mapping[str, Spot], places: Mapping[str, Place]) -> Dict[str, float]:
    """Uid → mm around its place that the markers and numbers of all at that place cover.

    Where others stand in between, or it is far, the name of the place would be taken for another's: those are missing.
    """
    at_place: Dict[Sequence[float], float] = {}
    for uid, spot in spots.items():
        place = places.get(uid)
        far = place.length() + spot.width / 2 if place is not None else spot.width / 2
        if place is not None and place.length() and place.number is not None:
            far += spot.number_mm
        at_place[spot[:2]] = max(far, at_place.get(spot[:2], 0.0))
    standing = {uid: (spots[uid].x + place.right, spots[uid].y + place.down) for uid, place in places.items()}
    found = {}
    for uid, spot in spots.items():
        reach, is_moved = at_place[spot[:2]], uid in places and places[uid].length()
        between = (
            other for other, point in standing.items()
            if spots[other][:2] != spot[:2] and math.dist(spot[:2], point) < reach + NAME_MM
        )
        if not is_moved or (reach < FAR_MM and next(between, None) is None):
            found[uid] = reach
    return found
