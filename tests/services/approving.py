"""An office of two people with a report in which every field says something; and its store opened with the key only."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from cultdip_desktop.app import Office
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.domain.directive import Directive, DirectiveTask
from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState
from cultdip_desktop.domain.letterhead import Letterhead
from cultdip_desktop.domain.media import Ground, Rights
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.register import Commendation, Initiative
from cultdip_desktop.domain.report import CommentSource
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.engine import Secret, connect
from cultdip_desktop.store.repo import directive as directive_rows
from tests.offices import PASSPHRASE

PERIOD = Period.parse("2026-Q3")
HEAD = "Lê Hoàng Phúc"
REASON = "Đã rà soát, số liệu còn thiếu sẽ bổ sung kỳ sau."

RICH: dict[str, Any] = {
    "title": {"vi": "Tuần lễ áo dài Praha", "en": "Áo dài week in Prague"},
    "summary": {"vi": "Trình diễn và triển lãm áo dài.", "en": "Áo dài shows and an exhibition."},
    "kind": "exhibition",
    "format": "hybrid",
    "state": "results_in",
    "start": "2026-08-20T17:00:00+02:00",
    "end": "2026-08-26T21:00:00+02:00",
    "zone": "Europe/Prague",
    "venue": {"vi": "Nhà hát Thành phố", "en": "Municipal Theatre"},
    "city": "Praha",
    "country": "CZ",
    "goals": [{"code": "M3", "primary": True, "reason": {"vi": "Tôn vinh di sản.", "en": "Honours heritage."}}],
    "actors": [{"partner": "Hội người Việt Nam tại CH Séc", "category": "AC.OVN", "role": "co_organiser"}],
    "results": {
        "attendance": {"value": 860, "kind": "on_site", "method": "counted"},
        "host_country_share": 0.41,
        "outcomes": {"vi": "Ba trường đặt lịch triển lãm.", "en": "Three schools booked the exhibition."},
        "lessons": {"vi": "Cần thêm người dẫn.", "en": "More guides are needed."},
        "follow_up": {"vi": "Gửi ảnh cho các trường.", "en": "Send pictures to the schools."},
        "press": [
            {"outlet": "Pražský deník", "kind": "print", "title": "Hedvábí a barvy", "language": "cs",
             "day": "2026-08-22", "reach": 40000, "link": "https://example.org/ao-dai"}
        ],
        "gains": [
            {"kind": "agreement", "text": {"vi": "Ghi nhớ với nhà hát.", "en": "A memorandum."}, "partner": "Divadlo"}
        ],
    },
    "money": [
        {"source": "RS.BUD", "stage": "spent", "amount": "38000.00", "currency": "CZK", "in_kind": True, "note": "Vải"}
    ],
    "audience": {"vi": "Học sinh, sinh viên", "en": "Pupils and students"},
    "fit": {"vi": "Phù hợp mùa du lịch", "en": "Fits the season"},
    "link_note": {"vi": "Hỗ trợ du lịch", "en": "Supports tourism"},
    "occasion_note": "75 năm quan hệ ngoại giao",
}  # fmt: skip


def add_head(office: Office) -> Person:
    """A head of mission besides the officer at the keyboard."""
    office.settings.add_person(HEAD, BiText("Đại sứ", "Ambassador"), approver=True)
    return next(person for person in office.settings.people() if person.name == HEAD)


def approved(office: Office) -> Person:
    """A report of the period that the officer has submitted and the head of mission has approved."""
    head = add_head(office)
    office.reporting.submit(PERIOD, REASON)
    office.reporting.approve(PERIOD, head.id)
    return head


def enrich(office: Office, folder: Path) -> str:
    """Let every field of what travels say something; gives the id of the event that has them all."""
    catalogue = office.catalogue.current()
    codes = {kind: catalogue.of_kind(kind)[0].code for kind in _FACETS if catalogue.of_kind(kind)}
    facets = {_FACETS[kind]: [code] for kind, code in codes.items()}
    scale, occasion = catalogue.of_kind("scale")[0].code, catalogue.of_kind("occasion")[0].code
    more = {"localities": ["VN.01", "VN.48"], "scale": scale, "occasion": occasion}
    event_id = office.events.add({**RICH, **facets, **more})[0].id
    picture = folder / "áo dài.jpg"
    Image.new("RGB", (64, 48), (150, 20, 20)).save(picture)
    rights = Rights(
        author="Trần Mây",
        rights_holder="Nhà hát",
        licence="CC BY",
        people="Lê Hà",
        minors=True,
        consent=Ground.PUBLIC_EVENT,
        consent_until=date(2036, 1, 1),
    )
    office.media.attach(event_id, [picture], caption=BiText("Áo dài", "Áo dài"), credit="Trần Mây", rights=rights)
    gone, _changes = office.events.add({**RICH, "title": {"vi": "Hủy", "en": ""}, "actors": []})
    office.events.delete(gone.id)
    reporting = office.reporting
    reporting.write_section(PERIOD, "III", BiText("Kết quả tốt.", "Good results."))
    reporting.comment(PERIOD, "section:III", "Nêu rõ số khách.", CommentSource.HEADQUARTERS)
    reporting.answer(reporting.comments(PERIOD)[0].id, "Đã bổ sung.")
    office.goals.record_gap("M4", PERIOD, BiText("Chờ hồ sơ.", "Waiting for files."))
    _registers(office, event_id)
    _asked(office)
    office.letterhead.save(
        Letterhead(contact=BiText("Plzeňská 214", "Plzeňská 214"), copies=BiText("Vụ Châu Âu", "Europe Department"))
    )
    return event_id


def _asked(office: Office) -> None:
    """A directive with an answer, and a remark on another report with one."""
    task = DirectiveTask(id=office.desk.ids.new(), directive_id=office.desk.ids.new(), title=BiText("Cử đầu mối"))
    made = Directive(id=task.directive_id, title=BiText("Chỉ đạo"), state=DirectiveState.RECEIVED, tasks=(task,))
    with office.desk.store.write("receive.directive") as tx:
        directive_rows.save(tx, made)
    office.received_directives.answer(task.id, DirectiveTaskState.UNDER_WAY, "Đã cử.")
    earlier = Period.parse("2026-Q1")
    office.reporting.comment(earlier, "", "Xem lại.", CommentSource.HEADQUARTERS)
    office.reporting.answer(office.reporting.comments(earlier)[0].id, "Đã xem.")


_FACETS = {
    "product": "products",
    "theme": "themes",
    "channel": "channels",
    "pillar": "pillars",
    "forum": "forums",
    "world_trend": "trends",
    "peoples_diplomacy": "people",
    "local_diplomacy": "local",
}


def _registers(office: Office, event_id: str) -> None:
    desk = office.desk
    person = office.settings.people()[0].id
    registers = office.registers
    registers.save_initiative(
        Initiative(
            id=desk.ids.new(),
            title=BiText("Tủ sách", "Bookshelf"),
            text=BiText("Sách cho con em.", "Books for children."),
            result=BiText("Đã có 300 cuốn.", "300 books."),
            person_id=person,
            proposed_on=date(2026, 7, 1),
            due=date(2026, 12, 1),
            event_id=event_id,
        )
    )
    registers.save_commendation(
        Commendation(
            id=desk.ids.new(),
            name="Hội Hữu nghị",
            award="Bằng khen",
            reason=BiText("Nhiều năm gắn bó.", "Many years of friendship."),
            proposed_on=date(2026, 7, 2),
            events=(event_id,),
        )
    )


@contextlib.contextmanager
def raw(home: Path) -> Iterator[Any]:
    """The store with its key and without its program: whoever has both can do this."""
    key = keyfile.unlock(home / "office.key.json", PASSPHRASE)
    secret = Secret(key.store_key, key.store_salt)
    with contextlib.closing(connect(home / "office.db", secret, mode="rw", foreign_keys=False)) as connection:
        for (name,) in list(connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
            connection.execute(f'DROP TRIGGER "{name}"')
        yield connection


def other(person: Person) -> Person:
    """The same person under another name."""
    return replace(person, name=f"{person.name} (khác)")
