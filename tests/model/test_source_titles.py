import pytest

from libya_incident_mapper.model.language import speaking
from libya_incident_mapper.model.records import Source
from libya_incident_mapper.model.source_titles import source_titles


def titles_of(*sources):
    found = source_titles(sources)
    return [found[source.uid] for source in sources]


def test_a_name_alone_is_the_title():
    assert titles_of(Source("al-Naba 141"), Source("Radio", kind="media")) == ["al-Naba 141", "Radio"]


@pytest.mark.parametrize(("first", "second", "expected"), [
    ({"kind": "media"}, {"kind": "person"}, ["News outlet", "Person"]),
    ({"kind": "media", "reliability": "A"}, {"kind": "person", "reliability": "B"}, ["News outlet", "Person"]),
    ({"reliability": "A"}, {"reliability": "D"}, ["A", "D"]),
    ({"language": "ar"}, {"language": "fr"}, ["ar", "fr"]),
    ({"url": "x.ly"}, {"url": "y.ly"}, ["x.ly", "y.ly"]),
    ({}, {}, ["1", "2"]),
])
def test_sources_of_one_name_have_what_tells_them_apart(first, second, expected):
    one, other = Source("Radio", uid="1", **first), Source("Radio", uid="2", **second)
    assert titles_of(one, other) == [f"Radio ({difference})" for difference in expected]


def test_names_are_alike_whatever_their_case_and_blanks():
    assert titles_of(Source("Radio  Two", kind="un"), Source("RADIO two", kind="ngo")) == [
        "Radio  Two (United Nations)", "RADIO two (Non-governmental organisation)",
    ]


def test_of_three_each_has_a_title_of_its_own_whatever_their_order():
    three = [Source("Radio", uid=uid, kind=kind) for uid, kind in (("a", "media"), ("b", "media"), ("c", "person"))]
    assert titles_of(*three) == ["Radio (News outlet, 1)", "Radio (News outlet, 2)", "Radio (Person, 3)"]
    assert source_titles(three) == source_titles(three[::-1])


def test_what_only_one_has_tells_them_apart_too():
    assert titles_of(Source("Radio", url="x.ly"), Source("Radio")) == ["Radio (x.ly)", "Radio"]


def test_what_tells_them_apart_is_in_the_language():
    with speaking("ar"):
        assert titles_of(Source("Radio", kind="person"), Source("Radio", kind="media"))[0] == "Radio (شخص)"
