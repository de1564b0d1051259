"""What the Inbox lists: packages of a period, how the missions stand, and the verdict of one package."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeAlias
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.naming import period_of, place_of, post_of
from cultdip_desktop.domain.package import ReceivedPackage
from cultdip_desktop.domain.period import Period
from cultdip_desktop.hq.answers import Preview, TakenIn
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.rooms.inbox import viewmodel_verdict
from cultdip_desktop.ui.rooms.inbox.values import IN, Dossier, Inbox, PackageLine, Standing

_QUARTERS_OFFERED = 6

Fail: TypeAlias = Callable[[UserError], object]
"""Told why it could not be done."""


class Group(StrEnum):
    """Which rows are listed."""

    ALL = "all"
    TAKEN_IN = "taken_in"
    ATTENTION = "attention"
    NOT_SENT = "not_sent"


class InboxDesk(Protocol):
    """What this room asks of `hq.inbox.InboxService`."""

    def preview(self, paths: Sequence[Path], progress: Progress | None = None) -> list[Preview]:
        """Say what taking in would do."""
        ...

    def take_in(self, paths: Sequence[Path], progress: Progress | None = None) -> list[TakenIn]:
        """Take in."""
        ...

    def rows(self) -> Sequence[ReceivedPackage]:
        """Everything received, newest first."""
        ...

    def missions(self) -> Sequence[Mission]:
        """The list of missions."""
        ...

    def verdict(self, row_id: str) -> dict[str, Any]:
        """The stored verdict."""
        ...

    def copy_out(self, row_id: str, target: Path, progress: Progress | None = None) -> Path:
        """Write the received file once more."""
        ...

    def resend_request(self, row_id: str) -> str:
        """Ask for it once more, in both languages."""
        ...


class Decisions(Protocol):
    """What this room asks of `hq.decisions.DecisionService`."""

    def confirm(self, office: str, reason: str, progress: Progress | None = None) -> list[TakenIn]:
        """Accept a new numbering."""
        ...

    def settle(self, row_id: str, reason: str, *, arrived: bool, progress: Progress | None = None) -> ChangeSet:
        """Decide a fork."""
        ...

    def confirm_history(self, row_id: str, reason: str, progress: Progress | None = None) -> list[TakenIn]:
        """Accept a history that was cut or rewritten."""
        ...


def desk_of(office: Office) -> InboxDesk:
    """Headquarters' inbox; the shell shows this room at headquarters only."""
    if office.inbox is None:
        raise TypeError("a mission has no inbox")
    return office.inbox


class InboxModel(QObject):
    """The list: everything is read at once (some hundred rows a year), then chosen in memory."""

    changed = Signal()
    """Other rows, other numbers."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self._lines: dict[str, PackageLine] = {}
        self.inbox: Inbox | None = None
        """As it was last read; None before."""

        self.group = Group.ALL
        self.query = ""
        self.sort: tuple[str, bool] = ("received", True)
        self.period: Period | None = Period.quarter_of(self.today()).previous
        """The period shown: at first the quarter that has just ended; None = all."""

    @property
    def desk(self) -> InboxDesk:
        """The service behind."""
        return desk_of(self._office)

    def today(self) -> date:
        """The present day in Hà Nội."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(HEADQUARTERS_ZONE)).date()

    def reload(self, then: Callable[[], object] | None = None) -> None:
        """Read everything again."""
        number = self._latest.ask()

        def ask() -> Inbox:
            rows = tuple(_with_period(row) for row in self.desk.rows())
            return Inbox(rows, tuple(self.desk.missions()))

        def show(inbox: Inbox) -> None:
            if self._latest.is_current(number):
                self.inbox = inbox
                self._choose()
                if then is not None:
                    then()

        self._kit.jobs.read(lambda _progress: ask(), show, owner=self)

    def periods(self) -> list[Period]:
        """What the choice offers, newest first: the last quarters and whatever packages are about."""
        found = set(self.inbox.periods()) if self.inbox else set()
        quarter = Period.quarter_of(self.today())
        for _number in range(_QUARTERS_OFFERED):
            found.add(quarter)
            quarter = quarter.previous
        if self.period is not None:
            found.add(self.period)
        return sorted(found, key=lambda period: (period.window.last, period.window.first), reverse=True)

    def start_at(self, period: Period) -> None:
        """Show everything of a period at the next reading."""
        self.period, self.group, self.query = period, Group.ALL, ""

    def choose_period(self, period: Period | None) -> None:
        """Show another period, or all."""
        self.period = period
        self._choose()

    def choose_group(self, group: Group) -> None:
        """List another group."""
        self.group = group
        self._choose()

    def search(self, text: str) -> None:
        """List what these words are found in, whatever their marks."""
        self.query = text
        self._choose()

    def sort_by(self, key: str, descending: bool) -> None:
        """List in another order."""
        self.sort = (key, descending)
        self._choose()

    def standing(self) -> Standing:
        """How the missions stand for the period."""
        return self.inbox.standing(self.period) if self.inbox else Standing()

    def counts(self) -> dict[Group, int]:
        """Numbers of the groups: the first three count packages, the last one missions."""
        lines = list(self._lines.values())
        return {
            Group.ALL: len(lines),
            Group.TAKEN_IN: sum(1 for line in lines if line.received.outcome in IN),
            Group.ATTENTION: sum(1 for line in lines if line.attention),
            Group.NOT_SENT: len(self.standing().not_sent),
        }

    def line(self, row_id: str) -> PackageLine | None:
        """A row, if the period has it."""
        return self._lines.get(row_id)

    def rows(self, ids: Sequence[str]) -> list[PackageLine]:
        """Rows for the table, from memory."""
        return [self._lines[id_] for id_ in ids if id_ in self._lines]

    def ids(self) -> list[str]:
        """Packages listed: group, search and order applied."""
        wanted = [line for line in self._lines.values() if self._in_group(line) and self._found(line)]
        key, descending = self.sort
        language = self._kit.live.language
        wanted.sort(key=lambda line: _order(line, key, language), reverse=descending)
        return [line.received.id for line in wanted]

    def not_sent(self) -> list[Mission]:
        """Missions from which nothing has come for the period, by name."""
        language = self._kit.live.language
        needle = fold(self.query)
        found = [mission for mission in self.standing().not_sent if needle in _hay(mission, "", "")]
        return sorted(found, key=lambda mission: sort_key(place_of(mission).get(language)))

    def show_package(self, row_id: str) -> bool:
        """Make the lists include this package; False when there is no such package."""
        found = next((row for row in self.inbox.received if row.id == row_id), None) if self.inbox else None
        if found is None:
            return False
        self.group, self.query = Group.ALL, ""
        if row_id not in self._lines:
            self.period = period_of(found.period)
        self._choose()
        return True

    def ask_dossier(self, line: PackageLine, show: Callable[[Dossier], object], owner: QObject) -> None:
        """Read the stored verdict of a package."""
        row = line.received

        def ask() -> Dossier:
            found = viewmodel_verdict.stored(self.desk.verdict(row.id), row.result, row.signer)
            return viewmodel_verdict.placed(found, row.outcome, row.code, row.epoch, row.seq, row.missing)

        self._kit.jobs.read(lambda _progress: ask(), show, owner=owner)

    def rival(self, line: PackageLine) -> ReceivedPackage | None:
        """The package that a forked one is held against."""
        return self.inbox.rival(line.received) if self.inbox else None

    def confirm(self, office: str, reason: str, then: Callable[[int], object], fail: Fail) -> None:
        """Accept the new numbering of an office; `then` is told how many packages entered."""
        self._let_enter(lambda progress: self._decisions().confirm(office, reason, progress), then, fail)

    def accept_history(self, row_id: str, reason: str, then: Callable[[int], object], fail: Fail) -> None:
        """Take a history that was cut or rewritten as it is; `then` is told how many packages entered."""
        self._let_enter(lambda progress: self._decisions().confirm_history(row_id, reason, progress), then, fail)

    def ask_request(self, row_id: str, then: Callable[[str], object], fail: Fail) -> None:
        """The text that asks the mission to send a file again."""
        self._kit.jobs.read(lambda _progress: self.desk.resend_request(row_id), then, fail, owner=self)

    def settle(self, row_id: str, reason: str, *, arrived: bool, then: Callable[[], object], fail: Fail) -> None:
        """Decide a fork."""

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then()

        self._kit.jobs.write(
            lambda progress: self._decisions().settle(row_id, reason, arrived=arrived, progress=progress),
            done,
            fail,
            owner=self,
        )

    def _let_enter(
        self, decide: Callable[[Progress], Sequence[TakenIn]], then: Callable[[int], object], fail: Fail
    ) -> None:
        """Decide, and tell how many packages entered."""

        def done(taken: Sequence[TakenIn]) -> None:
            entered = [one for one in taken if one.outcome in IN]
            for one in entered:
                self._kit.bus.publish(one.change_set)
            self.reload(lambda: then(len(entered)))

        self._kit.jobs.write(decide, done, fail, owner=self)

    def _decisions(self) -> Decisions:
        if self._office.decisions is None:
            raise TypeError("a mission decides nothing about packages")
        return self._office.decisions

    def save_copy(
        self,
        row_id: str,
        target: Path,
        then: Callable[[], object],
        fail: Callable[[UserError], object],
    ) -> None:
        """Write the file of a package once more, as it came."""
        self._kit.jobs.read(
            lambda progress: self.desk.copy_out(row_id, target, progress), lambda _path: then(), fail, owner=self
        )

    def _choose(self) -> None:
        lines = self.inbox.lines(self.period) if self.inbox else ()
        self._lines = {line.received.id: line for line in lines}
        self.changed.emit()

    def _in_group(self, line: PackageLine) -> bool:
        if self.group is Group.ATTENTION:
            return line.attention
        return self.group is not Group.TAKEN_IN or line.received.outcome in IN

    def _found(self, line: PackageLine) -> bool:
        needle = fold(self.query)
        return not needle or needle in _hay(line.mission, line.received.office, line.received.file_name)


def _hay(mission: Mission | None, office: str, file_name: str) -> str:
    texts = [office, file_name]
    if mission is not None:
        names = (place_of(mission), post_of(mission), mission.name, mission.city)
        texts += [mission.id, *mission.aliases, *(name.vi for name in names), *(name.en for name in names)]
    return fold(" ".join(texts))


def _order(line: PackageLine, key: str, language: str) -> tuple[Any, ...]:
    row = line.received
    name = sort_key(place_of(line.mission).get(language) if line.mission else row.office or row.file_name)
    received = row.received_at.timestamp() if row.received_at else 0.0
    first: Any = {
        "mission": name,
        "package": (row.period, row.epoch, row.seq),
        "received": received,
        "size": row.bytes,
        "events": row.events,
        "verdict": row.result,
        "outcome": row.outcome.value,
    }.get(key, received)
    return (first, received, row.id)


def _with_period(row: ReceivedPackage) -> ReceivedPackage:
    """A refused package has no period of its own row, but its verdict may name the days."""
    if row.period or not row.verdict:
        return row
    try:
        plain = json.loads(row.verdict)
    except ValueError:
        return row
    named = plain.get("period") if isinstance(plain, dict) else None
    return replace(row, period=named) if isinstance(named, str) else row
