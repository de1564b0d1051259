"""Which event a row of a table is: a corrected table shall change what the first one brought, and double nothing.

From sure to likely: the event's own id or number; the row's own code; the row as it was when it was taken in; title, day
and place of an event. What is then still without an event is compared with what the same table brought before: a row
whose title, day or place was corrected is still recognised by the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final

_COMPARED: Final = 200
"""Characters of a title; comparing takes the square of it."""

LIKE: Final = 0.72
"""Two titles so much alike are one corrected title, if day or line agree."""


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """What of an event is compared; texts are folded."""

    id: str
    number: str
    titles: tuple[str, ...]
    """In both languages, as far as there are."""

    day: date | None
    venue: str
    city: str
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """The row of a table that an event was taken in from."""

    event_id: str
    source: str
    line: int
    code: str
    likeness: str


@dataclass(frozen=True, slots=True)
class RowName:
    """What a row says of which event it is; texts are folded."""

    line: int
    title: str
    day: date | None = None
    venue: str = ""
    city: str = ""
    id: str = ""
    number: str = ""
    code: str = ""

    @property
    def likeness(self) -> str:
        """What is remembered of the row."""
        return "|".join((self.title, self.day.isoformat() if self.day else "", self.venue))


@dataclass(frozen=True, slots=True)
class Match:
    """The event of a row, or why there is none."""

    event_id: str = ""
    """Empty: it is new."""

    recognised: bool = False
    """Not by a key, but by what is still alike."""

    refusal: str = ""
    """Code of a remark: `importing.in_trash`, `importing.duplicate`, `importing.ambiguous`."""

    first: int = 0
    """Of a duplicate: the line that came first."""

    unknown_number: bool = False


class RowMatcher:
    """Matches the rows of one table, all at once."""

    def __init__(self, known: Iterable[KnownEvent], origins: Iterable[Origin], source: str) -> None:
        """`source` is the table's name as `Origin` has it."""
        self._known = {event.id: event for event in known}
        self._by_number = {event.number.casefold(): event.id for event in self._known.values() if event.number}
        self._by_day: dict[tuple[str, date | None], list[str]] = defaultdict(list)
        for event in self._known.values():
            if not event.deleted:
                for title in event.titles:
                    self._by_day[title, event.day].append(event.id)
        living = [origin for origin in origins if self._lives(origin.event_id)]
        self._by_code = _unique((origin.code, origin) for origin in living if origin.code)
        self._by_likeness = _unique((origin.likeness, origin) for origin in living)
        self._same_table = [origin for origin in living if origin.source == source]

    def match(self, rows: Sequence[RowName]) -> list[Match]:
        """An answer for every row, in their order."""
        found = [self._by_key(row) for row in rows]
        taken = {match.event_id for match in found if match.event_id}
        left = [index for index, match in enumerate(found) if not match.event_id and not match.refusal]
        for index, event_id in self._recognise(rows, left, taken):
            found[index] = Match(event_id, recognised=True, unknown_number=found[index].unknown_number)
        return _without_duplicates(rows, found)

    def _lives(self, event_id: str) -> bool:
        return event_id in self._known and not self._known[event_id].deleted

    def _by_key(self, row: RowName) -> Match:
        named = row.id if row.id in self._known else self._by_number.get(row.number.casefold(), "")
        if named:
            return Match(named) if self._lives(named) else Match(refusal="importing.in_trash")
        unknown = bool(row.number or row.id)
        if row.code:
            return (
                Match(self._by_code.get(row.code, ""), unknown_number=unknown)
                if row.code in self._by_code
                else (self._by_nature(row, unknown=unknown))
            )
        remembered = self._by_likeness.get(row.likeness)
        return Match(remembered, unknown_number=unknown) if remembered else self._by_nature(row, unknown=unknown)

    def _by_nature(self, row: RowName, *, unknown: bool) -> Match:
        """By title and day; of several the one at the same place."""
        same = [
            id_
            for id_ in dict.fromkeys(self._by_day.get((row.title, row.day), ()))
            if self._place_fits(row, self._known[id_])
        ]
        if len(same) > 1:
            exact = [id_ for id_ in same if row.venue and self._known[id_].venue == row.venue]
            if len(exact) != 1:
                return Match(refusal="importing.ambiguous")
            same = exact
        return Match(same[0] if same else "", unknown_number=unknown)

    def _place_fits(self, row: RowName, event: KnownEvent) -> bool:
        pairs = ((row.venue, event.venue), (row.city, event.city))
        return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)

    def _recognise(self, rows: Sequence[RowName], left: Sequence[int], taken: set[str]) -> Iterable[tuple[int, str]]:
        """Rows that were corrected: each step takes only what is the only one on both sides."""
        free = [origin for origin in self._same_table if origin.event_id not in taken]
        open_rows = list(left)
        for step in (_title_of, _line_and_day, _day_and_venue, _line):
            by_step = defaultdict(list)
            for origin in free:
                by_step[step(origin.line, *_parts(origin.likeness))].append(origin)
            mine = Counter(step(rows[i].line, rows[i].title, _iso(rows[i].day), rows[i].venue) for i in open_rows)
            for index in list(open_rows):
                row = rows[index]
                name = step(row.line, row.title, _iso(row.day), row.venue)
                others = by_step.get(name, [])
                if name is None or len(others) != 1 or mine[name] != 1 or not _is_likely(step, row, others[0]):
                    continue
                yield index, others[0].event_id
                open_rows.remove(index)
                free.remove(others[0])


_Name = tuple[object, ...] | None


def _title_of(_line: int, title: str, _day: str, _venue: str) -> _Name:
    return (title,) if title else None


def _line_and_day(line: int, _title: str, day: str, _venue: str) -> _Name:
    return (line, day) if day else None


def _day_and_venue(_line: int, _title: str, day: str, venue: str) -> _Name:
    return (day, venue) if day else None


def _line(line: int, _title: str, _day: str, _venue: str) -> _Name:
    return (line,)


def _is_likely(step: object, row: RowName, origin: Origin) -> bool:
    """A day or a line alone proves nothing: the titles must be alike too, less so where line and day agree."""
    if step is _title_of:
        return True
    title = _parts(origin.likeness)[0]
    if step is _line_and_day and not title.isascii():
        return True  # legacy text that was repaired since: nothing of it is alike
    return SequenceMatcher(None, title[:_COMPARED], row.title[:_COMPARED], autojunk=False).ratio() >= (
        LIKE - 0.3 if step is _line_and_day else LIKE
    )


def _parts(likeness: str) -> tuple[str, str, str]:
    title, day, venue = likeness.rsplit("|", 2)
    return title, day, venue


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _unique(pairs: Iterable[tuple[str, Origin]]) -> dict[str, str]:
    """Only what names one event; the same twice names none."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, origin in pairs:
        found[name].append(origin.event_id)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


def _without_duplicates(rows: Sequence[RowName], found: list[Match]) -> list[Match]:
    """The second row of an event, or of the same new one, is none of its own."""
    first: dict[tuple[str, str], int] = {}
    result: list[Match] = []
    for row, match in zip(rows, found, strict=True):
        if match.refusal:
            result.append(match)
            continue
        names = [("event", match.event_id)] if match.event_id else [("new", row.likeness)]
        if row.code:
            names = [("code", row.code), *(name for name in names if name[0] == "event")]
        before = min((first[name] for name in names if name in first), default=0)
        for name in names:
            first.setdefault(name, row.line)
        result.append(Match(refusal="importing.duplicate", first=before) if before else match)
    return result
