"""QGIS's own attribute table, add-point tool, clipboard and identify tool on the example's incidents."""

from example import open_example
from keyboard import enter
from qgis.core import QgsProject, QgsRenderContext, QgsSettings
from qgis.PyQt.QtCore import QDate, QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QDateTimeEdit, QDialogButtonBox, QTableView, QTabWidget
from scenario_records import pixel

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
DRAWN = QDate(2018, 7, 30)
"""The day of the record that is drawn."""


def steps(window):
    dock, desk = yield from open_example(window)
    yield from enter((Qt.Key.Key_F, CTRL))
    yield 500
    incidents = QgsProject.instance().mapLayersByName("Incidents")[0]
    window.iface.setActiveLayer(incidents)
    told = {"before": incidents.featureCount()}
    told["table"] = yield from edit_in_table(window, dock, desk, incidents)
    told["drawn"] = yield from draw_point(window, dock, desk, incidents)
    told["pasted"] = yield from copy_and_paste(window, dock, desk, incidents)
    told["identified"] = yield from identify(window, incidents)
    told["after"] = incidents.featureCount()
    told["listed"] = dock.records.model.rowCount()
    QgsProject.instance().setDirty(False)
    return told


def edit_in_table(window, dock, desk, incidents):
    """A cell is typed into, and the edits are saved."""
    window.iface.actionOpenTable().trigger()
    view = yield window.until(cells_in_sight)
    table = view.window()
    table.activateWindow()
    yield 300
    window.iface.actionToggleEditing().trigger()
    yield 300
    headings = {view.model().headerData(place, Qt.Orientation.Horizontal): place
                for place in range(view.model().columnCount())}
    index = view.model().index(0, headings["Summary"])
    view.scrollTo(index)
    yield 200
    QTest.mouseDClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    yield 200
    QApplication.focusWidget().selectAll()
    yield from enter("typed into the table", Qt.Key.Key_Return)
    window.shot("qgis-tools-1-table")
    yield from save(window)
    yield window.until(lambda: "brought in step" in dock.banner.text.text())
    yield 300
    table.close()
    window.main.activateWindow()
    yield 300
    window.shot("qgis-tools-2-told")
    known = [one for one in desk.session.casefile.incidents() if one.summary == "typed into the table"]
    return {"records": len(known), "signed": known[0].stamp.modified[-6:], "said": dock.banner.text.text()}


def cells_in_sight():
    """QGIS's attribute table, whose window is of another kind in each version; the form behind it has tables, too."""
    tables = (one for one in QApplication.allWidgets() if isinstance(one, QTableView) and one.isVisible())
    return next((one for one in tables if one.objectName() == "mTableView"), None)


def draw_point(window, dock, desk, incidents):
    """A click of the add-point tool, and its form by keys and lists."""
    before = {one.uid for one in desk.session.casefile.incidents()}
    window.iface.actionToggleEditing().trigger()
    yield 200
    window.iface.actionAddFeature().trigger()
    yield 200

    view = window.iface.mapCanvas().viewport()
    QTest.mouseClick(view, LEFT, pos=QPoint(view.width() // 3, view.height() // 2))
    dialog = yield window.until(lambda: next(iter(forms_open()), None))
    yield 300
    yield from choose(dialog, "kind", "Attack")
    yield from choose(dialog, "actor1", "AFRICOM")
    # A day that is NULL takes no keys in QGIS 3.22.
    dialog.findChild(QDateTimeEdit, "date_start").setDate(DRAWN)
    yield 200
    window.shot("qgis-tools-3-form")
    QTest.mouseClick(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok), LEFT)
    yield window.until(lambda: incidents.editBuffer().addedFeatures())
    yield 700
    window.shot("qgis-tools-4-drawn-unsaved")
    is_seen = is_drawn(incidents, next(iter(incidents.editBuffer().addedFeatures().values())))
    yield from save(window)
    yield window.until(lambda: len(list(desk.session.casefile.incidents())) == len(before) + 1)
    yield 500
    [new] = [one for one in desk.session.casefile.incidents() if one.uid not in before]
    window.shot("qgis-tools-5-drawn")
    return {
        "kind": new.kind, "actor": new.actor1, "dates": new.dates.iso(), "placed": new.location.is_placed,
        "radius": new.location.radius_m, "faults": len(dock.banner.text.text().splitlines()) - 1, "seen": is_seen,
    }


def is_drawn(layer, row):
    """Whether the layer's style has a symbol for the row."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    renderer.startRender(context, layer.fields())
    found = renderer.willRenderFeature(row, context)
    renderer.stopRender(context)
    return found


def forms_open():
    """The windows of QGIS's form."""
    return [one for one in QApplication.topLevelWidgets() if one.inherits("QgsAttributeDialog") and one.isVisible()]


def choose(dialog, column, label):
    """Type ahead in the closed list of a column; a blank would open it, and an open one eats keys."""
    box = dialog.findChild(QComboBox, column)
    box.setFocus()
    yield from enter(label)


def copy_and_paste(window, dock, desk, incidents):
    """A record copied and pasted into its own layer."""
    before = {one.uid for one in desk.session.casefile.incidents()}
    incidents.selectByIds([next(incidents.getFeatures()).id()])
    window.iface.actionCopyFeatures().trigger()
    window.iface.actionToggleEditing().trigger()
    yield 200
    window.iface.actionPasteFeatures().trigger()
    yield 300
    yield from save(window)
    yield window.until(lambda: len(list(desk.session.casefile.incidents())) == len(before) + 1)
    yield 500
    return len({one.uid for one in desk.session.casefile.incidents()} - before)


def identify(window, incidents):
    """A click of the identify tool opens the form, which has the claims."""
    QgsSettings().setValue("/Map/identifyAutoFeatureForm", True)
    incidents.removeSelection()
    window.iface.actionIdentify().trigger()
    canvas = window.iface.mapCanvas()
    drawn = next(row for row in incidents.getFeatures() if row["date_start"] == DRAWN)
    spot = pixel(canvas, incidents, drawn.geometry().asPoint())
    QTest.mouseClick(canvas.viewport(), LEFT, pos=QPoint(*spot))
    yield 1500
    window.shot("qgis-tools-6-identified")
    dialogs = forms_open()
    titles = [tabs.tabText(place) for one in dialogs for tabs in one.findChildren(QTabWidget)[:1]
              for place in range(tabs.count())]
    for one in dialogs:
        one.close()
    yield 200
    return titles


def save(window):
    """Save the layer's edits, and leave the edit mode."""
    window.iface.actionSaveActiveLayerEdits().trigger()
    yield 200
    window.iface.actionToggleEditing().trigger()
    yield 200
