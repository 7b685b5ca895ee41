"""The report in sentences, with the map in it: one document that Qt writes as ODT and as HTML."""

from typing import List, Mapping, NamedTuple, Optional, Sequence

from qgis.PyQt.QtCore import QByteArray, Qt, QUrl
from qgis.PyQt.QtGui import (
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextLength,
    QTextTableFormat,
)

from ..model.codes import label
from ..model.direction import isolated, quoted, route
from ..model.language import figures, is_right_to_left, listed
from ..model.records import Claim, Incident, Movement, Record, Source
from ..qgis_support.translation import tr
from . import texts, wording
from .content import SheetContent
from .tables import TableText

FAMILY = "Arial"
"""Every office program has it or letters as wide; the font that QGIS is set in is that of one machine."""
BODY, HEADING, TITLE = 10.5, 13.0, 18.0
WIDTH = 640
"""Most of a picture, in pixels of 96 to the inch: what fits between the margins of A4."""
PIXELS_PER_METRE = 96 / 0.0254
CELL_PADDING = 3


class Picture(NamedTuple):
    """What is shown, the name of the file that it stands in beside the document, and that file's bytes."""

    name: str
    image: QImage
    png: QByteArray


class Narrative(NamedTuple):
    """What the report is made of. notes: how to read it, with the grading key, credits and the day it was made."""

    title: str
    content: SheetContent
    sources: Mapping[str, Source]
    notice: str
    changes: Optional[TableText]
    pictures: Sequence[Picture]
    notes: str


def compose(told: Narrative) -> QTextDocument:
    """The document. All texts go in as plain text: markup in them is shown, not followed."""
    document = QTextDocument()
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, told.title)
    font = QFont(FAMILY)
    font.setPointSizeF(BODY)
    document.setDefaultFont(font)
    writer = _Writer(document)
    content = told.content
    writer.paragraph(told.title, size=TITLE, is_bold=True, level=1)
    writer.paragraph(texts.subtitle(content))
    writer.paragraph(told.notice, is_bold=True)
    writer.paragraph(_deaths(content))
    for picture in told.pictures:
        writer.picture(picture)
    for heading, records, empty in (
        (tr("Incidents"), content.incidents, tr("No incidents are recorded in this period.")),
        (tr("Movements"), content.movements, tr("No movements are recorded in this period.")),
    ):
        writer.heading(heading)
        if not records:
            writer.paragraph(empty)
        for number, record in records.items():
            _tell(writer, number, record, told)
    tables = (told.changes, texts.unplaced_table(content), texts.sources_table(content))
    for table in filter(None, tables):
        writer.table(table)
    writer.paragraph(told.notes)
    return document


def _deaths(content: SheetContent) -> str:
    """How many were killed as far as a number is known, and of how many incidents none is."""
    numbers = [incident.killed.total.estimate for incident in content.incidents.values()]
    known = [number for number in numbers if number is not None]
    if not numbers:
        return ""
    unknown = len(numbers) - len(known)
    if not known:
        return tr("No number of killed is known.")
    total = tr("Killed, as far as a number is known: {number}.").format(number=sum(known))
    others = tr("Incidents without a known number of killed: {number}.").format(number=unknown)
    return figures(f"{total} {others}" if unknown else total)


def _tell(writer: "_Writer", number: str, record: Record, told: Narrative) -> None:
    """A heading line of what, when and where; then who and how many; then what each source says."""
    if isinstance(record, Incident):
        kind, place = label("event_kinds", record.kind), wording.where(record.location)
        who, numbers = wording.who(record, told.content.actors), _losses(record)
    else:
        kind, place = label("movement_kinds", record.kind), _way(record)
        who, numbers = wording.actor_name(record.actor, told.content.actors), [wording.strength(record)]
    heading = listed((kind, record.dates.display(), place))
    writer.paragraph(f"{wording.number(number)}  {heading}", is_bold=True)
    facts = (label("stances", record.stance), wording.own_grade(record), who, *(one for one in numbers if one != "–"))
    writer.paragraph(listed(filter(None, facts), ";") + ".")
    if record.summary:
        writer.paragraph(isolated(record.summary))
    for claim in record.claims:
        writer.paragraph(_claim(claim, told), indent=1)


def _losses(incident: Incident) -> List[str]:
    counts = (
        (tr("killed: {count}"), incident.killed.total), (tr("wounded: {count}"), incident.wounded),
        (tr("captured: {count}"), incident.captured),
    )
    return [words.format(count=wording.count(count)) for words, count in counts if count.is_known or count.text]


def _way(movement: Movement) -> str:
    """The stops in order, or the heading where no destination is known."""
    stops = [wording.stop(stop) for stop in movement.waypoints]
    if not any(stop.role == "destination" for stop in movement.waypoints):
        stops.append(wording.towards(movement))
    return route(stops)


def _claim(claim: Claim, told: Narrative) -> str:
    """'al-Naba 141, B3, claims: “…”'."""
    source = told.sources.get(claim.source_uid)
    by = wording.actor_name(claim.claimant, told.content.actors) if claim.claimant else ""
    named = listed(filter(None, (isolated(by), isolated(source.name) if source else "", claim.grade)))
    said = f"{named}: {label('stances', claim.stance).lower()}"
    return f"{said}: {quoted(claim.quote)}" if claim.quote else f"{said}."


def _block_format() -> QTextBlockFormat:
    """A block that runs the way of the language."""
    block = QTextBlockFormat()
    block.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if is_right_to_left() else Qt.LayoutDirection.LeftToRight
    )
    return block


class _Writer:
    """Puts blocks at the end of a document."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._cursor = QTextCursor(document)
        self._is_first = True

    def paragraph(
        self, words: str, *, size: float = BODY, is_bold: bool = False, indent: int = 0, level: int = 0
    ) -> None:
        if not words:
            return
        block = _block_format()
        block.setBottomMargin(size / 2)
        block.setIndent(indent)
        block.setHeadingLevel(level)
        letters = QTextCharFormat()
        letters.setFontPointSize(size)
        letters.setFontWeight(QFont.Weight.Bold if is_bold else QFont.Weight.Normal)
        self._block(block)
        self._cursor.insertText(words, letters)

    def heading(self, words: str) -> None:
        self.paragraph(words, size=HEADING, is_bold=True, level=2)

    def picture(self, picture: Picture) -> None:
        """As large as it is printed on the sheet, or as wide as the page."""
        name, image, png = picture
        # Of an image Qt would make a PNG once more.
        self._document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), png)
        shown = QTextImageFormat()
        shown.setName(name)
        width = min(WIDTH, image.width() * PIXELS_PER_METRE / image.dotsPerMeterX())
        shown.setWidth(width)
        shown.setHeight(width * image.height() / image.width())
        self._block(_block_format())
        self._cursor.insertImage(shown)

    def table(self, told: TableText) -> None:
        self.heading(told.heading)
        if not told.rows:
            self.paragraph(told.empty)
            return
        look = QTextTableFormat()
        look.setCellPadding(CELL_PADDING)
        look.setCellSpacing(0)
        look.setBorder(0.5)
        look.setHeaderRowCount(1)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shares = sum(column.share for column in told.columns)
        look.setColumnWidthConstraints([
            QTextLength(QTextLength.Type.PercentageLength, 100 * column.share / shares)
            for column in (reversed(told.columns) if is_right_to_left() else told.columns)
        ])
        table = self._cursor.insertTable(len(told.rows) + 1, len(told.columns), look)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        headings = [column.heading for column in told.columns]
        for line, row in enumerate((headings, *told.rows)):
            for place, words in enumerate(reversed(row) if is_right_to_left() else row):
                cell = table.cellAt(line, place).firstCursorPosition()
                cell.setBlockFormat(_block_format())
                cell.insertText(words, QTextCharFormat() if line else bold)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _block(self, look: QTextBlockFormat) -> None:
        """Begin a block; a document has an empty one from the start."""
        if self._is_first:
            self._cursor.setBlockFormat(look)
            self._is_first = False
        else:
            self._cursor.insertBlock(look)
