"""Counts as ranges: what was typed, and at once what it was taken for."""

from typing import Dict, List, Sequence, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..model.counts import UNKNOWN_COUNT, CountRange
from ..model.errors import UnreadableValue
from ..model.language import figures
from ..model.validation import Fault
from ..qgis_support.translation import tr
from .editors import TextLine
from .field import FAULT_COLOUR, SmallLabel


def count_in_words(count: CountRange) -> str:
    """'5', 'at most 5', 'at least 4', '8 to 12', 'about 30', 'number not known', or nothing."""
    if not count.is_known:
        return tr("number not known") if count.text else ""
    if count.low is not None and count.low == count.high:
        return figures(str(count.low))
    if count.low is not None and count.high is not None:
        return figures(tr("{low} to {high}").format(low=count.low, high=count.high))
    if count.best is not None:
        return figures(tr("about {number}").format(number=count.best))
    if count.high is not None:
        return figures(tr("at most {number}").format(number=count.high))
    return figures(tr("at least {number}").format(number=count.low))


class CountBox(QWidget):
    """One count: a caption, its echo at the other end of the same line, and the text below."""

    changed = pyqtSignal()

    def __init__(self, caption: str, tooltip: str) -> None:
        super().__init__()
        self.edit = TextLine()
        how = tr("Write 5, at most 5, >=4, 8-12, about 30 or several; leave empty what is not known.")
        self.edit.setToolTip(f"{tooltip}\n{how}")
        self.caption = QLabel(caption)
        self.caption.setBuddy(self.edit)
        self.caption.setFont(SmallLabel().font())
        self.edit.setAccessibleName(caption.replace("&", ""))
        self.echo = SmallLabel()
        self.echo.setWordWrap(False)
        self.echo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.echo.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.caption)
        head.addWidget(self.echo, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addLayout(head)
        column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._show_echo)

    def count(self) -> CountRange:
        """What was typed, read; raises UnreadableValue for what is no count."""
        return CountRange.parse(self.edit.text())

    def set_count(self, count: CountRange) -> None:
        """Show a stored count as it was written, or in a form that reads back the same."""
        self.edit.setText(count.written())

    def _show_echo(self) -> None:
        try:
            words, colour = count_in_words(self.count()), ""
        except UnreadableValue:
            words, colour = tr("no count"), f"color: {FAULT_COLOUR};"
        typed = " ".join(self.edit.text().split())
        self.echo.setStyleSheet(colour)
        self.echo.setText("" if words == typed else words)
        self.changed.emit()


class CountGrid(QWidget):
    """Several counts in two columns; faults are told by the field around it."""

    def __init__(self, boxes: Sequence[Tuple[str, str, str]]) -> None:
        """`boxes`: name of the count in the record, caption, tooltip."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        self.boxes: Dict[str, CountBox] = {}
        for place, (name, caption, tooltip) in enumerate(boxes):
            box = self.boxes[name] = CountBox(caption, tooltip)
            grid.addWidget(box, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def read(self, faults: List[Fault]) -> Dict[str, CountRange]:
        """All counts by name; what is no count is added to `faults` and read as unknown."""
        counts: Dict[str, CountRange] = {}
        for name, box in self.boxes.items():
            try:
                counts[name] = box.count()
            except UnreadableValue as error:
                counts[name] = UNKNOWN_COUNT
                faults.append(Fault(name, str(error)))
        return counts

    def kept(self) -> object:
        """As `TextLine.kept`."""
        return {name: box.edit.text() for name, box in self.boxes.items()}

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        for name, box in self.boxes.items():
            box.edit.setText(kept[name])

    def write(self, counts: Dict[str, CountRange]) -> None:
        """Show counts by name."""
        for name, count in counts.items():
            self.boxes[name].set_count(count)
