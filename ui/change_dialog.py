"""What is to be different in several records at once."""

from typing import List, Mapping, Sequence, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from ..model.actors import ActorRegistry
from ..model.codes import code_list
from ..model.edits import Edit
from ..model.validation import Fault
from ..qgis_support.translation import tr
from .actor_box import ActorBox
from .buttons import dialog_buttons
from .code_box import code_tooltip
from .editors import PlainCombo, TextLine
from .field import Field
from .help import offer_help
from .mnemonics import LetteredDialog
from .record_rows import RecordRow
from .record_words import actor_in_words


class ChangeDialog(LetteredDialog):
    """Every field begins with "as it is"; `change_asked` carries the rows, the `Edit`, and why, if that is told."""

    change_asked = pyqtSignal(object, object, str)

    def __init__(
        self, parent: QWidget, rows: Sequence[RecordRow], registry: ActorRegistry, colours: Mapping[str, str]
    ) -> None:
        super().__init__(parent)
        offer_help(self, "desk.md#Records")
        self.setObjectName("LibyaIncidentChange")
        self.setWindowTitle(tr("Change several records"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows = rows
        tables = {row.table for row in rows}
        actors = {actor for row in rows for actor in row.actors if actor}
        named = sorted(((actor, actor_in_words(actor, registry)) for actor in actors), key=lambda it: it[1].casefold())
        self.status = _codes("statuses", tr("The status that all of them get."))
        self.event_kind = _codes("event_kinds", tr("The kind that the incidents among them get."))
        self.movement_kind = _codes("movement_kinds", tr("The kind that the movements among them get."))
        self.actor_before = _choice(named, tr("The actor that another one takes the place of."))
        self.actor_after = ActorBox(tr("The actor that takes its place, on either side."))
        self.actor_after.set_registry(registry, colours)
        self.actor_field = Field(self.actor_after)
        self.why = TextLine()
        self.why.setToolTip(tr("Why the records are changed, for whoever reads their history; it may be left empty."))
        form = QFormLayout()
        form.addRow(QLabel(tr("Records: {number}").format(number=len(rows))))
        form.addRow(tr("&Status"), self.status)
        if "incidents" in tables:
            form.addRow(tr("&Kind of incidents"), self.event_kind)
        if "movements" in tables:
            form.addRow(tr("Kind of &movements"), self.movement_kind)
        form.addRow(tr("&Actor"), self.actor_before)
        form.addRow(tr("&becomes"), self.actor_field)
        form.addRow(tr("&Why changed"), self.why)
        box = dialog_buttons(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        box.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Change"))
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(box)
        self.actor_before.currentIndexChanged.connect(self._follow_actor)
        self._follow_actor()
        self.resize(380, 0)

    def accept(self) -> None:
        """Hand on what was chosen; an actor that is not understood is told beside its field."""
        faults: List[Fault] = []
        before = self.actor_before.currentData()
        after = self.actor_after.actor_id("actor", faults) if before else ""
        if before and not after and not faults:
            self.actor_field.set_fault(tr("Choose the actor that takes its place."))
        elif faults:
            self.actor_field.set_fault(faults[0].sentence)
        else:
            kinds = self.event_kind.currentData(), self.movement_kind.currentData()
            edit = Edit(self.status.currentData(), *kinds, before, after)
            super().accept()
            self.change_asked.emit(self._rows, edit, self.why.text().strip())
            return
        self.actor_after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_actor(self) -> None:
        self.actor_after.setEnabled(bool(self.actor_before.currentData()))
        self.actor_field.set_fault("")


def _choice(entries: Sequence[Tuple[str, str]], tooltip: str) -> QComboBox:
    box = PlainCombo()
    box.setToolTip(tooltip)
    box.addItem(tr("as it is"), "")
    for code, text in entries:
        box.addItem(text, code)
    return box


def _codes(name: str, words: str) -> QComboBox:
    return _choice([(code.code, tr(code.label)) for code in code_list(name).values()], code_tooltip(name, words))
