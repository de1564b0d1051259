"""A received report as headquarters reads it: what it says, what the check finds here, remarks and the decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import Formatter

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq.rechecking import Explained, ReceivedReport
from cultdip_desktop.hq.remarks import RemarkService, ReportSaid
from cultdip_desktop.i18n.messages import all_messages
from cultdip_desktop.reports.outline import SECTIONS
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.kit.language import Phrase
from cultdip_desktop.ui.rooms.inbox.values import Changed, Reading, Reason, Remark

_OPEN = "…"

FIELDS: tuple[str, ...] = (
    "",
    "title",
    "summary",
    "results.attendance",
    "goals",
    "money",
    "actors",
    "results.outcomes",
    "media",
)
"""Fields of an event that a remark may name; empty is the event as a whole."""


class ReadingModel(QObject):
    """One report at a time."""

    read = Signal(object)
    """A `Reading`, or None for a package without a report."""

    changed = Signal(object)
    """A sentence for the toast: something was done."""

    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self.row_id = ""

    def open(self, row_id: str) -> None:
        """Read the report of a package out of its kept file."""
        self.row_id = row_id
        number = self._latest.ask()

        def work(progress: Progress) -> Reading | None:
            inbox = self._office.inbox
            found = inbox.report(row_id, progress) if inbox is not None else None
            return None if found is None else _reading(row_id, found, self._remarks().of_package(row_id))

        def show(found: Reading | None) -> None:
            if self._latest.is_current(number):
                self.read.emit(found)

        def fail(error: UserError) -> None:
            if self._latest.is_current(number):
                self.failed.emit(error)

        self._kit.jobs.read(work, show, fail, owner=self)

    def add(self, place: str, text: str, said: Phrase) -> None:
        """Make a remark."""
        row_id = self.row_id
        self._do(lambda: self._remarks().add(row_id, place, text)[1], said)

    def delete(self, remark_id: str, said: Phrase) -> None:
        """Take a remark back that nobody has seen."""
        self._do(lambda: self._remarks().delete(remark_id), said)

    def accept(self, text: str, said: Phrase) -> None:
        """Accept the report."""
        row_id = self.row_id
        self._do(lambda: self._remarks().accept(row_id, text), said)

    def send_back(self, text: str, said: Phrase) -> None:
        """Return the report."""
        row_id = self.row_id
        self._do(lambda: self._remarks().send_back(row_id, text), said)

    def _do(self, act: Callable[[], ChangeSet], said: Phrase) -> None:
        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            self.changed.emit(said)
            self.open(self.row_id)

        self._kit.jobs.write(lambda _progress: act(), done, self.failed.emit, owner=self)

    def _remarks(self) -> RemarkService:
        if self._office.remarks is None:
            raise TypeError("a mission makes no remarks on received reports")
        return self._office.remarks


def sections() -> tuple[tuple[str, str], ...]:
    """Keys of the outline and their titles (msgid)."""
    return tuple((one.key, one.title) for one in SECTIONS if not one.appendix)


def _reading(row_id: str, found: ReceivedReport, said: ReportSaid) -> Reading:
    return Reading(
        row_id=row_id,
        amendment=found.amendment,
        reason=found.reason,
        one_person=found.one_person,
        approved_by=found.approved_by,
        explained=_explained(found.explained, found.titles),
        only_here=tuple(_finding(one, found.titles) for one in found.only_here),
        only_there=_explained(found.only_there, found.titles),
        totals_differ=found.totals_differ,
        changes=tuple(Changed(one.title, one.label, one.old, one.new) for one in found.changes),
        remarks=tuple(
            Remark(one.id, one.place, one.text, one.author, one.made_at, one.sent, one.answer, one.done)
            for one in said.remarks
        ),
        decision=said.word.decision.value,
        decision_text=said.word.text,
        told=said.word.dispatch_id is not None,
        events=tuple((id_, title.vi or title.en) for id_, title in found.titles.items()),
    )


def _explained(found: Iterable[Explained], titles: Mapping[str, BiText]) -> tuple[Reason, ...]:
    return tuple(_told(one, titles.get(one.event_id, BiText()).vi) for one in found)


def _told(one: Explained, title: str) -> Reason:
    """A finding travels with its place and not with its numbers: what its words would name else is left open."""
    message = all_messages().get(one.code)
    names = {name for _text, name, _form, _turn in Formatter().parse(message.text) if name} if message else set()
    known = {"title": title, "field": one.field, "fields": one.field}
    params: dict[str, str | int | None] = {name: known.get(name) or _OPEN for name in names}
    return Reason(UserError(one.code, **params), one.reason, "" if "title" in names else title)


def _finding(one: Finding, titles: Mapping[str, BiText]) -> Reason:
    return Reason(UserError(one.code, **one.params), "", titles.get(one.event_id, BiText()).vi)
