"""Groups of columns that several tables share: a value of the model as a run of cells, and back.

Each `…_cells` function gives the cells in the order of its group in `schema`; each `…_from` function
takes a row as a dict and a prefix where the group has one. An empty text is stored as NULL and read as ''. A code that
is NULL, as in rows that QGIS's own tools add, is read as the one that claims least.
"""

from datetime import date
from functools import lru_cache
from typing import Any, Dict, Optional, Tuple

from qgis.PyQt.QtCore import QByteArray, QDate, QVariant

from ..model.counts import CountRange
from ..model.dates import DatePrecision, DateRange
from ..model.errors import UnreadableValue
from ..model.location import Location, PlaceState, Precision
from ..model.records import OwnGrade, Stamp
from ..qgis_support.translation import tr
from .candidates import read_candidates, write_candidates

Cells = Tuple[Any, ...]
Row = Dict[str, Any]


@lru_cache(maxsize=8192)
def coded(text: str) -> Optional[QVariant]:
    """A text that comes in many rows, such as a code or a place's name, made ready for QGIS once.

    Most of the time of a row goes into this conversion (PyQt 5.15: 0.44 µs a text, 0.08 µs a ready one).
    """
    return QVariant(text) if text else None


@lru_cache(maxsize=8192)
def _day(day: date) -> QVariant:
    return QVariant(QDate(day.year, day.month, day.day))


def date_cell(day: Optional[date]) -> Optional[QVariant]:
    """A day for a date column."""
    return None if day is None else _day(day)


def date_cells(dates: DateRange) -> Cells:
    """The group `DATES`."""
    return _day(dates.start), _day(dates.end), coded(dates.precision.value), dates.text or None


def dates_from(row: Row) -> DateRange:
    """The date range in a row; ValueError where it has no day."""
    start, end = row["date_start"] or row["date_end"], row["date_end"] or row["date_start"]
    if start is None:
        raise UnreadableValue(tr("it has no date"))
    precision = row["date_precision"] or (DatePrecision.DAY if start == end else DatePrecision.RANGE)
    return DateRange(start, end, DatePrecision(precision), row["date_text"] or "")


def count_cells(count: CountRange) -> Cells:
    """The columns of `count_columns`."""
    return count.low, count.best, count.high, count.text or None


def count_from(row: Row, name: str) -> CountRange:
    """The count of that name in a row."""
    return CountRange(row[f"{name}_low"], row[f"{name}_best"], row[f"{name}_high"], row[f"{name}_text"] or "")


def own_grade_cells(grade: Optional[OwnGrade]) -> Cells:
    """The group `OWN_GRADE`."""
    return (None, None, None) if grade is None else (grade.reliability, grade.credibility, grade.reason)


def own_grade_from(row: Row) -> Optional[OwnGrade]:
    """The analyst's own grade in a row, None where there is none."""
    if not row["own_reliability"] and not row["own_credibility"]:
        return None
    return OwnGrade(row["own_reliability"] or "", row["own_credibility"] or "", row["grade_reason"] or "")


def stamp_cells(stamp: Stamp) -> Cells:
    """The group `STAMP`."""
    return (
        coded(stamp.created), coded(stamp.created_by), coded(stamp.modified), coded(stamp.modified_by), stamp.revision,
    )


def stamp_from(row: Row) -> Stamp:
    """The stamp in a row."""
    return Stamp(
        row["created"] or "", row["created_by"] or "", row["modified"] or "", row["modified_by"] or "",
        row["revision"] or 0,
    )


@lru_cache(maxsize=2048)
def location_cells(location: Location) -> Cells:
    """The group `LOCATION`; kept, because the same place text gives the same location time and again."""
    return (
        coded(location.phrase), coded(location.state.value), _number(location.lat), _number(location.lon),
        _number(location.radius_m), coded(location.precision.value), coded(location.name), coded(location.name_ar),
        coded(location.place_id), coded(location.kind), coded(location.district), coded(location.rule),
        coded(location.remark), coded(location.sources), _number(location.score),
        coded(write_candidates(location.candidates)),
        None if location.area_wkb is None else QVariant(QByteArray(location.area_wkb)),
    )


def _number(value: Optional[float]) -> Optional[QVariant]:
    return None if value is None else QVariant(float(value))


def location_from(row: Row) -> Location:
    """The location in a row; QGIS gives a NULL blob as an empty one."""
    texts = {
        name: row[column] or ""
        for name, column in (
            ("phrase", "place_text"), ("name", "place_name"), ("name_ar", "place_name_ar"), ("place_id", "place_id"),
            ("kind", "place_kind"), ("district", "district"), ("rule", "place_rule"), ("remark", "place_remark"),
            ("sources", "place_sources"),
        )
    }
    return Location(
        state=PlaceState(row["place_state"] or PlaceState.UNKNOWN), lat=row["lat"], lon=row["lon"],
        radius_m=row["radius_m"], area_wkb=row["area_wkb"] or None, score=row["place_score"],
        precision=Precision(row["precision"] or Precision.UNLOCATED),
        candidates=read_candidates(row["candidates"]), **texts,
    )
