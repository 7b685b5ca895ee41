"""Where the places of each report lie: what one row leaves open, the other rows of its report may decide."""

from datetime import date
from typing import Collection, Dict, Iterable, Mapping, Optional, Tuple

from ..geocoding.geodesy import GeoPoint
from ..geocoding.together import certain_points
from ..model.location import Location

REPORT_COLUMNS = ("source", "published")
"""Rows alike in all of these are one report; a row that lacks one of them stands alone."""


class Reports:
    """The points of each report that its rows give by themselves."""

    def __init__(self) -> None:
        # A dictionary keeps each point once, in the order of the rows.
        self._points: Dict[Tuple[str, date], Dict[GeoPoint, None]] = {}

    def add(self, values: Mapping[str, object], locations: Iterable[Location]) -> None:
        """Note the places of a row that are known closely enough to help others."""
        report = _report(values)
        if report is not None:
            self._points.setdefault(report, {}).update(dict.fromkeys(certain_points(locations)))

    def points(self, values: Mapping[str, object]) -> Collection[GeoPoint]:
        """Where the report of this row plays."""
        return self._points.get(_report(values), ())


def _report(values: Mapping[str, object]) -> Optional[Tuple[str, date]]:
    source, published = (values.get(column) for column in REPORT_COLUMNS)
    return (source, published) if source and published else None
