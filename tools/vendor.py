"""Write _vendor/: the part of geopy that asks our four services, as a package inside ours.

usage: python tools/vendor.py

The wheel of requirements-vendored.txt is fetched once by pip and kept in build/wheels. What is left out: the other
geocoders, distances (and so geographiclib), and every HTTP client, so that nothing in it can open a connection. Imports
become relative: no `geopy` appears in sys.modules, where another plugin's might stand. The edits are made in the text
itself, so the result is the same on every Python.
"""

import ast
import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Callable, Dict, Iterator, Set, Tuple

ROOT = Path(__file__).resolve().parents[1]
REQUIREMENTS = ROOT / "requirements-vendored.txt"
WHEELS = ROOT / "build" / "wheels"
FOLDER = ROOT / "_vendor"

MODULES = (
    "adapters", "exc", "format", "location", "point", "timezone", "units", "util",
    "geocoders/base", "geocoders/geonames", "geocoders/nominatim", "geocoders/opencage", "geocoders/photon",
)  # fmt: skip
# Definitions that go: HTTP clients and what only they use.
CUT = {
    "adapters": {
        "_normalize_proxies", "URLLibAdapter", "RequestsAdapter", "RequestsHTTPWithSSLContextAdapter", "AioHTTPAdapter",
        "requests", "aiohttp",
    },
    "geocoders/base": {"_synchronized"},
}
# Text that goes with them; each must stand there exactly once.
EDITS = {
    # The clients bring in `email.utils`.
    "adapters": (("import email\n", "import email.utils\n"),),
    "geocoders/base": (
        ("    RequestsAdapter,\n    URLLibAdapter,\n", ""),
        (
            "_DEFAULT_ADAPTER_CLASS = next(\n    adapter_cls\n"
            "    for adapter_cls in (RequestsAdapter, URLLibAdapter,)\n    if adapter_cls.is_available\n)\n",
            "_DEFAULT_ADAPTER_CLASS = None\n",
        ),
    ),
}
# What Bandit and detect-secrets would stop an upload for: asserts, and addresses with credentials in docstrings.
ASSERT = re.compile(r'^( +)assert (.+), (".+")$', re.MULTILINE)
IN_ADDRESS = re.compile(r"\b\w+:passw0rd@")
ABSOLUTE = re.compile(r"^(\s*)from geopy(\.[\w.]+)? import ", re.MULTILINE)


class WheelRefused(Exception):
    """The wheel is not there, or is not the pinned one."""


def wheel() -> Path:
    """The pinned wheel, fetched by pip if it is not there; raises WheelRefused for any other."""
    name, version, expected = _pinned()
    path = WHEELS / f"{name}-{version}-py3-none-any.whl"
    if not path.exists():
        options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--require-hashes"]
        command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(WHEELS), "-r", str(REQUIREMENTS)]
        subprocess.run(command, check=False)
    if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
        raise WheelRefused(f"{name}=={version} cannot be had as pinned in {REQUIREMENTS.name}; look at {path}")
    return path


def _pinned() -> Tuple[str, str, str]:
    """Name, version and sha256 of the one package."""
    pin = re.search(r"^([\w-]+)==([\w.]+) --hash=sha256:(\w{64})$", REQUIREMENTS.read_text("utf-8"), re.MULTILINE)
    return pin[1], pin[2], pin[3]


def files(archive: Path) -> Dict[str, str]:
    """Path below _vendor/ -> text of every file."""
    name, version, _ = _pinned()
    note = f"{name} {version} (MIT), trimmed by tools/vendor.py to the services this plugin asks."
    written = {
        "__init__.py": '"""Packages that ship with the plugin; see resources/SOURCES.md."""\n',
        "geopy/__init__.py": f'"""{note}"""\n',
        "geopy/geocoders/__init__.py": f'"""{note}"""\n',
    }
    with zipfile.ZipFile(archive) as opened:
        written["geopy/LICENSE"] = opened.read(f"{name}-{version}.dist-info/licenses/LICENSE").decode("utf-8")
        for module in MODULES:
            text = opened.read(f"geopy/{module}.py").decode("utf-8")
            written[f"geopy/{module}.py"] = trimmed(module, text)
    return written


def trimmed(module: str, text: str) -> str:
    """One module without what is cut; raises ValueError where the text is not what the edits were written for."""
    for old, new in EDITS.get(module, ()):
        if text.count(old) != 1:
            raise ValueError(f"geopy/{module}.py has not once: {old}")
        text = text.replace(old, new)
    text = _without(text, lambda node: _names(node) & CUT.get(module, set()))
    used = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    text = _without(text, lambda node: isinstance(node, (ast.Import, ast.ImportFrom)) and not _names(node) & used)
    text = IN_ADDRESS.sub("", ASSERT.sub(r"\1if not (\2):\n\1    raise AssertionError(\3)", text))
    dots = "." * (1 + module.count("/"))
    text = ABSOLUTE.sub(lambda found: f"{found[1]}from {dots}{(found[2] or '.')[1:]} import ", text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assert) or "geopy" in _sources(node):
            raise ValueError(f"geopy/{module}.py, line {node.lineno}: still an absolute import or an assert")
    return text


def _without(text: str, is_cut: Callable[[ast.stmt], object]) -> str:
    """The text less the top-level statements for which `is_cut` is true, with the blank lines before them."""
    lines = text.splitlines(keepends=True)
    for node in reversed(ast.parse(text).body):
        if is_cut(node):
            first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))]) - 1
            while first and not lines[first - 1].strip():
                first -= 1
            del lines[first:node.end_lineno]
    return "".join(lines)


def _sources(node: ast.AST) -> Set[str]:
    """The packages from which an import takes; a relative one counts for none."""
    if isinstance(node, ast.ImportFrom) and not node.level:
        return {node.module.partition(".")[0]}
    return {alias.name.partition(".")[0] for alias in node.names} if isinstance(node, ast.Import) else set()


def _names(node: ast.AST) -> Set[str]:
    """The names that a top-level statement binds, also inside a try."""
    return set(_bound(node))


def _bound(node: ast.AST) -> Iterator[str]:
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
    elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.Try):
        for inner in node.body:
            yield from _bound(inner)


def main() -> None:
    """Write the folder anew."""
    written = files(wheel())
    shutil.rmtree(FOLDER, ignore_errors=True)
    for path, text in sorted(written.items()):
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main()
