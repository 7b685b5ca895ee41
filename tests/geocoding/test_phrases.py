"""Place phrases taken apart: relation, names, distance, heading; in English, Arabic and French."""

import time

import pytest

from libya_incident_mapper.geocoding.phrase import Relation
from libya_incident_mapper.geocoding.phrases import parse_phrase, readings, split_facility, unfinished_name
from libya_incident_mapper.geocoding.wording import is_generic, is_numbered_feature, wording


def shape(phrase):
    """Relation, names, kilometres, bearing and half-width, for comparison."""
    return (
        phrase.relation.name, phrase.places,
        None if phrase.distance_m is None else round(phrase.distance_m / 1000, 3),
        phrase.heading and (phrase.heading.bearing_deg, phrase.heading.half_width_deg),
    )


@pytest.mark.parametrize("text", [
    "Uqaylah", "in Uqaylah", "at Uqaylah", "in the town of Uqaylah", "the town of Uqaylah", "Uqaylah town",
    "towards Uqaylah", "  Uqaylah ", "\u200fUqaylah\u200e", "Uqaylah\x00", "the city of Uqaylah",
])
def test_a_name_is_freed_of_the_words_around_it(text):
    assert shape(parse_phrase(text)) == ("NAME", ("Uqaylah",), None, None)


@pytest.mark.parametrize("text", ["Ras Lanuf", "El-'Aqila", "Marsa al-Burayqah", "العقيلة", "East Gate", "South Sirte"])
def test_names_are_left_whole(text):
    assert shape(parse_phrase(text)) == ("NAME", (text,), None, None)


@pytest.mark.parametrize("text, kilometres, bearing, half_width, name", [
    ("20 km south of Uqaylah", 20, 180, 45, "Uqaylah"),
    ("20km south of Uqaylah", 20, 180, 45, "Uqaylah"),
    ("20 kms to the south-east of Sirte", 20, 135, 22.5, "Sirte"),
    ("about 20 Kilometres south west of Sirte", 20, 225, 22.5, "Sirte"),
    ("some 30km SSW of Kufra", 30, 202.5, 11.25, "Kufra"),
    ("12,5 km north of the city of Sirte", 12.5, 0, 45, "Sirte"),
    ("12.5 miles NNE of Sirte", 20.117, 22.5, 11.25, "Sirte"),
    ("1,200 metres west of Hun", 1.2, 270, 45, "Hun"),
    ("twenty five km northeast of Hun", 25, 45, 22.5, "Hun"),
    ("twenty-five km north-north-west of Hun", 25, 337.5, 11.25, "Hun"),
    ("a dozen miles east-southeast of Jalu", 19.312, 112.5, 11.25, "Jalu"),
    ("two hundred km south of Jalu", 200, 180, 45, "Jalu"),
    ("a hundred km S of Jalu", 100, 180, 45, "Jalu"),
    ("20 km due south of Jalu", 20, 180, 0, "Jalu"),
    ("20 km north by east of Jalu", 20, 11.25, 5.625, "Jalu"),
    ("20 km (12 miles) south of Sirte", 20, 180, 45, "Sirte"),
    ("20 km from Sirte to the south", 20, 180, 45, "Sirte"),
    ("in the desert 90 km south of Jalu", 90, 180, 45, "Jalu"),
    ("an area 90 km south of Jalu", 90, 180, 45, "Jalu"),
    ("20 كم جنوب شرق سرت", 20, 135, 22.5, "سرت"),
    ("على بعد ٢٠ كلم جنوب غربي مدينة سرت", 20, 225, 22.5, "سرت"),
    ("عشرين كيلومترا شمال سرت", 20, 0, 45, "سرت"),
    ("جنوب سرت بـ 20 كم", 20, 180, 45, "سرت"),
    ("20 كيلومتراً إلى الجنوب من سرت", 20, 180, 45, "سرت"),
])
def test_distance_at_a_heading(text, kilometres, bearing, half_width, name):
    assert shape(parse_phrase(text)) == ("OFFSET", (name,), kilometres, (bearing, half_width))


@pytest.mark.parametrize("text, kilometres, spread", [
    ("20-25 km south of Sirte", 22.5, 2.5), ("20 – 25 km south of Sirte", 22.5, 2.5),
    ("20 to 30 km south of Sirte", 25, 5), ("20 km south of Sirte", 20, 0),
])
def test_a_stated_range_is_kept_as_spread(text, kilometres, spread):
    phrase = parse_phrase(text)
    assert (phrase.distance_m, phrase.spread_m) == (kilometres * 1000, spread * 1000)


@pytest.mark.parametrize("point", [point for point in wording().points.values() if len(point.code) < 4])
def test_every_compass_point_in_every_way_of_writing(point):
    expected = ("HEADING", ("Sirte",), None, (point.bearing_deg, point.half_width_deg))
    if " by " in point.name:
        assert shape(parse_phrase(f"{point.name} of Sirte")) == expected
        return
    blank, joined = point.name.replace("-", " "), point.name.replace("-", "")
    for words in (point.name, blank, joined, point.code, point.code.lower()):
        assert shape(parse_phrase(f"{words} of Sirte")) == expected, words


def test_half_widths_follow_the_fineness_of_the_heading():
    widths = {len(point.code): point.half_width_deg for point in wording().points.values() if "b" not in point.code}
    assert widths == {1: 45, 2: 22.5, 3: 11.25}
    assert {p.half_width_deg for p in wording().points.values() if "b" in p.code} == {5.625}
    assert sorted(p.bearing_deg for p in wording().points.values()) == [number * 11.25 for number in range(32)]


@pytest.mark.parametrize("text, bearing, name", [
    ("south of Uqaylah", 180, "Uqaylah"), ("to the south of Uqaylah", 180, "Uqaylah"),
    ("just south of Uqaylah", 180, "Uqaylah"), ("area south of Uqaylah", 180, "Uqaylah"),
    ("in the desert south of Waddan", 180, "Waddan"), ("a few kilometres west of Waddan", 270, "Waddan"),
    ("a house south of Uqaylah", 180, "Uqaylah"), ("جنوب العقيلة", 180, "العقيلة"), ("جنوبي العقيلة", 180, "العقيلة"),
    ("المنطقة الواقعة جنوب العقيلة", 180, "العقيلة"), ("غرب مدينة سرت", 270, "سرت"),
])
def test_heading_only(text, bearing, name):
    assert shape(parse_phrase(text)) == ("HEADING", (name,), None, (bearing, 45))


@pytest.mark.parametrize("text, name", [
    ("near Ubari", "Ubari"), ("close to Ubari", "Ubari"), ("around Ubari", "Ubari"), ("outside Ubari", "Ubari"),
    ("in the vicinity of Ubari", "Ubari"), ("on the outskirts of Ubari", "Ubari"), ("the outskirts of Ubari", "Ubari"),
    ("not far from Ubari", "Ubari"), ("a house near Ubari", "Ubari"),
    ("a few km from Ubari", "Ubari"), ("قرب أوباري", "أوباري"), ("بالقرب من أوباري", "أوباري"),
    ("ضواحي أوباري", "أوباري"),
])
def test_near(text, name):
    assert shape(parse_phrase(text)) == ("NEAR", (name,), None, None)


@pytest.mark.parametrize("text, relation, kilometres, name", [
    ("5 km outside Bani Walid", "DISTANCE", 5, "Bani Walid"), ("5 km from Bani Walid", "DISTANCE", 5, "Bani Walid"),
    ("5 km away from Bani Walid", "DISTANCE", 5, "Bani Walid"),
    ("على بعد خمسة وعشرين كيلومترا من سرت", "DISTANCE", 25, "سرت"),
    ("within 20 km of Sirte", "WITHIN", 20, "Sirte"), ("within about 20 km of Sirte", "WITHIN", 20, "Sirte"),
])
def test_distance_without_direction(text, relation, kilometres, name):
    assert shape(parse_phrase(text)) == (relation, (name,), kilometres, None)


@pytest.mark.parametrize("text, names", [
    ("between Sirte and Hun", ("Sirte", "Hun")), ("midway between Sirte and Ras Lanuf", ("Sirte", "Ras Lanuf")),
    ("in the area between Sirte and Hun", ("Sirte", "Hun")),
    ("halfway between the town of Hun and Sirte", ("Hun", "Sirte")),
    ("بين سرت وهراوة", ("سرت", "هراوة")), ("بين سرت و هراوة", ("سرت", "هراوة")), ("بين ودان وهون", ("ودان", "هون")),
    ("ما بين سرت ورأس لانوف", ("سرت", "رأس لانوف")),
])
def test_between(text, names):
    assert shape(parse_phrase(text)) == ("BETWEEN", names, None, None)


def test_an_and_in_arabic_that_may_be_a_letter_gives_several_readings():
    assert [phrase.places for phrase in readings("بين سرت ووادي وشكة")] == [
        ("سرت", "وادي وشكة"), ("سرت ووادي", "شكة"),
    ]


@pytest.mark.parametrize("text, name, sense", [
    ("Kufra district", "Kufra", "district"), ("the Jufra region", "Jufra", "region"), ("Sirte area", "Sirte", "area"),
    ("the district of Kufra", "Kufra", "district"), ("in Jufra district", "Jufra", "district"),
    ("منطقة الجفرة", "الجفرة", "area"), ("شعبية الجفرة", "الجفرة", "district"),
])
def test_area(text, name, sense):
    phrase = parse_phrase(text)
    assert (phrase.relation, phrase.name, phrase.sense) == (Relation.AREA, name, sense)


@pytest.mark.parametrize("text", [
    "Kufra and Jalu region", "the Kufra and Jalu region", "towards the Kufra and Jalu region",
    "the region of Kufra and Jalu", "Kufra and Jalu area",
])
def test_two_places_as_one_area(text):
    assert shape(parse_phrase(text)) == ("JOINT", ("Kufra", "Jalu"), None, None)


@pytest.mark.parametrize("text, main, relation, names", [
    ("Nofaliya, south of Sirte", "Nofaliya", "HEADING", ("Sirte",)),
    ("Nofaliya (near Sirte)", "Nofaliya", "NEAR", ("Sirte",)),
    ("Awaynat near Ghat", "Awaynat", "NEAR", ("Ghat",)),
    ("Zillah, between Hun and Jalu", "Zillah", "BETWEEN", ("Hun", "Jalu")),
    ("Nofaliya, 100 km east of Sirte", "Nofaliya", "OFFSET", ("Sirte",)),
    ("النوفلية، شرق سرت", "النوفلية", "HEADING", ("سرت",)),
])
def test_place_with_check(text, main, relation, names):
    phrase = parse_phrase(text)
    assert phrase.relation is Relation.CHECK
    first, second = phrase.anchors
    assert (first.name, second.relation.name, second.places) == (main, relation, names)


def test_relations_nest():
    phrase = parse_phrase("20 km south of the area between Harawa and Ras Lanuf")
    assert shape(phrase) == ("OFFSET", ("Harawa", "Ras Lanuf"), 20, (180, 45))
    assert phrase.anchors[0].relation is Relation.BETWEEN


@pytest.mark.parametrize("text", [
    "20 km", "south", "between Sirte", "near", "km of", "N of",
])
def test_what_is_no_relation_is_none(text):
    assert parse_phrase(text).relation in (Relation.NAME, Relation.CHECK)


@pytest.mark.parametrize("text, words, rest, position", [
    ("Uqaylah police station", "police station", "Uqaylah", "inside"),
    ("the police station in Uqaylah", "police station", "Uqaylah", "inside"),
    ("Ibn Sina hospital", "hospital", "Ibn Sina", "inside"), ("Sirte airport", "airport", "Sirte", "around"),
    ("مركز شرطة العقيلة", "مركز شرطة", "العقيلة", "inside"),
])
def test_facilities(text, words, rest, position):
    assert split_facility(text)[0] == words
    assert split_facility(text)[1].position == position and split_facility(text)[2] == rest


@pytest.mark.parametrize("text", ["Uqaylah", "police station", "hospital", ""])
def test_no_facility(text):
    assert split_facility(text) is None


@pytest.mark.parametrize("text, numbered", [
    ("103 line", True), ("the 103 line", True), ("Gate 200", True), ("the 40 km checkpoint", True), ("بوابة ٦٠", True),
    ("Uqaylah", False), ("Intisar 103", False), ("Gate", False),
])
def test_numbered_features(text, numbered):
    assert is_numbered_feature(text) is numbered


@pytest.mark.parametrize("text, generic", [
    ("the town", True), ("the area", True), ("المدينة", True), ("123", True), ("", True), ("!!", True),
    ("Uqaylah", False),
    ("the town of Uqaylah", False),
])
def test_generic_words(text, generic):
    assert is_generic(text) is generic


@pytest.mark.parametrize("text, name", [
    ("Uqay", "Uqay"), ("south of Uqay", "Uqay"), ("20 km south of Ras La", "Ras La"),
    ("between Sirte and Haraw", "Haraw"),
    ("بين سرت وهرا", "هرا"), ("جنوب العقي", "العقي"), ("near Ub", "Ub"), ("in Uqay", "Uqay"), ("وادي", "وادي"),
    ("between Sirte and ", ""), ("south of ", ""), ("", ""), ("Ras Lan", "Ras Lan"), ("East Ga", "East Ga"),
])
def test_the_name_being_typed(text, name):
    assert unfinished_name(text) == name


@pytest.mark.parametrize("text", [
    "near , " * 33, "and " * 50, "و " * 100, "between a and " * 14, ", " * 100, "( " * 100, "a " * 100, "near a, " * 25,
    "south of " * 22, "1 km from " * 20, "\u200f" * 200, "\x00" * 200, "<b>" * 60, "9" * 200, "وا " * 66, "1," * 100,
])
def test_awkward_texts_are_read_quickly(text):
    parse_phrase("near Sirte")
    start = time.perf_counter()
    assert readings(text[:200])
    assert time.perf_counter() - start < 0.25


@pytest.mark.parametrize("text", ["20 km north of Derna, offshore", "20 كم شمال درنة، في عرض البحر"])
def test_an_aside_after_a_comma_is_noted_and_names_no_place(text):
    phrase = parse_phrase(text)
    assert (phrase.relation, phrase.places) in [(Relation.OFFSET, ("Derna",)), (Relation.OFFSET, ("درنة",))]
    assert phrase.note in ("offshore", "في عرض البحر")


def test_a_place_that_is_said_to_lie_offshore_is_not_the_town():
    assert parse_phrase("Derna, offshore").places == ("Derna, offshore",)


@pytest.mark.parametrize(("text", "metres"), [
    ("شرق زوارة بعشرين كيلومترا", 20_000), ("شرق زوارة بأربعة عشر كيلومترًا", 14_000), ("شرق زوارة بكيلومترين", 2_000),
    ("على بعد ثلاثة وعشرين كيلومترًا شرق زوارة", 23_000), ("١٨ كيلومترًا إلى الشرق من زوارة", 18_000),
    ("كيلومترين شرق زوارة", 2_000), ("باثني عشر ميلًا شرق زوارة", 12 * 1609.344),
])
def test_distances_in_arabic_words_are_read_before_and_behind_the_place(text, metres):
    phrase = parse_phrase(text)
    assert (phrase.relation, phrase.heading.code, phrase.anchors[0].name) == (Relation.OFFSET, "E", "زوارة")
    assert phrase.distance_m == pytest.approx(metres)


@pytest.mark.parametrize("name", ["براك", "بنغازي", "بئر الأشهب", "بني وليد", "خمس"])
def test_names_that_begin_like_the_arabic_by_or_a_number_stay_names(name):
    assert parse_phrase(name).name == name


@pytest.mark.parametrize("text, expected", [
    ("à 45 km au nord-est d'Oubari", ("OFFSET", ("Oubari",), 45, (45, 22.5))),
    ("À 45 km à l’ouest d’Al-Qatroun", ("OFFSET", ("Al-Qatroun",), 45, (270, 45))),
    ("à 7,5 km au sud-sud-ouest de la ville de Zintan", ("OFFSET", ("Zintan",), 7.5, (202.5, 11.25))),
    ("à une quinzaine de kilomètres à l'est des champs de Messla", ("OFFSET", ("champs de Messla",), 15, (90, 45))),
    ("à quarante et un kilomètres au nord de Mizda", ("OFFSET", ("Mizda",), 41, (0, 45))),
    ("à dix-huit km plein ouest du village de Tessawa", ("OFFSET", ("Tessawa",), 18, (270, 0))),
    ("à quelque soixante kilomètres au sud-est de Nalout", ("OFFSET", ("Nalout",), 60, (135, 22.5))),
    ("30 à 40 km au sud de Waddan", ("OFFSET", ("Waddan",), 35, (180, 45))),
    ("à environ 12 milles marins au nord de Zouara", ("OFFSET", ("Zouara",), 22.224, (0, 45))),
    ("A 15 KM AU SUD DE DERNA", ("OFFSET", ("DERNA",), 15, (180, 45))),
    ("à trente-deux kilomètres de Ghât", ("DISTANCE", ("Ghât",), 32, None)),
    ("dans un rayon de 10 km autour de Mourzouk", ("WITHIN", ("Mourzouk",), 10, None)),
    ("à moins de 3 km d'Abou Qurayn", ("WITHIN", ("Abou Qurayn",), 3, None)),
    ("au sud-ouest de Traghen", ("HEADING", ("Traghen",), None, (225, 22.5))),
    ("à l'ouest de la localité de Derj", ("HEADING", ("Derj",), None, (270, 45))),
    ("à plusieurs kilomètres au nord de Houn", ("HEADING", ("Houn",), None, (0, 45))),
    ("près d’Edri", ("NEAR", ("Edri",), None, None)),
    ("non loin du port d'Es-Sider", ("NEAR", ("port d'Es-Sider",), None, None)),
    ("aux alentours de Tarhouna", ("NEAR", ("Tarhouna",), None, None)),
    ("à la périphérie de Zliten", ("NEAR", ("Zliten",), None, None)),
    ("entre Sokna et Zella", ("BETWEEN", ("Sokna", "Zella"), None, None)),
    ("à mi-chemin entre les villes de Brak et Sebha", ("BETWEEN", ("Brak", "Sebha"), None, None)),
    ("dans le sud de Misrata", ("PART", ("Misrata",), None, (180, 45))),
    ("dans la banlieue ouest de Khoms", ("PART", ("Khoms",), None, (270, 45))),
    ("la partie méridionale de Derna", ("PART", ("Derna",), None, (180, 45))),
    ("sur la route de Mizda à Chouerif", ("PATH", ("Mizda", "Chouerif"), None, None)),
    ("sur la route entre Ghât et Oubari", ("PATH", ("Ghât", "Oubari"), None, None)),
    ("sur l'axe Houn-Waddan", ("PATH", ("Houn", "Waddan"), None, None)),
    ("le long de la côte entre Zouara et Sabratha", ("PATH", ("Zouara", "Sabratha"), None, None)),
    ("à 9 km de Marada sur la route de Marada à Zella", ("ALONG", ("Marada", "Marada", "Zella"), 9, None)),
    ("au sud de Brega sur la route menant à Marada", ("PATH", ("Brega", "Marada"), None, (180, 45))),
    ("le poste de contrôle du km 50 au sud d'Ajdabiya", ("ALONG", ("Ajdabiya",), 50, (180, 45))),
    ("dans la région de Ghât et d'Oubari", ("JOINT", ("Ghât", "d'Oubari"), None, None)),
    ("dans le district de Nalout", ("AREA", ("Nalout",), None, None)),
    ("Tawargha, au sud de Misrata", ("CHECK", ("Tawargha", "Misrata"), None, None)),
    ("vers l'oasis de Rabiana", ("NAME", ("Rabiana",), None, None)),
    ("en direction du quartier d'Ain Zara", ("NAME", ("Ain Zara",), None, None)),
])
def test_french(text, expected):
    assert shape(parse_phrase(text)) == expected


UP_TO_SIXTEEN = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)
TENS = {10: "dix", 20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}


def in_french(number):
    """A number up to sixty as a dictation would have it."""
    tens, unit = TENS.get(number - number % 10, ""), number % 10
    if number <= len(UP_TO_SIXTEEN):
        return UP_TO_SIXTEEN[number - 1]
    return tens if not unit else f"{tens} et un" if unit == 1 else f"{tens}-{UP_TO_SIXTEEN[unit - 1]}"


@pytest.mark.parametrize("number", range(1, 61))
def test_french_numbers_in_words(number):
    phrase = parse_phrase(f"à {in_french(number)} kilomètres de Sebha")
    assert (phrase.distance_m, phrase.places) == (number * 1000, ("Sebha",))


@pytest.mark.parametrize("written, number", [
    ("soixante-dix-sept", 77), ("quatre-vingts", 80), ("quatre-vingt-dix-neuf", 99), ("cent dix", 110),
    ("deux cents", 200), ("deux cent trente", 230),
])
def test_french_numbers_beyond_sixty(written, number):
    assert parse_phrase(f"à {written} km de Sebha").distance_m == number * 1000


@pytest.mark.parametrize("text, name", [
    ("L'Abraq", "L'Abraq"), ("en direction de La Abraq", "La Abraq"), ("vers l'Abraq", "Abraq"),
    ("D'Annunzio", "D'Annunzio"), ("En Nofilia", "En Nofilia"),
])
def test_a_french_article_with_a_capital_letter_is_part_of_the_name(text, name):
    assert parse_phrase(text).name == name
