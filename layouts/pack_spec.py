"""What is asked of a pack, and how far it is."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Optional

from ..model.redaction import NOTHING, Redaction
from .spec import SheetSpec


@dataclass(frozen=True)
class PackSpec:
    """folder: where the pack goes; it may hold an earlier one, which is replaced. sheet: what is asked of its sheets.

    previous: the folder of the pack that this one is compared with, None for none.
    now: the moment of making, with its time zone; the delay of a redaction counts back from it.
    """

    folder: Path
    sheet: SheetSpec
    now: datetime
    redaction: Redaction = NOTHING
    previous: Optional[Path] = None


class Step(NamedTuple):
    """What is done now, and how much of all is done before it, in per cent."""

    words: str
    percent: float
