"""The workbook to fill in: heads in both languages, lists to choose from, a note on every column, filled examples."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from cultdip_desktop.domain.event import CountingMethod, EventFormat, EventKind, EventState
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.strategy import GOAL_KINDS, Catalogue
from cultdip_desktop.exchange.columns import BY_KEY, TEMPLATE, Column
from cultdip_desktop.exchange.grid import Cell
from cultdip_desktop.exchange.table_writing import FONT, OPTIONS, Formats, lines_of, write_cell
from cultdip_desktop.i18n.spreadsheet import cell_text
from cultdip_desktop.i18n.words import Words

ROWS: Final = 2000
"""Lines that offer their lists."""

EVENTS: Final = "Sự kiện | Events"
EXAMPLES: Final = "Ví dụ | Examples"
NOTES: Final = "Hướng dẫn | Notes"
LISTS: Final = "Danh mục | Lists"

_ENUMS: Final[dict[str, type[StrEnum]]] = {
    "kind": EventKind,
    "format": EventFormat,
    "state": EventState,
    "method": CountingMethod,
}
_CODES: Final[dict[str, tuple[str, ...]]] = {
    "primary_goal": tuple(sorted(GOAL_KINDS)),
    "products": ("product",),
    "themes": ("theme",),
    "scale": ("scale",),
    "channels": ("channel",),
    "source": ("resource",),
}
_SEVERAL: Final = frozenset({"goals", "products", "themes", "channels"})

_HINTS: Final[dict[str, tuple[str, str]]] = {
    "own_code": (
        "Mã do đơn vị tự đặt. Nhập lại tệp đã sửa: dòng cùng mã sẽ cập nhật đúng sự kiện cũ.",
        "A code of your own. When the corrected file is imported again, a row with the same code updates the same event.",
    ),
    "title_vi": ("Bắt buộc.", "Required."),
    "first_day": (
        "25/9/2026; 25–27/9/2026; 15/8 âl (âm lịch); chưa rõ ngày thì ghi quý III/2026.",
        "25/9/2026; 25–27/9/2026; 15/8 âl (lunar); without a day yet write quý III/2026 or Q3 2026.",
    ),
    "start_time": (
        "17:30 hoặc 17h30, giờ địa phương. Để trống: cả ngày.",
        "17:30 or 17h30, local time. Empty: all day.",
    ),
    "last_day": ("Để trống nếu chỉ một ngày.", "Empty when it is one day."),
    "state_reason": ("Bắt buộc khi hoãn hoặc hủy.", "Required when postponed or cancelled."),
    "goals": ("Nhiều mã cách nhau bằng dấu chấm phẩy: M3; G5.1.", "Several codes parted by semicolons: M3; G5.1."),
    "products": ("Nhiều mã cách nhau bằng dấu chấm phẩy.", "Several codes parted by semicolons."),
    "themes": ("Nhiều mã cách nhau bằng dấu chấm phẩy.", "Several codes parted by semicolons."),
    "channels": ("Nhiều mã cách nhau bằng dấu chấm phẩy.", "Several codes parted by semicolons."),
    "partners": (
        "Các đối tác cách nhau bằng dấu chấm phẩy; vai trò trong ngoặc: Hội người Việt (Đồng tổ chức).",
        "Partners parted by semicolons, the role in brackets: Vietnamese Association (Co-organiser).",
    ),
    "planned": (
        "Số, hoặc: 59450.50 CZK; 15 triệu VND; RS.SOC 3000 USD (hiện vật).",
        "A number, or: 59450.50 CZK; 15 triệu VND; RS.SOC 3000 USD (hiện vật) for a gift in kind.",
    ),
    "source": ("Nguồn của số tiền ở cột trước.", "Where the money in the column before comes from."),
    "currency": ("Mã ISO 4217: CZK, USD, VND. Để trống: tiền của nước sở tại.", "ISO 4217. Empty: the host country's."),
    "share": ("62% hoặc 0,62.", "62% or 0.62."),
    "internal_note": ("Không bao giờ gửi đi.", "Never leaves the office."),
}

_GENERAL: Final = (
    ("Mỗi dòng là một sự kiện. Chỉ cột “Tên hoạt động” là bắt buộc; các cột khác có thể bỏ trống hoặc xóa.",
     "One row is one event. Only the title is required; other columns may stay empty or be deleted."),
    ("Ô trống không làm thay đổi dữ liệu đã có. Ghi dấu – để xóa nội dung.",
     "An empty cell leaves what is there as it is. Write – to empty a field."),
    ("Sửa tệp rồi nhập lại: sự kiện cũ được cập nhật, không bị nhân đôi.",
     "Correct the file and import it again: known events are updated, none is doubled."),
    ("Toàn bộ lần nhập được hoàn tác bằng một lần Ctrl+Z.", "One Ctrl+Z takes a whole import back."),
)  # fmt: skip

_EXAMPLES: Final[tuple[dict[str, Cell], ...]] = (
    {
        "own_code": "HD-01",
        "title_vi": "Đêm hội Trung thu Praha 2027",
        "title_en": "Prague Mid-Autumn Festival 2027",
        "first_day": "15/8/2027 âl",
        "start_time": "17:30",
        "end_time": "21:00",
        "kind": "community",
        "format": "in_person",
        "state": "preparing",
        "venue_vi": "Trung tâm thương mại Sapa",
        "city": "Praha",
        "country": "CZ",
        "summary_vi": "Rước đèn, múa lân và rối nước cho thiếu nhi Việt – Séc.",
        "summary_en": "Lantern parade, lion dance and water puppets for children.",
        "primary_goal": "M3",
        "goals": "G5",
        "goal_reason": "Giới thiệu phong tục Tết Trung thu và nghề làm đèn Báo Đáp.",
        "products": "PR.STO; PR.REG",
        "themes": "TH.TRA",
        "scale": "SC.PEO",
        "channels": "CH.PEO",
        "partners": "Hội người Việt Nam tại CH Séc (Đồng tổ chức)",
        "planned": 59450,
        "source": "RS.BUD",
        "currency": "CZK",
    },
    {
        "own_code": "HD-02",
        "title_vi": "Tuần phim Việt Nam",
        "title_en": "Vietnamese Film Week",
        "first_day": date(2027, 10, 5),
        "last_day": date(2027, 10, 11),
        "kind": "film",
        "format": "hybrid",
        "state": "idea",
        "venue_vi": "Rạp Lucerna",
        "city": "Praha",
        "country": "CZ",
        "primary_goal": "M1",
        "partners": "Rạp Lucerna (Đồng tổ chức); Viện Phim Việt Nam",
        "planned": "120000 CZK; RS.SOC 3000 USD",
    },
    {"own_code": "HD-03", "title_vi": "Triển lãm tranh Đông Hồ", "first_day": "quý III/2027", "kind": "exhibition"},
)


def template_bytes(catalogue: Catalogue, made: datetime) -> bytes:
    """The workbook; its first sheet is empty below the heads. The same catalogue gives the same bytes."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    book.set_properties({"title": "CultDip", "created": made})
    formats = Formats(book)
    columns = [BY_KEY[key] for key in TEMPLATE]
    sheet, examples = book.add_worksheet(EVENTS), book.add_worksheet(EXAMPLES)
    notes, lists = book.add_worksheet(NOTES), book.add_worksheet(LISTS)
    places = _write_lists(lists, formats, catalogue)
    for page, rows in ((sheet, ()), (examples, _EXAMPLES)):
        _write_heads(page, columns, formats)
        _write_rows(page, columns, formats, rows)
        _offer(page, columns, places)
    _write_notes(notes, columns, formats, book)
    book.close()
    return target.getvalue()


def both(column: Column) -> str:
    """The head of a column in both languages."""
    return f"{column.head.vi} | {column.head.en}"


def _write_heads(sheet: Any, columns: Sequence[Column], formats: Formats) -> None:
    for index, column in enumerate(columns):
        sheet.set_column(index, index, max(column.width, 14))
        sheet.write_string(0, index, both(column), formats.head)
    sheet.set_row(0, 46)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)


def _write_rows(sheet: Any, columns: Sequence[Column], formats: Formats, rows: Iterable[dict[str, Cell]]) -> None:
    for number, example in enumerate(rows, 1):
        row = [_shown(column.key, example.get(column.key)) for column in columns]
        sheet.set_row(number, 15 * lines_of(row, columns))
        for index, cell in enumerate(row):
            write_cell(sheet, formats, number, index, cell)


def _shown(key: str, cell: Cell) -> Cell:
    """A value of a list as its list writes it."""
    if key in _ENUMS and isinstance(cell, str):
        return _item(_ENUMS[key](cell))
    return cell


def _item(value: StrEnum) -> str:
    return f"{label(Words('vi'), value)} | {label(Words('en'), value)}"


def _write_lists(sheet: Any, formats: Formats, catalogue: Catalogue) -> dict[str, str]:
    """The lists side by side; gives the range of each by column, as a validation names it."""
    places: dict[str, str] = {}
    lists = {key: [_item(value) for value in kind] for key, kind in _ENUMS.items()}
    lists |= {
        key: [f"{node.code} – {node.title.vi}" for node in catalogue.of_kind(*kinds)] for key, kinds in _CODES.items()
    }
    for index, (key, items) in enumerate(lists.items()):
        sheet.set_column(index, index, 46)
        sheet.write_string(0, index, both(BY_KEY[key]), formats.head)
        for row, item in enumerate(items, 1):
            sheet.write_string(row, index, cell_text(item), formats.text)
        letter = chr(ord("A") + index)
        places[key] = f"='{LISTS}'!${letter}$2:${letter}${len(items) + 1}"
    sheet.freeze_panes(1, 0)
    return places


def _offer(sheet: Any, columns: Sequence[Column], places: dict[str, str]) -> None:
    """A list under its column, which still takes anything else (several codes), and a note when a cell is chosen."""
    for index, column in enumerate(columns):
        hint = _HINTS.get(column.key)
        if column.key not in places and hint is None:
            continue
        rule: dict[str, Any] = {"validate": "any"}
        if column.key in places:
            strict = "stop" if column.key in _ENUMS else "information"
            rule = {"validate": "list", "source": places[column.key], "error_type": strict}
            if column.key in _SEVERAL:
                rule["show_error"] = False
        if hint is not None:
            rule |= {"input_title": column.head.vi[:32], "input_message": f"{hint[0]}\n{hint[1]}"[:255]}
        sheet.data_validation(1, index, ROWS, index, rule)


def _write_notes(sheet: Any, columns: Sequence[Column], formats: Formats, book: Any) -> None:
    plain = book.add_format({**FONT, "text_wrap": True})
    for index, width in enumerate((34, 34, 60, 60)):
        sheet.set_column(index, index, width)
    row = 0
    for vi, en in _GENERAL:
        sheet.merge_range(row, 0, row, 1, "", plain)
        sheet.set_row(row, 32)
        sheet.write_string(row, 2, vi, plain)
        sheet.write_string(row, 3, en, plain)
        sheet.write_string(row, 0, "•", plain)
        row += 1
    for index, head in enumerate(("Cột", "Column", "Cách ghi", "How to write it")):
        sheet.write_string(row + 1, index, head, formats.head)
    for row, column in enumerate(columns, row + 2):  # noqa: B020 - goes on below the general notes
        hint = _HINTS.get(column.key, ("", ""))
        for index, text in enumerate((column.head.vi, column.head.en, *hint)):
            sheet.write_string(row, index, text, plain)
        if len(hint[0]) > 60:
            sheet.set_row(row, 32)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
