"""metadata.txt is the one place of the version; what repeats it must agree."""

import configparser
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def metadata():
    parser = configparser.ConfigParser()
    parser.optionxform = str
    parser.read_string((ROOT / "metadata.txt").read_text("utf-8"))
    return dict(parser["general"])


def test_the_changelog_begins_with_the_version(metadata):
    versions = re.findall(
        r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert versions[0] == metadata["version"]
    assert metadata["changelog"].startswith(metadata["version"])


def test_every_supported_qgis_is_named(metadata):
    assert (metadata["qgisMinimumVersion"], metadata["qgisMaximumVersion"]) == ("3.22", "4.99")


def test_qgis_process_is_told_that_there_are_algorithms(metadata):
    assert metadata["hasProcessingProvider"] == "yes"
