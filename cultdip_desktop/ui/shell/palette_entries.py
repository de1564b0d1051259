"""What the lines of the palette say: everything found, rooms and commands, as entries in the interface language."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cultdip_desktop.domain import labels
from cultdip_desktop.domain.partner import PartnerKind
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, render, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.shell.palette_list import Entry, Group

if TYPE_CHECKING:
    from cultdip_desktop.services.find import Found, NodeHit
    from cultdip_desktop.store.query.events import EventRow
    from cultdip_desktop.store.query.find import ItemHit, MediaHit, PartnerHit, TaskHit

_MEDIA_ICONS: Final = {"image": "image", "video": "clapperboard", "document": "file-text"}
_SOON: Final = 3
"""Letters from which a command that begins so stands before what was found."""


@dataclass(frozen=True, slots=True)
class Place:
    """A room or a command."""

    title: Speech
    sub: Speech
    icon: str
    route: Route
    momentary: bool = False
    """Belongs to this moment (undo): it stands first as soon as its first letters are typed."""


def grouped(words: Words, text: str, found: Found | None, places: Sequence[Place]) -> Iterator[Group]:
    """Groups for `text`: a command that begins so, records, rooms and commands, the catalogue's wording, near spellings."""
    hits = _named(words, text, places)
    wanted = fold(text)
    first = [
        place
        for place in hits
        if wanted and fold(_said(words, place.title)).startswith(wanted) and (place.momentary or len(wanted) >= _SOON)
    ]
    yield Group(t("Commands"), tuple(_place(words, place) for place in first))
    if found is not None:
        yield from _records(words, text, found)
    rest = tuple(_place(words, place) for place in hits if place not in first)
    yield Group(t("Rooms and commands"), rest)
    if found is not None:
        yield from _wording(words, found)


def recent(words: Words, rows: Iterable[EventRow]) -> Group:
    """Events of late."""
    return Group(t("Recent events"), tuple(_event(words, row) for row in rows))


def _records(words: Words, text: str, found: Found) -> Iterator[Group]:
    in_list = Route("events", params=(("find", text),))
    register = Route("partners", params=(("find", text),))
    events = [_event(words, row) for row in found.events]
    if found.more_events:
        events.append(_more(words, t("More events: show the list"), in_list))
    partners = [_partner(words, hit) for hit in found.partners]
    if found.more_partners:
        partners.append(_more(words, t("More partners: show the register"), register))
    yield Group(t("Events"), tuple(events))
    yield Group(c("room", "Partners"), tuple(partners))
    yield Group(t("Photos, films, documents"), tuple(_media(words, hit) for hit in found.media))


def _wording(words: Words, found: Found) -> Iterator[Group]:
    yield Group(t("Goals and catalogue"), tuple(_node(words, hit) for hit in found.nodes))
    yield Group(t("Tasks"), tuple(_task(words, hit) for hit in found.tasks))
    yield Group(t("Action programme"), tuple(_item(words, hit) for hit in found.items))
    near = tuple(
        Entry(near.text, near.example or words.t("Search for this"), "search", "text.secondary", (), None, near.text)
        for near in found.near
    )
    yield Group(t("Near spellings"), near)


def beyond(words: Words, text: str) -> Group:
    """Nothing fits whole: look for any of the words where events are not."""
    title = words.t("Search in media and partners")
    sub = words.t("Whatever holds any word of “{text}”", text=text)
    return Group(t("Elsewhere"), (Entry(title, sub, "images", "text.secondary", (), None, wide=True),))


def _named(words: Words, text: str, places: Sequence[Place]) -> list[Place]:
    """Those whose title in either language holds every word."""
    parts = fold(text).split()
    others = [words, _words_of("en" if words.language == "vi" else "vi")]
    return [
        place
        for place in places
        if any(all(part in fold(_said(each, place.title)) for part in parts) for each in others)
    ]


@functools.cache
def _words_of(language: Language) -> Words:
    return Words(language)


def _said(words: Words, speech: Speech) -> str:
    return render(words, speech)


def _place(words: Words, place: Place) -> Entry:
    return Entry(_said(words, place.title), _said(words, place.sub), place.icon, "text.secondary", (), place.route)


def _more(words: Words, title: Phrase, route: Route) -> Entry:
    return Entry(title.render(words), "", "list", "accent.text", (), route)


def _event(words: Words, row: EventRow) -> Entry:
    title = _either(words, row.title)
    when = dates.moment(words, row.start, row.zone) if row.start else words.t("no date yet")
    sub = " · ".join(part for part in (when, row.city, labels.label(words, row.state)) if part)
    ordered = sorted(row.goals, key=lambda goal: not goal[1])
    codes = tuple(code for code, _primary in ordered)[:3]
    copy = Route("events", "new", "", (("copy", row.id),))
    edit = Route("events", "edit", row.id)
    return Entry(title, sub, KIND_ICONS[row.kind], f"kind.{row.kind}", codes, edit, copy=copy)


def _partner(words: Words, hit: PartnerHit) -> Entry:
    icon = "user" if hit.kind is PartnerKind.PERSON else "building-2"
    other = hit.name_en if words.language == "vi" else ""
    title = hit.name if words.language == "vi" else hit.name_en or hit.name
    sub = " · ".join(part for part in (labels.label(words, hit.kind), other, hit.city) if part)
    return Entry(title, sub, icon, "text.secondary", (), Route("partners", "edit", hit.id))


def _media(words: Words, hit: MediaHit) -> Entry:
    caption = hit.caption.get(words.language)
    sub = " · ".join(part for part in (_either(words, hit.event), hit.file_name if caption else "") if part)
    route = Route("events", "edit", hit.event_id, (("tab", "media"), ("item", hit.id)))
    return Entry(caption or hit.file_name, sub, _MEDIA_ICONS[hit.kind], "text.secondary", (), route)


def _node(words: Words, hit: NodeHit) -> Entry:
    node = hit.node
    title = node.title.get(words.language) or node.text.get(words.language)
    if hit.goal:
        sub, route = words.t("Goal: opens its line in the matrix"), Route("goals", "goal", node.code)
    else:
        sub, route = words.t("Catalogue: lists the events with it"), Route("events", params=(("code", node.code),))
    return Entry(title, sub, "target" if hit.goal else "tag", "text.secondary", (node.code,), route)


def _task(words: Words, hit: TaskHit) -> Entry:
    due = dates.day(words, hit.due) if hit.due else words.t("no date yet")
    said = words.t("Done task") if hit.done else words.t("Due {day}", day=due)
    sub = " · ".join(part for part in (said, _either(words, hit.event) if hit.event else "") if part)
    route = Route("today", "all")
    if hit.event_id:
        route = Route("events", "edit", hit.event_id, (("tab", "tasks"),))
    return Entry(hit.title, sub, "circle-check" if hit.done else "list-checks", "text.secondary", (), route)


def _item(words: Words, hit: ItemHit) -> Entry:
    title = hit.title.get(words.language) or words.t("(no title yet)")
    sub = words.t("Action programme of {year}", year=hit.year)
    codes = (hit.code,) if hit.code else ()
    route = Route("goals", "programme", str(hit.year), (("item", hit.id),))
    return Entry(title, sub, "clipboard-check", "text.secondary", codes, route)


def _either(words: Words, title: BiText) -> str:
    return title.get(words.language) or words.t("(no title yet)")
