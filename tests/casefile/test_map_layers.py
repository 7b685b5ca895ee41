"""Layers of a map on the same file show what was saved; nothing is left beside a closed casefile."""

import pytest

from libya_incident_mapper.casefile.map_layers import show_changes
from libya_incident_mapper.casefile.repository import Casefile


def test_a_map_layer_shows_a_new_record(casefile, incident):
    layer = casefile.layer("incidents")
    assert (layer.featureCount(), layer.extent().isNull()) == (0, True)
    casefile.save_incident(incident())
    show_changes([layer], casefile.path)
    assert layer.featureCount() == 1
    assert len(list(layer.getFeatures())) == 1
    # The extent comes from an index of 32-bit numbers.
    assert layer.extent().center().x() == pytest.approx(19.2, abs=1e-5)


def test_nothing_is_left_beside_the_file_once_the_map_is_gone(casefile, incident):
    layer = casefile.layer("incidents")
    stored = casefile.save_incident(incident())
    show_changes([layer], casefile.path)
    list(layer.getFeatures())
    casefile.delete_incident(stored.uid)
    del layer
    casefile.save_incident(incident())
    assert [path.name for path in casefile.path.parent.iterdir()] == [casefile.path.name]


def test_layers_of_other_files_are_let_alone(casefile, tmp_path):
    other = Casefile.create(tmp_path / "other.gpkg")
    layer = other.layer("incidents")
    repainted = []
    layer.repaintRequested.connect(lambda *_: repainted.append(True))
    show_changes([layer], casefile.path)
    assert repainted == []
    show_changes([layer], other.path)
    assert repainted
