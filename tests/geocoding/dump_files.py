"""Files in the exact layouts of GeoNames and GNS, small, with places that are there and places that are not."""

import zipfile

_OLD_HEADER = (
    "RC UFI UNI LAT LONG DMS_LAT DMS_LONG MGRS JOG FC DSG PC CC1 ADM1 POP ELEV CC2 NT LC SHORT_FORM GENERIC "
    "SORT_NAME_RO FULL_NAME_RO FULL_NAME_ND_RO SORT_NAME_RG FULL_NAME_RG FULL_NAME_ND_RG NOTE MODIFY_DATE DISPLAY "
    "NAME_RANK NAME_LINK TRANSL_CD NM_MODIFY_DATE F_EFCTV_DT F_TERM_DT"
)
_NEW_HEADER = (
    "rk ufi uni full_name nt lat_dd long_dd efctv_dt term_dt_f term_dt_n desig_cd fc cc_ft adm1 ft_link name_rank "
    "lang_cd transl_cd script_cd name_link cc_nm generic full_nm_nd sort_gen sort_name lat_dms long_dms mgrs mod_dt_ft "
    "mod_dt_nm dialect_cd display gis_notes"
)
GNS_OLD, GNS_NEW = _OLD_HEADER.split(), _NEW_HEADER.split()


def feature(identifier, name, lat, lon, code="P.PPL", alternates="", country="LY", division="", people=0,
            modified="2026-10-06"):
    """One row of GeoNames' 19 columns."""
    feature_class, feature_code = code.split(".")
    ascii_name = name.encode("ascii", "ignore").decode()
    return "\t".join(map(str, [
        identifier, name, ascii_name, alternates, lat, lon, feature_class, feature_code, country, "", division, "", "",
        "", people, "", 57, "Africa/Tripoli", modified,
    ]))


def alternate(identifier, language, name, preferred="", historic=""):
    """One row of `alternateNamesV2`."""
    return "\t".join(["1234567", str(identifier), language, name, preferred, "", "", historic, "", ""])


def gns(columns, **cells):
    """One row of GNS."""
    return "\t".join(str(cells.get(column, "")) for column in columns)


GEONAMES_ROWS = (
    feature(9100001, "Qaryat at Tajribah", 28.5, 17.25, alternates="Tajriba,قرية التجربة,tajrbh,Тажриба", division="64",
            people=4200, modified="2026-10-09"),
    feature(9100002, "Wādī an Namūdhaj", 29.75, 15.5, "H.WAD", division="00"),
    feature(9100003, "Tajribah Airport", 28.52, 17.3, "S.AIRP"),
    feature(2215210, "Şarīr al Imtiḩān", 27.0, 21.0, "T.SAND", division="65"),
    feature(9100004, "Marsá Maţrūḩ", 31.35, 27.24, country="EG"),
    feature(9100005, "Tariq at Tajribah", 28.6, 17.4, "R.RD"),
    feature(9100006, "As Sallūm", 31.55, 25.16, country="EG", division="24"),
)
NAME_ROWS = (
    alternate(9100001, "ar", "التجربة"), alternate(9100001, "ar", "قرية تجريبة", preferred="1"),
    alternate(9100001, "it", "Villaggio Esperienza", historic="1"), alternate(9100001, "link", "https://example.org/x"),
    alternate(9100001, "post", "21835"), alternate(9100001, "wkdt", "Q123456"), alternate(9100001, "unlc", "LYTJB"),
    alternate(9100003, "icao", "HLQQ"), alternate(9100003, "iata", "TJB"),
    alternate(9100001, "zh", "实验"), alternate(1, "en", "Elsewhere"),
)
_OLD_PLACE = {"UFI": -987654, "LAT": 28.5, "LONG": 17.25, "FC": "P", "DSG": "PPL", "CC1": "LY", "ADM1": "LY64"}
_NEW_PLACE = {"ufi": 13987654, "lat_dd": 28.5, "long_dd": 17.25, "fc": "P", "desig_cd": "PPL", "cc_ft": "LY"}
GNS_OLD_ROWS = (
    "\t".join(GNS_OLD),
    gns(GNS_OLD, **_OLD_PLACE, UNI=2, NT="V", FULL_NAME_RO="El Tagriba", MODIFY_DATE="2011-03-01"),
    gns(GNS_OLD, **_OLD_PLACE, UNI=1, NT="N", FULL_NAME_RO="Qaryat at Tajribah", MODIFY_DATE="2012-06-30"),
    gns(GNS_OLD, **_OLD_PLACE, UNI=3, NT="NS", FULL_NAME_RO="قرية التجربة"),
    gns(GNS_OLD, **{**_OLD_PLACE, "UFI": -5, "FC": "H", "DSG": "WLL"}, NT="N", FULL_NAME_RO="((Bi’r al Fānī))"),
    gns(GNS_OLD, **{**_OLD_PLACE, "UFI": -6, "FC": "A", "DSG": "ADM1"}, NT="N", FULL_NAME_RO="Al Jufrah"),
)
GNS_NEW_ROWS = (
    "\t".join(GNS_NEW),
    gns(GNS_NEW, **_NEW_PLACE, uni=2, nt="NS", full_name="قرية التجربة", script_cd="arab"),
    gns(GNS_NEW, **_NEW_PLACE, uni=1, nt="N", full_name="Qaryat at Tajribah", script_cd="latn", mod_dt_ft="2023-05-01"),
    gns(GNS_NEW, **{**_NEW_PLACE, "ufi": 7, "long_dd": 3.0}, nt="N", full_name="Far Away"),
)


def write(path, rows, end="\n"):
    """A file of rows; gives its path."""
    path.write_bytes(("\n".join(rows) + end).encode("utf-8"))
    return path


def pack(path, **texts):
    """A zip; `LY_txt` is LY.txt inside it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in texts.items():
            archive.writestr(name.replace("_txt", ".txt"), "\n".join(rows) + "\n")
    return path
