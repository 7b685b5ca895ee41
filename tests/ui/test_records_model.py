"""Changed records go to their places one by one, and the list is then as if all of it had been made anew."""

import gc
import random
import sys

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication

from libya_incident_mapper.model.errors import IncidentMapperError
from libya_incident_mapper.model.record_filter import RecordFilter
from libya_incident_mapper.ui import records_model, slices
from libya_incident_mapper.ui.case_tally import CaseTally
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


@pytest.fixture
def piecemeal(monkeypatch):
    """Every few records are a slice of their own."""
    monkeypatch.setattr(records_model, "PIECE", 4)
    monkeypatch.setattr(records_model, "BIT", 4)
    monkeypatch.setattr(slices, "SLICE_S", 0.0)


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_between_the_slices_the_lines_are_those_of_now(qgis_app, qtbot, piecemeal, seed):
    chance = random.Random(seed)
    keys = [("incidents", f"u{number}") for number in range(90)]
    stored, wanted, words, order = {}, RecordFilter(), "", (0, DESCENDING)
    model = RecordsModel()
    for _ in range(60):
        act = chance.randrange(6)
        if act == 0:
            stored = {key: make_row(chance, key[1]) for key in chance.sample(keys, chance.randrange(90))}
            model.replace_all(iter(tuple(stored.values())))
        elif act in (1, 2):
            some = chance.sample(keys, chance.choice((1, 2, FEW + 5)))
            changes = {key: make_row(chance, key[1]) if chance.random() < 0.7 else None for key in some}
            stored = {key: row for key, row in {**stored, **changes}.items() if row is not None}
            model.update(changes)
        elif act == 3:
            words = chance.choice(("", "a", "b"))
            model.set_text(words)
        elif act == 4:
            order = chance.choice((0, 1, 3)), chance.choice((ASCENDING, DESCENDING))
            model.sort(*order)
        else:
            wanted = RecordFilter(statuses=frozenset(chance.sample(["", "none"], chance.randrange(3))))
            model.set_filter(wanted)
        for _ in range(chance.randrange(12)):
            QApplication.processEvents()
        if chance.random() < 0.3:
            qtbot.waitUntil(lambda: not model.is_busy())
            anew = RecordsModel()
            anew.set_text(words)
            anew.set_filter(wanted)
            anew.sort(*order)
            anew.replace_all(stored.values())
            qtbot.waitUntil(lambda anew=anew: not anew.is_busy())
            assert lines(model) == lines(anew)
            assert set(model.rows()) == set(stored.values())
            assert +model.tally.kinds == +CaseTally(stored.values()).kinds


def test_the_lines_shown_stay_until_others_are_ready(qgis_app, qtbot, piecemeal):
    chance, model, told = random.Random(3), RecordsModel(), []
    first, second = ([make_row(chance, f"u{number}") for number in numbers] for numbers in (range(30), range(30, 60)))
    model.replace_all(first)
    qtbot.waitUntil(lambda: not model.is_busy())
    model.read_on.connect(told.append)
    model.replace_all(second)
    assert model.is_busy()
    assert set(lines(model)) == set(first)
    qtbot.waitUntil(lambda: not model.is_busy())
    assert set(lines(model)) == set(second)
    assert told == list(range(4, 29, 4))
    model.replace_all(first)
    model.stop()
    qtbot.wait(20)
    assert set(lines(model)) == set(second)


def test_records_that_are_no_more_are_let_go_of_piece_by_piece(qgis_app, qtbot, piecemeal):
    chance, model = random.Random(6), RecordsModel()
    first, second = ([make_row(chance, f"u{number}") for number in numbers] for numbers in (range(30), range(30, 60)))

    def references():
        return [sys.getrefcount(row) for row in first]

    alone, held = references(), []
    model.replace_all(first)
    qtbot.waitUntil(lambda: not model.is_busy())
    model.replace_all(second)
    while model.is_busy():
        QApplication.processEvents()
        held.append(sum(now > before for now, before in zip(references(), alone)))
    assert (held[0], held[-1]) == (30, 0)
    assert max(before - after for before, after in zip(held, held[1:])) <= records_model.PIECE


def test_python_looks_for_no_cycles_while_records_are_read_and_does_again_afterwards(qgis_app, qtbot, piecemeal):
    chance, model = random.Random(5), RecordsModel()
    rows = [make_row(chance, f"u{number}") for number in range(20)]
    for end in (lambda: qtbot.waitUntil(lambda: not model.is_busy()), model.stop):
        model.replace_all(iter(rows))
        assert gc.get_freeze_count()
        end()
        assert not gc.get_freeze_count()


def test_what_cannot_be_read_is_told_and_leaves_the_list_as_it_was(qgis_app, qtbot, piecemeal):
    chance, model, told = random.Random(4), RecordsModel(), []
    rows = [make_row(chance, f"u{number}") for number in range(9)]
    model.replace_all(rows)
    qtbot.waitUntil(lambda: not model.is_busy())

    def torn():
        yield from rows[:6]
        raise IncidentMapperError("The file is gone.")

    model.problem.connect(told.append)
    model.replace_all(torn())
    qtbot.waitUntil(lambda: not model.is_busy())
    assert told == ["The file is gone."]
    assert set(lines(model)) == set(rows)
