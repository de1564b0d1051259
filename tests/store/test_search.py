"""Finding, filtering and sorting events the way people who read Vietnamese expect."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import EventKind, EventState, GoalTag
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter, count, find_ids, near, rows
from cultdip_desktop.store.repo import event
from cultdip_desktop.store.store import Store
from tests.store.factory import added, full_event, titled


def titles(store: Store, **wanted: object) -> list[str]:
    with store.read() as tx:
        return [row.title.vi for row in rows(tx, find_ids(tx, EventFilter(**wanted)))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("dien anh", "Tuần Điện ảnh Việt Nam"),
        ("DIEN", "Tuần Điện ảnh Việt Nam"),
        ("anh dien", "Tuần Điện ảnh Việt Nam"),
        ("điện", "Tuần Điện ảnh Việt Nam"),
        ("hoa nhac", "Đêm hòa nhạc"),
        ("hòa", "Đêm hòa nhạc"),
        ("hoà", "Đêm hòa nhạc"),
        ("ho\u0300a", "Đêm hòa nhạc"),
        ("don ca", "Đờn ca tài tử"),
        ("trungthu", "Đêm hội Trung thu Praha 2026"),
        ("rước đèn", "Đêm hội Trung thu Praha 2026"),
        ("lantern parade", "Đêm hội Trung thu Praha 2026"),
        ("sapa", "Đêm hội Trung thu Praha 2026"),
        ("bao dap", "Đêm hội Trung thu Praha 2026"),
        ("hoi nguoi viet", "Đêm hội Trung thu Praha 2026"),
        ("SK-2026-004", "Đêm hội Trung thu Praha 2026"),
    ],
)
def test_a_query_finds_its_event(store: Store, seeded_ids: SeededIds, query: str, title: str) -> None:
    names = ("Tuần Điện ảnh Việt Nam", "Đêm hòa nhạc", "Đờn ca tài tử")
    added(store, *(titled(seeded_ids, name) for name in names), full_event(seeded_ids))
    assert titles(store, query=query) == [title]


@pytest.mark.parametrize(
    "query", ['"', "*", "a AND", "NEAR(", "title:phở OR", "{x}", "-", "^", "'; --", "\x00", "()", 'phở*"']
)
def test_no_query_reaches_the_search_language(store: Store, seeded_ids: SeededIds, query: str) -> None:
    added(store, titled(seeded_ids, "Lễ hội áo dài"))
    assert titles(store, query=query) == []
    with store.read() as tx:
        assert near(tx, query) == []


def test_an_edited_event_is_found_by_its_new_words_only(store: Store, seeded_ids: SeededIds) -> None:
    stored = added(store, titled(seeded_ids, "Ẩm thực miền Trung"))[0]
    with store.write("event.edit") as tx:
        event.update(tx, replace(stored, title=BiText("Múa rối nước")))
    assert (titles(store, query="am thuc"), titles(store, query="roi nuoc")) == ([], ["Múa rối nước"])


def test_the_quick_search_puts_titles_first_and_forgives_a_slip(store: Store, seeded_ids: SeededIds) -> None:
    other = titled(seeded_ids, "Gặp gỡ", summary=BiText("Chiếu phim về Praha"))
    added(store, other, full_event(seeded_ids))
    with store.read() as tx:
        assert [row.title.vi for row in near(tx, "praha")] == ["Đêm hội Trung thu Praha 2026", "Gặp gỡ"]
        assert [row.title.vi for row in near(tx, "festivla lanterm")] == ["Đêm hội Trung thu Praha 2026"]
        assert near(tx, "   ") == []


def test_titles_sort_in_dictionary_order(store: Store, seeded_ids: SeededIds) -> None:
    names = ["Đờn ca", "Dân ca", "Áo dài", "An Giang", "Ẩm thực", "Đèn lồng", "Cải lương"]
    added(store, *(titled(seeded_ids, name) for name in names))
    found = titles(store, sort="title", descending=False)
    assert found == ["An Giang", "Áo dài", "Ẩm thực", "Cải lương", "Dân ca", "Đèn lồng", "Đờn ca"]


def test_an_unknown_day_stands_with_the_future(store: Store, seeded_ids: SeededIds) -> None:
    undated = event.Event(id=seeded_ids.new(), office="CZ-EMB", title=BiText("Chưa có ngày"))
    added(store, undated, titled(seeded_ids, "Có ngày"))
    assert titles(store, descending=True) == ["Chưa có ngày", "Có ngày"]
    assert titles(store, descending=False) == ["Có ngày", "Chưa có ngày"]


def test_a_window_takes_the_day_at_the_place(store: Store, seeded_ids: SeededIds) -> None:
    late = datetime(2026, 9, 30, 22, 30, tzinfo=UTC)  # already October in Praha
    added(store, event.Event(id=seeded_ids.new(), office="CZ-EMB", start=late, zone="Europe/Prague"))
    with store.read() as tx:
        assert count(tx, EventFilter(last=date(2026, 9, 30))) == 0
        assert count(tx, EventFilter(first=date(2026, 10, 1), last=date(2026, 10, 1))) == 1


def test_a_goal_finds_what_lies_below_it(store: Store, seeded_ids: SeededIds) -> None:
    added(store, *(titled(seeded_ids, code, goals=(GoalTag(code, "2021"),)) for code in ("G2", "G2.1", "G21")))
    assert sorted(titles(store, goal="G2")) == ["G2", "G2.1"]


def test_kinds_states_and_offices_narrow_a_list(store: Store, seeded_ids: SeededIds) -> None:
    film = titled(seeded_ids, "Phim", kind=EventKind.FILM, state=EventState.HELD)
    added(store, film, titled(seeded_ids, "Phim khác", kind=EventKind.FILM), titled(seeded_ids, "Tiệc"))
    assert titles(store, kinds=(EventKind.FILM,), states=(EventState.HELD,)) == ["Phim"]
    assert titles(store, kinds=("film",), office="FR-EMB") == []


@pytest.mark.parametrize("sort", ["start", "title", "number", "updated", "attendance", "office"])
def test_every_sort_gives_every_event_once(store: Store, seeded_ids: SeededIds, sort: str) -> None:
    stored = added(store, full_event(seeded_ids), titled(seeded_ids, "Phở"), full_event(seeded_ids))
    with store.read() as tx:
        up = find_ids(tx, EventFilter(sort=sort, descending=False))
        assert sorted(up) == sorted(new.id for new in stored)
        assert find_ids(tx, EventFilter(sort=sort, descending=False), limit=2) == up[:2]
