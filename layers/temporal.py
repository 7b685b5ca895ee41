"""Time: a record is on the map from the first to the last day it may have happened on, both included."""

from qgis.core import Qgis, QgsVectorLayer

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
