"""Files of text among the values of parameters; we read them ourselves, because QGIS fails at some that we can read."""

from pathlib import Path
from typing import Optional

from qgis.core import QgsProperty

TEXT_ENDINGS = (".csv", ".tsv", ".txt")


def text_file(value: object) -> Optional[Path]:
    """The path, where the value of a parameter is one of a file of text."""
    if isinstance(value, QgsProperty):
        value = value.staticValue()
    if isinstance(value, (str, Path)) and str(value).casefold().endswith(TEXT_ENDINGS):
        return Path(value)
    return None
