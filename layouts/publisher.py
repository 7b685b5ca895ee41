"""Who publishes the sheet: the organisation's name and logo, and the number it gives the map."""

from pathlib import Path

from qgis.core import QgsLayoutItem, QgsLayoutItemPicture
from qgis.PyQt.QtGui import QImageReader
from qgis.PyQt.QtSvg import QSvgRenderer

from ..model.direction import isolated
from ..qgis_support.translation import tr
from .export import SheetError
from .page import GREY, MARGIN, SMALL_SIZE, Page
from .spec import SheetSpec
from .text import shortened

ROOM = 62.0
"""Width kept free of the title where there is something to stand there."""
LOGO = (30.0, 8.6)
LONGEST = 44


def add_publisher(page: Page, spec: SheetSpec) -> float:
    """Put logo, organisation and map number in the corner beside the title; returns the width that they take."""
    given = spec.organisation, spec.map_number
    organisation, number = (isolated(shortened(words.strip(), LONGEST)) for words in given)
    words = "  ·  ".join(filter(None, (organisation, number and tr("Map {number}").format(number=number))))
    if spec.logo:
        _add_logo(page, Path(spec.logo))
    if words:
        area = page.rect(MARGIN + page.inner - ROOM, 12.4, ROOM, 3.2)
        page.label(words, "Publisher", area, SMALL_SIZE, colour=GREY, alignment=page.end)
    return ROOM if words or spec.logo else 0.0


def _add_logo(page: Page, path: Path) -> None:
    is_vector = path.suffix.casefold() == ".svg"
    is_picture = QSvgRenderer(str(path)).isValid() if is_vector else QImageReader(str(path)).canRead()
    if not is_picture:
        sentence = tr("The logo '{path}' is no picture that can be read; choose a PNG, JPEG or SVG file in {where}.")
        raise SheetError(sentence.format(path=path, where=tr("Settings ▸ Options ▸ Libya Incidents")))
    logo = QgsLayoutItemPicture(page.layout)
    formats = QgsLayoutItemPicture.Format
    logo.setPicturePath(str(path), formats.FormatSVG if is_vector else formats.FormatRaster)
    logo.setResizeMode(QgsLayoutItemPicture.ResizeMode.Zoom)
    corner = QgsLayoutItem.ReferencePoint
    logo.setPictureAnchor(corner.UpperLeft if page.is_mirrored else corner.UpperRight)
    page.put(logo, "Logo", page.rect(MARGIN + page.inner - LOGO[0], 3.4, *LOGO))
