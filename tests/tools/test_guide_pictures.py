"""What counts as a stale picture; how the pictures are made is tested with QGIS, in tests/window."""

import shutil
import subprocess

import guide_pictures
import pytest

pytestmark = pytest.mark.skipif(shutil.which("convert") is None, reason="ImageMagick is not there")


def picture(path, size="100x80", *drawn):
    subprocess.run(["convert", "-size", size, "xc:white", *drawn, f"PNG8:{path}"], check=True)
    return path


@pytest.fixture
def folders(tmp_path):
    """For pictures made now, and for those that are kept."""
    for name in ("fresh", "kept"):
        (tmp_path / name).mkdir()
    return tmp_path / "fresh", tmp_path / "kept"


@pytest.mark.parametrize("size, drawn, share", [
    ("100x80", (), None),
    # A hair of another colour, and two pixels in all.
    ("100x80", ("-fill", "#f8f8f8", "-draw", "rectangle 0,0 99,79"), None),
    ("100x80", ("-fill", "black", "-draw", "rectangle 0,0 1,0"), None),
    ("100x80", ("-fill", "black", "-draw", "rectangle 10,10 29,29"), 400 / 8000),
    ("100x81", (), 1.0),
])
def test_what_differs_is_stale(folders, size, drawn, share):
    fresh, kept = folders
    picture(kept / "dock.png")
    picture(fresh / "dock.png", size, *drawn)
    assert guide_pictures.stale(fresh, kept) == ({} if share is None else {"dock.png": pytest.approx(share)})


def test_one_that_is_new_or_gone_is_stale(folders):
    fresh, kept = folders
    picture(kept / "old.png")
    picture(fresh / "new.png")
    assert guide_pictures.stale(fresh, kept) == {"new.png": 1.0, "old.png": 1.0}


def test_a_picture_is_the_part_of_the_screen_that_was_asked_for(tmp_path):
    screen = picture(tmp_path / "screen.png", "200x100", "-fill", "red", "-draw", "rectangle 50,20 79,39")
    part = guide_pictures._part({"dock": screen}, "dock", [50, 20, 30, 20], tmp_path)
    asked = ["identify", "-format", "%wx%h %[fx:mean.g]", str(part)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert told.stdout == "30x20 0"
