"""The filter bar and its timeline at work on list, map and sheet."""

from datetime import date

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

from libya_incident_mapper.layers.group import casefile_layers
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DatePrecision, DateRange
from libya_incident_mapper.model.location import Location, PlaceState, Precision
from libya_incident_mapper.model.record_filter import EVERYTHING, RecordFilter
from libya_incident_mapper.model.records import Claim, Incident, Losses, Movement, Waypoint
from libya_incident_mapper.ui.filtering import REMEMBERED
from libya_incident_mapper.ui.records_model import ROW

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def place(lat, lon):
    return Location("Somewhere", PlaceState.FOUND, lat, lon, 900.0, precision=Precision.SITE)


@pytest.fixture
def desk(opened):
    day = DateRange.parse
    good = (Claim(reliability="B", credibility="2"),)
    stops = (Waypoint("origin", place(27, 15)), Waypoint("destination", place(29, 17)))
    opened.session.casefile.save_many([
        Incident("attack", day("2021-03-01"), "is_libya", "I1", "lna", place(30, 19), Losses(CountRange.exactly(4))),
        Incident("protest", day("2021-03-03"), "civilians", "I2", "", place(32, 13), status="approved", claims=good),
        Incident("attack", day("2021-03-09"), "lna", "I3", "", place(31, 20), stance="denies"),
        Movement("lna", day("2021-03-10"), "M1", waypoints=stops),
    ])
    opened.dock.tabs.setCurrentWidget(opened.dock.records)
    return opened


@pytest.fixture
def bar(desk):
    return desk.dock.records.bar


def listed(desk):
    model = desk.dock.records.model
    return sorted(model.index(row, 0).data(ROW).uid for row in range(model.rowCount()))


def check(box, *texts):
    box.setCheckedItems(list(texts))


def test_what_the_records_have_is_offered(bar):
    def offered(box):
        return [box.itemText(place) for place in range(box.count())]

    assert offered(bar.actors) == ["Civilians", "IS", "LNA"]
    assert offered(bar.kinds) == ["Attack", "Peaceful protest", "Movement"]
    assert offered(bar.statuses) == ["Draft", "Approved"]
    assert offered(bar.grades) == ["B – Usually reliable"]


def test_actors_kinds_and_grades_narrow_list_and_map(desk, bar):
    check(bar.actors, "LNA")
    assert listed(desk) == ["I1", "I3", "M1"]
    check(bar.kinds, "Attack")
    assert listed(desk) == ["I1", "I3"]
    attribute = casefile_layers(desk.session.casefile, QgsProject.instance())["movements"].renderer().classAttribute()
    assert "'lna'" in attribute
    assert "'attack'" in attribute
    QTest.mouseClick(bar.clear, LEFT)
    assert listed(desk) == ["I1", "I2", "I3", "M1"]
    check(bar.grades, "B – Usually reliable")
    assert listed(desk) == ["I2"]


def test_a_new_record_keeps_what_is_checked(desk, bar):
    check(bar.actors, "LNA")
    desk.session.save(Incident("protest", DateRange.parse("2021-03-05"), "gna", "I9", location=place(32, 14)))
    assert listed(desk) == ["I1", "I3", "M1"]
    assert bar.actors.chosen() == {"lna"}
    assert "gna" in [bar.actors.itemData(number) for number in range(bar.actors.count())]


def test_a_period_reaches_list_canvas_and_sheet_and_steps_on(desk, bar):
    bar.set_period(DateRange.parse("2021-W09"))
    assert listed(desk) == ["I1", "I2"]
    time = desk._canvas.temporalRange()
    assert (time.begin().toString("yyyy-MM-dd"), time.end().toString("yyyy-MM-dd")) == ("2021-03-01", "2021-03-07")
    told = []
    bar.changed.connect(told.append)
    QTest.mouseClick(bar.forth, LEFT)
    assert [wanted.period.start.isoformat() for wanted in told] == ["2021-03-08"]  # once, not for each part of the box
    assert listed(desk) == ["I3", "M1"]
    desk.sheets.ask()
    assert (str(desk.sheets.dialog.start.day()), str(desk.sheets.dialog.end.day())) == ("2021-03-08", "2021-03-14")
    desk.sheets.dialog.close()
    QTest.mouseClick(bar.back, LEFT)
    assert listed(desk) == ["I1", "I2"]
    bar.has_period.setChecked(False)
    assert listed(desk) == ["I1", "I2", "I3", "M1"]
    assert desk._canvas.temporalRange().isInfinite()


def test_touching_the_days_is_choosing_them(desk, bar):
    assert not bar.has_period.isChecked()
    bar.dates.set_dates(DateRange.parse("2021-03-03"))
    assert bar.has_period.isChecked()
    assert listed(desk) == ["I2"]


def middle(line, number):
    return line.rect_of(number).center().toPoint()


def test_a_drag_over_the_bars_chooses_days(desk, bar):
    line = bar.timeline
    QTest.mousePress(line, LEFT, pos=middle(line, 1))
    QTest.mouseMove(line, middle(line, 9))
    QTest.mouseRelease(line, LEFT, pos=middle(line, 9))
    assert bar.wanted().period.display() == "2–10 Mar 2021"
    assert listed(desk) == ["I2", "I3", "M1"]
    QTest.mouseDClick(line, LEFT, pos=QPoint(5, 5))
    assert bar.wanted().period is None


def test_keys_choose_bars(desk, bar):
    line = bar.timeline
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert bar.wanted().period.display() == "1 Mar 2021"
    QTest.keyClick(line, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(line, Qt.Key.Key_Right, SHIFT)
    assert bar.wanted().period.display() == "1–3 Mar 2021"
    assert listed(desk) == ["I1", "I2"]
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert bar.wanted().period is None
    QTest.keyClick(line, Qt.Key.Key_Left)
    assert bar.wanted().period.display() == "10 Mar 2021"


def test_bars_count_records_and_dead_and_not_what_is_denied(bar):
    assert bar.timeline.words(0) == "1 Mar 2021. Records: 1; killed: 4"
    assert bar.timeline.words(2) == "3 Mar 2021. Records: 1; killed: 0; number not known: 1"
    assert bar.timeline.words(8) == "9 Mar 2021. Records: 0; killed: 0"


def colour_at(line, number, up):
    spot = line.rect_of(number)
    return line.grab().toImage().pixelColor(int(spot.center().x()), int(spot.bottom()) - up).name()


def test_bars_have_the_actors_colours(desk, bar):
    colours = desk.session.casefile.actor_colours()
    assert colour_at(bar.timeline, 0, 3) == colours["is_libya"]
    assert colour_at(bar.timeline, 9, 3) == colours["lna"]
    QTest.mouseClick(bar.counts_deaths, LEFT)
    assert colour_at(bar.timeline, 0, 3) == colours["is_libya"]
    assert colour_at(bar.timeline, 9, 3) != colours["lna"]


def test_a_mirrored_timeline_runs_from_the_right(bar):
    bar.timeline.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert bar.timeline.rect_of(0).left() > bar.timeline.rect_of(9).left()
    bar.timeline.setFocus()
    QTest.keyClick(bar.timeline, Qt.Key.Key_Left)
    assert bar.wanted().period.display() == "1 Mar 2021"


def node_of_incidents(desk):
    layer = casefile_layers(desk.session.casefile, desk.session.project)["incidents"]
    return desk.session.project.layerTreeRoot().findLayer(layer)


def test_a_casefile_that_comes_with_a_project_shows_what_it_showed_there(desk, bar, qtbot):
    check(bar.actors, "IS", "Civilians")
    bar.set_period(DateRange(date(2021, 3, 1), date(2021, 3, 5), DatePrecision.RANGE))
    wanted, path = bar.wanted(), str(desk.session.casefile.path)
    assert listed(desk) == ["I1", "I2"]
    desk.session.open(path)
    qtbot.waitUntil(lambda: bar.wanted() == wanted)
    assert listed(desk) == ["I1", "I2"]


@pytest.mark.parametrize("nonsense", ["", "[]", "{}", "nonsense", '[["a", "b", "day"], [], [], [], []]', None, 7])
def test_what_cannot_be_recalled_shows_everything(desk, bar, qtbot, nonsense):
    node_of_incidents(desk).setCustomProperty(REMEMBERED, nonsense)
    desk.session.open(str(desk.session.casefile.path))
    with qtbot.waitSignal(desk.dock.records.model.records_changed):
        pass
    assert bar.wanted() == EVERYTHING


def test_an_actor_that_is_gone_is_not_waited_for(desk, bar, qtbot):
    node_of_incidents(desk).setCustomProperty(REMEMBERED, RecordFilter(actors=frozenset(["gone", "lna"])).as_text())
    desk.session.open(str(desk.session.casefile.path))
    qtbot.waitUntil(lambda: bar.wanted().actors == {"lna"})
