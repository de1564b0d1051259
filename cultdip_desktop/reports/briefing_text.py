"""What a briefing on a partner says, section by section, in one language: the same on the screen and in the PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from cultdip_desktop.domain.event import COUNTED, EventState, Gain
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.partner import Consent, Interaction, PartnerKind, PromisedBy
from cultdip_desktop.domain.partner_briefing import Briefing
from cultdip_desktop.domain.partner_story import PartnerEvent, RoleLine
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.country import country
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.prose import clip

_LINE = 220
"""Characters of one entry."""

_AHEAD = frozenset({EventState.IDEA, EventState.PREPARING, EventState.SUBMITTED, EventState.APPROVED})

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """How many entries each section lists; the rest is counted in words."""

    roles: int = 5
    events: int = 8
    ahead: int = 4
    gains: int = 6
    promises: int = 5
    contacts: int = 5


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its entries; `empty` says so when there are none."""

    title: str
    lines: tuple[str, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page."""

    title: str
    name: str
    other_name: str
    facts: tuple[tuple[str, str], ...]
    """Label and value, without those that are empty."""

    sections: tuple[Section, ...]
    foot: str


def mark(words: Words) -> str:
    """What stands at the head of the page."""
    return words.t("FOR INTERNAL USE")


def page(briefing: Briefing, words: Words, limits: Limits | None = None) -> Page:
    """Everything that is said, at most `limits` entries a section."""
    most = limits or Limits()
    partner = briefing.story.partner
    own, other = _names(briefing, words)
    return Page(
        title=words.t("Briefing on a partner"),
        name=own,
        other_name=other,
        facts=tuple((name, clip(value, _LINE)) for name, value in _facts(briefing, words) if value),
        sections=tuple(_sections(briefing, words, most)),
        foot=words.t(
            "{office} · as of {moment} · not to be passed on outside the office",
            office=briefing.office.short_name.get(words.language) or briefing.office.id,
            moment=dates.moment_with_place(words, briefing.as_of, briefing.office.zone),
        )
        + (f" · {briefing.author}" if briefing.author else "")
        + (f" · {words.t('does not wish to be listed')}" if partner.consent is Consent.REFUSED else ""),
    )


def _names(briefing: Briefing, words: Words) -> tuple[str, str]:
    partner = briefing.story.partner
    names = BiText(partner.name, partner.name_en)
    shown = names.get(words.language)
    other = names.vi if words.language == "en" else names.en
    return clip(shown, 160), "" if other == shown else clip(other, 160)


def _facts(briefing: Briefing, words: Words) -> Iterable[tuple[str, str]]:
    partner = briefing.story.partner
    honorific = " / ".join(text for text in (partner.honorific.vi, partner.honorific.en) if text)
    yield words.t("Form of address"), honorific
    yield words.t("Kind and category"), f"{label(words, partner.kind)} · {briefing.category.get(words.language)}"
    place = (partner.city, country(words, partner.country) if partner.country else "")
    yield words.c("partner", "Place"), ", ".join(text for text in place if text)
    yield words.t("Telephone, e-mail"), " · ".join(text for text in (partner.phone, partner.email) if text)
    yield words.t("Address, website"), " · ".join(text for text in (partner.address, partner.website) if text)
    yield words.t("Consent to be listed"), consent_words(words, partner.consent, partner.consent_day)
    yield words.t("Note"), partner.note


def consent_words(words: Words, consent: Consent, day: date | None) -> str:
    """The consent with its day."""
    said = label(words, consent)
    return said if day is None else f"{said} ({dates.day(words, day)})"


def _sections(briefing: Briefing, words: Words, most: Limits) -> Iterable[Section]:
    story = briefing.story
    people = story.partner.kind is PartnerKind.ORGANISATION
    yield Section(
        words.t("People and their roles") if people else words.t("Roles"),
        _list(words, story.roles, most.roles, lambda line: _role(words, line)),
        words.t("No role is recorded."),
    )
    ahead = [event for event in story.events if event.state in _AHEAD]
    so_far = [event for event in story.events if event.state not in _AHEAD]
    yield Section(
        _events_title(briefing, words),
        _list(words, so_far, most.events, lambda event: _event(words, event)),
        words.t("No event together in this time."),
    )
    if ahead:
        title = words.t("Events being prepared together")
        yield Section(title, _list(words, ahead[::-1], most.ahead, lambda event: _event(words, event)))
    yield Section(
        words.t("Agreements and results"),
        _list(words, story.gains, most.gains, lambda found: _gain(words, *found)),
        words.t("Nothing is recorded yet."),
    )
    for side, title in ((PromisedBy.US, words.t("What we owe")), (PromisedBy.THEM, words.t("What the partner owes"))):
        lines = _list(
            words, story.owed_by(side), most.promises, lambda contact: _promise(words, contact, briefing.today)
        )
        yield Section(title, lines, words.t("No open promise."))
    talks = [contact for contact in story.contacts if contact.summary]
    yield Section(
        words.t("Latest contacts"),
        _list(words, talks, most.contacts, lambda contact: _contact(words, contact, story.person(contact.person_id))),
        words.t("No contact is recorded."),
    )


def _list(words: Words, found: Sequence[T], most: int, say: Callable[[T], str]) -> tuple[str, ...]:
    lines = [clip(say(each), _LINE) for each in found[:most]]
    left = len(found) - most
    return (*lines, words.n("and {n} more", "and {n} more", left)) if left > 0 else tuple(lines)


def _events_title(briefing: Briefing, words: Words) -> str:
    events = [event for event in briefing.story.events if event.state in COUNTED]
    held = words.n("{n} event held", "{n} events held", len(events))
    people = words.n("{n} attendance", "{n} attendances", sum(event.attendance or 0 for event in events))
    since = words.t("Events together since {day}", day=dates.day(words, briefing.since))
    return f"{since}: {held}, {people}"


def _role(words: Words, line: RoleLine) -> str:
    title = line.role.title.get(words.language)
    said = ", ".join(text for text in (line.other_name, title) if text)
    first, last = line.role.from_day, line.role.to_day
    if first is None and last is None:
        return said
    begin = "…" if first is None else dates.day(words, first)
    end = words.t("now") if last is None else dates.day(words, last)
    return f"{said} ({begin} – {end})"


def _event(words: Words, event: PartnerEvent) -> str:
    day = words.t("no date yet") if event.day is None else dates.day(words, event.day)
    roles = ", ".join(label(words, role).lower() for role in event.roles)
    details = [roles] if roles else []
    if event.state not in COUNTED:
        details.append(label(words, event.state).lower())
    if event.attendance is not None:
        details.append(words.n("{n} attendance", "{n} attendances", event.attendance))
    title = event.title.get(words.language) or words.t("(untitled)")
    return f"{day} – {clip(title, 120)} ({'; '.join(details)})" if details else f"{day} – {title}"


def _gain(words: Words, event: PartnerEvent, gain: Gain) -> str:
    day = "" if event.day is None else f" ({dates.day(words, event.day)})"
    return f"{label(words, gain.kind)}: {gain.text.get(words.language)}{day}"


def _promise(words: Words, contact: Interaction, today: date) -> str:
    if contact.promise_due is None:
        return contact.promise
    due = dates.day(words, contact.promise_due)
    late = words.t("late since {day}", day=due) if contact.is_overdue(today) else words.t("due on {day}", day=due)
    return f"{contact.promise} ({late})"


def _contact(words: Words, contact: Interaction, who: str) -> str:
    said = f"{dates.day(words, contact.day)} – {label(words, contact.kind)}: {contact.summary}"
    return f"{said} ({who})" if who else said
