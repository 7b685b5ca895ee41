"""Why the system or Python refused something, in the reader's language: their own words are English."""

import errno
import json
import re
from typing import Dict

from .errors import UnreadableValue
from .language import tr

_QUOTED = re.compile(r"'([^']+)'")


def reason_of(error: Exception) -> str:
    """A clause without a full stop, for a sentence that says what was tried; the system's own words for the rest."""
    if isinstance(error, UnreadableValue):
        return str(error).rstrip(".")
    if isinstance(error, OSError):
        return _of_the_system().get(error.errno, error.strerror or str(error))
    if isinstance(error, UnicodeDecodeError):
        return tr("it is not UTF-8")
    if isinstance(error, json.JSONDecodeError):
        return tr("line {line} is not JSON").format(line=error.lineno)
    quoted = _QUOTED.search(str(error))
    if quoted:
        return tr("'{value}' is missing or does not belong there").format(value=quoted.group(1))
    return tr("a value is missing or of another kind")


def _of_the_system() -> Dict[int, str]:
    return {
        errno.ENOENT: tr("there is no such file or folder"),
        errno.EACCES: tr("you may not do that there"),
        errno.EPERM: tr("you may not do that there"),
        errno.EROFS: tr("the disk may only be read"),
        errno.ENOSPC: tr("the disk is full"),
        errno.EISDIR: tr("it is a folder"),
        errno.ENOTDIR: tr("a part of its path is no folder"),
        errno.EEXIST: tr("it exists already"),
        errno.EBUSY: tr("another program uses it"),
        errno.ENAMETOOLONG: tr("its name is too long"),
        errno.EIO: tr("the disk or the network drive does not answer"),
    }
