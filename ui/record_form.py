"""What the incident form and the movement form have in common."""

from dataclasses import dataclass, replace
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QHideEvent, QShowEvent
from qgis.PyQt.QtWidgets import QWidget

from ..model.actors import ActorRegistry
from ..model.dates import DateRange
from ..model.records import Claim, Movement, Source
from ..model.validation import Fault
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .actor_box import ActorBox
from .claim_editors import ClaimEditors
from .claim_words import claims_in_words
from .code_box import CodeBox
from .date_box import DateBox
from .editors import TextArea, TextLine
from .field import FaultBoard, Field
from .field_column import FieldColumn
from .fold import Fold
from .form_places import FormPlaces
from .history_fold import HistoryFold
from .own_grade_box import OwnGradeBox
from .pauses import Pauses
from .place_box import PlaceBox
from .record_words import Record, actor_in_words
from .said_back import SaidBack
from .understood import understood

CLAIMS, CLAIM = "claims", "claim "
"""All claims in what is kept of a form; and how the faults of a single one begin."""


@dataclass(frozen=True)
class Draft:
    """What a form holds: the record, everything that is wrong with it, and the sources to be stored with it.

    The record is None where it cannot even be put together. sources: new ones, and known ones of another kind now.
    why: in the analyst's words, for a stored one.
    """

    record: Optional[Record]
    faults: Tuple[Fault, ...]
    sources: Tuple[Source, ...] = ()
    why: str = ""


class RecordForm(FieldColumn):
    """The fields of a record; knows its record but no casefile."""

    paused = pyqtSignal()
    cleaned = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.record: Optional[Record] = None
        self.places = FormPlaces(self)
        self.registry = ActorRegistry(())
        self._targets: Dict[str, QWidget] = {}
        self._clean: Dict[str, object] = {}
        self.said_back = SaidBack()
        self._column.addWidget(self.said_back)
        self._pauses = Pauses(self, self._state)
        self._pauses.paused.connect(self._say_back)
        self.date = DateBox()
        self.claim = ClaimEditors(self.says)
        self.stance = CodeBox("stances", tr("How the record stands as a whole; what is denied is never drawn."))
        self.status = CodeBox("statuses", tr("How far the record has been checked."))
        self.summary, self.notes = TextLine(), TextArea()
        self.summary.setToolTip(tr("One line for the list, the map tip and the sheet."))
        self.own_grade, self.grade_reason = OwnGradeBox(), TextLine()
        self.grade_reason.setToolTip(tr("Why the record's grade is not that of its best source."))
        self.why, self.history = TextLine(), HistoryFold()
        self.why.setToolTip(tr("Why the record is changed, for whoever reads its history; it may be left empty."))
        self.notes.setToolTip(tr("Anything else; it is never printed on a sheet."))

    def add_claim(self) -> None:
        """The rows of source and notes that end both forms."""
        source = self.section(tr("Source"))
        self.add(source, tr("So&urce"), self.claim.source, "source")
        self.add(source, tr("&Grade"), self.claim.grade, "reliability", "credibility")
        self.add(source, tr("Claimant"), self.claim.claimant, "claimant")
        self._own = [
            widget for caption, editor, name in (
                (tr("Stance"), self.claim.stance, "source stance"), (tr("Place"), self.claim.place, "source place"),
                (tr("Counts"), self.claim.counts, "source counts"),
            ) for widget in (self.add(source, caption, editor, name), self._labels[-1])
        ]
        self.add(source, tr("&Quote"), self.claim.quote, "quote")
        rest = Fold(tr("More about the source"))
        form = self.rows(rest.body)
        self.add(form, tr("Kind"), self.claim.kind, "source kind")
        self.add(form, tr("Published"), self.claim.published, "published")
        rest.set_open(False)
        # What will be saved is seen.
        self.claim.published.known.connect(lambda: rest.set_open(True))
        self.date.changed.connect(lambda: self.claim.published.follow(self.date.dates()))
        source.addRow(rest)
        # Below, as the Tab key goes down the form: what may be added comes after what is there.
        source.addRow(self.claim.bar)
        self.claim.bar.tabs_changed.connect(self._show_own)
        self._show_own()
        more = self.section(tr("Standing and notes"))
        self.add(more, tr("Stance"), self.stance, "stance")
        self.add(more, tr("Status"), self.status, "status")
        self.add(more, tr("Overall"), self.own_grade, "own_grade")
        self._of_grade = self.add(more, tr("Its reason"), self.grade_reason, "grade_reason"), self._labels[-1]
        self.own_grade.overruled.connect(self._show_reason)
        self._show_reason(False)
        self.add(more, tr("Notes"), self.notes, "notes")
        self._of_change = self.add(more, tr("Why changed"), self.why, "why"), self._labels[-1]
        self._column.addWidget(self.history)
        self.finish()
        self._board = FaultBoard(self._fields, self._targets)
        for box in self.place_boxes():
            self.places.watch(box)

    # -- what both forms offer

    def set_registry(self, registry: ActorRegistry, colours: Mapping[str, str]) -> None:
        """Offer the actors of a casefile; what is chosen stays. colours: actor id → '#rrggbb'."""
        self.registry = registry
        for box in (*self.actor_boxes(), self.claim.claimant):
            box.set_registry(registry, colours)

    def clear(self) -> None:
        """An empty form for a new record; date, source and grade are those of the last one."""
        last = Settings.load().date
        self.record = None
        self._board.clear()
        self.show_fields(None)
        self.date.set_dates(replace(DateRange.parse(last), text="") if last else self.date.dates())
        self._show_common(None)
        self.mark_clean()

    def show_record(self, record: Record) -> None:
        """Show a stored record."""
        self.record = record
        self._board.clear()
        self.show_fields(record)
        self.date.set_dates(record.dates)
        self._show_common(record)
        self.mark_clean()

    def show_copy(self, record: Record) -> None:
        """Begin a new record with all that a stored one says but its quote; it counts as typed."""
        self.clear()
        self.show_fields(record)
        self.date.set_dates(record.dates)
        self.stance.set_code(record.stance)
        self.summary.setText(record.summary)
        self.claim.show_copy(record.claims)

    def show_faults(self, faults: Sequence[Fault]) -> List[Fault]:
        """Tell faults beside the fields, those of a claim beside the source; returns those without a field."""
        return self._board.show(self._placed(faults))

    def _placed(self, faults: Sequence[Fault]) -> List[Fault]:
        return [Fault("source", fault.sentence) if fault.field.startswith(CLAIM) else fault for fault in faults]

    def is_modified(self) -> bool:
        """Whether anything was typed since the form was cleared or filled."""
        return self.kept() != self._clean

    def mark_clean(self) -> None:
        """What stands in the form now needs no saving."""
        self._clean = self.kept()
        self.cleaned.emit()

    def kept(self) -> Dict[str, object]:
        """All that stands in the form, by field, such that JSON can hold it."""
        fields = {name: field.editor.kept() for name, field in self._editors().items()}
        return {**fields, CLAIMS: self.claim.kept()}

    def put_back(self, kept: Mapping[str, object]) -> None:
        """Let that stand in the form again; fields that hold it already, and what no field is for, are left alone."""
        if kept.get(CLAIMS):
            self.claim.put_back(kept[CLAIMS])
        for name, field in self._editors().items():
            now, then = field.editor.kept(), kept.get(name)
            if type(then) is type(now) and then != now:
                field.editor.put_back(then)

    def remember_choices(self) -> None:
        """The next record begins with this date and source."""
        remember(date=self.date.dates().iso())
        self.claim.remember_source()

    def _show_own(self) -> None:
        """Stance, place and counts of a source by itself, where there are several."""
        for widget in self._own:
            widget.setVisible(self.claim.is_several())

    def _show_reason(self, is_overruled: bool) -> None:
        """A grade of one's own needs a reason."""
        for widget in self._of_grade:
            widget.setVisible(is_overruled)

    def _show_common(self, record: Optional[Record]) -> None:
        self.claim.show(record.claims if record else ())
        self.stance.set_code(record.stance if record else "reports")
        self.status.set_code(record.status if record else "draft")
        self.summary.setText(record.summary if record else "")
        # Its beginning is what tells it from others.
        self.summary.setCursorPosition(0)
        self.notes.setPlainText(record.notes if record else "")
        self.own_grade.follow(record.claims if record else ())
        own = record.own_grade if record else None
        self.own_grade.set_grade(own)
        self.grade_reason.setText(own.reason if own else "")
        self.why.clear()
        for widget in self._of_change:
            widget.setVisible(self.record is not None)
        self.history.follow(is_stored=self.record is not None)

    def _editors(self) -> Dict[str, Field]:
        """Each field once, by the first of its names, but for those of the claims."""
        names = {field: name for name, field in reversed(self._fields.items())}
        return {
            name: field for field, name in reversed(names.items()) if field.editor not in self.claim.editors()
        }

    def _state(self) -> Optional[Dict[str, object]]:
        is_waiting = any(box.is_waiting() for box in self.findChildren(PlaceBox))
        return None if is_waiting else self.kept()

    def _say_back(self) -> None:
        """The sentence above the form, and then whoever else waits for a pause."""
        record = None
        if self.is_modified() or self.record:
            draft = self.draft()
            record = draft.record
            self._board.settle(self._placed(draft.faults))
        self.own_grade.follow(record.claims if record is not None else ())
        self.claim.bar.say(claims_in_words(record.claims, self._who_says) if record is not None else "")
        self.said_back.say(understood(record, self.registry) if record is not None else "")
        self.paused.emit()

    def _who_says(self, claim: Claim) -> str:
        """The claimant, else the source."""
        if claim.claimant:
            return actor_in_words(claim.claimant, self.registry)
        return self.claim.source_name(claim) or tr("a source not named")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self._pauses.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        super().hideEvent(event)
        self._pauses.stop()

    def _dates(self, faults: List[Fault]) -> DateRange:
        """The date as it is shown, and a fault where that is not what was typed."""
        if self.date.refusal():
            faults.append(Fault("date", self.date.refusal()))
        return self.date.dates()

    def _common_values(self) -> Dict[str, object]:
        """The fields that every record has, for its constructor or `replace`."""
        return {
            "dates": self.date.dates(), "summary": self.summary.text().strip(), "notes": self.notes.toPlainText(),
            "stance": self.stance.code(), "status": self.status.code(),
            "own_grade": self.own_grade.own_grade(self.grade_reason.text().strip()),
        }

    # -- what the two forms tell

    def actor_boxes(self) -> Sequence[ActorBox]:
        """The form's own boxes for actors."""
        raise NotImplementedError

    def place_boxes(self) -> Sequence[PlaceBox]:
        """The form's own boxes for places."""
        raise NotImplementedError

    def boxes_on_map(self) -> Sequence[PlaceBox]:
        """All boxes whose places belong on the map."""
        return self.place_boxes()

    def way(self) -> Optional[Movement]:
        """The places as a movement, as far as they are understood now, for its arrow; None where nothing moved."""
        return None

    def show_fields(self, record: Optional[Record]) -> None:
        """Fill the form's own fields, or empty them."""
        raise NotImplementedError

    def says(self) -> Dict[str, object]:
        """The form's own place and counts as `ClaimEditors` keeps those of a source, as far as they can be read."""
        raise NotImplementedError

    def draft(self) -> Draft:
        """Read all fields; nothing is lost or changed by it."""
        raise NotImplementedError
