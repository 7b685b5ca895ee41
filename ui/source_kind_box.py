"""The kind of the source that is named: what the casefile knows of it, or another choice, which changes that."""

from .code_box import CodeBox

UNSAID = "other"
"""The kind of a source of which nobody told any."""


class SourceKindBox(CodeBox):
    """What it keeps is the choice alone, so that the kind may change elsewhere while nobody has chosen one here."""

    def __init__(self, tooltip: str) -> None:
        super().__init__("source_kinds", tooltip)
        self._known = UNSAID
        self.set_code(UNSAID)

    def follow(self, kind: str) -> None:
        """Another source is named, of that kind; an empty one is a new source, of which a choice stands."""
        is_chosen = bool(self.kept())
        self._known = kind or UNSAID
        if kind or not is_chosen:
            self.set_code(self._known)

    def kept(self) -> object:
        """The code, empty where it is the one that is known."""
        return "" if self.code() == self._known else self.code()

    def put_back(self, kept: object) -> None:
        """As `TextLine.put_back`."""
        self.set_code(str(kept) or self._known)
