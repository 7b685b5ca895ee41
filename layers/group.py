"""A casefile in a project: one group of styled layers, its tables below them, all related to each other."""

from functools import cache
from typing import AbstractSet, Callable, Dict, List, Mapping, Optional

from qgis.core import (
    QgsEditorWidgetSetup,
    QgsLayerTreeGroup,
    QgsProject,
    QgsRelation,
    QgsRelationContext,
    QgsVectorLayer,
)

from ..casefile.geopackage import open_map_layer
from ..casefile.map_layers import is_on_file, show_changes
from ..casefile.relations import RELATIONS, Relation
from ..casefile.repository import Casefile
from ..casefile.schema import ACTORS, BOOKKEEPING, TABLES
from ..model.steps import Steps, at_once
from ..qgis_support.translation import tr
from .column_names import column_title
from .crowd_styles import begin_anew, is_counting, keep_in_step, keeping_in_step
from .fans import moves_apart
from .form_config import EDITABLE, configure_form
from .form_layout import TITLES, lay_out_form
from .form_rules import REQUIRED
from .legend_text import plain_label
from .palette import Palette
from .styling import LOOKS, TABLE_PROPERTY, applying_style, refresh_style
from .themes import are_current, make_themes

PLAIN_TABLES = tuple(name for name in TABLES if name not in LOOKS and name not in BOOKKEEPING)


def load_casefile(casefile: Casefile, project: QgsProject) -> QgsLayerTreeGroup:
    """The casefile's group in the project, on top; made and styled at the first call, found again after that.

    QGIS shows every change because the layers are the tables themselves. Its own tools may change records, stops,
    claims and sources; what is worked out of them is brought in step after the commit, by `casefile.tidying`.
    """
    return at_once(preparing_casefile(casefile, project))()


def preparing_casefile(casefile: Casefile, project: QgsProject) -> Steps[Callable[[], QgsLayerTreeGroup]]:
    """All of `load_casefile` that leaves the project as it is, in steps; gives what does the rest."""
    made: Dict[str, QgsVectorLayer] = {}
    if "incidents" not in casefile_layers(casefile, project):
        palette = Palette.of_file(casefile.path)
        yield
        for table in (*LOOKS, *PLAIN_TABLES):
            made[table] = yield from _making(casefile, table, palette)
            yield
    title = plain_label(casefile.title)
    yield
    return lambda: _put_on_top(casefile, project, title, made)


def _put_on_top(
    casefile: Casefile, project: QgsProject, title: str, made: Mapping[str, QgsVectorLayer]
) -> QgsLayerTreeGroup:
    """The group, of the layers of the casefile that the project has, or else of those made for it."""
    layers = casefile_layers(casefile, project)
    if "incidents" in layers:
        node = project.layerTreeRoot().findLayer(layers["incidents"].id())
        if node is not None:
            if layers["incidents"].readOnly():
                # Of a project that was saved when records were only changed in the dock.
                _open_to_tools(layers, project, Palette.of_file(casefile.path))
            refresh_styles(casefile, project)
            return node.parent()
    group = project.layerTreeRoot().insertGroup(0, title)
    tables = QgsLayerTreeGroup(tr("Tables"))
    project.addMapLayers(list(made.values()), False)
    for table, layer in made.items():
        (group if table in LOOKS else tables).addLayer(layer).setExpanded(False)
    group.addChildNode(tables)
    tables.setExpanded(False)
    _relate(made, project)
    _finish_forms(made, project)
    make_themes(project)
    return group


def load_drawn(casefile: Casefile, project: QgsProject) -> None:
    """The casefile's layers that are drawn, as `load_casefile` has them, for a project that nobody opens a form in."""
    group = project.layerTreeRoot().insertGroup(0, plain_label(casefile.title))
    palette = Palette.of_file(casefile.path)
    for table in LOOKS:
        layer = at_once(_making(casefile, table, palette))
        project.addMapLayer(layer, False)
        group.addLayer(layer).setExpanded(False)


def casefile_layers(casefile: Casefile, project: QgsProject) -> Dict[str, QgsVectorLayer]:
    """Table → its layer, for the layers of the project that were loaded from this casefile."""
    found: Dict[str, QgsVectorLayer] = {}
    for layer in project.mapLayers().values():
        table = layer.customProperty(TABLE_PROPERTY)
        if table and is_on_file(layer, casefile.path):
            found[table] = layer
    return found


def refresh_styles(
    casefile: Casefile, project: QgsProject, repainted: AbstractSet[str] = frozenset(),
    growth: Optional[Mapping[str, Mapping[str, int]]] = None,
) -> None:
    """Follow changed records: redraw, and add or drop categories where style keys came or went.

    repainted: actors whose names or colours have changed, or that came or went. growth: as `key_changes` gives it,
    where nothing else was written since this was last called; without it all rows of all tables are looked at.
    """
    layers = casefile_layers(casefile, project)
    if growth is not None:
        layers = {table: layer for table, layer in layers.items() if table in growth}
    show_changes(layers.values(), casefile.path)
    palette = cache(lambda: Palette.of_file(casefile.path))
    if repainted:
        for table, layer in layers.items():
            configure_form(layer, table, palette())
    is_any_other = growth is None
    for table in LOOKS:
        if table in layers:
            layer, grown = layers[table], None if growth is None else growth[table]
            is_other = refresh_style(layer, table, palette, repainted, grown)
            if LOOKS[table].is_counted and (is_other or (is_counting(layer) and moves_apart(layer, grown))):
                keep_in_step(layer)
            is_any_other = is_any_other or is_other
    if is_any_other or not are_current(project):
        make_themes(project)


def restyle(casefile: Casefile, project: QgsProject) -> None:
    """Put our own appearance back, with the actors' colours as they are now."""
    palette = Palette.of_file(casefile.path)
    for table, layer in casefile_layers(casefile, project).items():
        at_once(_dressing(layer, table, palette))
        layer.triggerRepaint()
    make_themes(project)


def layer_title(table: str) -> str:
    """The name of a table's layer."""
    titles = {
        "incidents": tr("Incidents"),
        "movements": tr("Movements"),
        "waypoints": tr("Stops"),
        "location_areas": tr("Uncertainty areas"),
        "claims": tr("Claims"),
        "sources": tr("Sources"),
        "documents": tr("Documents"),
        "actors": tr("Actors"),
        "places": tr("Places taught"),
    }
    return titles.get(table, table)


def _making(casefile: Casefile, table: str, palette: Palette) -> Steps[QgsVectorLayer]:
    layer = open_map_layer(casefile.path, table, layer_title(table))
    layer.setCustomProperty(TABLE_PROPERTY, table)
    yield from _dressing(layer, table, palette)
    layer.setReadOnly(table not in EDITABLE)
    return layer


def _dressing(layer: QgsVectorLayer, table: str, palette: Palette) -> Steps[None]:
    is_counted = table in LOOKS and LOOKS[table].is_counted
    if is_counted:
        begin_anew(layer)
    yield from applying_style(layer, table, palette)
    if is_counted:
        yield
        yield from keeping_in_step(layer)


def _open_to_tools(layers: Dict[str, QgsVectorLayer], project: QgsProject, palette: Palette) -> None:
    for table, layer in layers.items():
        configure_form(layer, table, palette)
        layer.setReadOnly(table not in EDITABLE)
    _finish_forms(layers, project)


def _finish_forms(layers: Mapping[str, QgsVectorLayer], project: QgsProject) -> None:
    """What the forms have of other tables: a claim its source, a stop its movement, a record its claims and stops.

    A choice shows a column, and what QGIS calls the row in the tip: that tells two sources of one name apart.
    """
    for table, column, other, shown in (
        ("claims", "source_uid", "sources", "name"), ("waypoints", "movement_uid", "movements", "label"),
    ):
        layers[table].setEditorWidgetSetup(
            layers[table].fields().indexOf(column), QgsEditorWidgetSetup("ValueRelation", {
                "Layer": layers[other].id(), "LayerName": layers[other].name(), "Key": "uid", "Value": shown,
                "AllowNull": column not in REQUIRED[table], "OrderByValue": True, "Description": TITLES[other],
            })
        )
    for table in EDITABLE:
        lay_out_form(layers[table], table, _parts(layers, table, project))


def _parts(layers: Mapping[str, QgsVectorLayer], table: str, project: QgsProject) -> List[QgsRelation]:
    """The relations to what a record consists of, as far as it can be edited."""
    return [
        project.relationManager().relation(_relation_id(known, layers))
        for known in RELATIONS if known.is_part and known.parent == table and known.child in EDITABLE
    ]


def _relation_id(known: Relation, layers: Mapping[str, QgsVectorLayer]) -> str:
    """It carries the layer's, so that two casefiles in a project keep apart."""
    return f"{known.relation_id}_{layers[known.child].id()}"


def _relation_title(known: Relation) -> str:
    """What stands above the rows of the child: what they are, or of an actor's records as what they name it."""
    return column_title(known.child_column) if known.parent == ACTORS.name else layer_title(known.child)


def _relate(layers: Mapping[str, QgsVectorLayer], project: QgsProject) -> None:
    """Register the relations."""
    for known in RELATIONS:
        # Without a context QGIS looks for the layers in its one global project.
        relation = QgsRelation(QgsRelationContext(project))
        relation.setId(_relation_id(known, layers))
        relation.setName(_relation_title(known))
        relation.setReferencedLayer(layers[known.parent].id())
        relation.setReferencingLayer(layers[known.child].id())
        relation.addFieldPair(known.child_column, known.parent_column)
        if known.is_part:
            relation.setStrength(QgsRelation.RelationStrength.Composition)
        project.relationManager().addRelation(relation)
