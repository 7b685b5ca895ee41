"""The button beside the search line: only records that lack something."""

from typing import FrozenSet

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QMenu, QToolButton

from ..qgis_support.translation import tr
from .record_rows import Gap


class GapButton(QToolButton):
    """A menu with check marks; `changed` carries the gaps that are checked, of which a record has one.

    It is no part of the filter bar, which narrows map and sheet, too: what is not placed is on neither.
    """

    changed = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        words = tr("Only records that lack something; none checked: all.")
        self.setIcon(QgsApplication.getThemeIcon("/mActionFilter2.svg"))
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setAutoRaise(True)
        # Looks pressed while it hides something; the click itself opens the menu.
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for gap, text, tooltip in (
            (Gap.UNPLACED, tr("&Not placed"), tr("Records, or stops of movements, without a point on the map.")),
            (Gap.AMBIGUOUS, tr("&Ambiguous"), tr("Those for which one of several places has to be picked.")),
            (Gap.UNGRADED, tr("Not &graded"), tr("Records without a source, or whose best source nobody judged (F6).")),
        ):
            action = menu.addAction(text)
            action.setToolTip(tooltip)
            action.setCheckable(True)
            action.setData(gap)
            action.toggled.connect(self._tell)
        self.setMenu(menu)

    def action(self, gap: Gap) -> QAction:
        """The entry of a gap."""
        return next(action for action in self.menu().actions() if action.data() == gap)

    def clear(self) -> None:
        """Check nothing."""
        for action in self.menu().actions():
            action.setChecked(False)

    def _tell(self) -> None:
        chosen: FrozenSet[Gap] = frozenset(
            action.data() for action in self.menu().actions() if action.isChecked()
        )
        self.setChecked(bool(chosen))
        self.changed.emit(chosen)
