"""Styles kept in the database that a layer comes from."""

from qgis.core import QgsMapLayer, QgsVectorLayer


def save_default_style(layer: QgsVectorLayer, name: str, description: str) -> str:
    """Store the layer's style as its table's default; what went wrong, or an empty text.

    A style of that name must not be there: before 3.24 QGIS asks in a window whether to replace it.
    """
    if not hasattr(layer, "saveStyleToDatabaseV2"):
        return layer.saveStyleToDatabase(name, description, True, "")
    # From 3.44 on the older call warns. The SLD beside the style does not matter; not every symbol has one.
    results, message = layer.saveStyleToDatabaseV2(name, description, True, "")
    result = QgsMapLayer.SaveStyleResult
    failed = results & (result.QmlGenerationFailed | result.DatabaseWriteFailed)
    return (message or name) if failed else ""
