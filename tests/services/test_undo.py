"""Everything a person does to events can be taken back and done again, to the last byte of the content digest."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event, EventState, GoalTag
from cultdip_desktop.domain.labels import step_label
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.store.query.events import EventFilter
from tests import offices

OPERATIONS = 200
EDITION = "2026.1"
DAY = datetime(2026, 2, 17, 17, 0, tzinfo=UTC)


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, offices.PASSPHRASE) as opened:
        yield opened


def content(office: Office) -> str:
    return office.digest().content_sha256


def named(office: Office, title: str) -> Event:
    event, _ = office.events.save(replace(office.events.blank(), title=BiText(title, f"{title} (en)"), start=DAY))
    return event


def picture(folder: Path, name: str) -> Path:
    """A picture of its own for every name."""
    file = folder / name
    Image.new("RGB", (4, 4), zlib.crc32(name.encode()) & 0xFFFFFF).save(file, "PNG")
    return file


def code(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.code


def test_an_edit_is_taken_back_and_done_again(office: Office) -> None:
    event = named(office, "Tết ở Praha")
    first = content(office)
    office.events.save(replace(event, title=event.title.with_vi("Tết ở Brno"), city="Brno"))
    last = content(office)
    undone = office.undo.undo()
    assert content(office) == first
    assert office.events.get(event.id) == event
    assert undone.change_set.kinds == {"event"}
    assert undone.change_set.ids == {event.id}
    office.undo.redo()
    assert content(office) == last
    assert office.events.get(event.id).city == "Brno"


def test_a_step_is_named_in_both_languages(office: Office) -> None:
    event = named(office, "Tết ở Praha")
    office.events.save(replace(event, city="Brno"))
    step = office.undo.state().undo
    assert step is not None
    assert step_label(Words("vi"), step.label, step.params) == "sửa «Tết ở Praha»"
    assert step_label(Words("en"), step.label, step.params) == "edit “Tết ở Praha (en)”"


def test_a_step_whose_event_was_not_named_is_called_by_what_was_done() -> None:
    assert step_label(Words("vi"), "event.edit", {}) == "Sửa sự kiện"
    assert step_label(Words("vi"), "media.attach", {"n": 1}) == "Đính kèm tệp"
    assert step_label(Words("vi"), "event.delete_many", {"n": 2}) == "xóa 2 sự kiện"


def test_autosaves_of_one_field_in_one_focus_are_one_step(office: Office) -> None:
    event = named(office, "Tết")
    before = content(office)
    for typed in ("Tết ở", "Tết ở P", "Tết ở Praha"):
        event, _ = office.events.save(replace(event, title=event.title.with_vi(typed)), step="tên-1")
    event, _ = office.events.save(replace(event, city="Brno"), step="nơi-1")
    office.undo.undo()
    assert office.events.get(event.id).city != "Brno"
    assert office.events.get(event.id).title.vi == "Tết ở Praha"
    office.undo.undo()
    assert content(office) == before
    office.undo.redo()
    assert office.events.get(event.id).title.vi == "Tết ở Praha"


def test_typing_again_after_an_undo_is_a_step_of_its_own(office: Office) -> None:
    event, _ = office.events.save(replace(named(office, "Tết"), city="Brno"), step="nơi-1")
    office.undo.undo()
    office.events.save(replace(event, city="Plzeň"), step="nơi-1")
    office.undo.undo()
    assert office.events.get(event.id).city == "Praha"


def test_a_new_action_ends_what_could_be_redone(office: Office) -> None:
    named(office, "Tết")
    office.undo.undo()
    named(office, "Trung thu")
    assert office.undo.state().redo is None
    assert code(office.undo.redo) == "undo.nothing_to_redo"


def test_undo_takes_an_added_event_out_of_the_search_and_redo_puts_it_back(office: Office) -> None:
    event = named(office, "Liên hoan múa rối nước Thăng Long")
    office.undo.undo()
    assert code(lambda: office.events.get(event.id)) == "event.not_found"
    assert office.find.find("mua roi nuoc thang long").events == ()
    office.undo.redo()
    assert [row.id for row in office.find.find("mua roi nuoc thang long").events] == [event.id]
    assert office.check(deep=True) == []


def test_the_trash_an_attachment_and_its_caption_are_undone(office: Office, tmp_path: Path) -> None:
    event = named(office, "Tết ở Praha")
    states = [content(office)]
    file = picture(tmp_path, "chương trình.png")
    attached = office.media.attach(event.id, [file])
    assert not attached.refused
    states.append(content(office))
    office.media.edit(replace(attached.added[0], caption=BiText("Chương trình", "Programme")))
    states.append(content(office))
    office.media.remove(attached.added[0].id)
    states.append(content(office))
    office.events.delete(event.id)
    states.append(content(office))
    for expected in reversed(states[:-1]):
        office.undo.undo()
        assert content(office) == expected
    for expected in states[1:]:
        office.undo.redo()
        assert content(office) == expected
    assert office.check(deep=True) == []


def test_a_bulk_edit_is_one_step(office: Office) -> None:
    events = [named(office, f"Sự kiện {number}") for number in range(5)]
    ids = [event.id for event in events]
    states = [content(office)]
    office.events.edit_many(ids, {"city": "Ostrava"})
    states.append(content(office))
    office.events.add_goal(ids, GoalTag("M3", EDITION))
    states.append(content(office))
    office.events.delete_many(ids[:3])
    states.append(content(office))
    office.events.restore_many(ids[:3])
    for expected in reversed(states):
        office.undo.undo()
        assert content(office) == expected
    step = office.undo.state().redo
    assert step is not None
    assert step_label(Words("vi"), step.label, step.params) == "sửa 5 sự kiện"


def test_one_event_that_cannot_take_the_step_stops_them_all(office: Office) -> None:
    ready, blank = named(office, "Tết"), named(office, "Chưa có gì")
    before = content(office)
    assert code(lambda: office.events.set_state_many([ready.id, blank.id], EventState.HELD)) == "event.state_forbidden"
    assert content(office) == before


def test_what_was_purged_is_passed_over_by_undo(office: Office) -> None:
    kept, gone = named(office, "Tết"), named(office, "Trung thu")
    office.events.save(replace(kept, city="Brno"))
    office.events.delete(gone.id)
    office.trash.purge(office.trash.rows())
    step = office.undo.state().undo
    assert step is not None
    assert step.params["title"] == "Tết"
    office.undo.undo()
    assert office.events.get(kept.id).city == "Praha"
    assert office.check(deep=True) == []


def test_undo_outlives_the_program(mission: Path) -> None:
    with open_office(mission, offices.PASSPHRASE) as first:
        before = content(first)
        named(first, "Tết ở Praha")
    with open_office(mission, offices.PASSPHRASE) as second:
        second.undo.undo()
        assert content(second) == before


def test_a_signed_package_is_never_undone(mission: Path, tmp_path: Path) -> None:
    offices.ask(mission, "event", "add", "--file", offices.event_file(tmp_path, offices.EXAMPLE))
    offices.ask(mission, "export", "--period", "2026", "--out", tmp_path / "a.cdrp")
    assert offices.ask(mission, "undo")["action"] == "event.add"
    with open_office(mission, offices.PASSPHRASE) as office:
        assert len(office.packages.sent()) == 1
        assert office.check(deep=True) == []


def test_two_hundred_random_operations_undone_give_the_first_content_and_redone_the_last(
    office: Office, tmp_path: Path
) -> None:
    dice = random.Random(20261122)
    day = _Day(office, tmp_path, dice)
    states = [content(office)]
    while len(states) <= OPERATIONS:
        day.act()
        if content(office) != states[-1]:
            states.append(content(office))
    for expected in reversed(states[:-1]):
        office.undo.undo()
        assert content(office) == expected
    for _ in states[1:]:
        office.undo.redo()
    assert content(office) == states[-1]
    assert office.check(deep=True) == []


class _Day:
    """What an officer may do, thrown by dice."""

    def __init__(self, office: Office, folder: Path, dice: random.Random) -> None:
        self._office, self._folder, self._dice = office, folder, dice
        self._count = 0

    def act(self) -> None:
        self._count += 1
        ids = [row.id for row in self._office.events.page(_everything())[0]]
        if len(ids) < 3:
            named(self._office, f"Sự kiện {self._count}")
            return
        acts = (self._add, self._type, self._money, self._partner, self._goal, self._attach, self._caption)
        more = (self._delete, self._restore, self._many, self._state)
        self._dice.choice((*acts, *more))(self._dice.choice(ids))

    def _add(self, _event_id: str) -> None:
        named(self._office, f"Lễ hội {self._count} đường sách")

    def _type(self, event_id: str) -> None:
        event = self._office.events.get(event_id)
        title = BiText(f"{event.title.vi} {self._count}", event.title.en)
        start = DAY + timedelta(days=self._dice.randrange(300))
        self._office.events.save(replace(event, title=title, start=start, end=None))

    def _money(self, event_id: str) -> None:
        event = self._office.events.get(event_id)
        line = MoneyLine("RS.BUD", MoneyStage.SPENT, Money.of_minor(self._dice.randrange(10**7), "CZK"))
        self._office.events.save(replace(event, money=(line, *event.money)[: self._dice.randrange(4)]))

    def _partner(self, event_id: str) -> None:
        event = self._office.events.get(event_id)
        actor = Actor(f"Hội Việt – Séc {self._dice.randrange(6)}", "AC.OVN", ActorRole.SPONSOR)
        self._office.events.save(replace(event, actors=(actor, *event.actors)[: self._dice.randrange(4)]))

    def _goal(self, event_id: str) -> None:
        event = self._office.events.get(event_id)
        tag = GoalTag(f"M{self._dice.randrange(1, 6)}", EDITION, reason=BiText(f"Lý do {self._count}"))
        others = tuple(own for own in event.goals if own.code != tag.code)
        goals = (*others, tag) if self._dice.random() < 0.7 else others
        self._office.events.save(replace(event, goals=goals))

    def _attach(self, event_id: str) -> None:
        self._office.media.attach(event_id, [picture(self._folder, f"ảnh {self._count}.png")])

    def _caption(self, event_id: str) -> None:
        items = self._office.media.of_event(event_id)
        if items:
            self._office.media.edit(replace(self._dice.choice(items), credit=f"Tác giả {self._count}"))

    def _delete(self, event_id: str) -> None:
        items = self._office.media.of_event(event_id)
        if items and self._dice.random() < 0.5:
            self._office.media.remove(items[0].id)
        else:
            self._office.events.delete(event_id)

    def _restore(self, _event_id: str) -> None:
        rows = self._office.trash.rows()
        if rows:
            self._office.trash.restore(self._dice.sample(rows, min(2, len(rows))))

    def _many(self, event_id: str) -> None:
        ids = {event_id, self._office.events.page(_everything())[0][0].id}
        self._office.events.edit_many(sorted(ids), {"city": f"Thành phố {self._count}"})

    def _state(self, event_id: str) -> None:
        event = self._office.events.get(event_id)
        state = EventState.PREPARING if event.state is EventState.IDEA else EventState.CANCELLED
        try:
            self._office.events.set_state(event_id, state, "Hoãn vì thời tiết")
        except UserError:
            self._add(event_id)


def _everything() -> EventFilter:
    return EventFilter()


def test_the_trash_keeps_things_for_ninety_days(mission: Path) -> None:
    day = datetime(2026, 9, 1, tzinfo=UTC)
    with open_office(mission, offices.PASSPHRASE, clock=FixedClock(day)) as office:
        event = named(office, "Tết ở Praha")
        office.events.delete(event.id)
        row = next(row for row in office.trash.rows() if row.id == event.id)
        assert row.purge_at == day + timedelta(days=90)
    with open_office(mission, offices.PASSPHRASE, clock=FixedClock(day + timedelta(days=89))) as office:
        assert event.id in {row.id for row in office.trash.rows()}
    with open_office(mission, offices.PASSPHRASE, clock=FixedClock(day + timedelta(days=90))) as office:
        assert event.id not in {row.id for row in office.trash.rows()}
        assert code(lambda: office.events.get(event.id, with_deleted=True)) == "event.not_found"
        assert [finding.code for finding in office.check(deep=True)] == ["backup.none"]


def test_a_purged_original_leaves_the_vault_unless_another_event_has_it(office: Office, tmp_path: Path) -> None:
    file = picture(tmp_path, "chương trình.png")
    first, second = named(office, "Tết"), named(office, "Trung thu")
    sha256 = office.media.attach(first.id, [file]).added[0].sha256
    office.media.attach(second.id, [file])
    office.events.delete(first.id)
    office.trash.purge(office.trash.rows())
    assert office.desk.vault.exists(sha256)
    office.media.remove(office.media.of_event(second.id)[0].id)
    office.trash.purge(office.trash.rows())
    assert not office.desk.vault.exists(sha256)
    assert office.check(deep=True) == []


def test_one_field_is_given_its_old_value_back(office: Office) -> None:
    event = named(office, "Tết")
    event, _ = office.events.save(replace(event, city="Brno", title=event.title.with_vi("Tết ở Brno")))
    event, _ = office.events.save(replace(event, internal_note="Đại sứ khai mạc"))
    entry = next(entry for entry in office.events.history(event.id) if entry.field == "title.vi" and entry.old)
    assert (entry.old, entry.new) == ("Tết", "Tết ở Brno")
    office.events.restore_field(event.id, entry)
    restored = office.events.get(event.id)
    assert restored.title.vi == "Tết"
    assert (restored.city, restored.internal_note) == ("Brno", "Đại sứ khai mạc")
    office.undo.undo()
    assert office.events.get(event.id) == event


def test_a_removed_goal_an_amount_and_a_caption_come_back_from_the_history(office: Office, tmp_path: Path) -> None:
    event = named(office, "Tết")
    goal = GoalTag("M3", EDITION, reason=BiText("Giới thiệu phong tục"))
    line = MoneyLine("RS.BUD", MoneyStage.SPENT, Money.of_minor(5945000, "CZK"))
    event, _ = office.events.save(replace(event, goals=(goal,), money=(line,)))
    changed = MoneyLine("RS.BUD", MoneyStage.SPENT, Money.of_minor(1, "CZK"))
    office.events.save(replace(event, goals=(), money=(changed,)))
    entries = office.events.history(event.id)
    office.events.restore_field(event.id, next(e for e in entries if e.field == "goals.M3" and e.new is None))
    office.events.restore_field(event.id, next(e for e in entries if e.field == "money.RS.BUD" and e.old))
    restored = office.events.get(event.id)
    assert restored.goals == (goal,)
    assert restored.money == (line,)
    file = picture(tmp_path, "ảnh.png")
    item = office.media.attach(event.id, [file], caption=BiText("Múa sư tử")).added[0]
    office.media.edit(replace(item, caption=BiText("Sai")))
    entry = next(e for e in office.events.history(event.id) if e.field == "caption.vi" and e.old == "Múa sư tử")
    office.events.restore_field(event.id, entry)
    assert office.media.of_event(event.id)[0].caption.vi == "Múa sư tử"


def test_a_state_is_not_restored_like_a_field(office: Office) -> None:
    event = named(office, "Tết")
    office.events.set_state(event.id, EventState.CANCELLED, "Bão")
    entry = next(entry for entry in office.events.history(event.id) if entry.field == "state")
    assert not entry.restorable
    assert code(lambda: office.events.restore_field(event.id, entry)) == "history.not_restorable"


def test_a_draft_is_offered_until_the_event_is_committed(mission: Path) -> None:
    with open_office(mission, offices.PASSPHRASE) as office:
        event = named(office, "Tết")
        typed = replace(event, title=event.title.with_vi("Tết ở Praha"))
        before = office.digest()
        office.drafts.keep(typed, {"start": "25/9 17:"})
        assert office.digest() == before
    with open_office(mission, offices.PASSPHRASE) as office:
        (draft,) = office.drafts.kept()
        assert draft.event == typed
        assert draft.typed == {"start": "25/9 17:"}
        office.events.save(draft.event)
        assert office.drafts.kept() == ()


def test_a_step_of_long_ago_is_undone_and_redone_all_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cultdip_desktop.store.undo.AT_FIRST", 3)
    event = named(office, "Tết")
    states = [content(office)]
    for number in range(6):
        event, _ = office.events.save(replace(event, city=f"Thành phố {number}"))
        states.append(content(office))
    for expected in reversed(states[:-1]):
        office.undo.undo()
        assert content(office) == expected
    for expected in states[1:]:
        office.undo.redo()
        assert content(office) == expected
