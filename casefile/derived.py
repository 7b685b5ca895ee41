"""What the casefile works out from a record so that maps need not: what is drawn, areas, labels."""

from typing import Optional

from qgis.core import QgsGeometry, QgsPointXY

from ..model.codes import label
from ..model.counts import CountRange
from ..model.language import ENGLISH, speaking
from ..model.location import Location, Precision
from ..model.records import Incident, Movement
from ..model.stances import is_drawn
from .ellipsoid import disc

PLAIN = frozenset((Precision.EXACT, Precision.SITE, Precision.LOCALITY, Precision.UNLOCATED))
"""A named place is drawn as a point alone; anything vaguer shows its uncertainty as an area."""


def point_of(location: Location, stance: str) -> Optional[QgsGeometry]:
    """The point to draw, or None where there is none or it may not be drawn."""
    if location.lat is None or location.lon is None or not is_drawn(stance):
        return None
    return QgsGeometry.fromPointXY(QgsPointXY(location.lon, location.lat))


def area_of(location: Location, stance: str) -> Optional[QgsGeometry]:
    """The uncertainty to draw as MultiPolygon: the georeferenced shape, else a disc of the radius for vague places."""
    if not is_drawn(stance) or (location.area_wkb is None and location.precision in PLAIN):
        return None
    return uncertainty_of(location)


def uncertainty_of(location: Location) -> Optional[QgsGeometry]:
    """Where it may have been, as MultiPolygon: the georeferenced shape, else the disc of the radius; or None."""
    if location.area_wkb is not None:
        shape = QgsGeometry()
        shape.fromWkb(location.area_wkb)
        shape.convertToMultiType()
        return shape
    if not location.is_placed or location.radius_m is None:
        return None
    return disc(location.lat, location.lon, location.radius_m)


def incident_label(incident: Incident, total: CountRange) -> str:
    """'Armed clash, 24 Jul 2018', with the total of deaths where a number is known."""
    with speaking(ENGLISH):
        text = f"{label('event_kinds', incident.kind)}, {incident.dates.display()}"
        return f"{text}, {total.display()} killed" if total.is_known else text


def movement_label(movement: Movement) -> str:
    """'≤ 5 × Technical (armed pick-up), 24 Jul 2018', or the kind of movement where no number is known."""
    with speaking(ENGLISH):
        what = label("movement_kinds", movement.kind)
        if movement.vehicles.is_known:
            what = f"{movement.vehicles.display()} × {label('vehicle_kinds', movement.vehicle_kind)}"
        return f"{what}, {movement.dates.display()}"


def stop_texts(movement: Movement, role: str) -> Optional[str]:
    """The place texts of all stops of a role, as written, parted by semicolons; None for no such stop."""
    return "; ".join(waypoint.location.phrase for waypoint in movement.waypoints if waypoint.role == role) or None
