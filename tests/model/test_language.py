"""What is said in another language, and that nothing of it stays when nobody asks for it any more."""

from datetime import date

import pytest

from libya_incident_mapper.model import language
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.codes import COLUMNS, code_list, label
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.direction import isolated
from libya_incident_mapper.model.errors import DataFileError
from libya_incident_mapper.model.language import (
    EASTERN,
    catalogue,
    directed,
    figures,
    listed,
    speaking,
    spoken,
    tr,
)


def test_every_label_that_a_reader_sees_has_an_arabic_one():
    lists = [name for name in COLUMNS if name != "acled_sub_events"]
    missing = [code.label for name in lists for code in code_list(name).values() if code.label not in catalogue("ar")]
    assert missing == []


def test_labels_dates_and_counts_are_said_in_arabic():
    with speaking("ar"):
        assert label("stances", "denies") == "منفي"
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


def test_lines_and_data_keep_their_direction():
    with speaking("ar"):
        assert directed("12 km") == "\u200f12 km"
        assert isolated("20 km south of Zillah") == "\u206820 km south of Zillah\u2069"
        assert isolated("جنوب زلة") == "جنوب زلة"
    assert directed("12 km") == "12 km"
    assert isolated("جنوب زلة") == "\u2068جنوب زلة\u2069"
    assert isolated("Zillah") == "Zillah"


def test_what_is_not_in_the_catalogue_is_said_as_it_is_and_an_error_ends_the_speech():
    with speaking("ar"):
        assert tr("no such sentence") == "no such sentence"
        with speaking("en"):
            assert tr("Denied") == "Denied"
        assert tr("Denied") == "منفي"
    with pytest.raises(KeyError), speaking("ar"):
        raise KeyError
    assert spoken() == ""


def test_an_actor_has_the_arabic_name_that_the_registry_knows():
    assert default_actors().get("is_libya").name_ar == "داعش"


@pytest.mark.parametrize("row", ["Denied,", ",منفي", "{a} left,بقي {b}", "Denied,منفي\nDenied,منفي"])
def test_a_faulty_catalogue_is_refused(tmp_path, monkeypatch, row):
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "xx.csv").write_text(f"english,translation\n{row}\n", "utf-8")
    monkeypatch.setattr(language, "RESOURCES", tmp_path)
    with pytest.raises(DataFileError):
        catalogue.__wrapped__("xx")
