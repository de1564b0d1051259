"""Every PDF that the product makes is PDF/A-3a and PDF/UA-1, and all that it shows is in its structure."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports.briefing import briefing_pdf
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.recovery_sheet import sheet_pdf
from tests.reports import conformance, tagged
from tests.reports.factory import built, issued, item, quarter, quarter_events
from tests.reports.specimen import specimen
from tests.reports.test_briefing import told
from tests.reports.test_hostile import TEXTS, data_with


def many(number: int, photos: int = 0) -> ReportData:
    """A quarter of `number` events with `photos` each."""
    held = [event for event in quarter_events() if event.counted]
    events = tuple(replace(held[at % len(held)], id=f"0190d3a0-0000-7000-8000-{at:012d}") for at in range(number))
    media = {event.id: tuple(item(event, at, "Rước đèn ông sao") for at in range(photos)) for event in events}
    return quarter(events=events, media=media)


def nil() -> ReportData:
    """Nothing held, nothing ahead."""
    return quarter(events=(), planned=(), previous=(), media={})


PAPERS: dict[str, Callable[[], bytes]] = {
    "specimen": specimen,
    "specimen in English": lambda: specimen("en"),
    "report": lambda: built(quarter())[0],
    "report in English": lambda: built(quarter(), "en")[0],
    "report, issued": lambda: built(issued())[0],
    "nil report": lambda: built(nil())[0],
    "nil report in English": lambda: built(nil(), "en")[0],
    "report of one event": lambda: built(many(1, 1))[0],
    "report of fourteen events": lambda: built(many(14, 3), "en")[0],
    "report of one person": lambda: built(quarter(one_person=True))[0],
    "briefing on a partner": lambda: briefing_pdf(told(3), "vi"),
    "briefing on a partner in English": lambda: briefing_pdf(told(30), "en"),
    **{f"report of {name}": lambda name=name: built(data_with(TEXTS[name]))[0] for name in TEXTS},  # type: ignore[misc]
}

LARGE: dict[str, Callable[[], bytes]] = {"report of 400 events": lambda: built(many(400, 1))[0]}


@pytest.mark.parametrize("name", PAPERS)
def test_paper_keeps_every_rule(name: str, tmp_path: Path) -> None:
    pdf = PAPERS[name]()
    assert conformance.failures(pdf) == []
    assert conformance.wrong_in_structure(pdf) == []
    assert conformance.wrong_in_file(tmp_path / "paper.pdf", pdf) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_large_paper_keeps_every_rule(name: str, tmp_path: Path) -> None:
    pdf = LARGE[name]()
    assert conformance.failures(pdf) == []
    assert conformance.wrong_in_structure(pdf) == []
    assert conformance.wrong_in_file(tmp_path / "paper.pdf", pdf) == []


@pytest.mark.parametrize("name", ["specimen", "report", "briefing on a partner"])
def test_paper_is_the_same_byte_by_byte(name: str) -> None:
    assert PAPERS[name]() == PAPERS[name]()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_sheet_with_the_recovery_code_keeps_every_rule_and_carries_nothing(language: Language) -> None:
    code = "-".join(f"{number:04}" for number in range(12))
    pdf = sheet_pdf(code, "Đại sứ quán Việt Nam tại Cộng hòa Séc", datetime(2026, 10, 5, tzinfo=UTC), Words(language))
    assert conformance.failures(pdf) == []
    assert conformance.wrong_in_structure(pdf) == []
    texts = [" ".join(element.text.split()) for element in tagged.tree(pdf).walk()]
    assert "0000 0001 0002 0003" in texts
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "/AF" not in opened.Root
        assert len(opened.pages) == 1
