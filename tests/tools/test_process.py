"""What tools/process passes on of what qgis_process says (lines as QGIS 3.22 writes them)."""

import importlib.util
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "process"


@pytest.fixture(scope="module")
def process():
    loader = SourceFileLoader("process", str(TOOL))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("process", loader))
    loader.exec_module(module)
    return module


HEADINGS = ["\n", "----------------\n", "Inputs\n", "----------------\n", "\n", "IN:\t2\n", "PLACE:\ta\n", "\n", "\n"]
RESULTS = ["\n", "----------------\n", "Results\n", "----------------\n", "\n", "OUTPUT:\tcasefile.gpkg\n"]


@pytest.mark.parametrize(
    ("lines", "passed_on"),
    [
        ([*HEADINGS, "hello\n", *RESULTS], ["hello", "OUTPUT: casefile.gpkg"]),
        (["4 incidents\n", "0...10...20...30...40...50...60...70...80...90...100 - done.\n"], ["4 incidents"]),
        (
            ["0...10...204 incidents\n", "...304 more\n", "...40...50...60...70...80...90...100 - done.\n"],
            ["4 incidents", "4 more"],
        ),
        (["0 incidents\n", "0...10half\n"], ["0 incidents", "half"]),
        (["0...10...20...30...40...50...60...70...80...90...100 - done.\n"] * 2 + ["0...1done\n"], ["done"]),
    ],
    ids=["headings", "bar", "bar with messages in it", "a count of nothing", "two bars"],
)
def test_messages_and_results_are_passed_on(process, lines, passed_on):
    assert list(process.said(lines)) == passed_on


def test_an_error_is_said_once(process):
    lines = [
        "<string>:1: DeprecationWarning: setapi() is deprecated\n",
        "Row 3: bad.\n",
        "ERROR:\tRow 3: bad.\n",
        "Row 3: bad.\n",
        "ERROR:\tRow 4: bad.\n",
    ]
    assert list(process.errors(lines)) == ["Row 3: bad.", "Row 4: bad."]
