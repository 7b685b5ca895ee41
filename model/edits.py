"""One change to many records."""

from dataclasses import dataclass, replace

from .records import Incident, Record


@dataclass(frozen=True)
class Edit:
    """What is to be different; whatever is left empty stays as it is in each record.

    status: code of `statuses`. event_kind, movement_kind: codes, of incidents and of movements.
    actor_before, actor_after: registry ids; wherever the first is a side of a record, the second takes its place.
    """

    status: str = ""
    event_kind: str = ""
    movement_kind: str = ""
    actor_before: str = ""
    actor_after: str = ""

    def applied(self, record: Record) -> Record:
        """The record as it is to be; the same one where nothing is different."""
        kind = self.event_kind if isinstance(record, Incident) else self.movement_kind
        sides = ("actor1", "actor2") if isinstance(record, Incident) else ("actor",)
        wanted = {"status": self.status or record.status, "kind": kind or record.kind}
        if self.actor_before and self.actor_after:
            wanted.update({side: self.actor_after for side in sides if getattr(record, side) == self.actor_before})
        changed = replace(record, **wanted)
        return record if changed == record else changed
