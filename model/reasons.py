"""The reasons of a location in the reader's language.

Reasons are stored as English clauses of fixed forms, so that a case reads the same to programs and to colleagues
everywhere (Darwin Core's georeferenceRemarks). Here the clauses are known again by their forms, which stand with their
translations in `resources/translations/*_reasons.csv`, and said anew.
"""

import re
from functools import cache
from typing import Dict, List, Mapping, NamedTuple, Optional, Pattern

from .countries import country
from .direction import isolated
from .district_names import arabic_districts
from .errors import DataFileError
from .language import catalogue, figures, has_table, is_right_to_left, listed, spoken
from .location import Location
from .table import RESOURCES, read_table

_BETWEEN = "; "
_BLANK = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"-?\d[\d.,]*")
_COMMA = re.compile(r", (?![^()]*\))")
# What fills these blanks is somebody's words or a name; what fills the others is ours, and is said in turn.
_NAMES = ("name", "other", "third", "text", "line", "word")
_LIST, _COUNTRY = "names", "country"
_LETTERS = {"heading": "[a-z-]+(?: by [a-z-]+)?", "kind": "[^()]+?"}
_ANY = ".+?"


class Form(NamedTuple):
    """A clause with blanks: how it is known, and its words in the language."""

    pattern: Pattern[str]
    words: str


def reason_of(location: Location) -> str:
    """The remark of a location in the language spoken, with Arabic names where that is Arabic."""
    return told(location.remark, arabic_names(location))


def arabic_names(location: Location) -> Mapping[str, str]:
    """The places that the reasons of a location may name, districts among them: name → Arabic name."""
    places = {place.name: place.name_ar for place in (*location.candidates, location) if place.name_ar}
    return {**arabic_districts(), **places}


def told(reason: str, arabic: Optional[Mapping[str, str]] = None) -> str:
    """A stored reason in the language spoken; clauses of no known form stay as they were written.

    arabic: name → Arabic name of places, for readers of Arabic.
    """
    if not reason or not has_table(spoken()):
        return reason
    teller = _Teller((arabic or {}) if is_right_to_left() else {})
    clauses = (teller.said(clause) or teller.name(clause) for clause in reason.split(_BETWEEN))
    return listed(clauses, _BETWEEN.strip())


def untold(reason: str) -> List[str]:
    """The clauses of a reason that are of no form known to the language spoken, names of places among them."""
    return [clause for clause in reason.split(_BETWEEN) if _Teller({}).said(clause) is None]


@cache
def forms(language: str) -> Dict[str, Form]:
    """English form → how it is known and said; those that begin with words of their own, and have more, come first.

    Raises DataFileError for a form that stands twice, is not translated, or has other blanks than its translation.
    """
    path = RESOURCES / "translations" / f"{language}_reasons.csv"
    found: Dict[str, Form] = {}
    for line, row in read_table(path, ("english", "translation")):
        english, words = row["english"], row["translation"]
        blanks = _BLANK.findall(english)
        if not english or not words or english in found:
            raise DataFileError(path, line, f"'{english}' is empty, not translated, or stands twice")
        if sorted(blanks) != sorted(_BLANK.findall(words)) or len(set(blanks)) < len(blanks):
            raise DataFileError(path, line, f"'{words}' has other blanks than '{english}', or one twice")
        found[english] = Form(_pattern(english), words)
    return dict(sorted(found.items(), key=lambda item: (item[0].startswith("{"), -len(_BLANK.sub("", item[0])))))


def _pattern(english: str) -> Pattern[str]:
    """Text and blanks by turns, as `split` parts them at the names of the blanks."""
    return re.compile("".join(
        f"(?P<{part}>{_LETTERS.get(part, _ANY)})" if place % 2 else re.escape(part)
        for place, part in enumerate(_BLANK.split(english))
    ))


class _Teller:
    """Says clauses in the language spoken."""

    def __init__(self, arabic: Mapping[str, str]) -> None:
        self._arabic = arabic

    def said(self, clause: str) -> Optional[str]:
        """None where no form fits the clause, or what fills a form is not known itself."""
        if _NUMBER.fullmatch(clause):
            return figures(clause)
        known = catalogue(spoken()).get(clause)
        if known is not None:
            return known
        for form in forms(spoken()).values():
            match = form.pattern.fullmatch(clause)
            values = {blank: self._filled(blank, text) for blank, text in match.groupdict().items()} if match else {}
            if match and None not in values.values():
                return form.words.format(**values)
        return None

    def name(self, text: str) -> str:
        """A name, or words of a source."""
        return isolated(self._arabic.get(text, text))

    def _filled(self, blank: str, text: str) -> Optional[str]:
        if blank == _LIST:
            return listed(self.said(part) or self.name(part) for part in _COMMA.split(text))
        if blank == _COUNTRY:
            return isolated(country(text, spoken()))
        if blank == "line":
            return self.said(text) or self.name(text)
        return self.name(text) if blank in _NAMES else self.said(text)
