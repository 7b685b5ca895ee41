"""Typed and pasted coordinates: decimal degrees, degrees with minutes and seconds, UTM and MGRS."""

import re
import unicodedata
from typing import List, NamedTuple, Optional, Tuple

from ..model.errors import UnreadableValue
from ..model.language import tr
from .grids import parse_mgrs, parse_utm

LONGEST = 80
# Libya's box, degrees; what is swapped lies outside and would lie inside the other way round.
LIBYA_LAT, LIBYA_LON = (18.0, 35.0), (8.0, 27.0)
# Diagonal of one degree each way at 30 degrees north, metres: 0.1° -> 14.7 km, 1 minute -> 2.45 km, 1 second -> 41 m.
DIAGONAL_M_PER_DEGREE = 147_000.0

_SIGNS = str.maketrans({
    "º": "°", "˚": "°", "’": "'", "‘": "'", "′": "'", "´": "'", "`": "'", "″": '"', "“": '"', "”": '"', "„": '"',
    "−": "-", "–": "-", "—": "-", "٫": ".", "٬": ",", "،": ",", "؛": ";", "\u00a0": " ",
})
_WORDS = {
    "latitude": "", "longitude": "", "lat": "", "lon": "", "long": "", "lng": "", "deg": "°", "degrees": "°",
    "north": "n", "south": "s", "east": "e", "west": "w", "شمالا": "n", "شمال": "n", "جنوبا": "s", "جنوب": "s",
    "شرقا": "e", "شرق": "e", "غربا": "w", "غرب": "w",
}
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[+-]?\d+(?:\.\d+)?|[nsew]|°|'{1,2}|\"|[,;/]")
_BLANKS = str.maketrans(":=()[]", "      ")
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{2}(?:\.\d+)?)?\s*([ns])[\s,;/]*(\d{3})(\d{2})(\d{2}(?:\.\d+)?)?\s*([ew])")


class Coordinates(NamedTuple):
    """A point as written: degrees on WGS84, how closely it was written in metres, and how it was read."""

    lat: float
    lon: float
    precision_m: float
    remark: str


class _Angle(NamedTuple):
    degrees: float
    unit_degrees: float
    letter: str


def parse_coordinates(text: str) -> Optional[Coordinates]:
    """Read coordinates; None when the text is something else.

    Latitude comes first unless letters say otherwise. The precision is the diagonal of one unit of the last
    digit written; where the two differ the finer one, because a closing zero is often dropped.
    Raises UnreadableValue for what is out of range, or swapped so that it falls outside Libya.
    """
    if len(text) > LONGEST or not any(character.isdigit() for character in text):
        return None
    line = _one_line(text)
    for read in (parse_mgrs, parse_utm):
        grid = read(line)
        if grid is not None:
            return _placed(grid.lat, grid.lon, grid.precision_m, grid.system)
    line = _WORD.sub(lambda match: _WORDS.get(match.group(), match.group()), line.lower())
    line = line.translate(_BLANKS).strip(" .")
    if _TOKEN.sub("", line).strip():
        return None
    angles = _compact(line) or _angles(line)
    if angles is None:
        return None
    first, second = angles
    lettered = bool(first.letter)
    lat, lon = (second, first) if first.letter in ("e", "w") else (first, second)
    _refuse_out_of_range(lat.degrees, lon.degrees)
    if not lettered:
        _refuse_swapped(lat.degrees, lon.degrees)
    unit = min(lat.unit_degrees, lon.unit_degrees)
    return _placed(lat.degrees, lon.degrees, unit * DIAGONAL_M_PER_DEGREE, "")


def in_libya(lat: float, lon: float) -> bool:
    """Whether a point lies in the box round Libya."""
    return LIBYA_LAT[0] <= lat <= LIBYA_LAT[1] and LIBYA_LON[0] <= lon <= LIBYA_LON[1]


def _one_line(text: str) -> str:
    kept = []
    for character in unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS):
        category = unicodedata.category(character)
        if category == "Nd":
            kept.append(str(unicodedata.digit(character)))
        elif category not in ("Cf", "Mn"):
            kept.append(" " if category == "Cc" else character)
    return " ".join("".join(kept).split())


def _compact(line: str) -> Optional[Tuple[_Angle, _Angle]]:
    """"301530N0191200E": degrees, minutes and seconds without a gap."""
    match = _COMPACT.fullmatch(line)
    if match is None:
        return None
    halves = []
    for degrees, minutes, seconds, letter in (match.groups()[:4], match.groups()[4:]):
        numbers = [number for number in (degrees, minutes, seconds) if number is not None]
        halves.append(_angle(numbers, letter))
    return halves[0], halves[1]


def _angles(line: str) -> Optional[Tuple[_Angle, _Angle]]:
    """The two angles of a line of numbers, marks and letters; None when it is no pair."""
    if not re.search(r"\d\.\d", line) and len(re.findall(r"\d,\d", line)) == 2:
        line = re.sub(r"(?<=\d),(?=\d)", ".", line)  # decimal commas: "30,26; 19,20"
    halves = _halves(_TOKEN.findall(line))
    if halves is None:
        return None
    marked = any(character in line for character in "°nsew")
    angles = []
    for half in halves:
        numbers = [token for token in half if token[-1].isdigit()]
        letters = [token for token in half if token in ("n", "s", "e", "w")]
        if not 1 <= len(numbers) <= 3 or len(letters) > 1 or (not marked and len(numbers) > 1):
            return None
        angles.append(_angle(numbers, letters[0] if letters else ""))
    letters = "".join(angle.letter for angle in angles)
    decimal = any("." in token for half in halves for token in half)
    if letters and not re.fullmatch("[ns][ew]|[ew][ns]", letters):
        if not decimal and "°" not in line:
            return None
        raise UnreadableValue(
            tr(
                "'{written}' needs one letter N or S and one letter E or W, or none at all with the "
                "latitude first."
            ).format(written=line.upper())
        )
    if not marked and not decimal:
        return None  # two whole numbers may be anything
    return angles[0], angles[1]


def _halves(tokens: List[str]) -> Optional[Tuple[List[str], List[str]]]:
    """The tokens of the one and of the other angle: parted by letters, by a separator, or in the middle."""
    letters = [number for number, token in enumerate(tokens) if token in ("n", "s", "e", "w")]
    separators = [number for number, token in enumerate(tokens) if token in (",", ";", "/")]
    numbers = [number for number, token in enumerate(tokens) if token[-1].isdigit()]
    if len(separators) > 1 or len(letters) > 2 or not numbers:
        return None
    if len(letters) == 2:
        cut = letters[1] if letters[0] == 0 else letters[0] + 1
    elif separators:
        cut = separators[0]
    elif len(numbers) % 2 == 0:
        cut = numbers[len(numbers) // 2]
    else:
        return None
    return tokens[:cut], tokens[cut:]


def _angle(numbers: List[str], letter: str) -> _Angle:
    degrees, *parts = numbers
    if any("." in number for number in numbers[:-1]):
        raise UnreadableValue(tr("'{angle}': only the last part of an angle may have decimals.").format(
            angle=" ".join(numbers)
        ))
    if any(number[0] in "+-" for number in parts) or any(float(number) >= 60 for number in parts):
        raise UnreadableValue(tr("'{angle}': minutes and seconds go from 0 to 59.").format(angle=" ".join(numbers)))
    if letter and degrees[0] in "+-":
        raise UnreadableValue(tr("'{degrees}{letter}': write the sign or the letter, not both.").format(
            degrees=degrees, letter=letter.upper()
        ))
    value = sum(abs(float(number)) / 60**place for place, number in enumerate(numbers))
    decimals = len(numbers[-1].partition(".")[2])
    negative = degrees.startswith("-") or letter in ("s", "w")
    return _Angle(-value if negative else value, 10.0**-decimals / 60 ** (len(numbers) - 1), letter)


def _refuse_out_of_range(lat: float, lon: float) -> None:
    if abs(lat) > 90:
        raise UnreadableValue(tr(
            "The latitude {lat:.10g} is out of range: it goes from -90 to 90, and comes first."
        ).format(lat=lat))
    if abs(lon) > 180:
        raise UnreadableValue(tr("The longitude {lon:.10g} is out of range: it goes from -180 to 180.").format(lon=lon))


def _refuse_swapped(lat: float, lon: float) -> None:
    if not in_libya(lat, lon) and in_libya(lon, lat):
        raise UnreadableValue(
            tr(
                "{lat:.10g}, {lon:.10g} lies outside Libya; swapped it would be {lon:.10g}, {lat:.10g}: "
                "write latitude first."
            ).format(lat=lat, lon=lon)
        )


def _placed(lat: float, lon: float, precision_m: float, system: str) -> Coordinates:
    remark = f"read as {system}" if system else "read as degrees, latitude first"
    if not in_libya(lat, lon):
        remark += "; outside Libya"
    return Coordinates(lat, lon, round(precision_m, 3), remark)
