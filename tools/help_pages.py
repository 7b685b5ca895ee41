"""What is wrong with the pages of help in other languages; `make i18n` tells it, too.

usage: help_pages.py                               print every fault
       help_pages.py done LANGUAGE PAGE[#HEADING]  say that a section, or a whole page, says what the English says now

`docs/ar/desk.md` is `docs/desk.md` in Arabic. From which words of each English section it was made is kept, as a
checksum, in `docs/translated.csv`; a section is a heading, which stands there in English, with what follows it.
"""

import csv
import hashlib
import importlib
import re
import sys
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Set, Tuple

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
LANGUAGES = ("ar", "fr")
COLUMNS = ("page", "heading", *LANGUAGES)
_HEADING = re.compile(r"(#+) (.+)")
_CODE = re.compile(r"`[^`]+`")
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_CAPTION = re.compile(r"\*([^*]+)\*")
_LINK = re.compile(r"\]\(([^)]+)\)")
_LEVEL = re.compile(" [▸◂] ")

Made = Dict[Tuple[str, str], Dict[str, str]]


class Section(NamedTuple):
    """level: 1 for the page's own heading. text: without the heading's line."""

    level: int
    heading: str
    text: str

    def checksum(self) -> str:
        """The same however its lines are broken."""
        words = " ".join([self.heading, *self.text.split()])
        return hashlib.sha256(words.encode()).hexdigest()[:8]

    def captions(self) -> Iterator[str]:
        """What is written in italics; of a way through menus each step."""
        for words in _CAPTION.findall(_BOLD.sub("", _CODE.sub("", self.text))):
            yield from _LEVEL.split(" ".join(words.split()))

    def links(self) -> List[str]:
        """Pages and pictures that it leads to; the latter may be those of the English page."""
        return sorted(link.replace("../pictures/", "pictures/") for link in _LINK.findall(self.text))

    def rows(self) -> int:
        """How many lines its tables have."""
        return len(re.findall(r"^\|", self.text, re.MULTILINE))


def sections(path: Path) -> List[Section]:
    """The sections of a page, in order; a `#` within code begins none."""
    found: List[List[str]] = []
    is_code = False
    for line in path.read_text("utf-8").splitlines():
        is_code ^= line.startswith("```")
        if _HEADING.match(line) and not is_code:
            found.append([line])
        elif found:
            found[-1].append(line)
    return [Section(*_level(lines[0]), "\n".join(lines[1:])) for lines in found]


def _level(line: str) -> Tuple[int, str]:
    marks, words = _HEADING.fullmatch(line).groups()
    return len(marks), words


def english_pages() -> List[Path]:
    """Those that ship, and so those that people may open."""
    kept_back = (ROOT / ".gitattributes").read_text("utf-8")
    return [path for path in sorted(DOCS.glob("*.md")) if f"/docs/{path.name} export-ignore" not in kept_back]


def read_made() -> Made:
    """Page and heading → language → checksum of the English it was made from; empty where it is not translated.

    Raises DataFileError for a section that stands twice, and for what is no checksum.
    """
    table, errors, path = _module("table"), _module("errors"), DOCS / "translated.csv"
    made: Made = {}
    for line, row in table.read_table(path, COLUMNS):
        section = (row.pop("page"), row.pop("heading"))
        if section in made or not all(re.fullmatch("(?:[0-9a-f]{8})?", checksum) for checksum in row.values()):
            raise errors.DataFileError(path, line, f"{'#'.join(section)} stands twice, or has no checksum")
        made[section] = row
    return made


def faults() -> List[str]:
    """Every fault, one sentence each, that names page and heading."""
    made = read_made()
    found: List[str] = []
    due: Set[Tuple[str, str]] = set()
    for page in english_pages():
        english = sections(page)
        due |= {(page.name, section.heading) for section in english}
        for language in LANGUAGES:
            own = DOCS / language / page.name
            if own.exists():
                found += _page_faults(own, english, made)
            else:
                found.append(f"docs/{language}/{page.name} is missing; until it is there F1 shows the English page")
    found += [f"docs/translated.csv: there is no section {'#'.join(row)} any more" for row in made if row not in due]
    known = {page.name for page in english_pages()}
    found += [
        f"docs/{language}/{path.name} translates no page that ships"
        for language in LANGUAGES for path in sorted((DOCS / language).glob("*.md")) if path.name not in known
    ]
    return found


def _page_faults(path: Path, english: List[Section], made: Made) -> Iterator[str]:
    language, own = path.parent.name, sections(path)
    if [section.level for section in own] != [section.level for section in english]:
        yield f"docs/{language}/{path.name} has other headings than the English, in number or level"
        return
    captions = _captions(language)
    for one, other in zip(english, own):
        where = f"docs/{language}/{path.name}, '{one.heading}'"
        if made.get((path.name, one.heading), {}).get(language) != one.checksum():
            yield (f"{where}: the English has changed; bring it up to date, then run "
                f"`tools/help_pages.py done {language} '{path.name}#{one.heading}'`")
        if one.links() != other.links():
            yield f"{where}: leads to other pages or pictures than the English"
        if one.rows() != other.rows():
            yield f"{where}: its tables have other rows than the English"
        said = set(other.captions())
        yield from (
            f"{where}: the window calls *{caption}* *{sorted(captions[caption])[0]}*"
            for caption in dict.fromkeys(one.captions()) if caption in captions and not captions[caption] & said
        )


def _captions(language: str) -> Dict[str, Set[str]]:
    """English → what it is called in the window, both without the marks of keys."""
    plain: Dict[str, Set[str]] = {}
    for english, words in _module("language").catalogue(language).items():
        plain.setdefault(english.replace("&", ""), set()).add(words.replace("&", ""))
    return plain


def done(language: str, name: str) -> int:
    """Keep in the table that a page, or one section of it, says what the English says now; the number of sections."""
    page, _, heading = name.partition("#")
    made = read_made()
    count = 0
    for section in sections(DOCS / page):
        if heading in ("", section.heading):
            made.setdefault((page, section.heading), dict.fromkeys(LANGUAGES, ""))[language] = section.checksum()
            count += 1
    order = {(path.name, section.heading): None for path in english_pages() for section in sections(path)}
    with (DOCS / "translated.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*row, *made[row].values()) for row in order if row in made)
    return count


def _module(name: str) -> object:
    sys.path.insert(0, str(ROOT / "build" / "plugins"))
    return importlib.import_module(f"libya_incident_mapper.model.{name}")


def main(arguments: List[str]) -> int:
    """Print the faults, or take note of what is done; the exit code."""
    if arguments[:1] == ["done"]:
        language, *names = arguments[1:]
        count = sum(done(language, name) for name in names)
        print(f"{count} sections are up to date in '{language}'.")
        return int(not count)
    found = faults()
    print("\n".join(found) or "The pages of help say what the English ones say.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
