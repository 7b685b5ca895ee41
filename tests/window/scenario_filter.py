"""The example's week narrowed by keys and mouse: a week, the week before, a drag over the bars; and played."""

from example import open_example
from keyboard import enter
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton
BACK_TAB = (Qt.Key.Key_Backtab, SHIFT)


def steps(window):
    dock, desk = yield from open_example(window)
    yield from enter((Qt.Key.Key_F, CTRL))
    yield 500
    bar, canvas = dock.records.bar, window.main.findChild(type(desk._canvas))
    told = {"all": dock.records.count.text()}
    window.shot("filter-1-all")
    bar.has_period.setFocus(Qt.FocusReason.TabFocusReason)
    yield from enter(Qt.Key.Key_Space)
    yield 800
    told["week"], told["time"] = dock.records.count.text(), canvas.temporalRange().begin().toString("yyyy-MM-dd")
    window.shot("filter-2-week")
    yield from enter((Qt.Key.Key_Left, ALT))
    yield 300
    told["week before"] = dock.records.count.text()
    line = bar.timeline
    begin, end = line.rect_of(0).center().toPoint(), QPoint(line.rect_of(2).center().toPoint())
    QTest.mousePress(line, LEFT, pos=begin)
    QTest.mouseMove(line, end)
    QTest.mouseRelease(line, LEFT, pos=end)
    yield 800
    told["dragged"], told["days"] = dock.records.count.text(), bar.wanted().period.display()
    window.shot("filter-3-dragged")
    QTest.mouseClick(bar.clear, LEFT)
    yield 300
    QTest.mouseClick(bar.play, LEFT)
    controller = canvas.temporalController()
    first = controller.currentFrameNumber()
    yield window.until(lambda: controller.currentFrameNumber() > first)
    told["frames"] = controller.totalFrameCount()
    window.shot("filter-4-playing")
    QTest.mouseClick(bar.play, LEFT)
    yield 300
    told["after"] = canvas.temporalRange().isInfinite()
    QgsProject.instance().setDirty(False)
    return told
