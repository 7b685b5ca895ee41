"""Records that QGIS's own tools wrote are brought in step with what is worked out of them, or named with a reason."""

from collections import defaultdict
from typing import Collection, Dict, Iterator, List, Mapping, NamedTuple, Sequence, Tuple

from qgis.core import QgsFeatureRequest, QgsGeometry

from ..model.history import BY_HAND, Reason
from ..model.records import new_uid
from ..qgis_support.translation import tr
from .by_hand import Drawn, as_meant, is_redrawn
from .cells import Row
from .errors import UnreadableRecord
from .geopackage import let_go, open_table, read_selected
from .marks import LEFT_BEHIND, UNIDENTIFIED, WRITTEN_BY_HAND
from .reader import in_order
from .record_kinds import INCIDENT, MOVEMENT, Record, RecordKind
from .repository import EVERY_RECORD, Casefile
from .requests import CHUNK, among, equals
from .schema import CLAIMS, FID, WAYPOINTS
from .write_session import WriteSession

Key = Tuple[str, str]
"""Table and uid of a record."""


class Remark(NamedTuple):
    """What is to be said of one record, and what to do about it."""

    key: Key
    sentence: str


class Tidied(NamedTuple):
    """records: as they are stored now. remarks: on these, and on invalid ones, which stay as they were written."""

    records: Tuple[Record, ...]
    remarks: Tuple[Remark, ...]


def tidy(casefile: Casefile, touched: Collection[Key] = ()) -> Tidied:
    """Bring in step the records that bear QGIS's marks, and those of `touched`, as far as they are still there.

    What somebody entered is kept. Raises a CasefileError where the file cannot be written now.
    """
    _complete(casefile)
    keys = {
        *touched,
        *(
            (row["record_table"], row["record_uid"])
            for table, said in WRITTEN_BY_HAND.items() for row in read_selected(casefile.path, table, said)
        ),
    }
    remarks: List[Remark] = []
    sound: List[Record] = []
    for kind in (INCIDENT, MOVEMENT):
        uids = sorted(uid for table, uid in keys if table == kind.table)
        drawn = _drawn(casefile, kind, uids)
        for record in _readable(casefile, kind, uids, remarks):
            key, meant = (kind.table, record.uid), as_meant(record, drawn[record.uid])
            faults = kind.faults(meant, casefile.actors())
            remarks += [Remark(key, fault.sentence) for fault in faults]
            if not faults:
                sound.append(meant)
                if is_redrawn(record, drawn[record.uid]):
                    remarks.append(Remark(key, tr("The line follows the stops and was put back; move the stops.")))
    return Tidied(casefile.save_many(sound, Reason(occasion=BY_HAND)) if sound else (), tuple(remarks))


def _complete(casefile: Casefile) -> None:
    """Give identifiers to what has none, and remove what was left behind."""
    left, unknown = (_row_numbers(casefile, asked) for asked in (LEFT_BEHIND, UNIDENTIFIED))
    if not left and not unknown:
        return
    with WriteSession(casefile.path, EVERY_RECORD) as session:
        for table, fids in left.items():
            session.remove_rows(table, fids)
        for table, fids in unknown.items():
            for row in session.fetch(table, QgsFeatureRequest().setFilterFids(fids)):
                session.change(table, row[FID], **_identity(session, table, row))


def _row_numbers(casefile: Casefile, asked: Mapping[str, str]) -> Dict[str, List[int]]:
    """Table → the rows that its statement finds; tables where it finds none are left out."""
    found = {table: read_selected(casefile.path, table, statement) for table, statement in asked.items()}
    return {table: [row["row_number"] for row in rows] for table, rows in found.items() if rows}


def _identity(session: WriteSession, table: str, row: Row) -> Dict[str, str]:
    """The columns that say who a row is, and of a claim whose it is."""
    identity = {"uid": row["uid"] or new_uid()}
    if table == CLAIMS.name and row["record_uid"] and not row["record_table"]:
        is_incident = session.fetch(INCIDENT.table, equals(uid=row["record_uid"]))
        identity["record_table"] = INCIDENT.table if is_incident else MOVEMENT.table
    return identity


def _readable(
    casefile: Casefile, kind: RecordKind, uids: Sequence[str], remarks: List[Remark]
) -> Iterator[Record]:
    """The records of these uids; those that cannot be read are remarked upon."""
    for start in range(0, len(uids), CHUNK):
        chunk = uids[start : start + CHUNK]
        try:
            yield from _chosen(casefile, kind, chunk)
        except UnreadableRecord:
            for uid in chunk:
                try:
                    yield from _chosen(casefile, kind, [uid])
                except UnreadableRecord as error:
                    remarks.append(Remark((kind.table, uid), str(error)))


def _chosen(casefile: Casefile, kind: RecordKind, uids: Sequence[str]) -> Tuple[Record, ...]:
    return casefile.chosen(*((uids, ()) if kind is INCIDENT else ((), uids)))


def _drawn(casefile: Casefile, kind: RecordKind, uids: Sequence[str]) -> Dict[str, Drawn]:
    """The geometries of these records and of their stops, in the order in which they are read."""
    own = {uid: shapes[0] for uid, shapes in _shapes(casefile, kind.table, "uid", uids).items()}
    stops = _shapes(casefile, WAYPOINTS.name, "movement_uid", uids) if kind is MOVEMENT else {}
    return {uid: Drawn(shape, stops.get(uid, ())) for uid, shape in own.items()}


def _shapes(casefile: Casefile, table: str, column: str, uids: Sequence[str]) -> Dict[str, List[QgsGeometry]]:
    """Owner → the geometries of its rows; null where there is none."""
    layer = open_table(casefile.path, table)
    names, shapes = layer.fields().names(), defaultdict(list)
    for start in range(0, len(uids), CHUNK):
        request = among(column, uids[start : start + CHUNK]).setFlags(QgsFeatureRequest.Flag.NoFlags)
        rows = [(dict(zip(names, row.attributes())), row.geometry()) for row in layer.getFeatures(request)]
        for row, shape in sorted(rows, key=lambda pair: in_order(pair[0])) if table == WAYPOINTS.name else rows:
            shapes[row[column]].append(shape)
    let_go(layer)
    return shapes
