"""F1 opens the page on what is in front, at its heading; every page that is named is there, and in the zip."""

import re
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QTextDocument
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog

import libya_incident_mapper
from libya_incident_mapper.model.language import LANGUAGES, Speech, speak_in_window
from libya_incident_mapper.ui import page_browser
from libya_incident_mapper.ui.help import START, HelpWindow, offer_help
from libya_incident_mapper.ui.page_browser import PAGES

UI = Path(libya_incident_mapper.__file__).parent / "ui"
F1 = Qt.Key.Key_F1
RIGHT = Qt.LayoutDirection.RightToLeft


@pytest.fixture(params=LANGUAGES)
def language(request):
    """The window's, which runs from its side."""
    speak_in_window(Speech(request.param))
    if request.param == "ar":
        QApplication.setLayoutDirection(RIGHT)
    yield request.param
    speak_in_window(Speech())
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """Pages of our own in the place of those that ship."""
    monkeypatch.setattr(page_browser, "PAGES", tmp_path)

    def write(name, text):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    return write


def pages_named():
    return {
        page for source in UI.glob("*.py")
        for page in re.findall(r'(?:has_page|offer_help)\([\w.]+, "([^"]+)"\)', source.read_text("utf-8"))
    }


def test_every_page_and_heading_that_is_named_is_there_and_ships():
    named = pages_named() | {START}
    assert len(named) > 6
    left_out = set((UI.resolve().parent / ".gitattributes").read_text("utf-8").splitlines())
    for page in named:
        name, _, heading = page.partition("#")
        lines = (PAGES / name).read_text("utf-8").splitlines()
        assert not heading or f"## {heading}" in lines, page
        assert not {"/docs export-ignore", f"/docs/{name} export-ignore"} & left_out, page


def blocks(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def pictures(document):
    for block in blocks(document):
        pieces = block.begin()
        while not pieces.atEnd():
            if pieces.fragment().charFormat().isImageFormat():
                yield pieces.fragment().charFormat().toImageFormat().name()
            pieces += 1


@pytest.mark.parametrize("page", sorted({page.partition("#")[0] for page in pages_named()} | {START}))
def test_pictures_of_a_page_are_seen_and_no_wider_than_the_window(show, page, language):
    window = show(HelpWindow(None))
    browser = window.browser
    browser.show_page(page)
    names = list(pictures(browser.document()))
    assert (len(names) > 10) == (page == "guide.md")
    for name in names:
        picture = browser.document().resource(QTextDocument.ResourceType.ImageResource, QUrl(name))
        assert 300 < picture.width() <= browser.viewport().width()


def test_a_picture_that_is_gone_leaves_the_page(show, pages):
    pages("page.md", "# Page\n\n![none](none.png)\n")
    window = show(HelpWindow(None))
    browser = window.browser
    browser.show_page("page.md")
    assert browser.document().firstBlock().text() == "Page"


def test_a_page_is_opened_in_the_language_at_the_heading_of_the_same_number(show, pages, language):
    pages("desk.md", "# Desk\n\n## Keys\n\n## `Sheets`\n" + "\nmore\n" * 60)
    pages("ar/desk.md", "# اللوحة\n\n## المفاتيح\n\n## أوراق `PDF`\n" + "\nالمزيد\n" * 60)
    pages("fr/desk.md", "# Le panneau\n\n## Touches\n\n## Keys\n" + "\nsuite\n" * 60)
    window = show(HelpWindow(None))
    window.show_page("desk.md#Sheets")
    assert window.browser.textCursor().block().text().strip("\u2068\u2069") == {
        "en": "Sheets", "ar": "أوراق \u2068PDF", "fr": "Keys",
    }[language]
    assert window.browser.cursorRect().top() < window.browser.height() / 3


def test_a_link_leads_to_the_english_name_of_a_heading(show, pages, language):
    pages("one.md", "# One\n\n[keys](desk.md#more-keys)\n")
    pages("desk.md", "# Desk\n\n## More keys\n" + "\nmore\n" * 60)
    pages("ar/desk.md", "# اللوحة\n\n## المزيد\n" + "\nالمزيد\n" * 60)
    pages("fr/desk.md", "# Le panneau\n\n## Touches\n" + "\nsuite\n" * 60)
    window = show(HelpWindow(None))
    window.show_page("one.md")
    window.browser.setSource(QUrl("desk.md#more-keys"))
    assert window.browser.textCursor().block().text() == {"en": "More keys", "ar": "المزيد", "fr": "Touches"}[language]
    window.browser.backward()
    assert window.browser.document().firstBlock().text() == "One"


def test_what_a_language_lacks_is_shown_in_english_and_links_lead_on_in_the_language(show, pages, language, tmp_path):
    picture = (PAGES / "pictures" / "guide" / "pack.png").read_bytes()
    (tmp_path / "pack.png").write_bytes(picture)
    pages("one.md", "# One\n\n![pack](pack.png)\n\n[two](two.md)\n")
    pages("two.md", "# Two\n")
    pages("ar/two.md", "# اثنان\n")
    pages("fr/two.md", "# Deux\n")
    window = show(HelpWindow(None))
    browser = window.browser
    browser.show_page("one.md")
    assert browser.document().firstBlock().text() == "One"
    assert [block.textDirection() for block in blocks(browser.document())].count(RIGHT) == 0
    shown = browser.document().resource(QTextDocument.ResourceType.ImageResource, QUrl("pack.png"))
    assert shown.width() > 300
    browser.setSource(QUrl("two.md"))
    assert browser.document().firstBlock().text() == {"en": "Two", "ar": "اثنان", "fr": "Deux"}[language]
    browser.backward()
    assert browser.document().firstBlock().text() == "One"


@pytest.mark.parametrize("language", ["ar"], indirect=True)
def test_an_arabic_page_begins_on_the_right_whatever_its_lines_begin_with(show, pages, language):
    table = "| مفتاح | Key |\n|---|---|\n| `Ctrl+T` و`F1` | 20 km south |\n"
    pages("ar/desk.md", f"# اللوحة\n\n**F1** يفتح `<=5`\n\n{table}\n```\n# `code` | a |\n```\n")
    window = show(HelpWindow(None))
    browser = window.browser
    browser.show_page("desk.md")
    found = [(block.text(), block.textDirection() == RIGHT) for block in blocks(browser.document()) if block.text()]
    assert found == [
        ("اللوحة", True), ("F1 يفتح \u2068<=5\u2069", True), ("\u2068Key\u2069", True), ("مفتاح", True),
        ("\u206820 km south\u2069", True), ("\u2068Ctrl+T\u2069 و\u2068F1\u2069", True), ("# `code` | a |", False),
    ]


def test_an_english_page_keeps_its_tables_and_its_sides(show, pages):
    pages("desk.md", "# Desk\n\n| Key | مفتاح |\n|---|---|\n| `F1` | فتح |\n")
    window = show(HelpWindow(None))
    browser = window.browser
    browser.show_page("desk.md")
    found = [(block.text(), block.textDirection() == RIGHT) for block in blocks(browser.document()) if block.text()]
    assert found == [("Desk", False), ("Key", False), ("مفتاح", True), ("F1", False), ("فتح", True)]


def test_f1_before_there_is_a_casefile_opens_the_guide(desk, qtbot):
    desk.dock.welcome.new.setFocus()
    QTest.keyClick(desk.dock.welcome.new, F1)
    window = desk.dock.page.findChild(HelpWindow)
    qtbot.waitUntil(window.isVisible)
    assert window.browser.document().firstBlock().text() == "A first Monday"


@pytest.mark.parametrize(("where", "title", "at_top"), [
    (lambda dock: dock.incident.place.line, "Phrases for places", "Phrases for places"),
    (lambda dock: dock.incident.kind.line, "The desk", "The desk"),
    (lambda dock: dock.records.search, "The desk", "Records"),
])
def test_f1_in_the_dock(opened, qtbot, where, title, at_top):
    dock = opened.dock
    widget = where(dock)
    dock.tabs.setCurrentWidget(dock.records if dock.records.isAncestorOf(widget) else dock.incident)
    widget.setFocus()
    QTest.keyClick(widget, F1)
    window = dock.page.findChild(HelpWindow)
    qtbot.waitUntil(window.isVisible)
    assert window.browser.document().firstBlock().text() == title
    assert window.browser.textCursor().block().text() == at_top
    if at_top != title:
        assert window.browser.cursorRect().top() < window.browser.height() / 2
    QTest.keyClick(widget, F1)
    assert len(dock.page.findChildren(HelpWindow)) == 1
    window.close()


def test_f1_in_a_dialogue_belongs_to_it(show, qtbot):
    dialog = show(QDialog())
    offer_help(dialog, "pack.md")
    QApplication.setActiveWindow(dialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, F1)
    window = dialog.findChild(HelpWindow)
    assert window.browser.document().firstBlock().text() == "The pack and what is withheld"
