"""Sealing: a prepared package is signed, written, read back and only then given its name."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.packages import limits, names
from cultdip_desktop.packages.container import Container
from cultdip_desktop.packages.container_writer import ContainerWriter, TooLargeError
from cultdip_desktop.packages.contents import PackageContents, Prepared, prepare
from cultdip_desktop.packages.examination import examine
from cultdip_desktop.packages.hashing import TwinDigest
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Check, Outcome, Verdict

_ENTITLEMENT: Final = frozenset({"certificate", "revocation"})
"""Lines of the verdict that depend on whom one trusts, not on the file."""

_SETTLE: Final = 4 * limits.MIB
"""Written bytes are sent to the medium in such portions: a slow stick would otherwise take everything at the end, in
one long wait that shows no progress and hears no cancel."""


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file."""

    file: Path
    package_id: str
    seq: int
    manifest_sha256: str
    entries: int
    """Files in the container, signature and type included."""

    bytes: int
    container_sha256: str
    """Over the whole file, as it was read back."""

    verdict: Verdict = field(repr=False)
    """What the read-back found: every byte from the medium, under `trust` if it was given."""


def write_package(
    target: Path, contents: PackageContents, signer: Signer, *, signing_time: datetime, progress: Progress
) -> Written:
    """`prepare` and `seal` in one act, for packages that need no reservation."""
    return seal(target, prepare(contents), signer, signing_time=signing_time, progress=progress)


def seal(
    target: Path,
    prepared: Prepared,
    signer: Signer,
    *,
    signing_time: datetime,
    progress: Progress,
    keep: Callable[[Path, str], None] | None = None,
    trust: TrustStore | None = None,
) -> Written:
    """Sign and write `prepared`; the file appears under `target` only after it was read back and verified.

    `keep` is given the finished file, still under its temporary name, and its SHA-256: a chance to put a copy
    aside before anybody can see the package. What it raises undoes everything. `trust` decides what the verdict says
    of one's own certificate, as others will see it; it stops nothing.

    An existing `target` is never touched. Progress counts every byte twice: written and read back.

    Raises:
        UserError: `file.*` of `durable.new_file`; `package.source_changed` when an attachment is no longer what it
            was when it was prepared; `package.readback` when the medium lies; `package.too_large`.
        Cancelled: nothing is left behind.
    """
    kept = None if keep is None else _single(keep)
    plan = [(target, prepared)]
    return seal_set(plan, signer, signing_time=signing_time, progress=progress, keep=kept, trust=trust)[0]


def seal_set(
    plan: Sequence[tuple[Path, Prepared]],
    signer: Signer,
    *,
    signing_time: datetime,
    progress: Progress,
    keep: Callable[[Sequence[tuple[Path, str]]], None] | None = None,
    trust: TrustStore | None = None,
) -> tuple[Written, ...]:
    """As `seal` for all volumes of one package: every one is written and read back before the first gets its name.

    The last volume is named first and the first one last: whoever sees the plain name has the whole set. A naming
    that fails after another volume was named leaves that one in place, for it may have been seen.

    Raises:
        UserError: as `seal`.
        Cancelled: nothing is left behind.
    """
    steps = _Steps(progress, 2 * sum(_weight(prepared) for _target, prepared in plan))
    facts: list[tuple[Verdict, str]] = []
    parts: list[Path] = []
    with ExitStack() as unnamed:
        for target, prepared in plan:
            stream = unnamed.enter_context(durable.new_file(target, replace=False))
            part = Path(stream.name)
            steps.start("write", _weight(prepared))
            with durable.translated(target):
                checksums = _written(stream, prepared, signer, signing_time, steps)
            reading = _ReadBack(prepared, signer, signing_time, trust, checksums)
            steps.start("read_back", _weight(prepared))
            facts.append(reading.run(part, steps))
            parts.append(part)
        if keep is not None:
            keep([(part, digest) for part, (_verdict, digest) in zip(parts, facts, strict=True)])
    steps.finish()
    return tuple(
        Written(
            target,
            prepared.package_id,
            prepared.seq,
            prepared.manifest_sha256,
            verdict.entries,
            verdict.bytes,
            digest,
            verdict,
        )
        for (target, prepared), (verdict, digest) in zip(plan, facts, strict=True)
    )


def _single(keep: Callable[[Path, str], None]) -> Callable[[Sequence[tuple[Path, str]]], None]:
    def one(kept: Sequence[tuple[Path, str]]) -> None:
        keep(*kept[0])

    return one


def _weight(prepared: Prepared) -> int:
    return prepared.total_bytes + len(prepared.manifest)


def _written(
    stream: BinaryIO, prepared: Prepared, signer: Signer, signing_time: datetime, steps: _Steps
) -> dict[str, int]:
    """The whole volume on the medium; gives the CRC-32 of every file, by name."""
    try:
        checksums = _write(stream, prepared, signer, signing_time, steps)
    except TooLargeError as error:
        raise UserError("package.too_large", limit=limits.MAX_VOLUME_BYTES // limits.MIB) from error
    stream.flush()
    os.fsync(stream.fileno())
    return checksums


def _write(
    stream: BinaryIO, prepared: Prepared, signer: Signer, signing_time: datetime, steps: _Steps
) -> dict[str, int]:
    """Gives the CRC-32 of every file, by name."""
    signature = signer.sign(prepared.manifest, signing_time)
    writer = ContainerWriter(stream)
    unsettled = 0

    def written(count: int) -> None:
        nonlocal unsettled
        unsettled += count
        if unsettled >= _SETTLE:
            stream.flush()
            os.fsync(stream.fileno())
            unsettled = 0
        steps.advance(count)

    for name, source in prepared.files.items():
        try:
            writer.add_stream(name, source.size, source.chunks(), written)
        except ValueError as error:
            raise UserError("package.source_changed", file=name) from error
    writer.add_bytes(names.MANIFEST, prepared.manifest)
    writer.add_bytes(names.SIGNATURE, signature)
    writer.finish()
    return writer.checksums


@dataclass(frozen=True, slots=True)
class _ReadBack:
    """Verifies the written file as a stranger would, apart from trust in one's own certificate."""

    prepared: Prepared
    signer: Signer
    moment: datetime
    trust: TrustStore | None
    checksums: Mapping[str, int]

    def run(self, part: Path, steps: _Steps) -> tuple[Verdict, str]:
        """The verdict, and the SHA-256 of the whole file."""
        with _FileDigest(part) as whole:
            verdict = examine(
                part,
                trust=self.trust,
                own=self.signer.certificate,
                us=self.prepared.info.office,
                known=None,
                now=self.moment,
                progress=steps,
                written=self.checksums,
            )
            digest = whole.result()
        problem = next(filter(self._stops, verdict.checks), None)
        if problem is not None:
            self._require_same_source(part, problem)
            raise UserError("package.readback", path=str(part), reason=problem.code)
        if verdict.manifest_sha256 != self.prepared.manifest_sha256 or not (verdict.intact and verdict.signature_valid):
            raise UserError("package.readback", path=str(part), reason="manifest")
        return verdict, digest

    def _require_same_source(self, part: Path, problem: Check) -> None:
        """Digests are compared here for the first time since the preparation: was it the medium, or what was copied?"""
        name = str(problem.params.get("file", ""))
        if problem.code != "files.digest" or name not in self.checksums:
            return
        with Container.open(part) as container:
            found = TwinDigest()
            for chunk in container.chunks(name):
                found.update(chunk)
        if found.crc == self.checksums[name]:
            raise UserError("package.source_changed", file=name)

    def _stops(self, check: Check) -> bool:
        return check.outcome is Outcome.FAILED and (self.trust is None or check.name not in _ENTITLEMENT)


class _Steps:
    """One progress over writing and reading back all volumes; it never passes the end and never runs back."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total: Final = max(total, 1)
        self._done = 0
        self._from = 0
        self._until = 0
        self._what = ""

    def start(self, what: str, span: int) -> None:
        """The next stretch of `span` bytes; the one before is over, whatever it counted."""
        self._what = what
        self._from = self._until
        self._until += span
        self._done = max(self._done, min(self._from, self._total - 1))
        self.advance(0)

    def advance(self, count: int) -> None:
        self._done = min(self._done + count, self._until, self._total - 1)
        self._progress.step(self._done, self._total, self._what)

    def step(self, done: int, total: int, what: str = "") -> None:
        """Reading back, as `examine` counts it, laid over its stretch."""
        del what
        share = (self._until - self._from) * done // max(total, 1)
        self._done = min(max(self._done, self._from + share), self._total - 1)
        self._progress.step(self._done, self._total, self._what)

    def finish(self) -> None:
        self._progress.step(self._total, self._total, self._what)


class _FileDigest:
    """SHA-256 of a whole file in a thread of its own, beside the verifying."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stop = threading.Event()
        self._digest = hashlib.sha256()
        self._error: OSError | None = None
        self._thread = threading.Thread(target=self._run, name="package-digest")

    def __enter__(self) -> _FileDigest:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def result(self) -> str:
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._digest.hexdigest()

    def _run(self) -> None:
        try:
            with self._path.open("rb") as handle:
                while not self._stop.is_set() and (chunk := handle.read(limits.CHUNK)):
                    self._digest.update(chunk)
        except OSError as error:
            self._error = error
