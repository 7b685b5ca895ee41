"""Progress, and a way to stop, for work that has to be done in the window's own thread."""

from contextlib import contextmanager
from typing import Iterator

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QProgressDialog, QWidget

from ..qgis_support.translation import tr

SOON_MS = 500
"""Work that is expected to take longer than this shows its progress."""


@contextmanager
def progress(parent: QWidget, words: str) -> Iterator[QgsFeedback]:
    """A feedback that a dialogue shows as soon as the work turns out to be long, and that its button cancels."""
    dialog = QProgressDialog(words, tr("Cancel"), 0, 100, parent)
    dialog.setWindowTitle(tr("Libya Incidents"))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(SOON_MS)
    # Closed below, also when the work ends early.
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    feedback = QgsFeedback()
    feedback.progressChanged.connect(lambda percent: dialog.setValue(int(percent)))
    dialog.canceled.connect(feedback.cancel)
    try:
        yield feedback
    finally:
        dialog.close()
        dialog.deleteLater()
