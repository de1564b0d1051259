"""One document of everything that the paper can show, small enough to read its whole structure."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports import fonts
from cultdip_desktop.reports.prose import Span
from tests.reports.factory import jpeg

if TYPE_CHECKING:
    from cultdip_desktop.reports.paper import Flow

LONG = "Tuần lễ Văn hóa Việt Nam tại Praha quy tụ nghệ nhân rối nước, ca trù và áo dài của ba miền. " * 60
"""Higher than a page in a narrow cell."""


def specimen(language: Language = "vi", progress: Progress | None = None) -> bytes:
    """Headings, paragraphs in several faces, lists, a table over pages, pictures, columns, fields, a part on its side."""
    fonts.prepare()
    from cultdip_desktop.reports import document, paper, pictures
    from cultdip_desktop.reports.picture_place import Place

    picture = pictures.read(jpeg(1))
    assert picture is not None
    place = Place(picture, 1, 200, 120)
    shown = [paper.figure(place, "Rước đèn ông sao"), paper.paragraph(paper.CAPTION, "Ảnh: Hà")]
    first = [*_texts(), *_tables(), paper.together(shown), *_columns()]
    wide = paper.grid([_cells("Rộng", style=paper.CELL_HEAD), _cells("Bảng nằm ngang")], (paper.LANDSCAPE_WIDTH,))
    moment = datetime(2026, 10, 5, 14, tzinfo=UTC)
    properties = document.Properties("Hồ sơ mẫu", "ĐSQ <Praha> & bạn", "Mẫu", language, moment)
    data = document.Attached("data.json", "application/json", b'{"a":1}', "Data", "Dữ liệu")
    parts = [first, [paper.title("Phụ lục I"), wide]]
    recipe = document.Recipe(parts, properties, ("Chân trang", "SHA-256"), (data,), frozenset({1}))
    target = io.BytesIO()
    document.write(recipe, target, {1: picture}, progress or NoProgress())
    return target.getvalue()


def _cells(*texts: str, style: Any = None) -> list[Flow]:
    from cultdip_desktop.reports import paper

    return [paper.paragraph(style or paper.CELL, text) for text in texts]


def _texts() -> list[Flow]:
    from cultdip_desktop.reports import paper

    faces = ("Chữ ", Span("đậm", bold=True), " và ", Span("nghiêng", italic=True), " trên\nhai dòng.")
    concert = "Hòa nhạc ở Rudolfinum, " + "phòng Dvořák, " * 12
    return [
        paper.title("HỒ SƠ MẪU", "Năm 2026"),
        paper.paragraph(paper.BODY, *faces),
        paper.paragraph(paper.BODY, ""),
        *paper.heading("Mục lớn", 2, number="1."),
        *paper.heading("Mục nhỏ", 3, number="1.1."),
        paper.listing([(concert,), ("Áo dài",)], ("a)", "b)")),
    ]


def _tables() -> list[Flow]:
    """One with merged cells, one over five pages whose last row but one is higher than a page; a rule below."""
    from cultdip_desktop.reports import paper

    head = paper.CELL_HEAD
    merged = [_cells("Nhóm", "Năm", "", style=head), _cells("", "2025", "2026", style=head), _cells("M1", "3", "5")]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))]
    rows = [_cells("TT", "Sự kiện", "Kinh phí", style=head)]
    rows += [_cells(str(number), "Đêm hội Trung thu", "") for number in range(1, 41)]
    several = [paper.paragraph(paper.CELL, "Hai đoạn"), paper.listing([("một",), ("hai",)])]
    rows.append([paper.paragraph(paper.CELL, "41"), several, paper.paragraph(paper.CELL, LONG)])
    rows.append(_cells("", "Cộng", "41"))
    half = paper.TEXT_WIDTH / 2
    return [
        paper.grid(merged, (60, 60, 60), heads=2, row_head=0, more=spans),
        paper.grid(rows, (40, 200, 227), total=True),
        paper.aside(paper.side_by_side([paper.space(1)], [paper.space(1)], (half, half))),
    ]


def _columns() -> list[Flow]:
    """Two languages side by side, then recipients beside the signature."""
    from cultdip_desktop.reports import paper

    def said(text: str) -> list[Flow]:
        return [paper.paragraph(paper.BODY, text)]

    pairs = [(said("Kính gửi"), said("To")), ([paper.listing([("một",)])], [paper.listing([("one",)])])]
    half = paper.TEXT_WIDTH / 2
    places = [paper.signature_place("person", 150, 70), paper.signature_place("agency", 90, 90)]
    return [
        paper.columns(pairs, (half, half), gap=10, languages=("vi-VN", "en-GB")),
        paper.side_by_side(said("Nơi nhận:"), [*said("ĐẠI SỨ"), *places], (half * 0.9, half * 1.1)),
    ]
