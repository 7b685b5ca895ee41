"""A connection over QGIS's network, used from a task's thread."""

import queue
from functools import lru_cache
from typing import Callable, NamedTuple, Optional, Tuple

from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, pyqtSignal, pyqtSlot
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from qgis.PyQt.QtWidgets import QApplication

from ..model.errors import IncidentMapperError

_Attribute = QNetworkRequest.Attribute


class Answer(NamedTuple):
    """The head of an answer, and why there is no more of it, if it has ended."""

    status: int
    tag: str
    first_byte: int
    total: Optional[int]
    onward: str
    retry_after: str
    error: QNetworkReply.NetworkError
    error_text: str


class _WindowThread(QObject):
    """Does something in the window's thread, whichever thread asks; made once and never taken down."""

    asked = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.moveToThread(QgsApplication.instance().thread())
        self.asked.connect(self._do)

    @pyqtSlot(object)
    def _do(self, act: Callable[[], None]) -> None:
        act()


@lru_cache(maxsize=1)
def _window_thread() -> _WindowThread:
    return _WindowThread()


class Line:
    """A connection that lives in the window's thread, which never waits for it, while a task's thread does.

    In a task's own thread a doubtful certificate can lock the thread for ever: QGIS wakes it before it sleeps (3.22).
    `make_request` is called in the window's thread too, where QGIS may ask for a password; what it raises is `failure`.
    `came` gives (head, bytes, whether that was all) as they come; the head of a failure is None.
    """

    def __init__(self, make_request: Callable[[], QNetworkRequest]) -> None:
        self._make_request = make_request
        self._reply: Optional[QNetworkReply] = None
        self.came: queue.SimpleQueue[Tuple[Optional[Answer], bytes, bool]] = queue.SimpleQueue()
        self.is_silent = False
        self.failure: Optional[IncidentMapperError] = None

    def open(self) -> None:
        """Ask the server."""
        _window_thread().asked.emit(self._open)

    def give_up(self) -> None:
        """The server is silent: end it, unless QGIS is asking the user about a certificate or for a password."""
        _window_thread().asked.emit(self._give_up)

    def close(self) -> None:
        """Let go of the server, whether it has ended or not."""
        _window_thread().asked.emit(self._abort)

    def _open(self) -> None:
        try:
            request = self._make_request()
        except IncidentMapperError as error:
            self.failure = error
            self.came.put((None, b"", True))
            return
        self._reply = QgsNetworkAccessManager.instance().get(request)
        self._reply.readyRead.connect(self._read)
        self._reply.finished.connect(self._finish)

    def _give_up(self) -> None:
        if QApplication.activeModalWidget() is None:
            self.is_silent = True
            self._abort()

    def _abort(self) -> None:
        if self._reply is not None:
            self._reply.abort()

    def _read(self) -> None:
        # An aborted reply is closed, and reading it warns.
        data = bytes(self._reply.readAll()) if self._reply.isOpen() else b""
        self.came.put((_head(self._reply), data, False))

    def _finish(self) -> None:
        self._read()
        self.came.put((_head(self._reply), b"", True))
        self._reply.deleteLater()
        self._reply = None


def _head(reply: QNetworkReply) -> Answer:
    status = int(reply.attribute(_Attribute.HttpStatusCodeAttribute) or 0)
    etag = _text(reply, b"ETag")
    # A weak tag promises a like file, not the same bytes.
    tag = etag if etag and not etag.startswith("W/") else _text(reply, b"Last-Modified")
    first, total = 0, _text(reply, b"Content-Length")
    if status == 206:
        span, _, total = _text(reply, b"Content-Range").removeprefix("bytes ").partition("/")
        first = _number(span.partition("-")[0])
    return Answer(
        status, tag, -1 if first is None else first, _number(total), _text(reply, b"Location"),
        _text(reply, b"Retry-After"), reply.error(), reply.errorString(),
    )


def _text(reply: QNetworkReply, header: bytes) -> str:
    return bytes(reply.rawHeader(header)).decode("latin-1").strip()


def _number(text: str) -> Optional[int]:
    return int(text) if text.isdecimal() else None
