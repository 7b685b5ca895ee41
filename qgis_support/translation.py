"""Words shown to people, in the language QGIS runs in, or in the one that was asked for."""

from qgis.PyQt.QtCore import QCoreApplication

from ..model.language import spoken, translated

CONTEXT = "LibyaIncidentMapper"
"""One context for all our texts: PyQt's `self.tr` looks under the instance's class and misses its base class's."""


def tr(text: str) -> str:
    """The text in the language of `model.language.speaking`, else in the user's.

    Values are filled in afterwards with `format`, never inside.
    """
    return translated(text) if spoken() else QCoreApplication.translate(CONTEXT, text)
