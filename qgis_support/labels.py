"""Settings of labels that QGIS moved from one class to another."""

from qgis.core import Qgis, QgsPalLayerSettings


def show_always(settings: QgsPalLayerSettings) -> None:
    """Let a label be drawn even where no place is free of others; `displayAll` became a placement setting in 3.26."""
    if hasattr(settings, "placementSettings"):
        placement = settings.placementSettings()
        placement.setOverlapHandling(Qgis.LabelOverlapHandling.AllowOverlapIfRequired)
        settings.setPlacementSettings(placement)
    else:
        settings.displayAll = True
