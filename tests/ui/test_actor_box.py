import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from libya_incident_mapper.model.colours import actor_colour
from libya_incident_mapper.ui.actor_box import ActorBox
from libya_incident_mapper.ui.swatch import swatch


@pytest.fixture
def box(show, registry):
    box = show(ActorBox("Who."))
    box.set_registry(registry, {actor.actor_id: actor_colour(actor, registry) for actor in registry})
    return box


def colour_of(box):
    return box._colour.icon().pixmap(14, 14).toImage().pixelColor(7, 7).name()


@pytest.mark.parametrize(
    ("typed", "actor_id"),
    [("IS", "is_libya"), ("داعش", "is_libya"), ("islamic state", "is_libya"), ("LNA's 166 Battalion", "166_lna")],
)
def test_any_spelling_is_resolved_and_shows_its_colour(box, registry, typed, actor_id):
    QTest.keyClicks(box.line, typed) if typed.isascii() else box.line.insert(typed)
    box.refresh()
    faults = []
    found = box.actor_id("actor1", faults)
    assert not faults
    expected = registry.find(typed).actor
    assert found == expected.actor_id
    assert colour_of(box) == actor_colour(expected, registry)
    assert registry.get(actor_id) is None or found == actor_id


def test_a_homonym_is_asked_beside_the_field_and_kept_as_typed(box):
    QTest.keyClicks(box.line, "166 Battalion")
    faults = []
    assert box.actor_id("actor1", faults) == ""
    assert "may be" in faults[0].sentence
    assert box.text() == "166 Battalion"


def test_a_homonym_picked_from_the_list_stands(box, registry):
    wanted = next(actor for actor in registry.find("166 Battalion").candidates)
    QTest.keyClicks(box.line, "166 Batt")
    completer = box.line.completer()
    popup = completer.popup()
    rows = [popup.model().index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(popup.model().rowCount())]
    for _ in range(rows.index(wanted.actor_id) + 1):
        QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    faults = []
    assert box.actor_id("actor1", faults) == wanted.actor_id
    assert not faults


def offered(box, text):
    box.line.clear()
    QTest.keyClicks(box.line, text)
    model = box.line.completer().popup().model()
    return [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("typed", "first"), [("IS", "is_libya"), ("is", "is_libya"), ("police", "police"), ("aqim", "aqim"), ("LN", "lna")]
)
def test_the_list_begins_with_the_very_name_and_has_each_actor_once(box, typed, first):
    found = offered(box, typed)
    assert found[0] == first
    assert len(found) == len(set(found))


def test_two_letters_are_looked_for_at_the_beginning_of_words_alone(box):
    def spellings(key):
        return next([choice.label, *choice.spellings] for choice in box._choices if choice.key == key)

    for key in offered(box, "is"):
        words = " ".join(spellings(key)).casefold().replace("-", " ").replace("(", " ").split()
        assert any(word.startswith("is") for word in words), key


def test_three_letters_are_looked_for_inside_of_words_too(box):
    assert "lna_ajdabiya_or" in offered(box, "jda")
    assert "lna_ajdabiya_or" not in offered(box, "jd")


def test_the_box_has_one_square_of_colour_and_the_list_one_for_each(box, qtbot):
    QTest.keyClicks(box.line, "Ajdabiya Op")
    popup = box.line.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    QTest.keyClick(box.line, Qt.Key.Key_Tab)
    box.setCurrentIndex(box.findData(box.picked))
    assert box.itemIcon(box.currentIndex()).isNull()
    colour = box._colours[box.picked]
    box.showPopup()
    qtbot.waitUntil(box.view().isVisible)
    box.view().scrollTo(box.view().currentIndex())
    picture = box.view().viewport().grab().toImage()
    box.hidePopup()
    assert colour in {picture.pixelColor(x, y).name() for x in range(24) for y in range(picture.height())}


def test_typing_on_forgets_what_was_picked(box):
    box.set_actor("is_libya")
    box.line.setFocus()
    QTest.keyClick(box.line, Qt.Key.Key_End)
    QTest.keyClicks(box.line, " xyz")
    faults = []
    assert box.actor_id("actor1", faults) == ""
    assert faults[0].field == "actor1"


def test_an_actor_the_registry_lost_is_shown_and_not_replaced(box):
    box.set_actor("gone_brigade")
    assert box.text() == "gone_brigade"


def test_the_empty_swatch_differs_from_a_colour(qgis_app):
    assert swatch("").pixmap(14, 14).toImage() != swatch("#1a1a1a").pixmap(14, 14).toImage()
