"""Time: a record is on the map from the first to the last day it may have happened on, both included."""

from datetime import datetime, time
from typing import Optional

from qgis.core import Qgis, QgsDateTimeRange, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime

from ..model.dates import DateRange

START = "coalesce(to_datetime(\"date_start\"), to_datetime('0001-01-01'))"
END = "coalesce(to_datetime(\"date_end\") + to_interval('1 day') - to_interval('1 second'), to_datetime('9999-12-31'))"
"""The end of the last day. The fields themselves will not do: QGIS takes a date for its first instant, so that a
record would be gone from noon on of its last day. What has no date is always there."""


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
