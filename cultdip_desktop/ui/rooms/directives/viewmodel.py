"""The Directives room's questions and acts: lists, files taken in, signing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.issuing import CentralKind
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq import prepared_file
from cultdip_desktop.hq.central import CENTRAL, DUTIES, PROGRAMME, RATES
from cultdip_desktop.hq.outbox import today
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest
from cultdip_desktop.ui.rooms.directives.values import Answered, EditionLook, Entry, Followed, ListState, Look, Tab

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.hq.central import CentralService
    from cultdip_desktop.hq.directives import DirectiveService
    from cultdip_desktop.hq.dispatching import Dispatcher
    from cultdip_desktop.hq.editions import EditionService


class DirectivesModel(QObject):
    """Everything is read at once; a headquarters has some hundred of each."""

    changed = Signal()
    followed = Signal(object)
    """A `Followed`."""

    compared = Signal(object)
    """An `EditionLook`."""

    failed = Signal(object)
    """A `UserError`."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self._following = Latest()
        self.look: Look | None = None
        self.year: int | None = None

    def reload(self, then: Callable[[], object] | None = None) -> None:
        """Read everything again."""
        number, year = self._latest.ask(), self.year

        def show(look: Look) -> None:
            if self._latest.is_current(number):
                self.look = look
                self.changed.emit()
                if then is not None:
                    then()

        self._kit.jobs.read(lambda _progress: _look(self._office, year), show, self.failed.emit, owner=self)

    def follow(self, directive_id: str) -> None:
        """Read one directive with its answers."""
        number = self._following.ask()

        def show(found: Followed) -> None:
            if self._following.is_current(number):
                self.followed.emit(found)

        self._kit.jobs.read(lambda _p: _followed(self._office, directive_id), show, self.failed.emit, owner=self)

    def compare(self, edition: str) -> None:
        """Read what an edition changes."""
        self._kit.jobs.read(
            lambda _p: _edition(self._office, edition), self.compared.emit, self.failed.emit, owner=self
        )

    def choose_year(self, year: int) -> None:
        """Show another programme."""
        self.year = year
        self.reload()

    def draft(self, then: Callable[[str], object]) -> None:
        """A new, empty directive."""

        def work(_progress: Progress) -> tuple[str, ChangeSet]:
            made, changes = _directives(self._office).add()
            return made.id, changes

        self._write(work, then)

    def withdraw(self, directive_id: str, then: Callable[[str], object]) -> None:
        """The draft that takes a directive back."""

        def work(_progress: Progress) -> tuple[str, ChangeSet]:
            made, changes = _directives(self._office).withdraw(directive_id, BiText())
            return made.id, changes

        self._write(work, then)

    def delete(self, directive_id: str, then: Callable[[ChangeSet], object]) -> None:
        """Put a draft away."""

        def work(_progress: Progress) -> tuple[ChangeSet, ChangeSet]:
            changes = _directives(self._office).delete(directive_id)
            return changes, changes

        self._write(work, then)

    def new_offer(self, kind: CentralKind, then: Callable[[str], object]) -> None:
        """A new message, story, product or template."""

        def work(_progress: Progress) -> tuple[str, ChangeSet]:
            made, changes = _central(self._office).add_offer(kind)
            return made.id, changes

        self._write(work, then)

    def take_back_offer(self, item_id: str, then: Callable[[ChangeSet], object]) -> None:
        """Withdraw an offer."""

        def work(_progress: Progress) -> tuple[ChangeSet, ChangeSet]:
            changes = _central(self._office).take_back_offer(item_id)
            return changes, changes

        self._write(work, then)

    def discard(self, edition: str, then: Callable[[ChangeSet], object]) -> None:
        """Throw the draft of an edition away."""

        def work(_progress: Progress) -> tuple[ChangeSet, ChangeSet]:
            changes = _editions(self._office).delete(edition)
            return changes, changes

        self._write(work, then)

    def take_file(self, tab: Tab, file: Path, then: Callable[[int], object]) -> Job[Any]:
        """Take a prepared JSON file into the list of a tab; tells how many entries it brought."""

        def work(_progress: Progress) -> tuple[int, ChangeSet]:
            plain = prepared_file.read(file)
            if tab is Tab.PROGRAMME:
                year, changes = _central(self._office).take_programme(plain)
                self.year = year
                return len(plain.get("items", ())), changes
            if tab is Tab.LIBRARY:
                items, changes = _central(self._office).take_offers(plain)
                return len(items), changes
            if tab is Tab.RATES:
                return _central(self._office).take_rates(plain)
            head, changes = _editions(self._office).draft(plain)
            return head.nodes, changes

        return self._write(work, then)

    def write_edition(self, edition: str, target: Path, then: Callable[[Path], object]) -> None:
        """An edition as a file that can be changed and taken in."""

        def work(_progress: Progress) -> Path:
            plain = _editions(self._office).as_file(edition)
            durable.write_text(target, f"{json.dumps(plain, ensure_ascii=False, indent=1)}\n")
            return target

        self._kit.jobs.read(work, then, self.failed.emit, owner=self)

    def issue_directive(
        self,
        directive_id: str,
        folder: Path,
        pin: str,
        then: Callable[[Sequence[Path]], object],
        fail: Callable[[UserError], object],
        *,
        one_file: bool,
    ) -> Job[Any]:
        """Sign a directive."""

        def work(progress: Progress) -> list[Path]:
            service = _directives(self._office)
            files = service.issue(directive_id, folder, pin, one_file=one_file, progress=progress)
            return [one.file for one in files]

        return self._sign(work, then, fail)

    def issue_list(
        self,
        name: str,
        folder: Path,
        pin: str,
        then: Callable[[Sequence[Path]], object],
        fail: Callable[[UserError], object],
    ) -> Job[Any]:
        """Sign a list (`programme 2027`, `central`, `rates`, `duties`) or an edition (`catalogue 2027.1`)."""

        def work(progress: Progress) -> list[Path]:
            word, _, edition = name.partition(" ")
            if word == Tab.CATALOGUE:
                files = _editions(self._office).issue(edition, folder, pin, progress=progress)
            else:
                files = _central(self._office).issue(name, folder, pin, progress=progress)
            return [one.file for one in files]

        return self._sign(work, then, fail)

    def copy_again(self, dispatch_id: str, folder: Path, then: Callable[[Path], object]) -> Job[Any]:
        """Write a file once more."""
        return self._kit.jobs.read(
            lambda progress: _dispatcher(self._office).copy_again(dispatch_id, folder, progress),
            then,
            self.failed.emit,
            owner=self,
        )

    def _write(self, work: Callable[[Progress], tuple[Any, ChangeSet]], then: Callable[[Any], object]) -> Job[Any]:
        def done(result: tuple[Any, ChangeSet]) -> None:
            answer, changes = result
            self._kit.bus.publish(changes)
            then(answer)

        return self._kit.jobs.write(work, done, self.failed.emit, owner=self)

    def _sign(
        self,
        work: Callable[[Progress], list[Path]],
        then: Callable[[Sequence[Path]], object],
        fail: Callable[[UserError], object],
    ) -> Job[Any]:
        def done(files: list[Path]) -> None:
            kinds = frozenset({"dispatch", "directive", "catalogue", "library", "programme", "duty", "remark"})
            self._kit.bus.publish(ChangeSet("issued", "dispatch.seal", kinds, frozenset()))
            then(files)

        return self._kit.jobs.write(work, done, fail, owner=self)


def _look(office: Office, year: int | None) -> Look:
    directives, central, editions = _directives(office), _central(office), _editions(office)
    inbox = office.inbox
    assert inbox is not None  # noqa: S101 - the room is headquarters'
    years = central.programme_years()
    chosen = year or (years[0] if years else today(office.desk).year + 1)
    return Look(
        entries=tuple(
            Entry(
                directive=one.directive,
                recipients=one.recipients,
                answered=one.answered,
                settled=one.settled,
                files=one.files,
                overdue=one.overdue,
            )
            for one in directives.entries()
        ),
        lists={
            one.name: ListState(
                name=one.name,
                entries=one.entries,
                news=one.news,
                last=None if one.last is None else one.last.sealed_at,
            )
            for one in central.states()
        },
        years=years if chosen in years else (chosen, *years),
        year=chosen,
        programme=central.programme(chosen),
        library=central.offers(),
        rates=central.rates(),
        editions=editions.heads(),
        files=_dispatcher(office).written(),
        missions=inbox.missions(),
        catalogue=office.catalogue.current(),
        today=today(office.desk),
        can_sign=_can_sign(office),
    )


def _can_sign(office: Office) -> bool:
    return office.keys.signing_key() is not None


def _followed(office: Office, directive_id: str) -> Followed:
    service = _directives(office)
    directive = service.get(directive_id)
    tasks = [task.id for task in directive.tasks]
    missions = tuple(
        Answered(
            mission=one.mission,
            states=tuple(
                (
                    (one.answers[task].state.value, one.answers[task].answer, one.answers[task].answered_at)
                    if task in one.answers
                    else ("", "", None)
                )
                for task in tasks
            ),
            overdue=one.overdue,
            written=one.written,
        )
        for one in service.follow(directive_id)
    )
    return Followed(
        directive=directive,
        withdraws=service.get(directive.withdraws) if directive.withdraws else None,
        missions=missions,
        files=tuple(one.dispatch for one in service.files(directive_id)),
        notation=directive.notation or service.suggested_notation(),
        problems=tuple(str(one.params.get("field") or one.code) for one in service.problems(directive)),
    )


def _edition(office: Office, edition: str) -> EditionLook:
    view = _editions(office).view(edition)
    changes = view.changes
    return EditionLook(
        head=view.head,
        added=changes.added if changes else (),
        vanished=changes.vanished if changes else (),
        reworded=changes.reworded if changes else (),
        moved=changes.moved if changes else (),
        mapping=view.mapping,
        files=view.files,
    )


LIST_OF = {Tab.PROGRAMME: PROGRAMME, Tab.LIBRARY: CENTRAL, Tab.RATES: RATES}
"""The name of the list that a tab issues; a programme's is followed by its year."""

DEADLINES = DUTIES
"""The list of deadlines."""


def _directives(office: Office) -> DirectiveService:
    assert office.directives is not None  # noqa: S101 - the room is headquarters'
    return office.directives


def _central(office: Office) -> CentralService:
    assert office.central is not None  # noqa: S101
    return office.central


def _editions(office: Office) -> EditionService:
    assert office.editions is not None  # noqa: S101
    return office.editions


def _dispatcher(office: Office) -> Dispatcher:
    assert office.dispatcher is not None  # noqa: S101
    return office.dispatcher
