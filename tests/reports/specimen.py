"""One document of everything that the paper can show, small enough to read its whole structure."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports import fonts
from tests.reports.factory import jpeg

LONG = "Tuần lễ Văn hóa Việt Nam tại Praha quy tụ nghệ nhân rối nước, ca trù và áo dài của ba miền. " * 60
"""Higher than a page in a narrow cell."""


def specimen(language: Language = "vi", progress: Progress | None = None) -> bytes:
    """Headings, paragraphs in several faces, lists, a table over pages, pictures, columns, fields, a part on its side."""
    fonts.prepare()
    from cultdip_desktop.reports import document, pictures
    from cultdip_desktop.reports.paper import (
        BODY,
        CAPTION,
        CELL,
        CELL_HEAD,
        LANDSCAPE_WIDTH,
        TEXT_WIDTH,
        aside,
        columns,
        figure,
        grid,
        heading,
        listing,
        paragraph,
        side_by_side,
        signature_place,
        space,
        title,
        together,
    )  # fmt: skip
    from cultdip_desktop.reports.picture_place import Place
    from cultdip_desktop.reports.prose import Span

    picture = pictures.read(jpeg(1))
    assert picture is not None

    def cells(*texts: str, style: object = CELL) -> list[object]:
        return [paragraph(style, text) for text in texts]  # type: ignore[arg-type]

    rows = [cells("TT", "Sự kiện", "Kinh phí", style=CELL_HEAD)]
    rows += [cells(str(number), "Đêm hội Trung thu", "") for number in range(1, 41)]
    rows.append(
        [paragraph(CELL, "41"), [paragraph(CELL, "Hai đoạn"), listing([("một",), ("hai",)])], paragraph(CELL, LONG)]
    )
    rows.append(cells("", "Cộng", "41"))
    merged = [
        cells("Nhóm", "Năm", "", style=CELL_HEAD),
        cells("", "2025", "2026", style=CELL_HEAD),
        cells("M1", "3", "5"),
    ]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))]
    rule = side_by_side([space(1)], [space(1)], (TEXT_WIDTH / 2, TEXT_WIDTH / 2))
    first = [
        title("HỒ SƠ MẪU", "Năm 2026"),
        paragraph(BODY, "Chữ ", Span("đậm", bold=True), " và ", Span("nghiêng", italic=True), " trên\nhai dòng."),
        paragraph(BODY, ""),
        *heading("Mục lớn", 2, number="1."),
        *heading("Mục nhỏ", 3, number="1.1."),
        listing([("Hòa nhạc ở Rudolfinum, " + "phòng Dvořák, " * 12,), ("Áo dài",)], ("a)", "b)")),
        grid(merged, (60, 60, 60), heads=2, row_head=0, more=spans),
        grid(rows, (40, 200, 227), total=True),
        aside(rule),
        together([figure(Place(picture, 1, 200, 120), "Rước đèn ông sao"), paragraph(CAPTION, "Ảnh: Hà")]),
        columns(
            [([paragraph(BODY, "Kính gửi")], [paragraph(BODY, "To")]), ([listing([("một",)])], [listing([("one",)])])],
            (TEXT_WIDTH / 2, TEXT_WIDTH / 2), gap=10, languages=("vi-VN", "en-GB"),
        ),
        side_by_side(
            [paragraph(BODY, "Nơi nhận:")],
            [paragraph(BODY, "ĐẠI SỨ"), signature_place("person", 150, 70), signature_place("agency", 90, 90)],
            (TEXT_WIDTH * 0.45, TEXT_WIDTH * 0.55),
        ),
    ]  # fmt: skip
    lying = [title("Phụ lục I"), grid([cells("Rộng", style=CELL_HEAD), cells("Bảng nằm ngang")], (LANDSCAPE_WIDTH,))]
    properties = document.Properties(
        "Hồ sơ mẫu", "ĐSQ <Praha> & bạn", "Mẫu", language, datetime(2026, 10, 5, 14, tzinfo=UTC)
    )
    data = document.Attached("data.json", "application/json", b'{"a":1}', "Data", "Dữ liệu")
    target = io.BytesIO()
    recipe = document.Recipe([first, lying], properties, ("Chân trang", "SHA-256"), (data,), frozenset({1}))
    document.write(recipe, target, {1: picture}, progress or NoProgress())
    return target.getvalue()
