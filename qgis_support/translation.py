"""Words shown to people, in the language QGIS runs in."""

from qgis.PyQt.QtCore import QCoreApplication

CONTEXT = "LibyaIncidentMapper"
"""One context for all our texts: PyQt's `self.tr` looks under the instance's class and misses its base class's."""


def tr(text: str) -> str:
    """The text in the user's language; values are filled in afterwards with `format`, never inside."""
    return QCoreApplication.translate(CONTEXT, text)
