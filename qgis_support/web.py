"""The network as online services see it: QGIS's own, with its proxy, certificates and stored credentials."""

import queue
import time
from configparser import ConfigParser
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Optional, Tuple

from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsFeedback
from qgis.PyQt.QtCore import QUrl, QUrlQuery
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ..geocoding.services.errors import Cancelled, Nonsense, Redirected, ServiceError, TimedOut, Unreachable, Untrusted
from ..geocoding.services.providers import Service, is_sheltered
from ..geocoding.services.web import MOST_BYTES, TIMEOUT_S, Reply
from .line import Answer, Line
from .translation import tr

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


class QgisWeb:
    """GETs for one service, called in a task's thread; `feedback` cancels what is under way.

    credential: id of an authentication configuration, empty for none. Where the provider wants a key or user name in
    the address, it is put there last: geopy, the store and our messages never see it.

    Not over QgsBlockingNetworkRequest (3.22): that writes the whole address into QGIS's log when a service refuses, it
    follows redirects to any host and takes the credentials along, and timeout and cancel look like success.
    """

    def __init__(self, service: Service, credential: str, feedback: QgsFeedback) -> None:
        self._service, self._credential, self._feedback = service, credential, feedback

    def __call__(self, address: str) -> Reply:
        """The reply to a GET; raises ServiceError."""
        line = Line(lambda: self._request(address))
        line.open()
        try:
            answer, body = self._follow(line)
        finally:
            line.close()
        label = self._service.label
        if line.failure is not None:
            raise line.failure
        if line.is_silent:
            raise TimedOut(label)
        if answer.error in _RAISED:
            raise _RAISED[answer.error](label)
        if not answer.status or (answer.status < 300 and answer.error != _ERRORS.NoError):
            raise Unreachable(label)
        return Reply(answer.status, body, {"retry-after": answer.retry_after} if answer.retry_after else {})

    def _follow(self, line: Line) -> Tuple[Optional[Answer], bytes]:
        body, last = b"", time.monotonic()
        while True:
            if self._feedback.isCanceled():
                raise Cancelled(self._service.label)
            with suppress(queue.Empty):
                answer, data, is_over = line.came.get(timeout=_STEP_S)
                body += data
                if len(body) > MOST_BYTES:
                    raise Nonsense(self._service.label)
                if is_over:
                    return answer, body
            if time.monotonic() - last > TIMEOUT_S:
                last = time.monotonic()
                line.give_up()

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
                what = tr(
                    "was not asked, because QGIS could not open the chosen credentials; check them in "
                    "Settings ▸ Options ▸ Authentication"
                )
                raise ServiceError(self._service.label, what)
        return request

    def _with_credential(self, url: QUrl) -> QUrl:
        """The address with the key or user name that the provider wants in it."""
        provider = self._service.provider
        if self._credential and not is_sheltered(self._service.server):
            what = tr("is not sent credentials over http, where others can read them; give an https address")
            raise ServiceError(self._service.label, what)
        if not provider.parameter:
            return url
        config = QgsAuthMethodConfig()
        if self._credential:
            QgsApplication.authManager().loadAuthenticationConfig(self._credential, config, True)
        entry = config.config(provider.entry)
        if not entry:
            what = tr(
                "needs a registration: choose in Settings ▸ Options a basic authentication configuration with {words}"
            )
            raise ServiceError(self._service.label, what.format(words=tr(provider.registration)))
        query = QUrlQuery(url)
        query.removeAllQueryItems(provider.parameter)
        query.addQueryItem(provider.parameter, bytes(QUrl.toPercentEncoding(entry)).decode("ascii"))
        url.setQuery(query)
        return url


@lru_cache(maxsize=1)
def _home_page() -> str:
    metadata = ConfigParser()
    metadata.read_string(_METADATA.read_text(encoding="utf-8"))
    return metadata["general"]["homepage"]
