"""The commonest words of English and Arabic, so that none is taken for the Libyan place it happens to sound like."""

from typing import Iterable, Set

from ...geocoding.folding import clean


def common_words(words: Iterable[str], libyan: Set[str]) -> str:
    """Cleaned words, one a line, by the alphabet; what is a Libyan name too stays out."""
    cleaned = {clean(word) for word in words} - libyan
    return "".join(f"{word}\n" for word in sorted(cleaned) if len(word) > 1 and " " not in word)
