"""Workbooks: values as they were meant, and hostile ones refused before they can fill the memory."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import pytest
import xlsxwriter

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import CancelToken, NoProgress, ReportingProgress
from cultdip_desktop.exchange import limits, workbook
from cultdip_desktop.exchange.grid import Grid
from tests.exchange import books


def read(data: bytes, sheet: str | None = None) -> Grid:
    return workbook.read(data, "Kế hoạch.xlsx", sheet, NoProgress())


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        read(data)
    return caught.value.code


def written(*rows: list[object], sheets: int = 1, hidden: bool = False) -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    day = made.add_format({"num_format": "dd/mm/yyyy"})
    for number in range(sheets):
        page = made.add_worksheet(f"Trang {number + 1}")
        if hidden and number == 0:
            page.hide()
        for index, row in enumerate(rows if number == sheets - 1 else ()):
            for column, value in enumerate(row):
                if isinstance(value, date | datetime):
                    page.write_datetime(index, column, value, day)
                else:
                    page.write(index, column, value)
    if hidden:
        made.get_worksheet_by_name(f"Trang {sheets}").activate()
    made.close()
    return out.getvalue()


def test_texts_numbers_days_and_empty_cells_come_as_they_were_meant() -> None:
    grid = read(written(["Tên", "Số", "Ngày"], [], ["Trung thu", 1450.25, date(2026, 9, 25)], [None, 7, ""]))
    assert [row.number for row in grid.rows] == [1, 3, 4]
    assert grid.rows[1].cells == ("Trung thu", Decimal("1450.25"), date(2026, 9, 25))
    assert grid.rows[2].cells == (None, 7)


def test_text_is_composed() -> None:
    assert read(written(["Đêm hội", "x"])).rows[0].cells[0] == "Đêm hội"


def test_a_formula_gives_the_value_it_was_saved_with() -> None:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    page = made.add_worksheet()
    page.write_formula(0, 0, "=1+1", value=2)
    page.write_formula(0, 1, '=HYPERLINK("http://x")', value="Tết")
    made.close()
    row = read(out.getvalue()).rows[0]
    assert row.cells == (2, "Tết")
    assert row.calculated == {0, 1}


def test_an_error_of_the_spreadsheet_is_an_empty_cell_with_a_remark() -> None:
    rows = '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="inlineStr"><is><t>Tết</t></is></c></row>'
    row = read(books.book(rows)).rows[0]
    assert row.cells[1] == "Tết"
    assert row.cells[0] is None
    assert "importing.cell_broken" in row.remarks


def test_the_first_visible_sheet_with_content_is_read_unless_one_is_named() -> None:
    data = written(["Tên"], ["Tết"], sheets=3)
    assert read(data).sheet == "Trang 3"
    assert read(data, "Trang 1").rows == ()
    assert read(written(["Tên"], sheets=2, hidden=True)).sheets == ("Trang 2",)
    with pytest.raises(UserError) as caught:
        read(data, "Trang 9")
    assert caught.value.code == "importing.no_such_sheet"


def test_a_time_of_day_is_one() -> None:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    made.add_worksheet().write_datetime(0, 0, time(17, 30), made.add_format({"num_format": "hh:mm"}))
    made.close()
    assert read(out.getvalue()).rows[0].cells == (time(17, 30),)


def test_two_cells_far_apart_do_not_make_a_rectangle() -> None:
    rows = books.row(1, "Tên") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refused(books.book(rows)) == "importing.too_many_rows"


def test_a_cell_far_to_the_right_is_refused() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    assert refused(books.book(rows)) == "importing.too_many_columns"


def test_a_format_far_away_without_a_value_does_no_harm() -> None:
    rows = books.row(1, "Tên") + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert len(read(books.book(rows)).rows) == 1


def test_a_million_rows_are_refused_while_they_are_looked_at() -> None:
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(1, 60_000))
    assert refused(books.book(rows)) == "importing.too_many_rows"


def test_rows_without_numbers_count_too() -> None:
    assert refused(books.book("<row><c><v>1</v></c></row>" * (limits.LAST_ROW + 5))) == "importing.too_many_rows"


def test_one_long_text_that_many_cells_share_is_counted_for_each() -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5000))
    assert refused(books.book(cells, books.shared("phở " * 8000))) == "importing.too_much_text"


def test_a_sheet_under_another_name_is_measured_too() -> None:
    rows = books.row(1, "Tên") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refused(books.book(rows, target="media/image1.png")) == "importing.too_many_rows"


def test_a_document_type_is_refused() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    sheet = f'<?xml version="1.0"?>{laughs}<worksheet xmlns="{books.MAIN}"><sheetData>{books.row(1, "&b;")}</sheetData></worksheet>'
    assert refused(books.book(raw_sheet=sheet)) == "importing.damaged"


def test_nesting_without_end_is_refused() -> None:
    sheet = f'<worksheet xmlns="{books.MAIN}">' + "<a>" * 500 + "</a>" * 500 + "</worksheet>"
    assert refused(books.book(raw_sheet=sheet)) == "importing.damaged"


def test_a_part_that_unpacks_to_more_than_it_claims_is_refused() -> None:
    data = bytearray(books.book(books.row(1, "Tết " * 5000)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert int.from_bytes(data[at + 24 : at + 28], "little") == size
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert refused(bytes(data)) == "importing.damaged"


def test_a_bomb_of_zeros_is_refused() -> None:
    assert refused(books.book(raw_sheet=b"<" + b" " * (300 * 1024 * 1024))) in ("media.damaged", "importing.damaged")


@pytest.mark.parametrize("cut", [100, 500, 900])
def test_a_file_that_was_cut_is_refused(cut: int) -> None:
    assert refused(books.book(books.row(1, "Tên"))[:-cut]) in ("media.damaged", "media.archive", "importing.damaged")


def test_a_workbook_with_a_program_is_refused() -> None:
    assert refused(books.book(books.row(1, "Tên"), **{"xl/vbaProject.bin": "x"})) == "media.macros"


def test_looking_through_a_workbook_can_be_stopped() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        workbook.read(books.book(books.row(1, "Tên")), "x.xlsx", None, ReportingProgress(token, lambda *_step: None))
