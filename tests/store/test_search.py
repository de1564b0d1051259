"""Finding, filtering and sorting events the way people who read Vietnamese expect."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import EventKind, EventState, GoalTag
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store import search_index
from cultdip_desktop.store.query.events import EventFilter, count, count_ahead, find_ids, rows
from cultdip_desktop.store.query.find import Question, event_ids
from cultdip_desktop.store.repo import event
from cultdip_desktop.store.store import Store
from tests.store.factory import FIRST, added, full_event, titled


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
        assert event_ids(tx, Question.of(query), 8) == ([], False)


def test_an_edited_event_is_found_by_its_new_words_only(store: Store, seeded_ids: SeededIds) -> None:
    stored = added(store, titled(seeded_ids, "Ẩm thực miền Trung"))[0]
    with store.write("event.edit") as tx:
        event.update(tx, replace(stored, title=BiText("Múa rối nước")))
    assert (titles(store, query="am thuc"), titles(store, query="roi nuoc")) == ([], ["Múa rối nước"])


def test_the_quick_search_puts_titles_first(store: Store, seeded_ids: SeededIds) -> None:
    other = titled(seeded_ids, "Gặp gỡ", summary=BiText("Chiếu phim về Praha"))
    added(store, other, full_event(seeded_ids))
    with store.read() as tx:
        ids, more = event_ids(tx, Question.of("praha"), 8)
        assert [row.title.vi for row in rows(tx, ids)] == ["Đêm hội Trung thu Praha 2026", "Gặp gỡ"]
        assert not more
        assert event_ids(tx, Question.of("   "), 8) == ([], False)


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
    assert sorted(titles(store, goals=("G2",))) == ["G2", "G2.1"]


def test_several_values_of_a_field_are_alternatives(store: Store, seeded_ids: SeededIds) -> None:
    tags = ("G2.1", "M3", "G5.1")
    added(store, *(titled(seeded_ids, code, goals=(GoalTag(code, "2021"),)) for code in tags))
    assert sorted(titles(store, goals=("G2", "M3"))) == ["G2.1", "M3"]
    film, talk = (titled(seeded_ids, kind.value, kind=kind) for kind in (EventKind.FILM, EventKind.TALK))
    added(store, film, talk, full_event(seeded_ids))
    assert sorted(titles(store, kinds=("film", "talk"))) == ["film", "talk"]


def test_a_product_or_theme_finds_the_events_that_have_it(store: Store, seeded_ids: SeededIds) -> None:
    added(store, full_event(seeded_ids), titled(seeded_ids, "Phở"))
    assert titles(store, codes=("TH.TRA", "PR.XXX")) == ["Đêm hội Trung thu Praha 2026"]
    assert titles(store, codes=("PR.XXX",)) == []


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


@pytest.mark.parametrize("sort", ["start", "title", "number", "updated", "attendance", "office"])
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize(
    "narrowed", [{}, {"kinds": (EventKind.FILM,)}, {"goals": ("G2",)}, {"last": date(2026, 9, 24)}, {"deleted": True}]
)
def test_a_search_is_the_list_without_what_does_not_match(
    store: Store, seeded_ids: SeededIds, sort: str, descending: bool, narrowed: dict[str, object]
) -> None:
    days = [FIRST - timedelta(days=at % 3) for at in range(12)]
    made = [
        full_event(
            seeded_ids,
            title=BiText(f"{('Trung thu', 'Tết', 'Trung du')[at % 3]} {at}"),
            kind=(EventKind.FILM, EventKind.TALK)[at % 2],
            goals=(GoalTag("G2.1", "2021", True),) if at % 4 else (),
            start=None if at == 5 else day,
            end=None,
        )
        for at, day in enumerate(days)
    ]
    stored = added(store, *made)
    with store.write("event.delete_many") as tx:
        for gone in stored[-3:]:
            event.trash(tx, gone.id)
    for query in ("t", "tr", "trung", "trung thu", "trung thu praha", "tet 4", "khong co"):
        wanted = EventFilter(query=query, sort=sort, descending=descending, **narrowed)  # type: ignore[arg-type]
        with store.read() as tx:
            matching = (
                tx.connection.execute(search_index.matching(tx.connection, search_index.words_of(query)))
                .scalars()
                .all()
            )
            expected = [each for each in find_ids(tx, replace(wanted, query="")) if each in matching]
            assert find_ids(tx, wanted) == expected
            assert find_ids(tx, wanted, limit=2) == expected[:2]
            assert count(tx, wanted) == len(expected)


def test_a_list_that_is_searched_again_is_read_once_until_somebody_writes(store: Store, seeded_ids: SeededIds) -> None:
    added(store, titled(seeded_ids, "Phở"), titled(seeded_ids, "Phố cổ"))
    asked: list[str] = []
    with store.read() as tx:
        sa.event.listen(tx.connection.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    for query in ("p", "ph", "pho"):
        titles(store, query=query)
    assert len([statement for statement in asked if "ORDER BY event.start_at" in statement]) == 1
    added(store, titled(seeded_ids, "Phim"))
    assert sorted(titles(store, query="ph")) == ["Phim", "Phố cổ", "Phở"]


def test_a_search_sees_the_moment_of_its_snapshot(store: Store, seeded_ids: SeededIds) -> None:
    added(store, titled(seeded_ids, "Phở"))
    with store.read() as tx:
        assert len(find_ids(tx, EventFilter(query="pho"))) == 1
        later = added(store, titled(seeded_ids, "Phố cổ"))
        assert len(find_ids(tx, EventFilter(query="pho"))) == 1
    assert len(titles(store, query="pho")) == 2
    with store.write("event.delete") as writer:
        assert len(find_ids(writer, EventFilter(query="pho"))) == 2
        event.trash(writer, later[0].id)
        assert len(find_ids(writer, EventFilter(query="pho"))) == 1
    assert titles(store, query="pho") == ["Phở"]


def test_what_lies_ahead_is_the_list_without_what_is_past(store: Store, seeded_ids: SeededIds) -> None:
    day = FIRST.date()
    made = [replace(titled(seeded_ids, str(at)), start=FIRST + timedelta(days=at - 1)) for at in range(5)]
    added(store, *made[:4], replace(made[4], start=None))
    with store.read() as tx:
        for wanted in (EventFilter(), EventFilter(last=day), EventFilter(kinds=(EventKind.FILM,))):
            for today in (day - timedelta(days=30), day, day + timedelta(days=1), day + timedelta(days=30)):
                last = min(wanted.last or date.max, today - timedelta(days=1))
                expected = count(tx, wanted) - count(tx, replace(wanted, last=last))
                assert count_ahead(tx, wanted, today) == expected
