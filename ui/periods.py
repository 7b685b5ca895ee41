"""Which days an export proposes."""

from typing import Optional

from ..model.dates import DatePrecision, DateRange
from ..qgis_support.settings import Settings
from .filtering import Filtering
from .session import Session


def proposed_period(filtering: Filtering, session: Session) -> Optional[DateRange]:
    """What the filter bar shows; without it what was exported last (None), and the whole case at the first time."""
    shown = filtering.wanted().period
    if shown is not None or Settings.load().sheet_from:
        return shown
    days = session.days()
    return DateRange(*days, DatePrecision.RANGE) if days else None
