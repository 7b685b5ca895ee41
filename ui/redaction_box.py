"""What is withheld from readers outside: places, the last hours, sources, free texts."""

from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtWidgets import QCheckBox, QDoubleSpinBox, QFormLayout, QLabel, QSpinBox

from ..model.redaction import GREATEST_GRID, LEAST_GRID, MOST_DELAY_HOURS, NOTHING, Places, Redaction
from ..qgis_support.settings import Settings, remember
from ..qgis_support.translation import tr
from .editors import PlainCombo

YES = "yes"


class RedactionBox(QgsCollapsibleGroupBoxBasic):
    """Folded while nothing is withheld, so that nobody redacts, or fails to, without seeing it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTitle(tr("Redaction"))
        self.setToolTip(tr("What readers are not told. The sheet says so, and the casefile stays as it is."))
        last = Settings.load()
        self.places = PlainCombo()
        for places, words in (
            (Places.KEPT, tr("as they are")), (Places.GRID, tr("rounded to a grid")),
            (Places.DISTRICT, tr("rounded to the district")),
        ):
            self.places.addItem(words, places.value)
        self.places.setCurrentIndex(max(0, self.places.findData(last.redact_places)))
        self.places.setToolTip(tr("Rounded places take summaries, notes and quotations along, which name places."))
        self.grid = QDoubleSpinBox()
        self.grid.setRange(LEAST_GRID, GREATEST_GRID)
        self.grid.setSingleStep(0.05)
        self.grid.setSuffix(tr("°"))
        self.grid.setValue(_number(last.redact_grid, NOTHING.grid_degrees))
        self.grid.setToolTip(tr("The side of a cell; a quarter of a degree is about 25 km."))
        self.delay = QSpinBox()
        self.delay.setRange(0, MOST_DELAY_HOURS)
        self.delay.setSuffix(" " + tr("h"))
        self.delay.setSpecialValueText(tr("none"))
        self.delay.setValue(int(_number(last.redact_delay, 0)))
        self.delay.setToolTip(tr("Records that may have happened within so many hours are left out."))
        self.sources = QCheckBox(tr("Do not name &sources"))
        self.sources.setToolTip(tr("Grades stay; sources, quotations and their days go."))
        self.sources.setChecked(last.redact_sources == YES)
        self.texts = QCheckBox(tr("Lea&ve out free texts"))
        self.texts.setToolTip(tr("Summaries, notes and quotations, which may name people."))
        self.texts.setChecked(last.redact_texts == YES)
        form = QFormLayout(self)
        for caption, editor in ((tr("Pla&ces"), self.places), (tr("&Grid"), self.grid), (tr("&Delay"), self.delay)):
            label = QLabel(caption)
            label.setBuddy(editor)
            form.addRow(label, editor)
        form.addRow(self.sources)
        form.addRow(self.texts)
        self.places.currentIndexChanged.connect(lambda _: self._follow())
        self._follow()
        self.setCollapsed(not self.redaction().is_any)

    def redaction(self) -> Redaction:
        """What is asked for."""
        return Redaction(
            Places(self.places.currentData()), self.grid.value(), self.delay.value(), self.sources.isChecked(),
            self.texts.isChecked(),
        )

    def keep(self) -> None:
        """Remember the choices for the next time."""
        asked = self.redaction()
        remember(
            redact_places=asked.places.value, redact_grid=str(asked.grid_degrees), redact_delay=str(asked.delay_hours),
            redact_sources=YES if asked.hides_sources else "", redact_texts=YES if asked.hides_texts else "",
        )

    def _follow(self) -> None:
        """A grid has cells, and whoever rounds places leaves out texts."""
        places = Places(self.places.currentData())
        self.grid.setEnabled(places is Places.GRID)
        self.texts.setEnabled(places is Places.KEPT)


def _number(text: str, otherwise: float) -> float:
    """A number as it was remembered; a settings file edited by hand may hold anything."""
    try:
        return float(text)
    except ValueError:
        return otherwise
