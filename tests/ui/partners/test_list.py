"""The list of partners: who is there, finding, filtering, the inspector, the trash."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner import Consent, Partner, PartnerKind
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.partners.view import PartnersRoom
from tests.ui.kit_typing import press, type_text
from tests.ui.partners.register import added

Settle = Callable[[], None]


def names(room: PartnersRoom) -> list[str]:
    model = room.list.model
    return [row.name for row in (model.row(at) for at in range(len(model.ids))) if row is not None]


def said(widget: object) -> str:
    labels = widget.findChildren(PlainLabel)  # type: ignore[attr-defined]
    return "\n".join(label.text() for label in labels)


def test_everybody_is_listed_in_the_vietnamese_order(room: PartnersRoom) -> None:
    assert names(room) == ["Bảo tàng Dân tộc học Praha", "Đàn bầu Praha", "Trần Văn Lộc"]


def test_words_without_marks_find_a_name(room: PartnersRoom, settle: Settle) -> None:
    type_text(room.list.search, "dan bau")
    press(room.list.search, Qt.Key.Key_Return)
    settle()
    assert names(room) == ["Đàn bầu Praha"]
    assert "1 đối tác" in room.list.filters.count.text()


def test_filters_narrow_the_list_and_are_cleared_together(room: PartnersRoom, settle: Settle) -> None:
    for field, value, left in (
        ("kind", PartnerKind.PERSON, ["Trần Văn Lộc"]),
        ("category", "AC.OVN", ["Đàn bầu Praha"]),
        ("consent", Consent.GIVEN, ["Bảo tàng Dân tộc học Praha"]),
        ("promises", True, ["Bảo tàng Dân tộc học Praha"]),
        ("country", "DE", ["Trần Văn Lộc"]),
    ):
        room.list.filters.menus[field]._actions[value].trigger()
        settle()
        assert names(room) == left
        assert len(room.list.filters.chips) == 1
        room.list.filters.clear_all.click()
        settle()
        assert len(names(room)) == 3


def test_the_inspector_tells_of_the_current_line(room: PartnersRoom, museum: Partner, settle: Settle) -> None:
    room.list.table.select(museum.id)
    settle()
    told = said(room.list.inspector)
    for part in ("Bảo tàng Dân tộc học Praha", "Gửi danh mục", "quá hạn từ", "Chỉ tên và nhóm đối tác được gửi đi."):
        assert part in told


def test_the_inspector_says_when_the_name_stays(room: PartnersRoom, office: Office, settle: Settle) -> None:
    refused = next(row for row in office.partners.suggest("loc"))
    room.list.table.select(refused.id)
    settle()
    assert "Đối tác không nêu tên" in said(room.list.inspector)


def test_delete_moves_to_the_trash_and_can_be_undone(
    room: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    told: list[object] = []
    room.done.connect(lambda _said, how: told.append(how))
    room.list.table.select(museum.id)
    room.list.table.setFocus()
    room.list.delete_current()
    settle()
    assert museum.name not in names(room)
    assert isinstance(told[0], ChangeSet)
    undone = office.undo.undo()
    room.kit.bus.publish(undone.change_set)
    settle()
    assert museum.name in names(room)


def test_enter_opens_and_escape_comes_back(room: PartnersRoom, museum: Partner, settle: Settle) -> None:
    room.list.table.select(museum.id)
    press(room.list.table, Qt.Key.Key_Return)
    settle()
    assert room.route() == Route("partners", "edit", museum.id)
    assert room.page.draft is not None
    room.page.back.emit()
    settle()
    assert room.route() == Route("partners")
    assert room.list.table.current_id() == museum.id


def test_what_events_and_other_windows_change_shows_at_once(room: PartnersRoom, office: Office, settle: Settle) -> None:
    added(office, "Ái Liên")
    room.kit.bus.publish(ChangeSet("x", "partner.add", frozenset({"partner"}), frozenset({"y"})))
    settle()
    assert names(room)[0] == "Ái Liên"


def test_a_list_sorted_by_promises_leads_with_who_has_most(room: PartnersRoom, settle: Settle) -> None:
    room.list.model.sort_asked.emit("promises", True)
    settle()
    assert names(room)[0] == "Bảo tàng Dân tộc học Praha"


def test_the_search_of_the_program_lists_what_it_was_asked_for(room: PartnersRoom, settle: Settle) -> None:
    room.list.filters.menus["kind"]._actions[PartnerKind.PERSON].trigger()
    settle()
    room.enter(Route("partners", params=(("find", "dan bau"),)))
    settle()
    assert names(room) == ["Đàn bầu Praha"]
    assert room.list.search.value() == "dan bau"
    assert not room.list.filters.chips


def test_a_filter_of_partners_is_saved_and_comes_back_with_one_key(room: PartnersRoom, settle: Settle) -> None:
    room.list.filters.menus["kind"]._actions[PartnerKind.PERSON].trigger()
    settle()
    room.list.views.ask_to_save()
    type_text(room.list.name_bar.line, "Người")
    press(room.list.name_bar.line, Qt.Key.Key_Return)
    settle()
    room.list.filters.clear_all.click()
    settle()
    assert len(names(room)) == 3
    QTest.keyClick(
        room.list.table, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settle()
    assert names(room) == ["Trần Văn Lộc"]
