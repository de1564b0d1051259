"""What only a person decides about a chain: a new numbering of an office, and which of two packages counts.

Every decision is an action with its reason in the history; files are kept whatever is decided.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.hq import continuity
from cultdip_desktop.hq.answers import TakenIn
from cultdip_desktop.hq.inbox import InboxService
from cultdip_desktop.hq.intake import accept_history
from cultdip_desktop.hq.kept import enter as keep_records
from cultdip_desktop.hq.ledger import LedgerService, lists_digest
from cultdip_desktop.hq.placing import NEW_NUMBERING, choose_epoch
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.store import Writer

CONFIRM: Final = "hq.confirm"
HISTORY: Final = "hq.confirm_history"
SETTLE: Final = "hq.settle"
SETTLED: Final = "inbox.settled_against"
"""Code of a package that a decision has put aside: it is kept and needs nobody any more."""

_LONGEST: Final = 500


class DecisionService:
    """The use cases of the Inbox's inspector and of `cultdip hq confirm|settle`."""

    def __init__(self, desk: Desk, inbox: InboxService, ledger: LedgerService, trust: TrustService) -> None:
        self._desk = desk
        self._inbox = inbox
        self._ledger = ledger
        self._trust = trust

    def waiting(self) -> tuple[ReceivedPackage, ...]:
        """Packages that wait for a new numbering to be confirmed, by office and number."""
        with self._desk.store.read() as tx:
            held = [row for row in inbox_rows.all(tx) if row.outcome is InboxOutcome.HELD]
            rows = [row for row in held if row.code in NEW_NUMBERING]
        return tuple(sorted(rows, key=lambda row: (row.office, row.epoch, row.seq)))

    def forks(self) -> tuple[ReceivedPackage, ...]:
        """Packages that claim a place of another one and about which nobody has decided."""
        with self._desk.store.read() as tx:
            found = [row for row in inbox_rows.all(tx) if row.outcome is InboxOutcome.FORK and row.code != SETTLED]
        return tuple(found)

    def histories(self) -> tuple[ReceivedPackage, ...]:
        """Packages that wait because the history behind them was cut or rewritten."""
        with self._desk.store.read() as tx:
            held = [row for row in inbox_rows.all(tx) if row.outcome is InboxOutcome.HELD]
        rows = [row for row in held if row.code in continuity.CODES]
        return tuple(sorted(rows, key=lambda row: (row.office, row.epoch, row.seq)))

    @in_workshop("decisions.confirm_history")
    def confirm_history(self, row_id: str, reason: str, progress: Progress | None = None) -> list[TakenIn]:
        """Accept the history behind one package as it is, although it does not go on from what was told before.

        The package enters, with those that waited for it; what it tells of its history is what counts from then on.

        Raises:
            UserError: `inbox.not_found`, `inbox.no_history`, `inbox.reason_missing`, and as `InboxService.take_in`.
        """
        reason = _reason(reason)
        with self._desk.store.read() as tx:
            row = inbox_rows.get(tx, row_id)
        if row.outcome is not InboxOutcome.HELD or row.code not in continuity.CODES:
            raise UserError("inbox.no_history", id=row_id[:60])
        with self._desk.store.write(HISTORY, actor=self._desk.actor, **_named(row), reason=reason) as tx:
            accept_history(tx, row.manifest_sha256)
        return self._inbox.take_in_held([row], progress or NoProgress())

    @in_workshop("decisions.confirm")
    def confirm(self, office: str, reason: str, progress: Progress | None = None) -> list[TakenIn]:
        """Accept the new numbering of an office that was restored or copied, and take in what waited for it.

        Where several numberings wait, the oldest; the others then wait for a confirmation of their own.

        Raises:
            UserError: `inbox.nothing_to_confirm`, `inbox.reason_missing`, and as `InboxService.take_in`.
        """
        reason = _reason(reason)
        rows = [row for row in self.waiting() if row.office == office]
        if not rows:
            raise UserError("inbox.nothing_to_confirm", office=office)
        epoch = rows[0].epoch
        with self._desk.store.write(CONFIRM, actor=self._desk.actor, office=office, epoch=epoch, reason=reason) as tx:
            choose_epoch(tx, office, epoch)
        same = [row for row in rows if row.epoch == epoch]
        return self._inbox.take_in_held(same, progress or NoProgress())

    @in_workshop("decisions.settle")
    def settle(self, row_id: str, reason: str, *, arrived: bool, progress: Progress | None = None) -> ChangeSet:
        """Decide a fork: `arrived` lets the package that raised the alarm count, otherwise what was there before does.

        When the arrived one counts, its records replace those of the office (a package holds them whole) and its
        numbering goes on from there; what was taken in under its number and later is put aside. Both files stay.

        Raises:
            UserError: `inbox.not_found`, `inbox.no_fork`, `inbox.reason_missing`, `inbox.refused` (it no longer
                verifies), `package.copy_missing`, and the rules that a record breaks.
        """
        reason = _reason(reason)
        with self._desk.store.read() as tx:
            row = inbox_rows.get(tx, row_id)
        if row.outcome is not InboxOutcome.FORK:
            raise UserError("inbox.no_fork", id=row_id)
        if arrived:
            return self._let_count(row, reason, progress or NoProgress())
        with self._desk.store.write(
            SETTLE, actor=self._desk.actor, **_named(row), reason=reason, counts="before"
        ) as tx:
            self._note(tx, [inbox_rows.update_outcome(tx, row.id, InboxOutcome.FORK, SETTLED)])
        return tx.change_set

    def _note(self, tx: Writer, rows: list[ReceivedPackage]) -> None:
        """What was decided about files stands in the ledger as well."""
        self._ledger.append(tx, rows, lists_digest(self._trust.store()))

    def _let_count(self, row: ReceivedPackage, reason: str, progress: Progress) -> ChangeSet:
        with self._desk.archive.plain(row.stored_name) as file:
            cargo = self._inbox.cargo_of(file, Path(row.file_name), progress)
        with self._desk.store.write(
            SETTLE, actor=self._desk.actor, **_named(row), reason=reason, counts="arrived"
        ) as tx:
            if inbox_rows.get(tx, row.id).outcome is not InboxOutcome.FORK:
                raise UserError("inbox.no_fork", id=row.id)
            changed: list[ReceivedPackage] = []
            for other in inbox_rows.of_office(tx, row.office):
                branch = other.epoch == row.epoch and other.seq >= row.seq
                if branch and other.outcome is InboxOutcome.IMPORTED:
                    changed.append(inbox_rows.update_outcome(tx, other.id, InboxOutcome.FORK, SETTLED))
            changed.append(inbox_rows.update_outcome(tx, row.id, InboxOutcome.IMPORTED))
            event_rows.merge_office(tx, row.office, cargo.events, row.id)
            keep_records(tx, cargo.kept, row.id, row.epoch)
            self._note(tx, changed)
            inbox_rows.move_mark(tx, row.office, row.epoch, row.seq, row.manifest_sha256)
            choose_epoch(tx, row.office, row.epoch)
        return tx.change_set


def _named(row: ReceivedPackage) -> dict[str, str | int]:
    return {"office": row.office, "epoch": row.epoch, "seq": row.seq, "package": row.package_id}


def _reason(text: str) -> str:
    reason = nfc(text).strip()[:_LONGEST]
    if not reason:
        raise UserError("inbox.reason_missing")
    return reason
