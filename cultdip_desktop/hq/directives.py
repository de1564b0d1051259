"""Directives: written, numbered, issued as signed files, taken back, and followed up mission by mission (R30)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain import directive_reading, issue_codec
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.directive import Directive, DirectiveAnswer
from cultdip_desktop.domain.duty import MissionState
from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState, DispatchKind
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.secrecy import require_open
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.undo import STEP
from cultdip_desktop.hq.dispatching import Dispatcher, Draft, Maker
from cultdip_desktop.hq.effects import Effects
from cultdip_desktop.hq.outbox import IssuedFile, issue, recipients_of, require_missions, today
from cultdip_desktop.packages.package import ALL_MISSIONS
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.repo import catalogue as catalogue_rows
from cultdip_desktop.store.repo import directive as rows
from cultdip_desktop.store.repo import dispatch as dispatch_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.store import Reader

_SETTLED: Final = frozenset({DirectiveTaskState.DONE.value, DirectiveTaskState.DECLINED.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveEntry:
    """One line of the list."""

    directive: Directive
    recipients: int
    """Missions that it is for."""

    answered: int
    """Missions that said something to a task."""

    settled: int
    """Missions for which no task is open any more."""

    files: int
    """Signed files that carry it."""

    overdue: int
    """Missions with a task open after its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionFollow:
    """How one mission stands with a directive."""

    mission: Mission
    answers: Mapping[str, DirectiveAnswer]
    """By task id."""

    overdue: int
    """Tasks open after their day."""

    written: bool
    """A signed file carries it to this mission."""


class DirectiveService:
    """The use cases of the Directives room and of `cultdip hq directive …`."""

    def __init__(self, desk: Desk, dispatcher: Dispatcher) -> None:
        self._desk = desk
        self._dispatcher = dispatcher

    def entries(self) -> tuple[DirectiveEntry, ...]:
        """Drafts first, then the newest; a constant number of statements."""
        with self._desk.store.read() as tx:
            known, states = rows.all(tx), rows.answer_states(tx)
            active = [one.id for one in mission_rows.all(tx) if one.state is MissionState.ACTIVE]
            files = _files(tx)
        now = today(self._desk)
        return tuple(_entry(one, states.get(one.id, {}), active, files.get(one.id, {}), now) for one in known)

    def get(self, directive_id: str) -> Directive:
        """One directive.

        Raises:
            UserError: `directive.not_found`.
        """
        with self._desk.store.read() as tx:
            return rows.get(tx, directive_id)

    def follow(self, directive_id: str) -> tuple[MissionFollow, ...]:
        """Every mission that it is for, with its answers.

        Raises:
            UserError: `directive.not_found`.
        """
        with self._desk.store.read() as tx:
            directive = rows.get(tx, directive_id)
            answers: dict[str, dict[str, DirectiveAnswer]] = {}
            for answer in rows.answers(tx, directive_id):
                answers.setdefault(answer.office, {})[answer.task_id] = answer
            missions = mission_rows.all(tx)
            files = _files(tx).get(directive_id, {})
        now = today(self._desk)
        return tuple(
            _follow(directive, mission, answers.get(mission.id, {}), files, now)
            for mission in missions
            if _is_for(directive, mission) or mission.id in answers
        )

    def files(self, directive_id: str) -> tuple[IssuedFile, ...]:
        """The signed files that carry it; the paths are where they were written."""
        with self._desk.store.read() as tx:
            found = [row for row in dispatch_rows.all(tx) if directive_id in row.content.get("directives", ())]
        return tuple(
            IssuedFile(row.recipient, Path(str(row.content.get("target", row.file_name))), row) for row in found
        )

    def add(self, plain: Mapping[str, Any] | None = None) -> tuple[Directive, ChangeSet]:
        """A new draft, empty or with the fields of `plain` (as `directive_reading`).

        Raises:
            UserError: `issue.*`, `mission.not_found`, `letterhead.secrecy`, `directive.not_found` (of `withdraws`).
        """
        empty = Directive(id=self._desk.ids.new())
        made = empty if plain is None else directive_reading.read(plain, empty, self._desk.ids.new)
        return made, self._save(replace(made, made_at=self._desk.clock.now()), "directive.add", {})

    def edit(self, directive_id: str, plain: Mapping[str, Any]) -> ChangeSet:
        """Change the fields that `plain` names.

        Raises:
            UserError: as `add`, `directive.not_found`, `directive.issued`.
        """
        before = self._draft(directive_id)
        return self._save(directive_reading.read(plain, before, self._desk.ids.new), "directive.edit", {})

    def save(self, directive: Directive, *, step: str = "") -> ChangeSet:
        """Autosave a draft. Saves in a row with the same `step` are undone together.

        Raises:
            UserError: as `edit`.
        """
        self._draft(directive.id)
        return self._save(directive, "directive.edit", {STEP: step} if step else {})

    def delete(self, directive_id: str) -> ChangeSet:
        """Put a draft away; undo brings it back.

        Raises:
            UserError: `directive.not_found`, `directive.issued`.
        """
        draft = self._draft(directive_id)
        with self._desk.store.write("directive.delete", actor=self._desk.actor, title=_title(draft)) as tx:
            rows.put_away(tx, directive_id)
        return tx.change_set

    def withdraw(self, directive_id: str, reason: BiText) -> tuple[Directive, ChangeSet]:
        """A draft that takes an issued directive back; it counts once it is issued itself.

        Raises:
            UserError: `directive.not_found`, `directive.not_issued`, `directive.withdrawal_waits`.
        """
        with self._desk.store.read() as tx:
            before = rows.get(tx, directive_id)
            waiting = [one for one in rows.all(tx) if one.withdraws == directive_id]
        if before.state is not DirectiveState.ISSUED:
            raise UserError("directive.not_issued")
        if waiting:
            raise UserError("directive.withdrawal_waits")
        name = before.notation or (before.issued_on.isoformat() if before.issued_on else "")
        title = BiText(
            f"Thu hồi chỉ đạo {name}: {before.title.vi}"[:1000],
            f"Withdrawal of directive {name}: {before.title.get('en')}"[:1000],
        )
        made = Directive(
            id=self._desk.ids.new(),
            title=title,
            text=reason,
            offices=before.offices,
            withdraws=directive_id,
            made_at=self._desk.clock.now(),
        )
        return made, self._save(made, "directive.add", {})

    def suggested_notation(self) -> str:
        """The next number of the year with the unit's symbol, for a draft that has none: `4/CĐ-NGVH`."""
        year = today(self._desk).year
        with self._desk.store.read() as tx:
            numbers = [_number(one.notation) for one in rows.all(tx) if one.issued_on and one.issued_on.year == year]
        symbol = self._desk.office.symbol
        return f"{max(numbers, default=0) + 1}/CĐ{f'-{symbol}' if symbol else ''}"

    def problems(self, directive: Directive) -> tuple[UserError, ...]:
        """What stops it from being issued; empty when nothing does."""
        with self._desk.store.read() as tx:
            return tuple(_problems(tx, directive))

    @in_workshop("directives.issue")
    def issue(
        self,
        directive_id: str,
        folder: Path,
        pin: str,
        *,
        offices: Collection[str] | None = None,
        one_file: bool = False,
        progress: Progress | None = None,
    ) -> list[IssuedFile]:
        """Sign it: one file for all missions, or one for each of those that it names (`one_file`: all in one).

        Recipients that have it already get none; with `offices` only these of its recipients do.

        Raises:
            UserError: `directive.not_found`, `directive.incomplete` and what else `problems` names, `directive.taken_back`,
                `directive.not_theirs`, `key.*`, `file.*`, `dispatch.busy`; what was written before stays.
        """
        with self._desk.store.read() as tx:
            directive = rows.get(tx, directive_id)
            self._require_ready(tx, directive)
            have = _files(tx).get(directive_id, {})
        recipients = _recipients(directive, offices, one_file=one_file)
        if not have and not directive.notation:
            self._save(replace(directive, notation=self.suggested_notation()), "directive.edit", {})
        wanted = [one for one in recipients if one not in have]
        return issue(self._dispatcher, wanted, lambda one: self._maker(directive_id, one), folder, pin, progress)

    def _maker(self, directive_id: str, recipient: str) -> Maker:
        def make(tx: Reader, package_id: str, at: datetime) -> Draft | None:
            del package_id
            directive = rows.get(tx, directive_id)
            self._require_ready(tx, directive)
            if recipient in _files(tx).get(directive_id, {}):
                return None
            issued_on = directive.issued_on or today(self._desk)
            people = {person.id: person.name for person in person_rows.all(tx)}
            going = replace(directive, issued_on=issued_on, person=people.get(self._desk.actor or "", ""))
            plain = issue_codec.directive_to_plain(going)
            tasks = [issue_codec.task_to_plain(task) for task in directive.tasks]
            essence: Json = [plain, tasks]
            del at
            return Draft(
                kind=DispatchKind.DIRECTIVE,
                recipient=recipient,
                title=_file_title(directive),
                rows={"directive": [plain], "directive_task": tasks},
                essence=essence,
                told={"directives": [directive_id]},
                effects=Effects(
                    directives=[directive_id],
                    issued_on=issued_on,
                    withdrawn=[directive.withdraws] if directive.withdraws else (),
                ),
            )

        return make

    def _require_ready(self, tx: Reader, directive: Directive) -> None:
        if directive.state is DirectiveState.WITHDRAWN:
            raise UserError("directive.taken_back")
        for problem in _problems(tx, directive):
            raise problem

    def _draft(self, directive_id: str) -> Directive:
        found = self.get(directive_id)
        if found.state is not DirectiveState.DRAFT:
            raise UserError("directive.issued", notation=found.notation)
        return found

    def _save(self, directive: Directive, label: str, params: Mapping[str, str | int]) -> ChangeSet:
        require_open(directive.title.vi, directive.title.en, directive.text.vi, directive.text.en)
        require_open(*(text for task in directive.tasks for text in (task.title.vi, task.title.en)))
        with self._desk.store.write(label, actor=self._desk.actor, title=_title(directive), **params) as tx:
            require_missions(tx, directive.offices)
            if directive.withdraws:
                rows.get(tx, directive.withdraws)
            rows.save(tx, directive)
        return tx.change_set


def _entry(
    one: Directive,
    states: Mapping[str, Mapping[str, str]],
    active: Collection[str],
    files: Mapping[str, str],
    now: date,
) -> DirectiveEntry:
    offices = one.offices or tuple(active)
    issued = one.state is DirectiveState.ISSUED
    late = {task.id for task in one.tasks if issued and task.due is not None and task.due < now}
    told = [states.get(office, {}) for office in offices]
    return DirectiveEntry(
        directive=one,
        recipients=len(offices),
        answered=sum(any(state != DirectiveTaskState.OPEN.value for state in each.values()) for each in told),
        settled=sum(bool(one.tasks) and all(each.get(task.id) in _SETTLED for task in one.tasks) for each in told),
        files=len(files),
        overdue=sum(any(each.get(task_id) not in _SETTLED for task_id in late) for each in told),
    )


def _follow(
    directive: Directive,
    mission: Mission,
    answers: Mapping[str, DirectiveAnswer],
    files: Mapping[str, str],
    now: date,
) -> MissionFollow:
    open_tasks = [task for task in directive.tasks if task.id not in answers or answers[task.id].state not in _SETTLED]
    issued = directive.state is DirectiveState.ISSUED
    return MissionFollow(
        mission=mission,
        answers=answers,
        overdue=sum(issued and task.due is not None and task.due < now for task in open_tasks),
        written=ALL_MISSIONS in files or mission.id in files,
    )


def _is_for(directive: Directive, mission: Mission) -> bool:
    return mission.id in directive.offices if directive.offices else mission.state is MissionState.ACTIVE


def _files(tx: Reader) -> dict[str, dict[str, str]]:
    """By directive, the recipients of its files and which file."""
    found: dict[str, dict[str, str]] = {}
    for row in dispatch_rows.all(tx, (DispatchKind.DIRECTIVE,)):
        for directive_id in row.content.get("directives", ()):
            found.setdefault(directive_id, {})[row.recipient] = row.id
    return found


def _recipients(directive: Directive, offices: Collection[str] | None, *, one_file: bool) -> tuple[str, ...]:
    if offices is None:
        return recipients_of(directive.offices, one_file=one_file)
    strange = sorted(office for office in offices if directive.offices and office not in directive.offices)
    if strange:
        raise UserError("directive.not_theirs", office=strange[0])
    return tuple(dict.fromkeys(offices))


def _problems(tx: Reader, directive: Directive) -> list[UserError]:
    missing = [
        name for name, text in (("title.vi", directive.title.vi), ("text.vi", directive.text.vi)) if not text.strip()
    ]
    missing += [f"tasks[{at}].title.vi" for at, task in enumerate(directive.tasks) if not task.title.vi.strip()]
    found = [UserError("directive.incomplete", field=name) for name in missing]
    catalogue = catalogue_rows.current(tx)
    found += [
        UserError("directive.code_unknown", code=task.code, edition=catalogue.edition)
        for task in directive.tasks
        if task.code and not _known(catalogue, task.code)
    ]
    taken = [one for one in rows.all(tx) if one.id != directive.id and one.issued_on is not None]
    if directive.notation and any(one.notation == directive.notation for one in taken):
        found.append(UserError("directive.notation_taken", notation=directive.notation))
    return found


def _known(catalogue: Catalogue, code: str) -> bool:
    return catalogue.is_goal(code)


def _number(notation: str) -> int:
    head = notation.partition("/")[0]
    return int(head) if head.isascii() and head.isdigit() and len(head) < 7 else 0


def _title(directive: Directive) -> str:
    return directive.title.vi[:80]


def _file_title(directive: Directive) -> BiText:
    name = f" {directive.notation}" if directive.notation else ""
    return BiText(f"Chỉ đạo{name}: {directive.title.vi}"[:400], f"Directive{name}: {directive.title.get('en')}"[:400])
