import tracemalloc

import pytest

from libya_incident_mapper.exchange.columns import UnusableTable
from libya_incident_mapper.exchange.csv_table import CsvTable

HEADER = "kind,date,actor1,place\n"
GOOD = "attack,2018-07-24,IS,Uqaylah\n"
ARABIC = "هجوم على مركز الشرطة في العقيلة جنوب المدينة"


def table(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "week.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return CsvTable(path, "incidents")


def good_places(read):
    return [row.cells[3] for row in read.rows() if not row.trouble]


def troubles(read):
    return [(row.line, row.trouble) for row in read.rows() if row.trouble]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256"])
def test_encodings(tmp_path, encoding):
    read = table(tmp_path, HEADER + GOOD + f"attack,2018-07-24,IS,{ARABIC}\n", encoding)
    assert read.headers == ("kind", "date", "actor1", "place")
    assert good_places(read) == ["Uqaylah", ARABIC]


def test_typographic_marks_of_the_windows_code_pages(tmp_path):
    assert good_places(table(tmp_path, HEADER + "attack,2018-07-24,IS,the “café” – south\n", "cp1252")) == [
        "the “café” – south"
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Küche in Straßburg, größer", "cp1252"), ("Нападение на участок", "cp1251"),
        ("Βεγγάζη", "cp1253"), (ARABIC, "iso8859-6"),
    ],
)
def test_an_encoding_that_cannot_be_told_is_said(tmp_path, text, encoding):
    with pytest.raises(UnusableTable, match="week.csv: the text is not UTF-8.*save the table as UTF-8"):
        table(tmp_path, HEADER + f'attack,2018-07-24,IS,"{text}"\n', encoding)


def test_damaged_utf8_costs_its_row_only(tmp_path):
    arabic = f"attack,2018-07-24,IS,{ARABIC}\n".encode()
    read = table(tmp_path, HEADER.encode() + arabic + b"attack,2018-07-24,IS,\xe9\xff\n" + GOOD.encode())
    assert good_places(read) == [ARABIC, "Uqaylah"]
    assert [line for line, _ in troubles(read)] == [3]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(tmp_path, separator, end):
    text = (HEADER + GOOD + "\n" + GOOD).replace(",", separator).replace("\n", end)
    assert good_places(table(tmp_path, text)) == ["Uqaylah", "Uqaylah"]


def test_quotes_hold_separators_line_ends_and_quotes(tmp_path):
    read = table(tmp_path, HEADER + 'attack,2018-07-24,IS,"a, ""b""\nc"\n' + GOOD)
    assert [(row.line, row.cells[3], row.trouble) for row in read.rows()] == [(2, 'a, "b"\nc', ""), (4, "Uqaylah", "")]


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", " \r\n"])
def test_an_empty_file_is_said(tmp_path, content):
    with pytest.raises(UnusableTable, match="week.csv is empty; its first line must name the columns.*kind, date"):
        table(tmp_path, content)


def test_a_header_alone_has_no_rows(tmp_path):
    assert list(table(tmp_path, HEADER).rows()) == []


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(UnusableTable, match="cannot be read .*; check the path"):
        CsvTable(tmp_path / "none.csv", "incidents")


@pytest.mark.parametrize(
    ("bad", "part"),
    [
        ("attack,2018-07-24,IS\n", "the row has 3 cells where the header has 4"),
        ("attack,2018-07-24,IS,Jalu,Kufra\n", "the row has 5 cells where the header has 4"),
        ("attack,2018-07-24,IS,Ja\0lu\n", "NUL"),
        ('attack,2018-07-24,IS,"Jalu\n', "a quotation mark is never closed"),
        ('attack,"2018-07-24"x,IS,Jalu\n', "a quotation mark"),
        ("attack,2018-07-24,IS," + "x" * 200_000 + "\n", "a cell is longer than"),
    ],
)
@pytest.mark.parametrize("below", [GOOD, GOOD * 3, 'attack,2018-07-24,IS,"Uqaylah"\n' + GOOD])
def test_a_row_that_is_none_costs_itself_only(tmp_path, bad, part, below):
    read = table(tmp_path, HEADER + GOOD + bad + below)
    found = troubles(read)
    assert [line for line, _ in found] == [3]
    assert part in found[0][1]
    assert good_places(read) == ["Uqaylah"] * (1 + below.count("\n"))


def test_empty_cells_too_many_are_no_fault(tmp_path):
    assert [row.cells for row in table(tmp_path, HEADER + GOOD.strip() + ",,\n").rows()] == [GOOD.strip().split(",")]


@pytest.mark.parametrize(
    ("before", "piece", "after"), [("", "x", ""), ('"', "x", '"'), ('"', "a line, of text\n", '"')], ids=str.strip
)
def test_a_cell_of_fifty_megabytes_costs_its_row_and_little_memory(tmp_path, before, piece, after):
    cell = before + piece * (50_000_000 // len(piece)) + after
    read = table(tmp_path, HEADER + GOOD + f"attack,2018-07-24,IS,{cell}\n" + GOOD)
    tracemalloc.start()
    good = [row for row in read.rows() if not row.trouble]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [row.cells[3] for row in good] == ["Uqaylah", "Uqaylah"]
    assert peak < 30_000_000


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_rows_to_come_are_counted_beforehand(tmp_path, end):
    assert table(tmp_path, (HEADER + GOOD * 500).replace("\n", end)).expected_rows() in (500, 501)
