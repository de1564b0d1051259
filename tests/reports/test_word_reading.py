"""The way back from Word: only sections' texts, numbers never; foreign and hostile files are refused."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.report import ReportLanguage, ReportSection
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import prefill
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.word import build_docx
from cultdip_desktop.reports.word_changes import TextChange, applied, changes
from cultdip_desktop.reports.word_reading import MAX_TEXT, WordText, read
from tests.reports.factory import issued, quarter

BODY = "word/document.xml"


def made(language: ReportLanguage = "vi", data: ReportData | None = None) -> bytes:
    """The file as it goes out."""
    target = io.BytesIO()
    build_docx(data or issued(), language, target, lambda _item: None, NoProgress())
    return target.getvalue()


def look(file: bytes) -> WordText:
    """The file as it is read."""
    return read(io.BytesIO(file), len(file), "bao-cao.docx")


def edited(file: bytes, change: Callable[[str], str], part: str = BODY) -> bytes:
    """The file with one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if name == part else content)
    return target.getvalue()


def refused(file: bytes) -> str:
    """The code of the refusal."""
    with pytest.raises(UserError) as error:
        look(file)
    return error.value.code


def replaced(old: str, new: str) -> Callable[[str], str]:
    """Exactly one place of the part is changed."""

    def change(text: str) -> str:
        assert text.count(old) == 1, text.count(old)
        return text.replace(old, new)

    return change


@pytest.mark.parametrize("language", ["vi", "en", "both"])
def test_a_file_that_nobody_edited_changes_nothing(language: ReportLanguage) -> None:
    assert changes(look(made(language)), issued()) == ()


def test_an_edited_paragraph_is_the_only_change() -> None:
    file = edited(made(), replaced("Không có đề xuất, kiến nghị mới.", "Đề nghị cấp thêm <b>kinh phí</b>."))
    (found,) = changes(look(_parted(file)), issued())
    assert (found.key, found.language, found.moved) == ("V", "vi", False)
    assert found.before == "Không có đề xuất, kiến nghị mới."
    assert found.after == "Đề nghị cấp thêm kinh phí."


def _parted(file: bytes) -> bytes:
    """A run of another face in the middle of the paragraph, as Word parts them."""
    runs = '</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">kinh phí</w:t></w:r><w:r><w:t>'
    return edited(file, lambda text: text.replace("<b>kinh phí</b>", runs))


def test_numbers_in_tables_and_headings_are_never_taken() -> None:
    file = edited(made(), lambda text: text.replace(">11.000<", ">99.000<"))
    file = edited(file, lambda text: re.sub(r"V\. ĐỀ XUẤT[^<]*", "V. MỤC KHÁC", text))
    assert changes(look(file), issued()) == ()


def test_an_untouched_text_stays_current_when_the_figures_move_on() -> None:
    file = made()
    later = issued(events=issued().events[1:])
    assert prefill.text("I", later, Words("vi")) != prefill.text("I", issued(), Words("vi"))
    assert changes(look(file), later) == ()


def test_an_edited_text_says_when_its_figures_have_moved_on() -> None:
    file = edited(made(), replaced("Theo loại hình:", "Xét theo loại hình:"))
    (found,) = changes(look(file), issued(events=issued().events[1:]))
    assert (found.key, found.moved) == ("I", True)


def test_points_paragraphs_and_breaks_come_back_as_lines() -> None:
    told = ReportSection(id="a", report_id="r", section="III", text=BiText("Đánh giá chung.\n- Điểm một\n– Điểm hai"))
    data = issued(sections={"III": told})
    assert changes(look(made(data=data)), data) == ()
    new = "- Điểm ba</w:t><w:br/><w:t>dòng tiếp</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Điểm bốn"
    file = edited(
        made(data=data),
        lambda text: text.replace("Điểm hai</w:t>", f"Điểm hai</w:t></w:r></w:p><w:p><w:r><w:t>{new}</w:t>"),
    )
    (found,) = changes(look(file), data)
    assert found.after.split("\n") == [
        "Đánh giá chung.",
        "- Điểm một",
        "- Điểm hai",
        "- Điểm ba",
        "dòng tiếp",
        "- Điểm bốn",
    ]


def test_what_was_struck_out_with_changes_tracked_is_gone_and_what_was_put_in_is_there() -> None:
    old = "Không có đề xuất, kiến nghị mới."
    tracked = (
        f'</w:t></w:r><w:del w:id="900"><w:r><w:delText>{old}</w:delText></w:r></w:del><w:moveFrom w:id="901"><w:r><w:t>cũ</w:t>'
        '</w:r></w:moveFrom><w:ins w:id="902"><w:r><w:t>Có một kiến nghị.</w:t></w:r></w:ins><w:r><w:t>'
    )
    (found,) = changes(look(edited(made(), replaced(old, tracked))), issued())
    assert found.after == "Có một kiến nghị."


def test_a_text_that_was_emptied_lets_the_data_speak_again() -> None:
    told = ReportSection(id="a", report_id="r", section="III", text=BiText("Đánh giá chung."))
    data = issued(sections={"III": told})
    (found,) = changes(look(edited(made(data=data), replaced("Đánh giá chung.", ""))), data)
    assert found.after == ""
    assert applied(found, data) == BiText()


def test_an_english_text_alone_gets_the_vietnamese_that_is_printed() -> None:
    change = TextChange("V", "en", "No new proposal or initiative.", "We ask for funds.", moved=False)
    text = applied(change, issued())
    assert (text.vi, text.en) == ("Không có đề xuất, kiến nghị mới.", "We ask for funds.")
    told = ReportSection(id="a", report_id="r", section="V", text=BiText("Cũ.", "Old."))
    vietnamese = TextChange("V", "vi", "Cũ.", "Mới.", moved=False)
    assert applied(vietnamese, issued(sections={"V": told})) == BiText("Mới.", "Old.", EnglishState.STALE)


def test_a_file_whose_content_controls_were_lost_is_read_by_its_bookmarks() -> None:
    bare = edited(made(), lambda text: re.sub(r"<w:sdt>.*?<w:sdtContent>|</w:sdtContent></w:sdt>", "", text))
    assert changes(look(bare), issued()) == ()
    assert len(look(bare).passages) == len(look(made()).passages)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("language", ["vi", "both"])
def test_a_file_saved_by_libreoffice_changes_nothing(tmp_path: Path, language: ReportLanguage) -> None:
    (tmp_path / "a.docx").write_bytes(made(language))
    given_ = [f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    command = ["soffice", *given_, "--outdir", str(tmp_path / "out"), str(tmp_path / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = look((tmp_path / "out" / "a.docx").read_bytes())
    assert found.passages
    assert changes(found, issued()) == ()


# ------------------------------------------------------------------------------------------------ refusals


def test_a_foreign_document_is_not_ours() -> None:
    target = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Thư mời")
    document.save(target)
    assert refused(target.getvalue()) == "word.not_ours"


def test_a_workbook_is_no_word_file() -> None:
    from cultdip_desktop.reports.table import events_xlsx

    assert refused(events_xlsx(quarter(), "vi")) == "word.not_word"


def test_a_section_that_stands_twice_is_named() -> None:
    def twice(text: str) -> str:
        place = re.search(r"<w:sdt>.*?</w:sdt>", text, re.DOTALL)
        assert place is not None
        return text.replace(place.group(), place.group() * 2)

    assert refused(edited(made(), twice)) == "word.section_twice"


def test_a_text_beyond_measure_is_refused() -> None:
    long = "chữ " * (MAX_TEXT // 3)
    assert refused(edited(made(), replaced("Không có đề xuất, kiến nghị mới.", long))) == "word.text_too_long"


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE w:document [<!ENTITY a "x">]>',
        '<!DOCTYPE w:document SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE w:document [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("part", [BODY, "docProps/custom.xml"])
def test_document_types_and_entities_end_the_reading(head: str, part: str) -> None:
    def headed(text: str) -> str:
        return text.replace("?>", f"?>{head}", 1)

    assert refused(edited(made(), headed, part)) == "word.damaged"


def test_deep_nesting_ends_the_reading() -> None:
    deep = "<w:ins>" * 400 + "</w:ins>" * 400
    assert refused(edited(made(), replaced("<w:body>", f"<w:body>{deep}"))) == "word.damaged"


def test_broken_xml_and_an_unknown_encoding_are_damage() -> None:
    assert refused(edited(made(), lambda text: text[:-40])) == "word.damaged"
    assert (
        refused(edited(made(), lambda text: re.sub(r"encoding=.UTF-8.", "encoding='klingon'", text))) == "word.damaged"
    )


def test_a_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = edited(made(), replaced("<w:body>", "<w:body>" + " " * 80_000_000))
    assert refused(bomb) in ("word.damaged", "media.damaged", "media.image_bomb", "media.archive", "media.unknown_type")


def test_programs_inside_are_refused() -> None:
    target = io.BytesIO(made())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert refused(target.getvalue()) == "media.macros"


def test_relations_to_other_addresses_are_not_followed() -> None:
    def outside(text: str) -> str:
        link = '<Relationship Id="rIdX" Type="x" Target="http://evil.example/a.dotm" TargetMode="External"/>'
        return text.replace("</Relationships>", f"{link}</Relationships>")

    file = edited(made(), outside, "word/_rels/document.xml.rels")
    assert changes(look(file), issued()) == ()


def test_controls_and_direction_marks_do_not_come_in() -> None:
    file = edited(made(), replaced("Không có đề xuất, kiến nghị mới.", "Kiến nghi\u0323 \u202emới\u2066\u200b"))
    (found,) = changes(look(file), issued())
    assert found.after == "Kiến nghị mới"


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_by_code(junk: bytes) -> None:
    with pytest.raises(UserError):
        look(junk)


@given(at=st.integers(0, 30_000), value=st.integers(0, 255))
def test_a_changed_byte_is_read_or_refused_and_never_an_accident(at: int, value: int) -> None:
    file = bytearray(_FILE)
    file[at % len(file)] = value
    try:
        look(bytes(file))
    except UserError:
        return


_FILE = made(data=quarter(events=(), planned=(), media={}, previous=()))
