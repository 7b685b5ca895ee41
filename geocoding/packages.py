"""The two packages that QGIS brings but a bare Python may lack; each is imported only where it is needed."""

import importlib
from types import ModuleType

from ..model.errors import IncidentMapperError

_HINT = (
    "the Python package {0} is not installed; get it with 'python3 -m pip install {0}' (on Windows in the OSGeo4W "
    "shell) and start QGIS again"
)
_LEFT_OUT = {"shapely": "shape left out", "pyproj": "distances and shapes left out"}


class MissingPackage(IncidentMapperError):
    """A package that a distance or a shape needs is not installed; the text says how to get it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{_LEFT_OUT[name]}: {_HINT.format(name)}")
        self.name = name


def need(module: str) -> ModuleType:
    """Import `module` ("pyproj", "shapely.geometry"); raises MissingPackage when its package is absent."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingPackage(module.partition(".")[0]) from error
