"""Places in the search bar: the results, through a real QgsLocator with its thread, and what Enter does."""

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLocator,
    QgsLocatorContext,
    QgsLocatorResult,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas

from libya_incident_mapper.qgis_support.locator import carried
from libya_incident_mapper.ui.locator_filter import INTO_FORM, PREFIX, PlaceLocatorFilter


@pytest.fixture
def canvas(qtbot):
    canvas = QgsMapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
    return canvas


@pytest.fixture
def search(qtbot, canvas):
    """Type a text into the locator with our prefix; the results as they come."""
    locator = QgsLocator()
    mine = PlaceLocatorFilter(canvas)
    locator.registerFilter(mine)

    def ask(text, prefix=f"{PREFIX} "):
        results = []

        def keep(result):
            # A copy: what the signal hands out dies with it (QGIS 3.22).
            results.append(QgsLocatorResult(result))

        locator.foundResult.connect(keep)
        with qtbot.waitSignal(locator.finished, timeout=20_000):
            locator.fetchResults(prefix + text, QgsLocatorContext())
        locator.foundResult.disconnect(keep)
        return results

    ask.filter = mine
    yield ask
    locator.deregisterFilter(mine)


def test_what_is_found_comes_first_with_its_reasons(search):
    first = search("uqaylah")[0]
    assert first.displayString == "El Agheila  العقيلة"
    assert first.group == "Found"
    assert first.description == "town in Al Wahat · same spelling · ± 5.0 km"
    assert first.filter is search.filter


def test_an_ambiguous_name_shows_all_it_may_mean(search):
    results = search("Awaynat")
    assert {result.group for result in results} == {"Ambiguous: may mean"}
    assert len(results) > 1
    assert any("Ghat" in result.description for result in results)
    assert all("·" in result.description for result in results)


@pytest.mark.parametrize(("text", "group"), [
    ("20 km south of Uqaylah", "Found"), ("Jufra district", "Found"), ("العقيلة", "Found"),
    ("33RXP1234567890", "Found"), ("30.26 N 19.20 E", "Found"), ("uqay", "Not found; similar"),
])
def test_phrases_coordinates_and_beginnings(search, text, group):
    assert search(text)[0].group == group


def test_swapped_coordinates_say_so_and_lead_nowhere(search, canvas):
    (only,) = search("19.20, 30.26")
    assert "write latitude first" in only.description
    before = canvas.extent()
    search.filter.triggerResult(only)
    assert canvas.extent() == before


def test_nothing_is_searched_without_the_prefix(search):
    assert search("uqaylah", prefix="") == []


def test_nothing_for_nothing(search):
    assert search(" ") == []


def _holds(canvas, lat, lon):
    """Whether the map shows a point in EPSG:4326, here turned into spherical Mercator by QGIS."""
    to = canvas.mapSettings().destinationCrs()
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), to, QgsProject.instance())
    return canvas.extent().contains(transform.transform(QgsPointXY(lon, lat)))


def test_enter_shows_the_place(search, canvas):
    search.filter.triggerResult(search("uqaylah")[0])
    assert _holds(canvas, 30.26, 19.2)
    assert canvas.extent().width() < 200_000


def test_a_candidate_of_a_phrase_is_the_phrase_with_it(search, canvas):
    results = search("20 km south of Awaynat")
    ghat = next(result for result in results if "Ghat" in result.displayString)
    assert ghat.displayString.startswith("20 km south of Awaynat (Ghat)")
    search.filter.triggerResult(ghat)
    assert _holds(canvas, 25.65, 10.55)


@pytest.mark.parametrize(
    "text", ["Awaynat", "uqay", "Hawari", "20 km south of Awaynat", "العوينات", "the 103 line", "Jufra"],
)
def test_every_result_that_can_be_chosen_leads_somewhere(search, canvas, text):
    for result in search(text):
        canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
        search.filter.triggerResult(result)
        assert canvas.extent().width() > 2000, result.displayString


def test_a_result_may_go_into_the_form(search, qtbot):
    result = search("Awaynat")[0]
    assert [(action.id, action.text) for action in result.actions] == [(INTO_FORM, "Put into the form")]
    with qtbot.waitSignal(search.filter.form_asked) as asked:
        search.filter.triggerResultFromAction(result, INTO_FORM)
    text, candidate = asked.args
    assert text == "Awaynat"
    assert candidate.place_id == carried(result)["candidate"]["place_id"]


def test_the_form_takes_it(opened, search):
    search.filter.form_asked.connect(opened.take_place)
    result = next(result for result in search("Awaynat") if "Ghat" in result.displayString)
    search.filter.triggerResultFromAction(result, INTO_FORM)
    box = opened.dock.incident.place
    location = box.location("place", [])
    assert (location.district, location.is_placed, location.phrase) == ("Ghat", True, "Awaynat")
    assert box.line.hasFocus()


def test_a_movement_takes_it_into_its_first_empty_box(opened, search):
    search.filter.form_asked.connect(opened.take_place)
    form = opened.dock.movement
    opened.dock.tabs.setCurrentWidget(form)
    for text in ("Sirte", "20 km south of Uqaylah"):
        search.filter.triggerResultFromAction(search(text)[0], INTO_FORM)
    assert [box.location("", []).phrase for box in form.place_boxes()] == ["Sirte", "20 km south of Uqaylah"]


def test_without_a_casefile_the_dock_says_what_to_do(desk):
    desk.take_place("Sirte", None)
    assert "casefile first" in desk.dock.banner.text.text()
