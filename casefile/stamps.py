"""Who writes, and when."""

from datetime import datetime, timezone

from qgis.core import QgsApplication

from ..model.records import Stamp


def current_user() -> str:
    """The user's full name as QGIS's variable `user_full_name` has it, else the login name."""
    return QgsApplication.userFullName() or QgsApplication.userLoginName()


def next_stamp(stored: Stamp, user: str) -> Stamp:
    """The stamp of the next save: revision one higher, modified now; created now where it never was."""
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return Stamp(
        created=stored.created or now,
        created_by=stored.created_by if stored.created else user,
        modified=now,
        modified_by=user,
        revision=stored.revision + 1,
    )
