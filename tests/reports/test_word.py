"""The report as a Word file: the decree's form, structure that Word needs, literal text, the same bytes for the same data."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import subprocess
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.letterhead import Circulation, Letterhead, Urgency
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.report import ReportLanguage, ReportSection
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.reports.data import ReportData, content_sha256
from cultdip_desktop.reports.word import build_docx
from tests.reports.factory import came, drawn, event, issued, item, jpeg, quarter
from tests.reports.test_hostile import TEXTS, data_with

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word(data: ReportData, language: ReportLanguage = "vi") -> bytes:
    """The file."""
    target = io.BytesIO()
    build_docx(data, language, target, drawn, NoProgress())
    return target.getvalue()


def opened(made: bytes) -> Any:
    """The file as python-docx reads it."""
    return docx.Document(io.BytesIO(made))


def texts(document: Any) -> list[str]:
    """Every paragraph of the body, those in tables and places too."""
    return [
        "".join("\n" if one.tag == qn("w:br") else one.text or "" for one in p.iter(qn("w:t"), qn("w:br")))
        for p in document.element.body.iter(qn("w:p"))
    ]


def part(made: bytes, name: str) -> str:
    """A part's text."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return archive.read(name).decode()


@pytest.fixture(scope="module")
def vietnamese() -> Any:
    """The issued third quarter, opened."""
    return opened(word(issued()))


def test_the_page_has_the_decrees_margins_and_no_number_on_page_one(vietnamese: Any) -> None:
    section = vietnamese.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin)
    assert [round(size.mm) for size in (*sizes, section.right_margin)] == [210, 297, 20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_boxes_one_to_five_stand_in_their_faces_and_sizes(vietnamese: Any) -> None:
    found = {
        paragraph.text: paragraph.style
        for table in vietnamese.tables[:1]
        for cell in table._cells
        for paragraph in cell.paragraphs
    }
    looks = {
        text.replace("\n", " "): (style.font.size.pt, bool(style.font.bold), bool(style.font.italic))
        for text, style in found.items()
        if text
    }
    assert looks["BỘ NGOẠI GIAO"] == (12, False, False)
    assert looks["ĐẠI SỨ QUÁN VIỆT NAM TẠI CỘNG HÒA SÉC"] == (12, True, False)
    assert looks["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == (12, True, False)
    assert looks["Độc lập - Tự do - Hạnh phúc"] == (13, True, False)
    assert looks["Số: 05/BC-ĐSQ"] == (13, False, False)
    assert looks["Praha, ngày 07 tháng 10 năm 2026"] == (13, False, True)
    by_text = {paragraph.text: paragraph.style for paragraph in vietnamese.paragraphs}
    assert (by_text["BÁO CÁO"].font.size.pt, by_text["BÁO CÁO"].font.bold) == (14, True)


def test_the_motto_has_a_hundred_millimetres_and_grids_name_every_width(vietnamese: Any) -> None:
    for table in vietnamese.tables:
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        for row in table._tbl.tr_lst:
            assert [int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.tc_lst] == grid
    assert vietnamese.tables[0]._tbl.tblGrid[1].get(qn("w:w")) == "5669"


def test_every_ruled_table_repeats_its_head_and_no_row_is_split(vietnamese: Any) -> None:
    ruled = [table._tbl for table in vietnamese.tables if table._tbl.find(f".//{W}tblHeader") is not None]
    assert len(ruled) >= 7
    for table in ruled:
        assert table.tr_lst[0].find(f".//{W}tblHeader") is not None
        assert all(row.find(f".//{W}cantSplit") is not None for row in table.tr_lst)


def test_recipients_and_signature_stay_with_the_closing_sentence(vietnamese: Any) -> None:
    signature = next(table for table in vietnamese.tables if "Lê Hoàng Phúc" in table._tbl.xml)
    assert signature._tbl.tr_lst[0].find(f".//{W}cantSplit") is not None
    paragraphs = list(signature._tbl.iter(qn("w:p")))
    assert all(paragraph.find(f"{W}pPr/{W}keepNext") is not None for paragraph in paragraphs)
    said = "\n".join(texts(vietnamese))
    assert "ĐẠI SỨ ĐẶC MỆNH TOÀN QUYỀN" in said
    assert "- Lưu: VT, VH." in said


def test_headings_are_words_own_in_an_unbroken_order(vietnamese: Any) -> None:
    names = [p.style.name for p in vietnamese.paragraphs if p.style.name.startswith("Heading")]
    levels = [int(name[-1]) for name in names]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert {1, 2} <= set(levels)


def test_pictures_and_charts_say_what_they_show(vietnamese: Any) -> None:
    described = [
        one.get("descr")
        for one in vietnamese.element.body.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
        )
    ]
    assert len(described) >= 9
    assert all(described)
    assert any("rước đèn ông sao" in one for one in described)


def test_each_appendix_begins_on_a_page_numbered_from_one(vietnamese: Any) -> None:
    sections = vietnamese.sections
    assert len(sections) == 4
    for section in sections[1:]:
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert "Phụ lục III" in texts(vietnamese)


def test_one_face_and_one_language_whatever_theme_the_reader_has() -> None:
    for language, tag in (("vi", "vi-VN"), ("en", "en-GB")):
        made = word(issued(), "vi" if language == "vi" else "en")
        styles = part(made, "word/styles.xml")
        defaults = styles[: styles.index("</w:docDefaults>")]
        assert f'w:val="{tag}"' in defaults
        assert 'w:ascii="Times New Roman"' in defaults
        assert opened(made).core_properties.language == tag


def test_the_file_knows_its_document_and_the_digest_of_its_data() -> None:
    custom = part(word(issued()), "docProps/custom.xml")
    assert content_sha256(issued()) in custom
    assert ">CZ-EMB-2026-Q3<" in custom
    assert 'name="cultdip.section.II.3:vi"' in custom


@pytest.mark.parametrize("language", ["vi", "en", "both"])
def test_the_same_data_give_the_same_bytes(language: ReportLanguage) -> None:
    assert word(issued(), language) == word(issued(), language)


def test_two_columns_say_both_and_write_numbers_once() -> None:
    said = texts(opened(word(issued(), "both")))
    assert any(text.startswith("Thực hiện Quyết định") for text in said)
    assert any(text.startswith("Pursuant to Decision") for text in said)
    assert sum(text == "11.000" for text in said) == sum(text == "11.000" for text in texts(opened(word(issued()))))
    made = part(word(issued(), "both"), "word/document.xml")
    assert made.count('<w:lang w:val="en-GB"/>') > 20


def test_hand_written_sections_are_printed_and_left_out_ones_are_not() -> None:
    told = ReportSection(
        id="a", report_id="r", section="III", text=BiText("Đánh giá của Đại sứ.\n- Điểm một\n- Điểm hai")
    )
    out = ReportSection(id="b", report_id="r", section="II.3", included=False)
    said = texts(opened(word(issued(sections={"III": told, "II.3": out}))))
    assert {"Đánh giá của Đại sứ.", "- Điểm một", "- Điểm hai"} <= set(said)
    assert not any("Hoạt động nổi bật" in text for text in said)


def test_marks_of_urgency_and_circulation_are_framed() -> None:
    made = opened(word(issued(letterhead=Letterhead(urgency=Urgency.URGENT, circulation=Circulation.INTERNAL))))
    framed = [p for p in made.element.body.iter(qn("w:p")) if p.find(f"{W}pPr/{W}pBdr/{W}left") is not None]
    assert ["".join(t.text for t in p.iter(qn("w:t"))) for p in framed] == ["KHẨN"]
    assert "LƯU HÀNH NỘI BỘ" in made.sections[0].first_page_header._element.xml
    assert "LƯU HÀNH NỘI BỘ" not in made.sections[1].first_page_header._element.xml


@pytest.mark.parametrize("name", sorted(TEXTS))
@pytest.mark.parametrize("language", ["vi", "both"])
def test_hostile_text_stays_text(name: str, language: ReportLanguage) -> None:
    made = word(data_with(TEXTS[name]), language)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        relations = "".join(archive.read(one).decode() for one in archive.namelist() if one.endswith(".rels"))
        body = archive.read("word/document.xml").decode()
    assert 'TargetMode="External"' not in relations
    assert "<w:hyperlink" not in body
    assert {code.strip() for code in re.findall("<w:instrText[^>]*>([^<]*)<", body)} <= {"PAGE"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", body)
    assert unicodedata.is_normalized("NFC", body)


def test_markup_reaches_the_page_letter_by_letter() -> None:
    said = "\n".join(texts(opened(word(data_with(TEXTS["markup"])))))
    assert '<img src="/etc/passwd"/><b>đậm</b> &amp; &#x41;' in said


def test_a_megabyte_of_decomposed_text_is_written_composed() -> None:
    long = unicodedata.normalize("NFD", "Điện ảnh và ẩm thực " * 50_000)
    shown = event(1, "A", "A", summary=BiText(long), results=came(5))
    made = word(quarter(events=(shown,), planned=(), media={}, previous=()))
    assert "Điện ảnh và ẩm thực Điện ảnh" in part(made, "word/document.xml")


@pytest.mark.parametrize("count", [0, 1, 400])
def test_any_number_of_events_can_be_written(count: int) -> None:
    title = "Chương trình giao lưu văn hóa " * 10
    events = tuple(event(number, title[:300], "", results=came(number)) for number in range(1, count + 1))
    made = opened(word(quarter(events=events, planned=(), media={}, previous=())))
    rows = max(len(table._tbl.tr_lst) for table in made.tables)
    assert rows >= count + 1 if count else rows < 10


def test_pictures_are_turned_upright_and_held_once_for_two_languages() -> None:
    shown = event(1, "A", "A", results=came(5))
    photo = item(shown, 0, "Chú thích", "Caption")
    asked: list[str] = []

    def turned(one: MediaItem) -> bytes | None:
        asked.append(one.id)
        return jpeg(1, 640, 480, orientation=6)

    target = io.BytesIO()
    data = quarter(events=(shown,), planned=(), media={shown.id: (photo,)}, previous=())
    build_docx(data, "both", target, turned, NoProgress())
    assert asked == [photo.id]
    with zipfile.ZipFile(target) as archive:
        pictures = [name for name in archive.namelist() if name.endswith(".jpeg") and "media" in name]
        with Image.open(io.BytesIO(archive.read(pictures[0]))) as image:
            assert image.size == (480, 640)
    assert len(pictures) == 1


def test_a_picture_that_cannot_be_read_leaves_no_gap() -> None:
    shown = event(1, "A", "A", results=came(5))
    data = quarter(events=(shown,), planned=(), media={shown.id: (item(shown, 0, "Hỏng"),)}, previous=())
    target = io.BytesIO()
    build_docx(data, "vi", target, lambda _item: b"\xff\xd8 broken", NoProgress())
    assert "Hỏng" not in "\n".join(texts(opened(target.getvalue())))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "both"])
def test_libreoffice_opens_it_and_loses_no_word(tmp_path: Path, language: ReportLanguage) -> None:
    made = word(replace(issued(), one_person=True), language)
    (tmp_path / "bao-cao.docx").write_bytes(made)
    given = [
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run(["soffice", *given, str(tmp_path / "bao-cao.docx")], check=True, capture_output=True, timeout=120)
    told = subprocess.run(["pdftotext", "-layout", str(tmp_path / "bao-cao.pdf"), "-"], check=True, capture_output=True)
    shown = re.sub(r"\s+", "", told.stdout.decode())
    expected = {word_ for text in texts(opened(made)) for word_ in text.split()}
    lost = sorted(word_ for word_ in expected if word_ not in shown)
    assert lost == []
