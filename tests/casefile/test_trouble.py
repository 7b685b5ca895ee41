"""A casefile that is missing, foreign, cut short, read-only, locked, newer, or on a full disk."""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsCoordinateTransformContext, QgsProject, QgsVectorFileWriter, QgsVectorLayer

from libya_incident_mapper.casefile import errors, write_session
from libya_incident_mapper.casefile.map_layers import show_changes
from libya_incident_mapper.casefile.record_kinds import INCIDENT
from libya_incident_mapper.casefile.repository import Casefile
from libya_incident_mapper.model.taught import TaughtPlace
from libya_incident_mapper.model.validation import InvalidRecord

HELPER = Path(__file__).with_name("other_process.py")
ROOT = Path(__file__).resolve().parents[2]


def elsewhere(*arguments):
    """The helper in a process of its own, once it says that it is ready."""
    path = os.pathsep.join((str(ROOT / "build" / "plugins"), os.environ.get("PYTHONPATH", "")))
    process = subprocess.Popen(
        [sys.executable, str(HELPER), *map(str, arguments)], stdout=subprocess.PIPE, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path},
    )
    return process, process.stdout.readline()


def run_elsewhere(*arguments):
    process, first = elsewhere(*arguments)
    rest, _ = process.communicate(timeout=60)
    return [first.strip(), *rest.splitlines()]


def everything(casefile):
    return list(casefile.incidents()), list(casefile.movements()), casefile.counts()


@pytest.fixture
def tried(monkeypatch):
    """What sessions do: each table that is opened, with how long that waits for locks, and each statement."""
    acts, open_table, run = [], write_session.open_table, write_session.WriteSession.run

    def open_and_tell(path, table):
        acts.append((table, gdal.GetThreadLocalConfigOption("SQLITE_BUSY_TIMEOUT")))
        return open_table(path, table)

    def run_and_tell(session, statement):
        acts.append(statement)
        run(session, statement)

    monkeypatch.setattr(write_session, "open_table", open_and_tell)
    monkeypatch.setattr(write_session.WriteSession, "run", run_and_tell)
    return acts


def test_a_missing_file(tmp_path, qgis_app):
    with pytest.raises(errors.CasefileMissing, match=r"gone\.gpkg"):
        Casefile.open(tmp_path / "gone.gpkg")
    with pytest.raises(errors.CasefileMissing, match="no-folder"):
        Casefile.create(tmp_path / "no-folder" / "new.gpkg")


@pytest.mark.parametrize("content", [b"", b"uid,kind\n1,attack\n", b"SQLite format 3", b"\0" * 5000], ids=len)
def test_any_other_file(tmp_path, qgis_app, content):
    path = tmp_path / "other.gpkg"
    path.write_bytes(content)
    with pytest.raises(errors.NotACasefile, match="not a casefile"):
        Casefile.open(path)
    assert path.read_bytes() == content


def test_another_geopackage(tmp_path, qgis_app):
    path = tmp_path / "roads.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=name:string", "roads", "memory")
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    with pytest.raises(errors.NotACasefile):
        Casefile.open(path)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short(casefile, incident, tmp_path, share):
    casefile.save_incident(incident())
    whole = casefile.path.read_bytes()
    path = tmp_path / "cut.gpkg"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(errors.CasefileDamaged, match="damaged"):
        Casefile.open(path)


@pytest.mark.parametrize(("statement", "words"), [
    ("DROP TABLE claims", "table claims cannot be read"),
    ("ALTER TABLE claims RENAME COLUMN quote TO quotation", "table claims lacks quote"),
    ("DELETE FROM gpkg_contents WHERE table_name = 'claims'", "table claims cannot be read"),
])
def test_a_table_or_column_that_is_gone(casefile, run_sql, statement, words):
    run_sql(casefile.path, statement)
    with pytest.raises(errors.CasefileDamaged, match=words):
        Casefile.open(casefile.path)


def test_a_newer_schema(casefile, run_sql):
    run_sql(casefile.path, "UPDATE casefile SET value = '99' WHERE key = 'schema_version'")
    before = casefile.path.read_bytes()
    with pytest.raises(errors.CasefileTooNew, match="version 99"):
        Casefile.open(casefile.path)
    assert casefile.path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody without rights")
def test_read_only(casefile, incident):
    casefile.save_incident(incident(summary="to be read"))
    # Not below pytest's own folder, which nobody else may enter.
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "week.gpkg"
        shutil.copy(casefile.path, path)
        path.chmod(0o444)
        folder.chmod(0o555)
        said = run_elsewhere("write_as_nobody", path)
    assert said[0] == "to be read"
    assert said[1].startswith("CasefileReadOnly")
    assert "read-only" in said[1]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody without rights")
@pytest.mark.parametrize("what", ["bring_up_to_date_as_nobody", "teach_as_nobody"])
def test_a_read_only_file_can_be_neither_brought_up_to_date_nor_taught(casefile, what):
    old = gzip.decompress(HELPER.with_name("version-1.gpkg.gz").read_bytes())
    content = old if "date" in what else casefile.path.read_bytes()
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "week.gpkg"
        path.write_bytes(content)
        path.chmod(0o444)
        folder.chmod(0o555)
        [said] = run_elsewhere(what, path)
        assert path.read_bytes() == content
    assert said.startswith("CasefileReadOnly")


def test_nothing_is_taught_while_another_program_writes(casefile):
    process, _ = elsewhere("hold_write_lock", casefile.path, "wal")
    try:
        with pytest.raises(errors.CasefileLocked, match="another"):
            casefile.teach(TaughtPlace("Gate 200", 29.5, 20.1, 3000.0))
    finally:
        process.kill()
        process.wait()
    assert casefile.taught_places() == ()


@pytest.mark.parametrize(("mode", "asked"), [
    ("wal", [
        f"PRAGMA busy_timeout = {write_session.WAIT_MS}", write_session.SPILL_NOTHING, write_session.BEGIN_AS_WRITER,
    ]),
    ("delete", []),
], ids=["wal", "delete"])
def test_locked_by_another_program(casefile, incident, tried, mode, asked):
    """It is tried once, with short waits, and then told."""
    stored = casefile.save_incident(incident())
    tried.clear()
    process, _ = elsewhere("hold_write_lock", casefile.path, mode)
    try:
        with pytest.raises(errors.CasefileLocked, match="another"):
            casefile.save_incident(replace(stored, summary="new"))
        wait = str(write_session.OPENING_WAIT_MS)
        assert tried == [*((table, wait) for table in ("casefile", "changes", *INCIDENT.tables)), *asked]
    finally:
        process.kill()
        process.wait()
    saved = casefile.save_incident(replace(stored, summary="new"))
    assert casefile.incident(stored.uid) == saved


def test_changed_in_another_qgis(casefile, incident):
    mine, other = casefile.save_incident(incident()), casefile.save_incident(incident())
    assert run_elsewhere("save", casefile.path, mine.uid) == ["ready"]
    with pytest.raises(errors.RevisionConflict, match="Somebody Else") as caught:
        casefile.save_incident(replace(mine, summary="mine"))
    assert caught.value.stored.summary == "changed elsewhere"
    assert caught.value.given.summary == "mine"
    casefile.save_incident(replace(other, summary="the other one"))
    assert {known.summary for known in casefile.incidents()} == {"changed elsewhere", "the other one"}
    again = casefile.save_incident(replace(mine, summary="mine", stamp=caught.value.stored.stamp))
    assert again.stamp.revision == 3


def test_a_full_disk(casefile, incident):
    casefile.save_incident(incident())
    before = everything(casefile)
    [said] = run_elsewhere("save_with_little_room", casefile.path, casefile.path.stat().st_size + 200_000)
    assert said.startswith("DiskFull")
    assert "no room" in said
    assert everything(Casefile.open(casefile.path)) == before


def test_a_really_full_disk(casefile, incident, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        casefile.save_incident(incident())
        shutil.copy(casefile.path, disk / "full.gpkg")
        full = Casefile.open(disk / "full.gpkg")
        before = everything(full)
        with pytest.raises(errors.DiskFull, match="no room"):
            full.add_many([incident(notes="x" * 90_000) for _ in range(50)])
        assert everything(Casefile.open(full.path)) == before
        (disk / "filler").write_bytes(b"x" * 500_000)
        with pytest.raises(errors.DiskFull):
            Casefile.create(disk / "one more.gpkg")
        assert [path.name for path in disk.glob("unfinished*")] == []
        assert everything(full) == before
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_layer_in_edit_mode(casefile, incident, tried):
    stored = casefile.save_incident(incident())
    layer = casefile.layer("incidents")
    layer.setName("Incidents")
    QgsProject.instance().addMapLayer(layer)
    try:
        assert layer.startEditing()
        tried.clear()
        with pytest.raises(errors.LayerBeingEdited, match="Incidents"):
            casefile.save_incident(replace(stored, summary="new"))
        assert tried == []
        assert layer.rollBack()
        assert casefile.save_incident(replace(stored, summary="new")).summary == "new"
    finally:
        QgsProject.instance().removeMapLayer(layer)


@pytest.mark.parametrize("end", ["commitChanges", "rollBack"])
def test_a_transaction_group_keeps_us_out_while_it_lasts_and_no_longer(casefile, incident, tried, group_edits, end):
    stored = casefile.save_incident(incident())
    project = QgsProject.instance()
    group_edits()
    layer = casefile.layer("incidents")
    project.addMapLayer(layer)
    try:
        assert layer.startEditing()
        layer.changeAttributeValue(1, layer.fields().indexOf("notes"), "by hand")
        tried.clear()
        with pytest.raises(errors.LayerBeingEdited):
            casefile.save_incident(replace(stored, summary="new"))
        assert tried == []
        assert getattr(layer, end)()
        show_changes([layer], casefile.path)
        assert casefile.save_incident(replace(stored, summary="new")).summary == "new"
    finally:
        project.clear()


def test_an_invalid_record_names_all_its_faults(casefile, incident, place):
    with pytest.raises(InvalidRecord) as caught:
        casefile.save_incident(incident(kind="nonsense", actor1="nobody", location=place(lat=120.0)))
    assert {fault.field for fault in caught.value.faults} == {"kind", "actor1", "place"}
    assert casefile.counts()["incidents"] == 0


def test_a_claim_cannot_belong_to_two_records(casefile, incident):
    from libya_incident_mapper.model.records import Claim

    claim = Claim()
    casefile.save_incident(incident(claims=(claim,)))
    before = everything(casefile)
    with pytest.raises(errors.DuplicateRecord):
        casefile.save_incident(incident(claims=(claim,)))
    assert everything(casefile) == before


def test_a_row_edited_by_hand_is_named(casefile, incident, run_sql):
    stored = casefile.save_incident(incident())
    run_sql(casefile.path, "UPDATE incidents SET precision = 'roughly'")
    with pytest.raises(errors.UnreadableRecord, match=stored.uid):
        casefile.incident(stored.uid)


def test_deleted_and_restored(casefile, movement):
    stored = casefile.save_movement(movement())
    assert casefile.delete_movement(stored.uid) == stored
    with pytest.raises(errors.UnknownRecord):
        casefile.movement(stored.uid)
    with pytest.raises(errors.UnknownRecord):
        casefile.delete_movement(stored.uid)
    with pytest.raises(errors.RevisionConflict) as caught:
        casefile.save_movement(stored)
    assert caught.value.stored is None
    ((_, back),) = casefile.turn([(None, stored)])
    assert replace(back, stamp=stored.stamp) == stored
    assert back.stamp.revision == stored.stamp.revision + 1
    with pytest.raises(errors.RevisionConflict):
        casefile.turn([(None, stored)])
    counts = casefile.counts()
    assert (counts["movements"], counts["waypoints"]) == (1, 2)
