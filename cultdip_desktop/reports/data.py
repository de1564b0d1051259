"""What a report is made of, and the few questions that every page, table and check asks of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from cultdip_desktop.core import canonical
from cultdip_desktop.domain.budget import Totals
from cultdip_desktop.domain.budget import totals as budget_totals
from cultdip_desktop.domain.codec import bitext_to_plain, event_to_plain
from cultdip_desktop.domain.coverage import GapReason
from cultdip_desktop.domain.event import FACETS, Event, EventState
from cultdip_desktop.domain.figures import Dimension, FigureRow, Figures, count
from cultdip_desktop.domain.letterhead import Letterhead
from cultdip_desktop.domain.letterhead import to_plain as letterhead_plain
from cultdip_desktop.domain.media import MediaItem, rights_to_plain
from cultdip_desktop.domain.mission import OfficeIdentity, Person
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.programme import ItemView
from cultdip_desktop.domain.register import Commendation, Initiative
from cultdip_desktop.domain.report import ReportComment, ReportKind, ReportSection, ReportState
from cultdip_desktop.domain.strategy import GOALS, Catalogue
from cultdip_desktop.domain.task import Task
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.withheld import NOTHING_WITHHELD, Withheld
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.i18n.sort import sort_key

DEFAULT_RECIPIENT: Final = BiText(
    "Bộ Ngoại giao (Cục Ngoại vụ và Ngoại giao văn hóa)",
    "Ministry of Foreign Affairs (Department of External Affairs and Cultural Diplomacy)",
)
"""Whom a mission reports to, until the office's settings name another unit."""

DEFAULT_BASIS: Final = BiText(
    "Quyết định số 2013/QĐ-TTg ngày 30 tháng 11 năm 2021 của Thủ tướng Chính phủ phê duyệt "
    "Chiến lược Ngoại giao văn hóa đến năm 2030",
    "Decision No. 2013/QĐ-TTg of 30 November 2021 of the Prime Minister approving the "
    "Cultural Diplomacy Strategy to 2030",
)
"""The decision that the first paragraph refers to, in full as Decree 30/2020 (Appendix I, II.6.b) asks."""

Which = Literal["now", "before", "last_year"]

_NO_MEDIA: Final[Mapping[str, tuple[MediaItem, ...]]] = {}
_NO_SECTIONS: Final[Mapping[str, ReportSection]] = {}
_NO_TITLES: Final[Mapping[str, BiText]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """Everything one report says, in domain values; the same data give the same bytes."""

    office: OfficeIdentity
    period: Period
    events: tuple[Event, ...]
    """Reportable events; those outside the period's window are passed over."""

    catalogue: Catalogue
    as_of: datetime
    """The cut: aware instant at which the data were read."""

    planned: tuple[Event, ...] = ()
    """Approved events after the window, for the outlook; others are passed over."""

    previous: tuple[Event, ...] = ()
    """Events of the period before, for the comparison; may hold more than that period."""

    last_year: tuple[Event, ...] = ()
    """Events of the same period of the year before; may hold more than that period."""

    kind: ReportKind = ReportKind.PERIODIC
    focus: str = ""
    """Code of the catalogue that a thematic report looks at; the events given serve it, every figure says so."""

    sections: Mapping[str, ReportSection] = field(default_factory=lambda: _NO_SECTIONS)
    """What the office wrote, ticked or left out, by key of the outline."""

    initiatives: tuple[Initiative, ...] = ()
    """The office's register; those of the window or still open are printed."""

    commendations: tuple[Commendation, ...] = ()
    """The office's register; those proposed in the window are printed."""

    titles: Mapping[str, BiText] = field(default_factory=lambda: _NO_TITLES)
    """Titles of events that the registers name, by id."""

    gaps: tuple[GapReason, ...] = ()
    """Recorded reasons why goals have no event, of all quarters."""

    programme: tuple[ItemView, ...] = ()
    """Items of the annual programmes of the window's years and of the next one."""

    media: Mapping[str, tuple[MediaItem, ...]] = field(default_factory=lambda: _NO_MEDIA)
    """Attachments that travel, by event id."""

    signer: Person | None = None
    letterhead: Letterhead = field(default_factory=Letterhead)
    """What head and end of the document bear by the office's settings."""

    drafter: Person | None = None
    """Who wrote it; the initials are printed below the recipients (box 12)."""

    number: int | None = None
    """Serial number of the document in its year; blank until issue."""

    issued_on: date | None = None
    """Day of issue; blank until then."""

    recipient: BiText = DEFAULT_RECIPIENT
    basis: BiText = DEFAULT_BASIS
    document_id: str = ""
    """Printed in every footer; made of office and period when empty."""

    withheld: Withheld = NOTHING_WITHHELD
    """Names of partners who do not wish to be listed; the events do not carry them any more, texts may."""

    one_person: bool = False
    """The office has one person, so that drafting and approving are one act; the report says so."""

    kept_back: tuple[MediaItem, ...] = ()
    """Attachments of the window's events that were marked for the report but may not be published: for the check."""

    late: tuple[Task, ...] = ()
    """Open tasks of the window's events whose day is past: for the check, they never leave the machine."""

    comments: tuple[ReportComment, ...] = ()
    """Remarks on this report: for the check."""

    state: ReportState = ReportState.DRAFT
    """Where the report stands: for the check, since a number is given after the approval."""

    known: Known = field(default_factory=lambda: Known(), init=False, repr=False, compare=False)

    @property
    def window(self) -> Window:
        """The days that every figure of the report covers."""
        return self.period.window

    @property
    def stem(self) -> str:
        """The middle of the names of its files: `2026-q3`, `2021-01-01_2026-06-30-midterm`, `2026-m3`."""
        kind = self.kind.value if self.kind is ReportKind.MIDTERM else ""
        return "-".join(filter(None, (str(self.period).replace("..", "_"), kind, self.focus))).lower()

    @property
    def document(self) -> str:
        """The id in the footer."""
        return self.document_id or "-".join(filter(None, (self.office.id, str(self.period), self.focus)))

    @property
    def cut_day(self) -> date:
        """The day of the cut on the office's calendar."""
        return self.as_of.astimezone(ZoneInfo(self.office.zone)).date()


class Known:
    """What was worked out of the data once and is asked for on every page."""

    __slots__ = ("counted", "digest", "listed")

    def __init__(self) -> None:
        self.digest = ""
        self.listed: tuple[Event, ...] | None = None
        self.counted: dict[tuple[str, Dimension], Figures] = {}

    def note_digest(self, digest: str) -> str:
        """Keep it."""
        self.digest = digest
        return digest


def listed(data: ReportData) -> tuple[Event, ...]:
    """Reportable events of the window, by day, then by Vietnamese title, then by id."""
    if data.known.listed is None:
        chosen = (event for event in data.events if event.reportable and event.day in data.window)
        data.known.listed = tuple(sorted(chosen, key=_order))
    return data.known.listed


def held(data: ReportData) -> tuple[Event, ...]:
    """The events that the figures count, in the order of `listed`."""
    return tuple(event for event in listed(data) if event.counted)


def outlook(data: ReportData) -> tuple[Event, ...]:
    """Approved events after the window, by day."""
    chosen = {
        event.id: event
        for event in (*data.planned, *data.events)
        if event.reportable and event.state is EventState.APPROVED and event.day is not None
        if event.day > data.window.last
    }
    return tuple(sorted(chosen.values(), key=_order))


def put_off(data: ReportData) -> tuple[Event, ...]:
    """Postponed and cancelled events of the window."""
    states = (EventState.POSTPONED, EventState.CANCELLED)
    return tuple(event for event in listed(data) if event.state in states)


def photos(data: ReportData, event: Event) -> tuple[MediaItem, ...]:
    """The event's pictures that travel: the cover first, then by their position."""
    items = [item for item in data.media.get(event.id, ()) if item.travels and item.kind == "image"]
    return tuple(sorted(items, key=lambda item: (not item.cover, item.position, item.id)))


def totals(data: ReportData) -> FigureRow:
    """Distinct events, attendance and money spent of the window."""
    return figures(data, Dimension.KIND).total


def totals_before(data: ReportData) -> FigureRow:
    """The same of the period before."""
    return figures(data, Dimension.KIND, "before").total


def totals_last_year(data: ReportData) -> FigureRow:
    """The same of this period of the year before."""
    return figures(data, Dimension.KIND, "last_year").total


def figures(data: ReportData, dimension: Dimension, which: Which = "now") -> Figures:
    """Figures of the window, of the period before or of the same one last year, as headquarters counts them."""
    known = data.known.counted.get((which, dimension))
    if known is None:
        events, window = {
            "now": (data.events, data.window),
            "before": (data.previous, data.period.previous.window),
            "last_year": (data.last_year, data.period.year_before.window),
        }[which]
        known = data.known.counted[which, dimension] = count(events, window, dimension)
    return known


def by_group(data: ReportData) -> Figures:
    """Figures by goal and solution group, as headquarters counts them."""
    return figures(data, Dimension.GROUP)


def money(data: ReportData) -> tuple[Totals, ...]:
    """Money of the events held, by currency, source and stage; gifts in kind apart."""
    return budget_totals(line for event in held(data) for line in event.money)


def serves(event: Event, focus: str) -> bool:
    """Whether an event bears a code of the catalogue, or one below it, as a tag or in any of its lists."""
    codes = [tag.code for tag in event.goals]
    for name in FACETS.values():
        codes += getattr(event, name)
    codes += [code for code in (event.scale, event.occasion) if code]
    return any(code == focus or code.startswith(f"{focus}.") for code in codes)


def rows_of(figures: Figures, codes: tuple[str, ...]) -> tuple[FigureRow, ...]:
    """One row for each of `codes`, in that order, with zeros where nothing was done."""
    known = {row.key: row for row in figures.rows}
    nothing = count((), figures.window, figures.dimension).total
    return tuple(known.get(code) or _renamed(nothing, code) for code in codes)


def idle_goals(data: ReportData) -> tuple[str, ...]:
    """Goals M1 to M5 for which no event was held."""
    return tuple(row.key for row in rows_of(by_group(data), GOALS) if not row.events)


def content_sha256(data: ReportData) -> str:
    """Digest (64 hex digits) of what the report says; the same in both languages, and what an approval binds.

    The instant of the cut, the number and the day of issue stay out: they come after the approval.
    """
    return data.known.digest or data.known.note_digest(hashlib.sha256(content_bytes(data)).hexdigest())


def content_bytes(data: ReportData) -> bytes:
    """What the report says, as canonical JSON: the bytes that `content_sha256` is the digest of."""
    events = sorted((*listed(data), *outlook(data)), key=lambda event: event.id)
    plain: dict[str, canonical.Json] = {
        "office": data.office.id,
        "period": str(data.period),
        "rule": data.period.rule.value,
        "catalogue": f"{data.catalogue.code}/{data.catalogue.edition}",
        "signer": None if data.signer is None else data.signer.id,
        "letterhead": letterhead_plain(data.letterhead),
        "events": [event_to_plain(event, for_package=True) for event in events],
        "media": [_media_plain(item) for event in events for item in photos(data, event)],
        "before": [_row_plain(totals_before(data)), _row_plain(totals_last_year(data))],
        "kind": [data.kind.value, data.focus],
        "sections": [
            [key, bitext_to_plain(section.text), section.included] for key, section in sorted(data.sections.items())
        ],
        "registers": [
            *(
                [one.id, bitext_to_plain(one.title), bitext_to_plain(one.text), one.stage.value]
                for one in data.initiatives
            ),
            *([one.id, one.name, one.award, bitext_to_plain(one.reason), *one.events] for one in data.commendations),
        ],
        "gaps": [[one.code, one.year, one.quarter, bitext_to_plain(one.reason)] for one in data.gaps],
        "programme": [[one.item.id, bitext_to_plain(one.item.title), one.done, one.target] for one in data.programme],
    }
    return canonical.encode(sound(plain))


def _row_plain(row: FigureRow) -> list[canonical.Json]:
    spent = [f"{amount:f} {currency}" for currency, amount in row.spent.items()]
    return [row.events, row.attendance, *spent]


def sound(value: canonical.Json) -> canonical.Json:
    """The same with every text in NFC and without lone surrogates, which canonical JSON refuses."""
    if isinstance(value, str):
        return nfc(value).encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, Mapping):
        return {key: sound(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [sound(item) for item in value]
    return value


def _media_plain(item: MediaItem) -> dict[str, canonical.Json]:
    return {
        "sha256": item.sha256,
        "caption": bitext_to_plain(item.caption),
        "credit": item.credit,
        **rights_to_plain(item),
    }


def _order(event: Event) -> tuple[date, str, str]:
    return (event.day or date.max, sort_key(event.title.get("vi")), event.id)


def _renamed(row: FigureRow, key: str) -> FigureRow:
    return FigureRow(key, row.events, row.weighted, row.attendance, row.spent, row.event_ids)
