"""Where an incoming package belongs: by its verdict, and by its office's chain as headquarters knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.hq.examining import GOOD
from cultdip_desktop.packages.chain import ChainState
from cultdip_desktop.packages.chain import place as chain_place
from cultdip_desktop.packages.package import MISSION_KINDS, PackageInfo, Volume
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.packages.volume_set import package_digest
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import volume as volume_rows
from cultdip_desktop.store.store import Reader, Writer

_ALARMS: Final = frozenset({"chain.fork", "chain.previous", "chain.old_epoch"})
_WAITS: Final = frozenset({"chain.gap", "chain.new_epoch", "chain.new_epoch_unknown"})
_MAX_MISSING: Final = 1000

NEW_NUMBERING: Final = ("chain.new_epoch", "chain.new_epoch_unknown")
"""Codes of packages that wait for the numbering of a restored office to be confirmed."""

VOLUMES_MISSING: Final = "inbox.volumes_missing"
"""Code of a package that has come in part; `missing` then holds numbers of volumes, not of packages."""

EPOCHS: Final = "inbox.epochs"
"""Setting: office to the numbering that headquarters has confirmed."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What headquarters does with a package."""

    outcome: InboxOutcome
    code: str = ""
    """Why it is not simply taken in; empty when it is."""

    params: Mapping[str, str | int | None] = field(default_factory=lambda: MappingProxyType({}))
    """Fill the named places of the code's words."""

    missing: tuple[int, ...] = ()
    """Numbers that must come first: of packages, or of volumes where the code says so."""


def place(tx: Reader, verdict: Verdict, coming: Mapping[int, str] = MappingProxyType({})) -> Placed:
    """What headquarters does with a package, by its verdict and by the chain as it stands now.

    A volume stands for its package as soon as all are here; `coming` are the manifest digests, by number, of volumes
    that come together with it.
    """
    problem = verdict.first_problem
    if verdict.result not in GOOD or verdict.info is None:
        if problem is None:
            return Placed(InboxOutcome.REFUSED, "inbox.refused")
        return Placed(InboxOutcome.REFUSED, problem.code, problem.params)
    info = verdict.info
    if info.kind not in MISSION_KINDS:
        return Placed(InboxOutcome.REFUSED, "inbox.kind")
    if info.volume.n > 1:
        return _place_volume(tx, info, verdict.manifest_sha256, coming)
    return _place_in_chain(tx, info, verdict.manifest_sha256)


def _place_volume(tx: Reader, info: PackageInfo, manifest_sha256: str, coming: Mapping[int, str]) -> Placed:
    number, n = info.volume.i, info.volume.n
    kept = volume_rows.of_received(tx, info.office, info.package_id)
    if any(one.package_sha256 != package_digest(info) for one in kept.values()):
        return Placed(InboxOutcome.REFUSED, "inbox.volume_mixed", {"number": number, "n": n})
    if number in kept and kept[number].manifest_sha256 != manifest_sha256:
        return Placed(InboxOutcome.REFUSED, "inbox.volume_twice", {"number": number})
    here = {**coming, **{one.number: one.manifest_sha256 for one in kept.values()}, number: manifest_sha256}
    missing = tuple(one for one in range(1, n + 1) if one not in here)
    if missing:
        numbers = ", ".join(str(one) for one in missing)
        return Placed(InboxOutcome.HELD, VOLUMES_MISSING, {"n": n, "missing": numbers}, missing)
    return _place_in_chain(tx, replace(info, volume=Volume(1, n)), here[1])


def _place_in_chain(tx: Reader, info: PackageInfo, manifest_sha256: str) -> Placed:
    """`manifest_sha256` is the first volume's, which stands for the package."""
    known = _chain(tx, info.office)
    found = chain_place(info, manifest_sha256, known)
    if found.code == "chain.already":
        return Placed(InboxOutcome.ALREADY_IMPORTED)
    if found.code in _ALARMS:
        return Placed(InboxOutcome.FORK, found.code, found.params)
    if found.code in _WAITS:
        missing = tuple(islice(range(known.seq + 1, info.chain.seq), _MAX_MISSING))
        return Placed(InboxOutcome.HELD, found.code, found.params, missing)
    return Placed(InboxOutcome.IMPORTED)


def current_epoch(tx: Reader, office: str) -> int:
    """The numbering that counts for an office: the one that somebody decided on, else the only one known; 0 if none."""
    chosen: Any = office_rows.get_setting(tx, EPOCHS, {})
    decided = chosen.get(office) if isinstance(chosen, dict) else None
    if isinstance(decided, int):
        return decided
    return max(inbox_rows.epochs(tx, office), default=0)


def choose_epoch(tx: Writer, office: str, epoch: int) -> None:
    """Let this numbering of an office count from now on."""
    chosen: Any = office_rows.get_setting(tx, EPOCHS, {})
    office_rows.set_setting(tx, EPOCHS, {**(chosen or {}), office: epoch})


def _chain(tx: Reader, office: str) -> ChainState:
    """The office's chain as far as it was taken in."""
    epoch = current_epoch(tx, office)
    if not epoch:
        return ChainState()
    seen = inbox_rows.taken(tx, office)
    mark = inbox_rows.mark(tx, office, epoch)
    return ChainState(epoch, 0, None, seen) if mark is None else ChainState(epoch, mark[0], mark[1], seen)
