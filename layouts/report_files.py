"""The report of a pack as files: ODT and HTML, and the pictures that both show."""

from pathlib import Path
from typing import Mapping, Optional

from qgis.core import QgsLayoutExporter, QgsLayoutItem, QgsLayoutItemMap, QgsPrintLayout
from qgis.PyQt.QtCore import QBuffer, QIODevice, QSize, Qt
from qgis.PyQt.QtGui import QImage, QPainter, QTextDocumentWriter

from ..model.records import Source
from ..qgis_support.translation import tr
from .content import SheetContent
from .export import SheetError
from .main_map import GRID_NAMES
from .narrative import Narrative, Picture, compose
from .spec import SheetSpec
from .tables import TableText

PICTURES = {"map.png": "Main map", "legend.png": "Legend", "legend_2.png": "Further legend"}
"""File → item of the sheet, as far as it has one."""
ODT, HTML = "report.odt", "report.html"
DPI = 200
PACKED = 69
"""How Qt is told to pack at level 3: in 60 % of the time that its usual level takes, to 103 % of the size."""


def write_report(
    folder: Path, layout: QgsPrintLayout, content: SheetContent, sources: Mapping[str, Source], sheet: SheetSpec,
    changes: Optional[TableText],
) -> None:
    """Write the files into the folder; OSError or SheetError where one cannot be written in full. sources: by uid."""
    items = {name: layout.itemById(item) for name, item in PICTURES.items()}
    pictures = [_picture(name, layout, item) for name, item in items.items() if item is not None]
    for picture in pictures:
        (folder / picture.name).write_bytes(picture.png.data())
    document = compose(Narrative(
        sheet.title or tr("Libya: incidents and movements"), content, sources, sheet.notice, changes, pictures,
        layout.itemById("Notes 1").currentText(),
    ))
    for name, kind in ((ODT, b"ODF"), (HTML, b"HTML")):
        if not QTextDocumentWriter(str(folder / name), kind).write(document):
            words = tr(
                "The report '{path}' could not be written in full; free some space on the disk and export it again."
            )
            raise SheetError(words.format(path=folder / name))


def _picture(name: str, layout: QgsPrintLayout, item: QgsLayoutItem) -> Picture:
    """An item of the sheet by itself; what else is printed where it stands is seen, too."""
    area = item.mapRectToScene(item.rect())
    if isinstance(item, QgsLayoutItemMap):
        area.adjust(-GRID_NAMES, 0, 0, GRID_NAMES)
    image = QgsLayoutExporter(layout).renderRegionToImage(area, QSize(), DPI)
    # On white, as a template's page may have no ground; without transparency it is also packed in less time and space.
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
    painter.fillRect(image.rect(), Qt.GlobalColor.white)
    painter.end()
    image.convertTo(QImage.Format.Format_RGB32)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", PACKED)
    return Picture(name, image, buffer.data())
