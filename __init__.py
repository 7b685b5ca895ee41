"""Libya Incident Mapper: a QGIS plugin; the repository root is the plugin folder."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .plugin import IncidentMapperPlugin


def classFactory(iface: "QgisInterface") -> "IncidentMapperPlugin":
    """Give QGIS the plugin object; imported here so that plain Python can import the package."""
    from .plugin import IncidentMapperPlugin

    return IncidentMapperPlugin(iface)
