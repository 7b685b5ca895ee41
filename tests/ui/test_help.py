"""F1 opens the page on what is in front, at its heading; every page that is named is there, and in the zip."""

import re
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QTextDocument
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog

import libya_incident_mapper
from libya_incident_mapper.ui.help import PAGES, START, HelpWindow, offer_help

UI = Path(libya_incident_mapper.__file__).parent / "ui"
F1 = Qt.Key.Key_F1


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


def test_links_between_the_pages_lead_to_pages_that_ship():
    for page in pages_named() | {START}:
        text = (PAGES / page.partition("#")[0]).read_text("utf-8")
        links = [link for link in re.findall(r"(?<!!)\[[^]]*\]\(([^)]+)\)", text) if not link.startswith("http")]
        assert {link.partition("#")[0] for link in links} <= {one.name for one in PAGES.glob("*.md")} - {"house.md"}


def pictures(document):
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            if pieces.fragment().charFormat().isImageFormat():
                yield pieces.fragment().charFormat().toImageFormat().name()
            pieces += 1
        block = block.next()


@pytest.mark.parametrize("page", sorted({page.partition("#")[0] for page in pages_named()} | {START}))
def test_pictures_of_a_page_are_seen_and_no_wider_than_the_window(show, page):
    window = show(HelpWindow(None))
    browser = window.browser
    browser.setSource(QUrl.fromLocalFile(str(PAGES / page)))
    names = list(pictures(browser.document()))
    assert (len(names) > 10) == (page == "guide.md")
    for name in names:
        picture = browser.document().resource(QTextDocument.ResourceType.ImageResource, QUrl(name))
        assert 300 < picture.width() <= browser.viewport().width()


def test_a_picture_that_is_gone_leaves_the_page(show, tmp_path):
    (tmp_path / "page.md").write_text("# Page\n\n![none](none.png)\n", "utf-8")
    window = show(HelpWindow(None))
    browser = window.browser
    browser.setSource(QUrl.fromLocalFile(str(tmp_path / "page.md")))
    assert browser.document().firstBlock().text() == "Page"


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
