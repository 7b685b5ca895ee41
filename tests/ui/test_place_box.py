import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from libya_incident_mapper.model.location import PlaceState, Precision
from libya_incident_mapper.ui.place_box import PlaceBox


@pytest.fixture
def box(show, finder):
    box = show(PlaceBox(finder, "Where."))
    box.line.setFocus()
    return box


def type_in(qtbot, box, text):
    if text.isascii():
        QTest.keyClicks(box.line, text)
    else:
        box.line.insert(text)
        box.line.textEdited.emit(box.line.text())
    qtbot.waitUntil(lambda: not box._pause.isActive())


def location(box):
    faults = []
    found = box.location("place", faults)
    return found, faults


def test_candidates_come_while_typing_and_keys_pick_one(qtbot, box):
    type_in(qtbot, box, "Uqaylah")
    assert box.popup.is_open
    QTest.keyClick(box.popup.popup(), Qt.Key.Key_Down)
    assert box.line.text() == "Uqaylah", "moving through the list must not write into the line"
    QTest.keyClick(box.popup.popup(), Qt.Key.Key_Return)
    found, faults = location(box)
    assert not faults
    assert found.phrase == "Uqaylah"
    assert (round(found.lat, 1), round(found.lon, 1)) == (30.3, 19.2)
    assert not box.popup.is_open
    assert "Al Wahat" in box.state.text()


def test_escape_closes_the_list_and_keeps_the_text(qtbot, box):
    type_in(qtbot, box, "Sirt")
    QTest.keyClick(box.popup.popup(), Qt.Key.Key_Escape)
    assert not box.popup.is_open
    assert box.line.text() == "Sirt"


def test_down_opens_the_list_again(qtbot, box):
    type_in(qtbot, box, "Uqaylah")
    QTest.keyClick(box.popup.popup(), Qt.Key.Key_Escape)
    QTest.keyClick(box.line, Qt.Key.Key_Down)
    assert box.popup.is_open


def test_picking_completes_a_name_that_was_only_begun(qtbot, box):
    type_in(qtbot, box, "south of Ubar")
    candidate = next(found for found in box._finder.complete("south of Ubar") if "Ubari" in found.name)
    box.choose(candidate)
    found, _ = location(box)
    assert box.line.text() == f"south of {candidate.name}"
    assert found.state is PlaceState.FOUND
    assert found.precision is Precision.DIRECTION


def test_picking_settles_an_ambiguous_name_inside_a_phrase(qtbot, box):
    type_in(qtbot, box, "near Jufra")
    found, _ = location(box)
    other = found.candidates[-1]
    box.choose(other)
    picked, _ = location(box)
    assert picked.state is PlaceState.FOUND
    assert picked.place_id == other.place_id


def test_an_unknown_place_may_be_saved_and_says_so(qtbot, box):
    type_in(qtbot, box, "Wadi al-Jafr")
    found, faults = location(box)
    assert not faults
    assert not found.is_placed
    assert found.phrase == "Wadi al-Jafr"
    assert "unplaced" in box.state.text()


@pytest.mark.parametrize(
    ("typed", "lat", "lon"),
    [("30.2602, 19.2016", 30.2602, 19.2016), ("30°15'37\"N 19°12'06\"E", 30.2603, 19.2017), ("34RBU6967152049", 0, 0)],
)
def test_coordinates_are_read(qtbot, box, typed, lat, lon):
    box.line.setText(typed)
    box.line.textEdited.emit(typed)
    found, faults = location(box)
    assert not faults
    assert found.is_placed
    if lat:
        assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=0.001)
    assert box.radius.isVisible()


def test_impossible_coordinates_are_a_fault_in_words(qtbot, box):
    box.line.setText("95.0 N, 19.0 E")
    box.line.textEdited.emit("95.0 N, 19.0 E")
    _, faults = location(box)
    assert faults
    assert faults[0].sentence == box.state.text()


def test_a_point_from_the_map_keeps_the_words_and_its_radius_can_be_changed(box):
    box.line.setText("the bridge")
    box.set_picked(30.0, 19.0, 200.0)
    found, _ = location(box)
    assert (found.phrase, found.lat, found.lon, found.radius_m, found.precision) == (
        "the bridge", 30.0, 19.0, 200.0, Precision.SITE,
    )
    box.radius.setValue(30_000)
    found, _ = location(box)
    assert (found.radius_m, found.precision) == (30_000.0, Precision.REGION)


def test_a_stored_location_is_not_searched_again(box, finder):
    stored = finder.locate("Uqaylah")
    from dataclasses import replace

    odd = replace(stored, lat=1.0, remark="moved by hand")
    box.set_location(odd)
    found, _ = location(box)
    assert found is odd


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "[% 1+1 %]", "'; DROP TABLE incidents; --", "🙂" * 50, "a\x00b", "\u202eabc", "x" * 5000, " "],
)
def test_no_text_upsets_the_box(qtbot, box, text):
    box.line.setText(text)
    box.line.textEdited.emit(text)
    found, _ = location(box)
    assert not found.is_placed
    assert box.state.textFormat() == Qt.TextFormat.PlainText


def test_a_choice_counts_where_the_words_alone_could_never_mean_it(finder):
    """A line known by its number is in no list; whoever picks the field of that number knows better."""
    field = next(place for place in finder.complete("the 103 line") if place.name == "Intisar 103")
    location = finder.locate("the 103 line", field)
    assert (location.name, location.phrase, location.is_placed) == ("Intisar 103", "the 103 line", True)
    offset = finder.locate("20 km south of the 103 line", field)
    assert (offset.rule, offset.phrase) == ("distance at a heading", "20 km south of the 103 line")


def listed(box):
    model = box.popup.popup().model()
    return [model.index(row, 0).data(Qt.ItemDataRole.DisplayRole) for row in range(model.rowCount())]


def plain(text):
    return "".join(mark for mark in text if mark not in "\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(("text", "first"), [
    ("Awaynat", "Awaynat (Ghat)"), ("Tobr", "Tobruk"), ("Misr", "Misrata"), ("between Awaynat and Bre", "Brega"),
    ("between Awaynat and Brega", "Awaynat (Ghat)"), ("north of Zaltn", None), ("العو", None),
])
def test_the_message_names_the_first_of_the_list_and_down_opens_the_same_list(qtbot, box, text, first):
    type_in(qtbot, box, text)
    typed = listed(box)
    assert first in (None, typed[0])
    assert len(set(typed)) == len(typed)
    message = plain(box.state.text())
    places = [message.index(name) for name in typed[:3]]
    assert places == sorted(places)
    assert ("and" in message) is (len(typed) > 3) or f"and {len(typed) - 3} more" in message
    QTest.keyClick(box.popup.popup(), Qt.Key.Key_Escape)
    QTest.keyClick(box.line, Qt.Key.Key_Down)
    assert listed(box) == typed


def test_the_list_of_a_stored_place_is_the_one_its_message_names(box, finder):
    awaynat = finder.locate("Awaynat")
    box.set_location(awaynat)
    assert "Awaynat (Ghat)" in plain(box.state.text())
    QTest.keyClick(box.line, Qt.Key.Key_Down)
    assert listed(box) == [candidate.name for candidate in awaynat.candidates]
