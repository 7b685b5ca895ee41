import importlib.util
from pathlib import Path

import pytest

from libya_incident_mapper.geocoding.gazetteer import load_gazetteer
from libya_incident_mapper.tools.gazetteer import packages, sources
from libya_incident_mapper.tools.gazetteer.entry import Entry, distance_m
from libya_incident_mapper.tools.gazetteer.merge import merge, place

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "build" / "gazetteer-cache"


def entry(place_id, name, lat=30.0, lon=18.0, kind="town", aliases=(), **more):
    return Entry(place_id, name, "", list(aliases), kind, "Sirte", lat, lon, **more)


def test_one_place_of_two_sources_is_united_under_the_first():
    ours = entry("sup:nofaliya", "Nofaliya", aliases=["Nawfaliyah"], sources=["OSM"])
    theirs = entry("gn:1", "An Nawfalīyah", lat=30.03, aliases=["النوفلية"], population=9000, sources=["GeoNames"])
    [united] = merge([[ours], [theirs]])
    assert united.place_id == "sup:nofaliya"
    assert {"An Nawfalīyah", "النوفلية"} <= set(united.aliases)
    assert (united.population, united.sources) == (9000, ["OSM", "GeoNames"])


@pytest.mark.parametrize("other", [
    entry("gn:1", "Sulţān", lat=30.5),
    entry("gn:1", "Sultan", kind="airport"),
    entry("gn:1", "Sabha"),
])
def test_a_homonym_far_away_another_kind_or_another_name_stays_apart(other):
    assert len(merge([[entry("sup:sultan", "Sultan")], [other]])) == 2


def test_a_shared_code_unites_what_bears_different_names():
    ours = entry("sup:jufra-airbase", "Jufra Airbase", kind="airbase", codes={"HL69"})
    theirs = entry("ap:HL69", "Air Base Sixty-nine", lat=30.4, kind="airstrip", codes={"HL69"})
    assert len(merge([[ours], [theirs]])) == 1


def test_rows_of_one_source_are_not_united():
    assert len(merge([[entry("sup:a", "Sultan"), entry("sup:b", "Sultan")]])) == 2


def test_spellings_that_clean_to_the_same_words_are_kept_once():
    final = place(entry("sup:a", "Sirte", aliases=["SIRTE", "Surt", "Sūrt", "شعبية سرت", "سرت"]))
    assert final.aliases == ("Surt", "سرت")


def test_importance_grows_with_kind_people_and_sources():
    village = place(entry("a", "A", kind="village", sources=["OSM"]))
    town = place(entry("a", "A", sources=["OSM"]))
    known = place(entry("a", "A", sources=["OSM", "WOF"]))
    peopled = place(entry("a", "A", sources=["OSM", "WOF"], population=50_000))
    assert 0 < village.importance < town.importance < known.importance < peopled.importance <= 1


@pytest.mark.parametrize(("spelling", "usable"), [
    ("Tobrouk", True), ("طبرق", True), ("Ţubruq", True), ("Al ‘Azīzīyah", True),
    ("tbrq", False), ("tu bo lu ge", False), ("TOB", False), ("Тобрук", False), ("ტობრუკი", False), ("图卜鲁格", False),
    ("ⵍⴱⵔⴷⵢⴰ", False), ("", False), ("12", False), ("Tobruk طبرق", False),
])
def test_which_spellings_of_a_source_are_kept(spelling, usable):
    assert sources.is_usable(spelling) is usable


def test_distance():
    assert distance_m(32.89, 13.19, 32.12, 20.07) == pytest.approx(651_000, rel=0.01)


def test_another_archive_than_the_pinned_one_is_refused(tmp_path):
    (tmp_path / packages.AIRPORTS.archive).write_bytes(b"something else")
    with pytest.raises(SystemExit, match="sha256"):
        packages.read(packages.AIRPORTS, tmp_path)


def test_building_again_gives_the_same_bytes():
    pinned = (packages.GEONAMES, packages.AIRPORTS, packages.CITIES, packages.DISTRICTS, packages.WORDS)
    missing = [package.archive for package in pinned if not (CACHE / package.archive).exists()]
    if missing:
        pytest.skip(f"not fetched: {', '.join(missing)} (tools/build_gazetteer.py --check fetches them)")
    spec = importlib.util.spec_from_file_location("build_gazetteer", ROOT / "tools" / "build_gazetteer.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    for name, text in tool.build(CACHE).items():
        assert (ROOT / "resources" / name).read_bytes() == text.encode("utf-8"), name


def test_the_ids_are_sorted_so_that_a_change_shows_as_one_line():
    ids = [row.place_id for row in load_gazetteer()]
    assert ids == sorted(ids)
