"""A field of a form: its editor and, below, what is wrong with what was typed."""

from typing import Dict, List, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..model.validation import Fault

FAULT_COLOUR = "#c0392b"


class SmallLabel(QLabel):
    """What a program says about a field: wrapped, in a smaller font, text as text.

    It takes the height that its words need at its width. QLabel leaves that to the layouts, and QFormLayout in a scroll
    area then squeezes the editors beside it (Qt 5.15).
    """

    def __init__(self, colour: str = "", least_lines: int = 0) -> None:
        """least_lines: the lines that it has room for whatever it says, so that what is below it does not move."""
        super().__init__()
        self._least_lines = least_lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        font = self.font()
        font.setPointSizeF(max(7.0, font.pointSizeF() - 1.0))
        self.setFont(font)
        if colour:
            self.setStyleSheet(f"color: {colour};")

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name)
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.wordWrap() and self.width() > 0:
            # -1 for an empty text.
            least = self._least_lines * self.fontMetrics().lineSpacing()
            self.setFixedHeight(max(least, self.heightForWidth(self.width())))


class Field(QWidget):
    """One editor with room for a sentence below it; the sentence takes no space while there is none.

    What an editor tells by a signal `refused` while one types stands there at once.
    """

    def __init__(self, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        self.fault = SmallLabel(FAULT_COLOUR)
        self.fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(editor)
        column.addWidget(self.fault)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setFocusProxy(editor)
        refused = getattr(editor, "refused", None)
        if refused is not None:
            refused.connect(self.set_fault)

    def set_fault(self, sentence: str) -> None:
        """Show a sentence, or none for an empty text."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)


class FaultBoard:
    """Says every fault of a record beside the field it belongs to."""

    def __init__(self, fields: Dict[str, Field], targets: Optional[Mapping[str, QWidget]] = None) -> None:
        """`fields`: the names that faults use, in tab order; several may share a field.

        targets: where the focus goes for a name whose field holds several editors.
        """
        self._fields = fields
        self._targets = dict(targets or {})
        self._said: Dict[Field, List[str]] = {}

    def clear(self) -> None:
        """Take all sentences away."""
        self._said = {}
        for field in self._fields.values():
            field.set_fault("")

    def show(self, faults: Sequence[Fault]) -> List[Fault]:
        """Show all faults at once, move the focus to the first field with one, and return those that have no field."""
        self.clear()
        homeless: List[Fault] = []
        said: Dict[Field, List[str]] = {}
        for fault in faults:
            field = self._fields.get(fault.field)
            if field is None:
                homeless.append(fault)
            elif fault.sentence not in said.setdefault(field, []):
                said[field].append(fault.sentence)
        self._said = said
        for field, sentences in said.items():
            field.set_fault("\n".join(sentences))
        named = {fault.field for fault in faults}
        first = next((name for name in self._fields if name in named), None)
        if first is not None:
            self._targets.get(first, self._fields[first]).setFocus(Qt.FocusReason.OtherFocusReason)
        return homeless

    def settle(self, faults: Sequence[Fault]) -> None:
        """Take away the sentences that are not among these faults; what was not said before is left for later."""
        still = {(self._fields.get(fault.field), fault.sentence) for fault in faults}
        for field, sentences in self._said.items():
            left = [sentence for sentence in sentences if (field, sentence) in still]
            if left != sentences:
                self._said[field] = left
                field.set_fault("\n".join(left))
