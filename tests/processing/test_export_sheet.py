from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsProject

HEADS = {".pdf": b"%PDF", ".png": b"\x89PNG", ".svg": b"<?xml"}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("sheets") / "case.gpkg"


@pytest.fixture
def casefile(run, write_csv, path):
    if not path.exists():
        header = ("kind", "date", "actor1", "place")
        rows = [("attack", "2018-07-24", "IS", "Uqaylah"), ("attack", "2018-03-24", "LNA", "Jalu")]
        run("buildcasefile", INCIDENTS=write_csv("i.csv", header, *rows), OUTPUT=str(path))
    return str(path)


@pytest.mark.parametrize("ending", HEADS)
def test_the_ending_says_what_is_written(run, casefile, tmp_path, listener, ending):
    output = tmp_path / f"sheet{ending}"
    assert run("exportsheet", listener, CASEFILE=casefile, OUTPUT=str(output))["OUTPUT"] == str(output)
    assert output.read_bytes().startswith(HEADS[ending])
    assert listener.said[-1] == f"Sheet: {output}"
    assert listener.steps[-1] == 100


def sheet_text(run, casefile, tmp_path, **more):
    output = tmp_path / "sheet.svg"
    run("exportsheet", CASEFILE=casefile, OUTPUT=str(output), **more)
    return output.read_text("utf-8")


def test_the_period_and_the_title_are_printed(run, casefile, tmp_path):
    text = sheet_text(run, casefile, tmp_path, FROM="2018-07-01", TO="2018-07-31", TITLE="Week thirty")
    assert "Week thirty" in text
    assert "1–31 Jul 2018" in text


@pytest.mark.parametrize(
    ("more", "printed"),
    [({"FROM": "2018-07-01"}, "1–24 Jul 2018"), ({"TO": "2018-06-30"}, "24 Mar–30 Jun 2018"),
     ({"FROM": "2019-01-01"}, "1 Jan 2019"), ({"TO": "2017-01-01"}, "1 Jan 2017")],
)
def test_an_open_end_is_filled_from_the_records(run, casefile, tmp_path, more, printed):
    assert printed in sheet_text(run, casefile, tmp_path, **more)


def test_the_project_that_is_open_stays_as_it_is(run, casefile, tmp_path):
    before = set(QgsProject.instance().mapLayers())
    run("exportsheet", CASEFILE=casefile, OUTPUT=str(tmp_path / "sheet.png"))
    assert set(QgsProject.instance().mapLayers()) == before
    assert QgsProject.instance().layoutManager().layouts() == []


@pytest.mark.parametrize(
    ("more", "part"),
    [
        ({"OUTPUT": "sheet.docx"}, "must end in .pdf or .png or .svg"),
        ({"FROM": "2018-08-01", "TO": "2018-07-01"}, r"ends \(2018-07-01\) before it begins \(2018-08-01\)"),
        ({"FROM": "soon"}, "FROM|From"),
        ({"OUTPUT": "none/sheet.pdf"}, "none.* does not exist"),
    ],
)
def test_parameters_that_cannot_be_get_a_sentence(run, casefile, tmp_path, more, part):
    parameters = {"OUTPUT": "sheet.pdf", **more}
    parameters["OUTPUT"] = str(tmp_path / parameters["OUTPUT"])
    with pytest.raises((ValueError, QgsProcessingException), match=part):
        run("exportsheet", CASEFILE=casefile, **parameters)
    assert not Path(parameters["OUTPUT"]).exists()


@pytest.mark.parametrize("algorithm", ["exportsheet", "saveproject"])
@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 100])
def test_what_is_no_casefile_is_named(run, tmp_path, algorithm, content):
    path = tmp_path / "case.gpkg"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises((ValueError, QgsProcessingException), match="case.gpkg"):
        run(algorithm, CASEFILE=str(path), OUTPUT=str(tmp_path / ("x.pdf" if algorithm == "exportsheet" else "x.qgz")))
    assert content is None or path.read_bytes() == content
