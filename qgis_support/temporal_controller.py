"""QGIS's Temporal Controller, played from outside its own panel."""

from qgis.core import Qgis, QgsDateTimeRange, QgsInterval, QgsTemporalNavigationObject

# The modes moved from the object to `Qgis` in 3.36.
_MODES = getattr(Qgis, "TemporalNavigationMode", None) or QgsTemporalNavigationObject.NavigationMode


def play(controller: QgsTemporalNavigationObject, whole: QgsDateTimeRange, step: QgsInterval) -> None:
    """Play the time from its begin, a step a frame; QGIS's panel shows and stops it."""
    controller.setNavigationMode(_MODES.Animated)
    controller.setTemporalExtents(whole)
    controller.setFrameDuration(step)
    controller.rewindToStart()
    controller.playForward()


def stop(controller: QgsTemporalNavigationObject) -> None:
    """Let go of time: every record is shown again."""
    controller.pause()
    controller.setNavigationMode(_MODES.NavigationOff)
