"""Saved filters: kept, renamed, put in order, deleted; every step can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.labels import step_label
from cultdip_desktop.domain.partner import Consent, PartnerKind
from cultdip_desktop.domain.saved_view import MOST
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.services.demo.views import saved_views
from cultdip_desktop.services.views import event_filter, partner_filter, plain_filter, plain_partner_filter
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.store.query.partners import PartnerFilter
from tests.services.planning import praha


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with praha(tmp_path) as opened:
        yield opened


def names(office: Office, room: str = "events") -> list[str]:
    return [view.name for view in office.views.of(room)]


def test_a_view_is_kept_for_its_room_and_written_over_under_the_same_name(office: Office) -> None:
    office.views.save("events", "Phim  quý III", {"kinds": ["film"]})
    office.views.save("partners", "Báo chí", {"category": "AC.PRE"})
    office.views.save("events", "phim quy iii", {"kinds": ["film", "talk"]})
    assert [(view.name, view.content) for view in office.views.of("events")] == [
        ("phim quy iii", {"kinds": ["film", "talk"]})
    ]
    assert names(office, "partners") == ["Báo chí"]


def test_views_are_renamed_reordered_and_deleted_and_all_of_it_is_undone(office: Office) -> None:
    first, second, third = (office.views.save("events", name, {})[0] for name in ("Một", "Hai", "Ba"))
    office.views.reorder("events", [third.id, first.id])
    assert names(office) == ["Ba", "Một", "Hai"]
    office.views.rename(second.id, "Hai nghìn")
    office.views.delete(first.id)
    assert names(office) == ["Ba", "Hai nghìn"]
    step = office.undo.state().undo
    assert step is not None
    assert step_label(Words("vi"), step.label, step.params) == "xóa bộ lọc «Một»"
    for expected in (["Ba", "Một", "Hai nghìn"], ["Ba", "Một", "Hai"], ["Một", "Hai", "Ba"]):
        office.undo.undo()
        assert names(office) == expected


def test_a_view_without_name_with_a_taken_name_or_beyond_the_most_is_refused(office: Office) -> None:
    made = office.views.save("events", "Một", {})[0]
    office.views.save("events", "Hai", {})
    for code, act in (
        ("view.name_missing", lambda: office.views.save("events", "  ", {})),
        ("view.name_taken", lambda: office.views.rename(made.id, "HAI")),
        ("view.not_found", lambda: office.views.delete("none")),
    ):
        with pytest.raises(UserError) as caught:
            act()
        assert caught.value.code == code
    for at in range(MOST - 2):
        office.views.save("events", f"Số {at}", {})
    with pytest.raises(UserError, match=r"view\.too_many"):
        office.views.save("events", "Thêm", {})


def test_a_filter_of_events_comes_back_as_it_was() -> None:
    wanted = EventFilter(
        query="trung thu", first=date(2026, 7, 1), last=date(2026, 9, 30), goals=("M3", "G2.1"), codes=("TH.TRA",),
        kinds=(EventKind.FILM,), states=(EventState.HELD, EventState.IDEA), sort="title", descending=False,
    )  # fmt: skip
    assert event_filter(plain_filter(wanted)) == wanted
    assert plain_filter(EventFilter()) == {"sort": "start", "down": True}


def test_what_cannot_be_read_in_a_view_is_passed_over() -> None:
    broken = {"kinds": ["film", "opera", 7], "states": "held", "first": "hôm qua", "sort": "; DROP", "goals": [1]}
    assert event_filter(broken) == EventFilter(kinds=(EventKind.FILM,))


def test_a_filter_of_partners_comes_back_as_it_was() -> None:
    wanted = PartnerFilter(
        query="báo", kind=PartnerKind.PERSON, category="AC.PRE", consent=Consent.GIVEN, country="CZ", promises=True,
        sort="last", descending=True,
    )  # fmt: skip
    assert partner_filter(plain_partner_filter(wanted)) == wanted
    assert partner_filter({"kind": ["person"], "consent": 7, "sort": None}) == PartnerFilter()


def test_every_view_of_the_sample_office_can_be_read(seeded_ids: SeededIds) -> None:
    made = saved_views(seeded_ids)
    assert {view.room for view in made} == {"events", "plan", "partners"}
    for view in made:
        if view.room == "partners":
            assert partner_filter(view.content) != PartnerFilter()
        else:
            kept = {name: value for name, value in view.content.items() if name != "quarter"}
            assert plain_filter(event_filter(kept)) == kept
