"""The cells of a row under one header, each read as its column says."""

from typing import Dict, List, Sequence

from ..model.actors import ActorRegistry
from ..model.errors import UnreadableValue
from ..model.language import tr
from ..model.validation import Fault
from .columns import columns_of, match_headers
from .rows import RowRejected
from .safe_cells import bare_cell
from .values import reading


class CellsReader:
    """For a table whose columns name no actor by its name; raises UnusableTable for missing or double columns.

    name: what the table is called in sentences.
    """

    def __init__(self, table: str, headers: Sequence[str], name: str) -> None:
        columns = columns_of(table)
        self._columns = [
            (columns[column], index, reading(columns[column].reads, ActorRegistry(())))
            for column, index in match_headers(table, headers, name).items()
        ]

    @property
    def names(self) -> List[str]:
        """The columns that are there."""
        return [column.name for column, _, _ in self._columns]

    def read(self, cells: Sequence[str], line: int) -> Dict[str, object]:
        """Column → value, for the cells that hold something; raises RowRejected with all faults."""
        faults: List[Fault] = []
        values: Dict[str, object] = {}
        for column, index, read in self._columns:
            text = bare_cell(cells[index].strip())
            try:
                if text:
                    values[column.name] = read(text)
                elif column.is_required:
                    faults.append(Fault(column.name, tr("The cell is empty. {help}").format(help=tr(column.help))))
            except UnreadableValue as error:
                faults.append(Fault(column.name, str(error)))
        if faults:
            raise RowRejected(line, faults)
        return values
