"""QGIS's own form and table on our layers: headings in words, codes as their labels, technical columns out of sight."""

from typing import Dict, Iterable, Tuple

from qgis.core import QgsEditorWidgetSetup, QgsValueMapFieldFormatter, QgsVectorLayer

from ..casefile.schema import GRADE, LOCATION, PLACES, STAMP
from ..model.codes import code_list
from ..model.dates import DatePrecision
from ..model.location import PlaceState
from ..qgis_support.translation import tr
from .column_names import column_title
from .form_rules import REQUIRED, set_rules
from .palette import Palette

EDITABLE = ("incidents", "movements", "waypoints", "claims", "sources")
"""The tables whose rows QGIS's own tools may change; areas are worked out, the others have windows of their own."""

CODE_LISTS: Dict[str, Dict[str, str]] = {
    "incidents": {"kind": "event_kinds"},
    "movements": {"kind": "movement_kinds", "vehicle_kind": "vehicle_kinds"},
    "waypoints": {"role": "waypoint_roles", "kind": "movement_kinds"},
    "sources": {"kind": "source_kinds"},
    "actors": {"type": "actor_types", "bloc": "blocs", "certainty": "certainties"},
}
"""Table → column → its list of codes, where the column's meaning depends on the table."""

COMMON_CODE_LISTS = {
    "stance": "stances", "status": "statuses", "precision": "precisions", "reliability": "reliability",
    "credibility": "credibility", "own_reliability": "reliability", "own_credibility": "credibility",
}
ACTOR_COLUMNS = frozenset(("actor", "actor1", "actor2", "claimant", "parent_id"))
LONG_TEXTS = frozenset(("notes", "quote"))
HIDDEN = frozenset((
    "fid", "uid", "style_key", "candidates", "area_wkb", "place_id", "record_uid", "record_table", "document_uid",
))
_FOUND = {column.name for column in LOCATION} - {"place_text", "radius_m", "precision"}
_RECORD = {column.name for column in (*GRADE, *STAMP)} | {"date_precision", "label"}
DERIVED: Dict[str, frozenset] = {
    "incidents": frozenset({"killed_low", "killed_best", "killed_high", *_RECORD, *_FOUND}),
    "movements": frozenset({
        "origin_text", "via_text", "destination_text", "unplaced_stops", "ends_open", *_RECORD,
    }),
    "waypoints": frozenset({
        "actor", "date_start", "date_end", "kind", "status", *(column.name for column in GRADE), *_FOUND,
    }),
}
"""Table → what the casefile works out by itself when a record is saved; a point is moved on the map, not by numbers."""


def configure_form(layer: QgsVectorLayer, table: str, palette: Palette) -> None:
    """Name the columns of one table's layer, say how each is shown, and what it may hold."""
    lists = {**COMMON_CODE_LISTS, **CODE_LISTS.get(table, {})}
    words = _words_of_codes(table)
    derived, required = DERIVED.get(table, frozenset()), REQUIRED.get(table, ())
    actors = [(look.name, actor_id) for actor_id, look in palette.items()]
    config = layer.editFormConfig()
    codes, who = {}, {}
    for position, field in enumerate(layer.fields()):
        name = field.name()
        layer.setFieldAlias(position, column_title(name))
        config.setReadOnly(position, name in derived)
        if name in HIDDEN:
            layer.setEditorWidgetSetup(position, QgsEditorWidgetSetup("Hidden", {}))
        elif name in lists:
            known = code_list(lists[name])
            layer.setEditorWidgetSetup(position, _choice((tr(code.label), code.code) for code in known.values()))
            codes[name] = tuple(known)
        elif name in words:
            layer.setEditorWidgetSetup(position, _choice((label, code) for code, label in words[name].items()))
        elif name in ACTOR_COLUMNS:
            nobody = [] if name in required else [(tr("(nobody)"), QgsValueMapFieldFormatter.NULL_VALUE)]
            layer.setEditorWidgetSetup(position, _choice([*nobody, *actors]))
            who[name] = tuple(palette)
        elif name in LONG_TEXTS:
            layer.setEditorWidgetSetup(position, QgsEditorWidgetSetup("TextEdit", {"IsMultiline": True}))
    layer.setEditFormConfig(config)
    if table in EDITABLE:
        set_rules(
            layer, table, {name: known for name, known in codes.items() if name not in derived},
            {name: known for name, known in who.items() if name not in derived},
        )


def _words_of_codes(table: str) -> Dict[str, Dict[str, str]]:
    """Column → code → its words, for codes that no list in `resources/codes` has; none of them is typed in a form."""
    from ..geocoding.gazetteer import place_kinds

    kinds = {kind.code: tr(kind.label) for kind in place_kinds().values()}
    return {
        "date_precision": {
            DatePrecision.DAY.value: tr("day"), DatePrecision.RANGE.value: tr("range of days"),
            DatePrecision.WEEK.value: tr("week"), DatePrecision.MONTH.value: tr("month"),
            DatePrecision.YEAR.value: tr("year"),
        },
        "place_state": {
            PlaceState.FOUND.value: tr("Found"), PlaceState.AMBIGUOUS.value: tr("Ambiguous"),
            PlaceState.UNKNOWN.value: tr("Unknown"),
        },
        "place_kind": kinds,
        **({"kind": kinds} if table == PLACES.name else {}),
    }


def _choice(codes: Iterable[Tuple[str, str]]) -> QgsEditorWidgetSetup:
    """QGIS's value map of labels and codes, in the given order; it wants one dictionary for each."""
    return QgsEditorWidgetSetup("ValueMap", {"map": [{label: code} for label, code in codes]})
