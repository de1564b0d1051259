"""What the check before signing finds."""

from __future__ import annotations

import string
from datetime import UTC, datetime

from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.findings import Severity
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.i18n.messages import all_messages
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.findings import check_letters, check_report
from tests.reports.factory import came, event, item, quarter, tag


def codes(data: ReportData, severity: Severity | None = None) -> set[str]:
    """The codes found."""
    return {found.code for found in check_report(data) if severity in (None, found.severity)}


def test_goals_without_activity_are_named() -> None:
    idle = [found.params["goal"] for found in check_report(quarter()) if found.code == "report.goal_without_activity"]
    assert idle == ["M4"]


def test_held_event_without_results_goals_reasons_and_captions_is_named() -> None:
    bare = event(1, "Gặp mặt kiều bào")
    tagged = event(2, "Chiếu phim", goals=(tag("M3", primary=True),), results=came(5))
    data = quarter(events=(bare, tagged), media={bare.id: (item(bare, 0),)})
    assert {
        "report.results_missing",
        "report.goals_missing",
        "report.goal_reason_missing",
        "report.captions_missing",
    } <= codes(data, Severity.WARNING)


def test_missing_and_stale_english_are_hints_and_never_block() -> None:
    stale = event(1, "x", title=BiText("Tên mới", "Old name", EnglishState.STALE))
    missing = event(2, "Chỉ có tiếng Việt")
    assert {"report.english_stale", "report.english_missing"} <= codes(quarter(events=(stale, missing)), Severity.HINT)
    assert not codes(quarter(events=(stale, missing)), Severity.ERROR)


def test_only_an_event_without_a_title_is_an_error() -> None:
    assert codes(quarter(events=(event(1, ""),)), Severity.ERROR) == {"report.title_missing"}


def test_nil_report_missing_signer_and_open_window_are_told() -> None:
    early = quarter(events=(), signer=None, as_of=datetime(2026, 9, 1, tzinfo=UTC))
    assert codes(early) == {"report.nothing_held", "report.signer_missing", "report.window_open"}


def test_states_that_nobody_moved_on_and_reasons_left_out_are_told() -> None:
    forgotten = event(1, "Đã qua ngày", state=EventState.APPROVED)
    silent = event(2, "Hoãn không lý do", state=EventState.POSTPONED)
    assert {"report.state_not_moved", "report.state_reason_missing"} <= codes(quarter(events=(forgotten, silent)))


def test_every_finding_has_words_whose_places_are_filled() -> None:
    everything = quarter(
        events=(
            event(1, ""), event(2, "Hoãn", state=EventState.POSTPONED), event(3, "Duyệt", state=EventState.APPROVED),
            event(4, "東京", goals=(tag("M3"),), results=came(1)),
        ),
        signer=None,
    )  # fmt: skip
    for found in (*check_report(everything), *check_report(quarter()), *check_letters(everything, "vi")):
        message = all_messages()[found.code]
        for text in (message.text, message.advice):
            assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= set(found.params)
