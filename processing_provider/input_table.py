"""What a parameter names, as a table that `exchange` reads: a file of text, or any table or layer of QGIS."""

from typing import Union

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from ..exchange.columns import unused_headers
from ..exchange.csv_table import CsvTable
from ..qgis_support.translation import tr
from .algorithm import Parameters
from .source_table import SourceTable
from .text_file import text_file


def input_table(
    algorithm: QgsProcessingAlgorithm, name: str, table: str, parameters: Parameters, context: QgsProcessingContext
) -> Union[CsvTable, SourceTable]:
    """The table in the parameter `name`, with the columns of `table` in columns.csv."""
    path = text_file(parameters.get(name))
    if path is not None:
        return CsvTable(path, table)
    source = algorithm.parameterAsSource(parameters, name, context)
    if source is None:
        raise QgsProcessingException(algorithm.invalidSourceError(parameters, name))
    return SourceTable(source)


def warn_of_unused(found: Union[CsvTable, SourceTable], table: str, feedback: QgsProcessingFeedback) -> None:
    """Say which columns of what was found are none of `table`, and so not read."""
    unused = unused_headers(table, found.headers)
    if unused:
        feedback.pushWarning(
            tr("{table}: not read, because no such column is known: {columns}.").format(
                table=found.name, columns=", ".join(unused)
            )
        )
