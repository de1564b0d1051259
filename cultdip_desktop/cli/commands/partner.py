"""`partner list|show`."""

from __future__ import annotations

from datetime import date
from typing import Any

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.domain.codec import bitext_to_plain
from cultdip_desktop.domain.partner import Interaction, Partner
from cultdip_desktop.domain.partner_story import PartnerEvent, PartnerStory, RoleLine
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.store.query.partners import PartnerFilter, PartnerRow


def listing(session: Session) -> Answer:
    """One line per partner that matches, in dictionary order."""
    args = session.args
    wanted = PartnerFilter(query=nfc(args.query), category=(args.category or "").upper(), promises=args.promises)
    with session.office() as office:
        ids = office.partners.find_ids(wanted)
        rows = office.partners.rows(ids if args.limit is None else ids[: args.limit])
    words = session.words
    lines = [f"{row.id}  {row.category:<8}{row.name}" for row in rows]
    plain = {"partners": [_row(row) for row in rows], "total": len(ids)}
    return Answer(plain, [*lines, words.n("{n} partner", "{n} partners", len(ids))])


def show(session: Session) -> Answer:
    """One partner with roles, contacts and events; for use on this machine, contact data included."""
    with session.office() as office:
        story = office.partners.story(session.args.id)
    plain = _story(story)
    partner = story.partner
    lines = [partner.name, partner.name_en, partner.category, partner.consent.value]
    lines += [f"{_day(event.day) or '–'}  {event.title.get(session.words.language)}" for event in story.events]
    return Answer({"partner": plain}, [line for line in lines if line])


def _row(row: PartnerRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "name_en": row.name_en,
        "kind": row.kind.value,
        "category": row.category,
        "country": row.country,
        "city": row.city,
        "consent": row.consent.value,
        "events": row.events,
        "last": _day(row.last),
        "promises": row.promises,
        "overdue": row.overdue,
    }


def _story(story: PartnerStory) -> dict[str, Any]:
    return {
        **_entry(story.partner),
        "roles": [_role(line) for line in story.roles],
        "contacts": [_contact(contact) for contact in story.contacts],
        "events": [_event(event) for event in story.events],
    }


def _entry(entry: Partner) -> dict[str, Any]:
    plain = ("id", "name", "name_en", "category", "country", "city", "phone", "email", "address", "website", "note")
    return {
        **{name: getattr(entry, name) for name in plain},
        "kind": entry.kind.value,
        "honorific": bitext_to_plain(entry.honorific),
        "consent": entry.consent.value,
        "consent_day": _day(entry.consent_day),
        "aliases": list(entry.aliases),
    }


def _role(line: RoleLine) -> dict[str, Any]:
    return {
        "partner": line.other_name,
        "title": bitext_to_plain(line.role.title),
        "from": _day(line.role.from_day),
        "to": _day(line.role.to_day),
    }


def _contact(contact: Interaction) -> dict[str, Any]:
    return {
        "id": contact.id,
        "day": _day(contact.day),
        "kind": contact.kind.value,
        "summary": contact.summary,
        "promise": contact.promise,
        "promise_by": contact.promise_by.value if contact.promise_by else "",
        "promise_due": _day(contact.promise_due),
        "promise_done": _day(contact.promise_done),
    }


def _event(event: PartnerEvent) -> dict[str, Any]:
    return {
        "id": event.id,
        "number": event.number,
        "title": bitext_to_plain(event.title),
        "state": event.state.value,
        "day": _day(event.day),
        "roles": [role.value for role in event.roles],
        "attendance": event.attendance,
        "spent": [{"amount": money.text(), "currency": money.currency} for money in event.spent],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
