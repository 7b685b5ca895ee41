"""Work that is divided into steps, between which a window lives on; who has no window does it at once."""

from typing import Generator, TypeVar

Result = TypeVar("Result")
Steps = Generator[None, None, Result]
"""Yields wherever it may pause, or be given up; returns what the work gives."""


def at_once(work: Steps[Result]) -> Result:
    """Do all of a work, and return what it gives."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value
