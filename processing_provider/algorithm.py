"""What our algorithms have in common: how QGIS copies them, and how an error of ours reaches the user."""

from typing import Any, Dict, Mapping

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
)
from qgis.PyQt.QtGui import QIcon

from ..model.errors import IncidentMapperError
from ..model.table import RESOURCES
from ..qgis_support.translation import tr

Parameters = Dict[str, Any]
ICON = RESOURCES / "icons" / "plugin.svg"
# By name, for QGIS's dialogue to import: without a window there is no such room.
_CHOICE_WIDGET = f"{__name__.rpartition('.processing_provider')[0]}.ui.choice_widget.ChoiceWidget"


class IncidentAlgorithm(QgsProcessingAlgorithm):
    """Base of our algorithms; a subclass gives its names and `work`, which raises our own errors freely."""

    def createInstance(self) -> QgsProcessingAlgorithm:
        return type(self)()

    def icon(self) -> QIcon:
        return QIcon(str(ICON))

    def svgIconPath(self) -> str:
        return str(ICON)

    def work(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        """Do the work and give the outputs by name."""
        raise NotImplementedError

    def processAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Parameters:
        try:
            return self.work(parameters, context, feedback)
        except IncidentMapperError as error:
            raise QgsProcessingException(str(error)) from error

    def add(
        self, parameter: QgsProcessingParameterDefinition, help_text: str, is_optional: bool = False,
        is_advanced: bool = False,
    ) -> None:
        """Declare a parameter with its help; an advanced one is folded away and has a default."""
        # By value: `Flag | Flag` has another type in each of QGIS 3.22, 3.36 and 4.
        if is_optional:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
        if is_advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        parameter.setHelp(help_text)
        self.addParameter(parameter)

    def add_choice(self, name: str, words: str, choices: Mapping[str, str], help_text: str) -> None:
        """A choice among codes, which scripts and models write, by their words, the first unless another is taken."""
        codes = list(choices)
        parameter = QgsProcessingParameterEnum(
            name, words, codes, defaultValue=codes[0], optional=True, usesStaticStrings=True
        )
        parameter.setMetadata({"widget_wrapper": {"class": _CHOICE_WIDGET, "words": dict(choices)}})
        self.add(parameter, help_text)


def stop_if_cancelled(feedback: QgsProcessingFeedback) -> None:
    """Raise the sentence for a user who stopped the algorithm."""
    if feedback.isCanceled():
        raise QgsProcessingException(tr("Cancelled; nothing was written."))
