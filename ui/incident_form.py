"""The form for an incident: what, when, where, who, how many, and who says so."""

from dataclasses import replace
from typing import Dict, List, Optional, Sequence

from ..model.counts import UNKNOWN_COUNT, CountRange
from ..model.records import Incident, Losses
from ..model.validation import Fault, faults_of_incident
from ..qgis_support.translation import tr
from .actor_box import ActorBox
from .code_box import KindBox
from .count_box import CountGrid
from .place_box import PlaceBox
from .place_finder import PlaceFinder
from .record_form import Draft, RecordForm
from .record_words import Record


class IncidentForm(RecordForm):
    """Makes and changes incidents."""

    def __init__(self, finder: PlaceFinder) -> None:
        super().__init__()
        self.kind = KindBox("event_kinds", tr("What happened; type a word such as clash, strike or IED."))
        self.place = PlaceBox(finder, tr("Where it happened, in the words of the source."))
        self.actor1 = ActorBox(tr("One side; the order of the two names no attacker."))
        self.actor2 = ActorBox(tr("The other side, where there is one."))
        self.killed = CountGrid((
            ("killed_a", tr("of actor &1"), tr("Deaths among actor 1.")),
            ("killed_b", tr("of actor &2"), tr("Deaths among actor 2.")),
            ("killed_civilians", tr("civilians"), tr("Deaths among civilians.")),
            ("killed_unknown", tr("side not known"), tr("Deaths whose side the source does not tell.")),
        ))
        self.harmed = CountGrid((
            ("wounded", tr("&wounded"), tr("Wounded on all sides.")),
            ("captured", tr("captured"), tr("Taken prisoner or abducted.")),
        ))
        form = self.section()
        self.add(form, tr("&Kind"), self.kind, "kind")
        self.add(form, tr("Da&te"), self.date, "date")
        self.add(form, tr("Pl&ace"), self.place, "place")
        self.add(form, tr("Actor 1"), self.actor1, "actor1")
        self.add(form, tr("Actor 2"), self.actor2, "actor2")
        self.add(form, tr("K&illed"), self.killed, *self.killed.boxes)
        self.add(form, tr("Harmed"), self.harmed, *self.harmed.boxes)
        self.add(form, tr("Summary"), self.summary, "summary")
        self._targets.update({**self.killed.boxes, **self.harmed.boxes})
        self.add_claim()
        self.clear()

    def actor_boxes(self) -> Sequence[ActorBox]:
        return self.actor1, self.actor2

    def place_boxes(self) -> Sequence[PlaceBox]:
        return (self.place,)

    def show_fields(self, record: Optional[Record]) -> None:
        """Fill kind, place, actors and counts."""
        incident = record if isinstance(record, Incident) else Incident("", self.date.dates(), "")
        self.kind.set_key(incident.kind)
        self.place.set_location(incident.location)
        self.actor1.set_actor(incident.actor1)
        self.actor2.set_actor(incident.actor2)
        losses = incident.killed
        self.killed.write({
            "killed_a": losses.side_a, "killed_b": losses.side_b,
            "killed_civilians": losses.civilians, "killed_unknown": losses.unknown,
        })
        self.harmed.write({"wounded": incident.wounded, "captured": incident.captured})

    def says(self) -> Dict[str, object]:
        counts = {**self.killed.read([]), **self.harmed.read([])}
        killed = _losses(counts).total
        return {
            "place": self.place.line.text().strip(),
            "counts": {"killed": killed.written(), "wounded": counts["wounded"].written(), "vehicles": ""},
        }

    def draft(self) -> Draft:
        """The incident as it stands in the form, with all its faults."""
        faults: List[Fault] = []
        dates = self._dates(faults)
        values: Dict[str, object] = self._common_values()
        values["kind"] = self.kind.code("kind", faults)
        values["location"] = self.place.location("place", faults)
        values["actor1"] = self.actor1.actor_id("actor1", faults, dates)
        values["actor2"] = self.actor2.actor_id("actor2", faults, dates)
        counts = {**self.killed.read(faults), **self.harmed.read(faults)}
        values["killed"] = _losses(counts)
        values["wounded"], values["captured"] = counts["wounded"], counts["captured"]
        claims, sources = self.claim.read(self.stance.code(), faults)
        stored = self.record if isinstance(self.record, Incident) else Incident("", dates, "")
        incident = replace(stored, **values, claims=claims)
        told = {fault.field for fault in faults}
        faults += [fault for fault in faults_of_incident(incident, self.registry) if fault.field not in told]
        return Draft(_with_claimed_counts(incident, stored), tuple(faults), sources, self.why.text().strip())


def _losses(counts: Dict[str, CountRange]) -> Losses:
    return Losses(counts["killed_a"], counts["killed_b"], counts["killed_civilians"], counts["killed_unknown"])


def _with_claimed_counts(incident: Incident, stored: Incident) -> Incident:
    """A single claim that said what the record said goes on saying what it says now."""
    if len(incident.claims) != 1:
        return incident
    claim = incident.claims[0]
    before = stored.claims[0] if stored.claims else None
    said: Dict[str, CountRange] = {}
    for name, old, new in (
        ("killed", stored.killed.total, incident.killed.total), ("wounded", stored.wounded, incident.wounded),
    ):
        if before is None or getattr(before, name) in (old, UNKNOWN_COUNT):
            said[name] = new
    return replace(incident, claims=(replace(claim, **said),))
