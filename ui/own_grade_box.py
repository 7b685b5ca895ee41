"""The grade of a record: that of its best source, or another one that the analyst gives it."""

from typing import Iterable, Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..model.grading import grade_by_rule
from ..model.language import directed
from ..model.records import Claim, OwnGrade
from ..qgis_support.translation import tr
from .editors import Tick
from .field import SmallLabel
from .grade_box import GradeBox


class OwnGradeBox(QWidget):
    """Says the grade by the rule; a tick gives way to another one, and taking it away goes back to the rule.

    The reason is a field of its own. `overruled` carries whether it is asked for.
    """

    overruled = pyqtSignal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.by_rule = SmallLabel()
        self.tick = Tick(tr("Another grade"))
        self.tick.setToolTip(tr(
            "Gives the record a grade of your own, with a reason; without the tick it has that of its best source."
        ))
        self.grade = GradeBox(
            tr("How reliable the sources of this record are, all in all:"), tr("How credible the record is:"),
            tr("Reliability, by the analyst"), tr("Credibility, by the analyst"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.by_rule, self.tick, self.grade):
            column.addWidget(widget)
        self.setFocusProxy(self.tick)
        self._rule = (None, None)
        self.tick.toggled.connect(self._follow)
        self.tick.clicked.connect(self._begin)
        self.grade.hide()

    def follow(self, claims: Iterable[Claim]) -> None:
        """Say the grade that the rule gives by these claims."""
        self._rule = grade_by_rule(claims)
        grade = "".join(filter(None, self._rule))
        words = tr("{grade} by rule (best source)") if grade else tr("no grade by rule (no source says so)")
        self.by_rule.setText(directed(words.format(grade=grade)))

    def set_grade(self, grade: Optional[OwnGrade]) -> None:
        """Show the analyst's own grade, or for None that there is none."""
        self.tick.setChecked(grade is not None)
        self.grade.set_codes(*((grade.reliability, grade.credibility) if grade is not None else ("F", "6")))

    def own_grade(self, reason: str) -> Optional[OwnGrade]:
        """The grade that is given here, for that reason; None where the rule's stands."""
        return OwnGrade(*self.grade.codes(), reason) if self.tick.isChecked() else None

    def kept(self) -> object:
        """As `TextLine.kept`."""
        return self.grade.kept() if self.tick.isChecked() else []

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        self.tick.setChecked(bool(kept))
        if kept:
            self.grade.put_back(kept)

    def _follow(self, is_overruled: bool) -> None:
        self.grade.setVisible(is_overruled)
        self.overruled.emit(is_overruled)

    def _begin(self, is_overruled: bool) -> None:
        """Somebody ticked it: what is to be changed is the rule's grade."""
        if is_overruled and None not in self._rule:
            self.grade.set_codes(*self._rule)
