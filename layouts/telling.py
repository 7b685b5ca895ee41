"""The case as a reader outside may see it: itself, or a copy without what is withheld."""

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Iterator, Mapping, NamedTuple, Tuple

from qgis.core import QgsProject, QgsProjectMetadata

from ..casefile.extract import duplicate, extract, named_sources
from ..casefile.repository import Casefile
from ..exchange.redaction import is_old_enough, redacted
from ..layers.group import casefile_layers, load_drawn
from ..model.language import speaking
from ..model.records import Record, Source
from ..model.redaction import Redaction
from .case_layers import layers_below
from .content import SheetContent, chosen, gather
from .notices import redaction_notice
from .spec import SheetSpec


class Told(NamedTuple):
    """What is drawn from, the records that are told, and the sheet that says what was withheld.

    sources: by uid, those that the records name. is_extract: the casefile is a copy with nothing but these records,
    which nobody writes to.
    """

    project: QgsProject
    casefile: Casefile
    records: Tuple[Record, ...]
    sources: Mapping[str, Source]
    sheet: SheetSpec
    is_extract: bool = False

    def content(self) -> SheetContent:
        """What the sheet says, in its language."""
        with speaking(self.sheet.language, self.sheet.numerals):
            return gather(self.records, self.sources, self.casefile.actors(), self.sheet.wanted.period)

    def extract(self, path: Path) -> Casefile:
        """A casefile at `path` with these records and what they name, to be given away."""
        if self.is_extract:
            return duplicate(self.casefile, path)
        return extract(self.casefile, path, self.records, self.sources.values())


@contextmanager
def told_case(
    project: QgsProject, casefile: Casefile, sheet: SheetSpec, redaction: Redaction, now: datetime
) -> Iterator[Told]:
    """The case as it may be told; the copy, and the project that shows it, last as long as the context.

    Where anything is withheld, layers of the case itself would carry it along, hidden, in what is drawn from them.
    now: the moment that a delay counts back from, with its time zone.
    """
    wanted = chosen(casefile, sheet.wanted)
    records = tuple(redacted(record, redaction) for record in wanted if is_old_enough(record, redaction, now))
    sources = {source.uid: source for source in named_sources(casefile.sources(), records)}
    if not redaction.is_any:
        yield Told(project, casefile, records, sources, sheet)
        return
    with tempfile.TemporaryDirectory(prefix="libya-") as folder:
        copy = extract(casefile, Path(folder) / "told.gpkg", records, sources.values())
        with project_with(copy, project, casefile) as shown:
            with speaking(sheet.language, sheet.numerals):
                notice = redaction_notice(redaction)
            yield Told(shown, copy, records, sources, replace(sheet, notice=notice), is_extract=True)


@contextmanager
def project_with(casefile: Casefile, shown: QgsProject, original: Casefile) -> Iterator[QgsProject]:
    """A project with a casefile over copies of what `shown` has below the original; emptied at the end."""
    project = QgsProject()
    # Nobody's name, which QGIS would write into an atlas.
    project.setMetadata(QgsProjectMetadata())
    project.setEllipsoid(shown.ellipsoid())
    try:
        for layer in layers_below(shown, casefile_layers(original, shown)):
            project.layerTreeRoot().addLayer(project.addMapLayer(layer.clone(), False))
        load_drawn(casefile, project)
        yield project
    finally:
        project.layoutManager().clear()
        project.clear()
