"""Events: what is written is what is read, and only what differs is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import GoalTag
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter, count, find_ids, rows
from cultdip_desktop.store.repo import event, media, partner
from cultdip_desktop.store.schema import change_row
from cultdip_desktop.store.store import Store
from tests.store.factory import NOON, added, full_event, photo, statements, titled


def touched(store: Store, action: str) -> list[tuple[str, bool, bool]]:
    """Tables of an action's rows, and whether each had and has an image."""
    with store.read() as tx:
        mine = sa.select(change_row).where(change_row.c.action_id == action).order_by(change_row.c.seq)
        return [(row.table_name, row.before is not None, row.after is not None) for row in tx.connection.execute(mine)]


def test_every_field_comes_back_as_it_was_written(store: Store, seeded_ids: SeededIds) -> None:
    new = full_event(seeded_ids, planned_attendance=1500)
    stored = added(store, new)[0]
    assert stored == replace(new, number="SK-2026-001", created_at=NOON, updated_at=NOON)


def test_an_event_may_be_empty_from_its_first_character_on(store: Store, seeded_ids: SeededIds) -> None:
    new = event.Event(id=seeded_ids.new(), office="CZ-EMB", title=BiText("T"))
    assert added(store, new)[0].start is None


def test_decomposed_text_is_kept_composed(store: Store, seeded_ids: SeededIds) -> None:
    new = titled(seeded_ids, "Đờn ca", city="Hải Phòng", internal_note="ghi chú")
    assert added(store, new)[0].city == "Hải Phòng"


def test_numbers_count_within_an_office_and_a_year(store: Store, seeded_ids: SeededIds) -> None:
    early = datetime(2025, 3, 1, tzinfo=UTC)
    events = [titled(seeded_ids, "Phở"), titled(seeded_ids, "Nem"), replace(titled(seeded_ids, "Áo dài"), start=early)]
    events.append(replace(titled(seeded_ids, "Gốm"), office="FR-EMB"))
    assert [new.number for new in added(store, *events)] == ["SK-2026-001", "SK-2026-002", "SK-2025-001", "SK-2026-001"]


def test_a_number_is_never_given_twice(store: Store, seeded_ids: SeededIds) -> None:
    first = added(store, titled(seeded_ids, "Phở"))[0]
    with store.write("event.delete") as tx:
        event.trash(tx, first.id)
    assert added(store, titled(seeded_ids, "Nem"))[0].number == "SK-2026-002"


def test_an_unchanged_event_is_not_written(store: Store, seeded_ids: SeededIds) -> None:
    stored = added(store, full_event(seeded_ids))[0]
    with store.write("event.edit") as tx:
        assert event.update(tx, stored) == stored
    assert not tx.change_set


def test_only_the_rows_that_differ_are_written(store: Store, seeded_ids: SeededIds, fixed_clock: FixedClock) -> None:
    stored = added(store, full_event(seeded_ids))[0]
    later = datetime(2026, 10, 16, tzinfo=UTC)
    fixed_clock.set(later)
    first, second = stored.goals
    changed = replace(stored, goals=(first, replace(second, reason=BiText("Mười hai doanh nghiệp góp sức."))))
    with store.write("event.edit") as tx:
        result = event.update(tx, changed)
    assert result == replace(changed, updated_at=later)
    assert touched(store, tx.change_set.action) == [("event", True, True), ("event_goal", True, True)]


def test_taking_the_first_tag_away_touches_only_its_row(store: Store, seeded_ids: SeededIds) -> None:
    stored = added(store, full_event(seeded_ids))[0]
    with store.write("event.edit") as tx:
        result = event.update(tx, replace(stored, goals=stored.goals[1:]))
    assert result.goals == stored.goals[1:]
    assert touched(store, tx.change_set.action) == [("event_goal", True, False)]


@pytest.mark.parametrize("order", [(1, 0), (1, 2, 0), (2, 0), (0, 0)])
def test_the_order_of_tags_is_kept(store: Store, seeded_ids: SeededIds, order: tuple[int, ...]) -> None:
    stored = added(store, full_event(seeded_ids))[0]
    tags = (*stored.goals, GoalTag("M1", "2021"))
    with store.write("event.edit") as tx:
        result = event.update(tx, replace(stored, goals=tuple(tags[at] for at in order)))
    assert result.goals == tuple(tags[at] for at in order)


def test_a_product_put_before_the_others_stays_there(store: Store, seeded_ids: SeededIds) -> None:
    stored = added(store, full_event(seeded_ids))[0]
    with store.write("event.edit") as tx:
        result = event.update(tx, replace(stored, products=("PR.NEW", *stored.products)))
    assert result.products == ("PR.NEW", "PR.STO", "PR.REG")
    assert result.themes == stored.themes


def test_number_office_and_birth_cannot_be_edited(store: Store, seeded_ids: SeededIds) -> None:
    stored = added(store, full_event(seeded_ids))[0]
    with store.write("event.edit") as tx:
        event.update(tx, replace(stored, number="SK-1999-999", office="FR-EMB", created_at=None))
    assert not tx.change_set


def test_the_trash_hides_an_event_and_gives_it_back(store: Store, seeded_ids: SeededIds) -> None:
    stored = added(store, full_event(seeded_ids))[0]
    with store.write("event.delete") as tx:
        event.trash(tx, stored.id)
    with store.read() as reader, pytest.raises(UserError) as caught:
        event.get(reader, stored.id)
    assert caught.value.code == "event.not_found"
    with store.read() as reader:
        assert event.get(reader, stored.id, with_deleted=True).deleted_at == NOON
        assert (count(reader, EventFilter()), count(reader, EventFilter(deleted=True))) == (0, 1)
    with store.write("event.restore") as tx:
        assert event.untrash(tx, stored.id) == stored


def test_partners_enter_the_register_once_whatever_their_spelling(store: Store, seeded_ids: SeededIds) -> None:
    spelled = ("Viện Goethe", "VIEN GOETHE", "Hội người Việt")
    actors = tuple(Actor(name, "AC.FOR", ActorRole.SPONSOR) for name in spelled)
    stored = added(store, titled(seeded_ids, "Phim", actors=actors))[0]
    assert [actor.partner for actor in stored.actors] == list(spelled)
    with store.read() as tx:
        assert [entry.name for entry in partner.all(tx)] == ["Hội người Việt", "Viện Goethe"]
        found = partner.find(tx, "viện goethe")
    assert found is not None
    assert found.category == "AC.FOR"


@pytest.mark.parametrize("number", [10, 100])
def test_reading_many_events_takes_eight_statements(store: Store, seeded_ids: SeededIds, number: int) -> None:
    ids = [new.id for new in added(store, *(full_event(seeded_ids) for _ in range(number)))]
    with store.read() as tx, statements(tx) as seen:
        assert [found.id for found in event.get_many(tx, ids)] == ids
    assert len(seen) == 8


@pytest.mark.parametrize("number", [10, 100])
def test_a_page_of_the_list_takes_four_statements(store: Store, seeded_ids: SeededIds, number: int) -> None:
    added(store, *(full_event(seeded_ids) for _ in range(number)))
    with store.read() as tx, statements(tx) as seen:
        assert len(rows(tx, find_ids(tx, EventFilter()))) == number
    assert len(seen) == 1 + 4


def test_a_row_shows_what_the_list_needs(store: Store, seeded_ids: SeededIds) -> None:
    stored = added(store, full_event(seeded_ids))[0]
    with store.write("media.add") as tx:
        media.insert(tx, photo(seeded_ids, stored.id))
        media.insert(tx, photo(seeded_ids, stored.id, caption=BiText(en="Lanterns")))
    assert tx.change_set.kinds == {"media"}
    assert stored.id in tx.change_set.ids
    with store.read() as reader:
        row = rows(reader, [stored.id, "unknown"])[0]
    assert row.title == stored.title
    assert row.goals == (("M3", True), ("G5.1", False))
    assert [money.text() for money in row.spent] == ["59450.00", "12000000"]
    assert (row.media_count, row.photo_missing_caption, row.has_results, row.attendance) == (2, 1, True, 1340)
