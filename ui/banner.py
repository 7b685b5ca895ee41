"""One sentence inside the dock, with what can be done about it; never a dialogue that must be clicked away."""

from typing import Callable, Sequence, Tuple

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ..qgis_support.translation import tr

ICON_SIDE = 16
_LOOKS = {
    Qgis.MessageLevel.Success: ("/mIconSuccess.svg", "#dcefdc", "#2e7d4f"),
    Qgis.MessageLevel.Info: ("/mIconInfo.svg", "#d9ecf7", "#2a6f97"),
    Qgis.MessageLevel.Warning: ("/mIconWarning.svg", "#fdf0cf", "#b07d00"),
    Qgis.MessageLevel.Critical: ("/mIconCritical.svg", "#f9dcd9", "#b23a2f"),
}

Action = Tuple[str, Callable[[], None]]


class Banner(QFrame):
    """Hidden while there is nothing to say. QgsMessageBar cuts long sentences in a dock and reads them as HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("LibyaIncidentBanner")
        self.icon = QLabel()
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = close = QToolButton()
        close.setIcon(QgsApplication.getThemeIcon("/mIconClose.svg"))
        close.setAutoRaise(True)
        close.setToolTip(tr("Close"))
        close.setAccessibleName(tr("Close the message"))
        close.clicked.connect(self.clear)
        row = QHBoxLayout()
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._actions = QHBoxLayout()
        self._actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 6, 6)
        column.addLayout(row)
        column.addLayout(self._actions)
        self.hide()

    def tell(self, sentence: str, level: Qgis.MessageLevel, actions: Sequence[Action] = ()) -> None:
        """Show a sentence in place of the last one; an action closes the banner and does its work."""
        self.clear()
        icon, ground, edge = _LOOKS[level]
        self.setStyleSheet(
            f"#LibyaIncidentBanner {{ background: {ground}; border: 1px solid {edge}; border-radius: 3px; }}"
            "#LibyaIncidentBanner > QLabel { color: #202020; }"
        )
        self.icon.setPixmap(QgsApplication.getThemeIcon(icon).pixmap(ICON_SIDE, ICON_SIDE))
        self.text.setText(sentence)
        before: QWidget = self.close_button
        for text, act in actions:
            button = QPushButton(text)
            # A click leaves the keyboard where it was, and Tab comes here on its way from the bar to the form: what
            # stands last in the window's order would, when it goes, hand the keyboard to the map.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, act=act: self._do(act))
            self._actions.addWidget(button)
            self.setTabOrder(before, button)
            before = button
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self.hide()
        while self._actions.count() > 1:
            widget = self._actions.takeAt(1).widget()
            widget.hide()
            widget.deleteLater()

    def _do(self, act: Callable[[], None]) -> None:
        self.clear()
        act()
