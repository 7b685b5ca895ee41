"""The weekly pack: everything that goes out together, in one folder, whole or not at all."""

import hashlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Dict, Iterator, List, Mapping, Optional

from qgis.core import QgsProject

from ..casefile.repository import Casefile
from ..exchange.csv_file import write_csv
from ..exchange.manifest import NAME, Manifest, UnusablePack, read_manifest, write_manifest
from ..exchange.record_tables import RecordTable, record_tables
from ..exchange.redaction import redacted
from ..layers.default_styles import store_default_styles
from ..model.changes import RecordState, changes, state_of
from ..model.language import speaking
from ..model.reason_words import reason_of
from ..qgis_support.gdal_options import gdal_option
from ..qgis_support.translation import tr
from ..qgis_support.workbook import write_workbook
from .change_words import changes_table
from .content import SheetContent
from .export import SheetError, export_sheet
from .pack_spec import PackSpec, Step
from .report_files import write_report
from .sheet import build_sheet
from .tables import TableText
from .telling import Told, told_case

SHEETS = ("sheet.pdf", "sheet.png", "sheet.svg")
TABLES, ANNEX = "tables.xlsx", "annex.gpkg"


def write_pack(project: QgsProject, casefile: Casefile, spec: PackSpec) -> Iterator[Step]:
    """Make the pack step by step; each step is told before it is done, and must be taken in the main thread.

    project: holds the casefile's layers and what is below them. Whoever stops in between closes the iterator: then,
    and after any error, the folder is as it was. Raises SheetError, UnusablePack, UnusableTable or a CasefileError.
    """
    old, before = _earlier(spec.folder), _before(spec)
    try:
        with tempfile.TemporaryDirectory(prefix=".pack-", dir=spec.folder.parent) as scratch:
            yield Step(tr("Choosing the records"), 0.0)
            sheet = replace(spec.sheet, produced=spec.now.date())
            with told_case(project, casefile, sheet, spec.redaction, spec.now) as told:
                yield from _Making(casefile, spec, told, Path(scratch)).steps(before)
            yield Step(tr("Putting the files in place"), 98.0)
            _put_in_place(Path(scratch), spec.folder, old)
    except OSError as error:
        words = tr("The pack cannot be written to '{folder}': {reason}; choose another folder or free some space.")
        raise SheetError(words.format(folder=spec.folder, reason=reason_of(error))) from error


class _Making:
    """One pack on its way, in a folder of its own."""

    def __init__(self, casefile: Casefile, spec: PackSpec, told: Told, made: Path) -> None:
        self._casefile, self._spec, self._told, self._made = casefile, spec, told, made

    def steps(self, before: Optional[Manifest]) -> Iterator[Step]:
        told = self._told
        yield Step(tr("Writing the data annex"), 5.0)
        annex = told.extract(self._made / ANNEX)
        # As in `new_file`: nobody knows the file yet, and every style by itself would wait for the disk.
        with gdal_option("OGR_SQLITE_SYNCHRONOUS", "OFF"):
            store_default_styles(annex)
        yield Step(tr("Laying out the sheet"), 15.0)
        content = told.content()
        layout = build_sheet(told.project, told.casefile, told.sheet, content)
        for number, name in enumerate(SHEETS):
            yield Step(tr("Writing {file}").format(file=name), 25.0 + 20.0 * number)
            export_sheet(layout, str(self._made / name))
        yield Step(tr("Writing the report"), 85.0)
        states = {record.uid: state_of(record) for record in told.records}
        found = None if before is None else changes(before.records, {**self._now(before), **states}, tuple(states))
        # Never across a step: in between the window speaks its own language.
        with speaking(told.sheet.language, told.sheet.numerals):
            changed = None if found is None else changes_table(found, content)
            write_report(self._made, layout, content, told.sources, told.sheet, changed)
        yield Step(tr("Writing the tables"), 92.0)
        self._write_tables(content, changed)
        self._write_manifest(content, states)

    def _now(self, before: Manifest) -> Dict[str, RecordState]:
        """The records told before as they would be told now, those outside of today's period included."""
        uids: Dict[str, List[str]] = {"incidents": [], "movements": []}
        for state in before.records:
            uids.setdefault(state.table, []).append(state.uid)
        stored = self._casefile.chosen(uids["incidents"], uids["movements"])
        return {record.uid: state_of(redacted(record, self._spec.redaction)) for record in stored}

    def _write_tables(self, content: SheetContent, changed: Optional[TableText]) -> None:
        numbered = list(content.records.items())
        told = {record.uid for _, record in numbered}
        numbered += [("", record) for record in self._told.records if record.uid not in told]
        tables = record_tables(numbered, self._told.sources, content.actors)
        if changed is not None:
            headings = tuple(column.heading for column in changed.columns)
            tables += (RecordTable("changes", headings, changed.rows),)
        for table in tables:
            write_csv(self._made / f"{table.name}.csv", table.headers, table.texts())
        write_workbook(self._made / TABLES, [(table.name, table.headers, table.rows) for table in tables])

    def _write_manifest(self, content: SheetContent, states: Mapping[str, RecordState]) -> None:
        spec, period = self._spec, content.period
        write_manifest(self._made / NAME, Manifest(
            spec.sheet.title or self._casefile.title,
            (period.start.isoformat(), period.end.isoformat()) if period else None, spec.now.date(),
            spec.redaction.code, {file.name: _sha256(file) for file in sorted(self._made.iterdir())},
            tuple(states.values()),
        ))


def _before(spec: PackSpec) -> Optional[Manifest]:
    """The pack to compare with. One that told more would tell it again in the list of changes."""
    if spec.previous is None:
        return None
    before = read_manifest(spec.previous)
    if before.redaction != spec.redaction.code:
        words = tr("The pack in {folder} was redacted in another way; compare with one made as this one, or with none.")
        raise UnusablePack(words.format(folder=spec.previous))
    return before


def _earlier(folder: Path) -> Optional[Manifest]:
    """The pack that the folder holds; UnusablePack where it holds other things."""
    if folder.is_dir() and any(folder.iterdir()):
        try:
            return read_manifest(folder)
        except UnusablePack:
            words = tr("The folder {folder} holds other files; choose an empty one, or write a new name.")
            raise UnusablePack(words.format(folder=folder)) from None
    return None


def _put_in_place(made: Path, folder: Path, old: Optional[Manifest]) -> None:
    """Move the files over, the manifest last, and take away what only the earlier pack had."""
    folder.mkdir(exist_ok=True)
    files = sorted(made.iterdir(), key=lambda file: file.name == NAME)
    for file in files:
        os.replace(file, folder / file.name)
    for name in set(old.files if old else ()) - {file.name for file in files}:
        if Path(name).name == name:  # a manifest edited by hand leads nowhere else
            (folder / name).unlink(missing_ok=True)


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
