"""A project of our own with a casefile over the basemap; the one that is open in QGIS is not touched."""

from contextlib import contextmanager
from typing import Iterator

from qgis.core import QgsProject

from ..casefile.repository import Casefile
from ..layers.basemap_names import load_named_basemap
from ..layers.group import load_casefile


@contextmanager
def case_project(casefile: Casefile) -> Iterator[QgsProject]:
    """The project, emptied at the end.

    The traceback of an error may keep it alive for longer than QGIS itself, and layers that outlive QGIS crash
    the process on its way out (QGIS 3.22).
    """
    project = QgsProject()
    try:
        load_named_basemap(project)
        load_casefile(casefile, project)
        yield project
    finally:
        project.clear()
