"""The sheet for readers of Arabic: mirrored, complete, searchable; data stay as somebody wrote them."""

import math
import re
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
from qgis.core import QgsLayoutFrame, QgsNumericFormatContext
from sheet_case import (
    NOWHERE_KNOWN,
    UQAYLAH,
    example,
    incident,
    labels,
    legend_labels,
    numbers,
    pdf_text,
    place,
    table,
)

from libya_incident_mapper.geocoding.rules import Rule
from libya_incident_mapper.layouts.export import export_sheet
from libya_incident_mapper.layouts.numbering import MAIN
from libya_incident_mapper.layouts.numerals import WESTERN, InNumerals
from libya_incident_mapper.layouts.pack import write_pack
from libya_incident_mapper.layouts.pack_spec import PackSpec
from libya_incident_mapper.layouts.spec import SheetSpec
from libya_incident_mapper.model.counts import CountRange
from libya_incident_mapper.model.language import EASTERN, spoken
from libya_incident_mapper.model.records import Losses
from libya_incident_mapper.model.redaction import Places, Redaction


def test_layers_that_the_sheet_had_to_load_keep_the_language_of_the_window(case):
    case.fill(*example())
    case.project.layoutManager().clear()
    case.project.clear()
    arabic(case)
    names = [node.name() for node in case.project.layerTreeRoot().findGroups(True)]
    names += [layer.name() for layer in case.project.mapLayers().values()]
    assert len(names) > 3
    assert [name for name in names if re.search("[\u0600-\u06ff]", name)] == []


@pytest.mark.parametrize("digits, expected", [(WESTERN, "140"), ("٠١٢٣٤٥٦٧٨٩", "١٤٠")])
def test_numbers_of_a_scale_bar_are_short_where_qgis_runs_in_arabic(qgis_app, digits, expected):
    context = QgsNumericFormatContext()
    context.setZeroDigit("\u0660")
    assert InNumerals(digits).formatDouble(140.0, context) == expected


def arabic(case, **more):
    return case.sheet(language="ar", **more)


def test_a_record_has_the_same_number_in_every_language(case):
    misrata, sirte = (
        replace(place(name, lat, lon), name_ar=name_ar, rule=Rule.NAMED_PLACE.value)
        for name, name_ar, lat, lon in (("Misrata", "مصراتة", 32.37, 15.09), ("Sirte", "سرت", 31.2, 16.59))
    )
    case.fill([incident(date(2031, 2, 3), where, uid=uid) for uid, where in (("S", sirte), ("M", misrata))])
    english, other = (numbers(layout, MAIN.incidents) for layout in (case.sheet(), arabic(case)))
    assert english == {"M": "1", "S": "2"}
    assert other == english


def test_no_english_of_our_own_is_left_on_the_page(case):
    layout = arabic(case.fill([incident(date(2031, 2, 3), place("زلة", 28.5, 17.5))]))
    allowed = {"WGS", "GeoNames", "SimpleMaps", "CC", "BY", "Natural", "Earth", "A", "B", "C", "D", "E", "F"}
    words = " ".join(re.sub(r"\[%.*?%\]", "", text) for text in labels(layout))
    assert set(re.findall("[A-Za-z]+", words)) <= allowed


@pytest.mark.parametrize("is_upright", [False, True])
def test_the_page_is_the_mirror_of_the_english_one(case, is_upright):
    case.fill(*example())
    english, mirrored = case.sheet(is_upright=is_upright), arabic(case, is_upright=is_upright)
    width = english.pageCollection().page(0).pageSize().width()
    for name in ("Title", "Main map", "Locator", "Page 1"):
        one, other = english.itemById(name), mirrored.itemById(name)
        assert other.pagePos().x() + other.rect().width() == pytest.approx(width - one.pagePos().x(), abs=0.1), name
        # Upright, the locator stands below tables whose lines differ in height with the letters.
        height = 12 if is_upright and name == "Locator" else 0.1
        assert other.pagePos().y() == pytest.approx(one.pagePos().y(), abs=height), name


def test_the_first_column_of_the_legend_is_the_one_on_the_right(case):
    legend = arabic(case.fill(*example())).itemById("Legend").model().rootGroup()
    headings = [group.name() for group in legend.children() if group.name()]
    assert headings[0] != "الأطراف"
    first_on_the_right = next(
        place for place, group in enumerate(legend.children()) if group.customProperty("legend/column-break")
    )
    assert legend.children()[first_on_the_right].name() == "الأطراف"


def test_columns_run_from_right_to_left_and_named_places_are_arabic(case):
    named = place("Zillah", 28.5, 17.5)
    named = named.__class__(**{**named.__dict__, "rule": "named place", "name_ar": "زلة"})
    layout = arabic(case.fill([incident(date(2031, 2, 3), named), incident(date(2031, 2, 4), NOWHERE_KNOWN)]))
    first, second = table(layout, "Incidents")
    plain = [cell.strip("\u200f\u2068\u2069") for cell in first]
    assert (plain[-1], plain[-2]) == ("1", "3 فبراير 2031")
    assert "زلة" in first[3]
    assert "\u2068Wadi al-Jafr\u2069 (ليس على الخريطة)" in second[3].replace("\u200f", "")


def test_numbers_are_eastern_where_asked_and_codes_are_not(case):
    layout = arabic(case.fill(*example()), numerals=EASTERN)
    numbers = [row[-1].strip("\u200f") for row in table(layout, "Incidents")]
    assert numbers == ["١", "٢", "٣"]
    assert any("٢٠١٨" in text for text in labels(layout))
    assert layout.itemById("Scale bar").numericFormat().formatDouble(1250, QgsNumericFormatContext()) == "١,٢٥٠"
    assert any("S1 B3" in cell for row in table(layout, "Incidents") for cell in row)


def test_the_text_of_the_pdf_can_be_searched(case, tmp_path):
    layout = arabic(case.fill(*example()))
    export_sheet(layout, str(tmp_path / "sheet.pdf"))
    found = unicodedata.normalize("NFKC", pdf_text(tmp_path / "sheet.pdf"))
    for words in ("الحوادث والتحركات", "الأطراف", "على الخريطة"):
        assert words in found
    assert spoken() == ""


def test_the_report_of_a_pack_runs_from_right_to_left_and_says_what_is_withheld(case, tmp_path):
    case.fill(*example())
    spec = PackSpec(
        tmp_path / "pack", SheetSpec(language="ar"), datetime(2018, 8, 1, tzinfo=timezone.utc),
        Redaction(Places.DISTRICT),
    )
    for _ in write_pack(case.project, case.casefile, spec):
        assert spoken() == ""
    html = (tmp_path / "pack" / "report.html").read_text("utf-8")
    assert 'dir=\'rtl\'' in html or 'dir="rtl"' in html
    assert "قُرّبت الأماكن إلى مناطقها" in html
    assert "Redacted" not in html


def test_the_sheet_in_french_runs_from_left_to_right(case):
    layout = case.fill(*example()) and case.sheet(language="fr")
    english = case.sheet()
    words = " ".join(labels(layout))
    for said in ("Incidents et mouvements", "Absent de la carte", "Cotation (Amirauté)"):
        assert said.casefold() in words.casefold()
    for name in ("Title", "Main map"):
        assert layout.itemById(name).pagePos().x() == english.itemById(name).pagePos().x()


def test_actors_that_are_mere_descriptions_are_french_on_a_french_sheet(case):
    gunmen = incident(date(2018, 7, 24), UQAYLAH, actor2="civilians")
    layout = case.fill([replace(gunmen, actor1="unknown_armed")], []).sheet(language="fr")
    assert "Inconnu – Civils" in table(layout, "Incidents")[0]
    assert {"Groupe armé non identifié", "Civils"} <= set(legend_labels(layout))
    assert "Unidentified armed group" in legend_labels(case.sheet())


def test_headings_stand_over_their_columns_on_the_right(case, tmp_path):
    layout = arabic(case.fill(*example()))
    export_sheet(layout, str(tmp_path / "sheet.pdf"))
    command = ["pdftotext", "-bbox", str(tmp_path / "sheet.pdf"), "-"]
    boxes = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    glyphs = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"', boxes)
    frame = next(item for item in layout.items() if isinstance(item, QgsLayoutFrame) and item.id() == "Incidents 1")
    place = frame.mapRectToScene(frame.rect())
    lines = []
    in_mm = ([float(points) * 25.4 / 72 for points in glyph] for glyph in glyphs)
    for top, left, right in sorted((top, left, right) for left, top, right in in_mm):
        if place.contains(left, top):
            # Letters of another font begin a little higher.
            if not lines or top - lines[-1][0] > 2.0:
                lines.append((top, []))
            lines[-1][1].append((left, right))
    headings, first = (ends_of_groups(line) for _, line in lines[:2])
    # Number, day and what is reported; the others have longer cells.
    assert first[:3] == pytest.approx(headings[:3], abs=0.5)


def ends_of_groups(glyphs, gap=1.2):
    """Where groups of glyphs that have a gap between them end on the right, in mm, the rightmost first."""
    ends, reach = [], math.inf
    for left, right in sorted(glyphs, reverse=True):
        if reach - right > gap:
            ends.append(right)
        reach = left
    return ends


def test_steps_in_the_legend_are_eastern_where_asked(case):
    many = [incident(date(2031, 2, 3), place("A", 30.0, 19.0), killed=Losses(CountRange.exactly(7)))]
    words = legend_labels(arabic(case.fill(many), numerals=EASTERN))
    assert "\u200f٥–١٩" in words
    assert not re.search("[0-9]", " ".join(words))
