"""Who says so: the source with its grade, who claims it, and the words."""

from dataclasses import replace
from typing import Dict, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QCompleter, QVBoxLayout, QWidget

from ..model.records import Claim, Source
from ..model.validation import Fault
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .actor_box import ActorBox
from .code_box import CodeBox
from .editors import TextArea, TextLine


class GradeBox(QWidget):
    """The Admiralty grade: reliability of the source A–F, credibility of the report 1–6; the key is in the tooltips."""

    def __init__(self) -> None:
        super().__init__()
        self.reliability = CodeBox("reliability", tr("How reliable the source is over time:"), shows_code=True)
        self.credibility = CodeBox("credibility", tr("How credible this one report is:"), shows_code=True)
        self.reliability.setAccessibleName(tr("Reliability of the source"))
        self.credibility.setAccessibleName(tr("Credibility of the report"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.reliability)
        column.addWidget(self.credibility)
        self.setFocusProxy(self.reliability)

    def kept(self) -> object:
        """As `TextLine.kept`."""
        return [self.reliability.kept(), self.credibility.kept()]

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        for box, value in zip((self.reliability, self.credibility), kept):
            box.put_back(value)


class ClaimEditors:
    """The editors of the preferred claim; further claims of a record are kept as they are."""

    def __init__(self) -> None:
        self.source = TextLine()
        self.source.setToolTip(tr("Who published it, such as a newspaper or a ministry; known sources are completed."))
        self.grade = GradeBox()
        self.claimant = ActorBox(tr("Who claims, alleges or denies it, where that is not the source itself."))
        self.quote = TextArea()
        self.quote.setToolTip(tr("The sentence the record stands on, as it was written."))
        self._sources: Dict[str, Source] = {}
        self._claim: Optional[Claim] = None
        self.source.editingFinished.connect(self._take_over_reliability)

    def set_sources(self, sources: Sequence[Source]) -> None:
        """Complete the names of these sources."""
        self._sources = {source.name.casefold(): source for source in sources}
        completer = QCompleter(sorted(source.name for source in sources), self.source)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.source.setCompleter(completer)

    def show(self, claim: Optional[Claim]) -> None:
        """Show a stored claim, or for none the source and grade used last."""
        self._claim = claim
        if claim is None:
            last = Settings.load()
            name, grade, claimant, quote = last.source, (last.reliability or "F", last.credibility or "6"), "", ""
        else:
            name = next((source.name for source in self._sources.values() if source.uid == claim.source_uid), "")
            grade, claimant, quote = (claim.reliability, claim.credibility), claim.claimant, claim.quote
        self.source.setText(name)
        self.grade.reliability.set_code(grade[0])
        self.grade.credibility.set_code(grade[1])
        self.claimant.set_actor(claimant)
        self.quote.setPlainText(quote)

    def show_copy(self, claim: Optional[Claim]) -> None:
        """Begin a new claim with the source, grade and claimant of a stored one."""
        self.show(claim)
        self._claim = None
        self.quote.setPlainText("")

    def read(self, stance: str, faults: List[Fault]) -> Tuple[Optional[Claim], Optional[Source]]:
        """The claim, none where nothing about a source was typed; and the source, where it is new to the casefile."""
        name, quote = " ".join(self.source.text().split()), self.quote.toPlainText()
        claimant = self.claimant.actor_id("claimant", faults)
        if self._claim is None and not (name or quote.strip() or claimant):
            return None, None
        reliability = self.grade.reliability.code()
        source, new = self._source(name, reliability)
        claim = replace(
            self._claim or Claim(stance=stance), source_uid=source.uid if source else "", claimant=claimant,
            quote=quote, reliability=reliability, credibility=self.grade.credibility.code(),
        )
        return claim, new

    def remember_source(self) -> None:
        """The next record begins with this source and grade."""
        remember(
            source=self.source.text(), reliability=self.grade.reliability.code(),
            credibility=self.grade.credibility.code(),
        )

    def _source(self, name: str, reliability: str) -> Tuple[Optional[Source], Optional[Source]]:
        """The source of that name, and once more if it is new."""
        if not name:
            return None, None
        known = self._sources.get(name.casefold())
        if known is not None:
            return known, None
        new = Source(name=name, reliability=reliability)
        return new, new

    def _take_over_reliability(self) -> None:
        """A source picked anew brings its own reliability along; a stored claim keeps the one it was given."""
        known = self._sources.get(" ".join(self.source.text().split()).casefold())
        if known is not None and self.source.isModified():
            self.grade.reliability.set_code(known.reliability)
            self.source.setModified(False)
