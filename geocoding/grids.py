"""UTM and MGRS grid references to degrees on WGS84, and MGRS back again."""

import math
import re
from typing import TYPE_CHECKING, NamedTuple, Optional, Tuple

from ..model.errors import UnreadableValue
from ..model.language import tr
from .packages import need

if TYPE_CHECKING:
    from pyproj import Proj

# Digits each way of the finest MGRS reference, one of a metre.
MOST_DIGITS = 5
BANDS = "CDEFGHJKLMNPQRSTUVWX"
_MGRS = re.compile(r"(\d{1,2})\s*([C-HJ-NP-X])\s*([A-HJ-NP-Z])([A-HJ-NP-V])\s*((?:\d\s*){0,10})", re.IGNORECASE)
_UTM = re.compile(
    r"(?:UTM\s*)?(?:zone\s*)?(\d{1,2})\s*([C-HJ-NP-X])[\s,;:]+(\d{6}(?:\.\d+)?)\s*(?:m?E)?[\s,;/]+"
    r"(\d{6,7}(?:\.\d+)?)\s*(?:m?N)?", re.IGNORECASE,
)
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "NOV", "DEC")
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_SQUARE = 100_000.0
_ROW_CYCLE = 2_000_000.0
_SOUTHERN_EDGE, _NORTHERN_EDGE = -80, 84
# A 100 km square may stick out of its band at the edges of a zone by this much.
_BAND_SLACK_DEG = 1.5
_FEWEST_DIGITS = 2


class GridPoint(NamedTuple):
    """Degrees on WGS84, the diagonal of the grid cell as written in metres, and the name of the system."""

    lat: float
    lon: float
    precision_m: float
    system: str


def parse_mgrs(text: str) -> Optional[GridPoint]:
    """An MGRS reference ("33RXP1234567890", with or without blanks); the point is the middle of its cell.

    None when it is none: "12 men" and the date "31 MAR 2018" only look like one. Raises UnreadableValue for a zone,
    square or number of digits that does not exist.
    """
    match = _MGRS.fullmatch(text.strip())
    if match is None:
        return None
    zone, band, digits = int(match.group(1)), match.group(2).upper(), "".join(match.group(5).split())
    column, row = match.group(3).upper(), match.group(4).upper()
    if len(digits) < _FEWEST_DIGITS or (band + column + row in _MONTHS and zone <= 31):
        return None
    columns = _COLUMNS[(zone - 1) % 3]
    if not 1 <= zone <= 60 or len(digits) % 2 or column not in columns:
        raise UnreadableValue(
            tr(
                "'{text}' is no MGRS reference: it needs a zone from 1 to 60, a square of that zone "
                "({first} to {last} first in zone {zone}) and as many digits east as north."
            ).format(text=text, first=columns[0], last=columns[-1], zone=zone)
        )
    half = len(digits) // 2
    cell = _SQUARE / 10**half
    easting = (columns.index(column) + 1) * _SQUARE + (int(digits[:half]) + 0.5) * cell
    northing = ((_ROWS.index(row) - _row_shift(zone)) % len(_ROWS)) * _SQUARE + (int(digits[half:]) + 0.5) * cell
    for cycle in range(5):
        point = _in_band(zone, band, easting, northing + cycle * _ROW_CYCLE)
        if point is not None:
            return GridPoint(*point, cell * math.sqrt(2), "MGRS")
    raise UnreadableValue(tr("'{text}' is no MGRS reference: band '{band}' has no square '{column}{row}'.").format(
        text=text, band=band, column=column, row=row
    ))


def parse_utm(text: str) -> Optional[GridPoint]:
    """UTM metres ("33R 500000 3347000"); the letter is the latitude band, N alone also the northern half.

    None when it is none; raises UnreadableValue where the northing does not lie in the band.
    """
    match = _UTM.fullmatch(text.strip())
    if match is None:
        return None
    zone, band = int(match.group(1)), match.group(2).upper()
    easting, northing = float(match.group(3)), float(match.group(4))
    if not 1 <= zone <= 60:
        raise UnreadableValue(tr("'{text}': UTM zones go from 1 to 60.").format(text=text))
    point = _in_band(zone, band, easting, northing)
    if point is None and band == "N":
        point = _degrees(zone, False, easting, northing)
    if point is None:
        raise UnreadableValue(tr("'{text}': the northing {northing:.0f} does not lie in the UTM band '{band}'.").format(
            text=text, northing=northing, band=band
        ))
    decimals = len(match.group(4).partition(".")[2])
    return GridPoint(*point, math.sqrt(2) / 10**decimals, "UTM")


def write_mgrs(lat: float, lon: float, digits: int = MOST_DIGITS) -> str:
    """The MGRS reference of the cell that a point lies in, with `digits` (0 to 5) each way: 5 is a cell of 1 m.

    As the rule asks, what is smaller than the cell is cut off and not rounded. Raises UnreadableValue for points that
    the grid does not cover and for another number of digits.
    """
    if not 0 <= digits <= MOST_DIGITS:
        raise UnreadableValue(tr("An MGRS reference has 0 to {most} digits each way, not {digits}.").format(
            most=MOST_DIGITS, digits=digits
        ))
    if not (_SOUTHERN_EDGE <= lat <= _NORTHERN_EDGE and abs(lon) <= 180):
        raise UnreadableValue(
            tr(
                "{lat:g}, {lon:g} has no MGRS reference here; latitudes go from {south} to "
                "{north} and longitudes from -180 to 180."
            ).format(lat=lat, lon=lon, south=_SOUTHERN_EDGE, north=_NORTHERN_EDGE)
        )
    band = BANDS[min(int((lat - _SOUTHERN_EDGE) // 8), len(BANDS) - 1)]
    zone = _zone(lat, lon, band)
    easting, northing = _projection(zone, lat < 0)(lon, lat)
    # To the millimetre first, because the projection may come out a hair below a line of the grid.
    easting, northing = round(easting, 3), round(northing, 3)
    column = _COLUMNS[(zone - 1) % 3][int(easting // _SQUARE) - 1]
    row = _ROWS[(int(northing // _SQUARE) + _row_shift(zone)) % len(_ROWS)]
    cell = _SQUARE / 10**digits
    inside = "".join(f"{int(metres % _SQUARE // cell):0{digits}d}" for metres in (easting, northing) if digits)
    return f"{zone:02d}{band}{column}{row}{inside}"


def _zone(lat: float, lon: float, band: str) -> int:
    """The UTM zone, with the wider ones of Norway and Svalbard."""
    zone = int((lon + 180) // 6) % 60 + 1
    if band == "V" and 3 <= lon < 12:
        return 32
    if band == "X" and 0 <= lon < 42:
        return next(zone for zone, edge in ((31, 9), (33, 21), (35, 33), (37, 42)) if lon < edge)
    return zone


def _row_shift(zone: int) -> int:
    """In even zones the letters of the rows begin five farther on."""
    return 0 if zone % 2 else 5


def _in_band(zone: int, band: str, easting: float, northing: float) -> Optional[Tuple[float, float]]:
    """(lat, lon) if they lie in the band, else None."""
    lat, lon = _degrees(zone, band < "N", easting, northing)
    low = _SOUTHERN_EDGE + 8 * BANDS.index(band)
    high = _NORTHERN_EDGE if band == "X" else low + 8
    return (lat, lon) if low - _BAND_SLACK_DEG <= lat <= high + _BAND_SLACK_DEG else None


def _degrees(zone: int, south: bool, easting: float, northing: float) -> Tuple[float, float]:
    lon, lat = _projection(zone, south)(easting, northing, inverse=True)
    return lat, lon


def _projection(zone: int, south: bool) -> "Proj":
    pyproj = need("pyproj")
    try:
        return pyproj.Proj(proj="utm", zone=zone, ellps="WGS84", south=south)
    except (pyproj.exceptions.ProjError, pyproj.exceptions.DataDirError) as error:
        # Seen with a pyproj that does not find PROJ's data folder, as in a virtual environment over Debian's.
        raise UnreadableValue(
            tr(
                "Grid references cannot be read or written because pyproj does not find its PROJ data; "
                "use latitude and longitude."
            )
        ) from error
