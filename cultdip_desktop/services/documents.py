"""Documents beside the period's report (R25): what each is made of is read here, from the services that know it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, cast
from zoneinfo import ZoneInfo

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain import budget as budget_rules
from cultdip_desktop.domain import coverage as coverage_rules
from cultdip_desktop.domain.anniversary import AnniversaryKind, Occasion
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.partner import Consent
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.register import Initiative
from cultdip_desktop.domain.report import ReportLanguage
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.data import ReportData, held
from cultdip_desktop.reports.documents import contents
from cultdip_desktop.reports.documents.matter import (
    BackupLine,
    BriefingMatter,
    BudgetMatter,
    CommendationsMatter,
    CoverageMatter,
    DossierMatter,
    EventName,
    HandoverMatter,
    InitiativesMatter,
    KeyLine,
    Matter,
    MediaMatter,
    Options,
    PartnerLine,
    ProgrammeMatter,
    PromiseLine,
    ReportLine,
    Visit,
)
from cultdip_desktop.reports.documents.proposals import OPEN
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.full_disk import Patient
from cultdip_desktop.services.reports import Built, ReportService
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.query import events as event_query
from cultdip_desktop.store.query import open_matters, work
from cultdip_desktop.store.query import partners as partner_query
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.store.query.partners import PartnerFilter
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import media as media_rows
from cultdip_desktop.store.repo import partner as partner_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo import rate as rate_rows
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.store import Reader

if TYPE_CHECKING:
    from cultdip_desktop.services.backup import BackupService
    from cultdip_desktop.services.calendar import CalendarService
    from cultdip_desktop.services.catalogue import CatalogueService
    from cultdip_desktop.services.goals import GoalService
    from cultdip_desktop.services.keys import KeyService
    from cultdip_desktop.services.money import MoneyService
    from cultdip_desktop.services.programme import ProgrammeService

_YEAR: Final = timedelta(days=365)
_AHEAD: Final = timedelta(days=180)
"""So far a briefing looks ahead where no visit has a day."""

_AROUND: Final = timedelta(days=30)
"""Events so long before and after a visit belong to its briefing."""

_FAR: Final = date(9999, 12, 31)
_MOST_COMING: Final = 60
_MOST_QUARTERS: Final = 12
"""As many as a page that lies on its side can hold."""

_RELATIONS: Final = frozenset({AnniversaryKind.RELATIONS, AnniversaryKind.SISTER_CITY})
"""Days of the two countries; others are named in fifth and tenth years, when they fall into the days around a visit."""

_AT_WORK: Final = (EventState.PREPARING, EventState.SUBMITTED, EventState.APPROVED)


class Sources(Protocol):
    """The services that documents are made from, each loaded when it is first asked for: the office itself."""

    @property
    def catalogue(self) -> CatalogueService:
        """See `app_services`."""
        ...

    @property
    def reports(self) -> ReportService:
        """See `app_services`."""
        ...

    @property
    def goals(self) -> GoalService:
        """See `app_services`."""
        ...

    @property
    def programme(self) -> ProgrammeService:
        """See `app_services`."""
        ...

    @property
    def money(self) -> MoneyService:
        """See `app_services`."""
        ...

    @property
    def calendar(self) -> CalendarService:
        """See `app_services`."""
        ...

    @property
    def keys(self) -> KeyService:
        """See `app_services`."""
        ...

    @property
    def backups(self) -> BackupService:
        """See `app_services`."""
        ...


class DocumentService:
    """The use cases of the page «Tài liệu khác» and of `cultdip report build --document`."""

    def __init__(self, desk: Desk, sources: Sources) -> None:
        self._desk = desk
        self._from = sources

    def today(self) -> date:
        """The present day at the office."""
        return self._desk.clock.now().astimezone(ZoneInfo(self._desk.office.zone)).date()

    def this_year(self) -> Period:
        """The present year by the office's rule of periods."""
        rule = self._from.reports.rule()
        return Period(Period.quarter_of(self.today(), rule).year, "", rule)

    def years(self) -> tuple[int, ...]:
        """Years worth a document, the newest first."""
        return tuple(reversed(self._from.goals.years()))

    def endings(self, kind: DocumentKind) -> tuple[str, ...]:
        """The forms that a kind can be saved in."""
        if kind is DocumentKind.BRIEFING:
            return (".pdf",)
        return (".pdf", ".xlsx") if kind is DocumentKind.HANDOVER else (".pdf", ".docx", ".xlsx")

    def matter(self, options: Options) -> Matter:
        """Everything that the document says.

        Raises:
            UserError: `document.use_report` for the period's report, `document.event_missing`, `event.not_found`.
        """
        require_mission(self._desk)
        made: Mapping[DocumentKind, Callable[[Options], Matter]] = {
            DocumentKind.PROGRAMME: self._programme,
            DocumentKind.DOSSIER: self._dossier,
            DocumentKind.COVERAGE: self._coverage,
            DocumentKind.BUDGET: self._budget,
            DocumentKind.MEDIA: self._media,
            DocumentKind.INITIATIVES: self._initiatives,
            DocumentKind.COMMENDATIONS: self._commendations,
            DocumentKind.BRIEFING: self._briefing,
            DocumentKind.HANDOVER: self._handover,
        }
        if options.kind not in made:
            raise UserError("document.use_report")
        return made[options.kind](options)

    @in_workshop("documents.build")
    def build(self, options: Options, language: ReportLanguage, target: Path, progress: Progress) -> Built:
        """Write a document as the target's ending says; the file appears whole or not at all.

        Raises:
            UserError: `report.ending_unknown`, `file.no_space`, `file.not_writable`, as `matter`.
            Cancelled: nothing is left behind.
        """
        ending = target.suffix.lower()
        if ending not in self.endings(options.kind):
            raise UserError("report.ending_unknown", ending=ending[:10] or "–")
        matter = self.matter(options)
        with durable.new_file(target) as handle:
            sink = Patient(handle)
            pages = self._write(matter, ending, language, cast("BinaryIO", sink), progress)
            sink.finish()
        return Built(target, pages, contents.findings(matter))

    @in_workshop("documents.draw")
    def draw(self, options: Options, language: ReportLanguage, progress: Progress | None = None) -> bytes:
        """The document as PDF in memory, for looking at it.

        Raises:
            UserError: as `matter`.
            Cancelled: from `progress`.
        """
        target = BytesIO()
        self._write(self.matter(options), ".pdf", language, target, progress or NoProgress())
        return target.getvalue()

    def _write(
        self, matter: Matter, ending: str, language: ReportLanguage, target: BinaryIO, progress: Progress
    ) -> int:
        if ending == ".xlsx":
            from cultdip_desktop.reports.documents import sheets

            words = Words("en" if language == "en" else "vi")
            target.write(sheets.xlsx(contents.content(matter, words), words))
            return 0
        if ending == ".docx":
            from cultdip_desktop.reports.documents.docx import build_docx

            build_docx(matter, language, target, self._from.reports.picture, progress)
            return 0
        from cultdip_desktop.reports.documents.pdf import build_pdf  # ReportLab takes 0.2 s to load

        return build_pdf(matter, language, target, self._from.reports.picture, progress)

    # -- what each kind is made of

    def _data(self, options: Options) -> ReportData:
        return self._from.reports.data(options.period or self.this_year())

    def _year_data(self, options: Options) -> ReportData:
        """Of the whole year that the chosen period lies in."""
        chosen = options.period or self.this_year()
        return self._from.reports.data(Period(chosen.year, "", self._from.reports.rule()))

    def _programme(self, options: Options) -> ProgrammeMatter:
        data = self._year_data(options)
        return ProgrammeMatter(data=data, view=self._from.programme.view(data.period.year))

    def _dossier(self, options: Options) -> DossierMatter:
        if not options.event_id:
            raise UserError("document.event_missing")
        with self._desk.store.read() as tx:
            event = event_rows.get(tx, options.event_id)
            items = [item for item in media_rows.of_event(tx, event.id) if item.travels]
        year = event.day.year if event.day else self.this_year().year
        data = self._from.reports.data(Period(year, "", self._from.reports.rule()))
        photos = [item for item in items if item.kind == "image"]
        return DossierMatter(
            data=data,
            event=data.withheld.event(event),
            account=self._from.money.of_event(event),
            files={item.id: item for item in items},
            photos=tuple(sorted(photos, key=lambda item: (not item.cover, item.position, item.id))),
        )

    def _coverage(self, options: Options) -> CoverageMatter:
        data = self._data(options)
        first, last = data.window.first, data.window.last
        rule = self._from.reports.rule()
        if data.period.part == "":
            return CoverageMatter(data=data, coverage=self._from.goals.coverage([data.period.year]))
        if len(coverage_rules.quarters_of(first, last, rule)) > _MOST_QUARTERS:
            raise UserError("document.too_many_quarters", most=_MOST_QUARTERS)
        return CoverageMatter(data=data, coverage=self._from.goals.coverage_of_days(first, last))

    def _budget(self, options: Options) -> BudgetMatter:
        data = self._data(options)
        money = self._from.money
        with self._desk.store.read() as tx:
            rates = rate_rows.all(tx)
        counted = [event for event in held(data) if event.money]
        lines = [line for event in counted for line in event.money]
        return BudgetMatter(
            data=data,
            held=budget_rules.account(lines, rates, data.window.last, len(counted)),
            everything=money.of_window(data.window),
            overspent=money.overspent(data.window),
            rates=rates,
        )

    def _media(self, options: Options) -> MediaMatter:
        return MediaMatter(data=self._data(options))

    def _initiatives(self, options: Options) -> InitiativesMatter:
        data = self._data(options)
        chosen = tuple(one for one in data.initiatives if _concerns(one, data.window))
        with self._desk.store.read() as tx:
            people = {person.id: person.name for person in person_rows.all(tx)}
            events = _named(tx, [one.event_id for one in chosen if one.event_id])
        return InitiativesMatter(data=data, entries=chosen, people=people, events=events, today=self.today())

    def _commendations(self, options: Options) -> CommendationsMatter:
        data = self._data(options)
        chosen = tuple(one for one in data.commendations if one.proposed_on in data.window)
        with self._desk.store.read() as tx:
            found = event_rows.get_many(tx, sorted({id_ for one in chosen for id_ in one.events}))
        living = [data.withheld.event(event) for event in found if event.deleted_at is None]
        return CommendationsMatter(data=data, entries=chosen, events={event.id: event for event in living})

    def _briefing(self, options: Options) -> BriefingMatter:
        today, visit = self.today(), options.visit
        data = self._from.reports.data(Period.between(today - _YEAR, today))
        coming, around = self._from.calendar.upcoming(today=today), _days_of(visit, today)
        with self._desk.store.read() as tx:
            agreed = [
                line for line in _partners(tx, self._from.catalogue, today) if line.partner.consent is Consent.GIVEN
            ]
            events = _coming(tx, around, (EventState.APPROVED,))
            promises = _promises(tx)
        return BriefingMatter(
            data=data,
            visit=visit,
            today=today,
            occasions=tuple(one for one in coming if _of_relations(one, data.office.country, around, visit)),
            coming=events,
            partners=tuple(agreed),
            promises=promises,
        )

    def _handover(self, options: Options) -> HandoverMatter:
        today = self.today()
        data = self._year_data(options)
        keys = self._from.keys.list()
        backups = self._from.backups.list()
        with self._desk.store.read() as tx:
            reports = [one for one in report_rows.all(tx) if one.office == self._desk.office.id]
            return HandoverMatter(
                data=data,
                today=today,
                tasks=tuple(work.open_until(tx, _FAR, today)),
                undated=open_matters.undated_tasks(tx),
                promises=_promises(tx),
                coming=_coming(tx, Window(today, _FAR), _AT_WORK),
                partners=_partners(tx, self._from.catalogue, today),
                keys=tuple(
                    KeyLine(key.person, key.id, key.certificate.not_after if key.certificate else None) for key in keys
                ),
                reports=tuple(ReportLine(one.period, one.state, one.amendment, one.number) for one in reports),
                backups=tuple(BackupLine(one.at, one.kind, one.path.name) for one in backups),
                initiatives=data.initiatives,
                people={person.id: person.name for person in person_rows.all(tx)},
                successor=options.successor,
            )


def _concerns(one: Initiative, window: Window) -> bool:
    """Proposed in the window, or before it and still open."""
    return one.proposed_on in window or (one.proposed_on < window.first and one.stage in OPEN)


def _of_relations(one: Occasion, country: str, around: Window, visit: Visit) -> bool:
    near = visit.first is not None and one.round and one.day in around
    return one.country in ("", country) and (one.kind in _RELATIONS or near)


def _days_of(visit: Visit, today: date) -> Window:
    if visit.first is None:
        return Window(today, today + _AHEAD)
    last = visit.last or visit.first
    return Window(max(today, visit.first - _AROUND), max(visit.first, last) + _AROUND)


def _named(tx: Reader, event_ids: Iterable[str]) -> dict[str, EventName]:
    found = event_rows.get_many(tx, sorted(set(event_ids)))
    return {event.id: _name(event) for event in found if event.deleted_at is None}


def _name(event: Event) -> EventName:
    return EventName(event.id, event.number, event.title, event.day, event.state)


def _coming(tx: Reader, days: Window, states: Sequence[EventState]) -> tuple[EventName, ...]:
    wanted = EventFilter(first=days.first, last=days.last, states=tuple(states), sort="start", descending=False)
    return tuple(
        _name(event) for event in event_rows.get_many(tx, event_query.find_ids(tx, wanted, limit=_MOST_COMING))
    )


def _partners(tx: Reader, catalogue: CatalogueService, today: date) -> tuple[PartnerLine, ...]:
    """All of the register, those with the most events first."""
    ids = partner_query.find_ids(tx, PartnerFilter(sort="events", descending=True))
    rows = {row.id: row for row in partner_query.rows(tx, ids, today)}
    known = catalogue.current()
    found = []
    for entry in partner_rows.get_many(tx, ids):
        row, node = rows[entry.id], known.find(entry.category)
        category = node.title if node else BiText(entry.category)
        found.append(PartnerLine(entry, category, row.post, row.events, row.last))
    return tuple(found)


def _promises(tx: Reader) -> tuple[PromiseLine, ...]:
    return tuple(PromiseLine(one.contact, one.partner, one.consent, one.who) for one in open_matters.promises(tx))
