"""The plan of a year as an officer's Excel has it: 5,000 rows with all that can be wrong in them, from a seed."""

from __future__ import annotations

import io
import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import xlsxwriter

from tests.i18n.legacy_writer import tcvn3, vni

HEADS = ("STT", "Mã", "Tên hoạt động", "Thời gian", "Địa điểm", "Thành phố", "Loại hình", "Trạng thái", "Mục tiêu",
         "Kinh phí dự kiến", "Đơn vị phối hợp", "Nội dung")  # fmt: skip
_SUBJECTS = ("Đêm hội Trung thu", "Tuần phim Việt Nam", "Triển lãm tranh Đông Hồ", "Ngày hội ẩm thực", "Tọa đàm về áo dài",
             "Lớp học tiếng Việt", "Hòa nhạc dân tộc", "Lễ kỷ niệm thiết lập quan hệ", "Trình diễn rối nước")  # fmt: skip
_PLACES = (
    "Nhà văn hóa Sapa",
    "Thư viện Quốc gia",
    "Bảo tàng Náprstek",
    "Trường Đại học Charles",
    "Quảng trường Phố Cổ",
)
_KINDS = ("Biểu diễn nghệ thuật", "Triển lãm", "Phim", "Ẩm thực", "Hội thảo", "Cộng đồng, lễ Tết")


@dataclass
class Plan:
    """The bytes, and which rows (as Excel counts) shall be refused with which code."""

    data: bytes = b""
    refused: dict[int, str] = field(default_factory=dict)
    good: int = 0
    rows: list[list[Any]] = field(default_factory=list)


def make(
    rows: int = 5000, seed: int = 1, codes: bool = False, changed: dict[int, tuple[int, Any]] | None = None
) -> Plan:
    """A workbook with `rows` lines below two lines of title and the heads; `changed` puts a value into row, column."""
    chance = random.Random(seed)
    plan = Plan()
    lines: list[list[Any]] = [["KẾ HOẠCH NGOẠI GIAO VĂN HÓA NĂM 2027"], [], list(HEADS)]
    for index in range(rows):
        number = len(lines) + 1
        line = _line(chance, index)
        code = _spoil(chance, line, index)
        if code:
            plan.refused[number] = code
        lines.append(line)
        if not codes:
            line[1] = None
    plan.rows = lines
    for row, (column, value) in (changed or {}).items():
        lines[row - 1][column] = value
    plan.good = rows - len(plan.refused)
    plan.data = written(lines)
    return plan


def _line(chance: random.Random, index: int) -> list[Any]:
    title = f"{chance.choice(_SUBJECTS)} lần thứ {index + 1}"
    day = date(2027, 1, 4) + timedelta(days=index % 360)
    place, summary = chance.choice(_PLACES), "Giới thiệu văn hóa Việt Nam với công chúng sở tại."
    form = index % 4
    if form == 1:
        title, summary = (unicodedata.normalize("NFD", text) for text in (title, summary))
    elif form == 2:
        title, summary, place = tcvn3(title), tcvn3(summary), tcvn3(place)
    elif form == 3:
        title, summary, place = vni(title), vni(summary), vni(place)
    written_day: Any = (day, f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", day.isoformat(), (day - date(1899, 12, 30)).days)[
        index % 5
    ]
    return [index + 1, f"HD-{index + 1:04d}", title, written_day, place, "Praha", chance.choice(_KINDS), "Dự kiến", "M1; M3",
            chance.choice((15000, "59.450,50 CZK", "1.200 USD", "15 triệu VND")), "Hội người Việt Nam tại CH Séc", summary]  # fmt: skip


def _spoil(chance: random.Random, line: list[Any], index: int) -> str:
    """Make every so-many-th line wrong in one way; gives the code it shall be refused with."""
    if index % 97 == 5:
        line[3] = chance.choice(("31/2/2027", "sắp tới", "32.1.2027", "9/25/2027"))
        return "importing.bad_day"
    if index % 101 == 7:
        line[:] = [None] * len(line)
        return "importing.blank"
    if index % 103 == 9:
        line[6] = "Khiêu vũ trên băng"
        return "importing.bad_kind"
    if index % 107 == 11:
        line[9] = "nhiều lắm"
        return "importing.bad_money"
    if index % 109 == 13:
        line[2] = None
        return "importing.title_missing"
    if index % 113 == 15:
        line[9] = "=SUM(10000,5000)"
    elif index % 127 == 17:
        line[3] = "Quý III/2027"
    return ""


def written(lines: list[list[Any]]) -> bytes:
    """The lines as a workbook; what begins with = becomes a formula with a saved value."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Kế hoạch")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            elif isinstance(value, str) and value.startswith("="):
                sheet.write_formula(row, column, value, value=15000)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return target.getvalue()
