"""Build a period's report from what the office has recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Literal, cast
from zoneinfo import ZoneInfo

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.event import REPORTABLE, Event, EventState
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.period import Period, PeriodRule, Window
from cultdip_desktop.domain.report import ReportKind, ReportLanguage, ReportOn, ReportState, plain_period
from cultdip_desktop.domain.report_flow import bench_of
from cultdip_desktop.filetypes.recognise import recognise
from cultdip_desktop.media import pictures
from cultdip_desktop.reports.data import DEFAULT_BASIS, DEFAULT_RECIPIENT, ReportData, serves
from cultdip_desktop.reports.facts import Fact, facts
from cultdip_desktop.reports.findings import check_report
from cultdip_desktop.services import report_reading
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.full_disk import Patient
from cultdip_desktop.services.letterhead import read as read_letterhead
from cultdip_desktop.services.letterhead import signer_of
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.query import events as event_query
from cultdip_desktop.store.query import partners as partner_query
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import media as media_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo import task as task_rows
from cultdip_desktop.store.store import Reader

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished document."""

    file: Path
    pages: int
    """0 for tables and Word files, which are parted into pages when they are opened."""

    findings: tuple[Finding, ...]


class ReportService:
    """The use cases of the Reports room and of `cultdip report`."""

    def __init__(self, desk: Desk, catalogue: CatalogueService) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def rule(self) -> PeriodRule:
        """How this office's periods become days."""
        with self._desk.store.read() as tx:
            return PeriodRule(str(office_rows.get_setting(tx, "period_rule", PeriodRule.CALENDAR.value)))

    def data(self, period: Period, *, kind: ReportKind = ReportKind.PERIODIC, focus: str = "") -> ReportData:
        """Everything the period's report says, read in one snapshot; of a thematic one, what serves its `focus`.

        Raises:
            UserError: `report.focus_unknown` when the catalogue has no such code.
        """
        if isinstance(period, ReportOn):
            kind, focus, period = period.kind, period.focus, plain_period(period)
        on = ReportOn(period.year, period.part, period.rule, kind, focus) if kind is not ReportKind.PERIODIC else period
        catalogue = self._catalogue.current()
        if focus and catalogue.find(focus) is None:
            raise UserError("report.focus_unknown", code=focus[:40])
        now = self._desk.clock.now()
        today = now.astimezone(ZoneInfo(self._desk.office.zone)).date()
        with self._desk.store.read() as tx:
            window, before = period.window, period.previous.window
            found = self._events(tx, Window(before.first, window.last), focus)
            later = self._events(tx, Window(window.last, window.last + timedelta(days=366)), focus)
            last_year = self._last_year(tx, period, found, focus)
            people = tuple(person for person in person_rows.all(tx) if person.active)
            inside = tuple(event for event in found if event.day in window)
            media = media_rows.of_events(tx, [event.id for event in inside])
            withheld = partner_query.withheld(tx)
            late = task_rows.late_of_events(tx, [event.id for event in inside], today)
            told = report_reading.told(tx, on, today)
            letterhead = read_letterhead(tx)
            alone = bench_of(people, str(office_rows.get_setting(tx, "one_person", "auto"))).one_person
        return ReportData(
            office=self._desk.office,
            period=period,
            kind=kind,
            focus=focus,
            events=tuple(withheld.events(inside)),
            previous=tuple(event for event in found if event.day in before),
            last_year=last_year,
            planned=tuple(withheld.events(event for event in later if event.state is EventState.APPROVED)),
            withheld=withheld,
            catalogue=catalogue,
            media=_travelling(media),
            signer=signer_of(letterhead, people),
            letterhead=letterhead,
            recipient=letterhead.recipients or DEFAULT_RECIPIENT,
            basis=letterhead.basis or DEFAULT_BASIS,
            drafter=next((person for person in people if person.id == self._desk.actor), None),
            as_of=now,
            sections=told.sections,
            initiatives=told.initiatives,
            commendations=told.commendations,
            titles=told.titles,
            gaps=told.gaps,
            programme=told.programme,
            number=told.report.number if told.report else None,
            issued_on=told.report.issued_on if told.report else None,
            kept_back=_kept_back(media),
            late=late,
            comments=told.comments,
            state=told.report.state if told.report else ReportState.DRAFT,
            one_person=alone,
        )

    def facts(self, period: Period, *, kind: ReportKind = ReportKind.PERIODIC, focus: str = "") -> tuple[Fact, ...]:
        """Every number of the report with the events behind it."""
        return facts(self.data(period, kind=kind, focus=focus))

    def findings(self, period: Period) -> tuple[Finding, ...]:
        """What the pre-sign check finds in the period."""
        return check_report(self.data(period))

    @in_workshop("reports.build")
    def build(
        self,
        period: Period,
        language: ReportLanguage,
        target: Path,
        progress: Progress,
        *,
        kind: ReportKind = ReportKind.PERIODIC,
        focus: str = "",
    ) -> Built:
        """Write the report as the target's ending says; the file appears whole or not at all.

        Raises:
            UserError: `report.ending_unknown`, `report.focus_unknown`, `file.no_space`, `file.not_writable`.
            Cancelled: nothing is left behind.
        """
        require_mission(self._desk)
        write = self._writer(target.suffix.lower())
        data = self.data(period, kind=kind, focus=focus)
        with durable.new_file(target) as handle:
            sink = Patient(handle)
            pages = write(data, language, cast("BinaryIO", sink), progress)
            sink.finish()
        return Built(target, pages, check_report(data))

    @in_workshop("reports.build_apart")
    def build_apart(
        self,
        period: Period,
        language: Literal["vi", "en"],
        target: Path,
        progress: Progress,
        signed_at: datetime | None = None,
    ) -> tuple[Built, ...]:
        """The report at `target` (.pdf) and each appendix in a file of its own beside it, all of them or none.

        `signed_at` (aware) is printed on the appendices as the moment of the agency's signature.

        Raises:
            UserError: `report.ending_unknown`, `file.exists`, `file.no_space`, `file.not_writable`.
            Cancelled: nothing is left behind.
        """
        from cultdip_desktop.reports.apart import build_apart

        require_mission(self._desk)
        if target.suffix.lower() != ".pdf":
            raise UserError("report.ending_unknown", ending=target.suffix[:10] or "–")
        data = self.data(period)
        pieces = build_apart(data, language, self.picture, progress, signed_at)
        findings = check_report(data)
        made: list[Built] = []
        try:
            for piece in pieces:
                file = target if piece.number == 0 else target.with_stem(f"{target.stem}.{_APPENDIX}-{piece.number}")
                durable.write_bytes(file, piece.content)
                made.append(Built(file, piece.pages, findings))
        except BaseException:
            for one in made:
                one.file.unlink(missing_ok=True)
            raise
        return tuple(made)

    @in_workshop("reports.draw")
    def draw(
        self,
        period: Period,
        language: ReportLanguage,
        progress: Progress | None = None,
        *,
        kind: ReportKind = ReportKind.PERIODIC,
        focus: str = "",
    ) -> bytes:
        """The report as PDF in memory, for looking at it.

        Raises:
            Cancelled: from `progress`.
        """
        target = BytesIO()
        self.write_pdf(self.data(period, kind=kind, focus=focus), language, target, progress or NoProgress())
        return target.getvalue()

    def write_pdf(self, data: ReportData, language: ReportLanguage, target: BinaryIO, progress: Progress) -> int:
        """Write the PDF of `data`; gives its pages."""
        from cultdip_desktop.reports.pdf import build_pdf  # ReportLab takes 0.2 s to load

        return build_pdf(data, language, target, self.picture, progress).pages

    def _write_word(self, data: ReportData, language: ReportLanguage, target: BinaryIO, progress: Progress) -> int:
        from cultdip_desktop.reports.word import build_docx  # so does python-docx

        build_docx(data, language, target, self.picture, progress)
        return 0

    def picture(self, item: MediaItem) -> bytes | None:
        """The picture as a document may show it: cleaned, sharp enough to print; None for films and documents."""
        if item.kind != "image":
            return None
        source = BytesIO(self._desk.vault.read(item.sha256))
        made = pictures.printed(source, recognise(source, item.file_name).filetype, item.file_name)
        return made.data if isinstance(made, pictures.Picture) else None

    def _writer(self, suffix: str) -> Callable[[ReportData, ReportLanguage, BinaryIO, Progress], int]:
        if suffix == ".pdf":
            return self.write_pdf
        if suffix == ".docx":
            return self._write_word
        if suffix in _TABLES:
            return lambda data, language, handle, _progress: _write_table(suffix, data, language, handle)
        raise UserError("report.ending_unknown", ending=suffix[:10] or "–")

    def _events(self, tx: Reader, window: Window, focus: str = "") -> list[Event]:
        wanted = EventFilter(
            first=window.first, last=window.last, states=tuple(REPORTABLE), sort="start", descending=False
        )
        found = event_rows.get_many(tx, event_query.find_ids(tx, wanted))
        return [event for event in found if serves(event, focus)] if focus else found

    def _last_year(self, tx: Reader, period: Period, found: list[Event], focus: str) -> tuple[Event, ...]:
        """Of the same period last year; of a whole year these are already among `found`."""
        window, known = period.year_before.window, period.previous.window
        if window == known:
            return tuple(event for event in found if event.day in window)
        return tuple(self._events(tx, window, focus))


_APPENDIX: Final = "phu-luc"
"""In the names of files that hold one appendix."""

_TABLES: Final = (".xlsx", ".csv")


def _write_table(suffix: str, data: ReportData, wanted: ReportLanguage, handle: BinaryIO) -> int:
    from cultdip_desktop.reports import table

    language: Language = "en" if wanted == "en" else "vi"
    handle.write(table.events_xlsx(data, wanted) if suffix == ".xlsx" else table.events_csv(data, language))
    return 0


def _travelling(media: Mapping[str, Sequence[MediaItem]]) -> dict[str, tuple[MediaItem, ...]]:
    """By event, the attachments that go along."""
    kept = {event_id: tuple(item for item in items if item.travels) for event_id, items in media.items()}
    return {event_id: items for event_id, items in kept.items() if items}


def _kept_back(media: Mapping[str, Sequence[MediaItem]]) -> tuple[MediaItem, ...]:
    """Attachments marked for the report that may not be published."""
    return tuple(item for items in media.values() for item in items if item.in_report and not item.publishable)
