"""One request for a file over QGIS's network, and what its answer means."""

import time
from email.utils import parsedate_to_datetime
from typing import BinaryIO, Callable, NamedTuple, Optional

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QEventLoop, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..model.errors import IncidentMapperError
from .partial_file import PartialFile
from .translation import tr

Tell = Callable[[int, Optional[int]], None]
_POLL_MS = 100
_Attribute, _Error = QNetworkRequest.Attribute, QNetworkReply.NetworkError
_FOR_GOOD = (
    _Error.SslHandshakeFailedError, _Error.ProxyAuthenticationRequiredError, _Error.AuthenticationRequiredError,
    _Error.ProtocolUnknownError,
)


class DownloadError(IncidentMapperError):
    """A file could not be fetched; the text says why and what to do."""


class BrokenOffError(Exception):
    """A fault on the way that may be gone at the next try; the text is for people."""


class Answer(NamedTuple):
    """The head of an answer."""

    status: int
    tag: str
    first_byte: int
    total: Optional[int]


class Fetch:
    """One request for what is still missing of a file.

    tell: is told the bytes here and the bytes in all (None where the server does not say), and may raise to stop.
    """

    def __init__(self, url: QUrl, part: PartialFile, tell: Tell, silence_s: float) -> None:
        self._url, self._part, self._tell, self._silence_s = url, part, tell, silence_s
        self._answer: Optional[Answer] = None
        self._stream: Optional[BinaryIO] = None
        self._raised: Optional[BaseException] = None
        self._is_silent = False
        self._arrived = part.arrived
        self._last = time.monotonic()

    def run(self) -> Optional[QUrl]:
        """Write what comes; where the server sends us on to, or None for a file that is whole."""
        reply = QgsNetworkAccessManager.instance().get(self._request())
        loop, timer = QEventLoop(), QTimer()
        reply.readyRead.connect(lambda: self._guarded(self._take, reply))
        reply.finished.connect(loop.quit)
        timer.timeout.connect(lambda: self._guarded(self._look_up, reply))
        timer.start(_POLL_MS)
        if not reply.isFinished():
            # exec_ until PyQt 5, exec since; PyQt 5.15 has both.
            loop.exec()
        timer.stop()
        try:
            self._guarded(self._take, reply)
            if self._raised is not None:
                raise self._raised
            return self._end(reply)
        finally:
            if self._stream is not None:
                self._stream.close()
            reply.deleteLater()

    def _request(self) -> QNetworkRequest:
        request = QNetworkRequest(self._url)
        # Bytes as they lie on the server: Qt would unpack, and lengths and ranges would be of something else.
        request.setRawHeader(b"Accept-Encoding", b"identity")
        request.setAttribute(_Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork)
        request.setAttribute(_Attribute.CacheSaveControlAttribute, False)
        request.setAttribute(
            _Attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
        )
        if self._arrived:
            request.setRawHeader(b"Range", f"bytes={self._arrived}-".encode("ascii"))
            request.setRawHeader(b"If-Range", self._part.tag.encode("latin-1"))
        return request

    def _guarded(self, act: Callable[[QNetworkReply], None], reply: QNetworkReply) -> None:
        """Qt calls this, and an exception must not leave through it."""
        try:
            if self._raised is None:
                act(reply)
        except BaseException as raised:
            self._raised = raised
            reply.abort()

    def _look_up(self, reply: QNetworkReply) -> None:
        self._tell(self._arrived, self._answer.total if self._answer else None)
        if time.monotonic() - self._last > self._silence_s:
            self._is_silent = True
            reply.abort()

    def _take(self, reply: QNetworkReply) -> None:
        if self._answer is None:
            self._answer = _head(reply)
        if self._answer.status not in (200, 206):
            return
        if self._stream is None:
            self._stream = self._open(self._answer)
            self._arrived = self._stream.tell()
        # An aborted reply is closed, and reading it warns.
        data = bytes(reply.readAll()) if reply.isOpen() else b""
        if data:
            self._stream.write(data)
            self._arrived, self._last = self._arrived + len(data), time.monotonic()
            self._tell(self._arrived, self._answer.total)

    def _open(self, answer: Answer) -> BinaryIO:
        """Where the bytes go: behind those that are here, or into a new part where the server sends all of it."""
        if answer.status != 206:
            return self._part.begin(answer.tag)
        if answer.first_byte != self._arrived or answer.tag not in ("", self._part.tag):
            self._part.drop()
            raise BrokenOffError(tr("the file was changed meanwhile"))
        return self._part.go_on()

    def _end(self, reply: QNetworkReply) -> Optional[QUrl]:
        status = self._answer.status if self._answer else 0
        if status in (301, 302, 303, 307, 308):
            return self._url.resolved(reply.attribute(_Attribute.RedirectionTargetAttribute) or QUrl())
        if status >= 400:
            self._refuse(status, _text(reply, b"Retry-After"))
        error = reply.error()
        if self._is_silent or error == _Error.OperationCanceledError:
            # QGIS's own timeout ends a request like a cancelled one.
            raise BrokenOffError(tr("it sent nothing for a long time"))
        if error in _FOR_GOOD:
            reason = reply.errorString()
            raise DownloadError(
                tr("QGIS cannot talk to {host}: {reason}. If the certificate does not fit, somebody may stand between; "
                   "nothing was loaded. Get the file in another way and load it from disk.").format(
                       host=self._url.host(), reason=reason.rstrip("."))
            )
        if error != _Error.NoError:
            raise BrokenOffError(reply.errorString())
        if status not in (200, 206) or self._answer.total not in (None, self._arrived):
            raise BrokenOffError(tr("{arrived} of {total} bytes came").format(
                arrived=self._arrived, total=self._answer.total if self._answer else "?"))
        return None

    def _refuse(self, status: int, retry_after: str) -> None:
        """Raise what fits an answer that is an error."""
        host, url = self._url.host(), self._url.toString()
        if status == 416:
            self._part.drop()
            raise BrokenOffError(tr("the file was changed meanwhile"))
        if status in (403, 429, 503) and (status != 503 or retry_after):
            wait = _seconds(retry_after)
            raise DownloadError(
                tr("{host} refuses for now ({status}).").format(host=host, status=status) + " " + (
                    tr("It asks to wait {wait} seconds; try again then.").format(wait=wait) if wait
                    else tr("Try again later, or get the file in a browser and load it from disk.")
                )
            )
        if status >= 500:
            raise BrokenOffError(tr("error {status} of the server").format(status=status))
        raise DownloadError(
            tr("{url} is not to be had ({status}); check the address, or load the file from disk.").format(
                url=url, status=status)
        )


def _head(reply: QNetworkReply) -> Answer:
    status = int(reply.attribute(_Attribute.HttpStatusCodeAttribute) or 0)
    etag = _text(reply, b"ETag")
    # A weak tag promises a like file, not the same bytes.
    tag = etag if etag and not etag.startswith("W/") else _text(reply, b"Last-Modified")
    if status == 206:
        span, _, total = _text(reply, b"Content-Range").removeprefix("bytes ").partition("/")
        first = span.partition("-")[0]
        return Answer(status, tag, int(first) if first.isdecimal() else -1, _number(total))
    return Answer(status, tag, 0, _number(_text(reply, b"Content-Length")))


def _text(reply: QNetworkReply, header: bytes) -> str:
    return bytes(reply.rawHeader(header)).decode("latin-1").strip()


def _number(text: str) -> Optional[int]:
    return int(text) if text.isdecimal() else None


def _seconds(retry_after: str) -> int:
    """Of Retry-After, which is a number of seconds or a date; 0 where it says nothing."""
    if retry_after.isdecimal():
        return int(retry_after)
    try:
        return max(0, round(parsedate_to_datetime(retry_after).timestamp() - time.time()))
    except (TypeError, ValueError, IndexError):
        return 0
