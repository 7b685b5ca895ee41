"""The underlined letters of a page: each of them works, whatever the menus of the window have taken."""

import re
from typing import List, Set

from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QAbstractButton, QDialog, QLabel, QMainWindow, QWidget

_MARKED = re.compile(r"&([^&\s])")
_JOINING = "بتثجحخسشصضطظعغفقكلمنهيئ"
"""Arabic letters that are joined to the one behind them; an underline would tear the two apart."""
_FREE = re.compile(rf"[a-z0-9]|(?<![{_JOINING}])(?:[ادذرزو]|[{_JOINING}ةى](?![\u0621-\u064a]))")
"""A letter that an underline may be given to: in Arabic one that stands by itself."""


class LetteredDialog(QDialog):
    """A dialogue of which each underlined letter leads to one thing alone."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        give_letters(self, set())
        super().showEvent(event)


def letters_of_menus(window: QWidget) -> Set[str]:
    """What Alt leads to in the menu bar of a window; between two of one letter Qt's menu bar wins (5.15)."""
    if not isinstance(window, QMainWindow):
        return set()
    return {_letter(action.text()) for action in window.menuBar().actions()} - {""}


def letters_in(page: QWidget) -> Set[str]:
    """The letters of the captions and buttons that are seen on a page."""
    seen = (widget for widget in page.findChildren(QWidget) if _is_captioned(widget) and widget.isVisible())
    return {_letter(widget.text()) for widget in seen} - {""}


def give_letters(page: QWidget, taken: Set[str]) -> Set[str]:
    """Leave each caption and button of a page a letter of its own, or none; what is taken then.

    One that asks for a letter that is taken, and a caption without any, get the first free one of their words.
    """
    wanting: List[QWidget] = []
    used = set(taken)
    for widget in filter(_is_captioned, page.findChildren(QWidget)):
        letter = _letter(widget.text())
        if letter and letter not in used:
            used.add(letter)
        elif letter or isinstance(widget, QLabel):
            wanting.append(widget)
    for widget in wanting:
        text = _MARKED.sub(r"\1", widget.text())
        free = next((found for found in _FREE.finditer(text.casefold()) if found.group() not in used), None)
        if free is not None:
            used.add(free.group())
            text = f"{text[:free.start()]}&{text[free.start():]}"
        widget.setText(text)
    return used


def _is_captioned(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        return widget.buddy() is not None
    return isinstance(widget, QAbstractButton) and bool(widget.text())


def _letter(text: str) -> str:
    marked = _MARKED.search(text.replace("&&", ""))
    return marked.group(1).casefold() if marked else ""
