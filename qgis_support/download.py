"""One file by QGIS's network, with its proxy and certificates; what broke off is taken up where it stopped.

Nothing is fetched unless somebody asks for it, and only from the host that was named to them. Made for a task: `run`
waits, and the window's thread, which does the talking, must not.
"""

import time
import zipfile
from pathlib import Path
from typing import Optional, Sequence

from qgis.PyQt.QtCore import QUrl

from ..geocoding.dumps.rows import Progress
from ..model.reason_words import reason_of
from .fetch import BrokenOffError, DownloadError, Fetch
from .partial_file import PartialFile
from .translation import tr

MOST_BYTES = 200_000_000
PAUSES_S = (1, 4, 15)
"""Seconds before each further try after a fault on the way."""
SILENCE_S = 45
"""A server that sends nothing for so long is given up; QGIS's own limit may be shorter."""
_MOST_REDIRECTS = 5


class Download:
    """Fetches `url` into `target`, by way of `target`.part, which stays when the way breaks or is given up.

    progress: is told the share that has arrived, and may raise to stop.
    """

    def __init__(
        self, url: str, target: Path, progress: Progress, pauses_s: Sequence[float] = PAUSES_S,
        silence_s: float = SILENCE_S,
    ) -> None:
        self._url, self._host = QUrl(url), QUrl(url).host()
        self._target, self._progress = target, progress
        self._pauses_s, self._silence_s = pauses_s, silence_s
        self._part = PartialFile(target)
        self._share, self._is_too_much = 0.0, False

    def run(self) -> Path:
        """Fetch the file and check what arrived; raises DownloadError with a sentence."""
        if self._url.scheme() not in ("https", "http") or not self._host:
            raise DownloadError(tr("{url} is no web address; correct it in the settings.").format(
                url=self._url.toString()))
        try:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._fetch()
            self._check()
            return self._part.finish()
        except OSError as error:
            raise DownloadError(
                tr("{path} cannot be written ({reason}); make room there, or see whether it may be written.").format(
                    path=self._target, reason=reason_of(error)
                )
            ) from error
        finally:
            if self._is_too_much:
                self._part.drop()

    def _fetch(self) -> None:
        for pause in (*self._pauses_s, None):
            try:
                self._follow()
                return
            except BrokenOffError as broken:
                if pause is None:
                    raise DownloadError(
                        tr("The download from {host} broke off ({reason}). Try again later, it goes on where it "
                           "stopped; or get {url} in another way and load it from disk.").format(
                               host=self._host, reason=broken, url=self._url.toString())
                    ) from broken
                self._wait(pause)

    def _follow(self) -> None:
        """One try, along redirects that stay with the host."""
        url = self._url
        for _ in range(_MOST_REDIRECTS):
            onward = Fetch(url, self._part, self._tell, self._silence_s).run()
            if onward is None:
                return
            if onward.host() != self._host or onward.scheme() not in ("https", url.scheme()):
                raise DownloadError(
                    tr("{host} sends on to {other}, which nobody agreed to; get the file in a browser and load it "
                       "from disk.").format(host=self._host, other=f"{onward.scheme()}://{onward.host()}")
                )
            url = onward
        raise DownloadError(tr("{host} sends from one address to the next without an end; try again later.").format(
            host=self._host))

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._progress(self._share)
            time.sleep(min(seconds, 0.1))

    def _check(self) -> None:
        """A zip with good checksums; anything else is thrown away."""
        try:
            with zipfile.ZipFile(self._part.path) as archive:
                damaged = archive.testzip()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError):
            damaged = ""
        if damaged is not None:
            self._part.drop()
            raise DownloadError(
                tr("What {host} sent is no zip, or a damaged one; perhaps a network asks to sign in first. Try again, "
                   "or get {url} in a browser and load it from disk.").format(
                       host=self._host, url=self._url.toString())
            )

    def _tell(self, arrived: int, total: Optional[int]) -> None:
        """Pass on the progress; may raise to stop."""
        self._share = min(1.0, arrived / total) if total else 0.0
        self._progress(self._share)
        self._is_too_much = max(arrived, total or 0) > MOST_BYTES
        if self._is_too_much:
            raise DownloadError(
                tr("{host} sends more than {most} MB, which is no list of one country; nothing was kept.").format(
                    host=self._host, most=MOST_BYTES // 1_000_000)
            )
