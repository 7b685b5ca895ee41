"""Wiring between QGIS and the rooms; the one place that touches `iface`."""

import contextlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Iterable, Optional

from qgis.core import QgsApplication, QgsMapLayer, QgsMapLayerType, QgsProcessingProvider, QgsProject
from qgis.gui import (
    QgisInterface,
    QgsCustomDropHandler,
    QgsDataItemGuiProvider,
    QgsGui,
    QgsOptionsWidgetFactory,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QToolBar

from .qgis_support.settings import Settings, remember
from .qgis_support.translation import speak_as_qgis_does, tr

if TYPE_CHECKING:
    from .model.location import Candidate
    from .qgis_support.expressions import PlaceFunctions
    from .qgis_support.geocoder_interface import IncidentGeocoder
    from .ui.desk import Desk
    from .ui.locator_filter import PlaceLocatorFilter

NAME = "Libya Incident Mapper"
SHORTCUT = "Ctrl+Alt+L"


class IncidentMapperPlugin:
    """What QGIS loads and unloads; `iface` is None where there is no window, as under qgis_process.

    At start-up there are an action and names: of algorithms, expression functions and the search bar's filter. What
    they need is loaded when one of them is first used, and the forms are made when the dock is first shown.
    """

    def __init__(self, iface: Optional[QgisInterface]) -> None:
        speak_as_qgis_does()
        self.iface = iface
        self.provider: Optional[QgsProcessingProvider] = None
        self.action: Optional[QAction] = None
        self.toolbar: Optional[QToolBar] = None
        self.desk: Optional[Desk] = None
        self.options: Optional[QgsOptionsWidgetFactory] = None
        self.functions: Optional[PlaceFunctions] = None
        self.filter: Optional[PlaceLocatorFilter] = None
        self.drop: Optional[QgsCustomDropHandler] = None
        self.menu: Optional[QgsDataItemGuiProvider] = None

    def initProcessing(self) -> None:
        """Register algorithms and expression functions; QGIS calls this alone when there is no window."""
        from .processing_provider.provider import IncidentMapperProvider
        from .qgis_support.expressions import PlaceFunctions

        self.functions = PlaceFunctions()
        self.functions.register()
        self.provider = IncidentMapperProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    @cached_property
    def geocoder(self) -> "IncidentGeocoder":
        """For scripts, and whatever takes a `QgsGeocoderInterface`; QGIS has no list of them to be put in (3.44)."""
        from .qgis_support.geocoder_interface import IncidentGeocoder

        return IncidentGeocoder()

    def initGui(self) -> None:
        from .ui.dock_action import DockAction
        from .ui.gateways import CasefileDrop, CasefileMenu
        from .ui.locator_filter import PlaceLocatorFilter
        from .ui.options_factory import OptionsFactory

        self.initProcessing()
        self.filter = PlaceLocatorFilter(self.iface.mapCanvas())
        self.filter.form_asked.connect(self._put_into_form)
        self.iface.registerLocatorFilter(self.filter)
        icon = QIcon(str(Path(__file__).parent / "resources" / "icons" / "plugin.svg"))
        self.action = DockAction(icon, tr("Libya Incidents"), self.iface.mainWindow(), self._has_keyboard)
        self.action.setObjectName("LibyaIncidentMapperShow")
        self.action.setToolTip(tr("Shows or hides the dock for incidents and movements ({key}).").format(key=SHORTCUT))
        self.action.toggled.connect(self.show_dock)
        self.action.entered.connect(lambda: self.show_dock(True))
        self.iface.registerMainWindowAction(self.action, SHORTCUT)
        # Not by `addPluginToMenu`: the submenu it makes outlives `removePluginMenu` (QGIS 3.22).
        self.iface.pluginMenu().addAction(self.action)
        self.toolbar = self.iface.addToolBar(NAME)
        self.toolbar.setObjectName("LibyaIncidentMapperToolBar")
        self.toolbar.addAction(self.action)
        self.options = OptionsFactory(icon)
        self.iface.registerOptionsWidgetFactory(self.options)
        self.drop, self.menu = CasefileDrop(self.open_casefile), CasefileMenu(self.open_casefile)
        self.iface.registerCustomDropHandler(self.drop)
        QgsGui.dataItemGuiProviderRegistry().addProvider(self.menu)
        if Settings.load().dock_is_open:
            # Once QGIS is ready: building the dock must not lengthen its start.
            self.iface.initializationCompleted.connect(self._reopen)

    def unload(self) -> None:
        """Undo what was done, in reverse."""
        if self.desk is not None:
            self._take_down_dock()
        if self.menu is not None:
            QgsGui.dataItemGuiProviderRegistry().removeProvider(self.menu)
            self.iface.unregisterCustomDropHandler(self.drop)
            self.drop = self.menu = None
        if self.options is not None:
            self.iface.unregisterOptionsWidgetFactory(self.options)
            self.options = None
        if self.action is not None:
            self._disconnect_reopen()
            self.iface.mainWindow().removeToolBar(self.toolbar)
            self.toolbar.deleteLater()
            self.iface.pluginMenu().removeAction(self.action)
            self.iface.unregisterMainWindowAction(self.action)
            self.action.deleteLater()
            self.toolbar = self.action = None
        if self.filter is not None:
            self.iface.deregisterLocatorFilter(self.filter)
            self.filter = None
        if self.functions is not None:
            self.functions.unregister()
            self.functions = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None

    def show_dock(self, is_shown: bool) -> None:
        """Show or hide the dock; the first time it is made."""
        if self.desk is None:
            if not is_shown:
                return
            self._put_up_dock()
        self.desk.dock.setUserVisible(is_shown)
        remember(dock_is_open="yes" if is_shown else "")
        if is_shown:
            self.desk.focus()

    def open_casefile(self, path: str) -> None:
        """Open a casefile in the dock, which is brought up for it."""
        self.action.setChecked(True)
        self.desk.open(path)

    def _has_keyboard(self) -> bool:
        return self.desk is not None and self.desk.has_focus()

    def _put_into_form(self, text: str, candidate: "Optional[Candidate]") -> None:
        """A place of the search bar is wanted in the form; the dock is opened for it."""
        self.action.setChecked(True)
        self.desk.take_place(text, candidate)

    def _put_up_dock(self) -> None:
        from .ui.desk import Desk
        from .ui.dock import WIDTH

        window = self.iface.mainWindow()
        self.desk = Desk(self.iface.mapCanvas(), QgsProject.instance())
        dock = self.desk.dock
        # Where it stood when QGIS was last closed; QGIS itself restores only docks that exist at its start.
        if not window.restoreDockWidget(dock):
            self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
            window.resizeDocks([dock], [WIDTH], Qt.Orientation.Horizontal)
        dock.visibilityChanged.connect(self._follow_dock)
        # Not by `visibilityChanged`, which also tells of docks that go with QGIS itself.
        dock.closed.connect(self._forget_dock)
        self.desk.basemaps.services_asked.connect(self.iface.actionAddWmsLayer().trigger)
        self.iface.addCustomActionForLayerType(self.desk.own_style.action, "", QgsMapLayerType.VectorLayer, False)
        QgsProject.instance().layersAdded.connect(self._offer_own_style)
        self._offer_own_style(QgsProject.instance().mapLayers().values())

    def _take_down_dock(self) -> None:
        dock = self.desk.dock
        dock.visibilityChanged.disconnect(self._follow_dock)
        QgsProject.instance().layersAdded.disconnect(self._offer_own_style)
        self.iface.removeCustomActionForLayerType(self.desk.own_style.action)
        self.desk.close()
        self.iface.removeDockWidget(dock)
        dock.deleteLater()
        self.desk.deleteLater()
        self.desk = None

    def _offer_own_style(self, layers: Iterable[QgsMapLayer]) -> None:
        """An entry in the context menus of a casefile's layers, and of no others."""
        from .layers.styling import TABLE_PROPERTY

        for layer in layers:
            if layer.customProperty(TABLE_PROPERTY):
                self.iface.addCustomActionForLayer(self.desk.own_style.action, layer)

    def _follow_dock(self) -> None:
        """The action is checked while the dock is open, behind another tab or not."""
        is_open = not self.desk.dock.isHidden()
        self.action.blockSignals(True)
        self.action.setChecked(is_open)
        self.action.blockSignals(False)

    def _forget_dock(self) -> None:
        remember(dock_is_open="")

    def _reopen(self) -> None:
        self._disconnect_reopen()
        self.action.setChecked(True)

    def _disconnect_reopen(self) -> None:
        # It may not have been connected, or have been disconnected already.
        with contextlib.suppress(TypeError):
            self.iface.initializationCompleted.disconnect(self._reopen)
