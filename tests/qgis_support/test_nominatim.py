"""Against a real Nominatim on this machine, over QGIS's network; `make services` runs it, skipped where none answers.

LIBYA_NOMINATIM names the server. Any with Libya in it will do; the public one must not be asked by tests.
"""

import os
import urllib.request

import pytest
from qgis.core import QgsApplication

from libya_incident_mapper.geocoding.search import default_search
from libya_incident_mapper.qgis_support import online
from libya_incident_mapper.qgis_support.settings import GROUP, QgsSettings

SERVER = os.environ.get("LIBYA_NOMINATIM", "http://127.0.0.1:8099")


def _answers():
    try:
        with urllib.request.urlopen(f"{SERVER}/status", timeout=2) as reply:
            return reply.status == 200
    except OSError:
        return False


pytestmark = pytest.mark.skipif(not _answers(), reason=f"no Nominatim answers at {SERVER}; 'make services' says more")


@pytest.fixture
def ask(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(online, "_store_path", lambda: tmp_path / "online.sqlite")
    lookup = online.online_lookup()
    QgsSettings().remove(GROUP)
    lookup.set(online_allowed="yes", online_server=SERVER)

    def ask(name):
        outcome = []
        lookup.ask(name, outcome.append, outcome.append)
        qtbot.waitUntil(lambda: bool(outcome), timeout=30_000)
        return outcome[0]

    yield ask
    QgsSettings().remove(GROUP)
    qtbot.waitUntil(lambda: not QgsApplication.taskManager().count())


@pytest.mark.parametrize("name", ["Ajdabiya", "طرابلس", "Kufra"])
def test_a_real_nominatim_and_our_own_lists_agree_where_a_town_is(ask, name):
    answer = ask(name)
    assert not isinstance(answer, str), answer
    ours = default_search().candidates(name)[0]
    first = answer.candidates[0]
    assert first.place_id.startswith("online:nominatim:")
    assert (first.lat, first.lon) == pytest.approx((ours.lat, ours.lon), abs=0.1)
    assert "from Nominatim" in first.reason


def test_a_real_nominatim_knows_no_nonsense(ask):
    assert ask("Xyzzyplugh").candidates == ()
