"""The case that sheets are made of."""

import pytest
from sheet_case import Case


@pytest.fixture
def case(new_casefile, tmp_path):
    made = Case(new_casefile(tmp_path / "case.gpkg", "Weekly"))
    yield made
    made.close()
