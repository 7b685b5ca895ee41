"""Numbers that QGIS writes by itself, in the numerals asked for."""

from typing import Optional

from qgis.core import QgsBasicNumericFormat, QgsNumericFormat, QgsNumericFormatContext, QgsReadWriteContext

from ..model.language import figures

WESTERN = "0123456789"


class InNumerals(QgsNumericFormat):
    """As QGIS's basic format, in the numerals that are asked for when it is made.

    QGIS 3.22 to 3.44 write all numbers in western digits, whatever the language. A template that is saved with this
    format opens with QGIS's own where this one is not known.
    """

    def __init__(self, digits: Optional[str] = None) -> None:
        super().__init__()
        self._digits = digits or figures(WESTERN)
        self._basic = QgsBasicNumericFormat()

    def id(self) -> str:
        """By which templates name it."""
        return "libya_incident_mapper_numerals"

    def visibleName(self) -> str:  # noqa: N802 (QGIS's name)
        """Nowhere shown, as it cannot be chosen."""
        return "Libya Incident Mapper"

    def formatDouble(self, value: float, context: QgsNumericFormatContext) -> str:  # noqa: N802 (QGIS's name)
        """The number as text."""
        # QGIS writes western digits, and in Arabic looks for eastern noughts to cut off at the end (3.22 to 3.44).
        western = QgsNumericFormatContext(context)
        western.setZeroDigit("0")
        return self._basic.formatDouble(value, western).translate(str.maketrans(WESTERN, self._digits))

    def clone(self) -> "InNumerals":
        """The same again."""
        return InNumerals(self._digits)

    def create(self, configuration: dict, context: QgsReadWriteContext) -> "InNumerals":
        """As read from a template, which keeps no numerals."""
        return self.clone()

    def configuration(self, context: QgsReadWriteContext) -> dict:
        """What a template keeps."""
        return self._basic.configuration(context)
