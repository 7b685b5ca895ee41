"""Styles kept in the casefile itself, so that it opens well in a QGIS without the plugin.

The Temporal Controller is the exception: QGIS 3.22 loads the stored settings and then overwrites them with what
it guesses from the columns' types, until somebody loads the style once more by hand.
"""

from qgis.core import QgsVectorLayer

from ..casefile.errors import CasefileError
from ..casefile.repository import Casefile
from ..casefile.schema import BOOKKEEPING, TABLES
from ..qgis_support.stored_styles import save_default_style
from ..qgis_support.translation import tr
from .group import layer_title
from .palette import Palette
from .styling import apply_style

STYLE_NAME = "Libya Incident Mapper"


def store_default_styles(casefile: Casefile) -> None:
    """Write the appearance of every table, with categories for the records as they are now, as its default style.

    Raises CasefileError where the file cannot be written.
    """
    palette = Palette.of_file(casefile.path)
    # All at once: while one is there QGIS has the file open, and to open it takes longer than to write a style. All
    # is read before anything is written, or the connections that read lose sight of the file (3.22 to 3.44).
    layers = {table: casefile.layer(table) for table in TABLES if table not in BOOKKEEPING}
    for table, layer in layers.items():
        apply_style(layer, table, palette)
    _forget(next(iter(layers.values())))
    for table, layer in layers.items():
        message = save_default_style(layer, STYLE_NAME, layer_title(table))
        if message:
            words = tr("The styles could not be written into {path} ({reason}); free some space and try again.")
            raise CasefileError(words.format(path=casefile.path, reason=message))


def _forget(layer: QgsVectorLayer) -> None:
    """Delete our styles of all tables: QGIS 3.22 would ask before it replaces one.

    One layer lists them all, and each as many times as there are styles (3.22 to 3.44).
    """
    _, ids, names, _, _ = layer.listStylesInDatabase()
    for style_id, name in dict(zip(ids, names)).items():
        if name == STYLE_NAME:
            layer.deleteStyleFromDatabase(style_id)
