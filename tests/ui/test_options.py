"""What the options page begins with is stored when it is confirmed, and used by the form and the exports."""

from datetime import date

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from libya_incident_mapper.qgis_support.settings import Settings, remember
from libya_incident_mapper.ui.file_choice import choose_casefile
from libya_incident_mapper.ui.options_factory import OptionsFactory


@pytest.fixture
def page(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)

    def make():
        return OptionsFactory(QgsApplication.windowIcon()).createWidget(parent)

    return make


def test_what_is_confirmed_is_what_the_next_record_sheet_and_file_begin_with(page, opened, tmp_path):
    cases = tmp_path / "cases"
    cases.mkdir()
    start = page().start
    QTest.keyClicks(start.source, "Radio Tummo")
    assert Settings.load().source == ""
    asked = page()
    QTest.keyClicks(asked.start.source, "Radio Tummo")
    asked.start.sheet_language.setCurrentIndex(1)
    asked.start.folders["last_folder"].setFilePath(str(cases))
    asked.apply()
    stored = Settings.load()
    assert (stored.source, stored.sheet_language, stored.last_folder) == ("Radio Tummo", "ar", str(cases))
    form = opened.dock.incident
    form.date.start.set_day(date(2031, 1, 2))
    form.clear()
    assert form.claim.source.text() == "Radio Tummo"
    opened.sheets.ask()
    assert opened.sheets.dialog.language.currentData() == "ar"
    dialog = choose_casefile(opened.dock, False, lambda path: None)
    assert isinstance(dialog, QFileDialog)
    assert dialog.directory().absolutePath() == str(cases)
    dialog.reject()


def test_a_folder_that_is_not_there_is_told_and_the_one_before_stays(page, tmp_path):
    remember(basemap_folder=str(tmp_path), organisation="Ours")
    asked = page()
    assert asked.start.folders["basemap_folder"].filePath() == str(tmp_path)
    asked.start.folders["basemap_folder"].setFilePath(str(tmp_path / "gone"))
    assert "There is no folder" in asked.start._fields["basemap_folder"].fault.text()
    asked.apply()
    assert Settings.load().basemap_folder == str(tmp_path)
    asked.start.folders["basemap_folder"].setFilePath("")
    assert asked.start._fields["basemap_folder"].fault.text() == ""
    asked.apply()
    assert (Settings.load().basemap_folder, Settings.load().organisation) == ("", "Ours")
