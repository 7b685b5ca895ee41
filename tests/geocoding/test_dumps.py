"""GeoNames and GNS files become places, or one sentence."""

import stat
import zipfile

import pytest
from dump_files import (
    GEONAMES_ROWS,
    GNS_NEW,
    GNS_NEW_ROWS,
    GNS_OLD,
    GNS_OLD_ROWS,
    NAME_ROWS,
    feature,
    gns,
    pack,
    write,
)

from libya_incident_mapper.geocoding.dumps import rows as row_reader
from libya_incident_mapper.geocoding.dumps.feature_codes import FEATURE_COLUMNS, feature_of, read_features
from libya_incident_mapper.geocoding.dumps.reading import read_dump
from libya_incident_mapper.geocoding.dumps.rows import BadDump
from libya_incident_mapper.geocoding.dumps.uniting import unite
from libya_incident_mapper.geocoding.gazetteer import load_gazetteer
from libya_incident_mapper.geocoding.index import NameIndex
from libya_incident_mapper.geocoding.search import PlaceSearch, bundled_names
from libya_incident_mapper.model.errors import DataFileError
from libya_incident_mapper.model.location import PlaceState


def by_id(dump):
    return {place.place_id: place for place in dump.places}


@pytest.fixture
def geonames(tmp_path):
    return read_dump(pack(tmp_path / "LY.zip", LY_txt=GEONAMES_ROWS, readme_txt=["Readme"]),
                     pack(tmp_path / "LY-names.zip", LY_txt=NAME_ROWS))


def test_a_geonames_dump_is_read_and_what_is_no_place_of_ours_is_counted(geonames):
    assert set(by_id(geonames)) == {"gn:9100001", "gn:9100002", "gn:9100003", "gn:2215210", "gn:9100006"}
    assert (geonames.source, geonames.country, geonames.classes) == ("GeoNames", "LY", "HPST")
    assert (geonames.outside, geonames.unused, geonames.as_of) == (1, 1, "2026-10-09")


def test_a_place_has_its_names_in_both_scripts_and_no_codes_or_links(geonames):
    place = by_id(geonames)["gn:9100001"]
    assert (place.name, place.name_ar) == ("Qaryat at Tajribah", "قرية تجريبة")
    assert set(place.aliases) == {"Tajriba", "قرية التجربة", "التجربة", "Villaggio Esperienza"}


def test_kind_district_and_importance_come_from_code_division_and_people(geonames):
    places = by_id(geonames)
    town, wadi, airport = places["gn:9100001"], places["gn:9100002"], places["gn:9100003"]
    assert (town.kind, town.district, town.lat, town.lon) == ("town", "Jufra", 28.5, 17.25)
    assert (wadi.kind, wadi.extent_m) == ("wadi", 20_000)
    assert wadi.district  # by the polygons, since division 00 is none
    assert airport.aliases == ("HLQQ",)
    assert wadi.importance < town.importance
    assert places["gn:9100006"].district == ""


def test_names_may_lie_in_the_same_zip(tmp_path):
    path = pack(tmp_path / "LY.zip", LY_txt=GEONAMES_ROWS, alternateNamesV2_txt=NAME_ROWS)
    assert by_id(read_dump(path))["gn:9100001"].name_ar == "قرية تجريبة"


def test_a_division_of_the_first_order_is_the_district_we_know(tmp_path):
    row = feature(2593778, "Al Jufrah", 28.0, 17.5, "A.ADM1", division="64")
    assert set(by_id(read_dump(write(tmp_path / "LY.txt", [row])))) == {"district:LY.64"}


def test_gns_files_of_either_layout_group_names_by_feature(tmp_path):
    old = read_dump(write(tmp_path / "ly.txt", GNS_OLD_ROWS))
    new = read_dump(write(tmp_path / "Populated_Places.txt", GNS_NEW_ROWS))
    place = by_id(old)["gns:-987654"]
    assert (place.name, place.name_ar, place.aliases) == ("Qaryat at Tajribah", "قرية التجربة", ("El Tagriba",))
    assert (place.kind, place.district) == ("village", "Jufra")
    assert by_id(old)["gns:-5"].name == "Bi’r al Fānī"
    assert "district:LY.64" in by_id(old)
    assert by_id(new)["gns:13987654"].name_ar == "قرية التجربة"
    assert (old.as_of, new.as_of, new.outside, new.country) == ("2012-06-30", "2023-05-01", 1, "LY")


def test_what_the_gazetteer_has_brings_only_its_spellings(tmp_path):
    sirte = next(place for place in load_gazetteer() if place.name == "Sirte" and place.kind in ("city", "town"))
    rows = [feature(2210554, "Surt", sirte.lat + 0.02, sirte.lon, alternates="Sirte,Sirtica Nuova"),
            feature(9100009, "Surt", sirte.lat + 2, sirte.lon)]
    united = unite(read_dump(write(tmp_path / "LY.txt", rows)).places, load_gazetteer())
    known = next(place for place in united if place.place_id == sirte.place_id)
    assert (known.lat, known.lon, known.name, known.importance) == (sirte.lat, sirte.lon, "Sirte", sirte.importance)
    assert "Sirtica Nuova" in known.aliases
    assert {place.place_id for place in united} == {sirte.place_id, "gn:9100009"}


def test_a_neighbour_with_the_name_among_its_spellings_stays_a_place_of_its_own(tmp_path):
    sirte = next(place for place in load_gazetteer() if place.name == "Sirte" and place.kind in ("city", "town"))
    row = feature(9100010, "Bi’r al Jār", sirte.lat + 0.02, sirte.lon, alternates="Sirte")
    united = unite(read_dump(write(tmp_path / "LY.txt", [row])).places, load_gazetteer())
    assert [place.place_id for place in united] == ["gn:9100010"]


def test_a_spelling_of_another_known_place_is_not_brought(tmp_path):
    zaltan = next(place for place in load_gazetteer() if place.place_id == "sup:zaltan-nuqat-al-khams")
    row = feature(9100012, "Zalţan", zaltan.lat, zaltan.lon, alternates="Zintan,Zaltan Nuova")
    [united] = unite(read_dump(write(tmp_path / "LY.txt", [row])).places, load_gazetteer())
    assert united.place_id == zaltan.place_id
    assert "Zaltan Nuova" in united.aliases and "Zintan" not in united.aliases


def test_a_hamlet_far_away_does_not_put_a_known_town_in_doubt(tmp_path):
    rows = [feature(9100011, "Al ‘Uqaylah", 31.9, 23.9, alternates="العقيلة")]
    places = unite(read_dump(write(tmp_path / "LY.txt", rows)).places, load_gazetteer())
    search = PlaceSearch(bundled_names(), NameIndex(places))
    for text in ("Uqaylah", "العقيلة", "Al Uqaylah"):
        answer = search.decide(text)
        assert (answer.state, answer.candidates[0].name) == (PlaceState.FOUND, "El Agheila")
        assert "gn:9100011" in {candidate.place_id for candidate in answer.candidates}


def corrupt(path):
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(bytes(data))
    return path


def linked(path):
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("LY.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/hostname")
    return path


def bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("LY.txt", b"\0" * 3_000_000)
    return path


def cut(path, count):
    path.write_bytes(path.read_bytes()[:-count])
    return path


BAD_FILES = {
    "empty": (lambda p: write(p / "LY.txt", [], end=""), "LY.txt is empty"),
    "another list": (lambda p: write(p / "LY.txt", ["name,lat,lon"]), "neither a dump of GeoNames"),
    "a column lost": (
        lambda p: write(p / "LY.txt", [*GEONAMES_ROWS[:2], GEONAMES_ROWS[2].rpartition("\t")[0], GEONAMES_ROWS[3]]),
        "line 3 has 18 columns where 19 belong",
    ),
    "cut off": (lambda p: cut(write(p / "LY.txt", GEONAMES_ROWS), 40), "ends in the middle of line 7"),
    "cut within a letter": (
        lambda p: cut(write(p / "LY.txt", [*GEONAMES_ROWS[:1], "9\tسرت"], end=""), 1), "line 2 stops short"),
    "no UTF-8": (lambda p: (p / "LY.txt").write_bytes(GEONAMES_ROWS[0].encode("utf-16")) and p / "LY.txt", "not UTF-8"),
    "no point": (lambda p: write(p / "LY.txt", [feature(1, "A", "north", 17)]), "line 1: 'north, 17' is no latitude"),
    "off the Earth": (lambda p: write(p / "LY.txt", [feature(1, "A", 128.0, 17)]), "line 1: '128.0, 17'"),
    "not a number": (lambda p: write(p / "LY.txt", [feature(1, "A", "nan", 17)]), "line 1: 'nan, 17'"),
    "no name": (lambda p: write(p / "LY.txt", [feature(1, " ", 28, 17)]), "line 1: a number and a name"),
    "an endless line": (lambda p: write(p / "LY.txt", ["x" * 200_000]), "line 1 is longer than"),
    "far away": (lambda p: write(p / "FR.txt", [feature(1, "Paris", 48.85, 2.35, country="FR")]), "no place in Libya"),
    "names alone": (lambda p: write(p / "names.txt", NAME_ROWS), "alternate names only"),
    "no zip": (lambda p: write(p / "LY.zip", ["<html>Too many requests</html>"]), "is no zip, or is cut off"),
    "a cut zip": (lambda p: cut(pack(p / "LY.zip", LY_txt=GEONAMES_ROWS), 30), "is no zip, or is cut off"),
    "a damaged zip": (lambda p: corrupt(pack(p / "LY.zip", LY_txt=GEONAMES_ROWS)), "is damaged inside the zip"),
    "a zip without rows": (lambda p: pack(p / "LY.zip", readme_txt=["Readme"]), "holds no list of places"),
    "a zip that climbs": (lambda p: pack(p / "LY.zip", **{"../LY.txt": GEONAMES_ROWS}), "outside its folder"),
    "a zip from the root": (lambda p: pack(p / "LY.zip", **{"/etc/LY.txt": GEONAMES_ROWS}), "outside its folder"),
    "a zip with a drive": (lambda p: pack(p / "LY.zip", **{"C:\\LY.txt": GEONAMES_ROWS}), "outside its folder"),
    "a link in a zip": (lambda p: linked(p / "LY.zip"), "holds a link"),
    "a bomb": (lambda p: bomb(p / "LY.zip"), "unpacks to more than 100 times"),
    "GNS without a column": (
        lambda p: write(p / "ly.txt", ["\t".join(name for name in GNS_OLD if name != "DSG")]), "lacks the column"),
    "GNS of other width": (lambda p: write(p / "ly.txt", [GNS_NEW_ROWS[0], "1\t2"]), "line 2 has 2 columns where 33"),
    "GNS without a number": (
        lambda p: write(p / "ly.txt", [GNS_NEW_ROWS[0], gns(GNS_NEW, ufi="x", full_name="A")]), "'x' is no number"),
    "both mixed": (lambda p: pack(p / "x.zip", LY_txt=GEONAMES_ROWS, ly2_txt=GNS_NEW_ROWS), "are mixed"),
    "not there": (lambda p: p / "absent.txt", "cannot be read"),
}


@pytest.mark.parametrize("make, sentence", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_gets_a_sentence(tmp_path, make, sentence):
    with pytest.raises(BadDump, match=None) as caught:
        read_dump(make(tmp_path))
    assert sentence in str(caught.value)
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)


def test_an_encrypted_zip_is_refused(tmp_path):
    path = pack(tmp_path / "LY.zip", LY_txt=GEONAMES_ROWS)
    data = path.read_bytes()
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + offset
        data = data[:at] + b"\x01" + data[at + 1:]
    path.write_bytes(data)
    with pytest.raises(BadDump, match="is encrypted"):
        read_dump(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(row_reader, "MOST_BYTES", 100)
    for path in (write(tmp_path / "LY.txt", GEONAMES_ROWS), pack(tmp_path / "LY.zip", LY_txt=GEONAMES_ROWS)):
        with pytest.raises(BadDump, match="more than is read"):
            read_dump(path)


def test_reading_tells_its_progress_and_can_be_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(row_reader, "_LINES_A_STEP", 2)
    path, told = write(tmp_path / "LY.txt", GEONAMES_ROWS), []
    read_dump(path, progress=told.append)
    assert told == sorted(told) and told[-1] == 1.0 and len(told) > 2

    def stop(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_dump(path, progress=stop)


def test_every_feature_code_has_a_kind_or_is_left_out():
    assert feature_of("P", "PPL").kind == "village"
    assert feature_of("P", "PPLNEW").kind == "village"
    assert feature_of("A", "PCLI") is None
    assert feature_of("U", "RDGU") is None
    assert feature_of("?", "X") is None


@pytest.mark.parametrize("row, sentence", [
    ("P,PPL,hamlet,,,a place", "'hamlet' is no kind"), ("P,,village,,,a place", "a class and a code"),
    ("P,PPL,village,2,,a place", "between 0 and 1"), ("P,PPL,village,much,,a place", "are numbers"),
    ("P,PPL,village,,,a place\nP,PPL,town,,,again", "line 3: the code P.PPL stands there twice"),
])
def test_a_broken_table_of_codes_names_its_line(tmp_path, row, sentence):
    path = tmp_path / "codes.csv"
    path.write_text(",".join(FEATURE_COLUMNS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="line") as caught:
        read_features(path)
    assert sentence in str(caught.value)
