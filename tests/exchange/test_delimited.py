"""Text tables: any delimiter, any encoding that people still have, nothing that is calculated."""

from __future__ import annotations

import codecs

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.exchange import delimited, limits
from cultdip_desktop.exchange.encodings import decoded
from cultdip_desktop.exchange.grid import Grid
from tests.i18n.legacy_writer import tcvn3, vni

TABLE = "Tên;Ngày;Địa điểm\nĐêm hội Trung thu;25/9/2026;Praha\nTriển lãm áo dài;5/10/2026;Brno\n"


def read(data: bytes, encoding: str | None = None) -> Grid:
    return delimited.read(data, "plan.csv", encoding, NoProgress())


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"), "utf-16"),
        (TABLE.encode("utf-16-le"), "utf-16"),
    ],
)
def test_unicode_in_every_form_is_read(data: bytes, encoding: str) -> None:
    grid = read(data)
    assert grid.encoding == encoding
    assert grid.rows[1].cells == ("Đêm hội Trung thu", "25/9/2026", "Praha")


def test_vietnamese_windows_is_told_from_western_windows() -> None:
    data = "Tên;Nơi\nÐêm hội văn hóa;Hà Nội\n".encode("cp1258", "ignore")
    assert decoded(data)[1] == "cp1258"
    french = "Titre;Lieu\nFête nationale à l'Élysée;Où ça ? Près du château\n".encode("cp1252")
    assert decoded(french) == (french.decode("cp1252"), "cp1252")


def test_czech_windows_is_told_from_western_windows() -> None:
    czech = "Název;Místo\nPříliš žluťoučký kůň;Náměstí Republiky v Plzni\nDny vietnamské kultury;Brno, střed\n"
    assert decoded(czech.encode("cp1250")) == (czech, "cp1250")


@pytest.mark.parametrize("write", [tcvn3, vni])
def test_old_fonts_are_read_as_western_so_that_they_can_be_repaired(write) -> None:
    text = write("Đêm hội Trung thu; Triển lãm tranh; Tuần phim Việt Nam; Ngày hội ẩm thực đường phố")
    assert decoded(bytes(map(ord, text))) == (text, "cp1252")


def test_what_a_person_chooses_wins() -> None:
    assert decoded("Praha ě".encode("cp1250"), "cp1250")[0] == "Praha ě"
    assert "\ufffd" in decoded(b"a\xff\xfeb", "utf-8")[0]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    lines = ["Tên|Ngày|Ghi chú", "Tết|1/2/2027|x", "Trung thu|15/9/2027|y"]
    text = "\n".join(line.replace("|", delimiter) for line in lines)
    assert read(text.encode()).rows[2].cells == ("Trung thu", "15/9/2027", "y")


def test_excel_may_name_the_delimiter_itself() -> None:
    assert read("sep=|\nTên|Giá, tiền\nTết|1,5\n".encode()).rows[1].cells == ("Tết", "1,5")


def test_a_cell_may_hold_lines_and_delimiters() -> None:
    grid = read('Tên;Mô tả\nTết;"Dòng một;\ndòng hai"\n'.encode())
    assert grid.rows[1].cells == ("Tết", "Dòng một;\ndòng hai")


def test_the_apostrophe_that_disarmed_a_formula_is_taken_off_again() -> None:
    assert read("Tên;x\n'=1+1;'năm\n".encode()).rows[1].cells == ("=1+1", "'năm")


def test_text_is_composed_and_freed_of_controls() -> None:
    assert read("Tên;x\nTe\u0302\u0301t\x07\u200b;y\n".encode()).rows[1].cells[0] == "Tết"


def test_empty_lines_are_passed_over_and_counted() -> None:
    assert [row.number for row in read(b"a;b\n\n;;\nc;d\n").rows] == [1, 4]


def test_too_many_rows_and_columns_are_refused() -> None:
    for data, code in (
        (b"a;b\n" * (limits.MAX_ROWS + 1), "importing.too_many_rows"),
        ((b"a;" * 300) + b"a\n", "importing.too_many_columns"),
    ):
        with pytest.raises(UserError) as caught:
            read(data)
        assert caught.value.code == code


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        read(bytes(range(256)) * 20)
    assert caught.value.code == "importing.not_a_table"
