"""What the districts of Libya are called in the language spoken."""

from functools import cache
from typing import Dict

from .language import is_right_to_left
from .table import RESOURCES, read_table


def told_district(name: str) -> str:
    """A district, by the name it is stored under; other words as they are."""
    return arabic_districts().get(name, name) if is_right_to_left() else name


@cache
def arabic_districts() -> Dict[str, str]:
    """Name as stored → Arabic name."""
    path = RESOURCES / "gazetteer" / "district_names.csv"
    return {row["name"]: row["name_ar"] for _, row in read_table(path, ("code", "name", "name_ar", "aliases"))}
