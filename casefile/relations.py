"""How the tables of a casefile hang together, as data from which layers make QGIS relations."""

from dataclasses import dataclass
from typing import Tuple


@dataclass(frozen=True)
class Relation:
    """Rows of `child` whose `child_column` holds the `parent_column` of a row of `parent`.

    is_part: the child has no life of its own and goes when its parent goes.
    """

    relation_id: str
    parent: str
    parent_column: str
    child: str
    child_column: str
    is_part: bool


RELATIONS: Tuple[Relation, ...] = (
    Relation("incident_claims", "incidents", "uid", "claims", "record_uid", True),
    Relation("movement_claims", "movements", "uid", "claims", "record_uid", True),
    Relation("movement_waypoints", "movements", "uid", "waypoints", "movement_uid", True),
    Relation("incident_areas", "incidents", "uid", "location_areas", "record_uid", True),
    Relation("movement_areas", "movements", "uid", "location_areas", "record_uid", True),
    Relation("source_claims", "sources", "uid", "claims", "source_uid", False),
    Relation("document_claims", "documents", "uid", "claims", "document_uid", False),
    Relation("source_documents", "sources", "uid", "documents", "source_uid", False),
    Relation("incident_actor1", "actors", "id", "incidents", "actor1", False),
    Relation("incident_actor2", "actors", "id", "incidents", "actor2", False),
    Relation("movement_actor", "actors", "id", "movements", "actor", False),
    Relation("claim_claimant", "actors", "id", "claims", "claimant", False),
    Relation("actor_parent", "actors", "id", "actors", "parent_id", False),
)
"""A relation of QGIS joins by columns alone and cannot ask for a `record_table`, as the repository does beside the uid;
where an import gave an incident and a movement the same uid, forms show the parts of both."""
