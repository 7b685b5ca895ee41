"""What is said in another language, and that nothing of it stays when nobody asks for it any more."""

from datetime import date

import pytest

from libya_incident_mapper.model import language
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.codes import label
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.errors import DataFileError
from libya_incident_mapper.model.language import (
    EASTERN,
    Speech,
    catalogue,
    counted,
    directed,
    figures,
    listed,
    plural_form,
    plurals,
    speak_in_window,
    speaking,
    spoken,
    tr,
)


def test_labels_dates_and_counts_are_said_in_arabic():
    with speaking("ar"):
        assert label("stances", "denies") == "جرى نفيه"
        assert DateRange.parse("2031-02-03/2031-03-09").display() == "3 فبراير–9 مارس 2031"
        assert DateRange.parse("2031-02").display() == "فبراير 2031"
        assert CountRange.parse("as many as five").display() == "5 على الأكثر"
        assert CountRange.parse("at least 4").display() == "4 على الأقل"
        assert CountRange.parse("about 30").display() == "نحو 30"
        assert CountRange.parse("8-12").display() == "8–12"
        assert listed(["a", "b"], ";") == "a؛ b"
    assert label("stances", "denies") == "Denied"
    assert CountRange.parse("as many as five").display() == "≤ 5"
    assert listed(["a", "b"]) == "a, b"


def test_eastern_numerals_are_for_numbers_of_our_own():
    with speaking("ar", EASTERN):
        assert DateRange.day(date(2031, 12, 24)).display() == "٢٤ ديسمبر ٢٠٣١"
        assert CountRange(8, None, 12).display() == "٨–١٢"
        assert figures("10%") == "١٠%"
    assert figures("10") == "10"


def test_lines_keep_their_direction():
    with speaking("ar"):
        assert directed("12 km") == "\u200f12 km"
    assert directed("12 km") == "12 km"


def test_what_is_not_in_the_catalogue_is_said_as_it_is_and_an_error_ends_the_speech():
    with speaking("ar"):
        assert tr("no such sentence") == "no such sentence"
        with speaking("en"):
            assert tr("Denied") == "Denied"
        assert tr("Denied") == "جرى نفيه"
    with pytest.raises(KeyError), speaking("ar"):
        raise KeyError
    assert spoken() == ""


def test_an_actor_has_the_arabic_name_that_the_registry_knows():
    assert default_actors().get("is_libya").name_ar == "داعش"


@pytest.mark.parametrize("row", ["Denied,", ",جرى نفيه", "{a} left,بقي {b}", "Denied,جرى نفيه\nDenied,جرى نفيه"])
def test_a_faulty_catalogue_is_refused(tmp_path, monkeypatch, row):
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "xx.csv").write_text(f"english,translation\n{row}\n", "utf-8")
    monkeypatch.setattr(language, "RESOURCES", tmp_path)
    with pytest.raises(DataFileError):
        catalogue.__wrapped__("xx")


@pytest.mark.parametrize(("language", "form", "numbers"), [
    ("en", "one", [1]), ("en", "other", [0, 2, 11, 101]),
    ("fr", "one", [0, 1]), ("fr", "other", [2, 17, 100]),
    ("ar", "zero", [0]), ("ar", "one", [1]), ("ar", "two", [2]), ("ar", "few", [3, 10, 103, 2010]),
    ("ar", "many", [11, 26, 99, 111, 1099]), ("ar", "other", [100, 102, 200, 1001]),
])
def test_a_number_takes_the_form_that_unicode_says(language, form, numbers):
    assert {plural_form(language, number) for number in numbers} == {form}


@pytest.mark.parametrize(("language", "number", "words"), [
    ("en", 1, "deletion of 1 record"), ("en", 2000, "deletion of 2000 records"),
    ("fr", 0, "suppression de 0 fiche"), ("fr", 5, "suppression de 5 fiches"),
    ("ar", 2, "حذف سجلين"), ("ar", 7, "حذف 7 سجلات"), ("ar", 12, "حذف 12 سجلًا"), ("ar", 100, "حذف 100 سجل"),
])
def test_what_is_counted_is_said_in_the_form_of_its_language(language, number, words):
    with speaking(language):
        assert counted("deletion of {number} record", "deletion of {number} records", number) == words


@pytest.fixture
def window():
    yield speak_in_window
    speak_in_window(Speech())


def test_the_window_has_its_language_and_a_sheet_its_own(window):
    window(Speech("fr", thousands="\u202f"))
    assert label("stances", "denies") == "Démenti"
    assert counted("deletion of {number} record", "deletion of {number} records", 12345).endswith("12\u202f345 fiches")
    with speaking("en"):
        assert label("stances", "denies") == "Denied"
    with speaking("ar"):
        assert label("stances", "denies") == "جرى نفيه"
    window(Speech("de"))
    assert label("stances", "denies") == "Denied"
    assert counted("deletion of {number} record", "deletion of {number} records", 1) == "deletion of 1 record"


def test_a_count_is_written_so_that_it_reads_back_in_every_language(window):
    for spoken_there in ("ar", "fr"):
        window(Speech(spoken_there, EASTERN))
        for text in ("as many as five", "at least 4", "about 30", "8-12"):
            count = CountRange.parse(text)
            bare = CountRange(count.low, count.best, count.high)
            again = CountRange.parse(bare.written())
            assert (again.low, again.best, again.high) == (count.low, count.best, count.high)


@pytest.mark.parametrize("row", [
    "{number} cows,,{number} vache,,,,", "{number} cows,,,,,,{number} vaches", "{number} cows,,{a} vache,,,,{a} vaches",
    "{number} cows,,{number} vache,{number} vaches,,,{number} vaches", ",,vache,,,,vaches",
])
def test_a_faulty_table_of_plurals_is_refused(tmp_path, monkeypatch, row):
    (tmp_path / "translations").mkdir()
    language._plural_rules()
    (tmp_path / "translations" / "fr_plurals.csv").write_text(f"english,zero,one,two,few,many,other\n{row}\n", "utf-8")
    monkeypatch.setattr(language, "RESOURCES", tmp_path)
    with pytest.raises(DataFileError):
        plurals.__wrapped__("fr")
