"""Online look-ups in the form: nothing without consent, one question for one press, and no fault stops the work."""

import gc
from dataclasses import replace

import pytest
from loopback_service import loopback_service
from qgis.core import QgsApplication, QgsNetworkAccessManager, QgsNetworkRequestParameters
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QWidget

from libya_incident_mapper.model.location import PlaceState
from libya_incident_mapper.qgis_support import online, web
from libya_incident_mapper.qgis_support.settings import Settings, remember
from libya_incident_mapper.ui.options_factory import OptionsFactory
from libya_incident_mapper.ui.place_box import PlaceBox

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A service that the settings name; whether it may be asked is another setting."""
    monkeypatch.setattr(online, "_store_path", lambda: tmp_path / "online.sqlite")
    with loopback_service() as server:
        remember(online_server=server.address)
        yield server


@pytest.fixture
def requests(qgis_app):
    """Every request that QGIS makes, from whichever thread."""
    made, manager = [], QgsNetworkAccessManager.instance()

    def hear(request):
        made.append(request.request().url().toString())

    manager.requestAboutToBeCreated[QgsNetworkRequestParameters].connect(hear)
    yield made
    manager.requestAboutToBeCreated[QgsNetworkRequestParameters].disconnect(hear)


@pytest.fixture
def box(show, finder, server):
    online.online_lookup().set(online_allowed="yes")
    box = show(PlaceBox(finder, "Where."))
    box.line.setFocus()
    return box


def write(qtbot, box, text):
    QTest.keyClicks(box.line, text)
    qtbot.waitUntil(lambda: not box._pause.isActive())


def press(line):
    QTest.keyClick(QApplication.activePopupWidget() or line, Qt.Key.Key_O, CTRL_SHIFT)


def ask(qtbot, box):
    press(box.line)
    qtbot.waitUntil(lambda: box.online._question is None, timeout=20_000)


def location(box):
    return box.location("place", [])


def test_no_connection_is_opened_until_look_ups_are_switched_on(qtbot, opened, server, requests):
    form = opened.dock.incident
    box = form.place
    box.line.setFocus()
    for name in ("Ajdabiya", "20 km south of Nowhere", "xyzzy"):
        box.line.clear()
        write(qtbot, box, name)
        press(box.line)
        box.online.button.click()
        box.online.ask()
        box.offer_candidates()
        location(box)
        qtbot.wait(50)
    assert not box.online.button.isVisible()
    assert (server.connections, requests, QgsApplication.taskManager().count()) == (0, [], 0)
    online.online_lookup().set(online_allowed="yes")
    assert box.online.button.isVisible()
    box.line.clear()
    write(qtbot, box, "Ajdabiya")
    qtbot.wait(100)
    assert (server.connections, requests) == (0, []), "typing asks nobody, even then"
    ask(qtbot, box)
    assert (server.connections, len(requests), len(server.asked)) == (1, 1, 1)
    ask(qtbot, box)
    assert (server.connections, len(requests)) == (1, 1), "the second time it is known"
    online.online_lookup().set(online_allowed="")
    assert not box.online.button.isVisible()
    with pytest.raises(Exception, match="switched off"):
        online.online_lookup().ask("Sirte", print, print)


def test_an_answer_is_marked_and_a_choice_says_where_it_is_from(qtbot, box, server):
    write(qtbot, box, "20 km south of Xyzzy")
    assert location(box).state is PlaceState.UNKNOWN
    ask(qtbot, box)
    assert server.asked[0][1]["q"] == ["Xyzzy"], "of the phrase only the name leaves the computer"
    assert not location(box).is_placed, "no answer is taken by itself"
    assert "© OpenStreetMap contributors" in box.online.words.text()
    assert box.popup.is_open
    first = box.online.candidates[0]
    assert first.reason.startswith(f"from Nominatim ({server.address[7:]}), © OpenStreetMap contributors")
    QTest.keyClick(box.popup.popup(), Qt.Key.Key_Down)
    QTest.keyClick(box.popup.popup(), Qt.Key.Key_Return)
    placed = location(box)
    assert (placed.phrase, placed.state) == ("20 km south of Xyzzy", PlaceState.FOUND)
    assert placed.sources == first.place_id == "online:nominatim:N2605"
    assert placed.lat == pytest.approx(30.59, abs=0.01)
    assert "© OpenStreetMap contributors" in placed.remark
    assert box.online.words.text().startswith("Place from Nominatim")


def test_a_stored_answer_can_be_chosen_again(qtbot, box, server, finder):
    write(qtbot, box, "Xyzzy")
    ask(qtbot, box)
    box.choose(box.online.candidates[1])
    stored = location(box)
    box.set_location(stored)
    assert box.online.words.text() == ""
    box.choose(stored.candidates[0])
    assert location(box).place_id == stored.place_id == "online:nominatim:R7"
    assert "© OpenStreetMap contributors" in box.online.words.text()


def test_a_tooltip_of_a_candidate_is_text(qtbot, box, server):
    write(qtbot, box, "Xyzzy")
    ask(qtbot, box)
    odd = replace(box.online.candidates[0], reason="<img src='http://127.0.0.1/x'>")
    box.popup.offer([odd])
    assert "&lt;img" in box.popup.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_name_alone_becomes_a_place_by_the_rule_of_services(qtbot, box, server):
    write(qtbot, box, "Xyzzy police station")
    ask(qtbot, box)
    assert server.asked[0][1]["q"] == ["Xyzzy"]
    box.choose(box.online.candidates[0])
    assert location(box).rule == "inside a named place"
    box.line.clear()
    write(qtbot, box, "Xyzzy")
    ask(qtbot, box)
    box.choose(box.online.candidates[0])
    placed = location(box)
    assert (placed.rule, placed.name, placed.district) == ("online service", "Ajdabiya", "Al Wahat")
    assert "from Nominatim" in placed.remark
    assert "online service" in box.state.text()


def test_typing_on_forgets_the_answer_and_takes_the_question_back(qtbot, box, server):
    server.fault = "hang"
    write(qtbot, box, "Xyzz")
    press(box.line)
    qtbot.waitUntil(lambda: len(server.asked) == 1)
    write(qtbot, box, "y")
    assert (box.online._question, box.online.words.text()) == (None, "")
    qtbot.waitUntil(lambda: not QgsApplication.taskManager().count())
    server.fault = None
    ask(qtbot, box)
    assert box.online.candidates
    write(qtbot, box, "z")
    assert box.online.candidates == []


def test_a_question_can_be_stopped_and_the_window_lives_on_meanwhile(qtbot, box, server):
    server.fault = "hang"
    write(qtbot, box, "Ajdabiya")
    press(box.line)
    qtbot.waitUntil(lambda: len(server.asked) == 1)
    assert location(box).is_placed, "the form goes on working"
    assert box.online.button.accessibleName() == "Stop asking"
    QTest.mouseClick(box.online.button, Qt.MouseButton.LeftButton)
    assert box.online.button.accessibleName() == "Search online"
    qtbot.waitUntil(lambda: not QgsApplication.taskManager().count())
    assert box.online.words.text() == ""


@pytest.mark.parametrize(("fault", "words"), [
    ((403, {}, "<b>no</b>"), "refuses to answer (403)"),
    ((429, {"Retry-After": "120"}, ""), "asks for 120 s of patience"),
    ((200, {}, "<html>Welcome</html>"), "no list of places"),
    ((302, {"Location": "http://127.0.0.1:1/"}, ""), "on to another address"),
    ("hang", "did not answer in time"),
])
def test_every_fault_is_a_sentence_beside_the_field_and_the_search_goes_on(
    qtbot, box, server, monkeypatch, fault, words
):
    monkeypatch.setattr(web, "TIMEOUT_S", 0.3)
    server.fault = fault
    write(qtbot, box, "Ajdabiya")
    ask(qtbot, box)
    assert words in box.online.words.text()
    assert box.online.words.isVisible()
    assert box.online.words.textFormat() == Qt.TextFormat.PlainText
    faults = []
    assert box.location("place", faults).is_placed
    assert faults == [], "a service out of order does not keep a record from being saved"
    box.line.clear()
    write(qtbot, box, "Uqaylah")
    assert box.popup.is_open
    assert box.online.words.text() == ""


def test_nothing_known_and_nothing_asked_are_told(qtbot, box, server):
    server.fault = (200, {}, "[]")
    write(qtbot, box, "Xyzzy")
    ask(qtbot, box)
    assert "no place in Libya for 'Xyzzy'" in box.online.words.text()
    box.line.clear()
    box.line.textEdited.emit("")
    press(box.line)
    qtbot.waitUntil(lambda: box.online._question is None)
    assert "write the name only" in box.online.words.text()
    assert len(server.asked) == 1


def test_settings_that_name_no_server_are_told(qtbot, box):
    remember(online_server="nonsense")
    write(qtbot, box, "Xyzzy")
    press(box.line)
    assert "'nonsense' is no address of a server" in box.online.words.text()


def test_a_box_that_goes_takes_its_question_back(qtbot, finder, server):
    online.online_lookup().set(online_allowed="yes")
    server.fault = "hang"
    box = PlaceBox(finder, "Where.")
    box.show()
    write(qtbot, box, "Xyzzy")
    box.online.ask()
    qtbot.waitUntil(lambda: len(server.asked) == 1)
    box.deleteLater()
    del box
    qtbot.waitUntil(lambda: not QgsApplication.taskManager().count(), timeout=5_000)


def test_the_options_are_off_until_chosen_and_apply_only_when_confirmed(qtbot, finder):
    parent = QWidget()
    qtbot.addWidget(parent)
    factory = OptionsFactory(QgsApplication.windowIcon())
    page = factory.createWidget(parent)
    assert not page.allowed.isChecked()
    page.allowed.setChecked(True)
    page.server.setText("nonsense")
    assert "is no address of a server" in page.fault.text()
    page.server.setText("https://maps.example.org/")
    assert page.fault.text() == ""
    assert Settings.load().online_allowed == ""
    page.language.setCurrentIndex(page.language.findData("ar"))
    page.apply()
    stored = Settings.load()
    assert (stored.online_allowed, stored.online_provider, stored.online_server, stored.online_language) == (
        "yes", "nominatim", "https://maps.example.org/", "ar",
    )
    again = factory.createWidget(parent)
    assert again.allowed.isChecked()
    assert again.server.text() == "https://maps.example.org/"
    again.provider.setCurrentIndex(again.provider.findData("opencage"))
    assert again.server.text() == "", "no provider is asked at another's address"
    assert not again.server.isEnabled()
    assert "your OpenCage key" in again.terms.text()
    assert "OpenStreetMap" in again.terms.text()


def test_earlier_answers_can_be_forgotten(qtbot, box, server):
    write(qtbot, box, "Ajdabiya")
    ask(qtbot, box)
    online.online_lookup().forget()
    ask(qtbot, box)
    assert len(server.asked) == 2


def test_a_question_is_answered_though_nobody_keeps_it(qtbot, box, server):
    told = []
    online.online_lookup().ask("Ajdabiya", told.append, told.append)
    gc.collect()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].candidates
    assert not online.online_lookup()._under_way
