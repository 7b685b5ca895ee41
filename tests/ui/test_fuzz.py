"""Whatever a person can paste into any field: nothing raises, nothing typed is lost, every fault has a sentence.

Values are drawn by a seeded generator from what people paste (tables, web pages, other scripts, numbers of all kinds)
and from what breaks programs (markup, expressions, control characters, lone surrogates, very long texts).
"""

import random
import string

import pytest
from qgis.PyQt.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

VALUES, SEED, AT_ONCE, SAVED = 10_000, 20310203, 2, 0.04
USUAL = {"incident": {"kind": "clash", "actor1": "IS"}, "movement": {"actor": "IS"}}
"""Without these nothing could be saved."""
PIECES = (
    "Uqaylah", "العقيلة", "south of", "20 km", "IS", "LNA's 166 Battalion", "as many as", "five", "3 to 5",
    "Tue", "24 Jul", "30 Feb", "2018-07-24", "24/7/18", "٢٤ يوليو", "31.5 N 19.2 E", "33TWN8000", "A", "6",
    "<b>bold</b>", "<img src=x>", "[% now() %]", "'; DROP TABLE incidents; --", "\"", "\\", "%s", "{record}",
    "{0}", "&amp;", "&", "=1+1", "@x", "\t", "\n", "\r\n", "\x00", "\x07", "\u200f", "\u202e", "\u2066",
    "\u00ad", "\ufeff", "\ud800", "😀", "e\u0301", "Ǆ", "ß", "İ", "ﷺ", "١٢٣", "²", "½", "NaN", "inf", "1e308",
    "-1", "0", "99999999999999999999", "1,000", "1.000", "~5", "<5", "≤ 5", "5+", "-", "–", "?", "…", ";",
    ",", ":", "/", "°", "′", "km²", "between Jalu and", "on the road to", "near",
)


def values(chance):
    for _ in range(VALUES):
        kind = chance.random()
        if kind < 0.80:
            yield chance.choice(("", " ", " ")).join(chance.choices(PIECES, k=chance.randint(1, 5)))
        elif kind < 0.93:
            yield "".join(chance.choices(string.printable, k=chance.randint(0, 40)))
        elif kind < 0.99:
            yield "".join(chr(chance.randint(1, 0x10FFFF)) for _ in range(chance.randint(1, 12)))
        else:
            yield chance.choice(PIECES) * chance.randint(100, 2000)


def lines(form):
    """The fields one can type into as they stand on the screen."""
    return [
        widget for kind in (QLineEdit, QPlainTextEdit) for widget in form.findChildren(kind)
        if widget.isEnabled() and not widget.isReadOnly() and widget.isVisibleTo(form)
    ]


def text_of(widget):
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()


def paste(widget, value):
    # A lone surrogate cannot be in a clipboard; Qt would replace it.
    QApplication.clipboard().setText(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    widget.selectAll()
    widget.paste()
    return text_of(widget)


def texts_of(record):
    return [record.summary, record.notes, record.claims[0].quote if record.claims else ""]


@pytest.mark.parametrize("name", ["incident", "movement"])
def test_no_value_breaks_a_form_or_is_lost(opened, name):
    chance = random.Random(f"{SEED} {name}")
    form = getattr(opened.dock, name)
    opened.dock.tabs.setCurrentWidget(form)
    pasted, saved, told = 0, 0, 0
    fuzz = values(chance)
    while pasted < VALUES // 2:
        form.clear()
        for box, word in USUAL[name].items():
            paste(getattr(form, box).line, word)
        written = {widget: paste(widget, next(fuzz)) for widget in chance.sample(lines(form), AT_ONCE)}
        pasted += len(written)
        draft = form.draft()
        form._say_back()
        assert {widget: text_of(widget) for widget in written} == written
        assert all(fault.sentence.strip() for fault in draft.faults)
        if draft.faults:
            assert form.show_faults(draft.faults) == [], "a fault without a field"
            told += 1
        elif chance.random() < SAVED:
            texts = texts_of(draft.record)
            opened.save()
            assert not opened.dock.banner.isVisible(), opened.dock.banner.text.text()
            stored = opened.session.stored(opened.editing._last[form])
            # PyQt leaves out a byte order mark.
            assert texts_of(stored) == [text.replace("\ufeff", "") for text in texts]
            saved += 1
    assert saved > 10
    assert told > 300
    casefile = opened.session.casefile
    assert len(list(casefile.incidents() if name == "incident" else casefile.movements())) == saved
