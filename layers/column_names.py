"""What a person reads above a column of the casefile."""

from functools import cache
from typing import Dict

from ..model.language import spoken
from ..qgis_support.translation import tr


def column_title(column: str) -> str:
    """'Killed, actor 1: best estimate' for `killed_a_best`; a column that somebody added keeps its own name."""
    return _title(column, spoken())


@cache
def _title(column: str, _language: str) -> str:
    """Once in each language: every layer of every casefile asks for all its columns."""
    names = _names()
    if column in names:
        return names[column]
    stem, _, bound = column.rpartition("_")
    if stem in _counts() and bound in _bounds():
        return f"{_counts()[stem]}: {_bounds()[bound]}"
    return column


def _bounds() -> Dict[str, str]:
    return {"low": tr("at least"), "best": tr("best estimate"), "high": tr("at most"), "text": tr("as written")}


def _counts() -> Dict[str, str]:
    return {
        "killed_a": tr("Killed, actor 1"),
        "killed_b": tr("Killed, actor 2"),
        "killed_civilians": tr("Killed, civilians"),
        "killed_unknown": tr("Killed, side unknown"),
        "killed": tr("Killed, total"),
        "wounded": tr("Wounded"),
        "captured": tr("Captured"),
        "vehicles": tr("Vehicles"),
        "persons": tr("Persons"),
    }


def _names() -> Dict[str, str]:
    return {
        "date_start": tr("First possible day"),
        "date_end": tr("Last possible day"),
        "date_precision": tr("Date known to the"),
        "date_text": tr("Date as written"),
        "actor1": tr("Actor 1"),
        "actor2": tr("Actor 2"),
        "place_text": tr("Place as written"),
        "place_state": tr("Place search"),
        "lat": tr("Latitude"),
        "lon": tr("Longitude"),
        "radius_m": tr("Uncertainty (m)"),
        "precision": tr("Precision"),
        "place_name": tr("Place found"),
        "place_name_ar": tr("Place found (Arabic)"),
        "place_kind": tr("Kind of place"),
        "place_rule": tr("How it was placed"),
        "place_remark": tr("Assumptions"),
        "place_sources": tr("Gazetteer rows"),
        "place_score": tr("Penalty of the spelling"),
        "heading": tr("Heading (°)"),
        "is_route_observed": tr("Route observed"),
        "vehicle_kind": tr("Kind of vehicle"),
        "origin_text": tr("From"),
        "via_text": tr("By way of"),
        "destination_text": tr("To"),
        "unplaced_stops": tr("Stops not placed"),
        "ends_open": tr("Only a heading is known"),
        "created_by": tr("Created by"),
        "modified_by": tr("Modified by"),
        "parent_id": tr("Part of"),
        "valid_from": tr("Existed from"),
        "valid_to": tr("Existed until"),
        "name_ar": tr("Name (Arabic)"),
        "url": tr("Web address"),
        "sha256": tr("Fingerprint of the text"),
        "own_reliability": tr("Reliability, by the analyst"),
        "own_credibility": tr("Credibility, by the analyst"),
        "grade_reason": tr("Reason for the analyst's grade"),
        "span_start": tr("Quote begins at character"),
        "span_end": tr("Quote ends before character"),
        "actor": tr("Actor"),
        "aliases": tr("Other names"),
        "author": tr("Author"),
        "bloc": tr("Bloc"),
        "certainty": tr("Certainty"),
        "claimant": tr("Claimant"),
        "colour": tr("Colour"),
        "created": tr("Created"),
        "credibility": tr("Credibility"),
        "district": tr("District"),
        "id": tr("Identifier"),
        "kind": tr("Kind"),
        "label": tr("Label"),
        "language": tr("Language"),
        "modified": tr("Modified"),
        "name": tr("Name"),
        "note": tr("Note"),
        "notes": tr("Notes"),
        "position": tr("Order"),
        "movement_uid": tr("Movement"),
        "published": tr("Published"),
        "quote": tr("Quote"),
        "reason": tr("Reason"),
        "reliability": tr("Reliability"),
        "revision": tr("Revision"),
        "role": tr("Role"),
        "short_name": tr("Short name"),
        "source_uid": tr("Source"),
        "stance": tr("Stance"),
        "status": tr("Status"),
        "summary": tr("Summary"),
        "taught": tr("Taught"),
        "text": tr("Text"),
        "title": tr("Title"),
        "type": tr("Type"),
        "fid": tr("Row"),
        "uid": tr("Identifier"),
        "style_key": tr("Key of the drawing"),
        "place_id": tr("Identifier of the place"),
        "candidates": tr("Candidates"),
        "area_wkb": tr("Uncertainty shape"),
        "record_uid": tr("Record"),
        "record_table": tr("Kind of record"),
        "document_uid": tr("Document"),
    }
