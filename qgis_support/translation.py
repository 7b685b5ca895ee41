"""The language that QGIS runs in, for all that is said to people."""

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale

from ..model.language import EASTERN, WESTERN, Speech, counted, speak_in_window, tr

__all__ = ["counted", "speak_as_qgis_does", "tr"]
_EASTERN_ZERO = "٠"


def speak_as_qgis_does() -> None:
    """Language, digits and thousands as chosen in *Settings ▸ Options ▸ General*, or else as the system has them."""
    locale = QLocale()
    numerals = EASTERN if str(locale.zeroDigit()) == _EASTERN_ZERO else WESTERN
    speak_in_window(Speech(QgsApplication.locale()[:2], numerals, str(locale.groupSeparator())))
