"""What is remembered of records that are not the same."""

from libya_incident_mapper.casefile.repository import Casefile


def test_a_pair_is_remembered_in_either_order_and_forgotten(tmp_path, qgis_app):
    casefile = Casefile.create(tmp_path / "week.gpkg", "The week")
    before = casefile.counts()["casefile"]
    casefile.set_distinct("b", "a", True)
    casefile.set_distinct("a", "b", True)
    casefile.set_distinct("a", "c", True)
    again = Casefile.open(casefile.path)
    assert again.distinct_pairs() == {frozenset("ab"), frozenset("ac")}
    assert again.counts()["casefile"] == before + 2
    again.set_distinct("a", "b", False)
    assert again.distinct_pairs() == {frozenset("ac")}
    assert again.title == "The week"
