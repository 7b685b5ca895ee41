"""An Admiralty grade: two lists, with the key in their lines and tooltips."""

from typing import Tuple

from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from .code_box import CodeBox


class GradeBox(QWidget):
    """Reliability A–F above credibility 1–6."""

    def __init__(
        self, reliability_tooltip: str, credibility_tooltip: str, reliability_name: str, credibility_name: str
    ) -> None:
        """The names are those for screen readers."""
        super().__init__()
        self.reliability = CodeBox("reliability", reliability_tooltip, shows_code=True)
        self.credibility = CodeBox("credibility", credibility_tooltip, shows_code=True)
        self.reliability.setAccessibleName(reliability_name)
        self.credibility.setAccessibleName(credibility_name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.reliability)
        column.addWidget(self.credibility)
        self.setFocusProxy(self.reliability)

    def codes(self) -> Tuple[str, str]:
        """What is chosen."""
        return self.reliability.code(), self.credibility.code()

    def set_codes(self, reliability: str, credibility: str) -> None:
        """Choose; as `CodeBox.set_code`."""
        self.reliability.set_code(reliability)
        self.credibility.set_code(credibility)

    def kept(self) -> object:
        """As `TextLine.kept`."""
        return [self.reliability.kept(), self.credibility.kept()]

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        for box, value in zip((self.reliability, self.credibility), kept):
            box.put_back(value)
