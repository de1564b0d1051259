"""The annual programme in a package: plan against done and the comparison go, notes and unseen events stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.packages import payload as container
from cultdip_desktop.services import outgoing
from cultdip_desktop.services.programme_payload import Plain, programme_rows
from tests.services.planning import event, praha


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new mission in Praha."""
    with praha(tmp_path) as made:
        yield made


def rows(office: Office) -> tuple[list[Plain], list[Plain]]:
    snapshot = outgoing.take_snapshot(office.desk)
    return programme_rows(office.identity.id, snapshot.programmes, {one.id for one in snapshot.travelling})


def test_an_office_without_programme_says_so_by_an_empty_list(office: Office) -> None:
    assert rows(office) == ([], [])


def test_only_events_that_travel_are_named_and_notes_stay(office: Office) -> None:
    item, _changes = office.programme.add(2026, code="M3", quarter=3)
    office.programme.save(replace(item, title=BiText("Tuần phim"), note="Kinh phí chưa chắc.", target=2))
    held = event(office, "Tuần phim Praha", "2026-08-08", "M3")
    idea = event(office, "Tuần phim Brno", "2026-09-20", "M3", state=EventState.IDEA)
    office.programme.link(item.id, [held.id, idea.id])
    programmes, items = rows(office)
    assert [one["year"] for one in programmes] == [2026]
    assert (items[0]["events"], items[0]["done"], items[0]["person"]) == ([held.id], 1, "Nguyễn Minh Hà")
    assert items[0]["since_approval"] == "never_approved"
    assert "Kinh phí" not in str((programmes, items))


def test_what_changed_since_the_approval_goes_and_a_changed_note_does_not(office: Office) -> None:
    first, _changes = office.programme.add(2026, code="M3", quarter=2)
    second, _changes = office.programme.add(2026, code="M1")
    third, _changes = office.programme.add(2026, code="G1")
    office.programme.freeze(2026, "Đại sứ duyệt", office.desk.actor)
    office.programme.save(replace(first, quarter=3, person=None))
    office.programme.save(replace(second, note="Chờ ý kiến."))
    office.programme.delete(third.id)
    added, _changes = office.programme.add(2026, code="M5")
    programmes, items = rows(office)
    found = {one["id"]: one for one in items}
    assert programmes[0]["approval"] == "Đại sứ duyệt"
    assert programmes[0]["approved_by"] == "Nguyễn Minh Hà"
    assert {key: one["since_approval"] for key, one in found.items()} == {
        first.id: "changed",
        second.id: "same",
        third.id: "removed",
        added.id: "added",
    }
    assert found[first.id]["changed"] == [
        {"field": "quarter", "before": "2", "now": "3"},
        {"field": "person", "before": "Nguyễn Minh Hà", "now": ""},
    ]


def test_the_records_fit_their_descriptions(office: Office) -> None:
    item, _changes = office.programme.add(2026, code="G2.2.1", quarter=4)
    office.programme.save(replace(item, title=BiText("Phối hợp", "Cooperation"), target=None, unit="cuốn sách"))
    programmes, items = rows(office)
    files, state = container.build({"programme": programmes, "programme_item": items})
    assert [(file.entity, file.rows) for file in files] == [("programme", 1), ("programme_item", 1)]
    assert state.entities["programme_item"].rows == 1
