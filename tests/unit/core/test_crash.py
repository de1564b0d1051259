"""What is written when the program itself is at fault."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cultdip_desktop.core import crash
from cultdip_desktop.core.clock import FixedClock


def failing(secret: str) -> Exception:
    try:
        raise ValueError(f"nội dung mật: {secret}")
    except ValueError as error:
        try:
            raise KeyError(secret) from error
        except KeyError as outer:
            return outer


def test_a_report_names_the_kinds_of_error_and_their_places() -> None:
    text = crash.report_text(failing("Đêm thơ"), datetime(2026, 11, 22, 8, tzinfo=UTC))
    assert "KeyError" in text
    assert "ValueError" in text
    assert "test_crash.py:" in text
    assert "2026-11-22T08:00:00Z" in text


def test_a_report_holds_nothing_that_an_officer_wrote(tmp_path: Path) -> None:
    written = crash.write_report(failing("Đêm thơ"), tmp_path)
    assert written is not None
    assert "Đêm thơ" not in written.read_text("utf-8")
    assert written.parent == tmp_path
    assert str(Path.cwd()) not in written.read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_no_second_error(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    assert crash.write_report(failing("x"), tmp_path / "tệp") is None


def test_a_fault_that_repeats_does_not_fill_the_disk(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 11, 22, tzinfo=UTC))
    for second in range(crash.MOST_REPORTS + 5):
        clock.set(datetime(2026, 11, 22, 8, 0, second, tzinfo=UTC))
        newest = crash.write_report(failing("x"), tmp_path, clock)
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == crash.MOST_REPORTS
    assert kept[-1] == newest


def test_errors_that_name_each_other_in_a_circle_end() -> None:
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert crash.report_text(first, datetime(2026, 11, 22, tzinfo=UTC)).count("ValueError") == 1
