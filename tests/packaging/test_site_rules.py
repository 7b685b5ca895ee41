"""The zip has no finding, and the rules find what they are there for."""

import re
import zipfile

import pytest
from site_rules import PACKAGE, findings

from libya_incident_mapper.model.language import LANGUAGES

SMALL = ("__init__.py", "metadata.txt", "LICENSE", "resources/icons/plugin.svg")

CREDENTIAL = "pass" + "word"


@pytest.fixture(scope="module")
def small(archive) -> dict:
    """Path → bytes of the least a zip must hold, so that the scans are quick."""
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in (f"{PACKAGE}/{path}" for path in SMALL)}


def _zip(path, files):
    with zipfile.ZipFile(path, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return path


def test_the_zip_has_no_finding(archive, tmp_path):
    assert findings(archive, tmp_path) == []


def test_the_pages_of_help_find_their_pictures_in_the_zip(archive):
    with zipfile.ZipFile(archive) as opened:
        files = {name: opened.read(name) for name in opened.namelist() if name.startswith(f"{PACKAGE}/docs/")}
    pages = {name: text.decode() for name, text in files.items() if name.endswith(".md")}
    shown = {
        f"{name.rpartition('/')[0]}/{link}"
        for name, text in pages.items() for link in re.findall(r"!\[[^]]*\]\((\S+)\)", text)
    }
    assert len(shown) > 10 * len(LANGUAGES)
    assert shown == {name for name in files if name.endswith(".png")}


@pytest.mark.parametrize(
    ("name", "text", "finding"),
    [
        ("model/x.pyc", "", "of a kind the site refuses"),
        ("tests/test_x.py", "", "for developers"),
        ("../other/x.py", "", "of a kind the site refuses"),
        ("model/\u0645.csv", "", "not ASCII"),
        ("model/x.py", "assert 1 == 1\n", "bandit B101"),
        ("model/x.py", f"{CREDENTIAL} = 'tripoli1'\n", "bandit B105"),
        ("model/x.py", "eval('1')  # nosec\n", "bandit was told to look away"),
        ("model/x.py", "def f(:\n", "bandit could not read"),
        ("resources/x.txt", "https://alice:wonder" + "land7@example.org/\n", "detect-secrets Basic Auth"),
        ("resources/x.txt", "pragma: " + "allowlist secret\n", "detect-secrets was told to look away"),
    ],
)
def test_what_the_site_refuses_is_found(small, tmp_path, name, text, finding):
    changed = _zip(tmp_path / "changed.zip", {**small, f"{PACKAGE}/{name}": text})
    assert [found for found in findings(changed, tmp_path / "unpacked") if finding in found]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("about=", "about=100 % ", "metadata.txt: '%'"),
        ("homepage=https://example.org/", "homepage=example.org/", "homepage is no https address"),
        ("author=", "author=A/", "the author has a slash"),
        ("name=Libya Incident Mapper", "name=Libya plugin", "the name says 'plugin'"),
        ("version=", "version=v", "the version is not of the form"),
        ("icon=resources/", "icon=", "is not in the zip"),
        ("tracker=", "trucker=", "tracker is missing"),
    ],
)
def test_what_the_site_refuses_in_metadata_is_found(small, tmp_path, old, new, finding):
    metadata = small[f"{PACKAGE}/metadata.txt"].decode().replace("\n" + old, "\n" + new)
    changed = _zip(tmp_path / "changed.zip", {**small, f"{PACKAGE}/metadata.txt": metadata})
    assert [found for found in findings(changed, tmp_path / "unpacked") if finding in found]


def test_a_least_zip_has_no_finding(small, tmp_path):
    assert findings(_zip(tmp_path / "least.zip", small), tmp_path / "unpacked") == []
