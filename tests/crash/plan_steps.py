"""What an officer does while planning: series, tables taken in, partners, programme, goals, tasks, rates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from cultdip_desktop.domain.importing import ColumnMapping
from cultdip_desktop.domain.partner import Interaction
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.plan_words import DateRule, RateKind
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.partners import PartnerFilter
from tests.crash.ground import Ground

YEAR = 2027


def repeat(ground: Ground) -> object:
    event = ground.office.events.get(ground.events()[1].id)
    rule = YearlyRule(DateRule.CIVIL, 10, 28)
    return ground.office.series.repeat(event.id, rule, (event.day or date(YEAR, 1, 1)).year + 2)


def edit_series(ground: Ground) -> object:
    return ground.office.series.edit(ground.events()[1].id, {"city": "Ostrava"}, "all")


def move(ground: Ground) -> object:
    event = ground.office.events.get(ground.events()[0].id)
    return ground.office.calendar.move(event.id, (event.day or date(YEAR, 1, 1)) + timedelta(days=3))


def import_table(ground: Ground) -> object:
    sheet = ground.office.importing.read(ground.given / "Kế hoạch.csv")
    mapping = ColumnMapping(tuple(column.suggested for column in sheet.columns), year=YEAR)
    return ground.office.importing.run(ground.office.importing.plan(sheet, mapping))


def log_contact(ground: Ground) -> object:
    partner = ground.office.partners.find_ids(PartnerFilter())[0]
    contact = Interaction(id=ground.ids.new(), partner_id=partner, day=date(YEAR, 1, 5), summary="Gặp giám đốc.")
    return ground.office.partners.log(replace(contact, promise="Gửi danh mục phim", promise_due=date(YEAR, 2, 1)))


def merge(ground: Ground) -> object:
    first, second = ground.office.partners.find_ids(PartnerFilter())[:2]
    return ground.office.partners.merge(first, second)


def programme_item(ground: Ground) -> object:
    return ground.office.programme.add(YEAR, code="M3", quarter=2)


def freeze(ground: Ground) -> object:
    return ground.office.programme.freeze(YEAR, "Đại sứ duyệt lần đầu", None)


def goal_target(ground: Ground) -> object:
    return ground.office.goals.set_target("M3", YEAR, 7)


def goal_gap(ground: Ground) -> object:
    return ground.office.goals.record_gap("M4", Period.parse(f"{YEAR}-Q1"), BiText("Chờ hồ sơ của địa phương."))


def new_task(ground: Ground) -> object:
    tasks = ground.office.tasks
    return tasks.save(tasks.blank(ground.events()[0].id, "Gửi giấy mời", date(YEAR, 1, 20)))


def new_rate(ground: Ground) -> object:
    rate = ground.office.money.blank_rate("CZK", RateKind.YEARLY_AVERAGE, date(YEAR, 12, 31))
    return ground.office.money.save_rate(replace(rate, value=Decimal("1198.2"), source="Kho bạc"))
