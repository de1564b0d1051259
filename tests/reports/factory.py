"""A believable quarter of the embassy in Praha: fifteen events with everything that a report can show."""

from __future__ import annotations

import functools
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw

from cultdip_desktop.core.paths import resources
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.event import (
    Attendance,
    AttendanceKind,
    CountingMethod,
    Event,
    EventFormat,
    EventKind,
    EventState,
    GoalTag,
    Results,
)
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole, Person
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.strategy import Catalogue, Node
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.pdf import BuiltReport, build_pdf

PRAHA = "Europe/Prague"


def office() -> OfficeIdentity:
    """The embassy."""
    return OfficeIdentity(
        id="CZ-EMB",
        role=OfficeRole.MISSION,
        name=BiText("Đại sứ quán Việt Nam tại Cộng hòa Séc", "Embassy of Viet Nam in the Czech Republic"),
        short_name=BiText("ĐSQ tại CH Séc", "Embassy in Czechia"),
        city=BiText("Praha", "Prague"),
        country="CZ",
        zone=PRAHA,
        currency="CZK",
        language="vi",
        writer_id="0190d3a0-0000-7000-8000-000000000001",
        epoch=1,
        parent=BiText("Bộ Ngoại giao", "Ministry of Foreign Affairs"),
        symbol="ĐSQ",
    )


def ambassador() -> Person:
    """Who signs."""
    rank = BiText("Đại sứ đặc mệnh toàn quyền", "Ambassador Extraordinary and Plenipotentiary")
    return Person(id="0190d3a0-0000-7000-8000-000000000002", name="Lê Hoàng Phúc", rank=rank, approver=True)


@functools.cache
def catalogue() -> Catalogue:
    """The shipped edition."""
    plain = json.loads((resources() / "strategy" / "strategy_catalogue.json").read_text("utf-8"))
    nodes = tuple(
        Node(
            code=item["code"],
            parent=item["parent"],
            level=item["level"],
            kind=item["kind"],
            title=BiText(item["title_vi"] or "", item["title_en"] or ""),
            text=EMPTY,
            taggable=item["taggable"],
        )
        for item in plain["items"]
    )
    return Catalogue(plain["catalogue"], plain["edition"], BiText(plain["title_vi"], plain["title_en"]), nodes)


def at(day: int, month: int = 9, hour: int = 18, year: int = 2026) -> datetime:
    """A wall time in Praha, as an instant."""
    return datetime(year, month, day, hour, tzinfo=ZoneInfo(PRAHA)).astimezone(UTC)


def tag(code: str, reason: str = "", reason_en: str = "", *, primary: bool = False) -> GoalTag:
    """A goal tag of the shipped edition."""
    return GoalTag(code, "2026.1", primary, BiText(reason, reason_en))


def money(source: str, amount: str, currency: str = "CZK", stage: MoneyStage = MoneyStage.SPENT) -> MoneyLine:
    """A line of the books."""
    return MoneyLine(source, stage, Money.parse(amount, currency))


def event(serial: int, vi: str, en: str = "", *, start: datetime | None = None, **more: object) -> Event:
    """An event held at Praha in September 2026 unless told otherwise."""
    made = Event(
        id=f"0190d3a0-0000-7000-8000-{serial:012d}",
        office="CZ-EMB",
        number=f"SK-2026-{serial:03d}",
        title=BiText(vi, en),
        state=EventState.HELD,
        start=start or at(10),
        zone=PRAHA,
        city="Praha",
        country="CZ",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def came(value: int, share: str | None = None, outcomes: str = "", outcomes_en: str = "") -> Results:
    """Results with a counted audience."""
    return Results(
        Attendance(value, AttendanceKind.ON_SITE, CountingMethod.COUNTED),
        None if share is None else Decimal(share),
        BiText(outcomes, outcomes_en),
    )


def quarter_events() -> tuple[Event, ...]:
    """The third quarter of 2026: twelve held, one postponed, one cancelled, one approved for November."""
    return (*_notable_events(), *_smaller_events())


def _notable_events() -> tuple[Event, ...]:
    ovn = Actor("Hội người Việt Nam tại CH Séc", "AC.OVN", ActorRole.CO_ORGANISER)
    olomouc = Actor("Thành phố Olomouc", "AC.HOST", ActorRole.CO_ORGANISER)
    done = EventState.RESULTS_IN
    return (
        event(
            31, "Đêm hội Trung thu Praha 2026", "Prague Mid-Autumn Festival 2026", start=at(25, hour=17), end=at(25, hour=21),
            state=done, summary=BiText("Rước đèn, múa lân và rối nước cho thiếu nhi Việt – Séc.",
                                       "Lantern parade, lion dance and water puppets for Vietnamese and Czech children."),
            venue=BiText("Trung tâm thương mại Sapa", "Sapa Trade Centre"), actors=(ovn,),
            goals=(tag("M3", "Giới thiệu phong tục Tết Trung thu và nghề làm đèn Báo Đáp.",
                       "Presents Mid-Autumn customs and the Báo Đáp lantern craft.", primary=True),
                   tag("G5", "Hội người Việt và 12 doanh nghiệp cùng tổ chức.", "Organised with 12 businesses.")),
            results=came(1340, "0.62", "Quận Praha-Libuš đề nghị tổ chức thường niên.", "Praha-Libuš asks for a yearly edition."),
            money=(money("RS.BUD", "60000.00", stage=MoneyStage.PLANNED), money("RS.BUD", "59450.00"), money("RS.SOC", "30450.00")),
        ),
        event(
            28, "Triển lãm ảnh “Việt Nam – Đất nước, Con người”", "Photo exhibition “Viet Nam – Land and People”",
            start=at(14), end=at(18), state=done, kind=EventKind.EXHIBITION, city="Olomouc", actors=(olomouc,),
            venue=BiText("Bảo tàng Nghệ thuật hiện đại Olomouc", "Olomouc Museum of Modern Art"),
            goals=(tag("M1", "60 tác phẩm giới thiệu hình ảnh đất nước, con người Việt Nam với công chúng sở tại.",
                       "60 works show the country and its people.", primary=True), tag("M3", "Tôn vinh vẻ đẹp đất nước.")),
            results=came(2150, "0.91", "Thành phố Olomouc đề nghị lưu lại 12 tác phẩm tại thư viện."),
            money=(money("RS.BUD", "48200.50"), money("RS.HOST", "25000.00"), money("RS.BUS", "1500.00", "EUR")),
        ),
        event(
            33, "Những ngày Việt Nam tại Ostrava", "Viet Nam Days in Ostrava", start=at(28), end=at(29), state=done,
            kind=EventKind.VIETNAMDAY, city="Ostrava", venue=BiText("Tòa thị chính mới", "New City Hall"),
            summary=BiText("Gắn quảng bá văn hóa với xúc tiến thương mại, 18 doanh nghiệp tham gia.", "Culture and trade with 18 firms."),
            goals=(tag("G4", "Ký 01 thỏa thuận hợp tác văn hóa cấp địa phương.", "One local agreement signed.", primary=True), tag("M1")),
            results=came(3100, "0.75", "Ký 01 thỏa thuận hợp tác văn hóa.", "One cultural agreement was signed."),
            money=(money("RS.BUD", "120000.00"), money("RS.SOC", "98400.00")),
        ),
        event(
            22, "Tuần phim Việt Nam tại Brno", "Vietnamese Film Week in Brno", start=at(6, 7), end=at(11, 7), state=done,
            kind=EventKind.FILM, city="Brno", venue=BiText("Rạp Art", "Kino Art"),
            goals=(tag("M3", "Giới thiệu điện ảnh đương đại.", "Contemporary cinema.", primary=True),),
            results=came(860, "0.88"), money=(money("RS.BUD", "32000.00"),),
        ),
        event(
            23, "Phở và bánh mì: lớp nấu ăn cho thanh niên Séc", "Phở and bánh mì: a cooking class", start=at(18, 7),
            state=done, kind=EventKind.CUISINE, venue=BiText("Nhà văn hóa Karlín", "Karlín House of Culture"),
            goals=(tag("M3", "Ẩm thực là cửa ngõ văn hóa.", "Food opens the door.", primary=True), tag("U7", "Kể chuyện phở.")),
            results=came(120, "0.95"), money=(money("RS.SOC", "9800.00"),),
        ),
        event(
            24, "Tọa đàm “Quan họ và dân ca Moravia”", "Talk “Quan họ and Moravian folk song”", start=at(2, 8), state=done,
            kind=EventKind.TALK, city="Brno", format=EventFormat.HYBRID, venue=BiText("Đại học Masaryk", "Masaryk University"),
            goals=(tag("M5", "Trao đổi kinh nghiệm bảo tồn dân ca.", "Exchange on safeguarding folk song.", primary=True),
                   tag("G1", "Khuyến nghị cho hồ sơ chính sách.", "Advice for the policy file.")),
            results=came(95, "0.7"),
        ),
        event(
            25, "Hòa nhạc Đặng Thái Sơn", "Recital by Đặng Thái Sơn", start=at(20, 8), kind=EventKind.PERFORMANCE,
            venue=BiText("Rudolfinum, phòng Dvořák", "Rudolfinum, Dvořák Hall"),
            goals=(tag("M1", "Nâng cao hình ảnh quốc gia qua nghệ sĩ lớn.", "National image.", primary=True),),
            results=came(1080, "0.83"), money=(money("RS.BUD", "85000.00"), money("RS.BUS", "4000.00", "USD")),
        ),
    )  # fmt: skip


def _smaller_events() -> tuple[Event, ...]:
    done = EventState.RESULTS_IN
    return (
        event(26, "Lễ Vu Lan của cộng đồng", "Vu Lan of the community", start=at(27, 8), venue=BiText("Chùa Thiên Ân", ""),
              goals=(tag("G5", "Gắn kết đồng bào.", primary=True),), results=came(640)),
        event(27, "Ngày hội áo dài trên cầu Karl", "Áo dài day on Charles Bridge", start=at(5), state=done,
              goals=(tag("M3", "Áo dài giữa lòng Praha.", "Áo dài in Prague.", primary=True),), results=came(1500, "0.55")),
        event(29, "Gặp mặt báo chí Séc", "", start=at(16), kind=EventKind.TALK, goals=(tag("G6", "", primary=True),)),
        event(30, "Trại hè tiếng Việt", "Vietnamese language camp", start=at(10, 8), end=at(16, 8), city="Liberec",
              goals=(tag("G5", "Giữ gìn tiếng Việt.", "Keeps the language.", primary=True),), results=came(75)),
        event(32, "Họp nhóm ASEAN về di sản", "ASEAN heritage meeting", start=at(26), kind=EventKind.TALK,
              format=EventFormat.ONLINE, goals=(tag("M2", "Sáng kiến chung của nhóm.", "A joint idea.", primary=True),), results=came(40)),
        event(34, "Liên hoan múa rối Plzeň", "Plzeň puppet festival", start=at(12), city="Plzeň", state=EventState.POSTPONED,
              state_reason="Đoàn nghệ thuật chưa có thị thực"),
        event(35, "Chợ quê Việt Nam", "Vietnamese country fair", start=at(19), state=EventState.CANCELLED, state_reason="Lũ lụt tại Praha."),
        event(40, "Ngày Văn hóa Việt Nam 24/11", "Viet Nam Culture Day", start=at(24, 11), state=EventState.APPROVED,
              kind=EventKind.VIETNAMDAY, venue=BiText("Nhà hát Archa", "Archa Theatre"),
              goals=(tag("M3", "Hưởng ứng Ngày Văn hóa Việt Nam.", "Viet Nam Culture Day.", primary=True),)),
    )  # fmt: skip


def previous_events() -> tuple[Event, ...]:
    """Ten events of the second quarter."""
    return tuple(event(100 + n, f"Sự kiện quý II số {n}", start=at(3 + n, 5), results=came(800)) for n in range(10))


@functools.cache
def jpeg(number: int, width: int = 640, height: int = 480, orientation: int = 1) -> bytes:
    """A drawn picture with its number on it."""
    image = Image.new("RGB", (width, height), ((number * 53) % 200 + 40, (number * 97) % 200 + 40, 120))
    pen = ImageDraw.Draw(image)
    pen.rectangle((10, 10, width - 10, height - 10), outline=(255, 255, 255), width=6)
    pen.text((width // 2, height // 4), f"TOP {number}", fill=(255, 255, 0), font_size=height // 8, anchor="mm")
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()


def item(
    of: Event, position: int, caption: str = "", caption_en: str = "", credit: str = "", **more: object
) -> MediaItem:
    """A picture of an event."""
    name = f"{of.id}/{position}"
    made = MediaItem(
        id=f"{of.id}-{position}",
        event_id=of.id,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        file_name=f"anh-{position}.jpg",
        mime="image/jpeg",
        extension="jpg",
        kind="image",
        size=1000,
        caption=BiText(caption, caption_en),
        credit=credit,
        position=position,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def quarter_media(events: tuple[Event, ...]) -> dict[str, tuple[MediaItem, ...]]:
    """Three pictures of the first event, two of the second, one of the third, one without caption."""
    first, second, third, fourth = events[:4]
    return {
        first.id: (
            item(
                first,
                0,
                "Thiếu nhi Việt – Séc rước đèn ông sao quanh hồ Sapa",
                "Children parade with star lanterns",
                "Nguyễn Minh Hà",
                cover=True,
            ),
            item(first, 1, "Múa lân khai mạc", "Lion dance at the opening", "Nguyễn Minh Hà"),
            item(
                first,
                2,
                "Nghệ nhân Báo Đáp hướng dẫn làm đèn; phụ huynh và học sinh trường tiểu học Praha-Libuš cùng tham gia",
                "",
                "Trần Đức",
            ),
        ),
        second.id: (item(second, 0, "Khai mạc triển lãm", "Opening"), item(second, 1, "Khách tham quan", "Visitors")),
        third.id: (item(third, 0, "Lễ ký thỏa thuận hợp tác văn hóa", "Signing the agreement", "Jiří Novák"),),
        fourth.id: (item(fourth, 0), item(fourth, 1, "Không gửi", in_report=False)),
    }


def quarter(**more: object) -> ReportData:
    """The report of the third quarter of 2026."""
    events = quarter_events()
    made = ReportData(
        office=office(),
        period=Period.parse("2026-Q3"),
        events=events,
        planned=events,
        previous=previous_events(),
        catalogue=catalogue(),
        media=quarter_media(events),
        signer=ambassador(),
        as_of=datetime(2026, 10, 5, 14, 5, tzinfo=UTC),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def issued(**more: object) -> ReportData:
    """The same, numbered and dated."""
    return quarter(number=5, issued_on=date(2026, 10, 7), **more)


def drawn(shown: MediaItem) -> bytes | None:
    """The picture of an item."""
    return jpeg(shown.position, 480, 640) if shown.position == 1 else jpeg(shown.position)


def built(
    data: ReportData, language: Language = "vi", picture: Callable[[MediaItem], bytes | None] = drawn
) -> tuple[bytes, BuiltReport]:
    """The PDF and what came of it."""
    target = io.BytesIO()
    report = build_pdf(data, language, target, picture, NoProgress())
    return target.getvalue(), report
