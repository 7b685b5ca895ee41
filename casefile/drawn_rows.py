"""Rows of records together with the geometries that stand in them."""

from pathlib import Path
from typing import Iterator, NamedTuple, Sequence

from qgis.core import QgsFeatureRequest, QgsGeometry

from ..qgis_support.values import plain
from .by_hand import ROLES, Drawn
from .cells import Row
from .geopackage import let_go, open_table
from .reader import in_order, record_from
from .record_kinds import MOVEMENT, Record, RecordKind
from .schema import CLAIMS, WAYPOINTS


class DrawnRow(NamedTuple):
    """A row with its geometry, null where there is none."""

    cells: Row
    shape: QgsGeometry

    def drawn(self, kind: RecordKind, stops: Sequence["DrawnRow"] = ()) -> Drawn:
        """What was drawn of the record that is in this row and, if it is a movement, in those of its stops."""
        if kind is not MOVEMENT:
            return Drawn(self.shape)
        told = tuple(self.cells[f"{role}_text"] or "" for role in ROLES)
        return Drawn(self.shape, [stop.shape for stop in in_line(stops)], told)

    def record(self, kind: RecordKind, stops: Sequence["DrawnRow"], claims: Sequence["DrawnRow"]) -> Record:
        """The record by its cells alone; UnreadableRecord where they say none."""
        parts = {WAYPOINTS.name: stops, CLAIMS.name: claims}
        return record_from(kind, self.cells, {
            part: [row.cells for row in in_line(rows)] for part, rows in parts.items()
        })


def in_line(rows: Sequence[DrawnRow]) -> Sequence[DrawnRow]:
    """Parts of a record in their order."""
    return sorted(rows, key=lambda row: in_order(row.cells))


def drawn_rows(path: Path, table: str, request: QgsFeatureRequest) -> Iterator[DrawnRow]:
    """The rows of a table that a request asks for."""
    layer = open_table(path, table)
    names = layer.fields().names()
    for feature in layer.getFeatures(request.setFlags(QgsFeatureRequest.Flag.NoFlags)):
        yield DrawnRow(dict(zip(names, map(plain, feature.attributes()))), feature.geometry())
    let_go(layer)
