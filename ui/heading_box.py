"""A direction of travel: a compass word or degrees."""

from typing import List, Optional

from ..exchange.values import read_heading
from ..model.errors import UnreadableValue
from ..model.validation import Fault
from ..qgis_support.translation import tr
from .editors import TextLine


class HeadingBox(TextLine):
    """'south', 'SSW' or '202.5'."""

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("such as south-west, or 225"))
        self.setToolTip(tr("Where to, when no destination is known: a compass word, or degrees clockwise from north."))

    def heading(self, name: str, faults: List[Fault]) -> Optional[float]:
        """Degrees, None for an empty text; a fault called `name` for what is no heading."""
        text = self.text().strip()
        if not text:
            return None
        try:
            return read_heading(text)
        except UnreadableValue as error:
            faults.append(Fault(name, str(error)))
            return None

    def set_heading(self, degrees: Optional[float]) -> None:
        """Show degrees, or nothing."""
        self.setText("" if degrees is None else f"{degrees:g}")
