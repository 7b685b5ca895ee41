"""The case as a reader outside may see it: itself, or a copy without what is withheld."""

import tempfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Iterator, NamedTuple, Tuple

from qgis.core import QgsProject

from ..casefile.extract import duplicate, extract
from ..casefile.repository import Casefile
from ..exchange.redaction import is_old_enough, redacted
from ..layers.group import casefile_layers, load_drawn
from ..model.language import speaking
from ..model.records import Record
from ..model.redaction import Redaction
from .case_layers import layers_below
from .content import chosen
from .notices import redaction_notice
from .spec import SheetSpec


class Told(NamedTuple):
    """What is drawn from, the records that are told, and the sheet that says what was withheld.

    is_extract: the casefile is a copy with nothing but these records, which nobody writes to.
    """

    project: QgsProject
    casefile: Casefile
    records: Tuple[Record, ...]
    sheet: SheetSpec
    is_extract: bool = False

    def extract(self, path: Path) -> Casefile:
        """A casefile at `path` with these records and what they name, to be given away."""
        return duplicate(self.casefile, path) if self.is_extract else extract(self.casefile, path, self.records)


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
    if not redaction.is_any:
        yield Told(project, casefile, records, sheet)
        return
    with tempfile.TemporaryDirectory(prefix="libya-") as folder:
        copy = extract(casefile, Path(folder) / "told.gpkg", records)
        with project_with(copy, project, casefile) as shown:
            with speaking(sheet.language, sheet.numerals):
                notice = redaction_notice(redaction)
            yield Told(shown, copy, records, replace(sheet, notice=notice), is_extract=True)


@contextmanager
def project_with(casefile: Casefile, shown: QgsProject, original: Casefile) -> Iterator[QgsProject]:
    """A project with a casefile over copies of what `shown` has below the original; emptied at the end."""
    project = QgsProject()
    project.setEllipsoid(shown.ellipsoid())
    try:
        for layer in layers_below(shown, casefile_layers(original, shown)):
            project.layerTreeRoot().addLayer(project.addMapLayer(layer.clone(), False))
        load_drawn(casefile, project)
        yield project
    finally:
        project.layoutManager().clear()
        project.clear()
