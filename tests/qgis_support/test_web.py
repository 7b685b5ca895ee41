"""Services over QGIS's own network: its limits, its credentials, and what goes wrong on the way."""

import base64
import socket

import pytest
from loopback_service import loopback_service
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsFeedback, QgsTask
from qgis.PyQt.QtCore import QTimer

from libya_incident_mapper.geocoding.services.client import Client
from libya_incident_mapper.geocoding.services.errors import (
    Busy,
    Cancelled,
    Nonsense,
    Redirected,
    Refused,
    ServiceError,
    TimedOut,
    Unreachable,
    Untrusted,
)
from libya_incident_mapper.geocoding.services.providers import service_at
from libya_incident_mapper.geocoding.services.rate import Pace
from libya_incident_mapper.geocoding.services.store import ServiceStore
from libya_incident_mapper.geocoding.services.web import MOST_BYTES
from libya_incident_mapper.model.errors import IncidentMapperError
from libya_incident_mapper.qgis_support import web

KEY = "k&y=0 /%42+ü"


@pytest.fixture
def server():
    with loopback_service() as server:
        yield server


@pytest.fixture
def ask(qtbot, tmp_path):
    """Ask in a task, as the plugin does; what came, or the error raised again here."""

    def ask(address, code="nominatim", credential="", feedback=None):
        outcome, feedback = [], feedback or QgsFeedback()
        store = ServiceStore(tmp_path / "online.sqlite")
        service = service_at(code, address)
        client = Client(service, web.QgisWeb(service, credential, feedback), store, Pace(store))

        def run(task):
            try:
                outcome.append(client.ask("Ajdabiya", feedback.isCanceled))
            except IncidentMapperError as error:
                outcome.append(error)

        task = QgsTask.fromFunction("asking", run)
        QgsApplication.taskManager().addTask(task)
        qtbot.waitUntil(lambda: bool(outcome), timeout=30_000)
        if isinstance(outcome[0], Exception):
            raise outcome[0]
        return outcome[0]

    return ask


@pytest.fixture
def credential(qgis_app):
    """An authentication configuration: a user name, and a key with letters that an address must escape."""
    manager = QgsApplication.authManager()
    if not manager.masterPasswordIsSet():
        manager.setMasterPassword("of the tests", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("service of the tests")
    config.setConfig("username", "analyst & co")
    config.setConfig("pass" + "word", KEY)
    stored = manager.storeAuthenticationConfig(config)
    stored = stored[1] if isinstance(stored, tuple) else config
    yield stored.id() or config.id()
    manager.removeAuthenticationConfig(stored.id() or config.id())


@pytest.fixture
def messages(qgis_app):
    """Everything that QGIS's log was told."""
    told, log = [], QgsApplication.messageLog()

    def hear(*message):
        told.append(" ".join(map(str, message)))

    log.messageReceived.connect(hear)
    yield told
    log.messageReceived.disconnect(hear)


def test_a_service_is_asked_over_qgis_and_told_who_asks(server, ask):
    answer = ask(server.address)
    assert [candidate.name for candidate in answer.candidates] == ["Ajdabiya", "Ajdabiya District"]
    (_, _, headers), = server.asked
    assert headers["Referer"] == web._home_page()
    assert headers["Referer"].startswith("https://")
    assert "QGIS" in headers["User-Agent"], "QGIS names itself, whatever is asked of it"


# -- credentials


@pytest.mark.parametrize(("code", "parameter", "value"), [
    ("opencage", "key", KEY), ("geonames", "username", "analyst & co"),
])
def test_a_key_goes_into_the_address_last_and_nowhere_else(
    server, ask, credential, messages, tmp_path, code, parameter, value
):
    ask(server.address, code, credential)
    assert server.asked[0][1][parameter] == [value]
    assert "Authorization" not in server.asked[0][2]
    assert KEY.encode() not in (tmp_path / "online.sqlite").read_bytes()
    server.fault = (403, {}, "no")
    (tmp_path / "online.sqlite").unlink()
    with pytest.raises(Refused) as refused:
        ask(server.address, code, credential)
    for text in (str(refused.value), *messages):
        assert not [part for part in (KEY, "k%26y", "analyst") if part in text]


def test_an_own_server_gets_credentials_in_the_header(server, ask, credential):
    ask(server.address, "nominatim", credential)
    words = base64.b64decode(server.asked[0][2]["Authorization"].split()[1]).decode("utf-8", "replace")
    assert words.startswith("analyst & co:")
    assert "key" not in server.asked[0][1]


@pytest.mark.parametrize("code", ["opencage", "geonames"])
def test_without_credentials_nobody_is_asked(server, ask, code):
    with pytest.raises(ServiceError, match="needs a registration: choose in Settings ▸ Options"):
        ask(server.address, code)
    assert server.connections == 0


def test_credentials_are_not_sent_where_others_can_read_them(ask, credential):
    with pytest.raises(ServiceError, match="not sent credentials over http"):
        ask("http://service.invalid", "nominatim", credential)


# -- what goes wrong on the way


def test_a_service_that_hangs_is_left_in_time(server, ask, monkeypatch):
    monkeypatch.setattr(web, "TIMEOUT_S", 0.3)
    server.fault = "hang"
    with pytest.raises(TimedOut, match="did not answer in time"):
        ask(server.address)


def test_a_service_that_never_ends_is_left_in_time(server, ask, monkeypatch):
    monkeypatch.setattr(web, "TIMEOUT_S", 0.5)
    server.fault = "dribble"
    with pytest.raises(TimedOut):
        ask(server.address)


def test_a_question_can_be_taken_back(server, ask):
    server.fault, feedback = "hang", QgsFeedback()
    QTimer.singleShot(300, feedback.cancel)
    with pytest.raises(Cancelled):
        ask(server.address, feedback=feedback)


def test_a_huge_answer_is_not_read_to_its_end(server, ask):
    server.fault = (200, {}, b" " * (8 * MOST_BYTES) + b"[]")
    with pytest.raises(Nonsense):
        ask(server.address)


def test_an_answer_cut_short_is_not_taken(server, ask):
    server.fault = "cut"
    with pytest.raises(ServiceError):
        ask(server.address)


def test_a_redirect_to_another_host_is_not_followed(server, ask, credential):
    with loopback_service() as other:
        server.fault = (302, {"Location": f"{other.address}/search?format=json"}, "")
        with pytest.raises(Redirected, match="sends the question on to another address, which was not followed"):
            ask(server.address, "nominatim", credential)
        assert other.connections == 0


def test_redirects_in_a_circle_end(server, ask):
    server.fault = (302, {"Location": "/search?format=json"}, "")
    with pytest.raises(ServiceError):
        ask(server.address)


def test_a_certificate_that_does_not_fit_is_not_trusted(tmp_path, ask):
    with loopback_service(tmp_path) as server:
        with pytest.raises(Untrusted, match="certificate that cannot be trusted"):
            ask(server.address)
        assert server.asked == []


@pytest.mark.parametrize("host", ["127.0.0.1", "service.invalid"])
def test_a_server_that_is_not_there_cannot_be_reached(ask, host):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreachable, match="cannot be reached"):
        ask(f"http://{host}:{port}")


@pytest.mark.parametrize(("fault", "kind"), [
    ((403, {}, "no"), Refused), ((401, {}, ""), Refused), ((429, {"Retry-After": "2"}, ""), Busy),
    ((500, {}, "oops"), ServiceError), ((200, {}, "<html>"), Nonsense), ((200, {}, ""), Nonsense),
])
def test_what_a_service_refuses_is_told_apart(server, ask, fault, kind):
    server.fault = fault
    with pytest.raises(kind) as told:
        ask(server.address)
    assert str(told.value).startswith("Nominatim (127.0.0.1:")
    server.fault = None
    assert ask(server.address).candidates, "the next question is answered"
