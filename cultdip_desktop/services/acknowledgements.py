"""What headquarters has acknowledged of this office's packages, what lacks, and what does not fit together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cultdip_desktop.domain.acknowledgement import KnownReceipt, Standing, answers_of, standing
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.package import InboxOutcome, SentPackage, SentState
from cultdip_desktop.domain.receipt import PackageAnswer
from cultdip_desktop.domain.report import ReportComment
from cultdip_desktop.services import receiving_place
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query import way_back as way_back_query
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import package as package_rows
from cultdip_desktop.store.repo import receipt as receipt_rows
from cultdip_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class Acknowledgements:
    """The whole page of receipts."""

    receipts: tuple[KnownReceipt, ...]
    """The newest first."""

    standing: Standing
    packages: tuple[tuple[SentPackage, PackageAnswer | None], ...]
    """Own packages, the newest first, each with headquarters' last word on it."""


class AcknowledgementService:
    """The use cases of Packages › Receipts, and what Today tells of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self) -> Acknowledgements:
        """Everything, in one read transaction."""
        with self._desk.store.read() as tx:
            receipts = receipt_rows.all(tx)
            sent = tuple(one for one in package_rows.all(tx) if one.state is not SentState.RESERVED)
            found = look(tx, self._desk.clock.now(), receipts)
        answers = answers_of(receipts)
        told = tuple((one, answers.get((one.epoch, one.seq, one.manifest_sha256))) for one in sent)
        return Acknowledgements(receipts, found, told)

    def remarks_on_event(self, event_id: str) -> tuple[tuple[ReportComment, str], ...]:
        """What headquarters remarked at an event, each with the period of its report; settled ones last."""
        with self._desk.store.read() as tx:
            return way_back_query.remarks_on_event(tx, event_id)

    def held_media(self) -> int:
        """How many attachments headquarters has acknowledged."""
        with self._desk.store.read() as tx:
            return len(receipt_rows.held_media(tx))

    def mark_read(self) -> ChangeSet:
        """The list has been looked at."""
        with self._desk.store.write("receive.read", actor=self._desk.actor) as tx:
            receipt_rows.mark_read(tx, tx.now)
        return tx.change_set


def look(tx: Reader, now: datetime, receipts: tuple[KnownReceipt, ...] | None = None) -> Standing:
    """Own packages and receipts held against each other. Three statements."""
    receipts = receipt_rows.all(tx) if receipts is None else receipts
    came = inbox_rows.all(tx)
    odd = (row for row in came if row.outcome is InboxOutcome.FORK or row.code == receiving_place.PREVIOUS)
    forks = [(row.epoch, row.seq) for row in odd]
    return standing(package_rows.all(tx), receipts, receiving_place.gaps(came), forks, now)
