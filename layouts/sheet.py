"""One sheet with map, locator, legend, tables and notes, as an ordinary QGIS layout."""

from datetime import date
from typing import Iterable, List, Mapping

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
from .first_page import Drawn, add_title
from .page import GREY, MARGIN, SMALL_SIZE, Page
from .publisher import add_publisher
from .spec import USUAL, SheetSpec
from .text import in_numerals, shortened

NOTES_HEIGHT = 15.0
PAGE_WORDS, LINE = 30.0, 3.0
PAGE_WORDS_TOPS = (16.0, 8.5)
"""Where the page number stands: beside the period on the first page, at the top of the others."""
RUNNING_TITLE, DISCLAIMER = 90, 300
"""Most characters."""


def build_sheet(project: QgsProject, casefile: Casefile, spec: SheetSpec = USUAL) -> QgsPrintLayout:
    """Lay out the records asked for and add the layout to the project.

    What the filter excludes is on no page and in no picture. The layers wear their usual styles in the project; the
    numbers on the map belong to the layout. Raises SheetError for a logo that is no picture. Must run in the main
    thread.
    """
    # Layers speak the window's language, whichever the sheet speaks.
    layers = case_layers(project, casefile)
    with speaking(spec.language, spec.numerals):
        return _laid_out(project, drawn_from(project, casefile, layers, spec.wanted), spec)


def drawn_from(
    project: QgsProject, casefile: Casefile, layers: Mapping[str, QgsVectorLayer], wanted: RecordFilter
) -> Drawn:
    """What is wanted of a casefile, in the language spoken, with the layers that draw it."""
    sources = {source.uid: source for source in casefile.sources()}
    content = gather(chosen(casefile, wanted), sources, casefile.actors(), wanted.period)
    shown = shown_features(layers, content, wanted.period)
    palette = Palette.of_file(casefile.table_uri("actors"))
    return Drawn(content, layers, layers_below(project, layers), shown, palette)


def _laid_out(project: QgsProject, drawn: Drawn, spec: SheetSpec) -> QgsPrintLayout:
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.renderContext().setDpi(DPI)
    layout.setName(_free_name(project, drawn.content))
    page = Page(layout, spec.size)
    title = spec.title or tr("Libya: incidents and movements")
    add_title(page, title, drawn.content, page.inner - add_publisher(page, spec))
    draw_body(page, project, drawn, spec.wanted)
    _draw_notes(page, drawn.below, spec)
    _draw_running_titles(page, title, drawn.content)
    project.layoutManager().addLayout(layout)
    return layout


def _draw_notes(page: Page, below: List[QgsMapLayer], spec: SheetSpec) -> None:
    """Under every page the same notes, and which page it is."""
    words = "\n".join(filter(None, (spec.notice, texts.grading_key(), last_note(below, spec))))
    for number in range(page.layout.pageCollection().pageCount()):
        page.rule(f"Notes rule {number + 1}", page.foot + 0.6, number)
        area = page.rect(MARGIN, page.foot + 1.4, page.inner, NOTES_HEIGHT)
        page.label(words, f"Notes {number + 1}", area, SMALL_SIZE, number=number, colour=GREY)
        _draw_page_number(page, number)


def last_note(below: Iterable[QgsMapLayer], spec: SheetSpec, *, is_numbered: bool = True) -> str:
    """How to read the map, whose it is, and the publisher's disclaimer."""
    notes = texts.notes(_credits(below), spec.produced or date.today(), is_numbered=is_numbered)
    return f"{notes} {shortened(spec.disclaimer, DISCLAIMER)}".strip()


def _draw_running_titles(page: Page, title: str, content: SheetContent) -> None:
    """What the sheet is called, on the pages after the first."""
    words = f"{isolated(shortened(title, RUNNING_TITLE))}  ·  {texts.subtitle(content)}"
    for number in range(1, page.layout.pageCollection().pageCount()):
        area = page.rect(MARGIN, PAGE_WORDS_TOPS[1], page.inner - PAGE_WORDS, LINE)
        page.label(words, f"Running title {number + 1}", area, SMALL_SIZE, number=number, colour=GREY)


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
