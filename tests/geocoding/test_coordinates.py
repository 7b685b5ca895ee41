"""Coordinates as people type and paste them; what is out of range or swapped says so."""

import pytest

from libya_incident_mapper.geocoding.coordinates import parse_coordinates
from libya_incident_mapper.geocoding.packages import need
from libya_incident_mapper.model.errors import UnreadableValue


@pytest.mark.parametrize("text", [
    "30.26, 19.20", "30.26,19.20", "30.26 19.20", "30.26; 19.20", "30.26 / 19.20", "30,26; 19,20", "30,26, 19,20",
    "30,26 19,20", "30.26N 19.2E", "30.26° N, 19.2° E", "N30.26 E19.2", "19.2E 30.26N", "E 19.20, N 30.26",
    "٣٠٫٢٦ ، ١٩٫٢٠", "٣٠.٢٦ ١٩.٢٠", "lat 30.26 lon 19.20", "Lat: 30.26, Lon: 19.20", "شمال 30.26 شرق 19.20",
    "(30.26, 19.20)", "+30.26 +19.20", "\u200f30.26, 19.20\u200e", "30.26°, 19.20°", " 30.26,\t19.20 ",
])
def test_decimal_degrees(text):
    given = parse_coordinates(text)
    assert (given.lat, given.lon, given.precision_m) == (30.26, 19.2, 1470)


@pytest.mark.parametrize("text", [
    "30°15'30\"N 19°12'00\"E", "30 15 30 N, 19 12 0 E", "301530N0191200E", "30°15′30″N 19°12′00″E",
    "30:15:30N 19:12:00E",
    "30º15’30” N, 19º12’00” E", "N 30 15 30 E 19 12 0", "30°15'30\" 19°12'00\"", "30°15'30''N 19°12'00''E",
    "30° 15' 30\" north, 19° 12' 0\" east", "٣٠°١٥'٣٠\" شمالا ١٩°١٢'٠\" شرقا", "019 12 00 E 30 15 30 N",
])
def test_degrees_minutes_seconds(text):
    given = parse_coordinates(text)
    assert (given.lat, given.lon) == (pytest.approx(30 + 15.5 / 60), pytest.approx(19.2))
    assert given.precision_m == pytest.approx(40.8, abs=0.1)


@pytest.mark.parametrize("text, precision", [
    ("30.2, 19.2", 14_700), ("30.26, 19.26", 1_470), ("30.261, 19.261", 147), ("30.2612, 19.2612", 14.7),
    ("30 15 N 19 12 E", 2_450), ("30 15 30 N 19 12 10 E", 40.833), ("30.2612, 19.2", 14.7), ("30 N 19 E", 147_000),
])
def test_precision_of_what_was_written(text, precision):
    assert parse_coordinates(text).precision_m == pytest.approx(precision, rel=1e-4)


def test_south_and_west_are_negative():
    assert parse_coordinates("30.26S 19.2W")[:2] == parse_coordinates("-30.26, -19.2")[:2] == (-30.26, -19.2)


@pytest.mark.parametrize("text, lat, lon", [
    # reference points that other programs publish: the Washington Monument, the CN Tower (UTM)
    ("18SUJ2348306479", 38.8895, -77.0352), ("17T 630084 4833438", 43.6426, -79.3871),
])
def test_known_grid_references(text, lat, lon):
    assert parse_coordinates(text)[:2] == pytest.approx((lat, lon), abs=2e-4)


@pytest.mark.parametrize("text", ["33RXP1234567890", "33R XP 12345 67890", "33 R XP 12345 67890", "33rxp1234567890"])
def test_grid_references_with_and_without_blanks(text):
    given = parse_coordinates(text)
    assert given[:2] == pytest.approx((30.437896, 16.169965), abs=1e-6) and given.precision_m == pytest.approx(1.414)


@pytest.mark.parametrize("digits, cell", [
    ("1234567890", 1), ("12346789", 10), ("123678", 100), ("1267", 1000), ("16", 10_000),
])
def test_a_shorter_grid_reference_is_the_middle_of_a_wider_cell(digits, cell):
    given = parse_coordinates(f"33RXP{digits}")
    assert given.precision_m == pytest.approx(cell * 2**0.5, rel=1e-3)
    fine = parse_coordinates("33RXP1234567890")
    away = need("pyproj").Geod(ellps="WGS84").inv(given.lon, given.lat, fine.lon, fine.lat)[2]
    assert away <= cell * 2**0.5


def _mgrs(lat, lon):
    """An MGRS reference written by the standard's rule, independent of the reader."""
    zone = int((lon + 180) // 6) + 1
    easting, northing = need("pyproj").Proj(proj="utm", zone=zone, ellps="WGS84")(lon, lat)
    column = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")[zone % 3][int(easting // 100_000) - 1]
    rows = "ABCDEFGHJKLMNPQRSTUV" if zone % 2 else "FGHJKLMNPQRSTUVABCDE"
    row = rows[int(northing // 100_000) % 20]
    band = "CDEFGHJKLMNPQRSTUVWX"[int((lat + 80) // 8)]
    return f"{zone}{band}{column}{row}{int(easting % 100_000):05d}{int(northing % 100_000):05d}"


@pytest.mark.parametrize("lat", [20.0, 23.9, 24.1, 30.256, 31.9, 32.1, 33.1])
@pytest.mark.parametrize("lon", [9.5, 11.9, 12.1, 17.99, 18.01, 19.199, 24.1, 25.2])
def test_grid_references_round_trip_all_over_libya(lat, lon):
    assert parse_coordinates(_mgrs(lat, lon))[:2] == pytest.approx((lat, lon), abs=1.5e-5)


@pytest.mark.parametrize("text", [
    "33R 500000 3347000", "33R 500000E 3347000N", "UTM 33N 500000 3347000", "33N 500000, 3347000",
])
def test_utm(text):
    assert parse_coordinates(text)[:2] == pytest.approx((30.254621, 15.0), abs=1e-6)


@pytest.mark.parametrize("text, words", [
    ("19.2, 30.26", "19.2, 30.26 lies outside Libya; swapped it would be 30.26, 19.2: write latitude first"),
    ("19.20 30.26", "write latitude first"), ("91.0, 19.5", "latitude 91 is out of range"),
    ("30.26, 191.5", "longitude 191.5 is out of range"), ("95.5N 19.2E", "latitude 95.5 is out of range"),
    ("30 75 0 N 19 0 0 E", "minutes and seconds go from 0 to 59"), ("30 15 61 N 19 0 0 E", "minutes and seconds"),
    ("30.5N 19.2N", "one letter N or S and one letter E or W"), ("-30.26S 19.2E", "the sign or the letter"),
    ("30.5 15 N 19 0 E", "only the last part"), ("33RXP12345", "as many digits east as north"),
    ("33RAP12345678", "square of that zone"), ("61RXP12345678", "zone from 1 to 60"),
    ("33S 500000 3347000", "does not lie in the UTM band 'S'"), ("61R 500000 3347000", "zones go from 1 to 60"),
])
def test_what_cannot_be_right_says_why(text, words):
    with pytest.raises(UnreadableValue, match=words.replace("(", r"\(")):
        parse_coordinates(text)


@pytest.mark.parametrize("text", [
    "", " ", "Uqaylah", "103 line", "Gate 200", "20 km south of Sirte", "12 men", "31 MAR 2018", "31MAR2018",
    "30 SEP 2018",
    "15.06.2018", "2018-07-24", "30", "30.26", "30 19", "30,26", "20 30 40 50", "°", "N E", "1e5, 3", "30.5.1, 19",
    "30.26, 19.20 near Sirte", "9" * 79, "\x00", "33RXP", "5 km", "24/7", "100%",
])
def test_other_texts_are_no_coordinates(text):
    assert parse_coordinates(text) is None


def test_a_point_outside_libya_is_legal_and_said():
    given = parse_coordinates("20.5N, 40.5E")
    assert "outside Libya" not in parse_coordinates("30.26, 19.20").remark
    assert (given.lat, given.lon) == (20.5, 40.5) and "outside Libya" in given.remark
