"""Check that every Qt name taken from qgis.PyQt exists in PyQt6, which QGIS 4 is built on.

usage: check_qt6_names.py PATH...      (needs PyQt6, no QGIS; the exit status is 1 when there are findings)

Sees what is reached through an imported name, such as `Qt.AlignLeft` (in Qt 6 only `Qt.AlignmentFlag.AlignLeft`).
What is reached through an object, such as `event.x()`, has to be seen by the tests.
"""

import ast
import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Dict, Iterator, Optional, Tuple

# Qt 6 has these in QtGui; qgis.PyQt.QtWidgets goes on offering them.
MOVED = {"QAction", "QActionGroup", "QShortcut", "QUndoCommand", "QUndoGroup", "QUndoStack"}
OTHER_BINDINGS = {"PyQt5", "PyQt6", "PySide2", "PySide6", "sip"}
GONE_METHODS = {"exec_": "exec", "print_": "print"}
Finding = Tuple[int, str]


def qt_module(name: str) -> Optional[ModuleType]:
    """PyQt6's module of that name, or None."""
    try:
        return importlib.import_module(f"PyQt6.{name}")
    except ImportError:
        return None


class Check(ast.NodeVisitor):
    """Walks one file; `findings` are (line, sentence)."""

    def __init__(self) -> None:
        self.names: Dict[str, object] = {}
        self.findings: set = set()

    def visit_Import(self, node: ast.Import) -> None:
        """Only qgis.PyQt chooses the binding that QGIS runs on."""
        for alias in node.names:
            if alias.name.split(".", 1)[0] in OTHER_BINDINGS:
                self._found(node, f"import {alias.name}: use qgis.PyQt")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Note what the imported names stand for in PyQt6."""
        source = node.module or ""
        if source.split(".", 1)[0] in OTHER_BINDINGS:
            self._found(node, f"from {source}: use qgis.PyQt")
        elif source == "qgis.PyQt":
            self.names.update({alias.asname or alias.name: qt_module(alias.name) for alias in node.names})
        elif source.startswith("qgis.PyQt."):
            self._names_of(node, source.rsplit(".", 1)[1])

    def _names_of(self, node: ast.ImportFrom, module_name: str) -> None:
        module = qt_module(module_name)
        if module is None:
            self._found(node, f"PyQt6 has no {module_name}")
            return
        for alias in node.names:
            home = qt_module("QtGui") if alias.name in MOVED and module_name == "QtWidgets" else module
            if not hasattr(home, alias.name):
                self._found(node, f"PyQt6.{module_name} has no {alias.name}")
            self.names[alias.asname or alias.name] = getattr(home, alias.name, None)

    def visit_If(self, node: ast.If) -> None:
        """Pass over what only an older QGIS runs: the `else` of `if Qgis.QGIS_VERSION_INT >= ...`."""
        newer = isinstance(node.test, ast.Compare) and isinstance(node.test.ops[0], ast.GtE)
        if newer and ast.unparse(node.test.left) == "Qgis.QGIS_VERSION_INT":
            for statement in node.body:
                self.visit(statement)
        else:
            self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Follow dotted names as far as they are modules and classes."""
        if node.attr in GONE_METHODS:
            self._found(node, f".{node.attr}() is gone in PyQt6: .{GONE_METHODS[node.attr]}()")
        self._resolve(node)
        self.generic_visit(node)

    def _resolve(self, node: ast.AST) -> object:
        if isinstance(node, ast.Name):
            return self.names.get(node.id)
        if not isinstance(node, ast.Attribute):
            return None
        owner = self._resolve(node.value)
        if not isinstance(owner, (type, ModuleType)):
            return None
        if not hasattr(owner, node.attr):
            self._found(node, f"{ast.unparse(node)} does not exist in PyQt6")
        return getattr(owner, node.attr, None)

    def _found(self, node: ast.AST, sentence: str) -> None:
        self.findings.add((node.lineno, sentence))


def findings(path: Path) -> Iterator[Finding]:
    """(line, sentence) of everything in the file that Qt 6 does not have."""
    tree = ast.parse(path.read_text("utf-8"), str(path))
    check = Check()
    # Imports first: functions may stand above the import that feeds them.
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            check.visit(node)
    check.visit(tree)
    yield from sorted(check.findings)


def main() -> int:
    """Check every path given; print findings with file and line."""
    paths = [path for name in sys.argv[1:] for path in (sorted(Path(name).rglob("*.py")) or [Path(name)])]
    count = 0
    for path in paths:
        for line, sentence in findings(path):
            print(f"{path}:{line}: {sentence}")
            count += 1
    print(f"Qt 6 names: {len(paths)} files, {count} findings")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
