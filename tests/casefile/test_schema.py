from dataclasses import replace

import pytest

from libya_incident_mapper.casefile.relations import RELATIONS
from libya_incident_mapper.casefile.schema import TABLES
from libya_incident_mapper.model.actors import default_actors
from libya_incident_mapper.model.colours import actor_colour


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_table_is_in_the_file_with_its_columns_and_geometry(casefile, table):
    layer = casefile.layer(table.name)
    assert layer.fields().names() == ["fid", *table.names]
    assert layer.isSpatial() == bool(table.geometry)
    if table.geometry:
        assert layer.crs().authid() == "EPSG:4326"


def test_no_column_stands_twice():
    for table in TABLES.values():
        assert len(set(table.names)) == len(table.names)


def test_relations_join_columns_that_exist():
    assert len({relation.relation_id for relation in RELATIONS}) == len(RELATIONS)
    for relation in RELATIONS:
        assert relation.parent_column in TABLES[relation.parent].names
        assert relation.child_column in TABLES[relation.child].names


def test_the_whole_registry_is_copied_in_with_colours(casefile):
    registry = default_actors()
    assert [replace(actor, colour="") for actor in casefile.actors()] == list(registry)
    assert casefile.actor_colours() == {actor.actor_id: actor_colour(actor, registry) for actor in registry}


def test_a_new_casefile_is_titled_and_stands_alone(casefile):
    assert casefile.title == "Week 30"
    assert [path.name for path in casefile.path.parent.iterdir()] == ["week.gpkg"]
