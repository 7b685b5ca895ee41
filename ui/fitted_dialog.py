"""A dialogue whose rows fold, come and go: it is as tall as they are, and where the screen is not, they scroll."""

from qgis.gui import QgsScrollArea
from qgis.PyQt.QtCore import QEvent, QObject, QSize, Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QFrame, QVBoxLayout, QWidget

from .mnemonics import LetteredDialog

LEAST_WIDTH = 420
TITLE_PX = 40
"""What a window manager may put above a dialogue."""


class FittedDialog(LetteredDialog):
    """Rows go into `rows`; what is to be seen however short the screen is goes below them into `column`.

    A dialogue keeps the height it had when it was shown, and a collapsible group folds only then (QGIS 3.22): below the
    buttons there would be room for the whole of it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = QWidget()
        self._scroll = _AsTall(self.rows)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self._scroll, 1)
        self.rows.installEventFilter(self)
        self.setMinimumWidth(LEAST_WIDTH)

    def event(self, event: QEvent) -> bool:
        done = bool(super().event(event))
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """A scroll area does not tell its own layout that what it holds has another size (Qt 5.15)."""
        if watched is self.rows and event.type() == QEvent.Type.LayoutRequest:
            self._scroll.updateGeometry()
        return bool(super().eventFilter(watched, event))

    def _fit(self) -> None:
        if not self.isVisible():
            return
        self.layout().activate()
        screen = QGuiApplication.screenAt(self.pos()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry().adjusted(0, TITLE_PX, 0, 0)
        height = min(self.layout().totalSizeHint().height(), room.height())
        self.resize(self.width(), height)
        if self.y() + height > room.bottom():
            self.move(self.x(), room.bottom() - height)


class _AsTall(QgsScrollArea):
    """Asks for all the room that its widget needs, where Qt's own asks for a part of it (5.15)."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(widget)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        # A theme may give it a frame, whatever its shape.
        around, frame = self.contentsMargins(), 2 * self.frameWidth()
        return self.widget().sizeHint() + QSize(
            frame + around.left() + around.right(), frame + around.top() + around.bottom()
        )
