"""One sheet with map, locator, legend, tables and notes, as an ordinary QGIS layout."""

from datetime import date
from pathlib import Path
from typing import Iterable, List, Mapping, Optional

from qgis.core import QgsMapLayer, QgsPrintLayout, QgsProject, QgsVectorLayer

from ..casefile.repository import Casefile
from ..layers.palette import Palette
from ..model.direction import isolated
from ..model.language import speaking
from ..model.record_filter import RecordFilter
from ..qgis_support.translation import tr
from . import texts
from .body import draw_body
from .case_layers import case_layers, layers_below, shown_features
from .content import SheetContent, chosen, gather
from .export import DPI
from .first_page import add_title
from .main_map import Drawn
from .page import GREY, MARGIN, SMALL_SIZE, Page
from .publisher import add_publisher
from .spec import USUAL, SheetSpec
from .template import fill, template_layout
from .text import fitting, in_lines, in_numerals, lines_of, shortened, width_mm

PAGE_WORDS, LINE = 30.0, 3.0
PAGE_WORDS_TOPS = (16.0, 8.5)
"""Where the page number stands: beside the period on the first page, at the top of the others."""
DISCLAIMER = 300
"""Most characters."""
NOTE_LINE = 3.16
"""Height of a line of the notes in mm; Arabic letters are of another font, and higher."""


def build_sheet(
    project: QgsProject, casefile: Casefile, spec: SheetSpec = USUAL, content: Optional[SheetContent] = None
) -> QgsPrintLayout:
    """Lay out the records asked for and add the layout to the project.

    content: what `spec` asks for, in its language, where it has been read already.
    What the filter excludes is on no page and in no picture. The layers wear their usual styles in the project; the
    numbers on the map belong to the layout. Raises SheetError for a logo that is no picture. Must run in the main
    thread.
    """
    # Layers speak the window's language, whichever the sheet speaks.
    layers = case_layers(project, casefile)
    with speaking(spec.language, spec.numerals):
        told = content or _read(casefile, spec.wanted)
        return _laid_out(project, drawn_from(project, casefile, layers, spec.wanted, told), spec)


def _read(casefile: Casefile, wanted: RecordFilter) -> SheetContent:
    sources = {source.uid: source for source in casefile.sources()}
    return gather(chosen(casefile, wanted), sources, casefile.actors(), wanted.period)


def drawn_from(
    project: QgsProject, casefile: Casefile, layers: Mapping[str, QgsVectorLayer], wanted: RecordFilter,
    content: SheetContent,
) -> Drawn:
    """What is told of those wanted of a casefile, with the layers that draw it."""
    shown = shown_features(layers, content, wanted.period)
    palette = Palette.of_file(casefile.path)
    return Drawn(content, layers, layers_below(project, layers), shown, palette, wanted)


def _laid_out(project: QgsProject, drawn: Drawn, spec: SheetSpec) -> QgsPrintLayout:
    title = spec.title or tr("Libya: incidents and movements")
    layout = (_on_template if spec.template else _on_our_pages)(project, drawn, spec, title)
    layout.renderContext().setDpi(DPI)
    layout.setName(_free_name(project, drawn.content))
    project.layoutManager().addLayout(layout)
    return layout


def _on_our_pages(project: QgsProject, drawn: Drawn, spec: SheetSpec, title: str) -> QgsPrintLayout:
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.renderContext().setDpi(DPI)
    page = Page.first(layout, spec.size)
    notes = _notes(drawn.below, spec)
    parts = in_lines(notes, page.inner, SMALL_SIZE).split("\n")
    lines = (lines_of(part, page.inner, lambda words: width_mm(words, SMALL_SIZE)) for part in parts)
    page.keep_for_notes(NOTE_LINE * sum(map(len, lines)))
    add_title(page, title, drawn.content, page.inner - add_publisher(page, spec))
    draw_body(page, project, drawn)
    _draw_notes(page, notes, 0)
    _draw_running_titles(page, _running_title(page, title, drawn.content), 1)
    return layout


def _on_template(project: QgsProject, drawn: Drawn, spec: SheetSpec, title: str) -> QgsPrintLayout:
    """The template, and behind it pages of ours for what it has no room for."""
    layout = template_layout(project, Path(spec.template))
    first = layout.pageCollection().pageCount()
    period, notes = texts.subtitle(drawn.content), _notes(drawn.below, spec)
    running = _running_title(Page.of(layout), title, drawn.content)
    words = {"Title": shortened(title), "Period": period, "Notes": notes, "Running title": running}
    fill(layout, project, drawn, spec, words)
    _draw_notes(Page.of(layout), notes, first)
    _draw_running_titles(Page.of(layout), running, first)
    return layout


def _draw_notes(page: Page, words: str, first: int) -> None:
    """Under every page from the `first` on the same notes, and which page it is."""
    for number in range(first, page.layout.pageCollection().pageCount()):
        page.rule(f"Notes rule {number + 1}", page.foot + 0.6, number)
        area = page.rect(MARGIN, page.foot + 1.4, page.inner, page.notes_height)
        page.label(words, f"Notes {number + 1}", area, SMALL_SIZE, number=number, colour=GREY)
        _draw_page_number(page, number)


def _notes(below: Iterable[QgsMapLayer], spec: SheetSpec) -> str:
    return "\n".join(filter(None, (spec.notice, texts.grading_key(), last_note(below, spec))))


def last_note(below: Iterable[QgsMapLayer], spec: SheetSpec, *, is_numbered: bool = True) -> str:
    """How to read the map, whose it is, and the publisher's disclaimer."""
    notes = texts.notes(_credits(below), spec.produced or date.today(), is_numbered=is_numbered)
    return f"{notes} {shortened(spec.disclaimer, DISCLAIMER)}".strip()


def _draw_running_titles(page: Page, words: str, first: int) -> None:
    """What the sheet is called, on the pages from the `first` on."""
    for number in range(first, page.layout.pageCollection().pageCount()):
        area = page.rect(MARGIN, PAGE_WORDS_TOPS[1], page.inner - PAGE_WORDS, LINE)
        page.label(words, f"Running title {number + 1}", area, SMALL_SIZE, number=number, colour=GREY)


def _running_title(page: Page, title: str, content: SheetContent) -> str:
    """The title as far as it fits on one line with what the sheet covers."""
    covered = f"  ·  {texts.subtitle(content)}"
    room = page.inner - PAGE_WORDS - width_mm(covered, SMALL_SIZE)
    return f"{isolated(fitting(title, room, SMALL_SIZE))}{covered}"


def _draw_page_number(page: Page, number: int) -> None:
    """The only text of a sheet that is an expression: it stays right when a page is added by hand."""
    here, all_of_them = (f"[% {in_numerals(name)} %]" for name in ("@layout_page", "@layout_numpages"))
    words = tr("Page {number} of {count}").format(number=here, count=all_of_them)
    area = page.rect(MARGIN + page.inner - PAGE_WORDS, PAGE_WORDS_TOPS[min(number, 1)], PAGE_WORDS, LINE)
    page.label(
        words, f"Page {number + 1}", area, SMALL_SIZE, number=number, colour=GREY, alignment=page.end, is_template=True
    )


def _credits(below: Iterable[QgsMapLayer]) -> List[str]:
    """Whose maps are below the records, each once; a layer that names nobody is called by its own name."""
    named = [", ".join(layer.metadata().rights()) or layer.name() for layer in below]
    return list(dict.fromkeys(named))


def _free_name(project: QgsProject, content: SheetContent) -> str:
    """A name that no layout of the project bears; an earlier sheet, which may have been edited, is kept."""
    span = content.period.display() if content.period else tr("no records")
    name = wanted = tr("Incident sheet {period}").format(period=span)
    number = 1
    while project.layoutManager().layoutByName(name) is not None:
        number += 1
        name = f"{wanted} ({number})"
    return name
