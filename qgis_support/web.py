"""The network as online services see it: QGIS's own, with its proxy, certificates and stored credentials."""

from configparser import ConfigParser
from functools import lru_cache
from pathlib import Path

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsFeedback, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QEventLoop, Qt, QTimer, QUrl, QUrlQuery
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..geocoding.services.errors import Cancelled, Nonsense, Redirected, ServiceError, TimedOut, Unreachable, Untrusted
from ..geocoding.services.providers import Service, is_sheltered
from ..geocoding.services.web import MOST_BYTES, TIMEOUT_S, Reply

_METADATA = Path(__file__).resolve().parent.parent / "metadata.txt"
_ERRORS = QNetworkReply.NetworkError
_ATTRIBUTES = QNetworkRequest.Attribute
_RAISED = {
    _ERRORS.SslHandshakeFailedError: Untrusted,
    _ERRORS.InsecureRedirectError: Redirected,
    _ERRORS.TooManyRedirectsError: Redirected,
    _ERRORS.OperationCanceledError: TimedOut,  # by QGIS's own limit, for what we cancelled is told before
}


class QgisWeb:
    """GETs for one service, from a task's thread; `feedback` cancels what is under way.

    credential: id of an authentication configuration, empty for none. Where the provider wants a key or user name in
    the address, it is put there last: geopy, the store and our messages never see it.

    Not over QgsBlockingNetworkRequest (3.22): that writes the whole address into QGIS's log when a service refuses, it
    follows redirects to any host and takes the credentials along, and timeout and cancel look like success.
    """

    def __init__(self, service: Service, credential: str, feedback: QgsFeedback) -> None:
        self._service, self._credential, self._feedback = service, credential, feedback
        # Made in the window's thread: a doubtful certificate is referred to that thread's network manager, and where
        # there is none, a task's thread waits for the verdict for ever (3.22).
        QgsNetworkAccessManager.instance()

    def __call__(self, address: str) -> Reply:
        """The reply to a GET; raises ServiceError."""
        download = _Download(self._request(address), self._feedback)
        try:
            return self._reply(download)
        finally:
            download.reply.deleteLater()

    def _reply(self, download: "_Download") -> Reply:
        label, reply = self._service.label, download.reply
        if self._feedback.isCanceled():
            raise Cancelled(label)
        if download.is_too_long:
            raise Nonsense(label)
        if download.is_too_late:
            raise TimedOut(label)
        if reply.error() in _RAISED:
            raise _RAISED[reply.error()](label)
        status = reply.attribute(_ATTRIBUTES.HttpStatusCodeAttribute)
        if status is None or (status < 300 and reply.error() != _ERRORS.NoError):
            raise Unreachable(label)
        headers = {bytes(name).decode("latin-1").lower(): bytes(value).decode("latin-1")
                   for name, value in reply.rawHeaderPairs()}
        return Reply(status, bytes(reply.readAll()), headers)

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
    """One GET with a limit on time and length, waited for in an event loop of the calling thread."""

    def __init__(self, request: QNetworkRequest, feedback: QgsFeedback) -> None:
        self.is_too_late = self.is_too_long = False
        # Connected as QgsBlockingNetworkRequest has it; by default a doubtful certificate locks both threads (3.22).
        manager = QgsNetworkAccessManager.instance(Qt.ConnectionType.DirectConnection)
        self.reply = manager.get(request)
        loop, timer = QEventLoop(), QTimer()
        timer.setSingleShot(True)
        timer.timeout.connect(self._too_late)
        self.reply.downloadProgress.connect(self._measure)
        self.reply.finished.connect(loop.quit)
        feedback.canceled.connect(self.reply.abort)
        timer.start(int(TIMEOUT_S * 1000))
        if not self.reply.isFinished() and not feedback.isCanceled():
            loop.exec()
        feedback.canceled.disconnect(self.reply.abort)

    def _too_late(self) -> None:
        self.is_too_late = True
        self.reply.abort()

    def _measure(self, received: int, total: int) -> None:
        if max(received, total) > MOST_BYTES:
            self.is_too_long = True
            self.reply.abort()


@lru_cache(maxsize=1)
def _home_page() -> str:
    metadata = ConfigParser()
    metadata.read_string(_METADATA.read_text(encoding="utf-8"))
    return metadata["general"]["homepage"]
