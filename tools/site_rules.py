"""The plugin site's rules for an uploaded zip, as findings in plain words; an empty list is a zip that may go up.

The security scans run with every rule switched on, which is stricter than the site.
"""

import configparser
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Iterator, List

PACKAGE = "libya_incident_mapper"
MOST_BYTES = 5_000_000  # ours; the site takes 25 MB
REQUIRED_FILES = ("__init__.py", "metadata.txt", "LICENSE")
REQUIRED_KEYS = (
    "name", "description", "version", "qgisMinimumVersion", "qgisMaximumVersion", "author", "email", "about",
    "tracker", "repository", "homepage", "icon", "hasProcessingProvider",
)  # fmt: skip
URLS = ("tracker", "repository", "homepage")
REFUSED_IN_PATHS = ("..", ".pyc", "__MACOSX", ".git", "__pycache__", "\\", ":")
REFUSED_ENDINGS = (".so", ".dll", ".exe", ".sh", ".bat", ".ps1", ".cmd", ".dylib")
FOR_DEVELOPERS = ("tests", "benchmarks", "tools", "build", ".ci")


def file_findings(archive: Path) -> Iterator[str]:
    """Rules on size, names and the files that must be there."""
    if archive.stat().st_size > MOST_BYTES:
        yield f"the zip has {archive.stat().st_size} bytes, more than {MOST_BYTES}"
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
    for name in names:
        if not name.startswith(PACKAGE + "/"):
            yield f"{name} is outside the one top folder {PACKAGE}"
        if not name.isascii():
            yield f"{name} is not ASCII"
        if any(part in name for part in REFUSED_IN_PATHS) or name.endswith(REFUSED_ENDINGS):
            yield f"{name} is of a kind the site refuses"
        if name.startswith(tuple(f"{PACKAGE}/{folder}/" for folder in FOR_DEVELOPERS)):
            yield f"{name} is for developers and does not belong in the zip"
    for required in REQUIRED_FILES:
        if f"{PACKAGE}/{required}" not in names:
            yield f"{required} is missing"


def metadata_findings(folder: Path) -> Iterator[str]:
    """Rules on metadata.txt, read as the site reads it: with interpolation, so that a bare % is an error."""
    parser = configparser.ConfigParser()
    parser.optionxform = str
    try:
        parser.read_string((folder / "metadata.txt").read_text("utf-8"))
        general = dict(parser.items("general"))
    except (configparser.Error, UnicodeDecodeError) as error:
        yield f"metadata.txt: {error}"
        return
    for key in REQUIRED_KEYS:
        if not general.get(key, "").strip():
            yield f"metadata.txt: {key} is missing"
    for key in URLS:
        if not re.fullmatch(r"https://\S+", general.get(key, "")):
            yield f"metadata.txt: {key} is no https address"
    if "plugin" in general.get("name", "").lower():
        yield "metadata.txt: the name says 'plugin'"
    if "/" in general.get("author", ""):
        yield "metadata.txt: the author has a slash"
    if not re.fullmatch(r"\d+\.\d+\.\d+", general.get("version", "")):
        yield "metadata.txt: the version is not of the form 1.2.3"
    if not (folder / general.get("icon", "")).is_file():
        yield f"metadata.txt: the icon {general.get('icon')} is not in the zip"


def bandit_findings(folder: Path) -> Iterator[str]:
    """Bandit with all its rules."""
    report = _json([sys.executable, "-m", "bandit", "--quiet", "--recursive", "--format", "json", "."], folder)
    for result in report["results"]:
        yield f"bandit {result['test_id']}: {result['filename']}:{result['line_number']}: {result['issue_text']}"
    for error in report["errors"]:
        yield f"bandit could not read {error['filename']}: {error['reason']}"
    skipped = report["metrics"]["_totals"]["nosec"] + report["metrics"]["_totals"]["skipped_tests"]
    if skipped:
        yield f"bandit was told to look away {skipped} times"


def secret_findings(folder: Path) -> Iterator[str]:
    """detect-secrets with all its detectors, over all files; --no-verify because it would ask services otherwise."""
    options = ["scan", "--all-files", "--force-use-all-plugins", "--no-verify", "."]
    report = _json([sys.executable, "-m", "detect_secrets", *options], folder)
    for name, found in report["results"].items():
        for secret in found:
            yield f"detect-secrets {secret['type']}: {name}:{secret['line_number']}"
    for path in folder.rglob("*"):
        if path.is_file() and b"pragma: allowlist" in path.read_bytes():
            yield f"detect-secrets was told to look away in {path.relative_to(folder)}"


def findings(archive: Path, scratch: Path) -> List[str]:
    """Every finding on the zip `archive`, which is unpacked into the empty folder `scratch`."""
    found = list(file_findings(archive))
    if found:
        return found
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(scratch)
    folder = scratch / PACKAGE
    return [*metadata_findings(folder), *bandit_findings(folder), *secret_findings(folder)]


def _json(command: List[str], folder: Path) -> dict:
    """What the command prints; its exit status only says whether there are findings."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr}")
    return json.loads(done.stdout)
