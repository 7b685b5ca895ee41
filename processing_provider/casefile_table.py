"""What algorithms have in common that read a table into a casefile that is there already."""

from pathlib import Path
from typing import TYPE_CHECKING, Sequence, Tuple

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsVectorLayer,
)

from ..qgis_support.translation import tr
from .algorithm import IncidentAlgorithm, Parameters
from .text_file import text_file

if TYPE_CHECKING:
    from ..exchange.rejects import RejectsFile
    from .casefile_import import Table


REJECTED = "REJECTED"


class CasefileTableAlgorithm(IncidentAlgorithm):
    """The casefile, the table, the file of rejected rows, and numbers as outputs; a subclass says which numbers."""

    INPUT, CASEFILE, REJECTS = "INPUT", "CASEFILE", "REJECTS"

    def numbers(self) -> Tuple[Tuple[str, str], ...]:
        """Name and label of each number that comes out, `REJECTED` among them."""
        raise NotImplementedError

    def add_table(self, caption: str, help_text: str, casefile_help: str) -> None:
        """Declare the table and the casefile."""
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, caption, [QgsProcessing.SourceType.TypeVector]), help_text
        )
        self.add(
            QgsProcessingParameterFile(self.CASEFILE, tr("Casefile"), fileFilter=tr("Casefiles (*.gpkg)")),
            casefile_help,
        )

    def add_rejects(self) -> None:
        """Declare the file of rejected rows and the numbers."""
        self.add(
            QgsProcessingParameterFileDestination(
                self.REJECTS, tr("Rejected rows"), tr("CSV files (*.csv)"), optional=True, createByDefault=False
            ),
            tr("The table of rows that were refused; left empty it stands beside the casefile, if there are any."),
            is_optional=True,
        )
        for name, label in self.numbers():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def checkParameterValues(self, parameters: Parameters, context: QgsProcessingContext) -> Tuple[bool, str]:
        """QGIS would open CSV files in its own way, and fail at some that we read; they are left out of its check."""
        if text_file(parameters.get(self.INPUT)) is None:
            return super().checkParameterValues(parameters, context)
        stand_in = QgsVectorLayer("NoGeometry", "", "memory")
        return super().checkParameterValues({**parameters, self.INPUT: stand_in}, context)

    def rejects(
        self, parameters: Parameters, context: QgsProcessingContext, casefile: Path, table: "Table"
    ) -> "RejectsFile":
        """The file asked for, unless it is one that is read; else one beside the casefile."""
        from ..exchange.rejects import RejectsFile
        from .casefile_import import free_path

        wanted = self.parameterAsFileOutput(parameters, self.REJECTS, context)
        if not wanted:
            return RejectsFile(free_path(casefile.with_name(f"{casefile.stem}-rejects.csv")), [table.headers])
        read = [path.resolve() for path in (casefile, text_file(parameters.get(self.INPUT))) if path is not None]
        if Path(wanted).resolve() in read:
            raise QgsProcessingException(
                tr("REJECTS would replace {path}, which is read; choose another name.").format(path=wanted)
            )
        return RejectsFile(Path(wanted), [table.headers], always=True)

    def told(
        self, casefile: Path, rejects: Path, result: Sequence[int], feedback: QgsProcessingFeedback
    ) -> Parameters:
        """Say what came of it, and give it as outputs. result: the `numbers`, in their order."""
        came = dict(zip((name for name, _ in self.numbers()), result))
        for name, label in self.numbers():
            feedback.pushInfo(f"{label}: {came[name]}")
        if came[REJECTED]:
            feedback.pushWarning(tr("Rows rejected: {count}, see {path}").format(count=came[REJECTED], path=rejects))
        return {self.CASEFILE: str(casefile), self.REJECTS: str(rejects) if rejects.exists() else "", **came}
