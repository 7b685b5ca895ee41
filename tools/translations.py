"""Which strings are not translated, or no longer need to be; `make i18n` runs it.

Without arguments it prints every fault of the tables in `resources/translations`, and of the pages of help in other
languages (`help_pages.py`), and ends with 1 if there is one; with
`missing fr` the lines that French lacks, as CSV to be filled in.
"""

import ast
import csv
import importlib
import re
import sys
from pathlib import Path
from typing import Dict, Iterator, List, Set, Tuple

import help_pages

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    "model", "geocoding", "exchange", "qgis_support", "casefile", "layers", "layouts", "processing_provider", "ui",
)
DATA = (
    *((f"codes/{name}.csv", "label") for name in (
        "actor_types", "blocs", "certainties", "change_actions", "credibility", "event_kinds", "movement_kinds",
        "occasions", "precisions", "reliability", "source_kinds", "stances", "statuses", "vehicle_kinds",
        "waypoint_roles",
    )),
    ("codes/columns.csv", "help"), ("codes/origins.csv", "origin"),
    ("gazetteer/kinds.csv", "label"), ("services/providers.csv", "registration"),
)
"""Columns of our lists that are put through `tr` where they are shown."""
CONSTANTS = (
    ("model/dates.py", "_MONTHS"), ("layouts/wording.py", "COMPASS"),
    ("geocoding/rules.py", "Rule"), ("geocoding/phrase.py", "Relation"),
)
"""Names, in modules, whose texts are put through `tr` where they are shown."""
SENTENCES = (
    "Fault", "UnreadableValue", "BadDump", "UnusableTable", "UnusablePack", "NameFileError", "ServiceError", "Refused",
    "UnusableIndex", "setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName", "QLabel",
    "QAction", "QCheckBox", "QPushButton", "icon_button", "pushInfo", "pushWarning", "reportError",
)
"""What is given a sentence for people, and so never one that did not pass `tr`."""
_A_SENTENCE = re.compile(r"[A-Za-z]{2,},? [a-z]")
_COUNTED = re.compile(
    r"\{(?!(?:most|width|total|due|line_limit|length)\})\w+(?::[^}]*)?\} (?:\w+ )?(?:actors|bytes|cells|characters|"
    r"claims|columns|days|digits|files|hours|incidents|kilometres|lines|movements|names|people|persons|pictures|places|"
    r"records|roads|rows|seconds|sheets|sources|spellings|stops|vehicles)\b"
)
"""A number and what there are so many of, which needs `counted`; limits and widths are always several."""
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_ENDINGS = ("…", ":", "?", ".")
_SAME_ENDING = {"؟": "?"}

Texts = Dict[str, str]


def texts_of_code() -> Tuple[Texts, Texts, List[str]]:
    """Text → where it stands, for those of one form and for those counted; and sentences that pass no `tr`."""
    single: Texts = {}
    plural: Texts = {}
    bare: List[str] = []
    for path in sorted([ROOT / "plugin.py", *(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))]):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            where = f"{name}:{node.lineno}"
            if called == "tr":
                single.update((text, where) for text in _strings(node.args[0]))
                bare += [
                    f"{where}: '{text}' has a number without its plural forms" for text in _strings(node.args[0])
                    if _COUNTED.search(text)
                ]
            elif called == "counted" and len(node.args) == 3:  # noqa: PLR2004 (a method of that name has fewer)
                plural.update((text, where) for text in _strings(node.args[1]))
            elif called in SENTENCES:
                bare += [f"{where}: '{text}' does not pass tr" for text in _untold(node.args[called == "Fault":])]
    for name, constant in CONSTANTS:
        for text in _constant(ROOT / name, constant):
            single[text] = f"{name} {constant}"
    return single, plural, bare


def texts_of_data() -> Texts:
    """Text → the list that holds it."""
    texts: Texts = {}
    for name, column in DATA:
        with (ROOT / "resources" / name).open(encoding="utf-8", newline="") as stream:
            texts.update((row[column], name) for row in csv.DictReader(stream) if row[column])
    with (ROOT / "resources" / "codes" / "count_words.csv").open(encoding="utf-8", newline="") as stream:
        texts.update((row["word"], "count_words.csv") for row in csv.DictReader(stream)
            if row["meaning"] == "vague" and row["language"] == "en")
    return texts


def _strings(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be: a literal, or either end of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)


def _untold(arguments: List[ast.expr]) -> Iterator[str]:
    for argument in arguments:
        parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
        text = "{}".join(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
        if _A_SENTENCE.search(text):
            yield text


def _constant(path: Path, name: str) -> Iterator[str]:
    for node in ast.parse(path.read_text("utf-8")).body:
        named = [node.name] if isinstance(node, ast.ClassDef) else [
            getattr(target, "id", "") for target in getattr(node, "targets", [getattr(node, "target", None)])
        ]
        if name in named:
            values = node.body if isinstance(node, ast.ClassDef) else [node]
            for value in values:
                if isinstance(value, (ast.Assign, ast.AnnAssign)):
                    yield from (each.value for each in ast.walk(value.value) if isinstance(each, ast.Constant))


def missing(language: str) -> Tuple[List[str], List[str]]:
    """What the tables of a language lack: texts of one form, and texts that are counted."""
    told = _language()
    single, plural, _ = texts_of_code()
    lines = sorted({**single, **texts_of_data()}.items(), key=lambda item: item[1])
    return (
        [text for text, _ in lines if text not in told.catalogue(language)],
        [text for text in plural if text not in told.plurals(language)],
    )


def faults() -> List[str]:
    """Every fault, one sentence each; none if all is translated and nothing is left over."""
    told = _language()
    single, plural, found = texts_of_code()
    single.update(texts_of_data())
    found += list(_reason_faults())
    found += help_pages.faults()
    for language in filter(told.has_table, told.LANGUAGES):
        table, forms = told.catalogue(language), told.plurals(language)
        for due, there, file in ((single, table, language), (plural, forms, f"{language}_plurals")):
            found += [f"{where}: '{text}' is not in {file}.csv" for text, where in due.items() if text not in there]
            found += [f"{file}.csv: nothing says '{text}' any more" for text in there if text not in due]
        for english, words in table.items():
            found += [f"{language}.csv: '{words}' {trouble}" for trouble in _differences(english, words)]
        for english, row in forms.items():
            found += [
                f"{language}_plurals.csv: '{words}' {trouble}"
                for words in row.values() if words for trouble in _differences(english, words, is_counted=True)
            ]
    return found


def _differences(english: str, words: str, is_counted: bool = False) -> Iterator[str]:
    """What a translation must have as the English has it."""
    if not is_counted and _set(_PLACEHOLDER, english) != _set(_PLACEHOLDER, words):
        yield f"has other placeholders than '{english}'"
    if _accelerators(english) != _accelerators(words):
        yield f"must have as many keys (&) as '{english}'"
    ending = _SAME_ENDING.get(words[-1], words[-1])
    is_sentence = " " in english  # "No." is a short word that another language may not shorten
    if is_sentence and (english[-1] in _ENDINGS or ending in _ENDINGS) and english[-1] != ending:
        yield f"must end as '{english}' does"


def _set(pattern: "re.Pattern[str]", text: str) -> Set[str]:
    return set(pattern.findall(text))


def _accelerators(text: str) -> int:
    return len(re.findall(r"&\w", text.replace("&&", "")))


def _reason_faults() -> Iterator[str]:
    """Forms of reasons that one language has and another lacks."""
    told, reasons = _language(), _module("reasons")
    languages = list(filter(told.has_table, told.LANGUAGES))
    known = {english for language in languages for english in reasons.forms(language)}
    for language in languages:
        own = reasons.forms(language)
        yield from (f"'{english}' is not in {language}_reasons.csv" for english in sorted(known - set(own)))


def _language() -> object:
    return _module("language")


def _module(name: str) -> object:
    sys.path.insert(0, str(ROOT / "build" / "plugins"))
    return importlib.import_module(f"libya_incident_mapper.model.{name}")


def main(arguments: List[str]) -> int:
    """Print the faults, or the missing lines of a language; the exit code."""
    if arguments[:1] == ["missing"]:
        single, plural = missing(arguments[1])
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows((text, "") for text in single)
        writer.writerows((text, *[""] * len(_language().FORMS)) for text in plural)
        return 0
    found = faults()
    print("\n".join(found) or "Everything is translated.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
