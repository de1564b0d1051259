"""What headquarters has remarked at the open event: read, answered, settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.report import ReportComment
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest


@dataclass(frozen=True, slots=True)
class FieldRemark:
    """One remark at one field."""

    id: str
    field: str
    """Path in the event; empty for the whole."""

    period: str
    text: str
    author: str
    made_at: datetime | None
    answer: str
    done: bool


class EventRemarks(QObject):
    """Of one event after the other."""

    changed = Signal()
    """`items` are others now."""

    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self._event = ""
        self.items: tuple[FieldRemark, ...] = ()
        kit.bus.watch(self, {"report", "report_comment"}, lambda _changes: self.look())

    def follow(self, event_id: str) -> None:
        """Look at another event; empty: at none."""
        if event_id != self._event:
            self._event, self.items = event_id, ()
            self.changed.emit()
        self._kit.jobs.once_quiet(self, self.look)  # the event first: reading remarks loads what most events never need

    def look(self) -> None:
        """Read anew."""
        number, event_id = self._latest.ask(), self._event
        if not event_id:
            return

        def show(found: tuple[FieldRemark, ...]) -> None:
            if self._latest.is_current(number) and found != self.items:
                self.items = found
                self.changed.emit()

        def work(_progress: Progress) -> tuple[FieldRemark, ...]:
            told = self._office.acknowledgements.remarks_on_event(event_id)
            return tuple(_remark(one, period, event_id) for one, period in told)

        self._kit.jobs.read(work, show, self.failed.emit, owner=self)

    def answer(self, remark_id: str, text: str) -> None:
        """Say something to headquarters; it travels with the next package."""
        self._write(lambda: self._office.reporting.answer(remark_id, text))

    def settle(self, remark_id: str, *, done: bool) -> None:
        """Mark as dealt with, or open again."""
        self._write(lambda: self._office.reporting.settle(remark_id, done=done))

    def _write(self, work: Callable[[], ChangeSet]) -> None:
        self._kit.jobs.write(lambda _progress: work(), self._kit.bus.publish, self.failed.emit, owner=self)


def _remark(one: ReportComment, period: str, event_id: str) -> FieldRemark:
    field = one.place.removeprefix(f"event:{event_id}").lstrip(":")
    return FieldRemark(one.id, field, period, one.text, one.author, one.made_at, one.answer, one.done_at is not None)
