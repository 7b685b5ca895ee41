"""What the documents promise stands in the code, and the other way round."""

import re
from pathlib import Path

import guide_pictures
import help_pages
import pytest

from libya_incident_mapper.exchange.columns import ACTORS, PLACES, TABLES, columns_of
from libya_incident_mapper.geocoding.geocoder import default_geocoder
from libya_incident_mapper.geocoding.services.providers import providers
from libya_incident_mapper.model.language import speaking, tr

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


_COLUMN = re.compile(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", re.MULTILINE)


@pytest.mark.parametrize("folder", [".", *help_pages.LANGUAGES])
@pytest.mark.parametrize("table", [*TABLES, PLACES, ACTORS])
def test_every_column_is_described_in_its_own_words(table, folder):
    places = [section.heading for section in help_pages.sections(ROOT / "docs" / "tables.md")]
    section = help_pages.sections(ROOT / "docs" / folder / "tables.md")[places.index(table.capitalize())]
    rows = {row[0]: row[1:] for row in _COLUMN.findall(section.text)}
    with speaking(folder):
        told = {
            name: (tr("yes") if column.is_required else tr("no"), tr(column.help))
            for name, column in columns_of(table).items()
        }
    assert rows == told


def test_the_links_and_pictures_of_the_readme_lead_somewhere():
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert "docs/pictures/sheet.png" in links
    assert [link for link in links if not (ROOT / link).is_file()] == []


@pytest.mark.parametrize("folder", guide_pictures.FOLDERS.values(), ids=guide_pictures.FOLDERS)
def test_every_picture_of_the_guide_is_made_by_the_tool_and_no_other(folder):
    named = {
        name for page in folder.parents[1].glob("*.md")
        for name in re.findall(r"!\[[^]]+\]\(pictures/guide/(\S+)\)", page.read_text(encoding="utf-8"))
    }
    assert named == {f"{name}.png" for name in guide_pictures.names()}
    assert named == {path.name for path in folder.iterdir()}
    # They ship: what a page needs must not make the zip large.
    assert sum(path.stat().st_size for path in folder.iterdir()) < 1_000_000


def test_links_between_the_pages_of_help_lead_to_pages_that_ship():
    ship = help_pages.english_pages()
    assert len(ship) > 10
    for page in ship:
        links = re.findall(r"(?<!!)\[[^]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
        for name, _, heading in (link.partition("#") for link in links if not link.startswith("http")):
            assert name in {one.name for one in ship}, page.name
            there = [section.heading.lower().replace(" ", "-") for section in help_pages.sections(ROOT / "docs" / name)]
            assert heading in ("", *there), f"{page.name}: {name}#{heading}"


def test_pictures_of_all_pages_exist():
    for page in (ROOT / "docs").rglob("*.md"):
        for link in re.findall(r"!\[[^]]*\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).is_file(), f"{page.name}: {link}"


def test_the_readme_names_every_algorithm():
    names = set()
    for source in (ROOT / "processing_provider").glob("*.py"):
        names |= set(re.findall(r'def name\(self\) -> str:\n\s+return "(\w+)"', source.read_text(encoding="utf-8")))
    assert len(names) >= 4
    assert [name for name in names if f"tools/process {name}" not in README] == []


def test_every_service_stands_there_with_its_attribution_and_rules():
    page = (ROOT / "docs" / "online.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| (public.*?) \| .+ \| (.+) \| <(.+)> \|$", page, re.MULTILINE)
    assert rows == [
        (each.name, "public or your own" if each.own_server else "public", each.attribution, each.terms)
        for each in providers().values()
    ]


@pytest.mark.parametrize("language", help_pages.LANGUAGES)
def test_every_service_stands_in_the_translations_with_its_attribution_and_rules(language):
    page = (ROOT / "docs" / language / "online.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| .+ \| .+ \| (.+) \| <(.+)> \|$", page, re.MULTILINE)
    assert rows == [(each.name, each.attribution, each.terms) for each in providers().values()]


_PHRASE = re.compile(r"^" + r"\| ([^|]+) " * 4 + r"\| [^|]+ \|$", re.MULTILINE)


def _phrases():
    page = (ROOT / "docs" / "phrases.md").read_text(encoding="utf-8")
    for *texts, rule in _PHRASE.findall(page)[1:]:
        yield from ((text, rule) for text in texts)


@pytest.mark.parametrize("text, rule", list(_phrases()))
def test_every_phrase_of_the_page_is_placed_by_the_rule_it_names(text, rule):
    assert default_geocoder().locate(text).rule == rule


@pytest.mark.parametrize("language", help_pages.LANGUAGES)
def test_the_phrases_of_a_translated_page_are_the_same_and_the_rules_in_its_language(language):
    english, own = (
        _PHRASE.findall((ROOT / "docs" / folder / "phrases.md").read_text(encoding="utf-8"))[1:]
        for folder in ("", language)
    )
    with speaking(language):
        assert own == [(*texts, tr(rule)) for *texts, rule in english]
