"""QGIS's own form in the order of ours: first what is always filled in, last what the casefile works out by itself."""

from typing import Iterable, List, NamedTuple, Sequence, Tuple

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorElement,
    QgsAttributeEditorField,
    QgsAttributeEditorRelation,
    QgsEditFormConfig,
    QgsRelation,
    QgsVectorLayer,
)

from ..casefile.schema import count_columns
from ..qgis_support.form_tabs import make_tab
from ..qgis_support.translation import tr
from .form_config import HIDDEN

TITLES = {
    "incidents": '"label"', "movements": '"label"', "waypoints": '"place_text"',
    "claims": 'coalesce("quote", "place_text", "stance")',
    # Several may have one name.
    "sources": """concat("name", ' (', represent_value("kind"), ', ', "reliability", ')')""",
}
"""Table → the expression for what QGIS calls a row where it lists several."""


class Tab(NamedTuple):
    """One tab of the form: its title, and its columns in order."""

    title: str
    columns: Tuple[str, ...]


def lay_out_form(layer: QgsVectorLayer, table: str, relations: Iterable[QgsRelation]) -> None:
    """Give a table's layer its tabs: columns by what they are about, each relation to its parts, then all the rest."""
    config, names = layer.editFormConfig(), layer.fields().names()
    config.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    config.clearTabs()
    tabs = _tabs(table)
    placed = HIDDEN.union(*(tab.columns for tab in tabs))
    for tab in tabs:
        _add_tab(config, tab.title, [_field(name, names) for name in tab.columns])
    for relation in relations:
        editor = QgsAttributeEditorRelation(relation.name(), relation, None)
        editor.setShowLabel(False)
        editor.setRelationWidgetTypeId("relation_editor")
        _add_tab(config, relation.name(), [editor])
    rest = [name for name in names if name not in placed]
    if rest:
        _add_tab(config, tr("Worked out"), [_field(name, names) for name in rest])
    layer.setEditFormConfig(config)
    layer.setDisplayExpression(TITLES[table])
    _order_table(layer, [*(name for tab in tabs for name in tab.columns), *rest])


def _order_table(layer: QgsVectorLayer, shown: Sequence[str]) -> None:
    """Let the attribute table have the form's columns in the form's order, and hide the technical ones."""
    config = layer.attributeTableConfig()
    config.update(layer.fields())
    columns = {column.name: column for column in config.columns()}
    ordered = [columns.pop(name) for name in shown]
    for column in columns.values():
        column.hidden = True
    config.setColumns([*ordered, *columns.values()])
    layer.setAttributeTableConfig(config)


def _add_tab(config: QgsEditFormConfig, title: str, elements: Iterable[QgsAttributeEditorElement]) -> None:
    tab = QgsAttributeEditorContainer(title, config.invisibleRootContainer())
    make_tab(tab)
    for element in elements:
        tab.addChildElement(element)
    config.addTab(tab)


def _field(name: str, names: List[str]) -> QgsAttributeEditorField:
    return QgsAttributeEditorField(name, names.index(name), None)


def _tabs(table: str) -> Tuple[Tab, ...]:
    notes = Tab(tr("Standing and notes"), (
        "stance", "status", "own_reliability", "own_credibility", "grade_reason", "notes",
    ))
    return {
        "incidents": (
            Tab(tr("Incident"), (
                "kind", "date_start", "date_end", "place_text", "radius_m", "precision", "actor1", "actor2", "summary",
            )),
            Tab(tr("Killed"), _counts("killed_a", "killed_b", "killed_civilians", "killed_unknown")),
            Tab(tr("Harmed"), _counts("wounded", "captured")),
            notes,
        ),
        "movements": (
            Tab(tr("Movement"), (
                "actor", "date_start", "date_end", "heading", "is_route_observed", "vehicle_kind", "kind", "summary",
            )),
            Tab(tr("Count"), _counts("vehicles", "persons")),
            notes,
        ),
        "waypoints": (Tab(tr("Stop"), ("movement_uid", "role", "position", "place_text", "radius_m", "precision")),),
        "claims": (
            Tab(tr("Claim"), (
                "source_uid", "reliability", "credibility", "stance", "claimant", "place_text", "published", "quote",
                "notes",
            )),
            Tab(tr("Counts"), _counts("killed", "wounded", "vehicles")),
        ),
        "sources": (Tab(tr("Source"), ("name", "kind", "reliability", "url", "language", "notes")),),
    }[table]


def _counts(*names: str) -> Tuple[str, ...]:
    return tuple(column.name for name in names for column in count_columns(name))
