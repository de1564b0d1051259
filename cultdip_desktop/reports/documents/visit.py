"""The leader's briefing: at most two pages on the relations, what was done and is coming, whom to meet, what is promised.

It is for use inside the office: no number, no signature. Partners are named only who agreed to be listed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cultdip_desktop.domain.anniversary import Occasion
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.partner import WITHHELD, Consent, PromisedBy
from cultdip_desktop.domain.strategy import GOALS
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.country import country
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.documents import blocks
from cultdip_desktop.reports.documents.matter import BriefingMatter, EventName, PartnerLine, PromiseLine
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import Block, Point, Points, Section


@dataclass(frozen=True, slots=True)
class Limits:
    """How many entries each part lists; the rest is counted in words."""

    occasions: int = 6
    highlights: int = 4
    coming: int = 8
    partners: int = 8
    promises: int = 8


STEPS = (
    Limits(8, 6, 12, 10, 12),
    Limits(7, 5, 10, 9, 10),
    Limits(),
    Limits(5, 3, 6, 6, 6),
    Limits(4, 2, 5, 5, 4),
    Limits(3, 2, 3, 3, 3),
    Limits(2, 1, 2, 2, 2),
)
"""From much to little, until it fits on two pages."""


def title(matter: BriefingMatter, words: Words) -> str:
    """What the paper is called."""
    return words.t("Briefing on cultural diplomacy: {country}", country=country(words, matter.data.office.country))


def subtitle(matter: BriefingMatter, words: Words) -> str:
    """For which visit, and when; empty where nobody has said."""
    visit = matter.visit
    when = ""
    if visit.first is not None:
        when = dates.day_range(words, visit.first, max(visit.first, visit.last or visit.first))
    return ", ".join(text for text in (prose.clip(visit.name, 300), when) if text)


def sections(matter: BriefingMatter, words: Words, limits: Limits | None = None) -> tuple[Section, ...]:
    """Five parts, each of at most so many entries."""
    most = limits or Limits()
    return (
        blocks.part(1, words.t("Relations and coming anniversaries"), *_relations(matter, words, most.occasions)),
        blocks.part(2, words.t("Cultural work in the last twelve months"), *_done(matter, words, most.highlights)),
        blocks.part(3, words.t("Coming events"), *_coming(matter, words, most.coming)),
        blocks.part(4, words.t("Partners worth meeting"), *_partners(matter, words, most.partners)),
        blocks.part(5, words.t("Open promises"), *_promises(matter, words, most.promises)),
    )


def _relations(matter: BriefingMatter, words: Words, most: int) -> list[Block]:
    if not matter.occasions:
        return [blocks.para(words.t("No anniversary of the relations is known for the next 18 months."))]
    return [_list(words, [_occasion(words, one, matter.today) for one in matter.occasions], most)]


def _occasion(words: Words, one: Occasion, today: date) -> list[Part]:
    parts: list[Part] = [f"{dates.day(words, one.day)}: ", *prose.said(words, one.title, length=300)]
    if one.years:
        years = words.n("{n} year", "{n} years", one.years)
        parts.append(f" ({years}; {words.t('round year')})" if one.round else f" ({years})")
    left = (one.day - today).days
    return [*parts, "; " + words.n("in {n} day", "in {n} days", left) if left > 0 else "", "."]


def _done(matter: BriefingMatter, words: Words, most: int) -> list[Block]:
    data = matter.data
    held = report_data.held(data)
    if not held:
        return [blocks.para(words.t("No event was held in this time.")), blocks.basis(data, words)]
    total = report_data.totals(data)
    goals = report_data.by_group(data)
    served = [row.key for row in goals.rows if row.key in GOALS]
    said = words.t(
        "{events}, {attendance}; goals served: {goals}.",
        events=words.n("{n} event held", "{n} events held", total.events),
        attendance=words.n("{n} attendance", "{n} attendances", total.attendance),
        goals=", ".join(served) or "–",
    )
    best = sorted(held, key=lambda event: (-event.attendance, event.id))[:most]
    chosen = sorted(best, key=lambda event: (event.day or matter.today, event.id))
    points = []
    for event in chosen:
        parts: list[Part] = [*prose.title_of(words, event, bold=True, length=160), f" ({prose.day_of(words, event)}"]
        parts.append(f", {prose.clip(event.city, 60)})" if event.city else ")")
        if event.attendance:
            parts.append(": " + words.n("{n} attendance", "{n} attendances", event.attendance))
        points.append(Point((*parts, ".")))
    return [blocks.para(said), Points(tuple(points)), blocks.basis(data, words)]


def _coming(matter: BriefingMatter, words: Words, most: int) -> list[Block]:
    if not matter.coming:
        return [blocks.para(words.t("No approved event is planned."))]
    return [_list(words, [coming_words(words, event) for event in matter.coming], most)]


def coming_words(words: Words, event: EventName) -> list[Part]:
    """Day, title and state: 25/9/2026: Ngày Việt Nam (đã duyệt)."""
    day = dates.day(words, event.day) if event.day else words.t("no date yet")
    name = prose.said(words, event.title, length=200) if event.title else (words.t("(untitled)"),)
    return [f"{day}: ", *name, f" ({label(words, event.state).lower()})."]


def _partners(matter: BriefingMatter, words: Words, most: int) -> list[Block]:
    rule = blocks.note(words.t("Only partners who agreed to be listed are named."))
    if not matter.partners:
        return [blocks.para(words.t("No partner has agreed to be listed yet.")), rule]
    return [_list(words, [_partner(words, line) for line in matter.partners], most), rule]


def _partner(words: Words, line: PartnerLine) -> list[Part]:
    partner = line.partner
    address = partner.honorific.get(words.language)
    name = (partner.name_en or partner.name) if words.language == "en" else partner.name
    parts: list[Part] = [Span(prose.clip(f"{address} {name}".strip(), 160), bold=True)]
    details = [
        line.post,
        line.category.get(words.language),
        words.n("{n} event together", "{n} events together", line.events) if line.events else "",
        words.t("last on {day}", day=dates.day(words, line.last)) if line.last else "",
    ]
    return [*parts, ": ", prose.clip("; ".join(text for text in details if text), 300), "."]


def _promises(matter: BriefingMatter, words: Words, most: int) -> list[Block]:
    if not matter.promises:
        return [blocks.para(words.t("No open promise."))]
    points = [promise_words(words, line, matter.today, named=line.consent is Consent.GIVEN) for line in matter.promises]
    return [_list(words, points, most)]


def promise_words(words: Words, line: PromiseLine, today: date, *, named: bool) -> list[Part]:
    """Who owes whom what and until when; a partner who did not agree to be listed is not named."""
    contact = line.contact
    side = label(words, contact.promise_by or PromisedBy.US)
    name = line.partner.get(words.language) if named else WITHHELD.get(words.language)
    parts: list[Part] = [Span(f"{side}, {prose.clip(name, 120)}: ", italic=True), prose.clip(contact.promise, 300)]
    if contact.promise_due is not None:
        day = dates.day(words, contact.promise_due)
        late = contact.promise_due < today
        parts.append(f" ({words.t('late since {day}', day=day) if late else words.t('due on {day}', day=day)})")
    return [*parts, "."]


def _list(words: Words, entries: list[list[Part]], most: int) -> Block:
    shown = entries[:most]
    left = len(entries) - most
    if left > 0:
        shown = [*shown, [words.n("and {n} more", "and {n} more", left) + "."]]
    return blocks.bullets(shown)
