"""The underlined letters of every window: each leads to one thing alone, in all three languages."""

import importlib
import pkgutil
from collections import Counter, namedtuple

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from libya_incident_mapper import ui
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.language import Speech, speak_in_window
from libya_incident_mapper.ui.actors_dialog import ActorsDialog
from libya_incident_mapper.ui.change_dialog import ChangeDialog
from libya_incident_mapper.ui.deleted_dialog import DeletedDialog
from libya_incident_mapper.ui.duplicates_dialog import DuplicatesDialog
from libya_incident_mapper.ui.field_words import FieldWords
from libya_incident_mapper.ui.film_dialog import FilmDialog
from libya_incident_mapper.ui.help import HelpWindow
from libya_incident_mapper.ui.mnemonics import give_letters, letters_in, letters_of_menus
from libya_incident_mapper.ui.name_lists_dialog import NameListsDialog
from libya_incident_mapper.ui.options_page import OptionsPage
from libya_incident_mapper.ui.pack_dialog import PackDialog
from libya_incident_mapper.ui.roads_dialog import RoadsDialog
from libya_incident_mapper.ui.sheet_dialog import SheetDialog
from libya_incident_mapper.ui.taught_dialog import TaughtDialog
from libya_incident_mapper.ui.teach_dialog import TeachDialog

Changed = namedtuple("Changed", "table actors")
"""What the dialogue for several records asks of their lines."""

WINDOWS = {
    ActorsDialog: lambda parent, finder: ActorsDialog(parent),
    ChangeDialog: lambda parent, finder: ChangeDialog(
        parent, [Changed("incidents", ("lna",)), Changed("movements", ("gna",))], default_actors(), {},
    ),
    DeletedDialog: lambda parent, finder: DeletedDialog(parent),
    DuplicatesDialog: lambda parent, finder: DuplicatesDialog(
        parent, default_actors(), FieldWords(default_actors(), {}),
    ),
    FilmDialog: lambda parent, finder: FilmDialog(parent, ""),
    HelpWindow: lambda parent, finder: HelpWindow(parent),
    NameListsDialog: lambda parent, finder: NameListsDialog(parent),
    OptionsPage: lambda parent, finder: OptionsPage(parent),
    PackDialog: lambda parent, finder: PackDialog(parent, ""),
    RoadsDialog: lambda parent, finder: RoadsDialog(parent, []),
    SheetDialog: lambda parent, finder: SheetDialog(parent, ""),
    TaughtDialog: lambda parent, finder: TaughtDialog(parent),
    TeachDialog: lambda parent, finder: TeachDialog(parent, finder, "Uqaylah"),
}


def marks(page):
    """Letters that Alt leads by, of what is seen together on a page."""
    texts = [label.text() for label in page.findChildren(QLabel) if label.buddy() is not None]
    texts += [button.text() for button in page.findChildren(QAbstractButton)]
    return [text.replace("&&", "").partition("&")[2][:1].casefold() for text in texts if "&" in text.replace("&&", "")]


@pytest.fixture(params=["en", "ar", "fr"])
def language(request, qgis_app):
    speak_in_window(Speech(request.param))
    yield request.param
    speak_in_window(Speech())


def test_every_dialogue_of_ours_is_looked_at():
    for module in pkgutil.iter_modules(ui.__path__):
        importlib.import_module(f"{ui.__name__}.{module.name}")
    ours, found = [QDialog], set()
    while ours:
        below = [one for one in ours.pop().__subclasses__() if one.__module__.startswith(ui.__name__)]
        found.update(one for one in below if not one.__subclasses__())
        ours += below
    assert found == {window for window in WINDOWS if issubclass(window, QDialog)}


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: window.__name__)
def test_no_two_captions_of_a_window_share_a_letter(language, show, finder, qgis_new_project, window):
    parent = show(QWidget())
    shown = WINDOWS[window](parent, finder)
    shown.show()
    letters = Counter(marks(shown))
    assert letters or window is TaughtDialog
    assert [letter for letter, number in letters.items() if number > 1] == []


@pytest.mark.parametrize("menus", [("&View", "&Raster", "Vect&or", "&Web", "&Settings"), ("&Kind", "&Name", "&القتلى")])
def test_every_letter_of_the_dock_works_whatever_the_menus_of_the_window_take(language, desk, menus):
    dock = desk.dock
    for title in menus:
        dock.window().menuBar().addMenu(title)
    taken = letters_of_menus(dock.window())
    common = give_letters(dock.footer, taken)
    for page in (dock.incident, dock.movement, dock.records, dock.welcome):
        give_letters(page, common)
        found = [*marks(page), *marks(dock.footer)]
        assert len(found) == len(set(found)) > 0
        assert not taken & set(found)


def test_letters_of_the_message_are_none_of_the_menus_or_the_form(opened):
    dock = opened.dock
    for title in ("&Dictionary", "&Instruments"):
        dock.window().menuBar().addMenu(title)
    others = letters_of_menus(dock.window()) | letters_in(dock.page)
    assert {"d", "i", "k", "n"} <= others
    dock.banner.tell("Something.", Qgis.MessageLevel.Warning, [("&Discard it", bool), ("&Keep it", bool)])
    own = marks(dock.banner)
    assert own and not others & set(own)


@pytest.mark.parametrize(("asked", "given"), [
    (("م&كان", "ال&كل"), ("م&كان", "&الكل")), (("&الحالة", "سبب &التعديل"), ("&الحالة", "سبب التعديل")),
    (("&كل", "&كم"), ("&كل", "كم")), (("&ملف", "&مكان"), ("&ملف", "مكا&ن")),
    (("النو&ع", "الموق&ع"), ("النو&ع", "&الموقع")), (("&De", "&Délai", "D&ur"), ("&De", "Dé&lai", "D&ur")),
    (("&a", "&a"), ("&a", "a")), (("&Start", "Summary"), ("&Start", "S&ummary")),
])
def test_a_letter_that_is_taken_gives_way_to_one_that_tears_nothing_apart_or_to_none(show, asked, given):
    page = QWidget()
    column = QVBoxLayout(page)
    for text in asked:
        label, line = QLabel(text), QLineEdit()
        label.setBuddy(line)
        column.addWidget(label)
        column.addWidget(line)
    show(page)
    give_letters(page, set())
    assert tuple(label.text() for label in page.findChildren(QLabel)) == given
