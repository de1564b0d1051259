"""Headquarters' ledger: what was done with every file, in order, so that nothing can be left out or put in later.

Its time stamps are headquarters' own: they order the ledger and prove nothing to outsiders. Every place that shows them
says so.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.ledger import GENESIS, LedgerLine, line_of, with_hash
from cultdip_desktop.domain.package import ReceivedPackage
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import ledger as ledger_rows
from cultdip_desktop.store.store import Reader, Writer

Stamp = Callable[[str, datetime], str]
"""Digest (hex) and moment to a time stamp token in base64; empty where there is no key yet."""

NO_STAMP: Final[Stamp] = lambda _digest, _at: ""  # noqa: E731 - a value of the type above


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """One thing that is wrong with the ledger; its words are in `i18n.messages` under the code."""

    code: str
    position: int
    """0 for a row of the inbox that the ledger does not know."""

    received_id: str = ""


class LedgerService:
    """The use cases of `cultdip hq ledger` and of whoever shows the ledger."""

    def __init__(self, desk: Desk, stamp: Stamp = NO_STAMP) -> None:
        self._desk = desk
        self._stamp = stamp

    def append(self, tx: Writer, rows: Sequence[ReceivedPackage], lists_sha256: str) -> tuple[LedgerLine, ...]:
        """Add a line for each row of the inbox as it stands now, in the transaction that made it so."""
        before = ledger_rows.last(tx)
        made: list[LedgerLine] = []
        for row in rows:
            line = line_of(row, made[-1] if made else before, lists_sha256, tx.now)
            made.append(replace(line, time_stamp=self._stamp(line.hash, line.at)))
        ledger_rows.append(tx, made)
        return tuple(made)

    def lines(self, office: str = "", limit: int | None = None) -> tuple[LedgerLine, ...]:
        """The lines in their order: of one office, the newest `limit`."""
        with self._desk.store.read() as tx:
            return ledger_rows.all(tx, office, limit)

    def of_row(self, received_id: str) -> tuple[LedgerLine, ...]:
        """What was done with one file, oldest first."""
        with self._desk.store.read() as tx:
            return ledger_rows.of_received(tx, received_id)

    def head(self) -> tuple[int, str]:
        """Position and digest of the end; 0 and zeros while the ledger is empty. Receipts carry it."""
        with self._desk.store.read() as tx:
            return head_of(tx)

    def verify(self) -> tuple[LedgerFinding, ...]:
        """Recompute every digest, hold the numbers together, and every row of the inbox against its last line.

        Rows that came in before there was a ledger have no line, and count only once the ledger knows them.
        """
        with self._desk.store.read() as tx:
            return tuple(findings(tx))


def head_of(tx: Reader) -> tuple[int, str]:
    """As `LedgerService.head`, inside a transaction."""
    last = ledger_rows.last(tx)
    return (0, GENESIS) if last is None else (last.position, last.hash)


def findings(tx: Reader) -> list[LedgerFinding]:
    """What is wrong with the ledger: the first break of its chain, and rows that say otherwise."""
    found: list[LedgerFinding] = []
    previous, lines = GENESIS, ledger_rows.all(tx)
    for expected, line in enumerate(lines, 1):
        if line.position != expected or line.prev_hash != previous or with_hash(line).hash != line.hash:
            found.append(LedgerFinding("ledger.broken", expected, line.received_id))
            break
        previous = line.hash
    newest, rows = ledger_rows.newest_by_row(tx), ledger_rows.standing(tx)
    for received_id, line in newest.items():
        if rows.get(received_id) != (line.outcome, line.code):
            found.append(LedgerFinding("ledger.differs", line.position, received_id))
    return found


def lists_digest(trust: TrustStore | None) -> str:
    """Digest of the revocation lists by which files are judged now; empty without trust."""
    if trust is None:
        return ""
    digest = hashlib.sha256()
    for one in sorted(trust.revocation_lists):
        digest.update(hashlib.sha256(one).digest())
    return digest.hexdigest()


def token_of(line: LedgerLine) -> bytes:
    """The line's time stamp as DER, for `openssl ts`.

    Raises:
        UserError: `ledger.no_stamp`.
    """
    if not line.time_stamp:
        raise UserError("ledger.no_stamp", position=line.position)
    return base64.b64decode(line.time_stamp)
