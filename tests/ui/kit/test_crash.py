"""A fault of the program leaves a report without anything of the office."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import Cancelled
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.crash import CrashHook, CrashPage, show_fault
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.text import PlainLabel

CLOCK = FixedClock(datetime(2026, 9, 16, 3, 42, tzinfo=UTC))


def fault(secret: str) -> BaseException:
    try:
        try:
            raise ValueError(secret)
        except ValueError as error:
            raise KeyError(secret) from error
    except KeyError as error:
        return error


def test_a_report_has_places_and_kinds_but_no_words_of_the_office(tmp_path: Path, kit: Kit) -> None:
    secret = "Ghi chú nội bộ: khách VIP"
    path = CrashHook(tmp_path / "crash-reports", CLOCK).report(fault(secret))
    assert path is not None
    text = path.read_text("utf-8")
    assert "KeyError" in text
    assert "ValueError" in text
    assert "test_crash.py" in text
    assert secret not in text
    assert str(Path(__file__).parent) not in text


def test_a_wish_to_stop_is_no_fault(tmp_path: Path, kit: Kit) -> None:
    hook = CrashHook(tmp_path, CLOCK)
    told: list[object] = []
    hook.happened.connect(told.append)
    assert hook.report(Cancelled()) is None
    assert told == []


def test_a_disk_that_refuses_the_report_is_survived(tmp_path: Path, kit: Kit) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    hook = CrashHook(blocked / "below", CLOCK)
    told: list[object] = []
    hook.happened.connect(told.append)
    assert hook.report(fault("x")) is None
    assert told == [None]


@pytest.mark.parametrize("report", [None, Path("/x/crash.txt")])
def test_the_banner_says_that_nothing_saved_is_lost(kit: Kit, report: Path | None) -> None:
    banner = Banner(kit)
    show_fault(banner, report, lambda _folder: None)
    assert "không bị mất" in banner.text()


def test_the_page_speaks_both_languages(kit: Kit) -> None:
    page = CrashPage(kit, None, lambda: None)
    text = " ".join(label.text() for label in page.findChildren(PlainLabel))
    assert "Dữ liệu đã lưu" in text
    assert "Everything that was saved" in text
