"""Which rows are asked for: requests built from values that QGIS quotes, never from text of ours."""

from typing import Iterable, Optional

from qgis.core import QgsExpression, QgsFeatureRequest

from ..model.dates import DateRange
from ..model.location import PlaceState
from .schema import FID

CHUNK = 500
"""Most uids asked for in one request; SQLite reads no expression of any length."""


def equals(**values: str) -> QgsFeatureRequest:
    """Rows whose columns hold exactly these values."""
    conditions = [QgsExpression.createFieldEqualityExpression(column, value) for column, value in values.items()]
    return _plain_rows().setFilterExpression(" AND ".join(conditions))


def in_period(period: Optional[DateRange]) -> QgsFeatureRequest:
    """Rows whose dates share a day with the period (all rows without one), by date, then by uid.

    Days are compared as ISO texts, which QGIS hands on to SQLite; `to_date` would be worked out row by row.
    """
    request = _plain_rows()
    if period is not None:
        start, end = QgsExpression.quotedColumnRef("date_start"), QgsExpression.quotedColumnRef("date_end")
        first, last = (QgsExpression.quotedValue(day.isoformat()) for day in (period.start, period.end))
        request.setFilterExpression(f"{start} <= {last} AND {end} >= {first}")
    for column in ("date_start", "uid"):
        request.addOrderBy(QgsExpression.quotedColumnRef(column))
    return request


def ordered(column: str, **values: str) -> QgsFeatureRequest:
    """Rows with these values in the order of a column."""
    request = equals(**values) if values else _plain_rows()
    return request.addOrderBy(QgsExpression.quotedColumnRef(column))


def among(column: str, values: Iterable[str], **others: str) -> QgsFeatureRequest:
    """Rows whose column holds one of the values, and whose other columns hold exactly theirs."""
    listed = ", ".join(map(QgsExpression.quotedValue, values))
    conditions = [QgsExpression.createFieldEqualityExpression(other, value) for other, value in others.items()]
    conditions.append(f"{QgsExpression.quotedColumnRef(column)} IN ({listed})")
    return _plain_rows().setFilterExpression(" AND ".join(conditions))


def unplaced() -> QgsFeatureRequest:
    """Rows of incidents or waypoints that have words for a place and no point."""
    text, state = QgsExpression.quotedColumnRef("place_text"), QgsExpression.quotedColumnRef("place_state")
    found = QgsExpression.quotedValue(PlaceState.FOUND.value)
    return _plain_rows().setFilterExpression(f"{text} IS NOT NULL AND {state} <> {found}")


def numbered(after: int, last: int) -> QgsFeatureRequest:
    """Rows whose numbers come after one and go up to another."""
    number, ends = QgsExpression.quotedColumnRef(FID), map(QgsExpression.quotedValue, (after, last))
    return _plain_rows().setFilterExpression("{number} > {} AND {number} <= {}".format(*ends, number=number))


def every_row() -> QgsFeatureRequest:
    """All rows, in no order: asked to sort, QGIS 3.40 crashes while a transaction is open."""
    return _plain_rows()


def _plain_rows() -> QgsFeatureRequest:
    """Geometries are derived from the columns, so records are read without them."""
    return QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
