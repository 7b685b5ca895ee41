"""A spreadsheet file with several tables, written by GDAL through QGIS."""

import zipfile
from pathlib import Path
from typing import Iterable, Sequence, Tuple, Union

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFields,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from .fields import field

Cell = Union[str, int, float, None]
Sheet = Tuple[str, Sequence[str], Sequence[Sequence[Cell]]]
"""Name, headers and rows."""

LONGEST = 32_000
"""Characters: spreadsheets hold no longer cell."""


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write an XLSX file; raises OSError where it cannot be written.

    A column whose cells are all numbers becomes one of numbers; all else is text, never a formula.
    """
    path.unlink(missing_ok=True)
    for number, (name, headers, rows) in enumerate(sheets):
        fields = QgsFields()
        for column, header in enumerate(headers):
            fields.append(field(header, _kind(row[column] for row in rows)))
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName, options.fileEncoding = "XLSX", name, "UTF-8"
        actions = QgsVectorFileWriter.ActionOnExistingFile
        options.actionOnExistingFile = actions.CreateOrOverwriteLayer if number else actions.CreateOrOverwriteFile
        writer = QgsVectorFileWriter.create(
            str(path), fields, QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem(),
            QgsCoordinateTransformContext(), options,
        )
        for row in rows:
            feature = QgsFeature(fields)
            feature.setAttributes([cell[:LONGEST] if isinstance(cell, str) else cell for cell in row])
            writer.addFeature(feature)
        writer.flushBuffer()
        message = writer.errorMessage() if writer.hasError() != QgsVectorFileWriter.WriterError.NoError else ""
        # The file is written when the writer goes, which tells nobody how that went (QGIS 3.22 to 3.44).
        del writer
        if message or not zipfile.is_zipfile(path):
            raise OSError(message or f"{path} was not written in full")


def _kind(cells: Iterable[Cell]) -> str:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {int}:
        return "integer"
    return "real" if kinds and kinds <= {int, float} else "text"
