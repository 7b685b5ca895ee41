"""On which ground the offline basemap is drawn, light or dark."""

from qgis.core import QgsProject
from qgis.PyQt.QtGui import QColor

from .basemap import basemap_group, dress
from .basemap_names import names_shown, show_names
from .grounds import GROUNDS, LIGHT_GROUND

GROUND_PROPERTY = "libya_incident_mapper/ground"
"""The custom property of the basemap's group that says which of `GROUNDS` it has."""


def show_ground(project: QgsProject, ground: str) -> None:
    """Draw the project's basemap in the colours of that ground, its names in the language they had.

    Other changes of its look by the user are lost.
    """
    group = basemap_group(project)
    if group is None:
        return
    group.setCustomProperty(GROUND_PROPERTY, ground)
    for node in group.findLayers():
        dress(node.layer(), GROUNDS[ground])
        node.layer().triggerRepaint()
    show_names(project, names_shown(project))
    project.setBackgroundColor(QColor(GROUNDS[ground].sea))


def ground_shown(project: QgsProject) -> str:
    """The ground of the project's basemap; light unless another was chosen."""
    group = basemap_group(project)
    ground = group.customProperty(GROUND_PROPERTY) if group is not None else None
    return ground if ground in GROUNDS else LIGHT_GROUND
