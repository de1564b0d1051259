"""The registers of initiatives and of proposals to commend: written, undone, thrown away, brought back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import TRASH_KEPT
from cultdip_desktop.domain.labels import step_label
from cultdip_desktop.domain.partner import Consent
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.register import Commendation, Initiative, InitiativeStage
from cultdip_desktop.domain.register_words import field_words, value_words
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from tests.services.planning import event, praha


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new mission in Praha."""
    with praha(tmp_path) as made:
        yield made


def initiative(office: Office, title: str, **changes: object) -> Initiative:
    """A stored one."""
    made = replace(office.registers.blank_initiative(), title=BiText(title), **changes)  # type: ignore[arg-type]
    office.registers.save_initiative(made)
    return made


def commendation(office: Office, name: str, **changes: object) -> Commendation:
    """A stored one."""
    made = replace(office.registers.blank_commendation(), name=name, **changes)  # type: ignore[arg-type]
    office.registers.save_commendation(made)
    return made


def test_a_new_initiative_is_proposed_today_by_who_is_at_the_keyboard(office: Office) -> None:
    made = initiative(office, "Lịch chung hoạt động văn hóa tại Trung Âu")
    kept = office.registers.initiative(made.id)
    assert (kept.proposed_on, kept.person_id, kept.stage) == (
        date(2026, 9, 16),
        office.desk.actor,
        InitiativeStage.PROPOSED,
    )
    assert [one.id for one in office.registers.initiatives()] == [made.id]


def test_the_window_chooses_by_the_day_of_the_proposal(office: Office) -> None:
    initiative(office, "Tuần hàng Việt Nam", proposed_on=date(2026, 6, 30))
    later = initiative(office, "Lớp bồi dưỡng", proposed_on=date(2026, 7, 1))
    third = Window(date(2026, 7, 1), date(2026, 9, 30))
    assert [one.id for one in office.registers.initiatives(third)] == [later.id]


def test_autosaves_of_one_field_are_one_undo(office: Office) -> None:
    made = initiative(office, "Tuần")
    for text in ("Tuần hàng", "Tuần hàng Việt", "Tuần hàng Việt Nam"):
        office.registers.save_initiative(replace(made, title=BiText(text)), step="title.1")
    state = office.undo.state()
    assert state.undo is not None
    assert step_label(Words("vi"), state.undo.label, state.undo.params) == "sửa sáng kiến «Tuần hàng»"
    office.undo.undo()
    assert office.registers.initiative(made.id).title.vi == "Tuần"
    office.undo.undo()
    assert office.registers.initiatives() == ()


def test_a_deleted_initiative_waits_in_the_trash_and_comes_back(office: Office) -> None:
    made = initiative(office, "Bản thuyết minh bằng mã QR")
    office.registers.delete_initiative(made.id)
    assert office.registers.initiatives() == ()
    with pytest.raises(UserError) as refused:
        office.registers.initiative(made.id)
    assert refused.value.code == "register.not_found"
    (row,) = office.trash.rows()
    assert (row.kind, row.title.vi) == ("initiative", "Bản thuyết minh bằng mã QR")
    office.trash.restore([row])
    assert [one.id for one in office.registers.initiatives()] == [made.id]


def test_the_trash_lets_go_of_a_proposal_after_90_days(office: Office) -> None:
    made = commendation(office, "Hội người Việt Nam tại CH Séc")
    office.registers.delete_commendation(made.id)
    clock = office.desk.clock
    assert isinstance(clock, FixedClock)
    clock.set(clock.now() + TRASH_KEPT - timedelta(days=1))
    office.trash.purge_expired()
    assert [row.kind for row in office.trash.rows()] == ["commendation"]
    clock.set(clock.now() + timedelta(days=2))
    office.trash.purge_expired()
    assert office.trash.rows() == ()


def test_an_entry_in_the_trash_cannot_be_written(office: Office) -> None:
    made = commendation(office, "Jana Nováková")
    office.registers.delete_commendation(made.id)
    with pytest.raises(UserError) as refused:
        office.registers.save_commendation(replace(made, award="Giấy khen"))
    assert refused.value.code == "register.not_found"


def test_an_initiative_is_not_due_before_it_was_proposed(office: Office) -> None:
    made = initiative(office, "Tuần phim")
    with pytest.raises(UserError) as refused:
        office.registers.save_initiative(replace(made, due=date(2026, 9, 15)))
    assert refused.value.code == "register.due_before"


def test_texts_have_an_end(office: Office) -> None:
    with pytest.raises(UserError) as refused:
        initiative(office, "ư" * 301)
    assert refused.value.code == "register.text_too_long"
    initiative(office, "ư" * 300)


def test_nobody_is_proposed_who_does_not_wish_to_be_listed(office: Office) -> None:
    partner, _changes = office.partners.save(
        replace(office.partners.blank(), name="Phạm Thu Hà", consent=Consent.REFUSED, consent_day=date(2026, 9, 1))
    )
    for given in ({"partner_id": partner.id}, {}):
        with pytest.raises(UserError) as refused:
            commendation(office, "phạm thu hà", **given)
        assert refused.value.code == "register.partner_refused"


def test_events_as_evidence_are_kept_once_each_in_their_order(office: Office) -> None:
    first, second = (event(office, title, "2026-05-08", "M3") for title in ("Tuần phim Praha", "Tuần phim Brno"))
    made = commendation(office, "Hội Hữu nghị Séc – Việt", events=(second.id, first.id, second.id))
    assert office.registers.commendation(made.id).events == (second.id, first.id)
    assert [row.id for row in office.registers.events([second.id, first.id])] == [second.id, first.id]
    assert [row.id for row in office.registers.find_events("tuan phim brno")] == [second.id]


def test_the_history_says_what_changed_in_words(office: Office) -> None:
    made = initiative(office, "Tuần phim")
    office.registers.save_initiative(replace(made, due=date(2026, 12, 31), stage=InitiativeStage.UNDER_WAY))
    words = Words("vi")
    said = {
        (
            field_words(words, one.field),
            value_words(words, one.field, one.old, {}),
            value_words(words, one.field, one.new, {}),
        )
        for one in office.registers.history(made.id)
        if one.field
    }
    assert said == {("Hạn", "", "31/12/2026"), ("Trạng thái", "Đề xuất", "Đang triển khai")}
