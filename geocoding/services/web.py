"""What the services need of a network."""

from dataclasses import dataclass, field
from typing import Callable, Mapping

# A person waits for the answer; geopy's own second is too short for a busy public server.
TIMEOUT_S = 15.0
# Ten places with all their names are a few kilobytes.
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Reply:
    """Status, headers with their names in lower case, and body of an HTTP answer."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


Web = Callable[[str], Reply]
"""GET an address. Raises Unreachable, TimedOut, Untrusted, Redirected, Nonsense (too long) or Cancelled.

Whoever makes it adds what the provider wants to know of the person who asks, so that no key passes through here.
"""
