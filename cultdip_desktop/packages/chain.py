"""The chain of an office's packages, as headquarters has it (step 8 of verifying)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cultdip_desktop.packages.package import PackageInfo
from cultdip_desktop.packages.verdict import Outcome

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class ChainState:
    """High-water mark of one office."""

    epoch: int = 0
    """0 while nothing was taken in."""

    seq: int = 0
    """The last number taken in without a gap."""

    manifest_sha256: str | None = None
    """Digest of that package's manifest."""

    seen: Mapping[tuple[int, int], str] = field(default_factory=lambda: MappingProxyType({}))
    """(epoch, seq) to manifest digest of every package taken in."""


@dataclass(frozen=True, slots=True)
class ChainFinding:
    """Where a package stands."""

    outcome: Outcome
    code: str
    params: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))


def place(info: PackageInfo, manifest_sha256: str, known: ChainState | None) -> ChainFinding:
    """Hold a package against the chain.

    `chain.first`, `chain.ok`: comes next. `chain.already`: the very same package was taken in. `chain.gap`: held
    until the missing numbers come. `chain.new_epoch`, `chain.new_epoch_unknown`: headquarters confirms.
    `chain.fork`, `chain.previous`, `chain.old_epoch`: alarm.
    """
    link = info.chain
    if info.volume.i > 1:
        return ChainFinding(Outcome.SKIPPED, "chain.other_volume")
    if known is None:
        return ChainFinding(Outcome.SKIPPED, "chain.no_history", {"seq": link.seq, "epoch": link.epoch})
    numbers: dict[str, str | int] = {"seq": link.seq, "epoch": link.epoch}
    before = known.seen.get((link.epoch, link.seq))
    if before is not None:
        same = before == manifest_sha256
        return ChainFinding(Outcome.OK if same else Outcome.FAILED, "chain.already" if same else "chain.fork", numbers)
    if link.epoch < known.epoch:
        return ChainFinding(Outcome.FAILED, "chain.old_epoch", numbers)
    if known.epoch and link.epoch > known.epoch:
        linked = link.prev_manifest_sha256 in known.seen.values() or link.prev_manifest_sha256 == known.manifest_sha256
        return ChainFinding(Outcome.WARNING, "chain.new_epoch" if linked else "chain.new_epoch_unknown", numbers)
    mark = known.seq if known.epoch == link.epoch else 0
    if link.seq <= mark:
        return ChainFinding(Outcome.FAILED, "chain.fork", numbers)
    if link.seq > mark + 1:
        missing = _numbers(mark + 1, link.seq - 1)
        return ChainFinding(Outcome.WARNING, "chain.gap", {**numbers, "missing": missing})
    if mark and link.prev_manifest_sha256 != known.manifest_sha256:
        return ChainFinding(Outcome.FAILED, "chain.previous", numbers)
    return ChainFinding(Outcome.OK, "chain.ok" if mark else "chain.first", numbers)


def missing_numbers(info: PackageInfo, known: ChainState) -> tuple[int, ...]:
    """The numbers between the mark and this package, for a package that is held."""
    mark = known.seq if known.epoch == info.chain.epoch else 0
    return tuple(range(mark + 1, info.chain.seq))


def _numbers(first: int, last: int) -> str:
    shown = [str(number) for number in range(first, min(last, first + _SHOWN - 1) + 1)]
    return ", ".join(shown) + (f", … {last}" if last >= first + _SHOWN else "")
