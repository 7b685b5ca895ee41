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
    image = picture(marker_svg(shape, (BLUE, RED), "reports", True), 96)
    left, right = (0, 0, 46, 96), (50, 0, 46, 96)
    assert pixels(image, BLUE, box=left) > 300
    assert pixels(image, RED, box=right) > 300
    assert pixels(image, RED, box=left) == pixels(image, BLUE, box=right) == 0


@pytest.mark.parametrize("size", [16, 64])
def test_no_two_kinds_look_alike(size):
    pictures = {shape: picture(marker_svg(shape, (BLUE, BLUE), "reports", True), size) for shape in SHAPES}
    for shape, image in pictures.items():
        for other, other_image in pictures.items():
            # A tenth of the body, which is 0.45 of the picture.
            assert shape == other or differing(image, other_image) > 0.045 * size * size, (shape, other)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_vague_place_is_hollow(shape, pixels):
    sharp = pixels(picture(marker_svg(shape, (BLUE, BLUE), "reports", True), 64), BLUE)
    vague = pixels(picture(marker_svg(shape, (BLUE, BLUE), "reports", False), 64), BLUE)
    assert 0 < vague < 0.7 * sharp


@pytest.mark.parametrize("is_sharp", [True, False])
def test_stances_tell_apart(is_sharp):
    pictures = [
        picture(marker_svg("attack", (BLUE, RED), stance, is_sharp), 64)
        for stance in ("reports", "confirms", "claims", "alleges")
    ]
    for place, image in enumerate(pictures):
        for other in pictures[:place]:
            assert differing(image, other) > 60


def test_legible_in_grey_print(pixels):
    """Two sides whose greys are nearly the same are parted by a white line."""
    image = picture(marker_svg("explosion", ("#7a6a58", "#6a6a6a"), "reports", True), 96)
    line = (47, 13, 2, 10)
    assert pixels(image, "#ffffff", near=40, box=line) >= 10


def test_peaceful_kinds_are_square():
    image = picture(marker_svg("protest", (BLUE, BLUE), "reports", True), 96)
    disc = picture(marker_svg("attack", (BLUE, BLUE), "reports", True), 96)
    assert "protest" in SQUARE_SHAPES
    assert image.pixelColor(20, 20).name() == BLUE != disc.pixelColor(20, 20).name()
