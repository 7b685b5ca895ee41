import shutil

import pytest
from qgis.core import QgsProcessingException, QgsProject


@pytest.fixture
def casefile(run, write_csv, tmp_path):
    (tmp_path / "here").mkdir()
    path = tmp_path / "here" / "case.gpkg"
    rows = [("kind", "date", "actor1", "place"), ("attack", "2018-07-24", "IS", "Uqaylah")]
    run("buildcasefile", INCIDENTS=write_csv("i.csv", *rows), OUTPUT=str(path))
    return path


def test_the_project_opens_with_styled_layers_and_basemap_also_elsewhere(run, casefile, tmp_path):
    run("saveproject", CASEFILE=str(casefile), OUTPUT=str(casefile.parent / "case.qgz"))
    moved = shutil.move(str(casefile.parent), str(tmp_path / "there"))
    project = QgsProject()
    assert project.read(f"{moved}/case.qgz")
    layers = {layer.name(): layer for layer in project.mapLayers().values()}
    assert all(layer.isValid() for layer in layers.values())
    assert layers["Incidents"].featureCount() == 1
    assert layers["Incidents"].renderer().type() == "categorizedSymbol"
    groups = [group.name() for group in project.layerTreeRoot().findGroups()]
    assert groups[-1] == "Basemap"
    assert not any(layer.providerType() == "wms" for layer in layers.values()), "nothing comes from a network"


def test_the_view_holds_what_is_drawn(run, casefile):
    output = str(casefile.parent / "case.qgz")
    run("saveproject", CASEFILE=str(casefile), OUTPUT=output)
    project = QgsProject()
    project.read(output)
    view = project.viewSettings().defaultViewExtent()
    assert view.contains(19.2, 30.26)
    assert view.width() < 20


@pytest.mark.parametrize(
    ("name", "part"), [("case.zip", "must end in .qgz or .qgs"), ("none/case.qgz", "cannot be written")]
)
def test_an_output_that_cannot_be_gets_a_sentence(run, casefile, tmp_path, name, part):
    with pytest.raises((ValueError, QgsProcessingException), match=part):
        run("saveproject", CASEFILE=str(casefile), OUTPUT=str(tmp_path / name))
