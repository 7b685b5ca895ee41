import pytest
from qgis.core import QgsProperty, QgsRenderContext, QgsSymbolLayerUtils
from qgis.PyQt.QtCore import QSize

from libya_incident_mapper.layers.beads import are_beads, beads, markers
from libya_incident_mapper.layers.incident_style import incident_renderer
from libya_incident_mapper.layers.palette import Palette


@pytest.fixture
def renderer(qgis_app):
    """With a marker of each size."""
    keys = [f"lna||attack|reports|sharp|approved|{deaths}" for deaths in ("", "0", "1", "20")]
    return incident_renderer(keys, Palette({}))


def symbols(renderer):
    return renderer.symbols(QgsRenderContext())


def widest(symbol):
    """What the ring goes by."""
    return symbol.size(QgsRenderContext())


def sizes(renderer):
    return [symbol.size() for symbol in symbols(renderer)]


def test_markers_are_what_they_were_before_they_were_beads(renderer):
    assert len(set(sizes(renderer))) == 4 and not are_beads(renderer)
    strung = beads(renderer)
    assert are_beads(strung) and max(map(widest, symbols(strung))) < 0.01
    assert sizes(beads(strung)) == sizes(strung), "once is enough"
    alone = markers(strung)
    assert sizes(alone) == sizes(renderer) and not are_beads(alone)
    assert not any(symbol.dataDefinedSize().isActive() for symbol in symbols(alone))
    assert sizes(markers(renderer)) == sizes(renderer)


def test_a_size_of_the_users_own_stays(renderer):
    mine = symbols(renderer)[1].clone()
    mine.setDataDefinedSize(QgsProperty.fromExpression("3 + 1"))
    renderer.updateCategorySymbol(1, mine)
    strung = beads(renderer)
    assert are_beads(strung)
    for shown in (strung, markers(strung)):
        kept = symbols(shown)[1]
        assert (kept.size(), kept.dataDefinedSize().expressionString()) == (4.8, "3 + 1")


def icons(renderer):
    """What a legend shows, as QGIS draws it."""
    return [
        QgsSymbolLayerUtils.symbolPreviewPixmap(symbol, QSize(16, 16)).toImage() for symbol in symbols(renderer)
    ]


def test_a_legend_shows_the_markers(renderer, monkeypatch):
    assert icons(beads(renderer)) == icons(renderer)
    monkeypatch.setattr("libya_incident_mapper.layers.beads.LEGIBLE", 3)
    many = beads(renderer)
    assert all(symbol.symbolLayerCount() == 1 for symbol in symbols(many))
    assert icons(markers(many)) == icons(markers(beads(renderer))) == icons(renderer)


def test_where_there_is_no_marker_yet_all_are_beads(renderer):
    renderer.deleteAllCategories()
    assert are_beads(renderer)
