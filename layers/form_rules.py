"""What QGIS's own form asks of a value, in a sentence of what to do, and what it puts in by itself."""

from typing import Dict, Iterable, Iterator, NamedTuple, Tuple

from qgis.core import QgsDefaultValue, QgsExpression, QgsFieldConstraints, QgsVectorLayer

from ..qgis_support.translation import tr
from .new_rows import NEW_ROW

NOW = "format_date(now(), 'yyyy-MM-ddTHH:mm:ss', 'en')"
"""Without a zone, which QGIS 3.22 does not tell; by that `casefile.marks` knows what QGIS signed."""

WHO = "coalesce(nullif(@user_full_name, ''), @user_account_name)"
NEW_UID = "uuid('Id128')"
SIGNED = {"created": NOW, "created_by": WHO}
SIGNED_AGAIN = {"modified": NOW, "modified_by": WHO, "revision": 'coalesce("revision", 0) + 1'}
"""Put in again whenever a row is changed: the revision goes up with QGIS's edits, too."""

_RECORD = {
    "uid": NEW_UID, "style_key": QgsExpression.quotedString(NEW_ROW), "date_end": '"date_start"', "stance": "'reports'",
    "status": "'draft'", **SIGNED,
}
DEFAULTS: Dict[str, Dict[str, str]] = {
    "incidents": _RECORD,
    "movements": {**_RECORD, "kind": "'transit'", "vehicle_kind": "'vehicle'"},
    "waypoints": {"role": "'via'"},
    "claims": {"uid": NEW_UID, "stance": "'reports'", "reliability": "'F'", "credibility": "'6'"},
    "sources": {"uid": NEW_UID, "kind": "'other'", "reliability": "'F'"},
}
"""Table → column → the expression for a new row. QGIS takes it, too, for the identifier of a row that is pasted."""

REQUIRED: Dict[str, Tuple[str, ...]] = {
    "incidents": ("kind", "date_start", "actor1", "stance", "status"),
    "movements": ("kind", "date_start", "actor", "vehicle_kind", "stance", "status"),
    "waypoints": ("movement_uid", "role"),
    "claims": ("stance", "reliability", "credibility"),
    "sources": ("name", "kind", "reliability"),
}

_NOT_NULL = QgsFieldConstraints.Constraint.ConstraintNotNull
_UNIQUE = QgsFieldConstraints.Constraint.ConstraintUnique
_HARD = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard


class Rule(NamedTuple):
    """An expression that holds for a valid value, and the sentence that is shown where it does not."""

    expression: str
    sentence: str


def set_rules(
    layer: QgsVectorLayer, table: str, codes: Dict[str, Iterable[str]], actors: Dict[str, Iterable[str]]
) -> None:
    """Give a table's layer its constraints and default values.

    codes, actors: column → what it may hold. QGIS's form keeps to the constraints; its table and its calculator do not,
    and what they leave is named after it is saved.
    """
    fields, required = layer.fields(), REQUIRED.get(table, ())
    for column, values in (*DEFAULTS.get(table, {}).items(), *_signed_again(table)):
        default = QgsDefaultValue(values, column in SIGNED_AGAIN)
        layer.setDefaultValueDefinition(fields.indexOf(column), default)
    for column in required:
        layer.setFieldConstraint(fields.indexOf(column), _NOT_NULL, _HARD)
    if "uid" in DEFAULTS.get(table, {}):
        layer.setFieldConstraint(fields.indexOf("uid"), _UNIQUE, _HARD)
    for column, rule in _rules(layer, required, codes, actors):
        # Hard, as QGIS takes it without another word.
        layer.setConstraintExpression(fields.indexOf(column), rule.expression, rule.sentence)


def _signed_again(table: str) -> Iterable[Tuple[str, str]]:
    return SIGNED_AGAIN.items() if "created" in DEFAULTS.get(table, {}) else ()


def _rules(
    layer: QgsVectorLayer, required: Iterable[str], codes: Dict[str, Iterable[str]], actors: Dict[str, Iterable[str]]
) -> Iterator[Tuple[str, Rule]]:
    names = layer.fields().names()
    for chosen, sentence in (
        (codes, tr("Choose one of the list.")),
        (actors, tr("Choose an actor of the list; others are added in Actors and colours….")),
    ):
        for column, values in chosen.items():
            yield column, Rule(_among(column, values, column in required), sentence)
    for stem in (name[: -len("_best")] for name in names if name.endswith("_best")):
        bounds = [f"{stem}_{bound}" for bound in ("low", "best", "high")]
        for column in bounds:
            yield column, Rule(_ascending(bounds), tr("A count is 0 or more and runs from low over best to high."))
    others = {
        "movement_uid": Rule('"movement_uid" IS NOT NULL', tr("Choose the movement that stops there.")),
        "date_start": Rule('"date_start" IS NOT NULL', tr("Give the first possible day.")),
        "date_end": Rule(
            # Without a last day it is the first; the form of QGIS 3.44 does not fill it in when the first one is given.
            '"date_end" IS NULL OR "date_end" >= "date_start"',
            tr("The last possible day comes before the first; swap the two."),
        ),
        "radius_m": Rule(
            '"radius_m" IS NULL OR "radius_m" > 0', tr("The uncertainty must be above 0 m; empty it if there is none."),
        ),
        "heading": Rule(
            '"heading" IS NULL OR ("heading" >= 0 AND "heading" < 360)',
            tr("The heading must be from 0 to below 360 degrees, clockwise from north."),
        ),
    }
    yield from ((column, rule) for column, rule in others.items() if column in names)


def _among(column: str, values: Iterable[str], is_required: bool) -> str:
    """In QGIS's language NULL IN (…) is NULL, which is no fulfilled constraint."""
    name, known = QgsExpression.quotedColumnRef(column), ", ".join(map(QgsExpression.quotedString, values))
    among = f"{name} IN ({known})"
    return among if is_required else f"{name} IS NULL OR {name} = '' OR {among}"


def _ascending(bounds: Iterable[str]) -> str:
    """Each bound 0 or more and at most the next, as far as both are there."""
    low, best, high = map(QgsExpression.quotedColumnRef, bounds)
    pairs = (("0", low), ("0", best), ("0", high), (low, best), (best, high), (low, high))
    return " AND ".join(f"coalesce({less} <= {more}, true)" for less, more in pairs)
