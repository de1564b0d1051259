"""What a mission knows of its packages from headquarters' receipts, and what does not fit together (R26).

Nothing is concluded from silence before 60 days; everything else is said by the receipts themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from cultdip_desktop.domain.issuing import Decision
from cultdip_desktop.domain.package import InboxOutcome, SentPackage, SentState
from cultdip_desktop.domain.receipt import PackageAnswer, Receipt

UNANSWERED: Final = timedelta(days=60)
"""After so long without a receipt the office is told."""

_HERE: Final = frozenset({InboxOutcome.IMPORTED, InboxOutcome.ALREADY_IMPORTED, InboxOutcome.HELD})
"""Outcomes after which headquarters has the package."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownReceipt:
    """A receipt as the mission keeps it."""

    receipt: Receipt
    epoch: int
    seq: int
    """Place of the receipt itself in headquarters' stream to this office."""

    lines: tuple[PackageAnswer, ...] = ()
    read_at: datetime | None = None

    @property
    def place(self) -> tuple[int, int]:
        """By which receipts are ordered."""
        return self.epoch, self.seq


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that cannot be, unless a store was set back, a file was lost or somebody forged."""

    code: str
    """Its words are in the message catalogue."""

    params: Mapping[str, str | int | None] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Own packages and headquarters' receipts held against each other."""

    last: KnownReceipt | None = None
    missing: tuple[SentPackage, ...] = ()
    """Headquarters says, or lets see, that these have not come: to be sent again."""

    refused: tuple[tuple[SentPackage, PackageAnswer], ...] = ()
    """Came, and were not let in."""

    unanswered: tuple[SentPackage, ...] = ()
    """Sealed 60 days ago or more, and no receipt speaks of them; the oldest first."""

    misfits: tuple[Misfit, ...] = ()


def answers_of(receipts: Iterable[KnownReceipt]) -> dict[tuple[int, int, str], PackageAnswer]:
    """The newest answer to each own package, by epoch, number and digest."""
    found: dict[tuple[int, int, str], PackageAnswer] = {}
    for known in sorted(receipts, key=lambda one: one.place):
        for line in known.lines:
            before = found.get((line.epoch, line.seq, line.manifest_sha256))
            other = before is not None and before.id != line.id and before.outcome in _HERE
            if not (other and line.outcome not in _HERE):  # a damaged copy that was refused later takes nothing back
                found[line.epoch, line.seq, line.manifest_sha256] = line
    return found


def is_acknowledged(package: SentPackage, answer: PackageAnswer | None, receipt: Receipt | None) -> bool:
    """Whether headquarters has the package: a line says so, or its mark has passed it."""
    if answer is not None and answer.outcome in _HERE:
        return True
    return (
        receipt is not None
        and receipt.epoch == package.epoch
        and package.seq <= receipt.seq
        and package.seq not in receipt.missing
        and (package.seq != receipt.seq or package.manifest_sha256 == receipt.manifest_sha256)
    )


def standing(
    sent: Sequence[SentPackage],
    receipts: Sequence[KnownReceipt],
    gaps: Mapping[str, Sequence[int]],
    forks: Sequence[tuple[int, int]],
    now: datetime,
) -> Standing:
    """Hold own packages against receipts in any order.

    `gaps` are numbers that lack in headquarters' streams, `forks` epoch and number of its files that came twice with
    different contents.
    """
    ordered = sorted(receipts, key=lambda one: one.place)
    last = ordered[-1] if ordered else None
    answers = answers_of(ordered)
    mine = [one for one in sent if one.state is not SentState.RESERVED]
    newest = last.receipt if last else None
    missing, refused, silent = [], [], []
    for package in sorted(mine, key=lambda one: (one.epoch, one.seq)):
        answer = answers.get((package.epoch, package.seq, package.manifest_sha256))
        if newest is not None and _lost(package, answer, newest):
            missing.append(package)
        elif is_acknowledged(package, answer, newest):
            continue
        elif answer is not None:
            refused.append((package, answer))
        elif package.sealed_at is not None and now - package.sealed_at >= UNANSWERED:
            silent.append(package)
    return Standing(
        last=last,
        missing=tuple(missing),
        refused=tuple(refused),
        unanswered=tuple(silent),
        misfits=tuple(_misfits(mine, ordered, gaps, forks)),
    )


def _lost(package: SentPackage, answer: PackageAnswer | None, newest: Receipt) -> bool:
    """Headquarters names it as missing, or once had it and does not any more."""
    if package.epoch != newest.epoch or (answer is not None and answer.outcome is InboxOutcome.HELD):
        return False
    return package.seq in newest.missing or (package.seq > newest.seq and package.state is SentState.RECEIVED)


def _misfits(
    mine: Sequence[SentPackage],
    ordered: Sequence[KnownReceipt],
    gaps: Mapping[str, Sequence[int]],
    forks: Sequence[tuple[int, int]],
) -> Iterable[Misfit]:
    for epoch, seq in forks:
        yield Misfit("receive.fork", {"epoch": epoch, "seq": seq})
    if ordered:
        yield from _set_back(ordered)
        yield from _strange(mine, ordered)
    for stream, numbers in gaps.items():
        if numbers:
            named = ", ".join(str(number) for number in numbers[:10]) + (", …" if len(numbers) > 10 else "")
            yield Misfit("receive.gap", {"stream": stream, "missing": named, "n": len(numbers)})


def _set_back(ordered: Sequence[KnownReceipt]) -> Iterable[Misfit]:
    """Headquarters now knows less than it once said."""
    now, before = ordered[-1].receipt, [one.receipt for one in ordered[:-1]]
    ledger = max((one.ledger_position for one in before), default=0)
    mark = max((one.seq for one in before if one.epoch == now.epoch), default=0)
    numbering = max((one.epoch for one in before), default=0)
    same = {one.ledger_head for one in before if one.ledger_position == now.ledger_position}
    if now.ledger_position < ledger:
        yield Misfit("receive.ledger_set_back", {"now": now.ledger_position, "before": ledger})
    elif now.ledger_position and same - {now.ledger_head}:
        yield Misfit("receive.ledger_rewritten", {"position": now.ledger_position})
    if now.epoch < numbering or now.seq < mark:
        yield Misfit("receive.mark_set_back", {"now": now.seq, "before": mark, "epoch": now.epoch})


def _strange(mine: Sequence[SentPackage], ordered: Sequence[KnownReceipt]) -> Iterable[Misfit]:
    """Headquarters speaks of packages that this store does not know."""
    known = {(one.epoch, one.seq): one.manifest_sha256 for one in mine}
    receipt = ordered[-1].receipt
    other: set[tuple[int, int]] = set()
    unknown: set[tuple[int, int]] = set()
    for line in (line for one in ordered for line in one.lines if line.outcome in _HERE and line.manifest_sha256):
        if (line.epoch, line.seq) not in known:
            unknown.add((line.epoch, line.seq))
        elif known[line.epoch, line.seq] != line.manifest_sha256:
            other.add((line.epoch, line.seq))
    if receipt.seq and receipt.epoch:
        at = known.get((receipt.epoch, receipt.seq))
        if at is None:
            unknown.add((receipt.epoch, receipt.seq))
        elif receipt.manifest_sha256 and at != receipt.manifest_sha256:
            other.add((receipt.epoch, receipt.seq))
    for epoch, seq in sorted(other):
        yield Misfit("receive.other_digest", {"epoch": epoch, "seq": seq})
    if unknown:
        epoch, seq = max(unknown)
        yield Misfit("receive.own_store_set_back", {"epoch": epoch, "seq": seq, "n": len(unknown)})


def decision_of(package: SentPackage, receipts: Sequence[KnownReceipt]) -> tuple[Decision, str]:
    """Headquarters' word on the report that a package carried."""
    answer = answers_of(receipts).get((package.epoch, package.seq, package.manifest_sha256))
    return (answer.decision, answer.decision_text) if answer is not None else (Decision.NONE, "")
