"""`cultdip report read`: a report goes to Word and its texts come back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.offices import ask, digest, run


def edited(file: Path, old: str, new: str) -> Path:
    """A copy of the file in which somebody wrote `new` for `old`."""
    target = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                assert old in content.decode()
                content = content.decode().replace(old, new, 1).encode()
            made.writestr(name, content)
    copy = file.with_name("đã sửa.docx")
    copy.write_bytes(target.getvalue())
    return copy


def test_an_edited_text_is_shown_then_taken_then_printed(mission: Path, tmp_path: Path) -> None:
    out = tmp_path / "báo cáo.docx"
    period = ("--period", "2026-Q3")
    assert ask(mission, "report", "build", *period, "--language", "vi", "--out", out)["pages"] == 0
    assert ask(mission, "report", "read", *period, "--in", out)["changes"] == []
    file = edited(out, "Theo loại hình:", "Xét theo loại hình:")
    before = digest(mission)
    shown = ask(mission, "report", "read", *period, "--in", file)
    assert [(one["section"], one["language"]) for one in shown["changes"]] == [("I", "vi")]
    assert "Xét theo loại hình:" in shown["changes"][0]["after"]
    assert (shown["taken"], digest(mission)) == (0, before)
    assert ask(mission, "report", "read", *period, "--in", file, "--take")["taken"] == 1
    again = tmp_path / "lại.docx"
    ask(mission, "report", "build", *period, "--language", "vi", "--out", again)
    with zipfile.ZipFile(again) as archive:
        assert "Xét theo loại hình:" in archive.read("word/document.xml").decode()


def test_a_file_of_another_period_is_refused(mission: Path, tmp_path: Path) -> None:
    out = tmp_path / "q2.docx"
    ask(mission, "report", "build", "--period", "2026-Q2", "--out", out)
    ran = run("report", "read", "--home", mission, "--period", "2026-Q3", "--in", out, "--json")
    assert (ran.code, ran.error) == (3, "word.other_report")


def test_a_file_that_is_not_there_is_named(mission: Path, tmp_path: Path) -> None:
    ran = run("report", "read", "--home", mission, "--period", "2026-Q3", "--in", tmp_path / "x.docx", "--json")
    assert (ran.code, ran.error) == (3, "file.unreachable")
