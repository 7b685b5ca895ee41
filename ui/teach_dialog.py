"""What a name stands for: a place that no list has, or a known one under another spelling."""

from dataclasses import replace
from typing import Dict, List, Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from ..geocoding.gazetteer import place_kinds
from ..geocoding.rules import Rule
from ..geocoding.taught_faults import doubt_about
from ..model.direction import isolated
from ..model.district_names import told_district
from ..model.language import listed
from ..model.location import Candidate, Location, told_name
from ..model.taught import DEFAULT_KIND, TaughtPlace
from ..model.validation import Fault
from ..qgis_support.translation import tr
from .buttons import dialog_buttons
from .editors import PlainCombo, TextArea, TextLine
from .field import FAULT_COLOUR, FaultBoard, Field, SmallLabel
from .help import offer_help
from .mnemonics import LetteredDialog
from .place_box import PlaceBox
from .place_finder import PlaceFinder

KNOWN_PLACE = (Rule.NAMED_PLACE.value, Rule.POLYGON.value)


class TeachDialog(LetteredDialog):
    """Stays open and modeless until the place is taught; every fault is told beside its field, and nothing is lost."""

    teach_asked = pyqtSignal(object)

    def __init__(
        self, parent: QWidget, finder: PlaceFinder, name: str, lesson: Optional[TaughtPlace] = None
    ) -> None:
        """name: what is to be taught, as far as it is known. lesson: one that was taught already and is to change."""
        super().__init__(parent)
        offer_help(self, "finding-places.md")
        self.setObjectName("LibyaIncidentTeach")
        self.setWindowTitle(tr("Change a taught place") if lesson else tr("Teach a place"))
        self.lesson = lesson
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._finder = finder
        self._build(finder)
        self.name.setText(name)
        self.where.changed.connect(self._follow)
        box = dialog_buttons(QDialogButtonBox.StandardButton.Cancel)
        self.teach = box.addButton(tr("&Save") if lesson else tr("&Teach"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.teach.setToolTip(tr("Keeps it in the casefile; from then on the name is found first."))
        box.accepted.connect(self._ask)
        box.rejected.connect(self.reject)
        self._form.addRow(box)
        self.setMinimumWidth(440)
        self._follow()
        if lesson is not None:
            self._show_lesson(lesson)
        (self.where if name else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, faults: Sequence[Fault]) -> None:
        """Say why nothing was taught; everything typed stays."""
        homes = {"lat": "where", "lon": "where", "radius_m": "where"}
        if self._is_spelling():
            homes["aliases"] = "name"
        homeless = self._board.show([Fault(homes.get(fault.field, fault.field), fault.sentence) for fault in faults])
        self.say(" ".join(fault.sentence for fault in homeless))

    def say(self, sentence: str) -> None:
        """A sentence that belongs to no field."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))

    def _build(self, finder: PlaceFinder) -> None:
        self.name, self.name_ar, self.aliases = TextLine(), TextLine(), TextLine()
        self.name.setToolTip(tr("The name as reports write it, without 'near' or 'south of'."))
        self.name_ar.setToolTip(tr("The name in Arabic, if it is known."))
        self.aliases.setToolTip(tr("Further spellings in either script, parted by semicolons."))
        self.where = PlaceBox(finder, tr("Where it is, or what known place the name is another spelling of."))
        self.where.line.setPlaceholderText(tr("Map, coordinates or a name"))
        self.note = SmallLabel()
        self.kind = PlainCombo()
        self.kind.setToolTip(tr("What kind of place it is."))
        for kind in place_kinds().values():
            self.kind.addItem(tr(kind.label), kind.code)
        self.kind.setCurrentIndex(self.kind.findData(DEFAULT_KIND))
        self.reason = TextArea()
        self.reason.setToolTip(tr("Where the knowledge comes from; every answer that stands on it will say so."))
        where = QWidget()
        column = QVBoxLayout(where)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.where)
        column.addWidget(self.note)
        where.setFocusProxy(self.where)
        self._form = QFormLayout(self)
        fields: Dict[str, Field] = {}
        for name, caption, editor, proxy in (
            ("name", tr("&Name"), self.name, self.name), ("name_ar", tr("Ara&bic name"), self.name_ar, self.name_ar),
            ("aliases", tr("&Other spellings"), self.aliases, self.aliases),
            ("where", tr("&Where"), where, self.where.line),
            ("kind", tr("&Kind"), self.kind, self.kind), ("reason", tr("&Reason"), self.reason, self.reason),
        ):
            fields[name] = Field(editor)
            label = QLabel(caption)
            label.setBuddy(proxy)
            proxy.setAccessibleName(caption.replace("&", ""))
            self._form.addRow(label, fields[name])
        self._board = FaultBoard(fields)
        self._fault = SmallLabel(FAULT_COLOUR)
        self._form.addRow(self._fault)
        self.say("")

    def _ask(self) -> None:
        self.say("")
        faults: List[Fault] = []
        location = self.where.location("where", faults)
        if not location.is_placed and not faults:
            faults.append(Fault("where", _no_position(location)))
        if faults:
            self.tell(faults)
        else:
            self.teach_asked.emit(self._lesson(location))

    def _show_lesson(self, lesson: TaughtPlace) -> None:
        if lesson.is_spelling:
            self.name.setText(lesson.aliases[0])
            self.aliases.setText(";".join(lesson.aliases[1:]))
            self.where.take(lesson.name, Candidate(
                lesson.place_id, lesson.name, lesson.name_ar, lesson.kind, lesson.district, lesson.lat, lesson.lon,
                lesson.radius_m, 0.0, "",
            ))
        else:
            self.name.setText(lesson.name)
            self.name_ar.setText(lesson.name_ar)
            self.aliases.setText(";".join(lesson.aliases))
            self.where.set_picked(lesson.lat, lesson.lon, lesson.radius_m)
        self.kind.put_back(lesson.kind)
        self.reason.setPlainText(lesson.reason)

    def _lesson(self, location: Location) -> TaughtPlace:
        """What stands in the dialogue; the casefile judges it, and says who taught it when."""
        taught = self._new_lesson(location)
        if self.lesson is None:
            return taught
        district = taught.district
        if (taught.lat, taught.lon) == (self.lesson.lat, self.lesson.lon):
            district = self.lesson.district
        return replace(taught, uid=self.lesson.uid, district=district)

    def _new_lesson(self, location: Location) -> TaughtPlace:
        name, name_ar, reason = self.name.text().strip(), self.name_ar.text().strip(), self.reason.toPlainText().strip()
        aliases = tuple(filter(None, map(str.strip, self.aliases.text().split(";"))))
        if self._is_spelling():
            return TaughtPlace(
                location.name, location.lat, location.lon, location.radius_m, name_ar=location.name_ar,
                aliases=tuple(filter(None, (name, name_ar, *aliases))), kind=location.kind, district=location.district,
                place_id=location.place_id, reason=reason,
            )
        if not reason and not self._finder.is_by_hand(location):
            # "60 km south of Jalu" is why it lies there; what a service found goes by the service's name.
            reason = location.remark if location.rule == Rule.ONLINE_SERVICE.value else location.phrase
        return TaughtPlace(
            name, location.lat, location.lon, location.radius_m, name_ar=name_ar, aliases=aliases,
            kind=self.kind.currentData(), reason=reason,
        )

    def _is_spelling(self) -> bool:
        location = self.where.location("where", [])
        return location.is_placed and location.rule in KNOWN_PLACE

    def _follow(self) -> None:
        """Say what the position makes of the name; a known place keeps its own kind."""
        location, words = self.where.location("where", []), ""
        if self._is_spelling():
            known = listed(map(isolated, filter(None, (told_name(location), told_district(location.district)))))
            words = tr("The name becomes another spelling of {place}.").format(place=known)
            self.kind.setCurrentIndex(self.kind.findData(location.kind))
        elif location.is_placed:
            words = doubt_about(TaughtPlace("", location.lat, location.lon, 1.0))
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.kind.setEnabled(not self._is_spelling())


def _no_position(location: Location) -> str:
    if not location.phrase.strip():
        return tr("No position is given; click on the map, or write coordinates, a phrase or the known name.")
    return tr("These words are placed nowhere; choose a candidate with Down, or click on the map.")
