"""A legend is never cut off: where words need more than the usual width of a column, there are fewer columns."""

import pytest
from qgis.core import QgsLayoutUtils, QgsLegendRenderer, QgsLineSymbol, QgsPrintLayout, QgsProject, QgsVectorLayer

from libya_incident_mapper.layouts import legend as legends
from libya_incident_mapper.layouts.page import MARGIN, Page


@pytest.mark.parametrize("columns", [2, 12])
def test_it_is_as_wide_as_its_words_and_has_as_many_columns_as_fit(qgis_app, monkeypatch, columns):
    monkeypatch.setattr(legends, "COLUMN", 30.0)
    project = QgsProject()
    layer = QgsVectorLayer("LineString?crs=EPSG:4326", "x", "memory")
    project.addMapLayer(layer)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    page = Page(layout, (297.0, 210.0))
    words = "route not observed, claimed by a party"
    entries = [legends.LegendEntry("Movements", f"{words} {number}", QgsLineSymbol(), layer) for number in range(24)]
    legend = legends.add_legend(page, entries, (MARGIN, 20.0), columns)
    context = QgsLayoutUtils.createRenderContextForLayout(layout, None)
    needed = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize(context).width()
    assert needed <= legend.rect().width() + 0.1
    assert legend.rect().width() <= page.inner + 0.1
