"""Who says so: the sources of a record, each with its grade, who claims it, how it is put, its counts and its words."""

from dataclasses import replace
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QCompleter, QWidget

from ..model.counts import UNKNOWN_COUNT, CountRange
from ..model.errors import UnreadableValue
from ..model.records import Claim, Source
from ..model.validation import Fault
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .actor_box import ActorBox
from .claim_bar import ClaimBar
from .code_box import CodeBox
from .count_box import CountGrid
from .editors import TextArea, TextLine
from .grade_box import GradeBox

COUNTS = ("killed", "wounded", "vehicles")
State = Dict[str, object]
"""What the editors hold of one claim, by editor."""


class ClaimEditors(QObject):
    """One set of editors for all claims of a record, one claim at a time; the first is the one that stands.

    With a single source its stance, place and counts are those of the record, and there are no editors for them.
    record_says: the place and the counts of the record as texts, which the first source begins with when a second one
    comes.
    """

    def __init__(self, record_says: Callable[[], State]) -> None:
        super().__init__()
        self._record_says = record_says
        self.source = TextLine()
        self.source.setToolTip(tr("Who published it, such as a newspaper or a ministry; known sources are completed."))
        self.grade = GradeBox(
            tr("How reliable the source is over time:"), tr("How credible this one report is:"),
            tr("Reliability of the source"), tr("Credibility of the report"),
        )
        self.claimant = ActorBox(tr("Who claims, alleges or denies it, where that is not the source itself."))
        self.stance = CodeBox("stances", tr("How this source puts it."))
        self.place = TextLine()
        self.place.setToolTip(tr("Where it happened, in this source's words; the map shows the record's own place."))
        self.counts = CountGrid((
            ("killed", tr("killed"), tr("The dead, as this source has them.")),
            ("wounded", tr("wounded"), tr("The wounded, as this source has them.")),
            ("vehicles", tr("vehicles"), tr("The vehicles, as this source has them.")),
        ))
        self.quote = TextArea()
        self.quote.setToolTip(tr("The sentence the record stands on, as it was written."))
        self.bar = ClaimBar()
        self._editors = {
            "source": self.source, "grade": self.grade, "claimant": self.claimant, "stance": self.stance,
            "place": self.place, "counts": self.counts, "quote": self.quote,
        }
        self._sources: Dict[str, Source] = {}
        self._names: Dict[str, str] = {}
        self._claims: List[Optional[Claim]] = [None]
        self._states: List[State] = [{}]
        self._at = 0
        self.source.editingFinished.connect(self._take_over_reliability)
        self.source.textChanged.connect(lambda name: self.bar.name(self._at, name))
        self.bar.turned.connect(self._turn)
        self.bar.add_asked.connect(self.add)
        self.bar.remove_asked.connect(self.remove)
        self.bar.prefer_asked.connect(self.prefer)

    def editors(self) -> Tuple[QWidget, ...]:
        """All of them."""
        return tuple(self._editors.values())

    def is_several(self) -> bool:
        """Whether there is more than one claim."""
        return len(self._claims) > 1

    def set_sources(self, sources: Sequence[Source]) -> None:
        """Complete the names of these sources."""
        self._sources = {source.name.casefold(): source for source in sources}
        completer = QCompleter(sorted(source.name for source in sources), self.source)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.source.setCompleter(completer)

    def show(self, claims: Sequence[Claim]) -> None:
        """Show stored claims, or for none one that begins with the source and grade used last."""
        self._claims = list(claims) or [None]
        self._show([self._state_of(claim) for claim in self._claims])

    def show_copy(self, claims: Sequence[Claim]) -> None:
        """Begin a new claim with the source, grade and claimant of the first of stored ones."""
        self.show(claims[:1])
        self._claims = [None]
        self.quote.setPlainText("")

    def add(self) -> None:
        """One more claim, and the keyboard in it."""
        blank = self._state_of(None)
        blank.update(source="", grade=["F", "6"])
        states = self._all()
        if self._claims == [None]:
            states[0].update(self._record_says())
        self._claims.append(None)
        self._show([*states, blank], len(self._claims) - 1)
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take the claim in front away, where there are several."""
        states = self._all()
        del states[self._at], self._claims[self._at]
        self._show(states, min(self._at, len(states) - 1))
        self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def prefer(self) -> None:
        """Let the claim in front be the first: the one that stands."""
        states, at = self._all(), self._at
        states.insert(0, states.pop(at))
        self._claims.insert(0, self._claims.pop(at))
        self._show(states)

    def read(self, stance: str, faults: List[Fault]) -> Tuple[Tuple[Claim, ...], Tuple[Source, ...]]:
        """The claims, without those of which nothing was typed; and the sources that are new to the casefile.

        stance: of the record.
        """
        claims: List[Claim] = []
        new: Dict[str, Source] = {}
        for number, (stored, state) in enumerate(zip(self._claims, self._all()), start=1):
            found: List[Fault] = []
            claim = self._read(stored, state, stance, new, found)
            where = tr("Source {number}: {sentence}") if self.is_several() else "{sentence}"
            faults += [Fault(one.field, where.format(number=number, sentence=one.sentence)) for one in found]
            if claim is not None:
                claims.append(claim)
        return tuple(claims), tuple(new.values())

    def source_name(self, claim: Claim) -> str:
        """What the source of a claim is called that was just read."""
        known = {source.uid: source.name for source in self._sources.values()}
        return {**known, **self._names}.get(claim.source_uid, "")

    def remember_source(self) -> None:
        """The next record begins with this source and grade."""
        first = self._all()[0]
        remember(source=first["source"], reliability=first["grade"][0], credibility=first["grade"][1])

    def kept(self) -> object:
        """As `TextLine.kept`: the uid and the texts of every claim."""
        return [[claim.uid if claim else "", state] for claim, state in zip(self._claims, self._all())]

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        stored = {claim.uid: claim for claim in self._claims if claim}
        self._claims = [stored.get(uid) for uid, _ in kept]
        # What an older version kept has no place.
        self._show([{**self._state_of(None), **state} for _, state in kept])

    def _all(self) -> List[State]:
        """The states of all claims, that of the one in front as it stands in the editors."""
        states = list(self._states)
        states[self._at] = {name: editor.kept() for name, editor in self._editors.items()}
        return states

    def _show(self, states: List[State], at: int = 0) -> None:
        self._states, self._at = states, at
        for name, editor in self._editors.items():
            editor.put_back(states[at][name])
        self.bar.show_claims([str(state["source"]) for state in states], at)

    def _turn(self, at: int) -> None:
        if at != self._at:
            self._show(self._all(), at)

    def _state_of(self, claim: Optional[Claim]) -> State:
        if claim is None:
            last = Settings.load()
            return {
                "source": last.source, "grade": [last.reliability or "F", last.credibility or "6"],
                "claimant": ["", ""], "stance": "reports", "place": "",
                "counts": dict.fromkeys(COUNTS, ""), "quote": "",
            }
        name = next((source.name for source in self._sources.values() if source.uid == claim.source_uid), "")
        counts = {count: getattr(claim, count) for count in COUNTS}
        return {
            "source": name, "grade": [claim.reliability, claim.credibility],
            "claimant": [self.claimant.label_of(claim.claimant), claim.claimant], "stance": claim.stance,
            "place": claim.place_text,
            "counts": {name: count.written() for name, count in counts.items()}, "quote": claim.quote,
        }

    def _read(
        self, stored: Optional[Claim], state: State, stance: str, new: Dict[str, Source], faults: List[Fault]
    ) -> Optional[Claim]:
        name, quote = " ".join(str(state["source"]).split()), str(state["quote"])
        claimant = self.claimant.resolve(*state["claimant"], "claimant", faults)
        if stored is None and not (name or quote.strip() or claimant):
            return None
        reliability, credibility = state["grade"]
        claim = replace(
            stored or Claim(stance=stance), claimant=claimant, quote=quote, reliability=reliability,
            credibility=credibility,
        )
        # What nobody touched stays as it is stored, which its text need not say in full.
        shown = self._state_of(stored)
        if stored is None or state["source"] != shown["source"]:
            claim = replace(claim, source_uid=self._source_uid(name, reliability, new))
        if not self.is_several():
            return claim
        counts = {
            count: _count(text, faults) for count, text in state["counts"].items()
            if stored is None or text != shown["counts"][count]
        }
        return replace(claim, stance=str(state["stance"]), place_text=str(state["place"]).strip(), **counts)

    def _source_uid(self, name: str, reliability: str, new: Dict[str, Source]) -> str:
        """Of the source of that name, which is new where the casefile has none."""
        key = name.casefold()
        if not name:
            return ""
        if key not in self._sources and key not in new:
            new[key] = Source(name=name, reliability=reliability)
        source = self._sources.get(key) or new[key]
        self._names[source.uid] = source.name
        return source.uid

    def _take_over_reliability(self) -> None:
        """A source picked anew brings its own reliability along; a stored claim keeps the one it was given."""
        known = self._sources.get(" ".join(self.source.text().split()).casefold())
        if known is not None and self.source.isModified():
            self.grade.reliability.set_code(known.reliability)
            self.source.setModified(False)


def _count(text: str, faults: List[Fault]) -> CountRange:
    try:
        return CountRange.parse(text)
    except UnreadableValue as error:
        faults.append(Fault("source counts", str(error)))
        return UNKNOWN_COUNT
