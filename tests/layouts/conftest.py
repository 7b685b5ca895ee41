"""The case that sheets are made of."""

import pytest
from sheet_case import Case


@pytest.fixture
def case(tmp_path):
    made = Case(tmp_path)
    yield made
    # Layers that live on when QGIS has ended crash as they close their files (QGIS 3.22).
    made.project.layoutManager().clear()
    made.project.clear()
