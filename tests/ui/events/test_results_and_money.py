"""Results and money: exact numbers, typed as people write them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from cultdip_desktop.app import Office
from cultdip_desktop.domain.budget import totals
from cultdip_desktop.domain.event import Attendance, AttendanceKind, CountingMethod, Event
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from cultdip_desktop.ui.rooms.events.view_editor import EditorPage
from tests.ui.kit_typing import type_text

Settle = Callable[[], None]


def tab_of(room: EventsRoom, settle: Settle, event: Event, tab: str) -> EditorPage:
    room.enter(Route("events", "edit", event.id, (("tab", tab),)))
    settle()
    return room.editor


def said(editor: EditorPage) -> str:
    """What the card of sums says."""
    labels = editor.money.account.findChildren(PlainLabel)
    return " ".join(label.text() for label in labels).replace("\N{NO-BREAK SPACE}", " ")


def test_attendance_and_share_are_typed_as_vietnamese_writes_them(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = tab_of(room, settle, festival, "results")
    type_text(editor.results.attendance, "1.200")
    type_text(editor.results.share, "62,5")
    type_text(editor.results.outcomes.vi, "Ký thỏa thuận với Nhà hát.")
    editor.commit()
    settle()
    results = office.events.get(festival.id).results
    assert results.attendance == Attendance(1200, AttendanceKind.ON_SITE, CountingMethod.ESTIMATED)
    assert results.host_country_share == Decimal("0.625")
    assert results.outcomes.vi == "Ký thỏa thuận với Nhà hát."


def test_what_is_no_number_is_said_and_not_stored(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = tab_of(room, settle, festival, "results")
    type_text(editor.results.attendance, "nhiều")
    editor.results.attendance.editingFinished.emit()
    assert editor.results._attendance.error == "Nhập số nguyên, ví dụ 1200."
    editor.commit()
    settle()
    assert office.events.get(festival.id).results.attendance is None


def test_a_line_of_money_is_stored_once_it_has_an_amount(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = tab_of(room, settle, festival, "money")
    editor.money.add_button.click()
    editor.commit()
    settle()
    assert office.events.get(festival.id).money == ()
    row = editor.money._rows[0]
    row.source.set_value("RS.SOC")
    type_text(row.amount, "145.000,50")
    editor.commit()
    settle()
    assert office.events.get(festival.id).money == (
        MoneyLine("RS.SOC", MoneyStage.PLANNED, Money.parse("145000.50", "CZK")),
    )


def test_an_amount_below_zero_is_marked_and_not_stored(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = tab_of(room, settle, festival, "money")
    editor.money.add_button.click()
    row = editor.money._rows[0]
    row.source.set_value("RS.SOC")
    type_text(row.amount, "-145.000,50")
    editor.commit()
    settle()
    assert office.events.get(festival.id).money == ()
    assert row.amount.property("error") == "true"
    assert "từ 0 trở lên" in row.amount.toolTip()
    row.amount.clear()
    type_text(row.amount, "145.000,50")
    assert (row.amount.property("error"), row.amount.toolTip()) == ("false", "")


def test_a_line_of_money_is_removed(room: EventsRoom, office: Office, festival: Event, settle: Settle) -> None:
    editor = tab_of(room, settle, festival, "money")
    editor.money.add_button.click()
    type_text(editor.money._rows[0].amount, "100")
    editor.money._remove(editor.money._rows[0])
    editor.commit()
    settle()
    assert office.events.get(festival.id).money == ()


def test_totals_are_exact_and_per_currency() -> None:
    def line(source: str, amount: str, currency: str, stage: MoneyStage = MoneyStage.SPENT) -> MoneyLine:
        return MoneyLine(source, stage, Money.parse(amount, currency))

    lines = [
        line("RS.BUD", "0.10", "CZK"),
        line("RS.SOC", "0.20", "CZK"),
        line("RS.BUD", "1000", "VND", MoneyStage.PLANNED),
    ]
    czk, vnd = totals(lines)
    assert (czk.by_stage[MoneyStage.SPENT], vnd.by_stage[MoneyStage.PLANNED]) == (Decimal("0.30"), Decimal(1000))
    assert czk.socialised == Decimal("0.20")
    assert vnd.socialised_share == 0


def test_a_gift_is_marked_noted_and_kept_out_of_the_sums(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = tab_of(room, settle, festival, "money")
    editor.money.add_button.click()
    row = editor.money._rows[0]
    row.source.set_value("RS.INK")
    row.source.chosen.emit("RS.INK")
    type_text(row.amount, "5.000")
    type_text(row.note, "Hội phụ nữ tặng áo dài")
    editor.commit()
    settle()
    (line,) = office.events.get(festival.id).money
    assert (line.in_kind, line.note) == (True, "Hội phụ nữ tặng áo dài")
    assert office.events.get(festival.id).spent == {}
    shown = said(editor)
    assert "Hiện vật, tính riêng: 5.000 CZK" in shown


def test_an_equivalent_names_its_rate_and_a_missing_one_is_asked_for(
    room: EventsRoom, office: Office, festival: Event, settle: Settle
) -> None:
    editor = tab_of(room, settle, festival, "money")
    editor.money.add_button.click()
    type_text(editor.money._rows[0].amount, "1000")
    editor.commit()
    settle()
    assert editor.money.account.rate_button.isVisible()
    day = festival.day
    assert day is not None
    rate = office.money.blank_rate("CZK", RateKind.JUNE_ESTIMATE, day.replace(year=day.year - 1, month=6, day=1))
    room.kit.bus.publish(office.money.save_rate(replace(rate, value=Decimal("1209.35"), source="Kho bạc")))
    settle()
    shown = said(editor)
    assert "≈ 1.209.350 VND (1 CZK = 1.209,35 VND" in shown
    assert "Kho bạc" in shown
    assert not editor.money.account.rate_button.isVisible()
    asked: list[Route] = []
    room.go.connect(asked.append)
    editor.money.account.rate_button.click()
    assert asked == [Route("settings", "rates", "new")]
