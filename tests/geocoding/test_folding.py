import pytest

from libya_incident_mapper.geocoding import spelling_rules
from libya_incident_mapper.geocoding.folding import LONGEST_NAME, clean, fold, split_qualifier
from libya_incident_mapper.geocoding.likeness import changes, consonant_key, difference
from libya_incident_mapper.model.errors import DataFileError

FEATURES = "concept,forms,alone,asked,known,kinds"


@pytest.mark.parametrize(("written", "cleaned"), [
    ("Al ‘Uqaylah", "al uqaylah"),
    ("al-'Aqila", "al aqila"),
    ("  Bi’r   al Ghanam ", "bir al ghanam"),
    ("Şurmān", "surman"),
    ("أُوبَارِي", "اوباري"),
    ("مصـــراتة", "مصراته"),
    ("مرسى البريقة", "مرسي البريقه"),
    ("بوابة ٣٢", "بوابه 32"),
    ("\u202bسرت\u202c", "سرت"),
    ("Sirte\x00\x07", "sirte"),
    ("ﺳﺮﺕ", "سرت"),
    ("🙂", ""),
    ("", ""),
])
def test_cleaning(written, cleaned):
    assert clean(written) == cleaned


def test_alef_with_hamza_is_unified_whether_composed_or_not():
    assert clean("أجدابيا") == clean("أجدابيا") == clean("اجدابيا")


@pytest.mark.parametrize(("written", "own", "concepts", "numbers"), [
    ("Wadi al-Jafr", "jafr", ("wadi",), ()),
    ("وادي الجفر", "jfr", ("wadi",), ()),
    ("Uadi Giarif", "jarif", ("wadi",), ()),
    ("Ghani oil field", "Gani", ("oilfield",), ()),
    ("حقل الغاني", "GAnY", ("oilfield",), ()),
    ("103 line", "", ("line",), ("103",)),
    ("the town", "", ("town",), ()),
    ("بئر", "", ("bir",), ()),
    ("Zawiya", "zawia", (), ()),
    ("Zawiyat Janzur", "janzur", ("zawiya",), ()),
    ("HLLB", "", (), ("hllb",)),
    ("Bou Njem", "bunjem", (), ()),
])
def test_words_are_told_apart(written, own, concepts, numbers):
    folded = fold(written)
    assert (folded.own, folded.concepts, folded.numbers) == (own, concepts, numbers)


def test_generic_words_mean_the_same_in_both_scripts():
    for latin, arabic in [("Bir", "بئر"), ("Jebel", "جبل"), ("Gasr", "قصر"), ("airport", "مطار"), ("field", "حقل"),
                          ("road", "طريق"), ("gate", "بوابة"), ("Ras", "رأس"), ("Ain", "عين")]:
        assert fold(f"{latin} Xy").concepts == fold(f"{arabic} زز").concepts


@pytest.mark.parametrize("spellings", [
    ["Uqaylah", "Ugayla", "Al ‘Uqaylah", "Aqila", "Agheila", "العقيلة"],
    ["Giofra", "Jofra", "Al Jufrah", "Djofra", "الجفرة"],
    ["Qaddahiyah", "Gaddahia", "Gheddahia", "القداحية"],
    ["Khoms", "Khums", "الخمس"],
    ["Zuwara", "Zouara", "Zuara", "زوارة"],
    ["Shwayrif", "Shuwairif", "Ash Shuwayrif", "الشويرف"],
])
def test_spellings_of_one_name_share_their_consonants(spellings):
    assert len({consonant_key(fold(spelling).own) for spelling in spellings}) == 1


@pytest.mark.parametrize(("near", "far"), [
    (("Uqaylah", "Ugaylah"), ("Uqaylah", "Utaylah")),
    (("Zuwara", "زوارة"), ("Zuwara", "سرت")),
    (("Misrata", "Misurata"), ("Misrata", "Misrana")),
    (("Sabha", "Sebha"), ("Sabha", "Sabra")),
    (("Khums", "Homs"), ("Khums", "Rums")),
    (("Giado", "Jadu"), ("Giado", "Bado")),
])
def test_a_usual_variant_costs_less_than_another_letter(near, far):
    def cost(pair):
        return difference(fold(pair[0]).own, fold(pair[1]).own)

    assert cost(near) < 0.3 < cost(far)


def test_difference_is_nothing_for_the_same_and_the_same_both_ways():
    pairs = [("uqayla", "aGeila"), ("jafr", "jarf"), ("zawiya", "zuwara"), ("tobruk", "tbrWq")]
    for first, second in pairs:
        assert difference(first, first) == 0
        assert difference(first, second) == pytest.approx(difference(second, first))


def test_changes_are_named():
    assert "q for g" in changes("uqayla", "ugayla")
    assert "letters swapped" in changes("jafr", "jarf")
    assert "r missing" in changes("tipoli", "tripoli")


@pytest.mark.parametrize(("written", "parts"), [
    ("Sultan (Sirte)", ("Sultan", ("Sirte",))),
    ("Awaynat, Ghat", ("Awaynat", ("Ghat",))),
    ("العوينات، غات", ("العوينات", ("غات",))),
    ("Uqaylah, Al Wahat, Libya", ("Uqaylah", ("Al Wahat", "Libya"))),
    ("Uqaylah", ("Uqaylah", ())),
    ("(Sirte)", ("(Sirte)", ())),
    ("Uqaylah العقيلة", ("Uqaylah", ("العقيلة",))),
    ("حقل 103", ("حقل 103", ())),
])
def test_what_qualifies_a_name_is_split_off(written, parts):
    assert split_qualifier(written) == parts


def test_a_text_too_long_for_a_name_folds_to_nothing():
    assert fold("Uqaylah " * LONGEST_NAME).own == ""


@pytest.mark.parametrize(("file", "text", "reader", "word"), [
    ("symbols.csv", "symbol,label,role,group,loss\nab,a,vowel,,0.1\n", "symbols", "one new character"),
    ("symbols.csv", "symbol,label,role,group,loss\na,a,vowel,,much\n", "symbols", "must be a number"),
    ("symbols.csv", "symbol,label,role,group,loss\na,a,noise,,0.1\n", "symbols", "noise"),
    ("articles.csv", "form\nal\n", "articles", "header"),
    ("feature_words.csv", f"{FEATURES}\nwadi,wadi;wadi,no,1,1,\n", "feature_words", "twice"),
    ("feature_words.csv", f"{FEATURES}\nwadi,wadi,perhaps,1,1,\n", "feature_words", "yes or no"),
])
def test_a_broken_list_is_refused_with_file_and_line(tmp_path, monkeypatch, file, text, reader, word):
    (tmp_path / file).write_text(text, encoding="utf-8")
    monkeypatch.setattr(spelling_rules, "RULES", tmp_path)
    read = getattr(spelling_rules, reader).__wrapped__
    with pytest.raises(DataFileError, match=word) as caught:
        read()
    assert f"{file}, line " in str(caught.value)

