"""The case as bars: records or dead per day, week or month in the actors' colours; a drag chooses the period."""

from typing import Callable, List, Optional, Tuple

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from ..model.dates import DatePrecision, DateRange
from ..model.tally import Bar, order_of
from ..qgis_support.translation import tr

HEIGHT = 54
WORDS = 13
"""Height of the line of words under the bars."""
THINNEST = 1.0
VEIL = 120
"""How far what is not chosen pales, of 255."""


class Timeline(QWidget):
    """Shows bars; `chosen` carries a period, or None for all."""

    chosen = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._bars: List[Bar] = []
        self._order: Tuple[str, ...] = ()
        self._colour: Callable[[str], str] = lambda _: "#737373"
        self._counts_deaths = False
        self._from: Optional[int] = None
        self._span: Optional[Tuple[int, int]] = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Timeline"))
        self.setAccessibleDescription(tr("Left and right choose a bar, with Shift several; Escape chooses all."))

    def show_bars(self, bars: List[Bar], colour: Callable[[str], str]) -> None:
        """Other bars; colour gives '#rrggbb' for an actor."""
        self._bars, self._order, self._colour = bars, order_of(bars), colour
        self._span = self._from = None
        self.update()

    def count_deaths(self, is_on: bool) -> None:
        """Whether bars are of dead, or of records."""
        self._counts_deaths = is_on
        self.update()

    def mark(self, period: Optional[DateRange]) -> None:
        """Show which days are chosen."""
        if self._from is None:
            inside = [
                place for place, bar in enumerate(self._bars) if period is not None and bar.period.overlaps(period)
            ]
            self._span = (inside[0], inside[-1]) if inside else None
            self.update()

    def words(self, place: int) -> str:
        """What a bar says."""
        bar = self._bars[place]
        told = tr("{days}. Records: {records}; killed: {deaths}").format(
            days=bar.period.display(), records=sum(bar.records.values()), deaths=sum(bar.deaths.values())
        )
        if bar.unknown:
            told = tr("{told}; number not known: {number}").format(told=told, number=bar.unknown)
        return told

    def rect_of(self, place: int) -> QRectF:
        """Where a bar stands, as high as it can be."""
        width = self.width() / max(1, len(self._bars))
        place = len(self._bars) - 1 - place if self._is_mirrored() else place
        return QRectF(place * width, 0, width, HEIGHT - WORDS)

    # -- Qt

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        base, ink = self.palette().base().color(), self.palette().text().color()
        painter.fillRect(self.rect(), base)
        painter.setPen(ink)
        if not self._bars:
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), tr("No records"))
            return
        most = max(1, *(sum(self._numbers(bar).values()) for bar in self._bars))
        for place, bar in enumerate(self._bars):
            self._draw_bar(painter, self.rect_of(place), bar, most)
        if self._span is not None:
            veil = QColor(base)
            veil.setAlpha(255 - VEIL)
            for place in range(len(self._bars)):
                if not self._span[0] <= place <= self._span[1]:
                    painter.fillRect(self.rect_of(place), veil)
        painter.drawLine(QPointF(0, HEIGHT - WORDS), QPointF(self.width(), HEIGHT - WORDS))
        self._draw_words(painter, most)
        if self.hasFocus():
            painter.setPen(self.palette().highlight().color())
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        if event.button() == Qt.MouseButton.LeftButton and self._bars:
            self._from = self._place_at(event)
            self._span = (self._from, self._from)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        if self._from is not None:
            self._drag_to(self._place_at(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        if self._from is not None:
            self._drag_to(self._place_at(event))
            self._from = None
            self._tell()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        self._choose(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() == Qt.Key.Key_Escape and self._span is not None:
            self._choose(None)
        elif event.key() in steps and self._bars and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            step = -steps[event.key()] if self._is_mirrored() else steps[event.key()]
            self._move(step, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words(self._place(event.pos().x())) if self._bars else tr("No records")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return bool(super().event(event))

    # -- inside

    def _numbers(self, bar: Bar) -> "dict[str, int]":
        return bar.deaths if self._counts_deaths else bar.records

    def _draw_bar(self, painter: QPainter, room: QRectF, bar: Bar, most: int) -> None:
        """The actors on top of each other, with a hair of space beside where there is room for it."""
        numbers, bottom = self._numbers(bar), room.bottom()
        gap = 1.0 if room.width() > 4 * THINNEST else 0.0
        for actor in self._order:
            height = (room.height() - 2) * numbers.get(actor, 0) / most
            bottom -= height
            box = QRectF(room.left(), bottom, max(THINNEST, room.width() - gap), height)
            painter.fillRect(box, QColor(self._colour(actor)))

    def _draw_words(self, painter: QPainter, most: int) -> None:
        """First and last day at their ends, what is counted in the middle."""
        font = self.font()
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.75))
        painter.setFont(font)
        strip = QRectF(2, HEIGHT - WORDS, self.width() - 4, WORDS)
        first, last = self._bars[0].period, self._bars[-1].period
        left, right = (last, first) if self._is_mirrored() else (first, last)
        sides = Qt.AlignmentFlag
        # Absolute, or Qt would swap the sides that are swapped already.
        painter.drawText(strip, int(sides.AlignLeft | sides.AlignAbsolute | sides.AlignVCenter), left.display())
        painter.drawText(strip, int(sides.AlignRight | sides.AlignAbsolute | sides.AlignVCenter), right.display())
        what = tr("killed, at most {number}") if self._counts_deaths else tr("records, at most {number}")
        painter.drawText(strip, int(sides.AlignHCenter | sides.AlignVCenter), what.format(number=most))

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _place(self, x: float) -> int:
        place = min(len(self._bars) - 1, max(0, int(x * len(self._bars) / max(1, self.width()))))
        return len(self._bars) - 1 - place if self._is_mirrored() else place

    def _place_at(self, event: QMouseEvent) -> int:
        return self._place(event.pos().x())

    def _drag_to(self, here: int) -> None:
        self._span = (min(self._from, here), max(self._from, here))
        self.update()

    def _move(self, step: int, is_longer: bool) -> None:
        last = len(self._bars) - 1
        begin, end = self._span or ((-1, -1) if step > 0 else (last + 1, last + 1))
        end = min(last, max(0, (end if step > 0 or is_longer else begin) + step))
        self._span = (min(begin, end), max(begin, end)) if is_longer and self._span else (end, end)
        self._tell()

    def _choose(self, span: Optional[Tuple[int, int]]) -> None:
        self._span = span
        self._tell()

    def _tell(self) -> None:
        """One bar is a day, week or month of its own; several are a range."""
        self.update()
        if self._span is None:
            self.chosen.emit(None)
            return
        first, last = (self._bars[place].period for place in self._span)
        self.chosen.emit(first if first == last else DateRange(first.start, last.end, DatePrecision.RANGE))
