"""Transaction groups: all layers of one file are edited together and saved together."""

from qgis.core import Qgis, QgsProject


def edits_in_groups(project: QgsProject) -> bool:
    """Whether the project's properties let layers of one file share one transaction; renamed in 3.26."""
    if hasattr(project, "transactionMode"):
        return bool(project.transactionMode() == Qgis.TransactionMode.AutomaticGroups)
    return bool(project.autoTransaction())
