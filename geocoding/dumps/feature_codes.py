"""What a feature code of GeoNames and GNS, such as P.PPL, is among our kinds of place: `feature_codes.csv`."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Dict, Mapping, Optional, Tuple

from ...model.errors import DataFileError
from ...model.table import read_table
from ..gazetteer import GAZETTEER, place_kinds

FEATURE_COLUMNS = ("class", "code", "kind", "weight", "extent_m", "meaning")
_ANY_CODE = "*"


@dataclass(frozen=True)
class Feature:
    """A kind of place, with its weight (0..1) and its extent in metres where these are not the kind's own."""

    kind: str
    weight: float
    extent_m: float


def feature_of(feature_class: str, code: str) -> Optional[Feature]:
    """The kind for a code; a code that is not listed is what its class is; None for what is no place of ours."""
    known = _features()
    return known.get((feature_class, code), known.get((feature_class, _ANY_CODE)))


@lru_cache(maxsize=1)
def _features() -> Mapping[Tuple[str, str], Optional[Feature]]:
    return read_features(GAZETTEER / "feature_codes.csv")


def read_features(path: Path) -> Mapping[Tuple[str, str], Optional[Feature]]:
    """Read the table, an empty kind as None; raises DataFileError naming the line of the first fault."""
    features: Dict[Tuple[str, str], Optional[Feature]] = {}
    for line, row in read_table(path, FEATURE_COLUMNS):
        key = row["class"], row["code"]
        if not all(key):
            raise DataFileError(path, line, f"a class and a code are needed; '{_ANY_CODE}' stands for every other code")
        if key in features:
            raise DataFileError(path, line, f"the code {'.'.join(key)} stands there twice")
        features[key] = _feature(path, line, row) if row["kind"] else None
    return features


def _feature(path: Path, line: int, row: Mapping[str, str]) -> Feature:
    kind = place_kinds().get(row["kind"])
    if kind is None:
        raise DataFileError(path, line, f"'{row['kind']}' is no kind of place listed in kinds.csv")
    try:
        weight, extent_m = float(row["weight"] or kind.weight), float(row["extent_m"] or kind.extent_m)
    except ValueError as error:
        raise DataFileError(path, line, "weight and extent_m are numbers, or empty for the kind's own") from error
    if not 0 <= weight <= 1 or not 1 <= extent_m <= 1e6:
        raise DataFileError(path, line, "weight lies between 0 and 1, extent_m between 1 and 1,000,000")
    return Feature(row["kind"], weight, extent_m)
