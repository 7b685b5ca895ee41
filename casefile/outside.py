"""What others than the casefile did to records is told in their history: what stood before, when, by whom if known."""

from pathlib import Path
from typing import Collection, FrozenSet, NamedTuple

from ..model.history import BY_HAND, Reason, differing_fields
from ..model.records import Stamp
from .by_hand import as_meant
from .geopackage import read_selected
from .history import note_change, note_deletion
from .requests import equals
from .schema import BEFORE, CASEFILE, CHANGES
from .trails import Key, Outcome, Trails
from .write_session import WriteSession

KEPT = """SELECT fid FROM incidents_before UNION ALL SELECT fid FROM movements_before
    UNION ALL SELECT fid FROM waypoints_before UNION ALL SELECT fid FROM claims_before LIMIT 1"""

NOTE_WHETHER_KEPT = """UPDATE casefile SET value = 'casefile, after others' WHERE key = 'writer'
    AND (EXISTS (SELECT 1 FROM incidents_before) OR EXISTS (SELECT 1 FROM movements_before)
        OR EXISTS (SELECT 1 FROM waypoints_before) OR EXISTS (SELECT 1 FROM claims_before))"""
"""A statement in a session gives no rows, and to open a layer for the question takes a fifth of a save (QGIS 3.22)."""


class Settled(NamedTuple):
    """Records that others wrote since the last time: those that are still there, and those that they deleted."""

    there: FrozenSet[Key] = frozenset()
    gone: FrozenSet[Key] = frozenset()


def settle(path: Path, user: str, seen: Collection[Key] = ()) -> Settled:
    """Write into the history what others than the casefile did, and forget the rows that were kept for it.

    user: whose tools wrote the records of `seen`; who changed others is told where they signed, and who deleted others
    nobody knows. What cannot be read waits until it can. Raises a CasefileError where the file cannot be written now.
    """
    if not read_selected(path, CASEFILE.name, KEPT):
        return Settled()
    trails = Trails(path)
    outcomes = {key: outcome for key, outcome in zip(trails.keys, map(trails.outcome, trails.keys)) if outcome}
    unreadable = {key for key, outcome in outcomes.items() if outcome.now is None}
    with WriteSession(path, (CASEFILE.name, CHANGES.name, *(table.name for table in BEFORE.values()))) as session:
        for key in sorted(outcomes.keys() - unreadable):
            _note(session, outcomes[key], user if key in seen else "")
        for table, fids in trails.kept(but=unreadable).items():
            session.remove_rows(table, fids)
    there = frozenset(key for key, outcome in outcomes.items() if outcome.is_there)
    return Settled(there, frozenset(outcomes) - there - unreadable)


def is_anything_kept(session: WriteSession) -> bool:
    """Whether there is anything for `settle` to tell."""
    session.run(NOTE_WHETHER_KEPT)
    return any("after" in row["value"] for row in session.fetch(CASEFILE.name, equals(key="writer")))


def _note(session: WriteSession, outcome: Outcome, user: str) -> None:
    was, now = outcome.was, as_meant(outcome.now) if outcome.is_there else outcome.now
    reason = Reason(occasion=BY_HAND)
    if was is not None and differing_fields(was, now):
        note_change(session, was, now, reason, Stamp(modified=outcome.changed, modified_by=outcome.signer or user))
    if not outcome.is_there:
        note_deletion(session, now, reason, Stamp(modified=outcome.deleted, modified_by=user))
