"""Tables over several pages: every row once and no frame without rows, even where the ruler is off."""

from datetime import date

import pytest
from qgis.core import QgsLayoutItemManualTable, QgsLayoutUtils
from sheet_case import UQAYLAH, incident

from libya_incident_mapper.layouts.ruler import Ruler


@pytest.mark.parametrize("error", [0.9, 1.0, 1.1])
def test_every_row_is_shown_once_whatever_the_ruler_says(case, monkeypatch, error):
    measured = Ruler.rows
    monkeypatch.setattr(Ruler, "rows", lambda ruler, table: [error * height for height in measured(ruler, table)])
    records = [incident(date(2031, 2, 1), UQAYLAH, summary="word " * (number % 40)) for number in range(60)]
    layout = case.fill(records).sheet()
    context = QgsLayoutUtils.createRenderContextForLayout(layout, None)
    tables = [table for table in layout.multiFrames() if isinstance(table, QgsLayoutItemManualTable)]
    assert max(len(table.tableContents()) for table in tables) == 60
    for table in tables:
        ranges = [table.rowRange(context, number) for number in range(table.frameCount())]
        assert all(begin < end for begin, end in ranges)
        heights = [table.frame(number).rect().height() for number in range(table.frameCount())]
        per_row = [height / (end - begin) for height, (begin, end) in zip(heights, ranges)]
        assert max(per_row) < 3 * min(per_row), "a frame is nearly empty"
        assert [0, *(end for _, end in ranges)] == [*(begin for begin, _ in ranges), len(table.tableContents())]
