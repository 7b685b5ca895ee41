"""What a pack says of itself: the records as they were told, and the files; the next pack is compared with it."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Tuple

from ..model.changes import RecordState
from ..model.dates import DateRange
from ..model.errors import IncidentMapperError, UnreadableValue
from ..model.language import tr
from ..model.reason_words import reason_of

NAME = "manifest.json"
FORMAT, VERSION = "libya-incident-mapper-pack", 1


class UnusablePack(IncidentMapperError):
    """A folder that was given as a pack is none."""


@dataclass(frozen=True)
class Manifest:
    """title: of the pack. period: first and last day as ISO dates, None for a pack without records.

    produced: the day it was made. redaction: `Redaction.code` of what was taken from the records.
    files: name in the folder → SHA-256 of the file as hex digits.
    """

    title: str
    period: Optional[Tuple[str, str]]
    produced: date
    redaction: str
    files: Mapping[str, str]
    records: Tuple[RecordState, ...]


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write it as JSON; OSError where that fails."""
    told = {
        "format": FORMAT, "version": VERSION, "title": manifest.title, "period": manifest.period,
        "produced": manifest.produced.isoformat(), "redaction": manifest.redaction, "files": dict(manifest.files),
        "records": [asdict(state) for state in manifest.records],
    }
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the pack in a folder; UnusablePack where there is none that can be read."""
    path = folder / NAME
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["format"] != FORMAT or told["version"] != VERSION:
            raise UnreadableValue(tr("another program, or another version of this one, wrote it"))
        period = told["period"]
        return Manifest(
            _text(told["title"]),
            None if period is None else (_text(period[0]), _text(period[1])),
            date.fromisoformat(told["produced"]), _text(told["redaction"]), _texts(told["files"]),
            tuple(map(_state, told["records"])),
        )
    except FileNotFoundError:
        words = tr("The folder {folder} holds no pack ({name} is missing); choose the folder of one.").format(
            folder=folder, name=NAME
        )
        raise UnusablePack(words) from None
    except (OSError, ValueError, KeyError, TypeError, IndexError, UnreadableValue) as error:
        raise UnusablePack(
            tr(
                "{path} cannot be read ({error}); choose the folder of another pack, or none to compare "
                "with."
            ).format(path=path, error=reason_of(error))
        ) from error


def _state(told: Dict[str, Any]) -> RecordState:
    facts = _texts(told["facts"])
    DateRange.parse(facts["date"])
    missing = next((name for name in ("kind", "place") if name not in facts), None)
    if missing:
        raise KeyError(missing)
    points = tuple(None if point is None else (float(point[0]), float(point[1])) for point in told["points"])
    return RecordState(
        _text(told["uid"]), _text(told["table"]), points, _text(told["grade"]), told["is_told"] is True,
        facts,
    )


def _texts(told: Dict[object, object]) -> Dict[str, str]:
    return {_text(name): _text(value) for name, value in told.items()}


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError(f"{told!r:.40} is no text")
    return told
