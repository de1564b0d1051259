"""The columns that a table of events may have: their heads in both languages, and what people call them otherwise.

The heads are part of the format and no interface text: what was exported in one language is read again in the other, and
next year. A head is recognised without regard to marks and case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.fold import fold


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    key: str
    """Never changes; mappings are stored by it."""

    head: BiText
    also: tuple[str, ...] = ()
    """Folded heads that are understood too, besides both languages'."""

    width: int = 18
    """In characters, as a spreadsheet shows it."""

    def name(self, language: str) -> str:
        """Its head in a language."""
        return self.head.get(language)


def _column(key: str, vi: str, en: str, also: str = "", width: int = 18) -> Column:
    return Column(key, BiText(vi, en), tuple(part.strip() for part in also.split("|") if part.strip()), width)


COLUMNS: Final[tuple[Column, ...]] = (
    _column("number", "Số hiệu", "Number", "so su kien | ma su kien | event number | so hieu su kien", 14),
    _column("own_code", "Mã của đơn vị", "Own code", "ma | ma hoat dong | ma so | code | id | uid | ma rieng", 14),
    _column(
        "title_vi",
        "Tên hoạt động",
        "Title (Vietnamese)",
        "ten | ten su kien | su kien | hoat dong | noi dung hoat dong | ten hoat dong su kien | tieu de | ten chuong trinh"
        " | ten tieng viet | ten hoat dong tieng viet | vietnamese title | title | name | event | activity | subject",
        44,
    ),
    _column(
        "title_en", "Tên tiếng Anh", "Title (English)", "english title | title in english | ten hoat dong tieng anh", 44
    ),
    _column(
        "first_day",
        "Ngày bắt đầu",
        "First day",
        "ngay | thoi gian | ngay to chuc | tu ngay | thoi gian to chuc | thoi gian thuc hien | thoi gian du kien"
        " | ngay thuc hien | thoi diem | bat dau | date | day | start | start date | begin | when | from | ngay dien ra",
        14,
    ),
    _column("start_time", "Giờ bắt đầu", "Start time", "gio | gio to chuc | time | from time | tu gio", 10),
    _column("last_day", "Ngày kết thúc", "Last day", "den ngay | ket thuc | end | end date | until | to | den", 14),
    _column("end_time", "Giờ kết thúc", "End time", "den gio | to time", 10),
    _column("kind", "Loại hình", "Kind", "loai | loai su kien | loai hoat dong | the loai | type | category | event type"),
    _column("format", "Hình thức", "Format", "hinh thuc to chuc | phuong thuc | mode", 14),
    _column("state", "Trạng thái", "State", "tinh trang | tien do | status", 16),
    _column("state_reason", "Lý do hoãn, hủy", "Reason for the state", "ly do | reason | ly do hoan huy", 28),
    _column(
        "venue_vi", "Địa điểm", "Venue", "noi to chuc | dia diem to chuc | dia chi | place | location | where | noi", 30
    ),
    _column("venue_en", "Địa điểm (tiếng Anh)", "Venue (English)", "english venue", 30),
    _column("city", "Thành phố", "City", "thanh pho to chuc | tp | tinh thanh pho | town", 16),
    _column("country", "Nước", "Country", "quoc gia | nuoc so tai | dia ban", 12),
    _column("zone", "Múi giờ", "Time zone", "timezone | tz", 18),
    _column(
        "summary_vi",
        "Mô tả",
        "Summary (Vietnamese)",
        "noi dung | tom tat | noi dung chinh | mo ta noi dung | summary | description | details | noi dung tom tat",
        50,
    ),
    _column("summary_en", "Mô tả (tiếng Anh)", "Summary (English)", "english summary | summary in english", 50),
    _column("primary_goal", "Mục tiêu chính", "Primary goal", "muc tieu chu yeu | main goal", 16),
    _column("goals", "Mục tiêu khác", "Other goals", "muc tieu | cac muc tieu | goals | goal | muc tieu ngoai giao van hoa", 18),
    _column("goal_reason", "Đóng góp cho mục tiêu chính", "How it advances the primary goal", "dong gop", 44),
    _column("products", "Sản phẩm", "Products", "san pham van hoa | product"),
    _column("themes", "Chủ đề", "Themes", "noi dung van hoa | theme | topic"),
    _column("scale", "Quy mô", "Scale", "cap | cap do | level", 14),
    _column("channels", "Kênh đối ngoại", "Channels", "kenh | channel", 14),
    _column("pillars", "Trụ cột phối hợp", "Pillars", "tru cot | linh vuc phoi hop | pillar", 14),
    _column("forums", "Diễn đàn đa phương", "Forums", "dien dan | forum", 14),
    _column("trends", "Xu thế thế giới", "World trends", "xu the | trends", 14),
    _column("people", "Hình thức đối ngoại nhân dân", "Forms of people's diplomacy", "doi ngoai nhan dan", 14),
    _column("local", "Hình thức hợp tác địa phương", "Forms of local cooperation", "hop tac dia phuong", 14),
    _column("localities", "Địa phương Việt Nam", "Localities of Viet Nam", "dia phuong | tinh | provinces | localities", 20),
    _column("occasion", "Dịp", "Occasion", "nhan dip | dip to chuc", 14),
    _column("occasion_note", "Dịp cụ thể", "Which occasion", "occasion details", 28),
    _column("audience_vi", "Đối tượng", "Audience", "doi tuong tham du | thanh phan tham du | khach moi | target audience", 30),
    _column("audience_en", "Đối tượng (tiếng Anh)", "Audience (English)", "", 30),
    _column("fit_vi", "Sự phù hợp với sở tại", "Why it suits the place", "phu hop van hoa so tai | cultural fit", 36),
    _column("fit_en", "Sự phù hợp với sở tại (tiếng Anh)", "Why it suits the place (English)", "", 36),
    _column("link_vi", "Kết quả cho lĩnh vực khác", "Result for other pillars", "gan voi chinh tri kinh te", 36),
    _column("link_en", "Kết quả cho lĩnh vực khác (tiếng Anh)", "Result for other pillars (English)", "", 36),
    _column(
        "partners",
        "Đối tác",
        "Partners",
        "don vi phoi hop | phoi hop | co quan phoi hop | doi tac phoi hop | don vi to chuc | to chuc phoi hop | partner"
        " | co-organisers | organiser | organizer | ben phoi hop | don vi dong to chuc",
        40,
    ),
    _column(
        "planned",
        "Kinh phí dự kiến",
        "Planned amount",
        "kinh phi | du toan | du kien kinh phi | tong kinh phi | kinh phi du toan | ngan sach | budget | cost | planned"
        " | planned budget | planned cost | chi phi | chi phi du kien",
        24,
    ),
    _column("committed", "Kinh phí cam kết", "Committed amount", "da cam ket | committed", 24),
    _column("received", "Kinh phí đã nhận", "Received amount", "da nhan | received", 24),
    _column("spent", "Kinh phí đã chi", "Spent amount", "da chi | thuc chi | kinh phi thuc hien | quyet toan | spent | actual", 24),
    _column("source", "Nguồn kinh phí", "Source of money", "nguon | nguon von | nguon luc | funding | funding source", 22),
    _column("currency", "Loại tiền", "Currency", "dong tien | tien te | don vi tien te | don vi tinh tien", 10),
    _column(
        "planned_attendance",
        "Số người dự kiến",
        "Planned attendance",
        "so khach du kien | so luot khach du kien | luot khach du kien | so nguoi tham du du kien | so luong khach du kien"
        " | du kien so nguoi | planned audience | expected attendance | expected visitors | expected audience",
        12,
    ),
    _column(
        "attendance",
        "Số người tham dự",
        "Attendance",
        "so luot khach | so nguoi | so luong khach | so nguoi tham gia | luot khach | visitors | participants | so khach"
        " | so luong nguoi tham du",
        12,
    ),
    _column("attendance_kind", "Khách tham dự", "Who was counted", "", 14),
    _column("method", "Cách đếm", "How counted", "phuong phap dem | counting method", 18),
    _column("share", "Tỷ lệ khách sở tại", "Host-country share", "ty le khach nuoc so tai | share of host country", 12),
    _column("outcomes_vi", "Kết quả", "Outcome", "ket qua dat duoc | ket qua chinh | hieu qua | results | result | outcomes", 44),
    _column("outcomes_en", "Kết quả (tiếng Anh)", "Outcome (English)", "english outcome", 44),
    _column("lessons_vi", "Bài học", "Lessons", "bai hoc kinh nghiem | rut kinh nghiem | lesson | lessons learned", 36),
    _column("lessons_en", "Bài học (tiếng Anh)", "Lessons (English)", "", 36),
    _column("follow_up_vi", "Việc tiếp theo", "Follow-up", "cong viec tiep theo | huong tiep theo | next steps", 36),
    _column("follow_up_en", "Việc tiếp theo (tiếng Anh)", "Follow-up (English)", "", 36),
    _column("internal_note", "Ghi chú nội bộ", "Internal note", "ghi chu | luu y | note | notes | remarks | comment", 36),
    _column("risk_note", "Lưu ý rủi ro", "Risk note", "rui ro | van de nhay cam | risk", 36),
    _column("id", "Mã hệ thống", "System id", "system id", 38),
)  # fmt: skip
"""In the order of an exported table."""

BY_KEY: Final = {column.key: column for column in COLUMNS}

TEMPLATE: Final[tuple[str, ...]] = tuple(
    """
    own_code title_vi title_en first_day start_time last_day end_time kind format state venue_vi city country summary_vi
    summary_en primary_goal goals goal_reason products themes scale channels audience_vi partners planned source currency
    attendance method share outcomes_vi internal_note
    """.split()
)
"""Columns of the workbook to fill in; every other one of `COLUMNS` may be added by its head."""

_LONGEST: Final = 120
"""Characters of a head; a longer one is a text."""

_BRACKETS: Final = re.compile(r"\(.*?\)|\[.*?\]")
_SIGNS: Final = re.compile(r"[()\[\]*:#.]")
_ENGLISH: Final = re.compile(r"\b(?:tieng anh|english|en)\b")
_BILINGUAL: Final = re.compile(r"\s*[/|\n]\s*| - ")


def recognised(head: str) -> str | None:
    """The key of the column that a head names; None for one that nobody knows."""
    folded = fold(head)
    if len(folded) > _LONGEST:
        return None
    for candidate in (folded, *_BILINGUAL.split(folded)):
        bare = fold(_SIGNS.sub(" ", candidate))
        key = _HEADS.get(candidate) or _HEADS.get(bare)
        if key is None and not _ENGLISH.search(bare):
            key = _HEADS.get(fold(_SIGNS.sub(" ", _BRACKETS.sub(" ", candidate))))
        if key is not None:
            return key
    return None


def suggested(heads: Sequence[str]) -> tuple[str | None, ...]:
    """A column for every head, each column once: an exact head before a synonym, the first before the second."""
    keys = [recognised(head) for head in heads]
    exact = {
        key: index for index, (head, key) in reversed(list(enumerate(zip(heads, keys)))) if key and _is_exact(head, key)
    }
    taken: set[str] = set()
    result: list[str | None] = []
    for index, key in enumerate(keys):
        mine = key is not None and key not in taken and exact.get(key, index) == index
        result.append(key if mine else None)
        if mine and key is not None:
            taken.add(key)
    return tuple(result)


def _is_exact(head: str, key: str) -> bool:
    column = BY_KEY[key]
    return fold(head) in (fold(column.head.vi), fold(column.head.en))


def _heads() -> dict[str, str]:
    heads: dict[str, str] = {}
    for column in COLUMNS:
        for text in (column.head.vi, column.head.en, *column.also):
            heads.setdefault(fold(_SIGNS.sub(" ", fold(text))), column.key)
            if column.key.endswith("_vi"):
                for mark in ("tieng anh", "english", "en"):
                    heads.setdefault(f"{fold(text)} {mark}", f"{column.key[:-3]}_en")
                for mark in ("tieng viet", "vietnamese", "vi"):
                    heads.setdefault(f"{fold(text)} {mark}", column.key)
    return heads


_HEADS: Final = _heads()
