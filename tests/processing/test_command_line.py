"""The algorithms as scripts call them: qgis_process in a profile of its own, no window, no QGIS of ours around."""

import csv
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from dump_files import GEONAMES_ROWS, write

from libya_incident_mapper.casefile.repository import Casefile

PLUGINS = Path(__file__).resolve().parents[2] / "build" / "plugins"
PROGRAM = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="this QGIS comes without qgis_process")


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    profile = tmp_path_factory.mktemp("profile")
    settings = profile / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[PythonPlugins]\nlibya_incident_mapper=true\n", "utf-8")
    return {**os.environ, "QGIS_CUSTOM_CONFIG_PATH": str(profile), "QGIS_PLUGINPATH": str(PLUGINS)}


@pytest.fixture
def qgis_process(environment):
    def run_one(name, **parameters):
        arguments = [f"{key}={value}" for key, value in parameters.items()]
        return subprocess.run(
            [PROGRAM, "run", name if ":" in name else f"libyaincidents:{name}", "--", *arguments],
            env=environment, capture_output=True, text=True, timeout=120, check=False,
        )

    return run_one


def test_a_casefile_is_built(qgis_process, write_csv, tmp_path):
    rows = [("kind", "date", "actor1", "place"), ("attack", "2018-07-24", "IS", "العقيلة")]
    done = qgis_process("buildcasefile", INCIDENTS=write_csv("i.csv", *rows), OUTPUT=tmp_path / "case.gpkg")
    assert done.returncode == 0, done.stderr
    assert "Written: incidents 1, movements 0." in done.stdout
    assert len(list(Casefile.open(tmp_path / "case.gpkg").incidents())) == 1


def test_a_phrase_is_located(qgis_process):
    done = qgis_process("locatephrase", TEXT="20 km south of Uqaylah")
    assert done.returncode == 0, done.stderr
    assert "STATUS:\tfound" in done.stdout
    assert "RULE:\tdistance at a heading" in done.stdout


def test_expressions_know_our_functions(qgis_process, write_csv, tmp_path):
    rows = [("n", "place"), ("1", "Uqaylah"), ("2", "Awaynat")]
    formula = "coalesce(lby_describe(lby_place(\"place\")), 'nowhere')"
    done = qgis_process(
        "native:fieldcalculator", INPUT=write_csv("places.csv", *rows), FIELD_NAME="where", FIELD_TYPE=2,
        FIELD_LENGTH=80, FORMULA=formula, OUTPUT=tmp_path / "described.csv",
    )
    assert done.returncode == 0, done.stderr
    with (tmp_path / "described.csv").open(encoding="utf-8") as stream:
        assert [row["where"] for row in csv.DictReader(stream)] == ["in El Agheila, Al Wahat", "nowhere"]


def test_names_that_were_loaded_are_found_by_the_next_process(qgis_process, write_csv, tmp_path):
    dump = write(tmp_path / "LY.txt", GEONAMES_ROWS)
    done = qgis_process("loadnames", INPUT=dump)
    assert done.returncode == 0, done.stderr
    assert "LY.txt: 5 places with" in done.stdout
    done = qgis_process(
        "geocodeplaces", INPUT=write_csv("p.csv", ("n", "place"), (1, "Qaryat at Tajribah")), FIELD="place",
        OUTPUT=tmp_path / "found.gpkg",
    )
    assert "1 found" in done.stdout, done.stderr


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("kind", "date", "actor1", "Place name")], "column 'place' is missing; is 'Place name' meant?"),
        ([], "i.csv is empty; its first line must name the columns"),
    ],
)
def test_bad_input_ends_with_a_sentence_and_a_status(qgis_process, write_csv, tmp_path, rows, sentence):
    done = qgis_process("buildcasefile", INCIDENTS=write_csv("i.csv", *rows), OUTPUT=tmp_path / "case.gpkg")
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "case.gpkg").exists()
