"""What a sample headquarters knows of its missions: deadlines, other days, people to call. All persons are invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from cultdip_desktop.domain.duty import Contact, Duty, Extension
from cultdip_desktop.domain.letterhead import Authority, Letterhead, to_plain
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services import letterhead
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import contact as contact_rows
from cultdip_desktop.store.repo import duty as duty_rows
from cultdip_desktop.store.repo import office as office_rows

_QUARTERS: Final = 5
"""Duties of the running quarter and the four before it."""

_LATER: Final = 18
"""Days that an extension gives."""

_PEOPLE: Final = (
    ("CZ-EMB", "Nguyễn Minh Hà", "Bí thư thứ nhất, phụ trách văn hóa", "+420 555 010 021"),
    ("CZ-EMB", "Phạm Quốc Khánh", "Tham tán, Phó Trưởng cơ quan", "+420 555 010 020"),
    ("PL-EMB", "Lê Thu Phương", "Bí thư thứ hai", "+48 555 010 118"),
    ("FR-EMB", "Đỗ Hoàng Anh", "Tham tán văn hóa", "+33 5 55 01 00 47"),
    ("PM-UNESCO", "Vũ Khánh Linh", "Bí thư thứ nhất", "+33 5 55 01 00 52"),
    ("JP-EMB", "Trần Đức Long", "Tham tán", "+81 555 010 033"),
    ("JP-CG-OSAKA", "Hoàng Bảo Ngọc", "Lãnh sự", "+81 555 010 071"),
    ("DE-EMB", "Ngô Thanh Tùng", "Bí thư thứ nhất", "+49 555 010 064"),
    ("US-EMB", "Bùi Gia Hân", "Bí thư thứ hai", "+1 202 555 0147"),
    ("AU-EMB", "Đặng Nhật Minh", "Bí thư thứ nhất", "+61 5550 1009"),
)
_OTHER_DAYS: Final = (
    ("PL-EMB", "Đại sứ quán đề nghị do bàn giao cán bộ phụ trách văn hóa trong kỳ."),
    ("MX-EMB", "Cơ quan đề nghị vì sự kiện lớn cuối kỳ chưa quyết toán xong."),
    ("PM-UN-GVA", "Phái đoàn đề nghị do trùng kỳ họp."),
)
_EXCUSED: Final = (("US-CG-NEWYOR", "Cơ quan báo cáo chung với Đại sứ quán trong kỳ này."),)


def furnish(desk: Desk, today: date) -> None:
    """Write it in one action, which nobody undoes."""
    with desk.store.write("office.demo", actor=desk.actor) as tx:
        current = Period.quarter_of(today).previous
        period = Period.quarter_of(current.window.last + timedelta(days=1))
        duties = {}
        for _number in range(_QUARTERS):
            due = period.window.last + timedelta(days=15)
            duties[period] = duty_rows.save(tx, Duty(id=desk.ids.new(), period=period, due=due))
            period = period.previous
        duty = duties[current]
        for office, reason in _OTHER_DAYS:
            later = duty.due + timedelta(days=_LATER)
            duty_rows.extend(tx, _extension(desk, duty, office, later, reason))
        for office, reason in _EXCUSED:
            duty_rows.extend(tx, _extension(desk, duty, office, None, reason))
        for position, (office, name, role, phone) in enumerate(_PEOPLE, 1):
            email = f"vanhoa.{office.lower()}@example.org"
            entry = Contact(
                id=desk.ids.new(), office=office, name=name, role=role, phone=phone, email=email, position=position
            )
            contact_rows.save(tx, entry)
        plain = to_plain(_letterhead())
        del plain["seal_width"]  # kept with the picture
        office_rows.set_setting(tx, letterhead.SETTING, plain)


def _extension(desk: Desk, duty: Duty, office: str, due: date | None, reason: str) -> Extension:
    return Extension(
        id=desk.ids.new(), duty_id=duty.id, office=office, due=due, reason=reason, person_id=desk.actor
    )  # fmt: skip


def _letterhead() -> Letterhead:
    return Letterhead(
        authority=Authority.BY_ORDER,
        head=BiText("Bộ trưởng", "Minister"),
        position=BiText("Cục trưởng", "Director General"),
        copies=BiText("Lãnh đạo Bộ (để báo cáo)", "Leaders of the Ministry (for information)"),
        unit_symbol="NVNG",
    )
