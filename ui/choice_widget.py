"""A choice of an algorithm by words in the reader's language, where QGIS shows the codes that scripts write."""

from typing import Dict

from processing.gui.wrappers import WidgetWrapper
from qgis.core import QgsProcessingOutputString, QgsProcessingParameterEnum, QgsProcessingParameterString
from qgis.gui import QgsProcessingGui
from qgis.PyQt.QtWidgets import QComboBox


class ChoiceWidget(WidgetWrapper):
    """The widget of a parameter with static strings, in the dialogue of an algorithm, in a batch and in a model."""

    def createWidget(self, words: Dict[str, str]) -> QComboBox:
        """A box with the words, each with its code; in a model what the model knows follows."""
        box = QComboBox()
        for code in self.parameterDefinition().options():
            box.addItem(words[code], code)
        if self.dialogType == QgsProcessingGui.WidgetType.Modeler:
            kinds = [QgsProcessingParameterEnum, QgsProcessingParameterString]
            for value in self.dialog.getAvailableValuesOfType(kinds, QgsProcessingOutputString):
                box.addItem(self.dialog.resolveValueDescription(value), value)
        box.currentIndexChanged.connect(lambda: self.widgetValueHasChanged.emit(self))
        return box

    def setValue(self, value: object) -> None:
        """Show the words of a code."""
        self.setComboValue(value)

    def value(self) -> object:
        """The code, or what the model takes it from."""
        return self.widget.currentData()
