import pytest

from libya_incident_mapper.model.actors import ACTOR_COLUMNS, default_actors, load_actors
from libya_incident_mapper.model.colours import actor_colour
from libya_incident_mapper.model.dates import DateRange
from libya_incident_mapper.model.errors import DataFileError
from libya_incident_mapper.model.location import PlaceState


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("IS", "is_libya"),
        ("Daesh", "is_libya"),
        ("داعش", "is_libya"),
        ("lna_166", "lna_166"),
        ("LNA's 166 Battalion", "lna_166"),
        ("LNA’s 166 Battalion", "lna_166"),
        ("166 Battalion (Misrata)", "bde_166_misrata"),
        ("the Ajdabiya Operations Room", "lna_ajdabiya_or"),
        ("AL-SAIQA", "lna_saiqa"),
        ("police", "police"),
        ("حكومة الوفاق الوطني", "gna"),
    ],
)
def test_an_actor_is_found_by_any_spelling(text, actor_id):
    match = default_actors().find(text)
    assert match.state is PlaceState.FOUND
    assert match.actor.actor_id == actor_id


def test_homonyms_are_asked_and_never_chosen():
    match = default_actors().find("166 Battalion")
    assert match.state is PlaceState.AMBIGUOUS
    assert match.actor is None
    assert {actor.actor_id for actor in match.candidates} == {"lna_166", "bde_166_misrata"}
    assert "LNA 166 Battalion" in match.reason


@pytest.mark.parametrize("text", ["", "128", "the 166", "Barcelona", "Operations Room", "🙂"])
def test_numbers_alone_and_strangers_are_unknown(text):
    assert default_actors().find(text).state is PlaceState.UNKNOWN


def test_dates_decide_between_homonyms(tmp_path):
    table = tmp_path / "actors.csv"
    rows = [
        "old,Old Guard,Old,Guard,unknown,Unknown,,2012,2014,sure,",
        "new,New Guard,New,Guard,unknown,Unknown,,2015,,sure,",
    ]
    table.write_text("\n".join([",".join(ACTOR_COLUMNS), *rows]), encoding="utf-8")
    registry = load_actors(table)
    assert registry.find("Guard").state is PlaceState.AMBIGUOUS
    assert registry.find("Guard", DateRange.parse("2014-12-31")).actor.actor_id == "old"
    assert registry.find("Guard", DateRange.parse("2018")).actor.actor_id == "new"
    assert registry.find("Guard", DateRange.parse("2014-06/2015-06")).state is PlaceState.AMBIGUOUS


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x,X,X,,unknown,Unknown,,2012-13,,sure,", "not a date"),
        ("x,X,X,,king,Unknown,,,,sure,", "in no code list"),
        ("x,X,X,,unknown,Unknown,nobody,,,sure,", "parent 'nobody'"),
        ("x,X,X,,unknown,Unknown,,,sure,", "11 cells expected, 10 found"),
        ("x,X ,X,,unknown,Unknown,,,,sure,", "blanks around"),
        ("x,X,X,,unknown,Unknown,,,,sure,\nx,X,X,,unknown,Unknown,,,,sure,", "stands twice"),
    ],
)
def test_a_broken_registry_names_the_line(tmp_path, row, reason):
    table = tmp_path / "actors.csv"
    table.write_text(",".join(ACTOR_COLUMNS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=reason) as caught:
        load_actors(table)
    assert caught.value.line == 1 + row.count("\n") + 1


def test_a_lineage_ends_at_the_top_and_units_of_a_bloc_differ_in_shade():
    registry = default_actors()
    assert [actor.actor_id for actor in registry.lineage(registry.get("lna_166"))] == ["lna_166", "lna"]
    colours = {actor_id: actor_colour(registry.get(actor_id), registry) for actor_id in ("lna", "lna_166", "is_libya")}
    assert len(set(colours.values())) == 3
    assert colours["lna"] == "#1b74b1"
