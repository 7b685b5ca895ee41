"""A row of a table into a record, or all the faults of the row at once."""

from typing import Iterator, List, Mapping, Sequence, Set, Tuple

from ..model.errors import IncidentMapperError, UnreadableValue
from ..model.language import tr
from ..model.records import Record
from ..model.validation import Fault
from .building import (
    Values,
    build_incident,
    build_movement,
    faults_of_values,
    locate_incident,
    locate_movement,
    places_in,
)
from .columns import columns_of, match_headers
from .context import Context
from .reports import REPORT_COLUMNS, Reports
from .safe_cells import bare_cell
from .values import Unreadable, name_the_homonyms, read_text, read_uid

ACTOR_COLUMNS = ("actor1", "actor2", "actor", "claimant")
STOP_COLUMNS = ("origin", "via", "destination")


class RowRejected(IncidentMapperError):
    """A row that is no record; `faults` holds every reason, each with its column."""

    def __init__(self, line: int, faults: Sequence[Fault]) -> None:
        super().__init__(f"Row {line}: " + " ".join(f"[{fault.field}] {fault.sentence}" for fault in faults))
        self.line, self.faults = line, tuple(faults)


class RowReader:
    """Reads the rows of one table under one header.

    table: 'incidents' or 'movements'. name: what the table is called in sentences.
    names_reports: whether the rows may say which report they are from.
    Raises UnusableTable for missing or double columns.
    """

    def __init__(self, table: str, headers: Sequence[str], context: Context, name: str = "") -> None:
        self._table, self._context = table, context
        columns = columns_of(table)
        self._coded: List[Tuple[str, int, Mapping[str, object]]] = []
        # Running text is not remembered: hardly any comes twice, and a long one would stay in memory.
        self._texts: List[Tuple[str, int]] = []
        matched = match_headers(table, headers, name or table)
        self.names_reports = matched.keys() >= set(REPORT_COLUMNS)
        for column, index in matched.items():
            reads = columns[column].reads
            if reads in ("text", "id"):
                self._texts.append((column, index))
            else:
                self._coded.append((column, index, context.memo(reads)))
        self._needed = [column for column in columns.values() if column.is_required and column.reads != "text"]
        self._actors = [column for column in ACTOR_COLUMNS if column in columns]
        is_incidents = table == "incidents"
        self._locate = locate_incident if is_incidents else locate_movement
        self._build = build_incident if is_incidents else build_movement

    def read(self, cells: Sequence[str], line: int) -> Record:
        """The incident or movement of a row; raises RowRejected with all its faults.

        A place that is ambiguous or unknown is no fault: the record is kept unplaced, with candidates.
        """
        faults: List[Fault] = []
        values = self._values(cells, faults)
        self._settle_actors(values, faults)
        unreadable = {fault.field for fault in faults}
        for column in self._needed:
            if column.name not in values and column.name not in unreadable:
                faults.append(Fault(column.name, tr("The cell is empty. {help}").format(help=column.help)))
        faults += faults_of_values(values, unreadable)
        faults += self._faults_of_record(values, unreadable)
        faults += self._locate(values, self._context)
        if faults:
            raise RowRejected(line, faults)
        record = self._build(values, self._context)
        self._context.taken[self._table].add(record.uid)
        return record

    def note_places(self, cells: Sequence[str], reports: Reports) -> None:
        """Note where the row's places lie by themselves, to help its report; its faults wait for `read`."""
        values = self._values(cells, [])
        for _ in self._locate(values, self._context):
            pass
        reports.add(values, places_in(values))

    def _values(self, cells: Sequence[str], faults: List[Fault]) -> Values:
        """Column → value of every cell that holds something readable."""
        values: Values = {}
        for column, index, memo in self._coded:
            text = cells[index].strip()
            if text:
                value = memo[text]
                if type(value) is Unreadable:
                    faults.append(Fault(column, value))
                else:
                    values[column] = value
        for column, index in self._texts:
            text = bare_cell(cells[index].strip())
            if text:
                try:
                    values[column] = read_uid(text) if column == "id" else read_text(text)
                except UnreadableValue as error:
                    faults.append(Fault(column, str(error)))
        return values

    def _settle_actors(self, values: Values, faults: List[Fault]) -> None:
        """Put the actor's id in the place of what its name was taken for; the date decides among homonyms."""
        for column in self._actors:
            name = values.get(column)
            if name is None:
                continue
            actor_id = name.actor_id
            if not actor_id:
                match = self._context.actors.find(name.text, values.get("date"))
                if match.actor is None:
                    faults.append(Fault(column, name_the_homonyms(name.text, match)))
                    continue
                actor_id = match.actor.actor_id
            values[column] = actor_id

    def _faults_of_record(self, values: Values, unreadable: Set[str]) -> Iterator[Fault]:
        taken = self._context.taken[self._table]
        if values.get("id") in taken:
            yield Fault("id", tr("The id '{id}' is taken by another record; choose another or leave it empty.").format(
                id=values['id']
            ))
        if self._table == "movements" and not any(column in values or column in unreadable for column in STOP_COLUMNS):
            yield Fault("origin", tr("A movement needs at least an origin, a stop or a destination; give one place."))
