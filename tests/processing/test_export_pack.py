import csv

import pytest
from qgis.core import QgsProcessingException, QgsProject


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("packs") / "case.gpkg"


@pytest.fixture
def casefile(run, write_csv, path):
    if not path.exists():
        header = ("kind", "date", "actor1", "place", "summary", "source")
        rows = [("attack", "2031-02-03", "IS", "Zillah", "Two shops hit", "Radio Sirte"),
                ("attack", "2031-03-03", "LNA", "Hun", "", "Radio Sirte")]
        run("buildcasefile", INCIDENTS=write_csv("i.csv", header, *rows), OUTPUT=str(path))
    return str(path)


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_period_is_packed_and_compared_with_the_pack_before(run, casefile, tmp_path, listener):
    first, second = tmp_path / "first", tmp_path / "second"
    run("exportpack", CASEFILE=casefile, OUTPUT=str(first), FROM="2031-02-01", TO="2031-02-28")
    result = run("exportpack", listener, CASEFILE=casefile, OUTPUT=str(second), PREVIOUS=str(first))
    assert result["OUTPUT"] == str(second)
    assert [row["place"] for row in rows(first / "incidents.csv")] == ["Zillah"]
    assert [row["Change"] for row in rows(second / "changes.csv")] == ["new"]
    assert listener.said[-1] == f"Pack: {second}"
    assert listener.steps == sorted(listener.steps)
    assert listener.steps[-1] == 100
    assert QgsProject.instance().layoutManager().layouts() == []


def test_what_is_redacted_is_in_no_table(run, casefile, tmp_path):
    folder = tmp_path / "pack"
    run("exportpack", CASEFILE=casefile, OUTPUT=str(folder), PLACES="grid", GRID_DEGREES=0.5, HIDE_SOURCES=True)
    (told, _) = rows(folder / "incidents.csv")
    assert (told["place"], told["summary"], told["source"]) == ("28.5–29° N, 17.5–18° E", "", "")
    words = (folder / "report.html").read_text("utf-8")
    assert "Zillah" not in words
    assert "Radio Sirte" not in words


def test_a_redacted_sheet_says_so(run, casefile, tmp_path):
    sheet = tmp_path / "sheet.svg"
    run("exportsheet", CASEFILE=casefile, OUTPUT=str(sheet), PLACES="district", HIDE_TEXTS=True)
    words = sheet.read_text("utf-8")
    assert "Redacted: places are rounded to their district" in words
    assert "Two shops hit" not in words


def test_cancelling_leaves_no_folder(run, casefile, tmp_path, listener):
    listener.cancels = True
    with pytest.raises(QgsProcessingException, match="Cancelled; nothing was written"):
        run("exportpack", listener, CASEFILE=casefile, OUTPUT=str(tmp_path / "pack"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_pack_is_told(run, casefile, tmp_path):
    (tmp_path / "other").mkdir()
    with pytest.raises(QgsProcessingException, match="holds no pack"):
        run("exportpack", CASEFILE=casefile, OUTPUT=str(tmp_path / "pack"), PREVIOUS=str(tmp_path / "other"))
