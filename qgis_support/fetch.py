"""One request for a file over QGIS's network, and what its answer means."""

import queue
import time
from email.utils import parsedate_to_datetime
from typing import BinaryIO, Callable, Optional

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..model.errors import IncidentMapperError
from .line import Answer, Line
from .partial_file import PartialFile
from .translation import counted, tr

Tell = Callable[[int, Optional[int]], None]
_POLL_S = 0.1
_Attribute, _Error = QNetworkRequest.Attribute, QNetworkReply.NetworkError
_FOR_GOOD = (
    _Error.SslHandshakeFailedError, _Error.ProxyAuthenticationRequiredError, _Error.AuthenticationRequiredError,
    _Error.ProtocolUnknownError,
)


class DownloadError(IncidentMapperError):
    """A file could not be fetched; the text says why and what to do."""


class BrokenOffError(Exception):
    """A fault on the way that may be gone at the next try; the text is for people."""


class Fetch:
    """One request for what is still missing of a file, made from a task's thread.

    tell: is told the bytes here and the bytes in all (None where the server does not say), and may raise to stop.
    """

    def __init__(self, url: QUrl, part: PartialFile, tell: Tell, silence_s: float) -> None:
        self._url, self._part, self._tell, self._silence_s = url, part, tell, silence_s
        self._stream: Optional[BinaryIO] = None
        self._arrived = part.arrived
        self._total: Optional[int] = None

    def run(self) -> Optional[QUrl]:
        """Write what comes; where the server sends us on to, or None for a file that is whole."""
        line = Line(self._request)
        line.open()
        try:
            return self._end(self._follow(line), line.is_silent)
        finally:
            line.close()
            if self._stream is not None:
                self._stream.close()

    def _follow(self, line: Line) -> Answer:
        last = time.monotonic()
        while True:
            try:
                answer, data, is_over = line.came.get(timeout=_POLL_S)
            except queue.Empty:
                self._tell(self._arrived, self._total)
                if time.monotonic() - last > self._silence_s:
                    last = time.monotonic()
                    line.give_up()
                continue
            last = time.monotonic()
            self._take(answer, data)
            if is_over:
                return answer

    def _take(self, answer: Answer, data: bytes) -> None:
        if answer.status not in (200, 206):
            return
        if self._stream is None:
            self._stream = self._open(answer)
            self._arrived, self._total = self._stream.tell(), answer.total
        self._stream.write(data)
        self._arrived += len(data)
        self._tell(self._arrived, self._total)

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

    def _open(self, answer: Answer) -> BinaryIO:
        """Where the bytes go: behind those that are here, or into a new part where the server sends all of it."""
        if answer.status != 206:
            return self._part.begin(answer.tag)
        if answer.first_byte != self._arrived or answer.tag not in ("", self._part.tag):
            self._part.drop()
            raise BrokenOffError(tr("the file was changed meanwhile"))
        return self._part.go_on()

    def _end(self, answer: Answer, is_silent: bool) -> Optional[QUrl]:
        if answer.status in (301, 302, 303, 307, 308):
            return self._url.resolved(QUrl(answer.onward))
        if answer.status >= 400:
            self._refuse(answer.status, answer.retry_after)
        if is_silent or answer.error == _Error.OperationCanceledError:
            # QGIS's own timeout ends a request like a cancelled one.
            raise BrokenOffError(tr("it sent nothing for a long time"))
        if answer.error in _FOR_GOOD:
            raise DownloadError(
                tr("QGIS cannot talk to {host}: {reason}. If the certificate does not fit, somebody may stand between; "
                   "nothing was loaded. Get the file in another way and load it from disk.").format(
                       host=self._url.host(), reason=answer.error_text.rstrip("."))
            )
        if answer.error != _Error.NoError:
            raise BrokenOffError(answer.error_text)
        if answer.status not in (200, 206) or answer.total not in (None, self._arrived):
            raise BrokenOffError(tr("{arrived} of {total} bytes came").format(
                arrived=self._arrived, total=answer.total or "?"))
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
                    counted(
                        "It asks to wait {number} second; try again then.",
                        "It asks to wait {number} seconds; try again then.", wait,
                    ) if wait else tr("Try again later, or get the file in a browser and load it from disk.")
                )
            )
        if status >= 500:
            raise BrokenOffError(tr("error {status} of the server").format(status=status))
        raise DownloadError(
            tr("{url} is not to be had ({status}); check the address, or load the file from disk.").format(
                url=url, status=status)
        )


def _seconds(retry_after: str) -> int:
    """Of Retry-After, which is a number of seconds or a date; 0 where it says nothing."""
    if retry_after.isdecimal():
        return int(retry_after)
    try:
        return max(0, round(parsedate_to_datetime(retry_after).timestamp() - time.time()))
    except (TypeError, ValueError, IndexError):
        return 0
