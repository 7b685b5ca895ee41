"""The sentence above a form, in which the record is said back as it is understood."""

from qgis.PyQt.QtCore import Qt

from ..qgis_support.translation import tr
from .field import SmallLabel


class SaidBack(SmallLabel):
    """It has room for two lines whatever it says, so that the form below does not move while one types."""

    def __init__(self) -> None:
        super().__init__(least_lines=2)
        self.sentence = ""
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.setToolTip(tr("How the record is understood as it stands now."))
        self.say("")

    def say(self, sentence: str) -> None:
        """Say this; where it is empty, what will stand here."""
        self.sentence = sentence
        self.setText(sentence or tr("What you type is said back here as it is understood."))
        # Not by a colour: after another foreground role a label stays blank under QGIS's style sheet (3.22).
        font = self.font()
        font.setItalic(not sentence)
        self.setFont(font)
