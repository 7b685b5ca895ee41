"""The report of a pack as files: ODT and HTML, and the pictures that both show."""

from pathlib import Path
from typing import Mapping, Optional

from qgis.core import QgsLayoutExporter, QgsLayoutItem, QgsLayoutItemMap, QgsPrintLayout
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QImage, QTextDocument, QTextDocumentWriter

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


def write_report(
    folder: Path, layout: QgsPrintLayout, content: SheetContent, sources: Mapping[str, Source], sheet: SheetSpec,
    changes: Optional[TableText],
) -> None:
    """Write the files into the folder; SheetError where one cannot be written in full. sources: by uid."""
    items = {name: layout.itemById(item) for name, item in PICTURES.items()}
    pictures = [Picture(name, picture_of(layout, item)) for name, item in items.items() if item is not None]
    for name, picture in pictures:
        if not picture.save(str(folder / name)):
            raise _unwritten(folder / name)
    document = compose(Narrative(
        sheet.title or tr("Libya: incidents and movements"), content, sources, sheet.notice, changes, pictures,
        layout.itemById("Notes 1").currentText(),
    ))
    for name, kind in ((ODT, b"ODF"), (HTML, b"HTML")):
        _write(document, folder / name, kind)


def picture_of(layout: QgsPrintLayout, item: QgsLayoutItem) -> QImage:
    """An item of the sheet by itself; what else is printed where it stands is seen, too."""
    area = item.mapRectToScene(item.rect())
    if isinstance(item, QgsLayoutItemMap):
        area.adjust(-GRID_NAMES, 0, 0, GRID_NAMES)
    return QgsLayoutExporter(layout).renderRegionToImage(area, QSize(), DPI)


def _write(document: QTextDocument, path: Path, kind: bytes) -> None:
    if not QTextDocumentWriter(str(path), kind).write(document):
        raise _unwritten(path)


def _unwritten(path: Path) -> SheetError:
    words = tr("The report '{path}' could not be written in full; free some space on the disk and export it again.")
    return SheetError(words.format(path=path))
