"""The records as a film: a numbered picture for each day, week or month, and one file in which they move."""

import os
import re
import tempfile
from pathlib import Path
from typing import List, NamedTuple, Optional, Sequence

from qgis.core import QgsFeedback

from ..model.dates import DatePrecision, DateRange
from ..model.language import speaking
from ..model.periods import next_period, period_around
from ..model.reason_words import reason_of
from ..qgis_support.translation import tr
from .camera import Camera
from .case_layers import case_layers
from .export import SheetError
from .sheet import drawn_from
from .telling import Told

MOST = 400
"""Pictures."""
MOVING_WIDTH = 1280
MOVING = "film.gif"
_PICTURE = re.compile(r"frame-\d+\.png")


class Film(NamedTuple):
    """The pictures in order, and the file in which they move; None where Pillow, which writes it, is not at hand."""

    pictures: List[Path]
    moving: Optional[Path]


def periods_of(period: DateRange, step: DatePrecision) -> List[DateRange]:
    """The whole days, weeks or months from the one that the period begins in to the one that it ends in.

    Raises SheetError where they are more than `MOST`.
    """
    found = [period_around(period.start, step)]
    while found[-1].end < period.end:
        if len(found) == MOST:
            words = tr("That would be more than {most} pictures; choose fewer days, or a week or a month for each.")
            raise SheetError(words.format(most=MOST))
        found.append(next_period(found[-1]))
    return found


def write_film(told: Told, step: DatePrecision, seconds: float, folder: Path, feedback: QgsFeedback) -> Film:
    """Write the film of what is told into the folder, all of it or nothing; an earlier film there is replaced.

    seconds: how long each picture stands. Must run in the main thread. Raises SheetError where there is nothing to
    show, when cancelled, and where the files cannot be written.
    """
    # Layers speak the window's language, whichever the film speaks.
    layers = case_layers(told.project, told.casefile)
    try:
        with speaking(told.sheet.language, told.sheet.numerals), tempfile.TemporaryDirectory(
            prefix=".film-", dir=folder.parent
        ) as scratch:
            drawn = drawn_from(told.project, told.casefile, layers, told.sheet.wanted, told.content())
            if drawn.content.period is None or not drawn.content.records:
                raise SheetError(tr("There are no records in this period, and so no film; choose other days."))
            periods = periods_of(drawn.content.period, step)
            pictures = Camera(told.project, drawn, told.sheet).shoot(periods, Path(scratch), feedback)
            moving = _moving(pictures, seconds)
            feedback.setProgress(98.0)
            return _put_in_place(pictures, moving, folder)
    except OSError as error:
        words = tr("The film cannot be written to '{folder}': {reason}; choose another folder or free some space.")
        raise SheetError(words.format(folder=folder, reason=reason_of(error))) from error


def _moving(pictures: Sequence[Path], seconds: float) -> Optional[Path]:
    """The pictures as one animated GIF beside them, smaller, for mails and slides."""
    try:
        from PIL import Image
    except ImportError:
        return None
    frames = []
    for picture in pictures:
        with Image.open(picture) as opened:
            size = MOVING_WIDTH, round(MOVING_WIDTH * opened.height / opened.width)
            frames.append(opened.convert("RGB").resize(size, Image.LANCZOS).quantize())
    moving = pictures[0].with_name(MOVING)
    frames[0].save(moving, save_all=True, append_images=frames[1:], duration=round(1000 * seconds), loop=0)
    return moving


def _put_in_place(pictures: Sequence[Path], moving: Optional[Path], folder: Path) -> Film:
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        if _PICTURE.fullmatch(old.name) or old.name == MOVING:
            old.unlink()
    placed = [folder / picture.name for picture in pictures]
    for picture, place in zip(pictures, placed):
        os.replace(picture, place)
    if moving is not None:
        os.replace(moving, folder / MOVING)
    return Film(placed, folder / MOVING if moving is not None else None)
