"""Records that look like the same thing and are not: what somebody said of a pair is a setting of the casefile."""

from typing import FrozenSet

from ..model.records import Stamp
from .reader import Fetch
from .requests import every_row
from .rows import NewRow
from .schema import CASEFILE
from .stamps import next_stamp
from .write_session import WriteSession

MARK = "distinct"


def read_distinct(fetch: Fetch) -> FrozenSet[FrozenSet[str]]:
    """The uids of each pair."""
    keys = (str(row["key"] or "").split() for row in fetch(CASEFILE.name, every_row()))
    return frozenset(frozenset(key[1:]) for key in keys if key[:1] == [MARK])


def set_distinct(session: WriteSession, one: str, other: str, is_distinct: bool, user: str) -> None:
    """Keep that a pair is none, with who said it and when; or forget it."""
    key = " ".join((MARK, *sorted((one, other))))
    session.remove(CASEFILE.name, key=key)
    if is_distinct:
        session.add(CASEFILE.name, [NewRow((key, f"{next_stamp(Stamp(), user).modified} {user}"))])
