"""One name asked of each service, well and badly answered; the network is the test's own, over real connections."""

import json
import sqlite3
import sys
import threading
import urllib.error
import urllib.request

import pytest
from loopback_service import CODES, NOMINATIM, Clock, loopback_service

from libya_incident_mapper.geocoding import locations
from libya_incident_mapper.geocoding.decision import Decision
from libya_incident_mapper.geocoding.gazetteer import place_kinds
from libya_incident_mapper.geocoding.services import answers
from libya_incident_mapper.geocoding.services import store as store_module
from libya_incident_mapper.geocoding.services.client import LONGEST_NAME, Client
from libya_incident_mapper.geocoding.services.errors import Busy, Cancelled, Nonsense, Refused, ServiceError
from libya_incident_mapper.geocoding.services.providers import is_sheltered, providers, service_at
from libya_incident_mapper.geocoding.services.rate import LONGEST_WAIT_S, Pace
from libya_incident_mapper.geocoding.services.store import KEPT_S, Question, ServiceStore
from libya_incident_mapper.geocoding.services.web import Reply
from libya_incident_mapper.model.errors import UnreadableValue
from libya_incident_mapper.model.location import PlaceState


@pytest.fixture
def server():
    with loopback_service() as server:
        yield server


@pytest.fixture
def store(tmp_path):
    return ServiceStore(tmp_path / "profile" / "online.sqlite")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def client(server, store, clock):
    def make(code="nominatim", **words):
        service = service_at(code, server.address, **words)
        return Client(service, web, store, Pace(store, clock, clock.sleep))

    return make


def web(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as reply:
            return Reply(reply.status, reply.read(), {name.lower(): value for name, value in reply.headers.items()})
    except urllib.error.HTTPError as error:
        return Reply(error.code, error.read(), {name.lower(): value for name, value in error.headers.items()})


@pytest.mark.parametrize("code", list(CODES))
def test_every_service_is_asked_in_its_own_words_and_its_places_are_ours(server, client, code):
    answer = client(code).ask("  Ajdabiya ")
    (path, parameters, _), = server.asked
    assert path == CODES[code]
    assert parameters["q"] == ["Ajdabiya"]
    first = answer.candidates[0]
    assert first.place_id.startswith(f"online:{code}:")
    assert (first.name.replace("ā", "a"), first.district) == ("Ajdabiya", "Al Wahat")
    assert place_kinds()[first.kind].group == "settlement"
    assert (first.lat, first.lon) == pytest.approx((30.76, 20.22), abs=0.02)
    assert f"from {providers()[code].name} (127.0.0.1:" in first.reason
    assert providers()[code].attribution in first.reason
    assert first.score < 0.2


@pytest.mark.parametrize(("code", "country"), [
    ("nominatim", {"countrycodes": ["ly"], "accept-language": ["ar"], "namedetails": ["1"]}),
    ("photon", {"bbox": ["9.0,19.0,26.0,35.0"], "lang": ["default"]}),
    ("geonames", {"country": ["LY"]}),
    ("opencage", {"countrycode": ["ly"], "language": ["ar"], "no_annotations": ["1"]}),
])
def test_only_libya_is_asked_for_and_in_the_chosen_language(server, client, code, country):
    client(code, language="ar").ask("Ajdabiya")
    parameters = server.asked[0][1]
    assert {name: parameters[name] for name in country} == country


def test_what_lies_in_another_country_is_left_out(client):
    assert len(client("photon").ask("Ajdabiya").candidates) == 1


def test_the_box_of_an_area_is_its_extent_and_a_node_has_that_of_its_kind(client):
    city, district = client().ask("Ajdabiya").candidates
    assert city.extent_m == place_kinds()["city"].extent_m
    assert (city.name, city.name_ar) == ("Ajdabiya", "أجدابيا")
    assert district.extent_m == pytest.approx(73_200, rel=0.01)


def test_a_chosen_place_says_who_vouches_for_it(client):
    candidates = client().ask("Ajdabiya").candidates
    location = locations.at_place(Decision(PlaceState.FOUND, candidates, "chosen"))
    assert location.rule == "online service"
    assert location.sources == "online:nominatim:N2605"
    assert "from Nominatim (127.0.0.1:" in location.remark
    assert "© OpenStreetMap contributors" in location.remark


def test_the_same_question_is_not_asked_twice(server, client):
    first = client().ask("Ajdabiya")
    assert client().ask("AJDABIYA ").candidates == first.candidates
    assert len(server.asked) == 1
    client(language="ar").ask("Ajdabiya")
    client("photon").ask("Ajdabiya")
    assert len(server.asked) == 3, "another language and another provider are other questions"


def test_that_nothing_is_known_is_remembered_too(server, client):
    server.fault = (200, {}, "[]")
    assert client().ask("Nowhere").candidates == client().ask("Nowhere").candidates == ()
    assert len(server.asked) == 1


def test_old_answers_are_asked_for_anew(store):
    question = Question("nominatim", "https://example.org", "x", "en", "ly")
    store.remember(question, [[1.0, 2.0, {}]], now=1000.0)
    assert store.remembered(question, now=1000.0 + KEPT_S - 1) == [[1.0, 2.0, {}]]
    assert store.remembered(question, now=1000.0 + KEPT_S) is None
    store.remember(question, [], now=2000.0)
    store.forget()
    assert store.remembered(question, now=2000.0) is None


def test_names_are_values_and_never_sql(store):
    question = Question("nominatim", "https://example.org", "'); DROP TABLE answers; --", "en", "ly")
    store.remember(question, [], now=1.0)
    assert store.remembered(question, now=2.0) == []


def test_a_damaged_store_is_begun_anew(tmp_path):
    path = tmp_path / "online.sqlite"
    path.write_bytes(b"no database " * 500)
    store = ServiceStore(path)
    assert store.reserve("host", 1.0, 5.0, now=10.0) == 0.0
    assert store.reserve("host", 1.0, 5.0, now=10.0) == 1.0


def test_a_store_that_cannot_be_used_is_a_sentence(server, client, store, monkeypatch):
    monkeypatch.setattr(store_module, "_PATIENCE_S", 0.1)
    client().ask("Ajdabiya")
    holder = sqlite3.connect(store._path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ServiceError, match="file of earlier answers cannot be used"):
        client().ask("Ajdabiya")
    holder.close()
    assert len(client().ask("Ajdabiya").candidates) == 2


# -- pace


def test_questions_to_one_host_are_a_second_apart(client, clock):
    for name in ("Ajdabiya", "Brega", "Sirte", "Ajdabiya"):
        client().ask(name)
    assert clock.slept == pytest.approx(2.0), "three of them went out, the fourth was answered before"


def test_hosts_do_not_wait_for_each_other(store, clock):
    pace = Pace(store, clock, clock.sleep)
    for host in ("https://one.example", "https://two.example"):
        pace.wait(service_at("nominatim", host), lambda: False)
    assert clock.slept == 0


def test_windows_of_one_profile_share_the_pace(store, clock):
    service = service_at("nominatim")
    Pace(ServiceStore(store._path), clock, clock.sleep).wait(service, lambda: False)
    Pace(ServiceStore(store._path), clock, clock.sleep).wait(service, lambda: False)
    assert clock.slept == pytest.approx(1.0)


def test_threads_never_share_a_turn(store):
    waits, barrier = [], threading.Barrier(4)

    def reserve():
        barrier.wait()
        waits.append(store.reserve("host", 1.0, 100.0, now=50.0))

    threads = [threading.Thread(target=reserve) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == [0.0, 1.0, 2.0, 3.0]


def test_who_cancels_does_not_wait_on(store, clock):
    pace, service = Pace(store, clock, clock.sleep), service_at("nominatim")
    pace.wait(service, lambda: False)
    with pytest.raises(Cancelled):
        pace.wait(service, lambda: True)
    assert clock.slept == 0


def test_too_long_a_queue_is_told_and_takes_no_turn(store, clock):
    pace, service = Pace(store, clock, clock.sleep), service_at("nominatim")
    pace.hold(service, LONGEST_WAIT_S + 1)
    with pytest.raises(Busy, match="6 s of patience"):
        pace.wait(service, lambda: False)
    clock.now += LONGEST_WAIT_S + 1
    pace.wait(service, lambda: False)
    assert clock.slept == 0


@pytest.mark.parametrize(("headers", "seconds"), [
    ({"Retry-After": "120"}, 120), ({"Retry-After": "0"}, 1), ({}, 60), ({"Retry-After": "soon"}, 60),
    ({"Retry-After": "Fri, 31 Dec 1999 23:59:59 GMT"}, 1),
])
def test_a_service_that_asks_for_patience_gets_it(server, client, clock, headers, seconds):
    server.fault = (429, headers, "slow down")
    with pytest.raises(Busy, match=f"asks for {seconds} s of patience") as told:
        client().ask("Ajdabiya")
    assert told.value.seconds == seconds
    server.fault = None
    if seconds > LONGEST_WAIT_S:
        with pytest.raises(Busy):
            client().ask("Ajdabiya")
        assert len(server.asked) == 1, "it is left alone until then"
    clock.now += seconds
    assert client().ask("Ajdabiya").candidates


# -- bad answers


@pytest.mark.parametrize("code", list(CODES))
@pytest.mark.parametrize("body", [
    "", "<html>Welcome to the hotel</html>", "[", "null", "7", '"x"', "{}", "[1]", "[null]", '[{"lat": 1}]',
    '{"features": 3}', '{"features": [{"geometry": null, "properties": {}}]}', '{"results": [{}]}', '{"geonames": "x"}',
    "[" * 100_000, b"\xff\xfe\x00", '{"status": {"value": 99, "message": "x"}}',
    json.dumps([{**NOMINATIM[0], "lat": "NaN"}]), json.dumps([{**NOMINATIM[0], "lat": "91"}]),
    json.dumps([{**NOMINATIM[0], "boundingbox": [1, 2]}]), json.dumps([{**NOMINATIM[0], "osm_id": "x"}]),
])
def test_nonsense_is_a_sentence_and_not_remembered(server, client, clock, code, body):
    server.fault = (200, {}, body)
    with pytest.raises(ServiceError, match=rf"^{providers()[code].name} \(127.*\.$"):
        client(code).ask("Ajdabiya")
    server.fault = None
    clock.now += 10
    assert client(code).ask("Ajdabiya").candidates


def test_nonsense_is_called_that(server, client):
    server.fault = (200, {}, "<html>Welcome to the hotel</html>")
    with pytest.raises(Nonsense, match="no list of places"):
        client().ask("Ajdabiya")


@pytest.mark.parametrize(("status", "kind", "words"), [
    (400, ServiceError, r"does not understand the question \(400\)"),
    (401, Refused, r"refuses to answer \(401\); check the credentials"),
    (402, Refused, r"quota is used up \(402\)"),
    (403, Refused, r"refuses to answer \(403\); .* its rules at https://operations\.osmfoundation\.org"),
    (404, ServiceError, r"is out of order \(404\)"),
    (500, ServiceError, r"is out of order \(500\)"),
    (503, ServiceError, r"is out of order \(503\)"),
])
def test_every_refusal_is_a_sentence(server, client, status, kind, words):
    server.fault = (status, {}, "x" * 1000)
    with pytest.raises(kind, match=words) as told:
        client().ask("Ajdabiya")
    assert "x" * 10 not in str(told.value)


def test_geonames_and_opencage_say_in_the_answer_that_the_quota_is_used_up(server, client):
    server.fault = (200, {}, '{"status": {"message": "the daily limit was exceeded", "value": 18}}')
    with pytest.raises(Refused, match="quota is used up"):
        client("geonames").ask("Ajdabiya")


def test_names_are_tidied_and_places_come_once(server, client):
    odd = {**NOMINATIM[0], "name": "", "display_name": "", "namedetails": {"name:en": "A\u202e\x00 \n b" + "c" * 999}}
    server.fault = (200, {}, json.dumps([odd, odd]))
    candidate, = client().ask("Ajdabiya").candidates
    assert candidate.name.startswith("A bccc") and len(candidate.name) == 200
    assert "another name" in candidate.reason and candidate.score == 1.0


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_NAME + 1)])
def test_what_is_no_name_is_not_sent(server, client, name):
    with pytest.raises(ServiceError, match="write the name only"):
        client().ask(name)
    assert server.connections == 0


# -- addresses and lists


@pytest.mark.parametrize("address", [
    "ftp://example.org", "example.org", "https://", "https://u" + "ser:word@example.org", "https://example.org/?q=1",
    "https://exa mple.org", "https://example.org:99999", "https://example.org:x", "https://example.org/#a",
    "javascript:1",
])
def test_what_is_no_address_is_told(address):
    with pytest.raises(UnreadableValue, match="is no address of a server"):
        service_at("nominatim", address)


def test_the_public_server_is_asked_unless_another_is_named():
    assert service_at("nominatim").server == "https://nominatim.openstreetmap.org"
    own = service_at("photon", " https://maps.example.org:8443/photon/ ", "xx")
    assert (own.server, own.host, own.language) == (
        "https://maps.example.org:8443/photon", "maps.example.org:8443", "en",
    )
    with pytest.raises(UnreadableValue, match="no online service known"):
        service_at("google")


def test_credentials_go_only_where_nobody_listens():
    assert is_sheltered("https://example.org") and is_sheltered("http://127.0.0.1:8099")
    assert not is_sheltered("http://example.org")


def test_nobody_is_asked_faster_than_once_a_second():
    assert all(provider.interval_s >= 1 and provider.server.startswith("https://") for provider in providers().values())
    assert set(answers._READERS) == set(providers()) == set(CODES)


# -- geopy


def test_no_geopy_of_ours_stands_where_anothers_might(client):
    client().ask("Ajdabiya")
    assert "geopy" not in sys.modules
    assert "libya_incident_mapper._vendor.geopy" in sys.modules


def test_without_geopy_a_sentence_says_how_to_get_it(server, client, monkeypatch):
    monkeypatch.setitem(sys.modules, "libya_incident_mapper._vendor", None)
    for name in [name for name in sys.modules if name.endswith("services.geopy_call") or "._vendor." in name]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(ServiceError, match="geopy is missing from the plugin; run 'make setup', or install the zip"):
        client().ask("Ajdabiya")
    assert server.connections == 0
