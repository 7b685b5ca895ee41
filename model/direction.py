"""Texts of two directions on one line."""

import unicodedata


def isolated(text: str) -> str:
    """The text so that its direction does not stir the words around it, as an Arabic name would in an English line.

    By the isolates of Unicode's bidirectional algorithm (UAX 9), where there is anything to be read from the right.
    """
    mixes = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{text}\u2069" if mixes else text
