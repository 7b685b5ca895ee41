"""Files as somebody writes them by hand."""

import csv

import pytest


@pytest.fixture
def by_hand(tmp_path):
    def write(*rows):
        path = tmp_path / "by_hand.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path

    return write
