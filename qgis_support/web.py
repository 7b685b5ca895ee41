"""The network as online services see it: QGIS's own, with its proxy, certificates and stored credentials."""

import threading
from configparser import ConfigParser
from functools import lru_cache
from pathlib import Path
from typing import Mapping, Optional

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsFeedback, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, QTimer, QUrl, QUrlQuery, pyqtSignal, pyqtSlot
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from qgis.PyQt.QtWidgets import QApplication

from ..geocoding.services.errors import Cancelled, Nonsense, Redirected, ServiceError, TimedOut, Unreachable, Untrusted
from ..geocoding.services.providers import Service, is_sheltered
from ..geocoding.services.web import MOST_BYTES, TIMEOUT_S, Reply

_METADATA = Path(__file__).resolve().parent.parent / "metadata.txt"
_STEP_S = 0.1
_ERRORS = QNetworkReply.NetworkError
_ATTRIBUTES = QNetworkRequest.Attribute
_RAISED = {
    _ERRORS.SslHandshakeFailedError: Untrusted,
    _ERRORS.InsecureRedirectError: Redirected,
    _ERRORS.TooManyRedirectsError: Redirected,
    _ERRORS.OperationCanceledError: TimedOut,  # by QGIS's own limit, for what we cancelled is told before
}


class QgisWeb(QObject):
    """GETs for one service. Made in the window's thread, called in a task's; `feedback` cancels what is under way.

    credential: id of an authentication configuration, empty for none. Where the provider wants a key or user name in
    the address, it is put there last: geopy, the store and our messages never see it.

    The connection lives in the window's thread, which never waits for it, while the task's thread does. In a task's
    own thread a doubtful certificate can lock the thread for ever: QGIS wakes it before it sleeps (3.22). And not
    over QgsBlockingNetworkRequest (3.22): that writes the whole address into QGIS's log when a service refuses, it
    follows redirects to any host and takes the credentials along, and timeout and cancel look like success.
    """

    _asked = pyqtSignal(object)

    def __init__(self, service: Service, credential: str, feedback: QgsFeedback) -> None:
        super().__init__()
        self._service, self._credential, self._feedback = service, credential, feedback
        self._asked.connect(self._begin)

    def __call__(self, address: str) -> Reply:
        """The reply to a GET; raises ServiceError."""
        download = _Download(address, self._feedback)
        self._asked.emit(download)
        while not download.is_over.wait(_STEP_S):
            # When QGIS ends, the window's thread waits for this one and begins nothing more.
            if self._feedback.isCanceled():
                break
        label = self._service.label
        if self._feedback.isCanceled():
            raise Cancelled(label)
        if download.refused is not None:
            raise download.refused
        if download.is_too_long:
            raise Nonsense(label)
        if download.is_too_late:
            raise TimedOut(label)
        if download.error in _RAISED:
            raise _RAISED[download.error](label)
        if download.status is None or (download.status < 300 and download.error != _ERRORS.NoError):
            raise Unreachable(label)
        return Reply(download.status, download.body, download.headers)

    @pyqtSlot(object)
    def _begin(self, download: "_Download") -> None:
        try:
            download.begin(self._request(download.address))
        except ServiceError as refused:
            download.refused = refused
            download.is_over.set()

    def _request(self, address: str) -> QNetworkRequest:
        request = QNetworkRequest(self._with_credential(QUrl(address)))
        # QGIS puts its own name in place of any User-Agent (3.22); services also know who asks by this.
        request.setRawHeader(b"Referer", _home_page().encode("ascii"))
        same_origin = QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy
        request.setAttribute(_ATTRIBUTES.RedirectPolicyAttribute, same_origin)
        # Not into QGIS's cache of pages, which would keep the address, key and all; our own store remembers.
        request.setAttribute(_ATTRIBUTES.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork)
        request.setAttribute(_ATTRIBUTES.CacheSaveControlAttribute, False)
        if self._credential and not self._service.provider.parameter:
            updated = QgsApplication.authManager().updateNetworkRequest(request, self._credential)
            is_set, request = updated if isinstance(updated, tuple) else (updated, request)
            if not is_set:
                what = "was not asked, because QGIS could not open the chosen credentials"
                raise ServiceError(self._service.label, f"{what}; check them in Settings ▸ Options ▸ Authentication")
        return request

    def _with_credential(self, url: QUrl) -> QUrl:
        """The address with the key or user name that the provider wants in it."""
        provider = self._service.provider
        if self._credential and not is_sheltered(self._service.server):
            what = "is not sent credentials over http, where others can read them; give an https address"
            raise ServiceError(self._service.label, what)
        if not provider.parameter:
            return url
        config = QgsAuthMethodConfig()
        if self._credential:
            QgsApplication.authManager().loadAuthenticationConfig(self._credential, config, True)
        entry = config.config(provider.entry)
        if not entry:
            what = "needs a registration: choose in Settings ▸ Options a basic authentication configuration with"
            raise ServiceError(self._service.label, f"{what} {provider.registration}")
        query = QUrlQuery(url)
        query.removeAllQueryItems(provider.parameter)
        query.addQueryItem(provider.parameter, bytes(QUrl.toPercentEncoding(entry)).decode("ascii"))
        url.setQuery(query)
        return url


class _Download:
    """One GET with a limit on time and length. When `is_over` is set, what came is in the other fields."""

    def __init__(self, address: str, feedback: QgsFeedback) -> None:
        self.address, self._feedback = address, feedback
        self.is_over = threading.Event()
        self.refused: Optional[ServiceError] = None
        self.is_too_late = self.is_too_long = False
        self.error, self.status, self.body = _ERRORS.NoError, None, b""
        self.headers: Mapping[str, str] = {}

    def begin(self, request: QNetworkRequest) -> None:
        """Open the connection; QGIS's network manager must be that of the calling thread."""
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._too_late)
        self._timer.start(int(TIMEOUT_S * 1000))
        self._reply = QgsNetworkAccessManager.instance().get(request)
        self._reply.downloadProgress.connect(self._measure)
        self._reply.finished.connect(self._end)
        self._feedback.canceled.connect(self._reply.abort)
        if self._feedback.isCanceled():
            self._reply.abort()

    def _too_late(self) -> None:
        if QApplication.activeModalWidget() is not None:
            self._timer.start()  # QGIS may be asking about a certificate or for a password; it needs its reply then
            return
        self.is_too_late = True
        self._reply.abort()

    def _measure(self, received: int, total: int) -> None:
        if max(received, total) > MOST_BYTES:
            self.is_too_long = True
            self._reply.abort()

    def _end(self) -> None:
        self._timer.stop()
        reply = self._reply
        self.error = reply.error()
        self.status = reply.attribute(_ATTRIBUTES.HttpStatusCodeAttribute)
        self.headers = {bytes(name).decode("latin-1").lower(): bytes(value).decode("latin-1")
                        for name, value in reply.rawHeaderPairs()}
        # An aborted reply is closed, and reading it warns.
        self.body = bytes(reply.readAll()) if reply.isOpen() else b""
        reply.deleteLater()
        self.is_over.set()


@lru_cache(maxsize=1)
def _home_page() -> str:
    metadata = ConfigParser()
    metadata.read_string(_METADATA.read_text(encoding="utf-8"))
    return metadata["general"]["homepage"]
