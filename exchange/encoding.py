"""Which encoding a text file is in, decided only where the bytes leave no doubt."""

import codecs
import re
from pathlib import Path
from typing import BinaryIO, Optional, Tuple

from ..model.language import tr
from .columns import UnusableTable

CHUNK = 1 << 20
SAMPLE_LIMIT = 1 << 20
"""Most bytes looked at to tell encodings apart; UTF-8 is checked over the whole file."""

MARKS: Tuple[Tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; UTF-32's little-endian mark begins with UTF-16's, so it comes first."""

_ARABIC_WORD = re.compile(r"(?<![A-Za-zÀ-ÿ])[ء-ي][ً-ْء-يـ]+(?![A-Za-zÀ-ÿ])")


def detect_encoding(path: Path) -> Tuple[str, bool]:
    """The codec for the file, and whether single rows of it may be damaged and need a look.

    UTF-8 with or without mark, UTF-16, UTF-32, and Windows-1256 where it is plainly Arabic. A file
    that is UTF-8 but for some bytes stays UTF-8, damaged. Raises UnusableTable where it cannot be told.
    """
    with path.open("rb") as stream:
        start = stream.read(4096)
        for mark, codec in MARKS:
            if start.startswith(mark):
                return codec, True
        codec = _unmarked_utf16(start)
        if codec:
            return codec, True
        stream.seek(0)
        sample = _sample_of_other_bytes(stream)
        if sample is None:
            return "utf-8", False
    return _decide(sample, path)


def _unmarked_utf16(start: bytes) -> str:
    """UTF-16 without a mark shows in the zero bytes that every Latin letter, comma and digit brings."""
    pairs = len(start) // 2
    if pairs < 4:
        return ""
    for codec, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros, others = start[offset : pairs * 2 : 2].count(0), start[1 - offset : pairs * 2 : 2].count(0)
        if zeros > pairs // 3 and others == 0:
            return codec
    return ""


def _sample_of_other_bytes(stream: BinaryIO) -> Optional[bytes]:
    """None for a file that is UTF-8 throughout, otherwise its lines with bytes beyond ASCII, at most SAMPLE_LIMIT."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        pass
    else:
        return None
    stream.seek(0)
    sample = bytearray()
    while len(sample) < SAMPLE_LIMIT and (chunk := stream.read(CHUNK)):
        for line in chunk.splitlines(keepends=True):
            if not line.isascii():
                sample += line[:SAMPLE_LIMIT]
    return bytes(sample[:SAMPLE_LIMIT])


def _decide(sample: bytes, path: Path) -> Tuple[str, bool]:
    """Damaged UTF-8, Windows-1256, or a sentence."""
    as_utf8 = sample.decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= mark <= "\udcff" for mark in as_utf8)
    good = sum(mark > "\x7f" for mark in as_utf8) - bad
    if good > bad:
        return "utf-8", True
    as_arabic = sample.decode("cp1256", "replace")
    if _is_arabic(as_arabic) or as_arabic == sample.decode("cp1252", "replace"):
        return "cp1256", False
    first = next(byte for byte in sample if byte > 0x7F)
    raise UnusableTable(
        tr(
            "{path}: the text is not UTF-8 and its encoding cannot be told (byte 0x{first:02X}); save "
            "the table as UTF-8 and try again."
        ).format(path=path.name, first=first)
    )


def _is_arabic(text: str) -> bool:
    """Whether what is beyond ASCII is made of Arabic words in which alef and lam are as frequent as they should be."""
    words = "".join(_ARABIC_WORD.findall(text))
    # Letters only: quotation marks and dashes are the same in the Windows code pages.
    letters = sum(mark > "\x7f" and mark.isalpha() for mark in text)
    alef_lam = words.count("ا") + words.count("ل")
    return bool(letters) and len(words) >= 0.9 * letters and alef_lam >= 0.12 * len(words)
