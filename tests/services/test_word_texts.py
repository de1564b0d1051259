"""Texts that come back from Word: nothing is taken unseen, nothing is taken twice, one undo takes all of it back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.reports.word_reading import MAX_FILE
from tests.services.planning import praha

PERIOD = Period.parse("2026-Q3")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new mission in Praha."""
    with praha(tmp_path / "home") as made:
        yield made


def file(office: Office, folder: Path, *changes: tuple[str, str]) -> Path:
    """The report as a Word file with some of its words changed."""
    target = folder / "báo cáo.docx"
    target.unlink(missing_ok=True)
    office.reports.build(PERIOD, "both", target, NoProgress())
    made = io.BytesIO()
    with zipfile.ZipFile(target) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text = content.decode()
                for old, wanted in changes:
                    assert old in text
                    text = text.replace(old, wanted)
                content = text.encode()
            new.writestr(name, content)
    target.write_bytes(made.getvalue())
    return target


VI = ("Không có đề xuất, kiến nghị mới.", "Đề nghị hỗ trợ phim có phụ đề tiếng Séc.")
EN = ("No new proposal or initiative.", "We ask for films with Czech subtitles.")


def test_looking_writes_nothing_and_taking_is_one_undo(office: Office, tmp_path: Path) -> None:
    path = file(office, tmp_path, VI, EN)
    found = office.word_texts.look(PERIOD, path)
    assert [(one.key, one.language) for one in found.changes] == [("V", "vi"), ("V", "en")]
    assert (found.file, found.moved) == ("báo cáo.docx", False)
    assert not office.reporting.sections(PERIOD)
    assert len(office.word_texts.take(PERIOD, found.changes)) == 1
    assert office.reporting.sections(PERIOD)["V"].text == BiText(VI[1], EN[1])
    assert office.word_texts.look(PERIOD, path).changes == ()
    office.undo.undo()
    section = office.reporting.sections(PERIOD).get("V")
    assert section is None or not section.text


def test_several_sections_are_taken_in_one_step(office: Office, tmp_path: Path) -> None:
    opening = ("Thực hiện Quyết định", "Căn cứ Quyết định")
    found = office.word_texts.look(PERIOD, file(office, tmp_path, VI, opening))
    assert len(office.word_texts.take(PERIOD, found.changes)) == 2
    assert office.reporting.sections(PERIOD)["opening"].text.vi.startswith("Căn cứ Quyết định")
    office.undo.undo()
    assert not any(section.text for section in office.reporting.sections(PERIOD).values())


def test_a_section_that_changed_meanwhile_is_not_overwritten(office: Office, tmp_path: Path) -> None:
    found = office.word_texts.look(PERIOD, file(office, tmp_path, VI))
    office.reporting.write_section(PERIOD, "V", BiText("Viết trong cửa sổ."))
    with pytest.raises(UserError) as caught:
        office.word_texts.take(PERIOD, found.changes)
    assert (caught.value.code, caught.value.params["section"]) == ("word.text_moved_on", "V")
    assert office.reporting.sections(PERIOD)["V"].text.vi == "Viết trong cửa sổ."


def test_a_hand_written_text_is_only_replaced_by_what_was_edited(office: Office, tmp_path: Path) -> None:
    office.reporting.write_section(PERIOD, "III", BiText("Đánh giá của Đại sứ.\n- Điểm một"))
    path = file(office, tmp_path, VI)
    office.reporting.write_section(PERIOD, "III", BiText("Đánh giá mới."))
    found = office.word_texts.look(PERIOD, path)
    assert [one.key for one in found.changes] == ["V"]
    assert found.moved


def test_the_file_of_another_office_or_report_is_refused(office: Office, tmp_path: Path) -> None:
    path = file(office, tmp_path)
    with pytest.raises(UserError) as caught:
        office.word_texts.look(Period.parse("2026-Q2"), path)
    assert caught.value.code == "word.other_report"
    content = path.read_bytes()
    other = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(other, "w") as new:
        for name in source.namelist():
            part = source.read(name)
            new.writestr(name, part.replace(b">CZ-EMB<", b">DE-EMB<") if name == "docProps/custom.xml" else part)
    path.write_bytes(other.getvalue())
    with pytest.raises(UserError) as caught:
        office.word_texts.look(PERIOD, path)
    assert (caught.value.code, caught.value.params["office"]) == ("word.other_office", "DE-EMB")


def test_files_beyond_measure_and_files_that_are_gone_are_named(office: Office, tmp_path: Path) -> None:
    large = tmp_path / "lớn.docx"
    with large.open("wb") as handle:
        handle.truncate(MAX_FILE + 1)
    for path, code in ((large, "word.too_large"), (tmp_path / "không có.docx", "file.unreachable")):
        with pytest.raises(UserError) as caught:
            office.word_texts.look(PERIOD, path)
        assert caught.value.code == code
