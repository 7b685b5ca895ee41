"""Every string has an Arabic and a French translation; and the check sees what it is there to see."""

import importlib.util
import re
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "translations.py"


@pytest.fixture
def check():
    spec = importlib.util.spec_from_file_location("translations", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_everything_is_translated(check):
    assert check.faults() == []


def test_the_whole_house_is_walked(check):
    single, plural, _ = check.texts_of_code()
    assert len(single) > 1000
    assert "placing {number} records" in plural
    assert {"Jan", "district polygon", "north-east"} <= set(single)
    assert {"Armed clash", "several", "border crossing"} <= set(check.texts_of_data())


@pytest.mark.parametrize(("code", "fault"), [
    ("tr('A new sentence.')", "'A new sentence.' is not in ar.csv"),
    ("tr('One sentence.' if x else 'Another sentence.')", "'Another sentence.' is not in fr.csv"),
    ("counted('{number} cow', '{number} cows', 3)", "'{number} cows' is not in ar_plurals.csv"),
    ("tr('{number} new records')", "'{number} new records' has a number without its plural forms"),
    ("tr('as many as {count} vehicles' if x else '')", "has a number without its plural forms"),
    ("Fault('date', f'The day {day} is gone.')", "does not pass tr"),
    ("label.setText('This is English.')", "does not pass tr"),
])
def test_what_is_not_translated_is_found(check, tmp_path, monkeypatch, code, fault):
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "new.py").write_text(code, "utf-8")
    (tmp_path / "plugin.py").write_text("", "utf-8")
    monkeypatch.setattr(check, "CONSTANTS", ())
    told = check._language()
    monkeypatch.setattr(check, "_language", lambda: told)
    monkeypatch.setattr(check, "texts_of_data", dict)
    monkeypatch.setattr(check, "ROOT", tmp_path)
    found = check.faults()
    assert any(fault in one for one in found)
    assert "ar.csv: nothing says 'Armed clash' any more" in found


@pytest.mark.parametrize(("english", "words", "is_good"), [
    ("&Save {name}…", "&حفظ {name}…", True),
    ("&Save {name}…", "حفظ {name}…", False),
    ("&Save {name}…", "&حفظ {name}", False),
    ("&Save {name}…", "&حفظ {text}…", False),
    ("Is it there?", "هل هو هناك؟", True),
    ("No.", "الرقم", True),
])
def test_a_translation_has_the_values_the_keys_and_the_end_of_the_english(check, english, words, is_good):
    assert (list(check._differences(english, words)) == []) is is_good


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_number_has_words_in_every_form_of_the_language(check, language):
    numbers = (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)
    told = check._language()
    with told.speaking(language):
        for several in check.texts_of_code()[1]:
            blanks = {name: "–" for name in re.findall(r"\{(\w+)", several) if name != "number"}
            for number in numbers:
                words = told.counted(several, several, number, **blanks)
                assert words and words != several.format(number=number, **blanks), (several, number)


@pytest.mark.parametrize(("number", "words"), [
    (0, "لا أماكن"), (1, "مكان واحد"), (2, "مكانان"), (3, "3 أماكن"), (10, "10 أماكن"), (11, "11 مكانًا"),
    (99, "99 مكانًا"), (100, "100 مكان"), (102, "102 مكان"), (103, "103 أماكن"), (111, "111 مكانًا"),
])
def test_arabic_counts_as_grammar_has_it(check, number, words):
    told = check._language()
    with told.speaking("ar"):
        assert told.counted("{number} place", "{number} places", number) == words
