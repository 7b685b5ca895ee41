"""Where the markers of incidents and their numbers stand on one map of a sheet, which unlike a window has one scale."""

from typing import Dict, List, Mapping, NamedTuple, Optional

from qgis.core import QgsPointXY, QgsRectangle, QgsVectorLayer

from ..casefile.style_keys import SHARP
from ..layers.beside_arrows import Arrow, beside_arrows
from ..layers.categories import is_style_attribute
from ..layers.crowding import by_themselves
from ..layers.lanes import lanes_of
from ..layers.map_board import Board, Place, Spot
from .arrangement import Arrangement, arranged, reach_of, together
from .content import SheetContent
from .legend_entries import Shown, Signs
from .paper import Paper
from .tallies import Tally
from .text import width_mm
from .wording import number_ranges, times

NUMBER_SIZE = 8.0
MARKER_MM = 5.0
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
    def signs(self) -> Signs:
        """What the legend has to know of it."""
        single = frozenset(self.keys).difference(*(ring.uids for ring in self.tallies))
        return Signs(single, bool(self.tallies))


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
    lines = {feature["uid"]: paper.lines(feature.geometry()) for feature in shown.movements}
    arrows = [line for pieces in lines.values() for line in pieces]
    number_of = {uid: number for number, (uid, _) in told.items()}
    if widths:
        movable = [uid for uid, _ in (points if len(points) - len(told) <= FEW else told).values()]
        sharp = {one.uid for one in content.placed_incidents.values() if one.location.precision in SHARP}
        found = arranged(spots, movable, number_of, paper.frame, arrows, sharp, may_count=is_numbered)
    else:
        found = Arrangement({}, [], together({uid: spots[uid] for uid in number_of}))
    texts = {uid: number_ranges([int(number)]) for uid, number in number_of.items() if uid in found.places}
    texts.update({uids[0]: number_ranges(int(number_of[uid]) for uid in uids) for uids in found.sharing})
    texts.update({ring.uids[0]: times(len(ring.uids)) for ring in found.rings})
    numbers = {
        uid: paper.degrees(spots[uid].x + place.number[0], spots[uid].y + place.number[1])
        for uid, place in found.places.items() if place.number is not None
    }
    numbers.update({ring.uids[0]: paper.degrees(ring.x, ring.y) for ring in found.rings})
    drawn = {uid: spot for uid, spot in spots.items() if uid not in found.counted}
    drawn.update({ring.uids[0]: ring.spot for ring in found.rings})
    lanes = dict(zip(lines, lanes_of(layers["movements"], shown.movements)))
    beside = beside_arrows({
        uid: Arrow(lines[uid], lanes[uid], width_mm(number, NUMBER_SIZE, is_bold=True) + HALO_MM, NUMBER_HEIGHT)
        for uid, number in moved.items()
    }, drawn, found.places, Board(paper.frame, arrows))
    return Marked(
        texts if is_numbered else {}, found.places, found.rings, keys, numbers,
        {uid: paper.degrees(*point) for uid, point in beside.items()}, reach_of(drawn, found.places),
    )


def _number_mm(number: str) -> float:
    return max(LEAST_NUMBER_MM, width_mm(number, NUMBER_SIZE, is_bold=True))


def _widths(layer: QgsVectorLayer) -> Dict[str, float]:
    """Of the markers by category, in mm; none where the renderer is the user's own, which places its markers itself."""
    renderer = by_themselves(layer.renderer())
    if renderer is None or not is_style_attribute(renderer.classAttribute()):
        return {}
    return {category.value(): category.symbol().size() for category in renderer.categories()}
