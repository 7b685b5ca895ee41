"""Tab-separated rows out of a file or a zip that somebody else made: nothing is unpacked, and everything is bounded."""

import io
import os
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Callable, Iterator, List, Optional, Sequence, Tuple

from ...model.errors import IncidentMapperError
from ...model.language import counted, tr
from ...model.reason_words import reason_of

Progress = Callable[[float], None]
"""Is told the share done, 0 to 1; may raise to stop the work."""

MOST_BYTES = 2_000_000_000
"""Most bytes of one text that are read: GeoNames' largest file, all countries, has less."""
MOST_RATIO = 100
"""Text packs to a fifth or so; what packs to less than a hundredth was made to fill memory or disk."""
LONGEST_LINE = 1 << 17
"""Bytes; GeoNames allows 10,000 characters of alternate names in a row."""
_LINES_A_STEP, _BUFFER = 5_000, 1 << 18
_BOM = b"\xef\xbb\xbf"
# What GeoNames and NGA pack beside the rows.
_BESIDE = ("readme.txt", "iso-languagecodes.txt", "disclaimer.txt")


class BadDump(IncidentMapperError):
    """A file of place names cannot be used; the text says what is wrong, where, and what to do."""


@dataclass(frozen=True)
class Text:
    """One text of rows, on its own or inside a zip; `name` is for people, `size` is in bytes."""

    name: str
    size: int
    path: Path
    member: str = ""

    def open(self) -> BinaryIO:
        """The bytes from the start; raises OSError and what `zipfile` raises."""
        if not self.member:
            return self.path.open("rb")
        with zipfile.ZipFile(self.path) as archive:
            # A zip's own stream looks for each line's end in Python.
            return io.BufferedReader(archive.open(self.member), _BUFFER)


def texts(path: Path) -> List[Text]:
    """The texts of rows in a file: the file itself, or each text in a zip; raises BadDump with a sentence."""
    try:
        if zipfile.is_zipfile(path):
            return _members(path)
        if path.suffix.casefold() == ".zip":
            raise BadDump(tr("{path} is no zip, or is cut off; get it again.").format(path=path.name))
        found = [Text(path.name, os.path.getsize(path), path)]
    except OSError as error:
        raise BadDump(tr("{path} cannot be read ({strerror}); check the path.").format(
            path=path, strerror=reason_of(error)
        )) from error
    except (zipfile.BadZipFile, ValueError) as error:
        raise BadDump(tr("{path} is a damaged zip; get it again.").format(path=path.name)) from error
    _refuse_huge(found[0])
    if not found[0].size:
        raise BadDump(tr("{path} is empty; get it again.").format(path=path.name))
    return found


def first_cells(text: Text) -> Tuple[str, ...]:
    """The cells of the first line, which tell what the rows are."""
    return tuple(next(rows(text, None, lambda _: None), (0, ()))[1])


def shares(parts: Sequence[Text], progress: Progress) -> Iterator[Tuple[Text, Progress]]:
    """Each text with its own part of the progress, by size."""
    total, before = sum(text.size for text in parts) or 1, 0
    for text in parts:
        yield text, part_of(progress, before / total, (before + text.size) / total)
        before += text.size


def part_of(progress: Progress, start: float, end: float) -> Progress:
    """The progress of a part that takes from one share of the whole to another."""
    return lambda share: progress(start + (end - start) * share)


def rows(text: Text, width: Optional[int], progress: Progress) -> Iterator[Tuple[int, List[str]]]:
    """Yield (line number, cells) of every line that is not blank.

    width: how many cells each row must have; None does not ask. Raises BadDump for a row of another width, a last
    line that stops short, bytes that are no UTF-8, and a zip whose contents do not agree with its checksums.
    """
    try:
        with text.open() as stream:
            yield from _rows(text, stream, width, progress)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise BadDump(tr("{text} is damaged inside the zip; get it again.").format(text=text.name)) from error
    except OSError as error:
        raise BadDump(tr("{text} cannot be read ({reason}); check the file.").format(
            text=text.name, reason=reason_of(error)
        )) from error


def _rows(
    text: Text, stream: BinaryIO, width: Optional[int], progress: Progress
) -> Iterator[Tuple[int, List[str]]]:
    number = done = 0
    while line := stream.readline(LONGEST_LINE):
        number, done = number + 1, done + len(line)
        is_whole = line.endswith(b"\n")
        if len(line) == LONGEST_LINE and not is_whole:
            raise BadDump(tr("{text}, line {number} is longer than {most} bytes; this is no list of places.").format(
                text=text.name, number=number, most=LONGEST_LINE
            ))
        try:
            cells = line.removeprefix(_BOM).decode("utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError as error:
            is_cut = not is_whole and error.reason == "unexpected end of data"
            trouble = tr("stops short: the file was cut off; get it again.") if is_cut else (
                tr("is not UTF-8; get the file again, or save it as UTF-8.")
            )
            raise BadDump(tr("{text}, line {number} {trouble}").format(
                text=text.name, number=number, trouble=trouble
            )) from error
        if width is not None and len(cells) != width and cells != [""]:
            raise BadDump(_other_width(text, number, len(cells), width, is_whole))
        if cells != [""]:
            yield number, cells
        if number % _LINES_A_STEP == 0:
            progress(min(1.0, done / text.size))
    progress(1.0)


def _other_width(text: Text, number: int, found: int, width: int, is_whole: bool) -> str:
    if not is_whole and found < width:
        return tr("{text} ends in the middle of line {number}: the file was cut off; get it again.").format(
            text=text.name, number=number
        )
    return counted(
        "{text}, line {line} has {number} column where {width} belong; get the file again, or take that line out.",
        "{text}, line {line} has {number} columns where {width} belong; get the file again, or take that line out.",
        found, text=text.name, line=number, width=width,
    )


def _members(path: Path) -> List[Text]:
    with zipfile.ZipFile(path) as archive:
        found = [_member(path, info) for info in archive.infolist() if not info.is_dir()]
    wanted = [
        text for text in found
        if text.member.casefold().endswith(".txt") and text.member.casefold().rpartition("/")[2] not in _BESIDE
    ]
    if not wanted:
        raise BadDump(tr("{path} holds no list of places; a zip of GeoNames holds a file such as LY.txt.").format(
            path=path.name
        ))
    if empty := next((text for text in wanted if not text.size), None):
        raise BadDump(tr("{name} is empty; get it again.").format(name=empty.name))
    return wanted


def _member(path: Path, info: zipfile.ZipInfo) -> Text:
    """One file of a zip; nothing is ever written under its name, yet a zip that tries to climb out is not trusted."""
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        raise BadDump(tr(
            "{path} holds a file that would be put outside its folder ('{name}'); do not use this zip."
        ).format(path=path.name, name=name))
    if stat.S_ISLNK(info.external_attr >> 16):
        raise BadDump(tr("{path} holds a link ('{name}') instead of a file; do not use this zip.").format(
            path=path.name, name=name
        ))
    if info.flag_bits & 1:
        raise BadDump(tr("{path} is encrypted; unpack it first and load the text file.").format(path=path.name))
    text = Text(f"{path.name}/{name}", info.file_size, path, info.filename)
    _refuse_huge(text)
    if info.file_size > MOST_RATIO * max(info.compress_size, 1) and info.file_size > 1_000_000:
        raise BadDump(tr("{text} unpacks to more than {most} times its size; do not use this zip.").format(
            text=text.name, most=MOST_RATIO
        ))
    return text


def _refuse_huge(text: Text) -> None:
    if text.size > MOST_BYTES:
        raise BadDump(
            tr(
                "{text} has {size:.1f} GB, more than is read ({most:.0f} GB); load the file of one "
                "country."
            ).format(text=text.name, size=text.size / 1e9, most=MOST_BYTES / 1e9)
        )
