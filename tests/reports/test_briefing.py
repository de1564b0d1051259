"""The one-page briefing: one page whatever there is to tell, marked for internal use, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from cultdip_desktop.domain.event import EventKind, EventState, Gain, GainKind
from cultdip_desktop.domain.partner import (
    ActorRole,
    Consent,
    Interaction,
    InteractionKind,
    Partner,
    PartnerRole,
    PromisedBy,
)
from cultdip_desktop.domain.partner_briefing import Briefing
from cultdip_desktop.domain.partner_story import PartnerEvent, PartnerStory, RoleLine
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import briefing_text
from cultdip_desktop.reports.briefing import briefing_pdf
from tests.reports import seen
from tests.reports.factory import office

TODAY = date(2026, 10, 15)
MUSEUM = Partner(
    id="p", name="Bảo tàng Dân tộc học Praha", name_en="Prague Museum of Ethnography", category="AC.HOST",
    honorific=BiText("Quý Bảo tàng", "The Museum"), country="CZ", city="Praha", phone="+420 220 511 111",
    consent=Consent.GIVEN, consent_day=date(2026, 3, 5),
)  # fmt: skip


def told(number: int) -> Briefing:
    """A briefing with so much of everything."""
    numbers = range(number)
    role = PartnerRole(
        id="r", person_id="q", organisation_id="p", title=BiText("Giám đốc", "Director"), from_day=date(2020, 9, 1)
    )
    gain = Gain(GainKind.AGREEMENT, BiText("Biên bản ghi nhớ về trưng bày gốm", "Memorandum on a ceramics show"))
    event = PartnerEvent(
        id="e", number="SK-2026-001", title=BiText("Triển lãm gốm Chu Đậu " * 6, "Chu Đậu ceramics " * 6),
        kind=EventKind.EXHIBITION, state=EventState.RESULTS_IN, day=date(2026, 9, 25), roles=(ActorRole.CO_ORGANISER,),
        attendance=1340, gains=(gain,),
    )  # fmt: skip
    contact = Interaction(
        id="c", partner_id="p", day=date(2026, 9, 1), kind=InteractionKind.MEETING, summary="Bàn trưng bày. " * 12,
        person_id="me", promise="Gửi danh mục hiện vật", promise_by=PromisedBy.US, promise_due=date(2026, 10, 1),
    )  # fmt: skip
    story = PartnerStory(
        partner=MUSEUM,
        roles=tuple(RoleLine(replace(role, id=f"r{n}"), "q", f"Jana Nováková {n}") for n in numbers),
        contacts=tuple(
            replace(contact, id=f"c{n}", promise_by=PromisedBy.THEM if n % 2 else PromisedBy.US) for n in numbers
        ),
        events=tuple(replace(event, id=f"e{n}") for n in numbers),
        people=(("me", "Nguyễn Minh Hà"),),
    )
    return Briefing(
        office=office(), story=story, category=BiText("Cơ quan và công chúng nước sở tại", "Host-country bodies"),
        since=date(2023, 10, 15), today=TODAY, as_of=datetime(2026, 10, 15, 12, 0, tzinfo=UTC), author="Nguyễn Minh Hà",
    )  # fmt: skip


@pytest.mark.parametrize("number", [0, 1, 60])
def test_it_is_one_page_whatever_there_is_to_tell(number: int, tmp_path: Path) -> None:
    with pikepdf.open(seen.written(tmp_path, briefing_pdf(told(number), "vi"))) as pdf:
        assert len(pdf.pages) == 1


def test_what_does_not_fit_is_counted(tmp_path: Path) -> None:
    text = seen.text(seen.written(tmp_path, briefing_pdf(told(60), "vi")))
    assert "mục nữa" in text


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "vi",
            ("LƯU HÀNH NỘI BỘ", "Bảo tàng Dân tộc học Praha", "Quý Bảo tàng / The Museum", "+420 220 511 111",
             "Jana Nováková 0, Giám đốc (1/9/2020 – nay)", "Thỏa thuận: Biên bản ghi nhớ về trưng bày gốm (25/9/2026)",
             "Gửi danh mục hiện vật (quá hạn từ 1/10/2026)", "1 sự kiện đã tổ chức, 1.340 lượt người"),
        ),
        (
            "en",
            ("FOR INTERNAL USE", "Prague Museum of Ethnography", "Jana Nováková 0, Director (1 Sep 2020 – now)",
             "Agreement: Memorandum on a ceramics show (25 Sep 2026)", "1 event held, 1,340 attendances"),
        ),
    ],
)  # fmt: skip
def test_it_says_who_what_and_what_is_open(language: str, parts: tuple[str, ...], tmp_path: Path) -> None:
    pdf = briefing_pdf(told(1), language)  # type: ignore[arg-type]
    text = " ".join(seen.text(seen.written(tmp_path, pdf)).split())
    for part in parts:
        assert part in text


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert briefing_pdf(told(3), "vi") == briefing_pdf(told(3), "vi")


def test_the_page_on_the_screen_says_the_same_with_more_room() -> None:
    page = briefing_text.page(told(10), Words("vi"), briefing_text.Limits(events=20))
    events = next(section for section in page.sections if section.title.startswith("Sự kiện chung"))
    assert len(events.lines) == 10


def test_what_is_missing_is_said_rather_than_left_blank() -> None:
    page = briefing_text.page(told(0), Words("vi"))
    assert all(section.empty for section in page.sections)


def test_markup_in_a_name_is_only_text(tmp_path: Path) -> None:
    hostile = replace(MUSEUM, name="<b>Bảo tàng</b> & <img src='/etc/passwd'/>", name_en="")
    briefing = told(1)
    wicked = replace(briefing, story=replace(briefing.story, partner=hostile))
    text = seen.text(seen.written(tmp_path, briefing_pdf(wicked, "vi")))
    assert "<b>Bảo tàng</b>" in text
