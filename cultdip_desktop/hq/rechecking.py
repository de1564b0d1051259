"""What a received report says about itself, held against the same check run here on the events that came with it.

The same engine finds the same in the same records; where it does not, that is said by name. What only the mission can
look at (its letterhead, its tasks, evidence that stays there) is taken as it was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cultdip_desktop.domain import codec
from cultdip_desktop.domain.content_diff import FieldChange
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.figures import Dimension, count
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole, Person
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.report import ReportSection, ReportState
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.packages.opened import OpenedPackage
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.findings import check_report
from cultdip_desktop.services.payload import media_of_plain

Row = Mapping[str, Any]

ONLY_THERE: Final = frozenset(
    "agency_differs basis_missing comment_open comment_open_unsigned day_early day_missing evidence_stays "
    "issued_early locked_period_changed media_not_publishable money_unproved number_early numbers_unsupported office_missing outdated "
    "partner_named place_missing rank_missing recipient_missing signer_missing signer_unnamed symbol_missing task_late".split()
)
"""Findings about what does not travel, without `report.` and without where they lie; nobody here can find them."""

_PLACES: Final = ("_in_form", "_in_section", "_in_opening")


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding that the mission let pass."""

    code: str
    severity: str
    event_id: str
    field: str
    reason: str
    """Empty where no reason was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedReport:
    """What a package says about its report, and what headquarters finds in it."""

    period: str
    state: str
    amendment: int
    issue: int
    """How many packages of this report there have been; 0 where the package does not say."""

    reason: str
    one_person: bool
    approved_by: str
    explained: tuple[Explained, ...]
    """Findings with the mission's words of reason; nothing from versions that did not send them."""

    told: bool
    """Whether the package says what the mission found: those of version 0.3 and before do not."""

    only_here: tuple[Finding, ...] = ()
    """Warnings and errors that the same check finds here and the package does not name."""

    only_there: tuple[Explained, ...] = ()
    """Warnings that the package names and nobody finds here."""

    totals_differ: bool = False
    """The totals that the package names are not those of its events."""

    changes: tuple[FieldChange, ...] = ()
    """What an amendment says that it changed."""

    titles: Mapping[str, BiText]
    """Titles of the period's events by id."""

    @property
    def unexplained(self) -> tuple[Explained, ...]:
        """Warnings without a word of reason."""
        return tuple(one for one in self.explained if one.severity == Severity.WARNING and not one.reason)


def received(package: OpenedPackage, events: Sequence[Event], catalogue: Catalogue) -> ReceivedReport | None:
    """Read the report of an opened package and check it again; None for a package without one.

    Raises:
        UserError: `package.changed_meanwhile`, `period.bad`.
    """
    row = next(iter(package.rows("report")), None)
    if row is None:
        return None
    period = Period.parse(str(row["period"]), PeriodRule(row["rule"]))
    told = "report_finding" in package.entities
    explained = tuple(_explained(one) for one in package.rows("report_finding"))
    found = check_report(_data(package, row, period, events, catalogue)) if told else ()
    here = {_key(one.code, one.event_id): one for one in found if one.severity is not Severity.HINT}
    there = {_key(one.code, one.event_id): one for one in explained}
    return ReceivedReport(
        period=str(period),
        state=str(row.get("state", "")),
        amendment=int(row.get("amendment", 0)),
        issue=int(row.get("issue", 0)),
        reason=str(row.get("reason") or row.get("warnings_reason") or ""),
        one_person=bool(row.get("one_person", False)),
        approved_by=str(row.get("approved_by") or ""),
        explained=explained,
        told=told,
        only_here=tuple(one for key, one in here.items() if key not in there and _verifiable(one.code)),
        only_there=tuple(
            one
            for key, one in there.items()
            if key not in here and one.severity == Severity.WARNING and _verifiable(one.code)
        ),
        totals_differ=_totals_differ(row, events, period),
        changes=tuple(_change(one) for one in package.rows("report_change")),
        titles={event.id: event.title for event in events if event.day in period.window},
    )


def _data(
    package: OpenedPackage, row: Row, period: Period, events: Sequence[Event], catalogue: Catalogue
) -> ReportData:
    office = next(iter(package.rows("office")))
    people = tuple(Person(id=one["id"], name=one["name"], rank=_text(one["rank"])) for one in package.rows("person"))
    inside = frozenset(event.id for event in events if event.day in period.window)
    media: dict[str, list[Any]] = {}
    for one in package.rows("media"):
        item = media_of_plain(one, inside)
        if item is not None:
            media.setdefault(item.event_id, []).append(item)
    sections = {one["section"]: _section(one) for one in package.rows("report_section")}
    approved = row.get("approved_at")
    return ReportData(
        office=_office(office),
        period=period,
        events=tuple(event for event in events if event.id in inside),
        previous=tuple(events),
        last_year=tuple(events),
        catalogue=catalogue,
        media={event_id: tuple(items) for event_id, items in media.items()},
        sections=sections,
        signer=next((person for person in people if person.name == row.get("approved_by")), None),
        as_of=codec.instant_of(approved) if approved else _last_instant(events),
        state=ReportState.APPROVED,
        one_person=bool(row.get("one_person", False)),
    )


def _last_instant(events: Iterable[Event]) -> datetime:
    moments = [event.updated_at for event in events if event.updated_at is not None]
    return max(moments, default=codec.instant_of("2000-01-01T00:00:00.000Z"))


def _office(row: Row) -> OfficeIdentity:
    return OfficeIdentity(
        id=row["id"],
        role=OfficeRole.MISSION,
        name=_text(row["name"]),
        short_name=_text(row["short_name"]),
        unit=_text(row["unit"]),
        city=_text(row["city"]),
        country=row["country"],
        zone=row["zone"],
        currency=row["currency"],
        language="vi",
        writer_id="",
        epoch=1,
    )


def _section(row: Row) -> ReportSection:
    return ReportSection(
        id=row["id"],
        report_id=row["report_id"],
        section=row["section"],
        text=_text(row["text"]),
        included=row["included"],
    )


def _explained(row: Row) -> Explained:
    return Explained(row["code"], row["severity"], row["event_id"] or "", row["field"], row["reason"])


def _change(row: Row) -> FieldChange:
    return FieldChange(
        row["entity"], row["record"], _text(row["title"]), row["path"], _text(row["label"]), row["old"], row["new"]
    )


def _totals_differ(row: Row, events: Sequence[Event], period: Period) -> bool:
    total, said = count(events, period.window, Dimension.KIND).total, row["totals"]
    spent = {currency: f"{amount:f}" for currency, amount in total.spent.items()}
    return (total.events, total.attendance, spent) != (said["events"], said["attendance"], said["spent"])


def _key(code: str, event_id: str) -> tuple[str, str]:
    return _bare(code), event_id


def _bare(code: str) -> str:
    """Without the place that a wording names: the same rule may speak of a section here and of an event there."""
    return next((code.removesuffix(place) for place in _PLACES if code.endswith(place)), code)


def _verifiable(code: str) -> bool:
    return _bare(code).removeprefix("report.") not in ONLY_THERE


def _text(plain: Row) -> BiText:
    english = EnglishState(plain["english"]) if "english" in plain else EnglishState.MISSING
    return BiText(plain["vi"], plain["en"], english)
