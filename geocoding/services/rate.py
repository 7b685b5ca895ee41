"""One question at a time and no faster than the provider allows, over all windows of the profile."""

import time
from typing import Callable

from .errors import Busy, Cancelled
from .providers import Service
from .store import ServiceStore

# Whoever asked would rather be told than wait longer.
LONGEST_WAIT_S = 5.0
_STEP_S = 0.1


class Pace:
    """Waits for a service's next free turn; clock and sleep are handed in where a test must not wait."""

    def __init__(
        self, store: ServiceStore, clock: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._store, self._clock, self._sleep = store, clock, sleep

    def wait(self, service: Service, is_cancelled: Callable[[], bool]) -> None:
        """Return when the service may be asked; raises Busy if that is too far off, Cancelled if told to stop."""
        wait = self._store.reserve(service.host, service.provider.interval_s, LONGEST_WAIT_S, self._clock())
        if wait > LONGEST_WAIT_S:
            raise Busy(service.label, wait)
        while wait > 0 and not is_cancelled():
            step = min(wait, _STEP_S)
            self._sleep(step)
            wait -= step
        if is_cancelled():
            raise Cancelled(service.label)

    def hold(self, service: Service, seconds: float) -> None:
        """Leave the service alone for so long, as it asked."""
        self._store.hold(service.host, seconds, self._clock())
