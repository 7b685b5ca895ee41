import pytest
from qgis.PyQt.QtCore import QByteArray, QRectF, Qt
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer

from libya_incident_mapper.layers.event_icon import ICONS, SQUARE_SHAPES, icon_path, marker_svg
from libya_incident_mapper.model.codes import code_list

SHAPES = sorted({kind.more["shape"] for kind in code_list("event_kinds").values()})
BLUE, RED = "#0072b2", "#b2182b"


def picture(svg, size):
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.gray)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.replace("param(fill) ", "").replace("param(outline) ", "").encode())).render(
        painter, QRectF(0, 0, size, size)
    )
    painter.end()
    return image


def differing(one, other):
    return sum(
        one.pixel(x, y) != other.pixel(x, y) for x in range(one.width()) for y in range(one.height())
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_every_kind_of_event_has_an_icon_of_its_own(shape):
    assert icon_path(shape) == ICONS / f"{shape}.svg"


@pytest.mark.parametrize("shape", SHAPES)
def test_left_half_is_the_first_actors_and_right_half_the_second_ones(shape, pixels):
    image = picture(marker_svg(shape, (BLUE, RED), "reports", "sharp"), 96)
    left, right = (0, 0, 46, 96), (50, 0, 46, 96)
    assert pixels(image, BLUE, box=left) > 300
    assert pixels(image, RED, box=right) > 300
    assert pixels(image, RED, box=left) == pixels(image, BLUE, box=right) == 0


@pytest.mark.parametrize("size", [16, 64])
def test_no_two_kinds_look_alike(size):
    pictures = {shape: picture(marker_svg(shape, (BLUE, BLUE), "reports", "sharp"), size) for shape in SHAPES}
    for shape, image in pictures.items():
        for other, other_image in pictures.items():
            # A tenth of the body, which is 0.45 of the picture.
            assert shape == other or differing(image, other_image) > 0.045 * size * size, (shape, other)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_vague_place_is_hollow(shape, pixels):
    sharp = pixels(picture(marker_svg(shape, (BLUE, BLUE), "reports", "sharp"), 64), BLUE)
    vague = pixels(picture(marker_svg(shape, (BLUE, BLUE), "reports", "vague"), 64), BLUE)
    assert 0 < vague < 0.7 * sharp


@pytest.mark.parametrize("certainty", ["sharp", "vague", "wide"])
def test_stances_tell_apart(certainty):
    pictures = [
        picture(marker_svg("attack", (BLUE, RED), stance, certainty), 64)
        for stance in ("reports", "confirms", "claims", "alleges")
    ]
    for place, image in enumerate(pictures):
        for other in pictures[:place]:
            assert differing(image, other) > 60


def test_legible_in_grey_print(pixels):
    """Two sides whose greys are nearly the same are parted by a white line."""
    image = picture(marker_svg("explosion", ("#7a6a58", "#6a6a6a"), "reports", "sharp"), 96)
    line = (47, 13, 2, 10)
    assert pixels(image, "#ffffff", near=40, box=line) >= 10


def test_peaceful_kinds_are_square():
    image = picture(marker_svg("protest", (BLUE, BLUE), "reports", "sharp"), 96)
    disc = picture(marker_svg("attack", (BLUE, BLUE), "reports", "sharp"), 96)
    assert "protest" in SQUARE_SHAPES
    assert image.pixelColor(20, 20).name() == BLUE != disc.pixelColor(20, 20).name()


def test_a_place_known_to_the_district_has_a_broken_edge(pixels):
    vague, wide = (
        pixels(picture(marker_svg("attack", (BLUE, BLUE), "reports", certainty), 64), BLUE)
        for certainty in ("vague", "wide")
    )
    assert 0 < wide < 0.8 * vague


@pytest.mark.parametrize("size", [16, 35])  # on the screen, and 3 mm at 300 dpi
def test_status_and_no_deaths_are_seen_at_small_sizes(size):
    looks = [("approved", ""), ("draft", ""), ("reviewed", ""), ("approved", "0")]
    pictures = [
        picture(marker_svg("attack", (BLUE, RED), "reports", "sharp", status, deaths), size) for status, deaths in looks
    ]
    for place, image in enumerate(pictures):
        for other in pictures[:place]:
            assert differing(image, other) > 0.015 * size * size


def test_a_ring_stands_on_the_side_of_its_bloc_alone():
    plain = marker_svg("clash", ("#1b74b1", "#ce5a00"), "reports", "sharp")
    ringed = marker_svg("clash", ("#1b74b1", "#ce5a00"), "reports", "sharp", rings=(False, True))
    assert "a7.3 7.3 0 0 1" in ringed
    assert "a7.3 7.3 0 0 0" not in ringed
    assert "7.3" not in plain
    assert 'r="7.3"' in marker_svg("clash", ("#ce5a00", "#ce5a00"), "reports", "vague", rings=(True, True))
