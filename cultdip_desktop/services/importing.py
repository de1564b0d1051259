"""Tables and calendars of other programs become events: looked at, planned as a dry run, taken in as one action."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.importing import (
    ColumnMapping,
    ImportAnswer,
    ImportPlan,
    Remark,
    RowAnswer,
    RowOutcome,
    Sheet,
)
from cultdip_desktop.exchange.columns import BY_KEY
from cultdip_desktop.exchange.grid import GridRow
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.import_planning import Planned, Planner, Surroundings
from cultdip_desktop.services.phases import Phases, PointOfNoReturn
from cultdip_desktop.services.table_reading import body, grid_of, load, sheet_of
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.query import origins as origin_query
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import event_import
from cultdip_desktop.store.repo import partner as partner_rows
from cultdip_desktop.store.store import Reader

FEW: Final = 200
"""Rows that are dealt with beside the window before a process of its own has even started."""

_SMALL: Final = 64 * 1024
"""Bytes of a file that has few rows."""

MAX_BLANK: Final = 1000
"""Empty lines inside a table that get an answer of their own; whoever has more has a gap."""


class ImportService:
    """The use cases of the import page and of `cultdip import`. Nothing is remembered between calls."""

    def __init__(self, desk: Desk, catalogue: CatalogueService, blank: Callable[[], Event]) -> None:
        """`blank` makes what a new event of this office starts from."""
        self._desk = desk
        self._catalogue = catalogue
        self._blank = blank

    def read(
        self,
        path: Path,
        *,
        sheet: str | None = None,
        encoding: str | None = None,
        head_row: int | None = None,
        progress: Progress | None = None,
    ) -> Sheet:
        """Look at a file: XLSX, CSV or ICS, told by its content. What is given was chosen by a person, else found out.

        Raises:
            UserError: `file.unreachable`, and what `services.table_reading` says of files that are too large, damaged or
                no table.
            Cancelled: as `progress` wishes.
        """
        require_mission(self._desk)
        reading = self._read if _is_small(path) else self.read_apart
        return reading(path, sheet=sheet, encoding=encoding, head_row=head_row, progress=progress)

    def plan(self, sheet: Sheet, mapping: ColumnMapping, *, progress: Progress | None = None) -> ImportPlan:
        """The dry run: an answer for every row, nothing is written.

        Raises:
            UserError: as `read`; `importing.file_changed` when the file is not the one that was looked at;
                `importing.no_title_column`, `importing.column_twice`.
            Cancelled: as `progress` wishes.
        """
        require_mission(self._desk)
        planning = self._plan_all if sheet.rows <= FEW else self.plan_apart
        return planning(sheet, mapping, progress=progress)

    def run(self, plan: ImportPlan, *, progress: Progress | None = None) -> tuple[ImportAnswer, ChangeSet]:
        """Take the table in: planned once more where it is written, all in one action that one undo takes back.

        Raises:
            UserError: as `plan`; `importing.nothing_to_do` when no row would be created or updated.
            Cancelled: nothing was written.
        """
        require_mission(self._desk)
        if not plan.writes:
            raise UserError("importing.nothing_to_do", file=plan.sheet.name)
        count = plan.count(RowOutcome.CREATED) + plan.count(RowOutcome.UPDATED)
        running = self._run if plan.sheet.rows <= FEW else self.run_apart
        return running(plan.sheet, plan.mapping, count, progress=progress)

    @in_workshop("importing.read_apart")
    def read_apart(
        self, path: Path, *, sheet: str | None, encoding: str | None, head_row: int | None, progress: Progress | None
    ) -> Sheet:
        """As `read`, where no window waits."""
        return self._read(path, sheet=sheet, encoding=encoding, head_row=head_row, progress=progress)

    @in_workshop("importing.plan_apart")
    def plan_apart(self, sheet: Sheet, mapping: ColumnMapping, *, progress: Progress | None) -> ImportPlan:
        """As `plan`, where no window waits."""
        return self._plan_all(sheet, mapping, progress=progress)

    @in_workshop("importing.run_apart")
    def run_apart(
        self, sheet: Sheet, mapping: ColumnMapping, count: int, *, progress: Progress | None
    ) -> tuple[ImportAnswer, ChangeSet]:
        """As `run`, where no window waits; the answers of the dry run need not travel."""
        return self._run(sheet, mapping, count, progress=progress)

    def _read(
        self, path: Path, *, sheet: str | None, encoding: str | None, head_row: int | None, progress: Progress | None
    ) -> Sheet:
        data = load(path)
        grid = grid_of(data, path.name, progress or NoProgress(), sheet, encoding)
        return sheet_of(path, data, grid, self._this_year(), head_row)

    def _plan_all(self, sheet: Sheet, mapping: ColumnMapping, *, progress: Progress | None) -> ImportPlan:
        phases = Phases(progress or NoProgress())
        rows = self._rows(sheet, mapping, phases.phase(250, sheet.name))
        with self._desk.store.read() as tx:
            planned = self._plan(tx, sheet, mapping, rows, phases.phase(750, sheet.name))
        phases.finish()
        return ImportPlan(sheet, mapping, planned.answers)

    def _run(
        self, sheet: Sheet, mapping: ColumnMapping, count: int, *, progress: Progress | None
    ) -> tuple[ImportAnswer, ChangeSet]:
        point = PointOfNoReturn(progress or NoProgress())
        phases = Phases(point)
        rows = self._rows(sheet, mapping, phases.phase(150, sheet.name))
        params: dict[str, str | int] = {"n": count, "file": sheet.name[:80]}
        with self._desk.store.write("event.import", actor=self._desk.actor, **params) as tx:
            planned = self._plan(tx, sheet, mapping, rows, phases.phase(400, sheet.name))
            event_import.write(tx, planned.new, planned.known, phases.phase(450, sheet.name))
            point.reached = True
        phases.finish()
        return _answer(planned), tx.change_set

    def _rows(self, sheet: Sheet, mapping: ColumnMapping, progress: Progress) -> tuple[GridRow, ...]:
        _require_sense(mapping)
        path = Path(sheet.path)
        data = load(path)
        if hashlib.sha256(data).hexdigest() != sheet.sha256:
            raise UserError("importing.file_changed", file=sheet.name)
        grid = grid_of(data, sheet.name, progress, sheet.sheet or None, sheet.encoding or None)
        return body(grid, sheet.head_row)

    def _plan(
        self, tx: Reader, sheet: Sheet, mapping: ColumnMapping, rows: Sequence[GridRow], progress: Progress
    ) -> Planned:
        planner = Planner(sheet, mapping, self._surroundings(tx))
        understood, matches = planner.names(rows, progress)
        ids = [match.event_id for match in matches if match.event_id]
        events = {event.id: event for event in event_rows.get_many(tx, ids)}
        contents = origin_query.contents(tx, ids)
        new_ids = [tx.ids.new() for _ in understood]
        planned = planner.plan(understood, matches, events, contents, new_ids, progress)
        return Planned(_with_blanks(planned.answers, sheet.head_row), planned.new, planned.known)

    def _surroundings(self, tx: Reader) -> Surroundings:
        return Surroundings(
            blank=self._blank(),
            catalogue=self._catalogue.current(),
            now=tx.clock.now(),
            currency=self._desk.office.currency,
            known=origin_query.known(tx),
            origins=origin_query.origins(tx),
            categories={fold(partner.name): partner.category for partner in partner_rows.all(tx)},
        )

    def _this_year(self) -> int:
        return self._desk.clock.now().astimezone(UTC).astimezone(ZoneInfo(self._desk.office.zone)).year


def _is_small(path: Path) -> bool:
    """Whether reading the file holds nobody up; what cannot be asked is read, and says so."""
    try:
        return path.stat().st_size <= _SMALL
    except OSError:
        return True


def _require_sense(mapping: ColumnMapping) -> None:
    chosen = [key for key in mapping.columns if key is not None]
    for key in chosen:
        if key not in BY_KEY:
            raise UserError("importing.column_unknown", name=key[:40])
        if chosen.count(key) > 1:
            raise UserError("importing.column_twice", name=key)
    if not {"title_vi", "title_en", "id", "number"} & set(chosen):
        raise UserError("importing.no_title_column")


def _with_blanks(answers: Sequence[RowAnswer], head_row: int) -> tuple[RowAnswer, ...]:
    """Empty lines between others are answered too: whoever counts the rows of a table shall find every one."""
    result: list[RowAnswer] = []
    expected = head_row + 1
    for answer in answers:
        if answer.row - expected <= MAX_BLANK:
            result += [_blank(row) for row in range(expected, answer.row)]
        result.append(answer)
        expected = answer.row + 1
    return tuple(result)


def _blank(row: int) -> RowAnswer:
    return RowAnswer(row, RowOutcome.SKIPPED, "", "", Remark("importing.blank"))


def _answer(planned: Planned) -> ImportAnswer:
    counts = dict.fromkeys(RowOutcome, 0)
    for answer in planned.answers:
        counts[answer.outcome] += 1
    return ImportAnswer(
        counts[RowOutcome.CREATED], counts[RowOutcome.UPDATED], counts[RowOutcome.UNCHANGED], planned.answers
    )
