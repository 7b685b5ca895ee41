"""Tabs of QGIS's own form."""

from qgis.core import Qgis, QgsAttributeEditorContainer


def make_tab(container: QgsAttributeEditorContainer) -> None:
    """Let a container of a form be a tab; QGIS 3.32 gave containers types, before it they were group boxes or not."""
    if hasattr(container, "setType"):
        container.setType(Qgis.AttributeEditorContainerType.Tab)
    else:
        container.setIsGroupBox(False)
