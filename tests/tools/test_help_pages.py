"""The pages of help in other languages keep up with the English; and the check sees what it is there to see."""

import help_pages
import pytest

from libya_incident_mapper.model.errors import DataFileError

ENGLISH = """# Desk

Press *Save*, or see [keys](keys.md).

![dock](pictures/dock.png)

## Keys

| key | does |
|---|---|
| F1 | help |

```
# no heading
```

## Way

*Settings ▸ Options ▸ Libya Incidents*, **bold** and `*code*`.
"""
FRENCH = """# Le panneau

Appuyez sur *Enregistrer*, ou voyez [les touches](keys.md).

![panneau](../pictures/dock.png)

## Touches

| touche | effet |
|---|---|
| F1 | aide |

## Chemin

*Préférences ▸ Options ▸ Incidents en Libye*.
"""


@pytest.fixture
def docs(tmp_path, monkeypatch):
    """A page in English and French, and the table as the tool makes it."""
    (tmp_path / "fr").mkdir()
    (tmp_path / "desk.md").write_text(ENGLISH, "utf-8")
    (tmp_path / "fr" / "desk.md").write_text(FRENCH, "utf-8")
    (tmp_path / "translated.csv").write_text("page,heading,fr\n", "utf-8")
    monkeypatch.setattr(help_pages, "DOCS", tmp_path)
    monkeypatch.setattr(help_pages, "LANGUAGES", ("fr",))
    monkeypatch.setattr(help_pages, "COLUMNS", ("page", "heading", "fr"))
    assert help_pages.done("fr", "desk.md") == 3
    return tmp_path


def change(page, old, new):
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")


def test_the_pages_that_ship_say_what_the_english_ones_say():
    assert help_pages.faults() == []


def test_a_good_page_has_no_fault(docs):
    assert help_pages.faults() == []


def test_a_section_is_stale_when_its_words_change_and_not_when_its_lines_do(docs):
    change(docs / "desk.md", "Press *Save*, or", "Press *Save*,\nor")
    assert help_pages.faults() == []
    change(docs / "desk.md", "| help |", "| help on all |")
    (fault,) = help_pages.faults()
    assert "docs/fr/desk.md, 'Keys': the English has changed" in fault
    assert "done fr 'desk.md#Keys'" in fault
    assert help_pages.done("fr", "desk.md#Keys") == 1
    assert help_pages.faults() == []


def test_a_heading_of_other_words_is_a_section_of_its_own(docs):
    change(docs / "desk.md", "## Way", "## Path")
    stale, gone = help_pages.faults()
    assert "'Path': the English has changed" in stale
    assert gone == "docs/translated.csv: there is no section desk.md#Way any more"
    help_pages.done("fr", "desk.md#Path")
    assert help_pages.faults() == []


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("## Chemin", "### Chemin", "other headings than the English"),
    ("## Chemin", "Chemin", "other headings than the English"),
    ("(keys.md)", "(../keys.md)", "'Desk': leads to other pages"),
    ("| F1 | aide |\n", "", "'Keys': its tables have other rows"),
    ("*Enregistrer*", "*Sauver*", "'Desk': the window calls *Save* *Enregistrer*"),
    ("*Enregistrer*", "Enregistrer", "'Desk': the window calls *Save* *Enregistrer*"),
    ("▸ Incidents en Libye", "▸ Libya Incidents", "the window calls *Libya Incidents* *Incidents en Libye*"),
])
def test_what_is_other_than_in_the_english_is_told_with_its_section(docs, old, new, fault):
    change(docs / "fr" / "desk.md", old, new)
    (told,) = help_pages.faults()
    assert fault in told


def test_a_page_that_is_not_translated_is_told(docs):
    (docs / "fr" / "desk.md").unlink()
    assert help_pages.faults() == ["docs/fr/desk.md is missing; until it is there F1 shows the English page"]


def test_a_page_without_its_english_is_told(docs):
    (docs / "fr" / "dock.md").write_text("# Bassin\n", "utf-8")
    assert help_pages.faults() == ["docs/fr/dock.md translates no page that ships"]


@pytest.mark.parametrize("line", ["desk.md,Keys,12345678", "desk.md,Other,1234567"])
def test_a_broken_table_is_an_error_that_names_the_line(docs, line):
    with (docs / "translated.csv").open("a", encoding="utf-8") as table:
        table.write(line + "\n")
    with pytest.raises(DataFileError, match=r"translated\.csv, line 5: .* stands twice, or has no checksum"):
        help_pages.faults()
