"""The desk in Arabic and in French: words, direction, order of the fields, and numbers among them."""

import re
from collections import Counter
from datetime import date

import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QLocale, QPoint, Qt
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QWidget

from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.language import Speech, speak_in_window
from libya_incident_mapper.model.tally import Bar
from libya_incident_mapper.qgis_support.candidate_words import describe
from libya_incident_mapper.qgis_support.settings import Settings
from libya_incident_mapper.qgis_support.translation import speak_as_qgis_does, tr
from libya_incident_mapper.ui.actor_box import ActorBox
from libya_incident_mapper.ui.buttons import dialog_buttons
from libya_incident_mapper.ui.candidate_popup import CandidatePopup
from libya_incident_mapper.ui.count_box import CountBox
from libya_incident_mapper.ui.desk import Desk
from libya_incident_mapper.ui.file_choice import choose_casefile
from libya_incident_mapper.ui.place_words import location_in_words
from libya_incident_mapper.ui.record_words import actor_in_words
from libya_incident_mapper.ui.sheet_dialog import SheetDialog
from libya_incident_mapper.ui.timeline import Timeline
from libya_incident_mapper.ui.welcome import Welcome


@pytest.fixture
def window_language(qgis_app):
    def speak(language):
        speak_in_window(Speech(language))
        is_arabic = language == "ar"
        QApplication.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if is_arabic else Qt.LayoutDirection.LeftToRight
        )

    yield speak
    speak_in_window(Speech())
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def words_of(widget):
    return {label.text().replace("&", "") for label in widget.findChildren(QLabel)}


@pytest.mark.parametrize(("language", "words"), [
    ("ar", {"النوع", "التاريخ", "المكان", "القتلى", "المصدر", "التقييم", "الاقتباس"}),
    ("fr", {"Type", "Date", "Lieu", "Tués", "Source", "Cotation", "Citation"}),
])
def test_the_form_speaks_the_language_of_the_window(window_language, qtbot, qgis_new_project, language, words):
    window_language(language)
    canvas = QgsMapCanvas()
    qtbot.addWidget(canvas)
    desk = Desk(canvas, QgsProject.instance())
    desk.furnish()
    qtbot.addWidget(desk.dock)
    assert words <= words_of(desk.dock)
    assert not {"Kind", "Date known", "Killed", "Grade", "Quote"} & words_of(desk.dock)
    assert desk.dock.isRightToLeft() is (language == "ar")
    desk.close()


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_tab_goes_down_a_dialogue_and_labels_stand_before_their_fields(window_language, show, language, tmp_path):
    window_language(language)
    parent = show(QWidget())
    dialog = SheetDialog(parent, str(tmp_path))
    dialog.show()
    fields = [dialog.title, dialog.start, dialog.end, dialog.number, dialog.paper, dialog.orientation]
    tops = [field.mapTo(dialog, field.rect().topLeft()).y() for field in fields]
    assert tops == sorted(tops)
    after = fields[0]
    for field in fields[1:]:
        while after is not field:
            after = after.nextInFocusChain()
            assert after is not fields[0]
    label = dialog.form.labelForField(dialog.title)
    is_before = label.x() > dialog.title.x() if language == "ar" else label.x() < dialog.title.x()
    assert is_before
    assert dialog.windowTitle() == {"ar": "تصدير ورقة", "fr": "Exporter une feuille"}[language]
    dialog.close()


def ink_below_the_ends(timeline):
    """Dark pixels of the words in the outer fifths of the timeline, left and right."""
    image = timeline.grab().toImage()
    fifth, rows = image.width() // 5, range(image.height() - 10, image.height())
    return [
        sum(image.pixelColor(x, y).lightness() < 128 for x in columns for y in rows)
        for columns in (range(fifth), range(image.width() - fifth, image.width()))
    ]


def test_dialogues_close_with_our_own_words_where_qt_has_no_arabic(window_language, qtbot, show):
    window_language("ar")
    box = show(dialog_buttons(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel))
    assert [button.text() for button in box.buttons()] == ["موافق", "إلغاء"]
    assert all(button.icon().isNull() for button in box.buttons())
    dialog = choose_casefile(box, True, lambda path: None)
    qtbot.waitUntil(dialog.isVisible)
    try:
        assert {"المجلد:", "اسم الملف:", "نوع الملف:"} <= words_of(dialog)
        buttons = {button.text().replace("&", "") for button in dialog.findChildren(QPushButton)}
        assert {"حفظ", "إلغاء"} <= buttons
    finally:
        dialog.close()


def test_the_first_day_of_the_timeline_stands_where_the_first_bar_is(window_language, show):
    bars = [Bar(DateRange.parse(text), Counter(a=1)) for text in ("2031-01-01", "2031-02-28/2031-03-26")]

    def drawn():
        timeline = show(Timeline())
        timeline.resize(900, timeline.height())
        timeline.show_bars(bars, lambda actor: "#cccccc")
        return ink_below_the_ends(timeline)

    short, long = drawn()
    assert short < long
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    long, short = drawn()
    assert short < long


def test_a_stored_count_is_shown_so_that_it_reads_back_whatever_the_language(window_language, show):
    window_language("ar")
    box = show(CountBox("", ""))
    for count in (CountRange(None, None, 5), CountRange(None, 30, None), CountRange(8, None, 12)):
        box.set_count(count)
        read = box.count()
        assert (read.low, read.best, read.high) == (count.low, count.best, count.high)
    assert DateRange.day(date(2031, 2, 3)).display() == "3 فبراير 2031"


def test_the_language_is_the_one_that_qgis_runs_in(qgis_app, window_language):
    before, locale = QgsApplication.locale(), QLocale()
    try:
        QLocale.setDefault(QLocale("fr_FR"))
        QgsApplication.setLocale(QLocale("fr_FR"))
        speak_as_qgis_does()
        assert tr("Killed") == "Tués"
        assert QgsApplication.locale()[:2] == "fr"
    finally:
        QgsApplication.setLocale(QLocale(before))
        QLocale.setDefault(locale)


def test_places_actors_and_districts_bear_their_arabic_names(window_language):
    window_language("ar")
    location = default_geocoder().locate("Waddan")
    assert location_in_words(location, ()).splitlines()[0] == "ودان، الجفرة"
    homonyms = default_geocoder().locate("Awaynat")
    ambiguous = location_in_words(homonyms, homonyms.candidates)
    assert "العوينات (غات)" in ambiguous and not re.search("[A-Za-z]", ambiguous)
    assert "في الجفرة" in describe(location.candidates[0])
    registry = default_actors()
    assert actor_in_words(registry.find("IS").actor.actor_id, registry) == registry.find("IS").actor.name_ar
    box = ActorBox("who")
    box.set_registry(registry, {})
    box.set_actor(registry.find("LNA").actor.actor_id)
    assert box.text() == registry.find("LNA").actor.name_ar
    assert box.actor_id("actor", []) == registry.find("LNA").actor.actor_id


def test_in_a_mirrored_window_candidates_stand_below_their_line(window_language, show):
    window_language("ar")
    holder = QWidget()
    line = QLineEdit(holder)
    line.setGeometry(100, 20, 300, 24)
    show(holder)
    popup = CandidatePopup(line)
    popup.offer(list(default_geocoder().locate("Awaynat").candidates))
    assert popup.popup().x() == line.mapToGlobal(QPoint(0, 0)).x()
    popup.popup().hide()


def test_a_button_on_the_first_page_is_words_alone_in_a_mirrored_window(window_language, show):
    window_language("ar")
    welcome = show(Welcome())
    assert all(button.icon().isNull() for button in (welcome.new, welcome.open, welcome.example))


@pytest.mark.parametrize(("window", "sheet"), [("ar", "ar"), ("fr", "fr"), ("de", "en")])
def test_the_first_sheet_speaks_as_the_window_does_and_the_next_as_the_last(window_language, window, sheet):
    window_language(window)
    assert Settings().language_of_sheets == sheet
    assert Settings(sheet_language="en").language_of_sheets == "en"
