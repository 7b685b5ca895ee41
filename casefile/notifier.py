"""Tells whoever shows a casefile that records changed."""

from qgis.PyQt.QtCore import QObject, pyqtSignal


class Notifier(QObject):
    """`changed` carries the list of uids of the records that were saved or deleted, after the file has them."""

    changed = pyqtSignal(list)
