import pytest

from libya_incident_mapper.exchange.columns import (
    ACTORS,
    PLACES,
    TABLES,
    UnusableTable,
    columns_of,
    match_headers,
    unused_headers,
)
from libya_incident_mapper.exchange.values import reading
from libya_incident_mapper.model.actors import default_actors


@pytest.mark.parametrize("table", [*TABLES, PLACES, ACTORS])
def test_every_column_says_how_it_is_read_and_what_belongs_in_it(table):
    for column in columns_of(table).values():
        assert callable(reading(column.reads, default_actors()))
        assert column.help.endswith(".")


def test_headers_match_in_any_case_and_order():
    assert match_headers("incidents", ("Place", "KIND", "Actor 1", "x", "date"), "t") == {
        "place": 0, "kind": 1, "actor1": 2, "date": 4,
    }
    assert unused_headers("incidents", ("Place", "x", "")) == ("x",)


@pytest.mark.parametrize(
    ("headers", "part"),
    [
        (("kind", "date", "actor1", "Place name"), "'place' is missing; is 'Place name' meant? Rename it to 'place'"),
        (("kind", "dates", "actor1", "place"), "is 'dates' meant?"),
        (("kind", "date", "actor1"), "column 'place' is missing; add it: Place as the source words it"),
        (("kind", "date", "actor1", "place", "Date"), "column 'date' stands twice, as number 2 and 5"),
    ],
)
def test_an_unusable_header_gets_one_sentence_that_names_the_columns(headers, part):
    with pytest.raises(UnusableTable) as caught:
        match_headers("incidents", headers, "week.csv")
    assert str(caught.value).startswith("week.csv: ")
    assert part in str(caught.value)


def test_all_missing_columns_are_named_at_once():
    with pytest.raises(UnusableTable, match=r"'date' is missing.*'actor' is missing.*'destination' is missing"):
        match_headers("movements", ("origin",), "t")
