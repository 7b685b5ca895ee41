"""The presenter of the filter bar: list, map and sheet show what is chosen in it."""

from datetime import date
from typing import Dict, Iterable, List, Mapping, Optional

from qgis.core import QgsInterval, QgsLayerTreeLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject

from ..layers.filtering import apply_filter
from ..layers.group import casefile_layers
from ..layers.temporal import time_of
from ..model.codes import code_list
from ..model.colours import stable_colour
from ..model.dates import DatePrecision, DateRange
from ..model.errors import UnreadableValue
from ..model.periods import period_around
from ..model.record_filter import EVERYTHING, RecordFilter
from ..qgis_support.temporal_controller import play, stop
from ..qgis_support.translation import tr
from .dock import IncidentDock
from .filter_bar import Offer
from .record_words import actor_in_words
from .session import Session

REMEMBERED = "libya_incident_mapper/filter"
"""The custom property of the layer of incidents, and so a part of the project, that holds what was shown last."""


class Filtering(QObject):
    """Follows the bar and the records; a casefile that comes with a project shows again what it showed there."""

    def __init__(self, session: Session, dock: IncidentDock, canvas: QgsMapCanvas) -> None:
        super().__init__(dock)
        self._session, self._dock, self._canvas = session, dock, canvas
        self._bar = dock.records.bar
        self._bar.changed.connect(self._apply)
        self._bar.play_asked.connect(self._play)
        dock.records.model.records_changed.connect(self._follow_records)
        dock.tabs.currentChanged.connect(self._look)
        session.opened.connect(self._begin)
        session.actors_changed.connect(self._recolour)
        self._is_stale, self._colours = False, {}
        self._remembered = EVERYTHING

    def wanted(self) -> RecordFilter:
        """What is shown now."""
        return self._bar.wanted()

    def apply_again(self) -> None:
        """Let layers that were styled anew show what is shown now."""
        self._apply(self.wanted())

    def close(self) -> None:
        """Let go of the map's time."""
        if self._bar.play.isChecked():
            self._bar.play.setChecked(False)
        self._canvas.setTemporalRange(time_of(None))

    def _begin(self) -> None:
        self._colours = self._session.casefile.actor_colours()
        self._remembered = self._recalled()
        self._bar.show_all()
        days = self._session.casefile.days()
        last = days[1] if days else date.today()
        self._bar.propose(period_around(last, DatePrecision.WEEK))
        self._apply(self.wanted())

    def _recalled(self) -> RecordFilter:
        node = self._node()
        try:
            return RecordFilter.parse(str(node.customProperty(REMEMBERED)) if node is not None else "")
        except UnreadableValue:
            return EVERYTHING

    def _node(self) -> Optional[QgsLayerTreeLayer]:
        """Where the filter is remembered: a layer's own properties are part of its style and change with it."""
        layer = casefile_layers(self._session.casefile, self._session.project).get("incidents")
        return self._session.project.layerTreeRoot().findLayer(layer) if layer is not None else None

    def _recolour(self) -> None:
        self._colours = self._session.casefile.actor_colours()
        self._follow_records()

    def _apply(self, wanted: RecordFilter) -> None:
        if self._session.casefile is None:
            return
        self._dock.records.set_filter(wanted)
        apply_filter(casefile_layers(self._session.casefile, self._session.project), wanted)
        node = self._node()
        # What was recalled and is not shown yet must not be forgotten.
        if self._remembered == EVERYTHING and node is not None:
            node.setCustomProperty(REMEMBERED, wanted.as_text())
        self._canvas.setTemporalRange(time_of(wanted.period))
        self._canvas.refresh()

    def _follow_records(self) -> None:
        """Count anew, which takes a while with many records, when the bar is seen: not while forms are filled."""
        self._is_stale = True
        if self._remembered != EVERYTHING and self._dock.records.model.number():
            # Only now is there something to choose among.
            remembered, self._remembered = self._remembered, EVERYTHING
            self._offer()
            self._bar.choose(remembered)
        self._look()

    def _look(self) -> None:
        if self._is_stale and self._bar.isVisible() and self._session.casefile is not None:
            self._is_stale = False
            self._offer()

    def _offer(self) -> None:
        """What the records have is what can be chosen."""
        bar, tally, registry = self._bar, self._dock.records.model.tally, self._session.actors
        names = [(actor, actor_in_words(actor, registry)) for actor in +tally.actors if actor]
        bar.actors.offer(sorted(names, key=lambda entry: entry[1].casefold()))
        bar.kinds.offer(_labelled(("event_kinds", "movement_kinds"), tally.kinds))
        bar.statuses.offer(_labelled(("statuses",), tally.statuses))
        grades = _labelled(("reliability",), tally.reliabilities)
        bar.grades.offer((letter, f"{letter} – {words}") for letter, words in grades)
        bar.timeline.show_bars(tally.days.bars(), lambda actor: self._colours.get(actor) or stable_colour(actor))
        bar.timeline.mark(self.wanted().period)

    def _play(self, is_on: bool) -> None:
        """Hand the case's days to QGIS's Temporal Controller, a period a frame; or take them back."""
        controller, days = self._canvas.temporalController(), self._session.casefile.days()
        if controller is None:
            return
        if is_on and days is not None:
            precision = self._bar.dates.dates().precision
            play(controller, time_of(DateRange(*days, DatePrecision.RANGE)), QgsInterval(*_STEPS[precision]))
        else:
            stop(controller)
            self._apply(self.wanted())


_STEPS: Dict[DatePrecision, List[int]] = {
    # Years, months, weeks, days, hours, minutes, seconds.
    DatePrecision.DAY: [0, 0, 0, 1, 0, 0, 0], DatePrecision.RANGE: [0, 0, 0, 1, 0, 0, 0],
    DatePrecision.WEEK: [0, 0, 1, 0, 0, 0, 0], DatePrecision.MONTH: [0, 1, 0, 0, 0, 0, 0],
    DatePrecision.YEAR: [1, 0, 0, 0, 0, 0, 0],
}


def _labelled(lists: Iterable[str], numbers: Mapping[str, int]) -> List[Offer]:
    """The codes of the lists that some records have, in the lists' order."""
    codes = (code for name in lists for code in code_list(name).values())
    return [(code.code, tr(code.label)) for code in codes if numbers.get(code.code)]
