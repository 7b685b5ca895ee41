"""The error tree: whatever we raise on purpose derives from `IncidentMapperError`.

The text of an error is one sentence for the analyst: what is wrong, where, and what to do now.
Nothing outside this tree is caught and shown, because anything else is a fault of ours.
"""


class IncidentMapperError(Exception):
    """Base of every error that is meant for a person to read."""


class DataFileError(IncidentMapperError):
    """A list shipped or supplied as a file breaks its own format."""

    def __init__(self, path: object, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}.")
        self.path, self.line, self.reason = path, line, reason


class UnreadableValue(IncidentMapperError, ValueError):
    """A value that a person typed or a file holds cannot be understood; the text says how to write it."""
