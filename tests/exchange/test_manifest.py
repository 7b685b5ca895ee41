"""A pack is known again, and a folder that is none is refused in one sentence."""

import json
from datetime import date

import pytest

from libya_incident_mapper.exchange.manifest import NAME, Manifest, UnusablePack, read_manifest, write_manifest
from libya_incident_mapper.model.changes import RecordState

FACTS = {"killed": "≤ 5", "kind": "attack", "date": "2031-02-03", "place": "زلة"}
STATE = RecordState("u1", "incidents", ((28.55, 17.56), None), "B2", True, FACTS)
MANIFEST = Manifest(
    "Week", ("2031-02-03", "2031-02-09"), date(2031, 2, 10), "places:kept", {"sheet.pdf": "ab12"}, (STATE,)
)
RECORD = {"uid": "u1", "table": "incidents", "points": [], "grade": "", "is_told": True}


def test_it_comes_back_as_it_was(tmp_path):
    write_manifest(tmp_path / NAME, MANIFEST)
    assert read_manifest(tmp_path) == MANIFEST


def test_a_folder_without_one_is_no_pack(tmp_path):
    with pytest.raises(UnusablePack, match="holds no pack"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("change", [
    {"format": "x"}, {"version": 2}, {"produced": "monday"}, {"period": ["a"]}, {"files": {"a": 1}},
    {"records": [{}]}, {"records": 3},
    {"records": [{**RECORD, "facts": {}}]},
    {"records": [{**RECORD, "facts": {"kind": "attack", "date": "monday", "place": ""}}]},
    {"title": None}, {"redaction": 1},
])
def test_what_is_wrong_inside_is_one_sentence(tmp_path, change):
    write_manifest(tmp_path / NAME, MANIFEST)
    told = json.loads((tmp_path / NAME).read_text("utf-8"))
    (tmp_path / NAME).write_text(json.dumps({**told, **change}), "utf-8")
    with pytest.raises(UnusablePack, match=r"cannot be read \(.*\); choose"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\ud800"])
def test_no_json_at_all(tmp_path, content):
    (tmp_path / NAME).write_text(content, "utf-8", errors="surrogatepass")
    with pytest.raises(UnusablePack):
        read_manifest(tmp_path)
