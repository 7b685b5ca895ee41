"""Code lists: what a coded field may hold, read from `resources/codes/`, with the codes of ACLED and UCDP."""

from dataclasses import dataclass
from functools import cache
from typing import Dict, Mapping, Sequence, Tuple

from .date_words import folded
from .errors import DataFileError
from .language import LANGUAGES, catalogue, has_table, tr
from .table import RESOURCES, read_table


@dataclass(frozen=True)
class Code:
    """One value of a code list: what is stored, what a person reads, and the further columns of its file."""

    code: str
    label: str
    more: Mapping[str, str]


COLUMNS: Dict[str, Tuple[str, ...]] = {
    "event_kinds": (
        "acled_event_type",
        "acled_sub_event_type",
        "ucdp_type_of_violence",
        "plover_class",
        "plover_mode",
        "shape",
        "words",
    ),
    "acled_sub_events": ("event_type", "political_violence", "organised_political_violence", "demonstration"),
    "actor_types": ("acled_inter",),
    "blocs": ("colour", "has_ring", "is_usual"),
    "certainties": (),
    "precisions": ("largest_radius_m", "acled_geo_precision", "ucdp_where_prec", "atlos"),
    "movement_kinds": (),
    "vehicle_kinds": ("words",),
    "statuses": (),
    "stances": ("is_drawn",),
    "source_kinds": (),
    "reliability": (),
    "credibility": (),
    "waypoint_roles": (),
    "change_actions": (),
    "occasions": (),
}
"""The lists and their columns beyond `code` and `label`.

Where the values of each come from stands in `resources/codes/origins.csv`; see `origin` and `resources/SOURCES.md`.
"""


@cache
def code_list(name: str) -> Dict[str, Code]:
    """Code → `Code` of the list `name`, in the order of its file. Raises DataFileError for a double code."""
    path = RESOURCES / "codes" / f"{name}.csv"
    columns = ("code", "label", *COLUMNS[name])
    codes: Dict[str, Code] = {}
    for line, row in read_table(path, columns):
        if not row["code"] or row["code"] in codes:
            raise DataFileError(path, line, f"code '{row['code']}' is empty or stands twice")
        codes[row["code"]] = Code(row["code"], row["label"], {key: row[key] for key in columns[2:]})
    return codes


def label(name: str, code: str) -> str:
    """What a person reads for `code` in the language asked for; the code itself where the list does not know it."""
    known = code_list(name).get(code)
    return tr(known.label) if known else code


def origin(name: str) -> str:
    """Where the codes of the list `name` come from: a sentence in the language asked for."""
    return tr(_origins()[name])


@cache
def _origins() -> Dict[str, str]:
    path = RESOURCES / "codes" / "origins.csv"
    return {row["list"]: row["origin"] for _, row in read_table(path, ("list", "origin"))}


def find_code(name: str, text: str) -> str:
    """The code that `text` stands for, or an empty string.

    A code, a label in any of our languages or one of its `words`, whatever the case, accents and Arabic marks.
    """
    return _spellings(name).get(folded(text.replace("_", " ")), "")


@cache
def _spellings(name: str) -> Dict[str, str]:
    spellings: Dict[str, str] = {}
    for code in code_list(name).values():
        labels = (catalogue(language).get(code.label, "") for language in LANGUAGES if has_table(language))
        written: Sequence[str] = (code.code, code.label, *labels, *code.more.get("words", "").split(";"))
        for spelling in written:
            key = folded(spelling.replace("_", " "))
            if key and spellings.setdefault(key, code.code) != code.code:
                reason = f"'{spelling}' stands for {spellings[key]} and for {code.code}"
                raise DataFileError(RESOURCES / "codes" / f"{name}.csv", 0, reason)
    return spellings
