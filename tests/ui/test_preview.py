"""What stands on the map while a form is filled: places, candidates, the arrow; and that nothing of it stays."""

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsRubberBand, QgsVertexMarker
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

from libya_incident_mapper.casefile.movement_line import movement_line
from libya_incident_mapper.model.records import Incident
from libya_incident_mapper.ui.map_items import LetterMarker
from libya_incident_mapper.ui.map_view import to_map
from libya_incident_mapper.ui.preview import Preview

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture(params=["EPSG:4326", "EPSG:3857"])
def desk(request, opened):
    """A map of all Libya in some projection."""
    canvas = opened._canvas
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem(request.param))
    canvas.setExtent(to_map(canvas).transformBoundingBox(QgsRectangle(9, 19, 26, 34)))
    return opened


def on_map(desk, kind):
    return [item for item in desk._canvas.scene().items() if isinstance(item, kind)]


def everything(desk):
    return on_map(desk, (QgsRubberBand, QgsVertexMarker, LetterMarker))


def letters(desk):
    return {marker._letter: marker for marker in on_map(desk, LetterMarker)}


def lines(desk):
    """The arrows: bands without an area."""
    return [band.asGeometry() for band in on_map(desk, QgsRubberBand) if not band.asGeometry().area()]


def pixel(desk, lat, lon):
    canvas = desk._canvas
    point = canvas.getCoordinateTransform().transform(to_map(canvas).transform(QgsPointXY(lon, lat)))
    return QPoint(round(point.x()), round(point.y()))


def type_place(qtbot, box, text):
    box.line.setFocus()
    QTest.keyClicks(box.line, text)
    qtbot.waitUntil(lambda: not box.is_waiting())


def take(qtbot, box, text):
    box.take(text, None)
    qtbot.wait(20)


def click_while_open(desk, box, spot):
    """A click on the map as Qt brings it while a popup is open: to the popup."""
    popup = box.popup.popup()
    QTest.mousePress(popup, LEFT, pos=popup.mapFromGlobal(desk._canvas.viewport().mapToGlobal(spot)))


def test_the_place_understood_stands_on_the_map_with_its_uncertainty(qtbot, desk):
    box = desk.dock.incident.place
    take(qtbot, box, "20 km south of Uqaylah")
    here = box.resolved
    (marker,) = on_map(desk, QgsVertexMarker)
    assert marker.center().distance(to_map(desk._canvas).transform(QgsPointXY(here.lon, here.lat))) < 1e-6
    (band,) = on_map(desk, QgsRubberBand)
    area = QgsGeometry()
    area.fromWkb(here.area_wkb)
    area.transform(to_map(desk._canvas))
    assert band.asGeometry().area() == pytest.approx(area.area(), rel=1e-6)


def test_candidates_are_letters_while_the_list_is_open(qtbot, desk):
    box = desk.dock.incident.place
    type_place(qtbot, box, "jufra")
    assert "".join(sorted(letters(desk))).startswith("ABC")
    popup = box.popup.popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    assert [letter for letter, marker in letters(desk).items() if marker._is_lit] == ["B"]
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not letters(desk))
    assert box.line.text() == "jufra"


def test_a_click_on_a_letter_chooses_its_candidate_and_leaves_the_map_alone(qtbot, desk):
    box = desk.dock.incident.place
    type_place(qtbot, box, "jufra")
    before = desk._canvas.extent()
    wanted = letters(desk)["C"].candidate
    assert box.resolved.place_id != wanted.place_id
    click_while_open(desk, box, letters(desk)["C"].pos().toPoint())
    assert box.resolved.place_id == wanted.place_id
    assert not box.popup.is_open
    assert box.line.hasFocus()
    qtbot.waitUntil(lambda: not letters(desk))
    assert desk._canvas.extent() == before


def test_a_click_beside_the_letters_chooses_nothing(qtbot, desk):
    box = desk.dock.incident.place
    type_place(qtbot, box, "jufra")
    before = box.resolved
    click_while_open(desk, box, QPoint(3, 3))
    assert box.resolved == before
    assert not box.popup.is_open


def leave_by_clearing(desk):
    desk.dock.incident.clear()


def leave_by_tab(desk):
    desk.dock.tabs.setCurrentWidget(desk.dock.records)


def leave_by_hiding(desk):
    desk.dock.hide()


def leave_by_another_casefile(desk):
    desk.create(str(desk.session.casefile.path) + "-other.gpkg")


@pytest.mark.parametrize("leave", [leave_by_clearing, leave_by_tab, leave_by_hiding, leave_by_another_casefile])
def test_nothing_stays_behind(qtbot, desk, leave):
    box = desk.dock.incident.place
    type_place(qtbot, box, "jufra")
    qtbot.waitUntil(lambda: len(everything(desk)) > 5)
    qtbot.wait(50)
    assert on_map(desk, QgsVertexMarker) and letters(desk)
    leave(desk)
    qtbot.waitUntil(lambda: not everything(desk))


def test_who_closes_takes_all_away(qtbot, desk):
    before = Preview(desk._canvas, desk.dock, desk.picking, desk)
    type_place(qtbot, desk.dock.incident.place, "jufra")
    qtbot.waitUntil(lambda: len(everything(desk)) > 10)
    count = len(everything(desk))
    before.close()
    assert 2 * len(everything(desk)) == count


def test_nothing_stays_behind_when_a_record_is_saved(qtbot, desk):
    form = desk.dock.incident
    form.kind.line.setText("clash")
    form.actor1.line.setText("IS")
    take(qtbot, form.place, "Uqaylah")
    assert everything(desk)
    desk.save()
    qtbot.waitUntil(lambda: not everything(desk))
    assert desk.session.casefile.counts()["incidents"] == 1


def test_the_arrow_is_the_line_that_will_be_stored(qtbot, desk):
    form = desk.dock.movement
    desk.dock.tabs.setCurrentWidget(form)
    take(qtbot, form.origin, "Uqaylah")
    assert len(on_map(desk, QgsRubberBand)) == 1, "one place is no movement"
    take(qtbot, form.stops.add().place, "Zillah")
    take(qtbot, form.destination, "Tazirbu")
    expected = movement_line(form.draft().record).geometry
    expected.transform(to_map(desk._canvas))
    (line,) = lines(desk)
    assert line.hausdorffDistance(expected) < 1e-6
    form.stops.remove(form.stops.rows[0])
    qtbot.wait(20)
    (line,) = lines(desk)
    assert line.length() < 0.9 * expected.length()


def test_a_heading_alone_has_an_arrow(qtbot, desk):
    form = desk.dock.movement
    desk.dock.tabs.setCurrentWidget(form)
    take(qtbot, form.origin, "Uqaylah")
    form.heading.setFocus()
    QTest.keyClicks(form.heading, "south")
    qtbot.waitUntil(lambda: len(lines(desk)) == 1)


def test_all_follows_the_projection_of_the_map(qtbot, desk):
    box = desk.dock.incident.place
    take(qtbot, box, "Uqaylah")
    desk._canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    (marker,) = on_map(desk, QgsVertexMarker)
    wanted = to_map(desk._canvas).transform(QgsPointXY(box.resolved.lon, box.resolved.lat))
    assert marker.center().distance(wanted) < 1
    assert wanted.y() > 3_000_000


def test_a_place_outside_the_map_is_offered_and_not_jumped_to(qtbot, desk):
    box, canvas = desk.dock.incident.place, desk._canvas
    take(qtbot, box, "Uqaylah")
    assert not box.zoom.isVisible()
    canvas.setExtent(to_map(canvas).transformBoundingBox(QgsRectangle(11, 31.5, 12, 32.5)))
    before = canvas.extent()
    qtbot.waitUntil(box.zoom.isVisible)
    assert canvas.extent() == before
    box.line.setFocus()
    QTest.keyClick(box.line, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert canvas.extent().contains(to_map(canvas).transform(QgsPointXY(box.resolved.lon, box.resolved.lat)))
    qtbot.waitUntil(lambda: not box.zoom.isVisible())


def click_path(desk, *places):
    form = desk.dock.movement
    desk.dock.tabs.setCurrentWidget(form)
    QTest.mouseClick(form.stops.by_clicks, LEFT)
    for lat, lon in places:
        QTest.mouseClick(desk._canvas.viewport(), LEFT, pos=pixel(desk, lat, lon))
    return form


def stops_of(form):
    return [(stop.role, stop.location.lat, stop.location.lon) for stop in form.draft().record.waypoints]


THREE = ((30.2, 19.2), (28.5, 17.5), (25.6, 21.1))


def test_a_movement_is_clicked_stop_by_stop(qtbot, desk):
    form = click_path(desk, *THREE)
    assert desk._canvas.mapTool() is desk.picking.tool
    QTest.keyClick(desk._canvas, Qt.Key.Key_Return)
    assert desk._canvas.mapTool() is not desk.picking.tool
    assert form.stops.by_clicks.hasFocus()
    found = stops_of(form)
    assert [role for role, *_ in found] == ["origin", "via", "destination"]
    assert [place for _, *place in found] == [pytest.approx(list(place), abs=0.05) for place in THREE]
    qtbot.wait(20)
    assert len(lines(desk)) == 1


def test_the_arrow_follows_the_cursor(qtbot, desk):
    form = click_path(desk, THREE[0])
    # Qt tells of no move to where the cursor is already.
    QTest.mouseMove(desk._canvas.viewport(), QPoint(10, 10))
    QTest.mouseMove(desk._canvas.viewport(), pixel(desk, *THREE[1]))
    qtbot.waitUntil(lambda: len(lines(desk)) == 1)
    assert [role for role, *_ in stops_of(form)] == ["origin"]
    QTest.mouseClick(desk._canvas.viewport(), RIGHT, pos=QPoint(10, 10))
    qtbot.waitUntil(lambda: not lines(desk))


def test_clicks_go_on_from_what_was_typed_and_are_taken_back_one_by_one(desk):
    form = desk.dock.movement
    form.origin.take("Uqaylah", None)
    form.destination.take("Zillah", None)
    before = form.kept()
    click_path(desk, *THREE[1:])
    assert [stop.location.phrase for stop in form.draft().record.waypoints][:2] == ["Uqaylah", "Zillah"]
    assert len(form.stops.rows) == 2
    QTest.keyClick(desk._canvas, Qt.Key.Key_Backspace)
    assert len(form.stops.rows) == 1
    assert form.stops.rows[0].place.line.text() == "Zillah"
    QTest.keyClick(desk._canvas, Qt.Key.Key_Escape)
    assert form.kept() == before
    assert desk._canvas.mapTool() is not desk.picking.tool


@pytest.mark.parametrize(("leave", "left"), [
    (lambda dock: dock.tabs.setCurrentWidget(dock.records), ["origin", "via", "destination"]),
    (lambda dock: dock.movement.clear(), []),
])
def test_clicking_ends_with_the_form_that_it_is_for(desk, leave, left):
    form = click_path(desk, *THREE)
    assert desk.dock.asked.isVisible()
    leave(desk.dock)
    assert desk._canvas.mapTool() is not desk.picking.tool
    assert not desk.dock.asked.isVisible()
    QTest.keyClick(desk._canvas, Qt.Key.Key_Backspace)
    assert [role for role, *_ in stops_of(form)] == left


def test_another_form_does_not_end_the_clicking_of_this_one(desk):
    click_path(desk, THREE[0])
    desk.dock.incident.clear()
    assert desk._canvas.mapTool() is desk.picking.tool


def test_a_stored_record_opened_is_shown_and_gone_with_it(qtbot, desk, finder):
    stored = desk.session.save(
        Incident("attack", desk.dock.incident.date.dates(), "is_libya", location=finder.locate("Uqaylah"))
    )
    desk.dock.incident.show_record(stored)
    qtbot.waitUntil(lambda: len(on_map(desk, QgsVertexMarker)) == 1)
    desk.session.stack.undo()
    qtbot.waitUntil(lambda: not everything(desk))
    assert QgsProject.instance().mapLayers()
