"""One question to the whole office: what is found, in what order, what is offered when nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.partner import Partner
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.services.find import Found
from cultdip_desktop.store.repo import media as media_rows
from tests.services.planning import event, praha
from tests.store.factory import photo


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with praha(tmp_path) as opened:
        yield opened


@pytest.fixture
def autumn(office: Office) -> Event:
    title = BiText("Đêm hội Trung thu Praha 2024", "Prague Mid-Autumn Festival", EnglishState.REVIEWED)
    made = event(office, title.vi, "2024-09-14", "M3")
    return office.events.save(replace(made, title=title))[0]


def partner(office: Office, name: str, **changes: object) -> Partner:
    return office.partners.save(replace(office.partners.blank(), name=name, **changes))[0]  # type: ignore[arg-type]


def with_photo(office: Office, event_id: str, **changes: object) -> str:
    item = photo(office.desk.ids, event_id, **changes)
    with office.desk.store.write("media.attach") as tx:
        media_rows.insert(tx, item)
    return item.id


def titles(found: Found) -> list[str]:
    return [row.title.vi for row in found.events]


@pytest.mark.parametrize(
    "typed",
    [
        "trung thu 2024",
        "TRUNG THU",
        "Trung thu",
        "trungthu",
        "mid-autumn",
        "dem hoi",
        "đêm hội",
        "praha trung",
        "thu 2024",
    ],
)
def test_an_event_is_found_in_both_languages_with_or_without_marks(office: Office, autumn: Event, typed: str) -> None:
    assert titles(office.find.find(typed)) == [autumn.title.vi]


def test_an_event_is_found_by_its_number(office: Office, autumn: Event) -> None:
    event(office, "Hội thảo", "2024-05-02")
    assert titles(office.find.find(autumn.number)) == [autumn.title.vi]
    assert titles(office.find.find(autumn.number.lower().replace("-", " "))) == [autumn.title.vi]


def test_a_year_narrows_what_is_found_to_what_is_held_in_it(office: Office) -> None:
    for day in ("2023-02-01", "2024-02-10", "2025-01-29"):
        event(office, "Tết cộng đồng", day)
    assert [row.start.year for row in office.find.find("tet 2024").events if row.start] == [2024]
    assert len(office.find.find("tet").events) == 3


def test_a_title_comes_before_a_summary_and_a_later_day_before_an_earlier_one(office: Office) -> None:
    event(office, "Gặp gỡ báo chí", "2026-08-01", summary=BiText("Nói về múa rối"))
    event(office, "Múa rối nước", "2025-03-01")
    event(office, "Múa rối nước", "2026-03-01")
    found = office.find.find("mua roi")
    assert [(row.title.vi, row.start.year if row.start else 0) for row in found.events] == [
        ("Múa rối nước", 2026),
        ("Múa rối nước", 2025),
        ("Gặp gỡ báo chí", 2026),
    ]


def test_what_is_in_the_trash_is_not_found(office: Office, autumn: Event) -> None:
    with_photo(office, autumn.id)
    office.events.delete(autumn.id)
    assert office.find.find("ruoc den").empty
    assert office.find.find("trung thu").events == ()


def test_a_partner_is_found_by_other_names_and_city(office: Office) -> None:
    partner(office, "Bảo tàng Náprstek", name_en="Náprstek Museum", city="Praha", aliases=("Viện Á Phi Mỹ",))
    for typed in ("bao tang", "naprstek museum", "á phi", "praha"):
        assert [hit.name for hit in office.find.find(typed).partners] == ["Bảo tàng Náprstek"], typed


def test_a_photo_is_found_by_caption_credit_and_file_name(office: Office, autumn: Event) -> None:
    item = with_photo(office, autumn.id, file_name="IMG_2034.jpg")
    for typed in ("rước đèn", "lantern", "nguyen thi hanh", "img_2034", "2034"):
        hits = office.find.find(typed).media
        assert [(hit.id, hit.event_id, hit.event.vi) for hit in hits] == [(item, autumn.id, autumn.title.vi)], typed


def test_goals_are_found_by_code_and_by_their_words_in_both_languages(office: Office) -> None:
    assert office.find.find("m3").nodes[0].node.code == "M3"
    assert office.find.find("G5.1").nodes[0].node.code == "G5.1"
    assert office.find.find("g5.1").nodes[0].goal
    english = office.catalogue.current().find("M1")
    assert english is not None
    assert "M1" in [hit.node.code for hit in office.find.find(english.title.en).nodes]


def test_tasks_and_programme_items_are_found(office: Office, autumn: Event) -> None:
    office.tasks.save(office.tasks.blank(autumn.id, "Mượn đèn lồng", date(2026, 9, 20)))
    item, _changes = office.programme.add(2026, code="M3")
    office.programme.save(replace(item, title=BiText("Tuần phim mùa thu")))
    assert [(hit.title, hit.event_id) for hit in office.find.find("muon den").tasks] == [("Mượn đèn lồng", autumn.id)]
    assert [(hit.title.vi, hit.year) for hit in office.find.find("tuan phim").items] == [("Tuần phim mùa thu", 2026)]


def test_what_is_written_after_a_question_is_found_by_the_next(office: Office, autumn: Event) -> None:
    assert office.find.find("quỹ hoa sen").empty
    saved = partner(office, "Quỹ Hoa Sen")
    assert [hit.id for hit in office.find.find("quỹ hoa sen").partners] == [saved.id]
    partner(office, "Quỹ Hoa Sen 2")
    office.partners.delete([saved.id])
    assert [hit.name for hit in office.find.find("quỹ hoa sen").partners] == ["Quỹ Hoa Sen 2"]
    office.undo.undo()
    assert len(office.find.find("quỹ hoa sen").partners) == 2


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("trugn thu", "Trung thu"),
        ("ttung thu", "Trung thu"),
        ("festvial", "Festival"),
        ("trung thuw praha", "Trung thu Praha"),
        ("trung thu berlin", "Trung thu"),
        ("naprtsek", "Náprstek"),
    ],
)
def test_a_slip_is_offered_as_it_is_written_where_it_was_found(
    office: Office, autumn: Event, typed: str, offered: str
) -> None:
    partner(office, "Bảo tàng Náprstek")
    found = office.find.find(typed)
    assert found.empty
    assert offered in [near.text for near in found.near]
    assert not office.find.find(offered).empty


def test_commands_of_the_caller_count_as_known_words(office: Office) -> None:
    assert [near.text for near in office.find.find("cai dta", also=("Cài đặt",)).near] == ["Cài đặt"]


def test_no_spelling_is_offered_where_something_was_found(office: Office, autumn: Event) -> None:
    assert office.find.find("trung thu").near == ()


def test_partners_and_media_that_hold_any_word_are_found_when_asked_so(office: Office, autumn: Event) -> None:
    item = with_photo(office, autumn.id)
    partner(office, "Viện phim Praha")
    partner(office, "Nhà hát Praha")
    found = office.find.find_any("viện phim rước đèn")
    assert [hit.name for hit in found.partners] == ["Viện phim Praha"]
    assert [hit.id for hit in found.media] == [item]


@pytest.mark.parametrize("typed", ["", "   ", '"', "*", "-", "'; --", "\x00", "NEAR(", "{x}", "𝄞", "phở*" * 90])
def test_no_question_breaks_it(office: Office, autumn: Event, typed: str) -> None:
    assert titles(office.find.find(typed)) == []
    office.find.find_any(typed)


def test_the_number_of_statements_does_not_grow_with_the_office(office: Office, autumn: Event) -> None:
    def asked(typed: str) -> int:
        seen: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            seen.append(statement)

        office.find.find(typed)
        sa.event.listen(sa.Engine, "before_cursor_execute", note)
        try:
            office.find.find(typed)
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", note)
        return len(seen)

    few = {typed: asked(typed) for typed in ("hội", "tết 2024", "khong co gi")}
    for at in range(30):
        event(office, f"Đêm hội {at}", "2024-01-01")
        partner(office, f"Hội {at}")
    for typed, number in few.items():
        assert asked(typed) <= number + 6
        assert asked(typed) <= 30


def test_recent_events_are_those_visited_then_those_changed_last(office: Office) -> None:
    first, second, third = (event(office, title, "2026-01-01") for title in ("Một", "Hai", "Ba"))
    office.events.delete(second.id)
    assert [row.title.vi for row in office.find.recent([first.id, second.id], limit=5)] == ["Một", "Ba"]
    assert third.id in [row.id for row in office.find.recent(limit=1)]
