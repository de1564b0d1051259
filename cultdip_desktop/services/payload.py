"""Which records leave the machine, and in what shape (section 11 of the domain notes).

The office's reportable records of the open reporting years go whole. No year can be closed yet, so all are open.
Never in here: internal notes, ideas and drafts, unpublishable media, anything about contacts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cultdip_desktop.domain import codec
from cultdip_desktop.domain.directive import DirectiveAnswer
from cultdip_desktop.domain.event import COUNTED, REPORTABLE, Event
from cultdip_desktop.domain.figures import Dimension, count
from cultdip_desktop.domain.issue_codec import directive_answer_to_plain
from cultdip_desktop.domain.media import MediaItem, rights_of_plain, rights_to_plain
from cultdip_desktop.domain.mission import OfficeIdentity, Person
from cultdip_desktop.domain.partner import Consent, Partner
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.programme import ProgrammeView
from cultdip_desktop.domain.report import Report, ReportComment
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.withheld import NOTHING_WITHHELD, Withheld
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.services.programme_payload import programme_rows
from cultdip_desktop.services.report_payload import ReportParts, part_rows
from cultdip_desktop.store.query.history import HistoryDay

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ExportedMedia:
    """An attachment and the cleaned copy of it that travels."""

    item: MediaItem
    sha256: str
    """Of the copy."""

    size: int
    mime: str
    extension: str
    cleaned: bool
    """False for documents: they leave as they are, properties included."""


@dataclass(frozen=True, slots=True)
class Replies:
    """What the office answers headquarters beside its report."""

    directives: tuple[DirectiveAnswer, ...] = ()
    remarks: tuple[ReportComment, ...] = ()
    """Remarks on other periods' reports, with answers."""


NOTHING_REPLIED: Final = Replies()


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one package, before they become rows."""

    office: OfficeIdentity
    people: tuple[Person, ...]
    partners: tuple[Partner, ...]
    events: tuple[Event, ...]
    withdrawn: tuple[Event, ...]
    """Reportable once, in the trash now."""

    media: tuple[ExportedMedia, ...]
    report: Mapping[str, Any]
    programmes: tuple[ProgrammeView, ...] = ()
    """Of all open years, with what changed since they were approved."""

    parts: ReportParts | None = None
    """What hangs on the report, and the registers that it lists; None for a package without."""

    findings: Sequence[Mapping[str, Any]] = ()
    changes: Sequence[Mapping[str, Any]] = ()
    """Rows of what the check let pass, and of what an amendment changed."""

    withheld: Withheld = NOTHING_WITHHELD
    replies: Replies = NOTHING_REPLIED
    history_days: tuple[HistoryDay, ...] = ()
    """Headquarters holds the next package against them. They move with every action, so that no approval binds them."""


def rows(records: Records) -> dict[str, list[Plain]]:
    """Records by entity, each list sorted by id as the container wants it."""
    travels = frozenset(event.id for event in records.events)
    programmes, items = programme_rows(records.office.id, records.programmes, travels)
    entities: dict[str, list[Plain]] = {
        "office": [_office(records.office)],
        "person": [_person(person) for person in records.people],
        "partner": [_partner(partner) for partner in records.partners],
        "event": [codec.event_to_plain(event, for_package=True) for event in records.events],
        "media": [_media(one) for one in records.media],
        "programme": programmes,
        "programme_item": items,
        "report": [dict(records.report)],
        "report_finding": [dict(row) for row in records.findings],
        "report_change": [dict(row) for row in records.changes],
        "tombstone": [_tombstone(event) for event in records.withdrawn],
        "directive_answer": [directive_answer_to_plain(one) for one in records.replies.directives],
        "remark_answer": [_remark_answer(one) for one in records.replies.remarks],
    }
    if records.history_days:
        entities["history_day"] = [_history_day(one) for one in records.history_days]
    if records.parts is not None:
        people = {person.id: person.name for person in records.people}
        entities |= part_rows(records.parts, travels, people, records.withheld)
    return {name: sorted(items, key=lambda item: str(item["id"])) for name, items in entities.items()}


def travelling(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that a package holds."""
    return tuple(event for event in events if event.reportable)


def withdrawn(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events of the trash that headquarters may know."""
    return tuple(event for event in events if event.deleted_at is not None and event.state in REPORTABLE)


def named_partners(partners: Iterable[Partner], events: Iterable[Event]) -> tuple[Partner, ...]:
    """Partners that the events name and that do not mind; only name and category of their entries ever go."""
    wanted = {fold(actor.partner) for event in events for actor in event.actors}
    return tuple(
        partner
        for partner in partners
        if partner.consent is not Consent.REFUSED
        and any(fold(name) in wanted for name in (partner.name, *partner.aliases))
    )


def report_row(
    report: Report, office: OfficeIdentity, period: Period, events: Sequence[Event], approval: Mapping[str, Any]
) -> Plain:
    """The report's own record: window, who approved, and the totals that headquarters recounts."""
    total = count(events, period.window, Dimension.KIND).total
    return {
        "id": report.id,
        "office": office.id,
        "kind": report.kind.value,
        "focus": report.focus,
        "language": report.language,
        "period": str(period),
        "rule": period.rule.value,
        "from": period.window.first.isoformat(),
        "to": period.window.last.isoformat(),
        "totals": {
            "events": total.events,
            "attendance": total.attendance,
            "spent": {currency: f"{amount:f}" for currency, amount in total.spent.items()},
        },
        **approval,
    }


def drafts_left_out(events: Iterable[Event]) -> int:
    """Events that stay because nobody approved them yet."""
    return sum(event.deleted_at is None and not event.reportable for event in events)


def held_in(events: Iterable[Event], period: Period) -> tuple[Event, ...]:
    """The events that the period's figures count."""
    return tuple(
        event for event in events if event.state in COUNTED and event.reportable and event.day in period.window
    )


def media_of_plain(plain: Mapping[str, Any], event_ids: frozenset[str]) -> MediaItem | None:
    """A media record of a verified package, or None when its event is not in the package."""
    if plain["event_id"] not in event_ids:
        return None
    caption = plain.get("caption", {})
    return MediaItem(
        id=plain["id"],
        event_id=plain["event_id"],
        sha256=plain["sha256"],
        file_name=f"{plain['sha256'][:12]}.{plain['extension']}",
        mime=plain["mime"],
        extension=plain["extension"],
        kind=plain["kind"],
        size=plain["bytes"],
        width=plain.get("width"),
        height=plain.get("height"),
        caption=BiText(caption.get("vi", ""), caption.get("en", "")),
        credit=plain.get("credit", ""),
        cover=plain.get("cover", False),
        position=plain.get("position", 0),
        **rights_of_plain(plain),
    )


def _office(office: OfficeIdentity) -> Plain:
    return {
        "id": office.id,
        "role": office.role.value,
        "name": codec.bitext_to_plain(office.name),
        "short_name": codec.bitext_to_plain(office.short_name),
        "unit": codec.bitext_to_plain(office.unit),
        "city": codec.bitext_to_plain(office.city),
        "country": office.country,
        "zone": office.zone,
        "currency": office.currency,
    }


def _person(person: Person) -> Plain:
    return {"id": person.id, "name": person.name, "rank": codec.bitext_to_plain(person.rank)}


def _partner(partner: Partner) -> Plain:
    return {"id": partner.id, "name": partner.name, "category": partner.category}


def _media(one: ExportedMedia) -> Plain:
    item = one.item
    return {
        "id": item.id,
        "event_id": item.event_id,
        "sha256": one.sha256,
        "extension": one.extension,
        "mime": one.mime,
        "kind": item.kind,
        "bytes": one.size,
        "width": item.width,
        "height": item.height,
        "caption": codec.bitext_to_plain(item.caption),
        "credit": item.credit,
        "cover": item.cover,
        "position": item.position,
        "cleaned": one.cleaned,
        **rights_to_plain(item),
    }


def _tombstone(event: Event) -> Plain:
    moment = event.deleted_at
    return {"id": event.id, "entity": "event", "deleted_at": None if moment is None else codec.instant_text(moment)}


def _remark_answer(one: ReportComment) -> Plain:
    return {"id": one.id, "answer": one.answer, "done": one.done_at is not None}


def _history_day(one: HistoryDay) -> Plain:
    name = one.day if one.last else f"{one.day}#{one.position}"
    return {"id": name, "day": one.day, "position": one.position, "hash": one.hash}
