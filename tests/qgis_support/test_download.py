"""A file over QGIS's network from a server that behaves, breaks off, hangs, refuses, and lies."""

import random
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from qgis.core import QgsApplication, QgsTask
from scripted_server import broken_off, page, reply, serving, silent, slow, status, whole

from libya_incident_mapper.qgis_support import download as download_module
from libya_incident_mapper.qgis_support.download import Download
from libya_incident_mapper.qgis_support.fetch import DownloadError


def zipped(seed=1, size=300_000):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("LY.txt", random.Random(seed).randbytes(size))
    return packed.getvalue()


BODY = zipped()


class Stopped(Exception):
    pass


@pytest.fixture
def fetch(tmp_path, qtbot):
    """Run a download as a task does: in a thread of its own, while the window's thread goes on."""

    def run(server, progress=lambda _: None, pauses=(0.01, 0.01), silence=5.0, url=None):
        target = tmp_path / "down" / "LY.zip"
        download = Download(url or server.url("LY.zip"), target, progress, pauses, silence)
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(download.run)
            qtbot.waitUntil(future.done, timeout=30_000)
        return future.result()

    return run


def left(tmp_path):
    return sorted(path.name for path in (tmp_path / "down").iterdir())


def test_a_file_arrives_whole_with_its_progress(fetch, qgis_app, tmp_path):
    told = []
    with serving(whole(BODY)) as server:
        assert fetch(server, told.append).read_bytes() == BODY
    assert told[-1] == 1.0
    assert left(tmp_path) == ["LY.zip"]
    assert server.asked[0]["accept-encoding"] == "identity"


def test_what_broke_off_is_taken_up_where_it_stopped(fetch, qgis_app, tmp_path):
    with serving(broken_off(BODY, 100_000), whole(BODY)) as server:
        assert fetch(server).read_bytes() == BODY
    assert [asked.get("range") for asked in server.asked] == [None, "bytes=100000-"]
    assert server.asked[1]["if-range"] == '"one"'
    assert left(tmp_path) == ["LY.zip"]


def test_the_next_day_goes_on_too(fetch, qgis_app, tmp_path):
    with serving(broken_off(BODY, 70_000)) as server, pytest.raises(DownloadError, match="goes on where it stopped"):
        fetch(server, pauses=())
    assert left(tmp_path) == ["LY.zip.part", "LY.zip.part.tag"]
    with serving(whole(BODY)) as server:
        assert fetch(server).read_bytes() == BODY
        assert server.asked[0]["range"] == "bytes=70000-"


def test_a_server_without_ranges_sends_it_all_again(fetch, qgis_app):
    with serving(broken_off(BODY, 100_000), whole(BODY, knows_ranges=False)) as server:
        assert fetch(server).read_bytes() == BODY


def test_a_file_that_changed_between_is_fetched_anew(fetch, qgis_app):
    newer = zipped(seed=2)
    with serving(broken_off(BODY, 100_000), whole(newer, tag='"two"')) as server:
        assert fetch(server).read_bytes() == newer


def test_a_rest_that_is_of_another_file_is_not_glued_on(fetch, qgis_app):
    newer = zipped(seed=2)

    def heedless(handler):
        reply(handler, 206, newer[100_000:], ETag='"two"',
              Content_Range=f"bytes 100000-{len(newer) - 1}/{len(newer)}")

    with serving(broken_off(BODY, 100_000), heedless, whole(newer, tag='"two"')) as server:
        assert fetch(server).read_bytes() == newer


def test_a_part_of_an_unknown_file_is_not_built_on(fetch, qgis_app):
    with serving(broken_off(BODY, 100_000, tag=None), whole(BODY)) as server:
        assert fetch(server).read_bytes() == BODY
    assert "range" not in server.asked[1]


def test_errors_of_the_server_are_tried_again(fetch, qgis_app):
    with serving(status(502), whole(BODY)) as server:
        assert fetch(server).read_bytes() == BODY


def test_a_redirect_within_the_host_is_followed(fetch, qgis_app):
    with serving(status(302, Location="/dump/LY.zip"), whole(BODY)) as server:
        assert fetch(server).read_bytes() == BODY
    assert [asked["path"] for asked in server.asked] == ["/LY.zip", "/dump/LY.zip"]


REFUSED = {
    "403": (status(403), "refuses for now (403). Try again later"),
    "429": (status(429, Retry_After="120"), "refuses for now (429). It asks to wait 120 seconds"),
    "429 until a date": (status(429, Retry_After="Wed, 21 Oct 2099 07:28:00 GMT"), "It asks to wait"),
    "404": (status(404), "/LY.zip is not to be had (404)"),
    "500 for ever": (status(500), "broke off (error 500 of the server)"),
    "elsewhere": (status(302, Location="https://elsewhere.invalid/LY.zip"), "sends on to https://elsewhere.invalid"),
    "in circles": (status(302, Location="/LY.zip"), "without an end"),
    "a page": (page(b"<html>Please sign in</html>"), "is no zip, or a damaged one"),
    "nothing": (page(b""), "is no zip, or a damaged one"),
    "damaged": (page(BODY[:5000] + b"!" + BODY[5001:]), "is no zip, or a damaged one"),
    "wrong length": (lambda handler: reply(handler, 200, BODY[:1000], **{"Content-Length": 5000}), "broke off"),
}


@pytest.mark.parametrize("answer, sentence", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_fetched_gets_a_sentence(fetch, qgis_app, tmp_path, answer, sentence):
    with serving(answer) as server, pytest.raises(DownloadError) as caught:
        fetch(server)
    assert sentence in str(caught.value)
    assert "LY.zip" not in left(tmp_path)


def test_a_refusal_is_not_asked_again(fetch, qgis_app):
    with serving(status(429, Retry_After="120")) as server, pytest.raises(DownloadError):
        fetch(server)
    assert len(server.asked) == 1


def test_a_server_that_hangs_is_given_up(fetch, qgis_app):
    with serving(silent()) as server, pytest.raises(DownloadError, match="sent nothing for a long time"):
        fetch(server, pauses=(), silence=0.3)


def test_a_server_that_hangs_once_is_asked_again(fetch, qgis_app):
    with serving(silent(), whole(BODY)) as server:
        assert fetch(server, silence=0.3).read_bytes() == BODY


def test_nobody_there_gets_a_sentence(fetch, qgis_app):
    with serving(whole(BODY)) as server:
        url = server.url("LY.zip")
    with pytest.raises(DownloadError, match="broke off"):
        fetch(None, url=url)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "LY.zip", "", "https:///LY.zip"])
def test_only_the_web_is_asked(qgis_app, tmp_path, url):
    with pytest.raises(DownloadError, match="is no web address"):
        Download(url, tmp_path / "LY.zip", lambda _: None).run()


def test_a_certificate_that_does_not_fit_ends_it(fetch, qgis_app, tmp_path):
    with serving(whole(BODY), certificate=tmp_path) as server:
        url = server.url("LY.zip").replace("http:", "https:")
        with pytest.raises(DownloadError, match="If the certificate does not fit"):
            fetch(server, url=url)
    assert server.asked == []


def test_too_much_is_not_kept(fetch, qgis_app, tmp_path, monkeypatch):
    monkeypatch.setattr(download_module, "MOST_BYTES", 1000)
    with serving(whole(BODY)) as server, pytest.raises(DownloadError, match="no list of one country"):
        fetch(server)
    assert left(tmp_path) == []


def test_it_can_be_stopped_while_it_runs_and_while_it_hangs(fetch, qgis_app, tmp_path):
    def stop(share):
        if share > 0.1:
            raise Stopped

    with serving(slow(BODY)) as server, pytest.raises(Stopped):
        fetch(server, stop)
    assert "LY.zip.part" in left(tmp_path)

    def stop_at_once(share):
        raise Stopped

    with serving(silent()) as server, pytest.raises(Stopped):
        fetch(server, stop_at_once)


def test_it_runs_in_a_task(qgis_app, tmp_path, qtbot):
    target = tmp_path / "down" / "LY.zip"
    with serving(broken_off(BODY, 100_000), whole(BODY)) as server:
        url = server.url("LY.zip")
        task = QgsTask.fromFunction(
            "fetch", lambda task: Download(url, target, lambda share: task.setProgress(100 * share), (0.01,)).run())
        with qtbot.waitSignal(task.taskCompleted, timeout=20_000):
            QgsApplication.taskManager().addTask(task)
    assert target.read_bytes() == BODY
