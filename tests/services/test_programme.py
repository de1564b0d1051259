"""The annual programme of an office: written, linked, frozen, compared, copied, undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.plan_words import ItemSource
from cultdip_desktop.domain.programme import ChangeKind, ProgrammeItem, Standing
from cultdip_desktop.domain.text import BiText
from tests.services.planning import event, praha
from tests.store.factory import statements


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new mission in Praha."""
    with praha(tmp_path) as made:
        yield made


def item(office: Office, title: str, code: str = "M3", quarter: int = 3, **changes: object) -> ProgrammeItem:
    """A stored item of 2026."""
    made, _changes = office.programme.add(2026, code=code, quarter=quarter)
    written = replace(made, title=BiText(title), **changes)  # type: ignore[arg-type]
    office.programme.save(written)
    return written


def test_the_first_item_makes_the_programme(office: Office) -> None:
    assert office.programme.view(2026).programme is None
    made = item(office, "Tuần phim Việt Nam", target=2, source=ItemSource.HEADQUARTERS, source_ref="Mục II.3")
    view = office.programme.view(2026)
    assert view.programme is not None
    assert "2026" in view.programme.title.vi
    assert [one.item for one in view.items] == [made]
    assert made.person == office.desk.actor


def test_linked_events_that_were_held_count(office: Office) -> None:
    made = item(office, "Tuần phim Việt Nam", quarter=2, target=2)
    events = [
        event(office, "Tuần phim Praha", "2026-05-08", "M3"),
        event(office, "Tuần phim Brno", "2026-05-20", "M3", state=EventState.APPROVED),
    ]
    office.programme.link(made.id, [one.id for one in events])
    one = office.programme.view(2026).items[0]
    assert (one.done, one.percent, one.standing) == (1, 50, Standing.LATE)
    assert [linked.title.vi for linked in one.events] == ["Tuần phim Praha", "Tuần phim Brno"]
    office.events.delete(events[0].id)
    assert office.programme.view(2026).items[0].done == 0
    office.programme.unlink(made.id, events[1].id)
    assert office.programme.view(2026).items[0].events == ()


def test_events_of_the_goal_and_quarter_offer_themselves_once(office: Office) -> None:
    made = item(office, "Kiều bào", code="G5", quarter=3)
    fits = event(office, "Lớp tiếng Việt", "2026-08-02", "M3", "G5.3")
    event(office, "Quý khác", "2026-02-02", "G5.3")
    event(office, "Mục tiêu khác", "2026-08-03", "M1")
    assert [one.id for one in office.programme.suggested(made)] == [fits.id]
    office.programme.link(made.id, [fits.id])
    assert office.programme.suggested(made) == ()


def test_the_picker_finds_by_words_without_marks_and_leaves_out_what_is_linked(office: Office) -> None:
    made = item(office, "Trung thu")
    found = event(office, "Đêm hội Trung thu", "2026-09-08", "M3")
    event(office, "Đêm hội Trung thu 2025", "2025-09-08", "M3")
    assert [one.id for one in office.programme.find_events("trung thu", made)] == [found.id]
    office.programme.link(made.id, [found.id])
    assert office.programme.find_events("trung thu", made) == ()


def test_what_changed_since_the_approval_is_named(office: Office) -> None:
    kept, gone = item(office, "Tuần phim"), item(office, "Hội thảo", code="G1")
    office.programme.freeze(2026, "Đại sứ duyệt, Tờ trình 12/TTr-ĐSQ", office.desk.actor)
    assert office.programme.view(2026).changes == ()
    office.programme.save(replace(kept, quarter=4))
    office.programme.delete(gone.id)
    item(office, "Ngày Việt Nam", code="M1")
    view = office.programme.view(2026)
    assert [(change.kind, change.item.title.vi) for change in view.changes] == [
        (ChangeKind.CHANGED, "Tuần phim"),
        (ChangeKind.ADDED, "Ngày Việt Nam"),
        (ChangeKind.REMOVED, "Hội thảo"),
    ]
    assert view.baselines[0].person == office.desk.actor
    assert view.baselines[0].reason == "Đại sứ duyệt, Tờ trình 12/TTr-ĐSQ"


def test_a_later_baseline_is_compared_with_and_the_first_stays(office: Office) -> None:
    made = item(office, "Tuần phim")
    office.programme.freeze(2026, "Bản đầu", None)
    office.programme.save(replace(made, target=3))
    office.programme.freeze(2026, "Bản điều chỉnh", None)
    view = office.programme.view(2026)
    assert [one.reason for one in view.baselines] == ["Bản điều chỉnh", "Bản đầu"]
    assert view.changes == ()
    assert len(office.programme.changes_since(view.baselines[1])) == 1


def test_nothing_is_frozen_without_items_or_a_reason(office: Office) -> None:
    with pytest.raises(UserError, match=r"programme\.nothing_to_freeze"):
        office.programme.freeze(2026, "Duyệt", None)
    item(office, "Tuần phim")
    with pytest.raises(UserError, match=r"programme\.reason_missing"):
        office.programme.freeze(2026, "  ", None)


def test_next_year_begins_with_the_items_of_this_one(office: Office) -> None:
    made = item(office, "Tuần phim", target=2, source=ItemSource.HEADQUARTERS, source_ref="II.3")
    office.programme.link(made.id, [event(office, "Tuần phim Praha", "2026-05-08", "M3").id])
    office.programme.copy(2026, 2027)
    copied = office.programme.view(2027).items[0]
    assert (copied.item.title.vi, copied.item.target, copied.events) == ("Tuần phim", 2, ())
    assert (copied.item.source, copied.item.source_ref) == (ItemSource.OWN, "")
    with pytest.raises(UserError, match=r"programme\.exists"):
        office.programme.copy(2026, 2027)
    with pytest.raises(UserError, match=r"programme\.nothing_to_copy"):
        office.programme.copy(2020, 2028)


def test_every_step_is_undone_exactly(office: Office) -> None:
    start = office.digest().content_sha256
    made = item(office, "Tuần phim")
    office.programme.freeze(2026, "Duyệt", None)
    office.programme.link(made.id, [])
    office.programme.copy(2026, 2027)
    office.programme.delete(made.id)
    while office.undo.state().undo is not None:
        office.undo.undo()
    assert office.digest().content_sha256 == start


def test_typing_into_one_field_is_one_step(office: Office) -> None:
    made = item(office, "Tuần phim")
    for text in ("T", "Tu", "Tuần lễ"):
        office.programme.save(replace(made, title=BiText(text)), step="title-1")
    office.undo.undo()
    assert office.programme.view(2026).items[0].item.title.vi == "Tuần phim"


def test_a_deleted_item_cannot_be_written(office: Office) -> None:
    made = item(office, "Tuần phim")
    office.programme.delete(made.id)
    with pytest.raises(UserError, match=r"programme\.item_missing"):
        office.programme.save(made)


def test_a_year_costs_the_same_statements_whatever_it_holds(office: Office) -> None:
    from cultdip_desktop.store.repo import programme as rows

    def cost() -> int:
        with office.desk.store.read() as tx, statements(tx) as seen:
            rows.items(tx, 2026)
            rows.links(tx, 2026)
            rows.baselines(tx, 2026)
        return len(seen)

    few = cost()
    for number in range(12):
        made = item(office, f"Mục {number}")
        office.programme.link(made.id, [event(office, f"Sự kiện {number}", "2026-08-02", "M3").id])
    assert cost() == few == 3
