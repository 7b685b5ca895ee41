"""Changed records go to their places one by one, and the list is then as if all of it had been made anew."""

import random

import pytest
from qgis.PyQt.QtCore import Qt

from libya_incident_mapper.ui.record_rows import RecordRow
from libya_incident_mapper.ui.records_model import FEW, ROW, RecordsModel

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def make_row(chance, uid):
    day = f"2031-02-{chance.randint(1, 9):02}"
    what, who, where = ("".join(chance.choices("aBc", k=2)) for _ in range(3))
    told = day, day, what, who, where, "found", ""
    return RecordRow("incidents", int(uid[1:]), uid, 1, *told, None, (), "", "", "", None, frozenset())


def lines(model):
    return [model.index(line, 0).data(ROW) for line in range(model.rowCount())]


@pytest.mark.parametrize("column", [0, 1, 3])
@pytest.mark.parametrize("order", [ASCENDING, DESCENDING])
@pytest.mark.parametrize("words", ["", "b"])
def test_as_if_made_anew(qgis_app, column, order, words):
    chance = random.Random(f"{column} {order == ASCENDING} {words}")
    rows = {("incidents", f"u{number}"): make_row(chance, f"u{number}") for number in range(60)}
    model, anew = RecordsModel(), RecordsModel()
    for one in (model, anew):
        one.set_text(words)
        one.sort(column, order)
    model.replace_all(rows.values())
    resets, moved = [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsInserted.connect(lambda *_: moved.append(1))
    for _ in range(40):
        keys = chance.sample([("incidents", f"u{number}") for number in range(80)], chance.randint(1, 4))
        changes = {key: make_row(chance, key[1]) if chance.random() < 0.7 else None for key in keys}
        model.update(changes)
        rows = {key: row for key, row in {**rows, **changes}.items() if row is not None}
        anew.replace_all(rows.values())
        assert lines(model) == lines(anew)
        assert set(model.rows()) == set(anew.rows())
    assert not resets
    assert moved


def test_many_at_once_are_made_anew(qgis_app):
    model = RecordsModel()
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    chance = random.Random(1)
    model.update({("incidents", f"u{number}"): make_row(chance, f"u{number}") for number in range(FEW + 1)})
    assert len(resets) == 1
    assert model.rowCount() == FEW + 1
