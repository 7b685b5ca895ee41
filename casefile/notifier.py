"""Tells whoever shows a casefile that records changed."""

from qgis.PyQt.QtCore import QObject, pyqtSignal


class Notifier(QObject):
    """`changed` carries the list of uids of the records that were saved or deleted, after the file has them."""

    changed = pyqtSignal(list)


class RegistryNews(QObject):
    """`changed_in` carries the path of a casefile whose actors were changed without a window.

    One that has it open can look.
    """

    changed_in = pyqtSignal(str)


REGISTRY_NEWS = RegistryNews()
"""For all of this QGIS."""
