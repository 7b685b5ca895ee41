import json
from pathlib import Path

import pytest
from qgis.core import NULL, QgsProcessingException, QgsWkbTypes

from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.taught import TaughtPlace

from .conftest import Listener

FIELDS = [
    "query", "status", "name", "name_ar", "place_id", "kind", "district", "score", "reason", "rule", "radius_m",
    "precision", "candidates",
]


def geocode(run, layer, field="place", **more):
    result, numbers = run("geocodeplaces", INPUT=layer, FIELD=field, OUTPUT="TEMPORARY_OUTPUT", **more)
    return result, list(result.getFeatures()), numbers


def test_every_row_comes_out_with_the_agreed_columns(run, table):
    layer = table(["n:integer", "place:string"], [(1, "Uqaylah"), (2, "103 line"), (3, "Awaynat"), (4, None)])
    result, rows, numbers = geocode(run, layer)
    assert result.fields().names() == ["n", "place", *FIELDS]
    assert (result.crs().authid(), QgsWkbTypes.flatType(result.wkbType())) == ("EPSG:4326", QgsWkbTypes.Type.Point)
    assert [(row["n"], row["query"], row["status"]) for row in rows] == [
        (1, "Uqaylah", "found"), (2, "103 line", "unknown"), (3, "Awaynat", "ambiguous"), (4, "", "unknown"),
    ]
    assert [row.hasGeometry() for row in rows] == [True, False, False, False]
    assert (numbers["FOUND"], numbers["AMBIGUOUS"], numbers["UNKNOWN"]) == (1, 1, 2)


def test_a_found_place_has_a_point_a_radius_and_reasons(run, table):
    _, (row,), _ = geocode(run, table(["place:string"], [("العقيلة",)]))
    point = row.geometry().asPoint()
    assert point.distance(19.20, 30.26) < 0.05
    assert row["radius_m"] > 0
    assert (row["kind"], row["precision"], row["rule"]) == ("town", "locality", "named place")
    assert row["reason"]
    best = json.loads(row["candidates"])[0]
    assert best["name"] == row["name"]
    assert {"name", "lat", "lon", "score", "reason"} <= set(best)


def test_an_ambiguous_place_lists_what_it_may_be(run, table):
    _, (row,), _ = geocode(run, table(["place:string"], [("Awaynat",)]))
    assert len(json.loads(row["candidates"])) > 1
    assert "Ghat" in row["candidates"]
    assert row["radius_m"] == NULL


def test_phrases_and_coordinates_are_placed(run, table):
    _, rows, _ = geocode(run, table(["place:string"], [("70 km north of Kufra",), ("30.26 N 19.20 E",)]))
    assert rows[0].geometry().asPoint().y() > 24.7
    assert rows[1].geometry().asPoint().x() == pytest.approx(19.2)


def test_the_district_decides_among_homonyms(run, table):
    layer = table(["place:string", "district:string"], [("Awaynat", "Ghat"), ("Awaynat", "")])
    _, rows, _ = geocode(run, layer, DISTRICT_FIELD="district")
    assert [row["status"] for row in rows] == ["found", "ambiguous"]
    assert rows[0]["district"] == "Ghat"


def test_columns_that_clash_are_kept_under_another_name(run, table):
    layer = table(["Name:string", "status:string"], [("Uqaylah", "mine")])
    result, (row,), _ = geocode(run, layer, field="Name")
    assert result.fields().names() == ["input_Name", "input_status", *FIELDS]
    assert (row["input_Name"], row["input_status"], row["status"]) == ("Uqaylah", "mine", "found")


def test_swapped_coordinates_are_left_unplaced_and_said(run, table):
    listener = Listener()
    _, (row,), _ = geocode(run, table(["place:string"], [("19.20, 30.26",)]), listener=listener)
    assert (row["status"], row.hasGeometry()) == ("unknown", False)
    assert "swapped" in row["reason"]
    assert "Row 1:" in listener.warned[0]


def test_markup_in_a_name_is_kept_as_text(run, table):
    text = "<script>alert('x')</script> [% 1 %] \"; DROP TABLE x"
    _, (row,), _ = geocode(run, table(["place:string"], [(text,)]))
    assert row["query"] == text


def test_a_column_that_is_missing_is_named(run, table):
    with pytest.raises(QgsProcessingException, match="no column 'town'; choose one of place"):
        geocode(run, table(["place:string"], [("Uqaylah",)]), field="town")


def test_it_can_be_cancelled(run, table):
    layer = table(["place:string"], [("Uqaylah",)] * 50)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        geocode(run, layer, listener=Listener(cancels=True))


def test_the_page_tells_of_every_column():
    page = (Path(__file__).resolve().parents[2] / "docs" / "finding-places.md").read_text(encoding="utf-8")
    assert [name for name in FIELDS if f"`{name}`" not in page] == []


def test_rows_of_a_report_come_out_in_order_and_once(run, table):
    rows = [("a", "Uqaylah"), ("b", "Awaynat"), ("a", "the 103 line"), (None, "Awaynat"), ("b", "19.20, 30.26")]
    listener = Listener()
    _, found, numbers = geocode(
        run, table(["report:string", "place:string"], rows), GROUP_FIELD="report", listener=listener
    )
    assert [(row["report"], row["query"]) for row in found] == [(report or NULL, place) for report, place in rows]
    assert numbers["FOUND"] + numbers["AMBIGUOUS"] + numbers["UNKNOWN"] == len(rows)
    assert listener.warned == [listener.warned[0]]
    assert listener.warned[0].startswith("Row 5:")
    assert listener.steps == sorted(listener.steps)
    assert listener.steps[-1] == 100


def test_what_a_casefile_was_taught_is_known(run, table, tmp_path):
    casefile = Casefile.create(tmp_path / "week.gpkg")
    casefile.change_taught((), (TaughtPlace(name="103 line", lat=28.9, lon=21.1, radius_m=3000.0),))
    layer = table(["place:string"], [("the 103 line",), ("20 km south of the 103 line",), ("Uqaylah",)])
    _, without, _ = geocode(run, layer)
    _, rows, _ = geocode(run, layer, CASEFILE=str(casefile.path))
    assert [row["status"] for row in without] == ["unknown", "unknown", "found"]
    assert [row["status"] for row in rows] == ["found", "found", "found"]
    assert rows[0].geometry().asPoint().distance(21.1, 28.9) < 1e-6
    assert rows[1].geometry().asPoint().y() < 28.8


def test_the_rows_of_a_report_help_each_other(run, table):
    """Whatever their order; a row without a report stands alone, as in a table without that column."""
    rows = [("a", "Hawari"), ("b", "Hawari"), (None, "Hawari"), ("b", "Kufra"), ("a", "Benghazi"), (None, "Kufra")]
    layer = table(["report:string", "place:string"], rows)
    _, alone, _ = geocode(run, layer)
    _, by_report, numbers = geocode(run, layer, GROUP_FIELD="report")
    assert [row["status"] for row in alone[:3]] == ["ambiguous"] * 3
    assert [row["name"] for row in by_report[:2]] == ["Hawari (Benghazi)", "Hawari (Kufra)"]
    assert [row["status"] for row in by_report] == ["found", "found", "ambiguous", "found", "found", "found"]
    assert numbers["AMBIGUOUS"] == 1


def test_gates_are_counted_on_the_roads_given(run, table, roads):
    texts = ("the 40 km checkpoint south of Ajdabiya", "Gate 60 on the Ajdabiya-Jalu road")
    layer = table(["place:string"], [(text,) for text in texts])
    _, without, _ = geocode(run, layer)
    _, rows, _ = geocode(run, layer, ROUTES=roads, ROUTE_NAME_FIELD="road")
    assert [row["rule"] for row in without] == ["distance at a heading", "between"]
    assert (rows[0]["rule"], rows[0]["precision"]) == ("distance along a path", "near")
    assert roads.getFeature(1).geometry().distance(rows[0].geometry()) < 0.005
    assert "my roads" in rows[0]["reason"] and rows[0]["radius_m"] < without[0]["radius_m"]
    assert rows[1]["status"] == "ambiguous" and len(json.loads(rows[1]["candidates"])) == 2


def test_the_rules_of_distance_and_heading_can_be_chosen(run, table):
    layer = table(["place:string"], [("20 km south of Uqaylah",)])
    reasons = [
        geocode(run, layer, DISTANCE_RULE=rule, FINE_HEADINGS=is_fine)[1][0]["reason"]
        for rule, is_fine in ((0, False), (1, False), (2, True))
    ]
    for reason, words in zip(reasons, ("3 km (15 % rule)", "5 km (2001/2004 rule)", "0.5 km (GBIF 2020 rule)")):
        assert words in reason
    assert "half-width 45°" in reasons[0] and "half-width 22.5°" in reasons[2]


def test_a_column_the_roads_do_not_have_gets_a_sentence(run, table, roads):
    layer = table(["place:string"], [("Uqaylah",)])
    with pytest.raises(QgsProcessingException, match="'my roads' has no column 'nix'; choose one of road"):
        geocode(run, layer, ROUTES=roads, ROUTE_NAME_FIELD="nix")
