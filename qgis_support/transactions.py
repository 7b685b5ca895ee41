"""Transaction groups: all layers of one file are edited together and saved together."""

from qgis.core import Qgis, QgsProject


def group_edits(project: QgsProject) -> None:
    """Let layers of the same file share one transaction, as the project's properties offer; renamed in 3.26."""
    if hasattr(project, "setTransactionMode"):
        project.setTransactionMode(Qgis.TransactionMode.AutomaticGroups)
    else:
        project.setAutoTransaction(True)
