"""Time: a record is on the map from the first to the last day it may have happened on, both included."""

from datetime import datetime, time
from typing import Optional

from qgis.core import Qgis, QgsDateTimeRange, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime

from ..model.dates import DateRange

START = "\"date_start\" || 'T00:00:00.000'"
END = "\"date_end\" || 'T23:59:59.000'"
"""The first and the last second, written as QGIS writes the moment that it compares them with.

The fields themselves will not do: QGIS takes a date for its first instant, so that a record would be gone from noon on
of its last day; and the database compares it as text, by which a day is before its own first second. Texts of one form
are compared rightly there and in memory; functions such as to_datetime are not known to the database, which makes a
step in time with 100,000 records take 15 times as long (3.22).
"""


def set_time(layer: QgsVectorLayer) -> None:
    """Make the layer follow the Temporal Controller and the time of layout maps."""
    properties = layer.temporalProperties()
    properties.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromExpressions)
    properties.setStartExpression(START)
    properties.setEndExpression(END)
    properties.setIsActive(True)


def time_of(period: Optional[DateRange]) -> QgsDateTimeRange:
    """The period as maps take it, its last day included; all time without one."""
    if period is None:
        return QgsDateTimeRange(QDateTime(), QDateTime())
    begins, ends = datetime.combine(period.start, time.min), datetime.combine(period.end, time(23, 59, 59))
    return QgsDateTimeRange(QDateTime(begins), QDateTime(ends))
