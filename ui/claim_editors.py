"""Who says so: the sources of a record, each with its grade, who claims it, how it is put, its counts and its words."""

from dataclasses import replace
from datetime import date
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QCompleter, QWidget

from ..model.counts import UNKNOWN_COUNT, CountRange
from ..model.errors import UnreadableValue
from ..model.language import listed
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
from .known_sources import KnownSources
from .published_box import PublishedBox
from .source_kind_box import SourceKindBox

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
        self.kind = SourceKindBox(tr("What kind of source it is; another choice changes it for all of its records."))
        self.published = PublishedBox(tr("The day on which the source published it."))
        self.bar = ClaimBar()
        self._editors = {
            "source": self.source, "grade": self.grade, "claimant": self.claimant, "stance": self.stance,
            "place": self.place, "counts": self.counts, "quote": self.quote,
            "kind": self.kind, "published": self.published,
        }
        self._sources = KnownSources()
        self._claims: List[Optional[Claim]] = [None]
        self._states: List[State] = [{}]
        self._at = 0
        self._begun = ("", "")
        self.source.editingFinished.connect(self._take_over_reliability)
        self.source.textChanged.connect(self._follow_name)
        self.source.textEdited.connect(self._let_go_of_day)
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
        """Complete the titles of these sources."""
        self._sources.take(sources)
        chosen = self.kind.kept()
        self._follow_name(self.source.text())
        self.kind.put_back(chosen)
        completer = QCompleter(self._sources.titles(), self.source)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.source.setCompleter(completer)

    def show(self, claims: Sequence[Claim]) -> None:
        """Show stored claims, or for none one that begins with the source, its day and the grade used last."""
        self._claims = list(claims) or [None]
        self._show([self._state_of(claim) for claim in self._claims])
        self._begin()

    def show_copy(self, claims: Sequence[Claim]) -> None:
        """Begin a new claim with the source, its day, the grade and claimant of the first of stored ones."""
        self.show(claims[:1])
        self._claims = [None]
        self.quote.setPlainText("")
        self._begin()

    def add(self) -> None:
        """One more claim, and the keyboard in it."""
        blank = self._state_of(None)
        blank.update(source="", grade=["F", "6"], published="")
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
        """The claims, without those of which nothing was typed; and the sources that are new or of another kind now.

        stance: of the record.
        """
        claims: List[Claim] = []
        to_store: Dict[str, Source] = {}
        for number, (stored, state) in enumerate(zip(self._claims, self._all()), start=1):
            found: List[Fault] = []
            claim = self._read(stored, state, stance, to_store, found)
            where = tr("Source {number}: {sentence}") if self.is_several() else "{sentence}"
            faults += [Fault(one.field, where.format(number=number, sentence=one.sentence)) for one in found]
            if claim is not None:
                claims.append(claim)
        if self.published.edit.refusal:
            faults.append(Fault("published", self.published.edit.refusal))
        return tuple(claims), tuple(to_store.values())

    def source_name(self, claim: Claim) -> str:
        """What the source of a claim is called that was just read."""
        return self._sources.title_of(claim.source_uid)

    def remember_source(self) -> None:
        """The next record begins with this source, its day and grade."""
        first = self._all()[0]
        remember(
            source=first["source"], reliability=first["grade"][0], credibility=first["grade"][1],
            published=first["published"],
        )

    def kept(self) -> object:
        """As `TextLine.kept`: the uid and the texts of every claim."""
        return [[claim.uid if claim else "", state] for claim, state in zip(self._claims, self._all())]

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        stored = {claim.uid: claim for claim in self._claims if claim}
        self._claims = [stored.get(uid) for uid, _ in kept]
        # What an older version kept has no place, kind and day.
        self._show([{**self._state_of(None), "published": "", **state} for _, state in kept])

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
                "counts": dict.fromkeys(COUNTS, ""), "quote": "", "kind": "", "published": last.published,
            }
        name = self._sources.title_of(claim.source_uid)
        counts = {count: getattr(claim, count) for count in COUNTS}
        return {
            "source": name, "grade": [claim.reliability, claim.credibility],
            "claimant": [self.claimant.label_of(claim.claimant), claim.claimant], "stance": claim.stance,
            "place": claim.place_text,
            "counts": {name: count.written() for name, count in counts.items()}, "quote": claim.quote,
            "kind": "", "published": claim.published.isoformat() if claim.published else "",
        }

    def _read(
        self, stored: Optional[Claim], state: State, stance: str, to_store: Dict[str, Source], faults: List[Fault]
    ) -> Optional[Claim]:
        name, quote = " ".join(str(state["source"]).split()), str(state["quote"])
        claimant = self.claimant.resolve(*state["claimant"], "claimant", faults)
        if stored is None and not (name or quote.strip() or claimant):
            return None
        reliability, credibility = state["grade"]
        claim = replace(
            stored or Claim(stance=stance), claimant=claimant, quote=quote, reliability=reliability,
            credibility=credibility,
            published=date.fromisoformat(str(state["published"])) if state["published"] else None,
        )
        # What nobody touched stays as it is stored, which its text need not say in full.
        shown = self._state_of(stored)
        if stored is None or state["source"] != shown["source"] or state["kind"]:
            titles = self._sources.asked_about(name)
            if titles:
                faults.append(Fault("source", tr("Several sources are called '{name}'; choose one: {titles}.").format(
                    name=name, titles=listed(titles)
                )))
            else:
                uid = self._sources.read(name, reliability, str(state["kind"]), to_store)
                claim = replace(claim, source_uid=uid)
        if not self.is_several():
            return claim
        counts = {
            count: _count(text, faults) for count, text in state["counts"].items()
            if stored is None or text != shown["counts"][count]
        }
        return replace(claim, stance=str(state["stance"]), place_text=str(state["place"]).strip(), **counts)

    def _begin(self) -> None:
        """From here on it is seen whether the day goes on being that of the source it came with."""
        first = self._states[0]
        self._begun = str(first["source"]), str(first["published"])

    def _let_go_of_day(self, name: str) -> None:
        """The day that came along with the source of the last record, or of a copied one, is not that of another."""
        source, published = self._begun
        is_begun = self._claims[self._at] is None and self.published.kept() == published
        if source and published and is_begun and name != source:
            self.published.put_back("")
            self._begun = ("", "")

    def _follow_name(self, name: str) -> None:
        known = self._sources.named(name)
        self.kind.follow(known.kind if known is not None else "")
        self.bar.name(self._at, name)

    def _take_over_reliability(self) -> None:
        """A source picked anew brings its own reliability along; a stored claim keeps the one it was given."""
        known = self._sources.named(self.source.text())
        if known is not None and self.source.isModified():
            self.grade.reliability.set_code(known.reliability)
            self.source.setModified(False)


def _count(text: str, faults: List[Fault]) -> CountRange:
    try:
        return CountRange.parse(text)
    except UnreadableValue as error:
        faults.append(Fault("source counts", str(error)))
        return UNKNOWN_COUNT
