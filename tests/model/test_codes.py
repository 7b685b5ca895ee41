import pytest

from libya_incident_mapper.model.codes import COLUMNS, code_list, find_code, label, origin
from libya_incident_mapper.model.language import speaking


@pytest.mark.parametrize("name", COLUMNS)
def test_every_list_loads_and_no_spelling_stands_for_two_codes(name):
    assert code_list(name)
    assert all(find_code(name, code) == code for code in code_list(name))
    assert find_code(name, "no such thing") == ""


@pytest.mark.parametrize("name", COLUMNS)
def test_every_list_says_where_its_codes_come_from(name):
    assert origin(name).endswith(".")
    # Whoever maps its codes to another scheme names it.
    for scheme in ("acled", "ucdp", "plover", "atlos"):
        if any(column.startswith(scheme) for column in COLUMNS[name]):
            assert scheme in origin(name).lower()


def test_kinds_of_event_map_to_acled_and_reach_every_sub_event():
    sub_events = code_list("acled_sub_events")
    kinds = code_list("event_kinds").values()
    for kind in kinds:
        sub_event = sub_events[kind.more["acled_sub_event_type"]]
        assert sub_event.more["event_type"] == kind.more["acled_event_type"]
        assert kind.more["ucdp_type_of_violence"] in ("", "1", "2", "3")
    assert {kind.more["acled_sub_event_type"] for kind in kinds} == set(sub_events)
    assert len(sub_events) == 25


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Air/drone strike", "air_drone_strike"),
        ("ARMED CLASH", "armed_clash"),
        ("armed_clash", "armed_clash"),
        ("raid", "attack"),
    ],
)
def test_a_kind_is_found_by_code_label_or_word(text, code):
    assert find_code("event_kinds", text) == code


def test_labels_fall_back_to_the_code():
    assert label("stances", "denies") == "Denied"
    assert label("stances", "shouts") == "shouts"


@pytest.mark.parametrize(("text", "code"), [
    ("اشتباكات", "armed_clash"), ("غارة جوية", "air_drone_strike"), ("عبوة ناسفة", "ied_mine"), ("إختطاف", "abduction"),
    ("Frappe aerienne", "air_drone_strike"), ("ÉMEUTE", "violent_demonstration"), ("accrochage", "armed_clash"),
])
def test_kinds_are_found_by_arabic_and_french_words(text, code):
    assert find_code("event_kinds", text) == code


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("name", ["event_kinds", "movement_kinds", "vehicle_kinds", "stances", "statuses"])
def test_a_label_of_any_language_leads_back_to_its_code(name, language):
    with speaking(language):
        labels = {code: label(name, code) for code in code_list(name)}
    assert {code: find_code(name, words) for code, words in labels.items()} == {code: code for code in labels}
