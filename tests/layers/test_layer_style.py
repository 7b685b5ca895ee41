"""All styles of a layer come back as they were, whichever is worn then."""

import pytest
from qgis.core import QgsMapLayerStyle, QgsSingleSymbolRenderer, QgsSymbol

from libya_incident_mapper.layers.crowd_styles import COUNTED
from libya_incident_mapper.layers.group import casefile_layers, load_casefile, restyle
from libya_incident_mapper.layers.layer_style import style_of, wear, worn_by


@pytest.fixture
def incidents(casefile, project):
    load_casefile(casefile, project)
    return casefile_layers(casefile, project)["incidents"]


def mine(layer):
    return QgsSingleSymbolRenderer(QgsSymbol.defaultSymbol(layer.geometryType()))


@pytest.mark.parametrize("worn", ["usual", COUNTED, "of the user"])
def test_styles_are_worn_again_after_our_own(casefile, project, incidents, worn):
    manager = incidents.styleManager()
    usual = manager.currentStyle()
    manager.addStyle("of the user", QgsMapLayerStyle(manager.style(usual).xmlData()))
    name = usual if worn == "usual" else worn
    manager.setCurrentStyle(name)
    incidents.setRenderer(mine(incidents))
    before, shown = worn_by(incidents), style_of(incidents).toString()
    others = {other: manager.style(other).xmlData() for other in manager.styles() if other != name}

    restyle(casefile, project)
    assert style_of(incidents).toString() != shown
    wear(incidents, before)
    assert manager.currentStyle() == name
    assert incidents.renderer().type() == "singleSymbol"
    assert {other: manager.style(other).xmlData() for other in manager.styles() if other != name} == others
