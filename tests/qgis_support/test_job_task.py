"""How a task that loads something ends."""

import pytest

from libya_incident_mapper.geocoding.dumps.rows import BadDump
from libya_incident_mapper.qgis_support.job_task import JobTask


def ended(job):
    told = []
    task = JobTask("load", job, lambda loaded, sentence: told.append((loaded, sentence)))
    return task, task.run(), told


def test_what_was_loaded_is_handed_on(qgis_app):
    task, is_good, told = ended(lambda tell: tell(0.5) or "a list")
    task.finished(is_good)
    assert (is_good, told, task.progress()) == (True, [("a list", "")], 50.0)


def test_a_sentence_of_ours_is_handed_on(qgis_app):
    def job(tell):
        raise BadDump("LY.txt is empty; get it again.")

    task, is_good, told = ended(job)
    task.finished(is_good)
    assert (is_good, told) == (False, [(None, "LY.txt is empty; get it again.")])


def test_stopping_is_no_fault(qgis_app):
    told = []
    task = JobTask("load", lambda tell: tell(0.1), lambda *end: told.append(end))
    task.cancel()
    assert not task.run()
    task.finished(False)
    assert told == [(None, "")]


def test_a_fault_of_ours_reaches_qgis_and_the_window_is_free_again(qgis_app):
    task, is_good, told = ended(lambda tell: 1 / 0)
    assert not is_good
    with pytest.raises(ZeroDivisionError):
        task.finished(is_good)
    assert "fault of the plugin" in told[0][1]
