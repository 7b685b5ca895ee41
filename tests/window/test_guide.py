"""What the guide tells can be done as it tells it, and every picture of it comes out."""

import shutil

import guide_pictures
import pytest

pytestmark = pytest.mark.skipif(shutil.which("convert") is None, reason="ImageMagick is not there")


@pytest.mark.parametrize("language", guide_pictures.FOLDERS)
def test_the_guides_monday(tmp_path, language):
    made = guide_pictures.make(tmp_path, language)
    assert [path.stem for path in made] == guide_pictures.names()
    # None is a screen of one colour.
    assert all(path.stat().st_size > 4_000 for path in made)
