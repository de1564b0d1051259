"""Headquarters without a disk: an inbox service that answers from a script, with real verdicts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.period import Period
from cultdip_desktop.hq.answers import Preview, TakenIn
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.package import (
    ChainLink,
    HistoryHead,
    MediaCount,
    PackageHeader,
    PackageInfo,
    PeriodInfo,
    Producer,
    Recipient,
    State,
    Volume,
)
from cultdip_desktop.packages.verdict import CHECKS, Check, Outcome, Verdict
from cultdip_desktop.packages.verdict_json import verdict_to_plain
from cultdip_desktop.services.catalogue import shipped_missions
from cultdip_desktop.store.repo.event_merge import Merge

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MERGE = Merge(tuple(f"n{i}" for i in range(12)), ("c1", "c2", "c3"), tuple(f"u{i}" for i in range(98)), ("w1",))

OK_CODES = {
    "size": ("size.ok", {}),
    "container": ("container.ok", {"files": 46}),
    "manifest": ("manifest.ok", {"files": 43}),
    "signature": ("signature.app_level", {"person": "Trần Thùy Linh", "time": "2026-10-02T09:20:00+00:00"}),
    "certificate": ("certificate.ok", {"person": "Trần Thùy Linh"}),
    "revocation": ("revocation.ok", {"day": "2027-04-01"}),
    "office": ("sender.ok", {"office": "CZ-EMB"}),
    "files": ("files.ok", {"count": 43}),
    "format": ("format.ok", {"app": "CultDip Desktop 0.1"}),
    "chain": ("chain.ok", {"seq": 2, "epoch": 1}),
    "content": ("content.ok", {"rows": 812}),
    "recipient": ("recipient.ok", {}),
}


def verdict(
    office: str = "CZ-EMB",
    seq: int = 1,
    period: str = "2026-Q3",
    *,
    failed: tuple[str, str] | None = None,
    unknown: tuple[str, str] | None = None,
    warned: tuple[str, str] | None = None,
) -> Verdict:
    """A verdict in which one line is not well; what follows a failure is skipped and nothing is known of the sender."""
    lines: list[Check] = []
    stopped = False
    for number, name in CHECKS:
        code, params = OK_CODES[name]
        if stopped:
            lines.append(Check(number, name, Outcome.SKIPPED, "skipped.earlier"))
        elif failed and failed[0] == name:
            lines.append(Check(number, name, Outcome.FAILED, failed[1], params_of(seq)))
            stopped = True
        elif unknown and unknown[0] == name:
            lines.append(Check(number, name, Outcome.UNKNOWN, unknown[1], params_of(seq)))
        elif warned and warned[0] == name:
            lines.append(Check(number, name, Outcome.WARNING, warned[1], params_of(seq)))
        else:
            lines.append(Check(number, name, Outcome.OK, code, params))
    read = failed is None or failed[0] in ("chain", "content", "recipient", "files")
    return Verdict(
        checks=tuple(lines),
        moment=NOW,
        intact=failed is None,
        signature_valid=failed is None,
        trusted=failed is None and unknown is None,
        signer=signer(office) if failed is None or failed[0] not in ("size", "container") else None,
        signed_at=NOW - timedelta(days=50) if failed is None else None,
        info=info(office, seq, period) if read else None,
        manifest_sha256=f"{seq:064x}" if read else "",
        entries=46,
        bytes=28_512_334,
    )


def params_of(seq: int) -> dict[str, str | int]:
    """Values for every line that is not well."""
    return {"rows": 3, "seq": seq, "epoch": 1, "missing": "1", "day": "2026-10-01", "person": "Trần Thùy Linh"}


def signer(office: str) -> CertificateFacts:
    return CertificateFacts(
        der=b"",
        sha256="5f" * 32,
        public_sha256="6a" * 32,
        serial="1a2b",
        person="Trần Thùy Linh",
        office=office,
        headquarters=False,
        app_level=True,
        not_before=NOW - timedelta(days=60),
        not_after=NOW + timedelta(days=670),
        strong_key=True,
    )


def info(office: str, seq: int, period: str) -> PackageInfo:
    window = Period.parse(period).window
    header = PackageHeader(
        package_id=f"0192f3a0-0000-7000-8000-{seq:012d}",
        kind="report",
        office=office,
        recipient=Recipient("VN-MFA"),
        period=PeriodInfo("calendar", window.first, window.last),
        chain=ChainLink(1, seq),
        history=HistoryHead(None),
        producer=Producer("CultDip Desktop 0.1"),
    )
    return PackageInfo(header=header, state=State({}, ""), media=MediaCount(0, 0), volume=Volume())


def received(
    row_id: str,
    office: str,
    seq: int,
    outcome: InboxOutcome,
    *,
    result: str = "valid",
    code: str = "",
    missing: tuple[int, ...] = (),
    period: str = "2026-Q3",
    hours: int = 0,
    events: int = 14,
    size: int = 28_512_334,
    stored: str = "",
) -> ReceivedPackage:
    return ReceivedPackage(
        id=row_id,
        package_id=f"p-{row_id}",
        office=office,
        kind="report",
        period=period,
        epoch=1 if seq else 0,
        seq=seq,
        manifest_sha256=hashlib.sha256(f"{office} {seq}".encode()).hexdigest() if seq else "",
        container_sha256="c" * 64,
        outcome=outcome,
        code=code,
        missing=missing,
        result=result,
        verdict=stored,
        file_name=f"{office or 'hong'}_{period or 'khong-ro'}_{seq:04d}.cdrp",
        bytes=size,
        events=events,
        media=31,
        received_at=NOW - timedelta(days=3, hours=hours),
        signer="Trần Thùy Linh · cam dừa" if office else "",
    )


@dataclass
class StandInInbox:
    """The five questions of the room, answered from lists; `answers` are by file name."""

    received: list[ReceivedPackage] = field(default_factory=list)
    answers: dict[str, Preview] = field(default_factory=dict)
    stored: dict[str, dict[str, Any]] = field(default_factory=dict)
    listed: tuple[Mission, ...] = field(default_factory=shipped_missions)
    stop_after: int = 10_000
    """Cancel after this many files were previewed or taken in."""
    broken: frozenset[str] = frozenset()
    """Names of files on which the service raises."""
    releases: dict[str, ReceivedPackage] = field(default_factory=dict)
    """By file name: the held package that taking it in lets in as well."""
    asked: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    def preview(self, paths: Sequence[Path], progress: Progress | None = None) -> list[Preview]:
        return [self._preview(path, progress or NoProgress()) for path in paths]

    def take_in(self, paths: Sequence[Path], progress: Progress | None = None) -> list[TakenIn]:
        answers = []
        for path in paths:
            if len(self.taken) >= self.stop_after:
                return answers
            (progress or NoProgress()).step(1, 2, path.name)
            if path.name in self.broken:
                raise UserError("package.changed_meanwhile", file=path.name)
            found = self.answers[path.name]
            self.taken.append(path.name)
            row = received(f"row-{path.name}", found.verdict.office or "", found.verdict.seq or 0, found.outcome,
                           result=found.verdict.result.value, code=found.code)  # fmt: skip
            self.received.insert(0, row)
            changes = ChangeSet("a", "hq.import", frozenset({"inbox", "event"}), frozenset({row.id}))
            answers.append(
                TakenIn(
                    path,
                    found.outcome,
                    found.code,
                    found.missing,
                    found.merge,
                    found.verdict,
                    row,
                    14,
                    31,
                    change_set=changes,
                )
            )
            if path.name in self.releases:
                freed = self.releases[path.name]
                answers.append(TakenIn(Path(freed.file_name), freed.outcome, "", received=freed))
        return answers

    def rows(self) -> list[ReceivedPackage]:
        return list(self.received)

    def missions(self) -> tuple[Mission, ...]:
        return self.listed

    def verdict(self, row_id: str) -> dict[str, Any]:
        return self.stored.get(row_id, verdict_to_plain(verdict()))

    def copy_out(self, row_id: str, target: Path, progress: Progress | None = None) -> Path:
        del row_id, progress
        target.write_bytes(b"cdrp")
        return target

    def _preview(self, path: Path, progress: Progress) -> Preview:
        if len(self.asked) >= self.stop_after:
            raise Cancelled
        progress.step(1, 2, path.name)
        self.asked.append(path.name)
        if path.name in self.broken:
            raise UserError("package.changed_meanwhile", file=path.name)
        return self.answers[path.name]


@dataclass
class StandInDecisions:
    """Notes what was decided; `refusal` is raised instead."""

    inbox: StandInInbox
    made: list[tuple[str, ...]] = field(default_factory=list)
    refusal: UserError | None = None

    def confirm(self, office: str, reason: str, progress: Progress | None = None) -> list[TakenIn]:
        del progress
        self._note("confirm", office, reason)
        rows = [row for row in self.inbox.received if row.office == office and row.outcome is InboxOutcome.HELD]
        answers = []
        for row in rows:
            entered = replace(row, outcome=InboxOutcome.IMPORTED, code="")
            self.inbox.received[self.inbox.received.index(row)] = entered
            answers.append(TakenIn(Path(row.file_name), InboxOutcome.IMPORTED, "", received=entered))
        return answers

    def settle(self, row_id: str, reason: str, *, arrived: bool, progress: Progress | None = None) -> ChangeSet:
        del progress
        self._note("settle", row_id, reason, "arrived" if arrived else "before")
        row = next(row for row in self.inbox.received if row.id == row_id)
        self.inbox.received[self.inbox.received.index(row)] = replace(row, code="inbox.settled_against")
        return ChangeSet("a", "hq.settle", frozenset({"inbox"}), frozenset({row_id}))

    def _note(self, *what: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.made.append(what)


def office(inbox: StandInInbox) -> Any:
    """As much of an office as the room asks for."""
    return SimpleNamespace(inbox=inbox, decisions=StandInDecisions(inbox), desk=SimpleNamespace(clock=FixedClock(NOW)))


def full_inbox() -> StandInInbox:
    """Every outcome and every state of a verdict, over two periods."""
    kinds = InboxOutcome
    broken = verdict_to_plain(verdict(failed=("signature", "signature.not_valid")))
    rows = [
        received("r1", "CZ-EMB", 2, kinds.IMPORTED, events=14),
        received("r2", "JP-EMB", 3, kinds.IMPORTED, result="valid_with_warnings", hours=2, events=41, size=96_104_233),
        received("r3", "FR-EMB", 4, kinds.HELD, code="chain.gap", missing=(2, 3), hours=4, events=33,
                 result="valid_with_warnings", size=88_000_120),
        received("r4", "DZ-EMB", 0, kinds.REFUSED, result="not_valid", code="signature.not_valid", hours=5, events=0,
                 size=20_240_000),
        received("r5", "BR-EMB", 2, kinds.FORK, result="not_valid", code="chain.fork", hours=7, events=12),
        received("r6", "IN-EMB", 1, kinds.REFUSED, result="unknown", code="revocation.stale", hours=9, events=0,
                 period="2026-Q3"),
        received("r7", "", 0, kinds.REFUSED, result="unreadable", code="container.not_zip", hours=10, events=0,
                 period="", size=1200),
        received("r8", "CZ-EMB", 1, kinds.IMPORTED, period="2026-Q2", hours=900, events=9),
        received("r9", "PM-ASEAN", 1, kinds.IMPORTED, hours=20, events=8, size=17_800_000),
        received("r10", "TH-EMB", 1, kinds.IMPORTED, hours=22, events=27, size=62_300_000),
    ]  # fmt: skip
    return StandInInbox(
        rows, stored={"r4": broken, "r7": verdict_to_plain(verdict(failed=("container", "container.not_zip")))}
    )


def preview(
    path: Path, outcome: InboxOutcome, found: Verdict, code: str = "", missing: tuple[int, ...] = ()
) -> Preview:
    merge = MERGE if outcome is InboxOutcome.IMPORTED else None
    period = "2026-Q3" if merge else ""
    return Preview(path, found, outcome, code, missing, merge, period, container_sha256="c" * 64)
