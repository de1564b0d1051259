"""Media coverage: what was printed, broadcast and posted about the events held, with reach and language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from cultdip_desktop.domain.event import Event, PressItem
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.tongues import tongue
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.documents import blocks
from cultdip_desktop.reports.documents.grid import Cell, Field, Grid, lines
from cultdip_desktop.reports.documents.matter import MediaMatter
from cultdip_desktop.reports.story import Appendix, Block, Section


def subject(matter: MediaMatter, words: Words) -> str:
    """What stands under the type of the document."""
    return words.t(
        "Media coverage of cultural diplomacy events in {period}", period=period_words(words, matter.data.period)
    )


def opening(matter: MediaMatter, words: Words) -> str:
    """What is reported."""
    office = blocks.office(matter.data, words)
    return words.t(
        "{office} reports on the media coverage of the events held in {period}:",
        office=office[:1].upper() + office[1:],
        period=period_words(words, matter.data.period),
    )


def sections(matter: MediaMatter, words: Words) -> tuple[Section, ...]:
    """Figures by kind and by language."""
    found = coverage(matter)
    if not found:
        nothing = words.t("No press item is recorded for the events held in the period.")
        return (blocks.part(1, words.t("Overview"), blocks.para(nothing), blocks.basis(matter.data, words)),)
    return (
        blocks.part(1, words.t("Overview"), *_overview(found, matter, words)),
        blocks.part(2, words.t("By kind of medium"), *_grouped(_by_kind(found, words), matter, words)),
        blocks.part(3, words.t("By language"), *_grouped(_by_language(found, words), matter, words)),
    )


def appendices(matter: MediaMatter, words: Words) -> tuple[Appendix, ...]:
    """Every item."""
    if not coverage(matter):
        return ()
    made: tuple[Block, ...] = (blocks.grid(_items(matter, words), words), blocks.basis(matter.data, words))
    return (Appendix("A.press", words.t("List of press items").upper(), made),)


def grids(matter: MediaMatter, words: Words) -> tuple[Grid, ...]:
    """The items; by kind; by language."""
    found = coverage(matter)
    return (_items(matter, words), _by_kind(found, words), _by_language(found, words))


def coverage(matter: MediaMatter) -> list[tuple[Event, PressItem]]:
    """Items of the events held in the window: by day of the event, in the order in which they were written down."""
    return [(event, item) for event in report_data.held(matter.data) for item in event.results.press]


def _overview(found: list[tuple[Event, PressItem]], matter: MediaMatter, words: Words) -> list[Block]:
    events = {event.id for event, _item in found}
    known = [item.reach for _event, item in found if item.reach is not None]
    tongues = {item.language for _event, item in found if item.language}
    said = words.t(
        "{items} on {events} by {outlets}, in {languages}.",
        items=words.n("{n} press item", "{n} press items", len(found)),
        events=words.n("{n} event", "{n} events", len(events)),
        outlets=words.n("{n} outlet", "{n} outlets", len({item.outlet.strip().casefold() for _event, item in found})),
        languages=words.n("{n} language", "{n} languages", len(tongues)),
    )
    if known:
        said += " " + words.t(
            "Reach as the outlets give it: {reach} (known for {known} of {all} items; readers of several items are "
            "counted several times).",
            reach=numbers.whole(words, sum(known)),
            known=numbers.whole(words, len(known)),
            all=numbers.whole(words, len(found)),
        )
    else:
        said += " " + words.t("Reach is not known for any item.")
    silent = len(report_data.held(matter.data)) - len(events)
    if silent:
        said += " " + words.n(
            "No item is recorded for {n} event held.", "No item is recorded for {n} events held.", silent
        )
    return [blocks.para(said), blocks.basis(matter.data, words)]


def _grouped(made: Grid, matter: MediaMatter, words: Words) -> list[Block]:
    return [blocks.grid(made, words), blocks.basis(matter.data, words)]


def _by_kind(found: list[tuple[Event, PressItem]], words: Words) -> Grid:
    """Rows in an order that no language changes, for both may stand side by side."""
    groups = _groups(found, lambda item: item.kind.value)
    named = [(label(words, members[0][1].kind), members) for _kind, members in groups]
    heads = words.c("report sheet", "By kind"), words.c("report table", "Kind of medium")
    return _tally("press_kinds", *heads, named, words)


def _by_language(found: list[tuple[Event, PressItem]], words: Words) -> Grid:
    groups = _groups(found, lambda item: item.language)
    named = [(_language(words, members[0][1]), members) for _language_code, members in groups]
    heads = words.c("report sheet", "By language"), words.c("report table", "Language")
    return _tally("press_languages", *heads, named, words)


def _groups(
    found: Iterable[tuple[Event, PressItem]], key: Callable[[PressItem], str]
) -> list[tuple[str, list[tuple[Event, PressItem]]]]:
    groups: dict[str, list[tuple[Event, PressItem]]] = defaultdict(list)
    for event, item in found:
        groups[key(item)].append((event, item))
    return sorted(groups.items(), key=lambda entry: (-len(entry[1]), entry[0]))


def _tally(
    key: str, title: str, head: str, groups: list[tuple[str, list[tuple[Event, PressItem]]]], words: Words
) -> Grid:
    rows = [[name, *_counts(members)] for name, members in groups]
    fields = (
        Field("name", head, 69, words=True),
        Field("items", words.c("report table", "Items"), 24, "right", sums=True),
        Field("events", words.c("report table", "Events"), 24, "right"),
        Field("known", words.c("report table", "Reach known for"), 24, "right", sums=True),
        Field("reach", words.c("report table", "Reach"), 24, "right", sums=True),
    )
    everything = [one for _name, members in groups for one in members]
    total: list[Cell] = [words.c("report table", "Total"), *_counts(everything)]
    return Grid(key, title, fields, lines(rows, total), row_head=0)


def _counts(members: list[tuple[Event, PressItem]]) -> list[Cell]:
    known = [item.reach for _event, item in members if item.reach is not None]
    reach: Cell = sum(known) if known else None
    return [len(members), len({event.id for event, _item in members}), len(known), reach]


def _items(matter: MediaMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = []
    for number, (event, item) in enumerate(coverage(matter), 1):
        title = item.title.strip() or "–"
        shown = f"{title}\n{item.link}" if item.link else title
        rows.append(
            [
                number,
                item.outlet,
                label(words, item.kind),
                shown[:400],
                _language(words, item),
                item.day,
                item.reach,
                event.title if event.title else event.number,
                event.number,
                event.day,
                item.link,
            ]
        )
    fields = (
        Field("number", words.c("report table", "No."), 9, "centre"),
        Field("outlet", words.c("report table", "Outlet"), 42),
        Field("kind", words.c("report table", "Kind of medium"), 25, words=True),
        Field("title", words.c("report table", "Title, link"), 62),
        Field("language", words.c("report table", "Language"), 21, "centre", words=True),
        Field("day", words.c("report table", "Day"), 22, "centre"),
        Field("reach", words.c("report table", "Reach"), 21, "right"),
        Field("event", words.c("report table", "Event"), 50, words=True),
        Field("event_number", words.c("report table", "Number"), 20, paper=False),
        Field("event_day", words.c("report table", "First day"), 20, paper=False),
        Field("link", words.c("report table", "Link"), 60, paper=False),
    )
    return Grid("press", words.c("report sheet", "Press"), fields, lines(rows), row_head=1)


def _language(words: Words, item: PressItem) -> str:
    return tongue(words, item.language) if item.language else words.t("not recorded")
