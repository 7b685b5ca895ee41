"""Write a sheet to a file: whole or not at all, so that a good sheet is never replaced by half of one."""

import os
import tempfile
from pathlib import Path
from typing import Callable, ContextManager, Dict, List

from qgis.core import QgsLayoutExporter, QgsLayoutItemLabel, QgsPrintLayout, QgsRenderContext

from ..model.errors import IncidentMapperError
from ..model.language import RIGHT_TO_LEFT_MARK
from ..model.reason_words import reason_of
from ..qgis_support.project_title import titled
from ..qgis_support.translation import tr
from .svg_frames import cut_maps_at_frames

DPI = 300
ENDS_WITH: Dict[str, bytes] = {".pdf": b"%%EOF", ".png": b"IEND\xaeB`\x82", ".svg": b"</svg>"}
"""How a whole file of each kind ends; neither Qt's PDF writer nor its SVG writer reports a full disk."""
TAIL = 64


class SheetError(IncidentMapperError):
    """A sheet that could not be written."""


def export_sheet(layout: QgsPrintLayout, path: str) -> List[Path]:
    """Write the layout as the ending of `path` says and return the files written, the first page first.

    PDF: one file, vectors, text as text, georeferenced by the main map. PNG and SVG: one file a page, the second
    one called `name_2`. Pages of an earlier, longer sheet are left alone. Must run in the main thread. Raises
    SheetError for another ending, a folder that is missing or cannot be written, and a full disk; what stood at
    `path` before is then still there.
    """
    target = Path(path)
    ending = target.suffix.lower()
    if ending not in ENDS_WITH:
        words = tr("'{name}' has no ending a sheet can be written as; choose .pdf, .png or .svg.")
        raise SheetError(words.format(name=target.name))
    if target.is_dir():
        raise SheetError(tr("'{path}' is a folder; add a file name.").format(path=target))
    if not target.parent.is_dir():
        words = tr("The folder '{folder}' does not exist; make it or choose another.")
        raise SheetError(words.format(folder=target.parent))
    try:
        with tempfile.TemporaryDirectory(prefix=".sheet-", dir=target.parent) as scratch:
            return _export_beside(layout, target, Path(scratch))
    except OSError as error:
        raise SheetError(
            tr("The sheet cannot be written to '{path}': {reason}; choose another folder or free some space.").format(
                path=target, reason=reason_of(error)
            )
        ) from error


def _export_beside(layout: QgsPrintLayout, target: Path, scratch: Path) -> List[Path]:
    """Export into the scratch folder, look at what came out, and only then put it in place; the first page last."""
    first = scratch / (target.stem + target.suffix.lower())
    with named_by_its_title(layout):
        result = _WRITERS[target.suffix.lower()](QgsLayoutExporter(layout), str(first))
    written = sorted(scratch.iterdir())
    pages = [file for file in written if file.suffix == first.suffix]
    if result != QgsLayoutExporter.ExportResult.Success or first not in pages or not all(map(is_whole, pages)):
        raise SheetError(_reason(result, target))
    for file in sorted(written, key=lambda one: one == first):
        os.replace(file, target.with_name(target.name if file == first else file.name))
    others = sorted((file for file in pages if file != first), key=lambda file: int(file.stem.rpartition("_")[2]))
    return [target, *(target.with_name(file.name) for file in others)]


def named_by_its_title(layout: QgsPrintLayout) -> ContextManager[None]:
    """Within it files have the title that stands on the sheet, and tell nobody's name."""
    title = layout.itemById("Title")
    words = title.currentText() if isinstance(title, QgsLayoutItemLabel) else ""
    return titled(layout.project(), words.lstrip(RIGHT_TO_LEFT_MARK))


def is_whole(file: Path) -> bool:
    """Whether a file that was written is there to its end."""
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        stream.seek(max(0, file.stat().st_size - TAIL))
        return ENDS_WITH[file.suffix] in stream.read()


def _reason(result: QgsLayoutExporter.ExportResult, target: Path) -> str:
    if result == QgsLayoutExporter.ExportResult.MemoryError:
        words = tr("There is not enough memory to draw the sheet '{path}'; export it as PDF or close other programs.")
    else:
        words = tr("The sheet '{path}' could not be written in full; free some space on the disk and export it again.")
    return words.format(path=target)


def _write_pdf(exporter: QgsLayoutExporter, path: str) -> QgsLayoutExporter.ExportResult:
    return exporter.exportToPdf(path, pdf_settings())


def pdf_settings() -> QgsLayoutExporter.PdfExportSettings:
    """Vectors, text as text, georeferenced by the main map."""
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = DPI
    settings.textRenderFormat = QgsRenderContext.TextRenderFormat.AlwaysText
    settings.appendGeoreference = True
    settings.exportMetadata = True
    settings.simplifyGeometries = False
    return settings


def _write_png(exporter: QgsLayoutExporter, path: str) -> QgsLayoutExporter.ExportResult:
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = DPI
    return exporter.exportToImage(path, settings)


def _write_svg(exporter: QgsLayoutExporter, path: str) -> QgsLayoutExporter.ExportResult:
    settings = QgsLayoutExporter.SvgExportSettings()
    settings.dpi = DPI
    settings.textRenderFormat = QgsRenderContext.TextRenderFormat.AlwaysText
    settings.exportAsLayers = True
    result = exporter.exportToSvg(path, settings)
    if result == QgsLayoutExporter.ExportResult.Success:
        cut_maps_at_frames(exporter.layout(), Path(path))
    return result


_WRITERS: Dict[str, Callable[[QgsLayoutExporter, str], QgsLayoutExporter.ExportResult]] = {
    ".pdf": _write_pdf,
    ".png": _write_png,
    ".svg": _write_svg,
}
