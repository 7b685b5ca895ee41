"""Picking on the map, and what is made of the whole casefile."""

from datetime import date

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle, QgsSettings
from qgis.gui import QgsMapToolPan, QgsVertexMarker
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtGui import QImage, QKeySequence
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QProgressDialog, QPushButton, QShortcut

from libya_incident_mapper.layers.online_basemaps import online_basemaps
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.records import Incident


@pytest.fixture(params=["EPSG:4326", "EPSG:3857", "EPSG:32633"])
def picking(request, opened):
    """A map of eastern Libya in some projection, with another tool in use."""
    canvas = opened._canvas
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas.setExtent(QgsRectangle(18, 28, 22, 32))
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem(request.param))
    opened.before = QgsMapToolPan(canvas)
    canvas.setMapTool(opened.before)
    return opened


def test_a_click_places_the_box_and_gives_the_map_back(picking):
    box, canvas = picking.dock.incident.place, picking._canvas
    box.line.setText("the well")
    QTest.mouseClick(box.button, Qt.MouseButton.LeftButton)
    assert canvas.mapTool() is picking.picking.tool
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.viewport().rect().center())
    location = box.location("place", [])
    assert location.phrase == "the well"
    assert (location.lat, location.lon) == pytest.approx((30, 20), abs=0.1)
    # Six screen pixels of a map some 400 km wide.
    assert 1_000 < location.radius_m < 20_000
    assert canvas.mapTool() is picking.before
    assert box.line.hasFocus()


def test_escape_leaves_everything_as_it_was(picking):
    box, canvas = picking.dock.incident.place, picking._canvas
    box.line.setText("Uqaylah")
    before = box.location("place", [])
    box.button.click()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert box.location("place", []) == before
    assert canvas.mapTool() is picking.before
    assert box.line.hasFocus()


ARROWS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (1, 0), Qt.Key.Key_Down: (-1, 0),
}


@pytest.mark.parametrize("taking", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_middle_of_the_map_is_taken_by_a_key_and_the_keyboard_comes_back(picking, taking):
    box, canvas = picking.dock.incident.place, picking._canvas
    box.line.setText("the well")
    QTest.keyClick(box.button, Qt.Key.Key_Space)
    assert canvas.hasFocus()
    QTest.keyClick(canvas, taking)
    location = box.location("place", [])
    assert location.phrase == "the well"
    assert (location.lat, location.lon) == pytest.approx((30, 20), abs=0.1)
    assert 1_000 < location.radius_m < 20_000
    assert canvas.mapTool() is picking.before
    assert box.line.hasFocus()
    assert crosses(canvas) == []


@pytest.mark.parametrize("arrow", ARROWS)
def test_an_arrow_moves_the_cross_its_way_and_farther_with_shift(picking, arrow):
    canvas, extent = picking._canvas, picking._canvas.extent()
    north, east = ARROWS[arrow]
    along = []
    for modifier in (None, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        picking.dock.incident.place.button.click()
        if modifier is not None:
            QTest.keyClick(canvas, arrow, modifier)
        QTest.keyClick(canvas, Qt.Key.Key_Return)
        location = picking.dock.incident.place.resolved
        along.append(location.lat * north + location.lon * east)
    near, far = along[1] - along[0], along[2] - along[0]
    assert 0 < near < far
    assert far == pytest.approx(10 * near, rel=0.05)
    assert canvas.extent() == extent, "the map itself does not move"


def test_at_the_edge_the_map_moves_under_the_cross(picking):
    canvas, extent = picking._canvas, picking._canvas.extent()
    picking.dock.incident.place.button.click()
    for _ in range(40):
        QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    (cross,) = crosses(canvas)
    assert canvas.rect().contains(cross.pos().toPoint())
    assert canvas.extent().xMinimum() > extent.xMaximum()
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert picking.dock.incident.place.resolved.lon > 22


def test_a_hand_at_the_mouse_puts_the_cross_away_and_an_arrow_brings_it_back(picking):
    canvas = picking._canvas
    picking.dock.incident.place.button.click()
    assert len(crosses(canvas)) == 1
    QTest.mouseMove(canvas.viewport(), QPoint(30, 30))
    QTest.mouseMove(canvas.viewport(), QPoint(40, 40))
    assert crosses(canvas) == []
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert len(crosses(canvas)) == 1
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert crosses(canvas) == []
    extent = canvas.extent()
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.extent() != extent, "the arrows are QGIS's again"


def test_a_movement_is_picked_stop_by_stop_with_keys_alone(picking):
    form, canvas = picking.dock.movement, picking._canvas
    picking.dock.tabs.setCurrentWidget(form)
    form.stops.by_clicks.setFocus()
    QTest.keyClick(form.stops.by_clicks, Qt.Key.Key_Space)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    QTest.keyClick(canvas, Qt.Key.Key_Down, shift)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    QTest.keyClick(canvas, Qt.Key.Key_Left, shift)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    stops = form.draft().record.waypoints
    assert [stop.role for stop in stops] == ["origin", "via", "destination"]
    assert stops[0].location.lat > stops[1].location.lat == pytest.approx(stops[2].location.lat, abs=0.2)
    assert stops[1].location.lon > stops[2].location.lon
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    assert [stop.role for stop in form.draft().record.waypoints] == ["origin", "destination"]
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert [stop.role for stop in form.draft().record.waypoints] == ["origin", "via", "destination"]
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.mapTool() is picking.before
    assert form.stops.by_clicks.hasFocus()
    assert len(form.draft().record.waypoints) == 3


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape])
def test_a_key_of_the_picking_reaches_no_shortcut_of_qgis(picking, key):
    """Delete is QGIS's for the features selected in a layer that is being edited."""
    canvas, pressed = picking._canvas, []
    QShortcut(QKeySequence(key), canvas.window()).activated.connect(lambda: pressed.append(key))
    form = picking.dock.movement
    picking.dock.tabs.setCurrentWidget(form)
    form.stops.by_clicks.click()
    for step in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(canvas, step)
    QTest.keyClick(canvas, key)
    left = [] if key == Qt.Key.Key_Escape else ["origin"]
    assert ([stop.role for stop in form.draft().record.waypoints], pressed) == (left, [])
    picking.picking.stop()
    QTest.keyClick(canvas, key)
    assert pressed == [key], "the key is QGIS's again"


def crosses(canvas):
    return [
        item for item in canvas.scene().items()
        if isinstance(item, QgsVertexMarker) and item.zValue() == 20
    ]


def test_another_tool_ends_the_picking(picking):
    canvas = picking._canvas
    picking.dock.incident.place.button.click()
    assert "arrow keys" in picking.dock.asked.text()
    canvas.setMapTool(picking.before)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert not picking.dock.incident.place.location("place", []).is_placed
    assert picking.dock.asked.text() == ""
    assert picking.dock.asked.isHidden()


def test_a_stop_added_later_can_be_picked_too(opened):
    row = opened.dock.movement.stops.add()
    opened.dock.tabs.setCurrentWidget(opened.dock.movement)
    row.place.button.click()
    assert opened._canvas.mapTool() is opened.picking.tool


def basemap_actions(desk):
    menu = desk.dock.bar.basemap.menu()
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def test_online_basemaps_are_offered_and_not_loaded(opened):
    assert set(online_basemaps()) < set(basemap_actions(opened))
    assert not [layer for layer in QgsProject.instance().mapLayers().values() if layer.providerType() == "wms"]


def test_a_service_that_was_saved_since_is_offered_and_loaded_when_chosen(opened):
    QgsSettings().setValue("qgis/connections-xyz/Ours & theirs/url", "http://127.0.0.1:9/{z}/{x}/{y}.png?a=1&b=2")
    try:
        basemap_actions(opened)["Ours && theirs"].trigger()
    finally:
        QgsSettings().remove("qgis/connections-xyz/Ours & theirs")
    layer = next(layer for layer in QgsProject.instance().mapLayers().values() if layer.providerType() == "wms")
    assert layer.name() == "Ours & theirs"
    assert layer.isValid()


@pytest.mark.parametrize(
    ("title", "first", "other"),
    [("Names on the map", "English", "العربية"), ("Colours of the offline map", "Light", "Dark")],
)
def test_the_look_of_the_map_is_chosen_in_the_menu(opened, title, first, other):
    def ways():
        basemap_actions(opened)
        menus = opened.dock.bar.basemap.menu().findChildren(QMenu)
        (menu,) = (menu for menu in menus if menu.title().replace("&", "") == title)
        return {action.text().replace("&", ""): action for action in menu.actions()}

    assert [text for text, action in ways().items() if action.isChecked()] == [first]
    ways()[other].trigger()
    assert [text for text, action in ways().items() if action.isChecked()] == [other]


def test_a_file_is_laid_below_the_records_or_refused_in_a_sentence(opened, tmp_path):
    text = tmp_path / "notes.tif"
    text.write_text("no picture")
    opened.basemaps.add_file(str(text))
    assert "notes.tif" in opened.dock.banner.text.text()
    picture = tmp_path / "plan.png"
    QImage(20, 10, QImage.Format.Format_RGB32).save(str(picture))
    opened.basemaps.add_file(str(picture))
    assert [layer for layer in QgsProject.instance().mapLayers().values() if layer.name() == "plan"]


@pytest.fixture
def sheet(opened):
    form = opened.dock.incident
    form.kind.line.setText("clash")
    form.date.start.set_day(date(2018, 7, 24))
    form.place.line.setText("Uqaylah")
    form.place.line.textEdited.emit("Uqaylah")
    form.actor1.line.setText("IS")
    opened.save()
    opened.sheets.ask()
    return opened.sheets.dialog


def room_below(dialog):
    """Empty room below the buttons, and between them and the rows."""
    buttons = dialog.buttons.mapTo(dialog, QPoint(0, dialog.buttons.height())).y()
    return dialog.height() - buttons + dialog.rows.height() - dialog.redaction.geometry().bottom()


@pytest.mark.parametrize("which", ["sheet", "pack"])
def test_a_dialogue_is_as_tall_as_its_rows(qtbot, request, which):
    dialog = request.getfixturevalue(which)
    qtbot.waitUntil(lambda: dialog.redaction.isCollapsed() and room_below(dialog) < 20)
    low = dialog.height()
    dialog.redaction.setCollapsed(False)
    qtbot.waitUntil(lambda: dialog.height() > low and room_below(dialog) < 20)
    dialog.redaction.setCollapsed(True)
    qtbot.waitUntil(lambda: dialog.height() == low)
    dialog.tell("What is wrong takes a line, or as many lines as it needs, and goes when it is mended.")
    qtbot.waitUntil(lambda: dialog.height() > low and room_below(dialog) < 20)


def test_the_sheet_proposes_the_days_of_the_records(sheet):
    assert sheet.start.day().isoformat() == sheet.end.day().isoformat() == "2018-07-24"
    assert not sheet.isModal()


def test_the_sheet_is_written_and_the_dock_says_where(qtbot, opened, sheet, tmp_path):
    path = tmp_path / "week.pdf"
    sheet.file.setFilePath(str(path))
    sheet.export.click()
    qtbot.waitUntil(path.exists, timeout=60_000)
    qtbot.waitUntil(lambda: str(path) in opened.dock.banner.text.text())
    assert path.read_bytes().startswith(b"%PDF")
    assert QApplication.overrideCursor() is None


@pytest.mark.parametrize(
    ("name", "words"), [("week.docx", "docx"), ("nowhere/week.pdf", "nowhere"), ("", "No file")],
)
def test_a_sheet_that_cannot_be_written_is_told_in_the_dialogue(qtbot, sheet, tmp_path, name, words):
    sheet.file.setFilePath(str(tmp_path / name) if name else "")
    sheet.export.click()
    qtbot.waitUntil(sheet.fault.isVisible, timeout=60_000)
    assert words in sheet.fault.text()
    assert sheet.isVisible()


def test_an_atlas_is_one_file_with_a_sheet_a_day(qtbot, opened, sheet, tmp_path):
    path = tmp_path / "days.pdf"
    sheet.way.setCurrentIndex(sheet.way.findData("day"))
    sheet.file.setFilePath(str(path))
    sheet.export.click()
    qtbot.waitUntil(lambda: "(sheets: 1)" in opened.dock.banner.text.text(), timeout=60_000)
    assert path.read_bytes().startswith(b"%PDF")
    assert opened.session.project.layoutManager().layouts() == []


def test_an_atlas_that_is_cancelled_leaves_nothing(qtbot, opened, sheet, tmp_path):
    sheet.way.setCurrentIndex(sheet.way.findData("day"))
    sheet.file.setFilePath(str(tmp_path / "days.pdf"))
    sheet.start.set_day(date(2018, 7, 24))
    opened.session.save(Incident("attack", DateRange.day(date(2018, 7, 25)), "is_libya"))
    sheet.end.set_day(date(2018, 7, 25))
    timer = QTimer(sheet)
    timer.timeout.connect(lambda: [
        progress.findChild(QPushButton).click() for progress in sheet.findChildren(QProgressDialog)
    ])
    timer.start(1)
    sheet.export.click()
    qtbot.waitUntil(sheet.fault.isVisible, timeout=60_000)
    assert "Cancelled" in sheet.fault.text()
    assert [file.name for file in tmp_path.iterdir() if not file.name.startswith("week.gpkg")] == []


def test_every_key_of_the_dialogues_has_one_meaning(opened, sheet):
    opened.packs.ask()
    opened.films.ask()
    for dialog in (sheet, opened.packs.dialog, opened.films.dialog):
        labels = [label for label in dialog.findChildren(QLabel) if label.buddy() and not label.isHidden()]
        captions = [label.text() for label in labels]
        captions += [button.text() for button in dialog.findChildren(QAbstractButton)]
        keys = [QKeySequence.mnemonic(caption).toString() for caption in captions if "&" in caption]
        assert len(keys) > 8
        assert sorted(keys) == sorted(set(keys))


def test_a_reversed_period_is_told(sheet):
    sheet.end.set_day(sheet.start.day().replace(day=1))
    sheet.export.click()
    assert "swap" in sheet.fault.text()


def test_a_redacted_sheet_leaves_no_layout_of_the_real_places(qtbot, opened, sheet, tmp_path):
    path = tmp_path / "week.svg"
    sheet.redaction.places.setCurrentIndex(sheet.redaction.places.findData("grid"))
    sheet.file.setFilePath(str(path))
    sheet.export.click()
    qtbot.waitUntil(lambda: "redacted" in opened.dock.banner.text.text(), timeout=60_000)
    assert "30–30.25" in path.read_text("utf-8") or "30.25–30.5" in path.read_text("utf-8")
    assert opened.session.project.layoutManager().layouts() == []


@pytest.fixture
def pack(opened, sheet, tmp_path):
    sheet.close()
    opened.packs.ask()
    opened.packs.dialog.folder.setFilePath(str(tmp_path / "pack"))
    return opened.packs.dialog


def test_the_pack_is_written_and_the_next_one_is_compared_with_it(qtbot, opened, pack, tmp_path):
    said = []
    pack.bar.valueChanged.connect(said.append)
    pack.export.click()
    qtbot.waitUntil(lambda: str(tmp_path / "pack") in opened.dock.banner.text.text(), timeout=60_000)
    assert (tmp_path / "pack" / "manifest.json").is_file()
    assert len(said) > 5
    qtbot.waitUntil(lambda: opened.packs.dialog is None)
    opened.packs.ask()
    assert opened.packs.dialog.previous.filePath() == str(tmp_path / "pack")
    opened.packs.dialog.close()


def test_closing_the_dialogue_gives_the_pack_up(qtbot, opened, pack, tmp_path):
    pack.export.click()
    qtbot.waitUntil(lambda: pack.bar.value() > 10, timeout=60_000)
    pack.close()
    qtbot.waitUntil(lambda: opened.packs.dialog is None)
    qtbot.wait(300)
    assert [file.name for file in tmp_path.iterdir() if "pack" in file.name] == []


def test_a_pack_that_cannot_be_written_is_told_and_can_be_asked_for_again(qtbot, pack, tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "mine.txt").write_text("mine")
    pack.export.click()
    assert "holds other files" in pack.fault.text()
    assert pack.export.isEnabled()
    pack.folder.setFilePath(str(tmp_path / "fresh"))
    pack.export.click()
    qtbot.waitUntil((tmp_path / "fresh" / "manifest.json").is_file, timeout=60_000)
