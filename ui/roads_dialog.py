"""Which layer of the project holds the roads and pipelines on which kilometres are counted."""

from typing import Optional, Sequence

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel, QgsVectorLayer
from qgis.gui import QgsFieldComboBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QWidget

from ..qgis_support.translation import tr
from .buttons import dialog_buttons
from .field import SmallLabel
from .help import offer_help
from .mnemonics import LetteredDialog


class RoadsDialog(LetteredDialog):
    """Modeless; `chosen` tells the layer, None for no roads, and the column with the name, which may be ""."""

    chosen = pyqtSignal(object, str)

    def __init__(self, parent: QWidget, others: Sequence[QgsMapLayer]) -> None:
        """others: layers of lines that are no roads."""
        super().__init__(parent)
        offer_help(self, "phrases.md#Roads, pipelines and kilometre gates")
        self.setObjectName("LibyaIncidentRoads")
        self.setWindowTitle(tr("Roads and pipelines"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.layer = QgsMapLayerComboBox()
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.LineLayer)
        self.layer.setExceptedLayerList(list(others))
        self.layer.setAllowEmptyLayer(True)
        self.layer.setToolTip(tr("A layer of lines of this project; the empty line at the top chooses none."))
        self.name_field = QgsFieldComboBox()
        self.name_field.setAllowEmptyFieldName(True)
        self.name_field.setToolTip(tr(
            "Lines of one name that touch are one road. A line without a name is found by the places it joins."
        ))
        words = SmallLabel()
        words.setText(tr(
            "Kilometres are counted on them: '12 km from Ajdabiya on the Ajdabiya-Jalu road', 'the 40 km checkpoint "
            "south of Ajdabiya'. The choice is kept in the project."
        ))
        box = dialog_buttons(QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel)
        box.accepted.connect(self._choose)
        box.rejected.connect(self.reject)
        form = QFormLayout(self)
        for caption, editor in ((tr("&Layer"), self.layer), (tr("Column with the &name"), self.name_field)):
            label = QLabel(caption)
            label.setBuddy(editor)
            form.addRow(label, editor)
        form.addRow(words)
        form.addRow(box)
        self.setMinimumWidth(420)
        self.layer.layerChanged.connect(self._follow_layer)

    def show_choice(self, layer: Optional[QgsVectorLayer], name_field: str) -> None:
        """Put what is chosen now into the boxes."""
        self.layer.setLayer(layer)
        self._follow_layer(layer)
        if layer is not None:
            self.name_field.setField(name_field)

    def _follow_layer(self, layer: Optional[QgsMapLayer]) -> None:
        """Propose the column that QGIS itself names the lines by."""
        self.name_field.setLayer(layer)
        self.name_field.setField(layer.displayField() if layer is not None else "")
        self.name_field.setEnabled(layer is not None)

    def _choose(self) -> None:
        self.chosen.emit(self.layer.currentLayer(), self.name_field.currentField())
        self.accept()
