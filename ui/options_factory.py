"""Puts our page into QGIS's options; the page itself is made when the options are opened."""

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from ..qgis_support.translation import tr


class OptionsFactory(QgsOptionsWidgetFactory):
    """What QGIS asks for a page."""

    def __init__(self, icon: QIcon) -> None:
        super().__init__(tr("Libya Incidents"), icon)

    def createWidget(self, parent: QWidget) -> QgsOptionsPageWidget:  # noqa: N802 (QGIS's name)
        from .options_page import OptionsPage

        return OptionsPage(parent)
