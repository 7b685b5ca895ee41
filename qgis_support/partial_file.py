"""A file that is on its way: its bytes so far, and the tag that says which file on the server they are of."""

import os
from pathlib import Path
from typing import BinaryIO


class PartialFile:
    """`target`.part and `target`.part.tag; they stay when the way breaks, so that the next try can go on."""

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(target.name + ".part")
        self._target = target
        self._tag = target.with_name(target.name + ".part.tag")

    @property
    def tag(self) -> str:
        """The server's validator for the file (ETag or Last-Modified); empty where it gave none."""
        return self._tag.read_text("utf-8") if self._tag.exists() else ""

    @property
    def arrived(self) -> int:
        """How many bytes can be built on: none where it is not known of which file they are."""
        return self.path.stat().st_size if self.path.exists() and self.tag else 0

    def go_on(self) -> BinaryIO:
        """The stream behind the bytes that are here."""
        return self.path.open("ab")

    def begin(self, tag: str) -> BinaryIO:
        """A new stream for a file with that tag; what was here is gone."""
        self.drop()
        if tag:
            self._tag.write_text(tag, "utf-8")
        return self.path.open("wb")

    def drop(self) -> None:
        """Forget what is here."""
        self.path.unlink(missing_ok=True)
        self._tag.unlink(missing_ok=True)

    def finish(self) -> Path:
        """It is whole: give it its name."""
        os.replace(self.path, self._target)
        self._tag.unlink(missing_ok=True)
        return self._target
