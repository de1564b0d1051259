"""Whatever is done while planning can be taken back and done again, to the last byte of content, order and search."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.partner import Actor, ActorRole, Consent, Interaction, Partner, PartnerKind
from cultdip_desktop.store import search_index
from cultdip_desktop.store.derived import derived_values
from cultdip_desktop.store.query import partners as partner_query
from cultdip_desktop.store.repo.event_rows import from_rows, search_document
from cultdip_desktop.store.repo.event_writing import load_rows
from cultdip_desktop.store.schema import LOGGED, search_doc
from tests.services.planning import event as stored
from tests.services.planning import praha
from tests.services.undo_day import Day

ACTS = 2000 if os.environ.get("CULTDIP_NIGHTLY") else 200
SEEDS = range(1, 6) if os.environ.get("CULTDIP_NIGHTLY") else (20261122,)
NAME = "Nhóm Hoa Mẫu Đơn"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with praha(tmp_path) as opened:
        yield opened


def content(office: Office) -> str:
    return office.digest().content_sha256


def code(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.code


def partner(office: Office, name: str, **changes: object) -> Partner:
    blank = office.partners.blank()
    return office.partners.save(replace(blank, name=name, **changes))[0]  # type: ignore[arg-type]


def naming(office: Office, *names: str) -> Event:
    actors = tuple(Actor(name, "AC.HOST", ActorRole.SPONSOR) for name in names)
    return stored(office, "Tết ở Praha", "2026-02-17", actors=actors)


def undone_to_the_end(office: Office) -> int:
    count = 0
    while office.undo.state().undo is not None:
        office.undo.undo()
        count += 1
    return count


def assert_derived(office: Office) -> None:
    """Columns that are computed say what would be computed now."""
    with office.desk.store.read() as tx:
        for table in LOGGED.values():
            for row in tx.connection.execute(sa.select(table)).mappings():
                computed = derived_values(table.name, row)
                assert computed == {name: row[name] for name in computed}, (table.name, dict(row))


def assert_search(office: Office) -> None:
    """The index has the documents of all events as they are, and nothing else."""
    with office.desk.store.read() as tx:
        docs = {row["event_id"]: dict(row) for row in tx.connection.execute(sa.select(search_doc)).mappings()}
        ids = list(tx.connection.execute(sa.select(LOGGED["event"].c.id)).scalars())
        loaded = {id_: from_rows(rows.main, rows.children) for id_, rows in load_rows(tx, ids).items()}
        fresh = {id_: search_document(event) for id_, event in loaded.items()}
        assert {id_: {name: docs[id_][name] for name in fresh[id_]} for id_ in docs} == fresh
        words = {
            word for document in fresh.values() for text in document.values() for word in search_index.words_of(text)
        }
        before = {word: search_index.found(tx.connection, [word]) for word in sorted(words)}
    with office.desk.store.write("test.rebuild") as tx:
        search_index.rebuild(tx.connection)
    with office.desk.store.read() as tx:
        assert {word: search_index.found(tx.connection, [word]) for word in before} == before


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("seed", SEEDS)
def test_random_acts_of_planning_undone_give_the_first_content_and_redone_the_last(
    office: Office, tmp_path: Path, seed: int
) -> None:
    day = Day(office, tmp_path, seed)
    for _ in range(5):
        day.do_add()
    states, names = [content(office)], [""]
    for _ in range(ACTS):
        names.append(day.act())
        if content(office) != states[-1]:
            states.append(content(office))
    assert len(states) > ACTS / 3, day.done
    for place, expected in enumerate(reversed(states[:-1])):
        office.undo.undo()
        assert content(office) == expected, (place, names)
        if place % 25 == 0:
            assert_derived(office)
            assert_search(office)
    for _ in states[1:]:
        office.undo.redo()
    assert content(office) == states[-1]
    assert_derived(office)
    assert_search(office)
    assert office.check(deep=True) == []


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("seed", [11, 12, *([13, 14, 15, 16] if os.environ.get("CULTDIP_NIGHTLY") else [])])
def test_what_is_purged_in_between_never_breaks_an_undo(office: Office, tmp_path: Path, seed: int) -> None:
    day = Day(office, tmp_path, seed, purges=True)
    for _ in range(120):
        day.act()
    assert undone_to_the_end(office) > 20
    assert code(office.undo.undo) == "undo.nothing"
    assert_derived(office)
    assert_search(office)
    while office.undo.state().redo is not None:
        office.undo.redo()
    assert_derived(office)
    assert office.check(deep=True) == []


def test_a_role_in_an_organisation_that_is_gone_for_good_does_not_come_back(office: Office) -> None:
    person = partner(office, "Bà Jana Nováková", kind=PartnerKind.PERSON)
    house = partner(office, "Bảo tàng Náprstek")
    role = office.partners.blank_role(person.id, house.id)
    office.partners.save_role(role)
    office.partners.delete_role(role.id)
    office.partners.delete([house.id])
    office.trash.purge(office.trash.rows())
    assert undone_to_the_end(office) == 1, "the person alone can still be taken back"
    assert office.check(deep=True) == []


def test_a_name_that_is_anothers_by_now_is_not_taken_back(office: Office) -> None:
    first = partner(office, NAME)
    office.partners.save(replace(first, name="Câu lạc bộ Mẫu Đơn"))
    event = naming(office, NAME)
    office.events.delete(event.id)
    office.trash.purge(office.trash.rows())
    assert undone_to_the_end(office) == 0
    assert office.partners.get(first.id).name == "Câu lạc bộ Mẫu Đơn"
    assert office.check(deep=True) == []


def test_an_event_purged_takes_its_links_out_of_the_undo_list(office: Office) -> None:
    event = stored(office, "Tết ở Praha", "2026-02-17")
    item, _ = office.programme.add(2026, code="M3")
    office.programme.link(item.id, [event.id])
    office.programme.unlink(item.id, event.id)
    office.events.delete(event.id)
    office.trash.purge(office.trash.rows())
    undone_to_the_end(office)
    assert office.programme.view(2026).items == ()
    assert office.check(deep=True) == []


def test_a_window_that_has_searched_before_does_not_take_what_it_remembers_for_damage(office: Office) -> None:
    event = stored(office, "Lễ hội", "2026-02-17")
    for number in range(40):  # the index is put in order from time to time
        office.events.save(replace(event, title=event.title.with_vi(f"Lễ hội {number}")))
        if number % 3 == 0:
            assert office.check(deep=False) == []


# -- merges


def test_a_merge_of_a_partner_named_in_trashed_events_and_drafts_is_whole_both_ways(office: Office) -> None:
    keep, gone = partner(office, "Bảo tàng Náprstek"), partner(office, NAME)
    living, trashed = naming(office, NAME), naming(office, NAME, "Bảo tàng Náprstek")
    office.events.delete(trashed.id)
    office.drafts.keep(replace(living, city="Brno"), {})
    states = [content(office)]
    office.partners.merge(keep.id, gone.id)
    states.append(content(office))
    office.events.restore(trashed.id)
    assert {line.id for line in office.partners.events_of(keep.id)} == {living.id, trashed.id}
    office.events.save(office.drafts.kept()[0].event)
    assert len(office.partners.find_ids(partner_query.PartnerFilter())) == 1, "the draft's name finds the merged entry"
    for _ in range(2):
        office.undo.undo()
    assert content(office) == states[1]
    office.undo.undo()
    assert content(office) == states[0]
    assert_derived(office)
    office.undo.redo()
    assert content(office) == states[1]
    assert office.check(deep=True) == []


def test_a_role_between_two_that_become_one_goes_and_comes_back(office: Office) -> None:
    first, second = (partner(office, name, kind=PartnerKind.PERSON) for name in ("Bà An", "Cô An"))
    house = partner(office, "Viện Hùng Vương")
    for person in (first, second):
        office.partners.save_role(office.partners.blank_role(person.id, house.id))
    office.partners.save_role(office.partners.blank_role(first.id, second.id))
    before = content(office)
    office.partners.merge(first.id, second.id)
    assert [line.other_name for line in office.partners.story(first.id).roles] == ["Viện Hùng Vương"]
    office.undo.undo()
    assert content(office) == before


def test_aliases_in_a_ring_and_twice_the_same_are_refused_or_said_once(office: Office) -> None:
    first = partner(office, "Hội A", aliases=("Hội C", "hoi c", "HỘI C", "Hội A"))
    assert first.aliases == ("Hội C",)
    assert code(lambda: partner(office, "Hội C")) == "partner.name_taken"
    second = partner(office, "Hội B")
    assert code(lambda: partner(office, "Hội D", aliases=("Hội A",))) == "partner.name_taken"
    office.partners.merge(first.id, second.id)
    third = partner(office, "Hội D")
    office.partners.merge(third.id, first.id)
    merged = office.partners.get(third.id)
    assert sorted(merged.names) == ["Hội A", "Hội B", "Hội C", "Hội D"]
    assert {office.partners.suggest(name)[0].id for name in merged.names} == {third.id}
    for _ in range(3):
        office.undo.undo()
    assert office.partners.get(first.id).aliases == ("Hội C",)
    assert_derived(office)


@pytest.mark.parametrize("refused_first", [True, False])
def test_a_refusal_outlives_every_merge_and_hides_every_name(office: Office, refused_first: bool) -> None:
    consents = (Consent.REFUSED, Consent.GIVEN)
    first, second = (partner(office, name) for name in ("Hội Phụ nữ", NAME))
    for entry, consent in zip((first, second), consents if refused_first else reversed(consents), strict=True):
        office.partners.set_consent([entry.id], consent)
    office.partners.merge(first.id, second.id, {"name", "category"})
    assert office.partners.get(first.id).consent is Consent.REFUSED
    with office.desk.store.read() as tx:
        hidden = partner_query.withheld(tx)
    assert all(hidden.hides(name) for name in ("HOI PHU NU", "nhóm hoa mẫu đơn"))


def test_a_merge_that_was_worked_on_is_passed_over_and_nothing_is_harmed(office: Office) -> None:
    keep, gone = partner(office, "Bảo tàng Náprstek"), partner(office, NAME)
    event = naming(office, NAME)
    office.partners.merge(keep.id, gone.id)
    contact: Interaction = office.partners.blank_contact(keep.id)
    office.partners.log(replace(contact, summary="Gặp sau khi gộp"))
    office.events.delete(event.id)
    office.trash.purge(office.trash.rows())
    undone_to_the_end(office)
    assert_derived(office)
    assert_search(office)
    assert office.check(deep=True) == []


def test_a_step_that_cannot_be_taken_back_says_so_and_changes_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large steps are offered unseen and compared only when they are undone."""
    monkeypatch.setattr("cultdip_desktop.services.undo.COMPARED", 0)
    keep, gone = partner(office, "Bảo tàng Náprstek"), partner(office, NAME)
    event = naming(office, NAME)
    office.partners.merge(keep.id, gone.id)
    office.events.delete(event.id)
    office.trash.purge(office.trash.rows())
    before = content(office)
    assert code(office.undo.undo) == "undo.changed_since"
    assert content(office) == before
    refused = office.undo.state().undo
    offered = {refused.position if refused else 0}
    while office.undo.state().undo is not None:  # what was refused stands in the way of nothing older
        step = office.undo.state().undo
        assert step is not None
        offered.add(step.position)
        with contextlib.suppress(UserError):
            office.undo.undo()
        assert office.undo.state().undo != step
    assert len(offered) > 1


def test_no_step_of_planning_names_what_it_must_not(office: Office, tmp_path: Path) -> None:
    """Parameters of actions are kept for ever: they hold names of things, never notes, telephones or amounts."""
    day = Day(office, tmp_path, 5)
    for _ in range(60):
        day.act()
    with office.desk.store.read() as tx:
        said = tx.connection.exec_driver_sql("SELECT params FROM action").scalars().all()
    known = {"n", "title", "title_en", "step", "of", "what", "file", "goal", "year", "quarter"}
    assert set().union(*(json.loads(each) for each in said)) <= known
