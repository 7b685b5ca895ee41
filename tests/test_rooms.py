"""The house rule: a room imports only rooms above it, and the plain rooms know nothing of QGIS."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "libya_incident_mapper"
PLAIN = ("model", "geocoding", "reading", "exchange")
MAY_IMPORT = {
    "model": set(),
    "geocoding": {"model"},
    "reading": {"model", "geocoding"},
    "exchange": {"model", "geocoding"},
    "qgis_support": {"model", "geocoding"},
}
for room in ("casefile", "layers", "layouts", "processing_provider", "ui", "plugin"):
    MAY_IMPORT[room] = set(MAY_IMPORT)
MAY_IMPORT["processing_provider"].discard("ui")
THIRD_PARTY = {
    "model": set(),
    "geocoding": {"shapely", "pyproj"},
    "reading": set(),
    "exchange": set(),
}
# What ships inside the plugin, and the one module that may know it.
VENDORED, KNOWS_VENDORED = "_vendor", "geocoding/services/geopy_call.py"
NOT_ON_THE_COMMAND_LINE = {"qgis.gui", "qgis.utils", "iface"}
SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for room in MAY_IMPORT
    for path in [ROOT / f"{room}.py", *(ROOT / room).rglob("*.py")]
    if path.exists()
)
MODULES = [path[:-3].replace("/", ".") for path in SOURCES if path.split("/", 1)[0] in PLAIN]


def _runs_later(node: ast.AST) -> bool:
    """A function, or what only a type checker reads."""
    checker = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return checker or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))


def imports(source: str, path: str):
    """(dotted name, line, whether it is not done on import) of every import; our own begin with the package's name."""
    tree = ast.parse(source)
    lazy = {id(node) for outer in ast.walk(tree) if _runs_later(outer) for node in ast.walk(outer)}
    here = [PACKAGE, *path.split("/")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = [*here[: len(here) - node.level + 1], *filter(None, [node.module])] if node.level else [node.module]
            names = [".".join([*base, alias.name]) for alias in node.names]
        else:
            continue
        yield from ((name, node.lineno, id(node) in lazy) for name in names)


def faults(source: str, path: str):
    room = path.removesuffix(".py").split("/", 1)[0]
    for name, line, lazy in imports(source, path):
        top, *rest = name.split(".")
        where = f"{path}:{line}: {name}"
        if top == PACKAGE and rest[0] == VENDORED:
            if path != KNOWS_VENDORED:
                yield f"{where}: only {KNOWS_VENDORED} knows it"
        elif top == PACKAGE and rest[0] not in {*MAY_IMPORT[room], room}:
            yield f"{where}: {room} stands above {rest[0]}"
        elif top != PACKAGE and room in PLAIN and top not in sys.stdlib_module_names:
            if top not in THIRD_PARTY[room]:
                yield f"{where}: {room} is plain Python"
            elif not lazy:
                yield f"{where}: the plugin must load without it; import it in the function that needs it"
        elif room not in PLAIN and room not in ("ui", "plugin") and name.startswith(tuple(NOT_ON_THE_COMMAND_LINE)):
            yield f"{where}: {room} also works without a window"


@pytest.mark.parametrize("path", SOURCES)
def test_a_room_imports_only_rooms_above_it(path):
    assert list(faults((ROOT / path).read_text("utf-8"), path)) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("model/x.py", "from ..geocoding import search"),
        ("model/x.py", "from .. import casefile"),
        ("model/x.py", "import shapely"),
        ("geocoding/x.py", "import shapely"),
        ("geocoding/x.py", "def f():\n    from qgis.core import QgsGeometry"),
        ("geocoding/services/x.py", "from ...casefile.repository import Casefile"),
        ("geocoding/services/x.py", "def f():\n    import geopy"),
        ("geocoding/services/x.py", "def f():\n    from ..._vendor.geopy import exc"),
        ("qgis_support/x.py", "from .._vendor.geopy import exc"),
        ("exchange/x.py", "from ..reading import drafts"),
        ("layers/x.py", "from ..ui.dock import Dock"),
        ("layouts/x.py", "from qgis.gui import QgsMapCanvas"),
        ("processing_provider/x.py", "from qgis.utils import iface"),
        ("processing_provider/x.py", "from ..ui import dock"),
        ("ui/x.py", "from ..plugin import IncidentMapperPlugin"),
    ],
)
def test_the_rule_sees_a_broken_wall(path, source):
    assert list(faults(source, path))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("geocoding/x.py", "import csv\nfrom ..model.table import read_table\ndef f():\n    import shapely.wkb"),
        (KNOWS_VENDORED, "from ..._vendor.geopy import exc"),
        ("layouts/x.py", "from qgis.core import QgsProject\nfrom ..layers.group import load_casefile"),
        ("ui/x.py", "from qgis.gui import QgsDockWidget\nfrom ..casefile.repository import Casefile"),
        ("plugin.py", "from .ui.dock import Dock"),
    ],
)
def test_the_rule_lets_pass_what_is_allowed(path, source):
    assert list(faults(source, path)) == []


def test_every_room_is_under_the_rule():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages <= {*MAY_IMPORT, VENDORED}


BARE = """
import importlib, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("qgis", "PyQt5", "PyQt6", "shapely", "pyproj", "numpy", "osgeo"):
            raise ModuleNotFoundError("No module named " + repr(name), name=name)

sys.meta_path.insert(0, Absent())
for module in sys.argv[1:]:
    importlib.import_module(module)
"""


def test_the_plain_rooms_import_on_a_python_that_has_nothing():
    names = [f"{PACKAGE}.{module}" for module in MODULES]
    assert names
    environment = {"PYTHONPATH": str(ROOT / "build" / "plugins")}
    done = subprocess.run(
        [sys.executable, "-c", BARE, *names], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
