"""QGIS's own form and table on our layers: headings in words, codes as their labels, technical columns out of sight."""

from typing import Dict, Mapping

from qgis.core import QgsEditorWidgetSetup, QgsVectorLayer

from ..model.codes import code_list
from .column_names import column_title
from .palette import Palette

CODE_LISTS: Dict[str, Dict[str, str]] = {
    "incidents": {"kind": "event_kinds"},
    "movements": {"kind": "movement_kinds", "vehicle_kind": "vehicle_kinds"},
    "waypoints": {"role": "waypoint_roles"},
    "sources": {"kind": "source_kinds"},
    "actors": {"type": "actor_types", "bloc": "blocs"},
}
"""Table → column → its list of codes, where the column's meaning depends on the table."""

COMMON_CODE_LISTS = {
    "stance": "stances", "status": "statuses", "precision": "precisions", "reliability": "reliability",
    "credibility": "credibility", "own_reliability": "reliability", "own_credibility": "credibility",
}
ACTOR_COLUMNS = frozenset(("actor", "actor1", "actor2", "claimant", "parent_id"))
HIDDEN = frozenset((
    "fid", "uid", "style_key", "candidates", "area_wkb", "place_id", "record_uid", "record_table", "movement_uid",
    "source_uid", "document_uid",
))
DERIVED = frozenset((
    "killed_low", "killed_best", "killed_high", "label", "origin_text", "via_text", "destination_text",
    "unplaced_stops", "ends_open", "created", "created_by", "modified", "modified_by", "revision",
))
"""What the casefile works out by itself when a record is saved."""


def configure_form(layer: QgsVectorLayer, table: str, palette: Palette) -> None:
    """Name the columns of one table's layer and say how each is shown."""
    lists = {**COMMON_CODE_LISTS, **CODE_LISTS.get(table, {})}
    actors = {look.name: actor_id for actor_id, look in palette.items()}
    config = layer.editFormConfig()
    for position, field in enumerate(layer.fields()):
        name = field.name()
        layer.setFieldAlias(position, column_title(name))
        if name in HIDDEN:
            layer.setEditorWidgetSetup(position, QgsEditorWidgetSetup("Hidden", {}))
        elif name in lists:
            codes = {code.label: code.code for code in code_list(lists[name]).values()}
            layer.setEditorWidgetSetup(position, _choice(codes))
        elif name in ACTOR_COLUMNS:
            layer.setEditorWidgetSetup(position, _choice(actors))
        config.setReadOnly(position, name in DERIVED)
    layer.setEditFormConfig(config)


def _choice(codes: Mapping[str, str]) -> QgsEditorWidgetSetup:
    """QGIS's value map, in the given order; it wants label → code, one dictionary each."""
    return QgsEditorWidgetSetup("ValueMap", {"map": [{label: code} for label, code in codes.items()]})
