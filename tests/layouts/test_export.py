import resource

import pytest
from qgis.core import QgsPrintLayout, QgsProject

from libya_incident_mapper.layouts.export import SheetError, export_sheet
from libya_incident_mapper.layouts.page import Page
from libya_incident_mapper.model.errors import IncidentMapperError


@pytest.fixture
def layout():
    project = QgsProject()
    made = QgsPrintLayout(project)
    made.initializeDefaults()
    page = Page(made, (297.0, 210.0))
    page.label("A sheet of Uqaylah", "Title", page.rect(10, 10, 200, 10), 17)
    yield made
    del made, project


@pytest.fixture
def two_pages(layout):
    page = Page(layout, (297.0, 210.0))
    number = page.add_page()
    page.label("The second page", "Title", page.rect(10, 10, 200, 10), 17, number=number)
    return layout


@pytest.mark.parametrize(
    ("name", "start"), [("a.pdf", b"%PDF"), ("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("A.PDF", b"%PDF")]
)
def test_the_ending_decides_the_format(layout, tmp_path, name, start):
    written = export_sheet(layout, str(tmp_path / name))
    assert written == [tmp_path / name]
    assert written[0].read_bytes().startswith(start)
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_pages_are_numbered_in_formats_of_one_page(two_pages, tmp_path, ending):
    written = export_sheet(two_pages, str(tmp_path / f"sheet.{ending}"))
    assert [file.name for file in written] == [f"sheet.{ending}", f"sheet_2.{ending}"]
    assert all(file.stat().st_size > 500 for file in written)


def test_pages_come_in_order_beyond_nine(layout, tmp_path):
    page = Page(layout, (297.0, 210.0))
    for _ in range(10):
        page.add_page()
    written = export_sheet(layout, str(tmp_path / "sheet.svg"))
    assert [file.name for file in written] == ["sheet.svg", *(f"sheet_{number}.svg" for number in range(2, 12))]


def test_text_stays_text(layout, tmp_path):
    svg = export_sheet(layout, str(tmp_path / "a.svg"))[0].read_text(encoding="utf-8")
    assert "A sheet of Uqaylah" in svg


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("sheet.docx", "'sheet.docx' has no ending a sheet can be written as; choose .pdf, .png or .svg."),
        ("sheet", "'sheet' has no ending a sheet can be written as; choose .pdf, .png or .svg."),
        ("folder.pdf", "is a folder; add a file name."),
        ("nowhere/sheet.pdf", "does not exist; make it or choose another."),
        ("/proc/sheet.pdf", "The sheet cannot be written to '/proc/sheet.pdf'"),
    ],
)
def test_a_path_that_will_not_do_is_told_in_a_sentence(layout, tmp_path, path, words):
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(SheetError) as caught:
        export_sheet(layout, str(tmp_path / path))
    assert words in str(caught.value)
    assert isinstance(caught.value, IncidentMapperError)


@pytest.mark.parametrize("ending", ["pdf", "png", "svg"])
def test_a_full_disk_leaves_the_good_sheet_alone(two_pages, tmp_path, ending):
    good = tmp_path / f"sheet.{ending}"
    good.write_bytes(b"the good sheet")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(SheetError, match="free some space"):
            export_sheet(two_pages, str(good))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert good.read_bytes() == b"the good sheet"
    assert list(tmp_path.iterdir()) == [good]
