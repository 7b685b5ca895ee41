"""One sentence inside the dock, with what can be done about it; never a dialogue that must be clicked away."""

from typing import Callable, Optional, Sequence, Tuple

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QHideEvent
from qgis.PyQt.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..qgis_support.translation import tr
from .mnemonics import give_letters, letters_in, letters_of_menus

KEY = Qt.Key.Key_M
"""With Ctrl it brings the keyboard to the message and back, where the page that it stands on follows it."""
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
        close.setToolTip(_by_key(tr("Close")))
        close.setAccessibleName(tr("Close the message"))
        close.clicked.connect(self.clear)
        row = QHBoxLayout()
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._come_from: Optional[QWidget] = None
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
            button.setToolTip(_by_key(text.replace("&", "")))
            # A click leaves the keyboard where it was, and Tab comes here on its way from the bar to the form: what
            # stands last in the window's order would, when it goes, hand the keyboard to the map.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, act=act: self._do(act))
            self._actions.addWidget(button)
            self.setTabOrder(before, button)
            before = button
        # While it is hidden itself: what else is seen has its letters already, and so have QGIS's menus.
        give_letters(self, letters_of_menus(self.window()) | letters_in(self.parentWidget() or self))
        self.show()

    def turn_keyboard(self) -> None:
        """Bring the keyboard to what can be done, or back to where it was."""
        here = QApplication.focusWidget()
        if here is not None and self.isAncestorOf(here):
            if self._come_from is not None:
                self._come_from.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.isVisible():
            self._come_from = here
            first = self._actions.itemAt(1)
            # By Tab, as it were: else nothing shows which button has the keyboard.
            self.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            (first.widget() if first else self.close_button).setFocus(Qt.FocusReason.TabFocusReason)

    def clear(self) -> None:
        """Say nothing."""
        self.hide()
        while self._actions.count() > 1:
            widget = self._actions.takeAt(1).widget()
            widget.hide()
            widget.deleteLater()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 (Qt's name)
        """The keyboard goes back to where it came from, rather than to the map."""
        here, before = QApplication.focusWidget(), self._come_from
        self._come_from = None
        if before is not None and (here is None or self.isAncestorOf(here)):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        super().hideEvent(event)

    def _do(self, act: Callable[[], None]) -> None:
        self.clear()
        act()


def _by_key(words: str) -> str:
    """Words for the tooltip of a button of the message."""
    return "\n".join((words, tr("{key} brings the keyboard to the message and back.").format(key="Ctrl+M")))
