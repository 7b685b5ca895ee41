"""What of geopy ships: enough to ask, nothing that could connect, and the same bytes each time."""

import ast
import zipfile
from pathlib import Path

import pytest
import vendor

ROOT = Path(__file__).resolve().parents[2]
NETWORKING = {"socket", "ssl", "http", "urllib.request", "requests", "aiohttp", "asyncio", "subprocess"}


@pytest.fixture(scope="module")
def files():
    return vendor.files(vendor.wheel())


def test_what_is_set_up_here_is_what_ships(files):
    here = {
        path.relative_to(vendor.FOLDER).as_posix(): path.read_text("utf-8")
        for path in vendor.FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    assert here == files
    assert "copyright" in files["geopy/LICENSE"].lower()


def test_nothing_in_it_can_open_a_connection_or_reach_another_geopy(files):
    for path, text in files.items():
        if not path.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(text)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            assert not [name for name in names if name in NETWORKING or name.startswith("geopy")], path


def test_a_wheel_that_is_not_the_pinned_one_is_refused(tmp_path, monkeypatch):
    original = vendor.wheel()
    monkeypatch.setattr(vendor, "WHEELS", tmp_path)
    with zipfile.ZipFile(tmp_path / original.name, "w") as opened:
        opened.writestr("geopy/exc.py", "")
    with pytest.raises(vendor.WheelRefused, match=r"geopy==.* cannot be had as pinned in requirements-vendored\.txt"):
        vendor.wheel()


def test_a_module_the_edits_were_not_written_for_is_refused():
    with pytest.raises(ValueError, match=r"geopy/geocoders/base\.py has not once"):
        vendor.trimmed("geocoders/base", "import asyncio\n")
