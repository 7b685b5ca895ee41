"""What check_qt6_names.py must object to (qt6/findings.txt), among things it must let pass."""

import sip
from PyQt5.QtCore import QObject
from qgis.core import Qgis
from qgis.PyQt import QtCore, QtGui
from qgis.PyQt.QtCore import QRegExp, Qt
from qgis.PyQt.QtWidgets import QAction, QMessageBox, QStyle

LEFT = Qt.AlignLeft
SCOPED = Qt.AlignmentFlag.AlignLeft
OK = QMessageBox.Ok
SCOPED_OK = QMessageBox.StandardButton.Ok
KEY = QtCore.Qt.Key_Escape
FORMAT = QtGui.QImage.Format.Format_ARGB32
ICON = QStyle.SP_DialogOkButton
USED = (sip, QObject, QRegExp, QAction)

if Qgis.QGIS_VERSION_INT >= 33800:
    NEW = Qt.AlignRight
else:
    OLD = Qt.AlignRight


def ask(box: QMessageBox) -> int:
    """Run a dialog the old way."""
    return box.exec_()
