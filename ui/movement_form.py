"""The form for a movement: who, when, from where, by way of what, where to, and with how many vehicles."""

from dataclasses import replace
from typing import Dict, List, Optional, Sequence, Tuple

from ..model.location import NOWHERE, Location
from ..model.records import Movement, Waypoint
from ..model.validation import Fault, faults_of_movement
from ..qgis_support.translation import tr
from .actor_box import ActorBox
from .code_box import CodeBox
from .count_box import CountGrid
from .editors import Tick
from .heading_box import HeadingBox
from .movement_path import MovementPath
from .place_box import PlaceBox
from .place_finder import PlaceFinder
from .record_form import Draft, RecordForm
from .record_words import Record
from .stops_box import StopsBox


class MovementForm(RecordForm):
    """Makes and changes movements."""

    def __init__(self, finder: PlaceFinder) -> None:
        super().__init__()
        self.actor = ActorBox(tr("Who moved."))
        self.kind = CodeBox("movement_kinds", tr("What kind of movement the source speaks of."))
        self.origin = PlaceBox(finder, tr("Where it began or was first seen."))
        self.stops = StopsBox(finder, self.origin.button)
        self.destination = PlaceBox(finder, tr("Where it led: a place, an area or a region."))
        self.heading = HeadingBox()
        self.observed = Tick(tr("&Route itself observed"))
        self.observed.setToolTip(tr("Draws an unbroken line; leave it empty where only the ends were reported."))
        self.counts = CountGrid((
            ("vehicles", tr("&vehicles"), tr("How many vehicles.")), ("persons", tr("persons"), tr("How many people.")),
        ))
        self.vehicle_kind = CodeBox("vehicle_kinds", tr("What kind of vehicles."))
        form = self.section()
        self.add(form, tr("&Actor"), self.actor, "actor")
        self.add(form, tr("Da&te"), self.date, "date")
        self.add(form, tr("&From"), self.origin, "origin")
        self.add(form, tr("Via"), self.stops, "via")
        self.add(form, tr("T&o"), self.destination, "destination")
        self.add(form, tr("Heading"), self.heading, "heading")
        self.add(form, "", self.observed, "is_route_observed")
        self.add(form, tr("Count"), self.counts, *self.counts.boxes)
        self.add(form, tr("Vehicle"), self.vehicle_kind, "vehicle_kind")
        self.add(form, tr("&Kind"), self.kind, "kind")
        self.add(form, tr("Summary"), self.summary, "summary")
        self._targets.update(self.counts.boxes)
        self.stops.added.connect(self.places.watch)
        self.stops.arranged.connect(self.places.touch)
        self.stops.by_clicks.clicked.connect(lambda: self.places.pick_asked.emit(MovementPath(self)))
        self.heading.textChanged.connect(self.places.touch)
        self.observed.toggled.connect(self.places.touch)
        self.add_claim()
        self.clear()

    def actor_boxes(self) -> Sequence[ActorBox]:
        return (self.actor,)

    def place_boxes(self) -> Sequence[PlaceBox]:
        return self.origin, self.destination

    def boxes_on_map(self) -> Sequence[PlaceBox]:
        return self.origin, *(row.place for row in self.stops.rows), self.destination

    def way(self) -> Movement:
        roles = ("origin", *("via" for _ in self.stops.rows), "destination")
        stops = tuple(Waypoint(role, box.resolved) for role, box in zip(roles, self.boxes_on_map()))
        return Movement(
            "", self.date.dates(), waypoints=stops, heading=self.heading.heading("heading", []),
            is_route_observed=self.observed.isChecked(),
        )

    def show_fields(self, record: Optional[Record]) -> None:
        """Fill actor, stops, heading and counts."""
        movement = record if isinstance(record, Movement) else Movement("", self.date.dates())
        self.actor.set_actor(movement.actor)
        self.kind.set_code(movement.kind)
        stops: Dict[str, List[Location]] = {"origin": [], "via": [], "destination": []}
        for stop in movement.waypoints:
            stops[stop.role].append(stop.location)
        self.origin.set_location(next(iter(stops["origin"]), NOWHERE))
        self.stops.set_locations(stops["via"])
        self.destination.set_location(next(iter(stops["destination"]), NOWHERE))
        self.heading.set_heading(movement.heading)
        self.observed.setChecked(movement.is_route_observed)
        self.counts.write({"vehicles": movement.vehicles, "persons": movement.persons})
        self.vehicle_kind.set_code(movement.vehicle_kind)

    def says(self) -> Dict[str, object]:
        places = (box.line.text().strip() for box in self.boxes_on_map())
        vehicles = self.counts.read([])["vehicles"]
        return {
            "place": " – ".join(filter(None, places)),
            "counts": {"killed": "", "wounded": "", "vehicles": vehicles.written()},
        }

    def draft(self) -> Draft:
        """The movement as it stands in the form, with all its faults."""
        faults: List[Fault] = []
        dates = self._dates(faults)
        values: Dict[str, object] = self._common_values()
        values["actor"] = self.actor.actor_id("actor", faults, dates)
        values["kind"] = self.kind.code()
        values["waypoints"] = self._waypoints(faults)
        values["heading"] = self.heading.heading("heading", faults)
        values["is_route_observed"] = self.observed.isChecked()
        values.update(self.counts.read(faults))
        values["vehicle_kind"] = self.vehicle_kind.code()
        claims, sources = self.claim.read(self.stance.code(), faults)
        stored = self.record if isinstance(self.record, Movement) else Movement("", dates)
        if len(claims) == 1 and not stored.claims:
            claims = (replace(claims[0], vehicles=values["vehicles"]),)
        movement = replace(stored, **values, claims=claims)
        told = {fault.field for fault in faults}
        faults += [fault for fault in faults_of_movement(movement, self.registry) if fault.field not in told]
        return Draft(movement, tuple(faults), sources, self.why.text().strip())

    def _waypoints(self, faults: List[Fault]) -> Tuple[Waypoint, ...]:
        """Origin, stops and destination, as far as anything was typed."""
        stops: List[Tuple[str, Location]] = [("origin", self.origin.location("origin", faults))]
        stops += [("via", location) for location in self.stops.locations(faults)]
        stops.append(("destination", self.destination.location("destination", faults)))
        return tuple(Waypoint(role, location) for role, location in stops if location.phrase.strip())
