"""Libya Incident Mapper: a QGIS plugin; the repository root is the plugin folder."""


def classFactory(iface):  # noqa: N802 (the name QGIS looks for)
    """Give QGIS the plugin object; imported here so that plain Python can import the package."""
    from .plugin import IncidentMapperPlugin

    return IncidentMapperPlugin(iface)
