"""The dry run of a table: every row is understood, matched and checked; nothing is written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.domain.findings import Finding, Severity, check_event
from cultdip_desktop.domain.importing import Change, ColumnMapping, Remark, RowAnswer, RowOutcome, Sheet
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.row_matching import KnownEvent, Match, Origin, RowMatcher, RowName
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.exchange.columns import BY_KEY
from cultdip_desktop.exchange.day_text import Days
from cultdip_desktop.exchange.event_cells import cells_of
from cultdip_desktop.exchange.event_patch import EventPatcher
from cultdip_desktop.exchange.grid import Cell, GridRow
from cultdip_desktop.exchange.money_text import MoneyHabit, hint_of
from cultdip_desktop.exchange.row_reading import Patch, RowReader, plain
from cultdip_desktop.exchange.vocabulary import Vocabulary
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.legacy import LegacyEncoding, encodings_of, repair
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.store.repo.event_import import TakenRow

STEP: Final = 100
"""Rows between two looks at whether the user wants to stop."""

_SHOWN: Final = 160
_TOTALS: Final = frozenset({"tong", "tong cong", "cong", "tong so", "total", "sum", "grand total", "tong kinh phi"})
_HEADING: Final = re.compile(r"(?:[ivxlc]{1,5}|[a-h]|phan [ivx\d]+|part [ivx\d]+)[.)/:\s-].*", re.DOTALL)
_ROMAN: Final = re.compile(r"[IVXLC]{1,5}\.?|[A-H][.)]?")
_TIMES: Final = frozenset({"first_day", "last_day", "zone"})
_NAMES: Final = frozenset({"id", "number", "own_code"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the office knows that rows are held against."""

    blank: Event
    """What a new event starts from: office, zone, city."""

    catalogue: Catalogue
    now: datetime
    currency: str
    known: Sequence[KnownEvent]
    origins: Sequence[Origin]
    categories: Mapping[str, str]
    """Category of each partner of the register by folded name."""


@dataclass(slots=True)
class _Row:
    """A row on its way."""

    number: int
    cells: dict[str, Cell]
    notes: list[Remark]
    patch: Patch
    name: RowName
    refusal: Remark | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """The answers, and what is to be written."""

    answers: tuple[RowAnswer, ...]
    new: tuple[TakenRow, ...]
    known: tuple[TakenRow, ...]


class Planner:
    """Plans the rows of one table as `mapping` understands it."""

    def __init__(self, sheet: Sheet, mapping: ColumnMapping, around: Surroundings) -> None:
        self._sheet = sheet
        self._mapping = mapping
        self._around = around
        self._source = fold(f"{sheet.name} {sheet.sheet}")
        self._places = {key: index for index, key in enumerate(mapping.columns) if key is not None}
        self._vocabulary = Vocabulary(around.catalogue)
        habit = MoneyHabit(around.currency)
        heads = {key: sheet.columns[index].head for key, index in self._places.items() if index < len(sheet.columns)}
        hints = {stage.value: hint_of(heads.get(stage.value, ""), habit) for stage in MoneyStage}
        self._reader = RowReader(self._vocabulary, habit, mapping.year or sheet.year, hints)
        self._patcher = EventPatcher(around.catalogue.edition, lambda name: around.categories.get(fold(name)))
        self._legacy: dict[str, tuple[LegacyEncoding, ...]] = {}

    def names(self, rows: Sequence[GridRow], progress: Progress) -> tuple[list[_Row], list[Match]]:
        """Understand the rows and say which events they are."""
        self._legacy = self._encodings(rows)
        understood: list[_Row] = []
        for done, row in enumerate(rows):
            if done % STEP == 0:
                progress.step(done, 2 * len(rows))
            understood.append(self._understand(row))
        matcher = RowMatcher(self._around.known, self._around.origins, self._source)
        open_rows = [row for row in understood if row.refusal is None]
        matches = iter(matcher.match([row.name for row in open_rows]))
        return understood, [Match() if row.refusal else next(matches) for row in understood]

    def plan(
        self,
        rows: Sequence[_Row],
        matches: Sequence[Match],
        events: Mapping[str, Event],
        contents: Mapping[str, Mapping[str, str]],
        new_ids: Sequence[str],
        progress: Progress,
    ) -> Planned:
        """Answers for all rows; `events` are those matched, `contents` their rows as remembered."""
        answers: list[RowAnswer] = []
        new: list[TakenRow] = []
        known: list[TakenRow] = []
        for done, (row, match, new_id) in enumerate(zip(rows, matches, new_ids, strict=True)):
            if done % STEP == 0:
                progress.step(len(rows) + done, 2 * len(rows))
            before = events.get(match.event_id)
            remembered = contents.get(match.event_id, {})
            answer, event = self._answer(row, match, before, remembered, new_id)
            answers.append(answer)
            if event is not None:
                taken = self._taken(row, event, remembered)
                if answer.outcome is RowOutcome.CREATED:
                    new.append(taken)
                else:
                    known.append(taken)
        return Planned(tuple(answers), tuple(new), tuple(known))

    def _encodings(self, rows: Sequence[GridRow]) -> dict[str, tuple[LegacyEncoding, ...]]:
        """Legacy encodings of the columns that have some, by our key."""
        found = {}
        for key, index in self._places.items():
            if index < len(self._sheet.columns) and self._sheet.columns[index].legacy is not None:
                found[key] = encodings_of(cell for row in rows if isinstance(cell := row.cell(index), str))
        return found

    def _understand(self, row: GridRow) -> _Row:
        cells = {key: row.cell(index) for key, index in self._places.items()}
        notes = [Remark(code) for code in row.remarks]
        if row.calculated & set(self._places.values()):
            notes.append(Remark("importing.formula"))
        self._repair(cells, notes)
        said: dict[str, Cell] = {key: cell for key, cell in cells.items() if cell is not None}
        if not said.keys() - _NAMES:
            return _Row(row.number, said, notes, Patch(), RowName(row.number, ""), Remark("importing.blank"))
        patch = self._reader.read(said)
        name = _name(row.number, said, patch)
        result = _Row(row.number, said, notes, patch, name)
        result.refusal = _heading(row, said) or next(iter(patch.problems), None)
        return result

    def _repair(self, cells: dict[str, Cell], notes: list[Remark]) -> None:
        for key, encodings in self._legacy.items():
            cell = cells[key]
            found = repair(cell, encodings) if isinstance(cell, str) else None
            if found is None:
                continue
            if self._places[key] in self._mapping.repaired:
                cells[key] = found.after
                notes.append(Remark("importing.repaired", key, {"value": found.before[:_SHOWN]}))
            else:
                notes.append(Remark("importing.legacy_kept", key, {"value": found.after[:_SHOWN]}))

    def _answer(
        self, row: _Row, match: Match, before: Event | None, remembered: Mapping[str, str], new_id: str
    ) -> tuple[RowAnswer, Event | None]:
        title = _title(row, before)
        refusal = row.refusal or _refusal(match)
        if refusal is not None:
            return RowAnswer(row.number, RowOutcome.SKIPPED, title, "", refusal, tuple(row.notes)), None
        new = before is None
        base = replace(self._around.blank, id=new_id) if before is None else before
        patch = row.patch if new else self._what_changed(row, remembered)
        event = self._patcher.apply(base, patch, new=new)
        if new:
            event = self._without_day(event, row)
        refusal = self._wrong(base, event, new=new)
        notes = (*row.notes, *row.patch.notes, *_match_notes(match))
        if refusal is not None:
            return RowAnswer(row.number, RowOutcome.SKIPPED, title, "", refusal, notes), None
        if new:
            return RowAnswer(row.number, RowOutcome.CREATED, title, event.id, None, notes), event
        if event == base:
            return RowAnswer(row.number, RowOutcome.UNCHANGED, title, event.id, None, notes), event
        changes = self._changes(base, event)
        return RowAnswer(row.number, RowOutcome.UPDATED, title, event.id, None, notes, changes), event

    def _what_changed(self, row: _Row, remembered: Mapping[str, str]) -> Patch:
        """Of a row that was taken in before only the cells that are not as they were: the rest may have been worked on here.

        Of our own calendar only the times come back: its texts are in one language and not all that the event has.
        """
        if self._sheet.format == "ics" and row.name.id:
            values = {key: value for key, value in row.patch.values.items() if key in _TIMES}
            return Patch(values, row.patch.problems, row.patch.notes)
        if not remembered:
            return row.patch
        same = {key for key, cell in row.cells.items() if remembered.get(key) == _digest(cell)}
        if same & {"currency", "source"} and not {"currency", "source"} <= same:
            same -= {stage.value for stage in MoneyStage}
        values = {key: value for key, value in row.patch.values.items() if key not in same}
        if "start_time" in same and "first_day" not in same:
            values |= {key: row.patch.values[key] for key in ("start_time", "end_time") if key in row.patch.values}
        return Patch(values, row.patch.problems, row.patch.notes)

    def _without_day(self, event: Event, row: _Row) -> Event:
        """What is only planned for a quarter stays an idea until it has a day."""
        if event.start is None and event.state is EventState.PREPARING:
            row.notes.append(Remark("importing.idea_until_day"))
            return replace(event, state=EventState.IDEA)
        if event.start is None and "first_day" not in row.patch.values:
            row.notes.append(Remark("importing.day_missing"))
        return event

    def _wrong(self, base: Event, event: Event, *, new: bool) -> Remark | None:
        if not event.title.vi.strip() and not event.title.en.strip():
            return Remark("importing.title_missing")
        if event.start is None and event.state is not EventState.IDEA and (new or base.start is not None):
            return Remark("importing.day_needed", "first_day")
        had = set() if new else {finding.code for finding in self._errors(base)}
        for finding in self._errors(event):
            if finding.code not in had | {"event.title_missing", "event.start_missing"}:
                return Remark(finding.code, "", finding.params)
        return None

    def _errors(self, event: Event) -> list[Finding]:
        found = check_event(event, self._around.catalogue, self._around.now)
        return [finding for finding in found if finding.severity is Severity.ERROR]

    def _changes(self, before: Event, after: Event) -> tuple[Change, ...]:
        words = Words("vi")
        old, new = cells_of(before, words, self._vocabulary), cells_of(after, words, self._vocabulary)
        return tuple(
            Change(key, plain(old.get(key))[:_SHOWN], plain(new.get(key))[:_SHOWN])
            for key in BY_KEY
            if old.get(key) != new.get(key)
        )

    def _taken(self, row: _Row, event: Event, remembered: Mapping[str, str]) -> TakenRow:
        content = {**remembered, **{key: _digest(cell) for key, cell in row.cells.items()}}
        name = row.name
        return TakenRow(event, Origin(event.id, self._source, row.number, name.code, name.likeness), content)


def _name(number: int, said: Mapping[str, Cell], patch: Patch) -> RowName:
    days = patch.values.get("first_day")
    day: date | None = days.first if isinstance(days, Days) else None
    return RowName(
        line=number,
        title=fold(plain(said.get("title_vi") or said.get("title_en"))),
        day=day,
        venue=fold(plain(said.get("venue_vi"))),
        city=fold(plain(said.get("city"))),
        id=plain(said.get("id")),
        number=plain(said.get("number")),
        code=fold(plain(said.get("own_code"))),
    )


def _title(row: _Row, before: Event | None) -> str:
    for key in ("title_vi", "title_en"):
        if row.cells.get(key) is not None:
            return plain(row.cells[key])[:_SHOWN]
    if before is not None:
        return before.title.get("vi")[:_SHOWN]
    return next((plain(cell)[:_SHOWN] for cell in row.cells.values()), "")


def _heading(row: GridRow, said: Mapping[str, Cell]) -> Remark | None:
    """A line of totals or a heading inside the table is no event."""
    texts = [cell for cell in row.cells if isinstance(cell, str)]
    if any(fold(text).rstrip(" :.") in _TOTALS for text in texts[:2]) and "first_day" not in said:
        return Remark("importing.total_row")
    filled = [cell for cell in row.cells if cell is not None]
    alone = len(filled) == 1 and len(texts) == 1 and bool(_HEADING.fullmatch(fold(texts[0])))
    numbered = len(filled) == 2 and len(texts) == 2 and bool(_ROMAN.fullmatch(texts[0]))
    return Remark("importing.heading_row") if alone or numbered else None


def _refusal(match: Match) -> Remark | None:
    if not match.refusal:
        return None
    return Remark(match.refusal, "", {"row": match.first} if match.first else {})


def _match_notes(match: Match) -> tuple[Remark, ...]:
    notes = []
    if match.recognised:
        notes.append(Remark("importing.recognised"))
    if match.unknown_number:
        notes.append(Remark("importing.number_unknown"))
    return tuple(notes)


def _digest(cell: Cell) -> str:
    return hashlib.blake2b(plain(cell).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
