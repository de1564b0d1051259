"""The two signatures on a report's PDF: made here with a key or a token, or outside and brought back.

A signed file is sealed into the archive before its row is written: a crash between the two leaves a copy that nobody
names, which the next start removes. What was signed is never changed; a later signature is a new file beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import PaperFile, PaperState, Report, ReportAct, ReportKind, SnapshotPurpose
from cultdip_desktop.domain.report_flow import require_state
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.packages.keys import KeyInfo
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Result
from cultdip_desktop.services import approving, report_diff, signed_papers
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.keys import KeyService
from cultdip_desktop.services.phases import Phases
from cultdip_desktop.services.reporting import ReportingService
from cultdip_desktop.services.reports import ReportService
from cultdip_desktop.services.roots import RootService
from cultdip_desktop.services.signing_look import look_of
from cultdip_desktop.services.tokens import TokenService
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.signatures import compare, keys, sign, verify
from cultdip_desktop.signatures.compare import Difference
from cultdip_desktop.signatures.keys import OpenKey
from cultdip_desktop.signatures.places import SignerRole
from cultdip_desktop.signatures.sign import Act
from cultdip_desktop.signatures.tokens import Token, TokenKey, TriesLeft
from cultdip_desktop.signatures.verdict import PdfVerdict
from cultdip_desktop.store.repo import paper_file as paper_rows
from cultdip_desktop.store.repo import report as report_rows

MAX_OUTSIDE: Final = 512 * 1024 * 1024
"""Bytes of a file that is brought back."""

_STATE: Final = {SignerRole.PERSON: PaperState.PERSON, SignerRole.AGENCY: PaperState.AGENCY}


@dataclass(frozen=True, slots=True)
class Signed:
    """A document with one more signature."""

    paper: PaperFile
    verdict: PdfVerdict
    change_set: ChangeSet


@dataclass(frozen=True, slots=True)
class OutsideAnswer:
    """What a file that comes back is worth; `paper` is None when it was not taken in."""

    verdict: PdfVerdict
    same_content: bool
    differences: tuple[Difference, ...]
    paper: PaperFile | None
    change_set: ChangeSet | None = None

    @property
    def code(self) -> str:
        """Why it was not taken in, as a code with words; empty when it was."""
        if not self.same_content:
            return "signing.other_content"
        if self.paper is None:
            return "signing.not_signed" if not self.verdict.signatures else "signing.refused"
        return ""


class SigningService:
    """The use cases of the signing page, of `cultdip report sign|outside` and of `cultdip verify F.pdf`."""

    def __init__(
        self, desk: Desk, reports: ReportService, reporting: ReportingService, key_service: KeyService
    ) -> None:
        self._desk = desk
        self._reports = reports
        self._reporting = reporting
        self._keys = key_service
        self._tokens = TokenService(desk)
        self._archive = signed_papers.archive_of(desk)

    def papers(self, period: Period) -> tuple[PaperFile, ...]:
        """Documents of the period's report that were built for signing or signed, the newest first."""
        report = self._reporting.get(period)
        with self._desk.store.read() as tx:
            return paper_rows.of_report(tx, report.id) if report.id else ()

    def current(self, period: Period) -> PaperFile | None:
        """The newest signed document that still says what was approved; None where there is none."""
        report = self._reporting.get(period)
        return signed_papers.signed(self.papers(period), report.content_sha256 or "")

    def require_signable(self, period: Period) -> Report:
        """The approved report.

        Raises:
            UserError: `report.act_forbidden`, `report.not_begun`, `report.changed_since_approval`.
        """
        require_mission(self._desk)
        report = self._reporting.get(period)
        allowed = require_state(ReportAct.SIGN, report.state)
        if not allowed:
            raise UserError(allowed.code, **allowed.params)
        changes = self._reporting.changes_since(period, SnapshotPurpose.APPROVED)
        if changes:
            raise UserError("report.changed_since_approval", n=len(changes), fields=report_diff.named(changes))
        return report

    @in_workshop("signing.sign")
    def sign(
        self,
        period: Period,
        role: SignerRole,
        key: KeyInfo | TokenKey,
        pin: str,
        *,
        language: Language = "vi",
        last_try: bool = False,
        progress: Progress | None = None,
    ) -> Signed:
        """Sign the approved report: the person a newly built document, the agency the one that the person signed.

        The certificate is looked at before the PIN is tried, and the PIN is tried once. `last_try`: a wrong PIN may
        lock the token.

        Raises:
            UserError: as `require_signable`; `signing.person_first`, `key.*`, `token.*`, `pdf.*`, `file.*`. Nothing is
                then written.
            Cancelled: likewise.
        """
        phases = Phases(progress or NoProgress())
        report = self.require_signable(period)
        before = self._signed_by_person(period, report, language) if role is SignerRole.AGENCY else None
        with self._opened(key, pin, last_try=last_try) as opened:
            if before is None:
                base = self._reports.draw(period, language, phases.phase(600, "pdf"))
                base_sha256 = hashlib.sha256(base).hexdigest()
            else:
                base, base_sha256 = self._archive.read(before.sha256), before.base_sha256
            phases.phase(200, "sign").step(0, 1)
            data = sign.sign(base, opened, self._act(period, role, opened, language))
        verdict = self._judge(data, phases.phase(150, "verify"))
        if verdict.result in (Result.NOT_VALID, Result.UNREADABLE):
            raise UserError("signing.read_back")
        made = self._paper(report, data, verdict, _STATE[role], language, base_sha256)
        changes = self._keep(report, made, data)
        phases.finish()
        return Signed(made, verdict, changes)

    @in_workshop("signing.take_out")
    def take_out(
        self, period: Period, target: Path, *, language: Language = "vi", progress: Progress | None = None
    ) -> PaperFile:
        """Write the approved report to `target` to be signed with another tool, and remember exactly these bytes.

        Where the person has signed here already, that document goes out.

        Raises:
            UserError: as `require_signable`; `file.no_space`, `file.not_writable`. A file of that name is replaced.
        """
        phases = Phases(progress or NoProgress())
        report = self.require_signable(period)
        found = next((one for one in self.papers(period) if self._fits(one, report, language)), None)
        if found is None:
            data = self._reports.draw(period, language, phases.phase(800, "pdf"))
            digest = hashlib.sha256(data).hexdigest()
            found = self._paper(report, data, self._judge(data, NoProgress()), PaperState.BUILT, language, digest)
            self._keep(report, found, data)
        durable.write_bytes(target, self._archive.read(found.sha256))
        phases.finish()
        return found

    @in_workshop("signing.bring_back")
    def bring_back(self, period: Period, file: Path, *, progress: Progress | None = None) -> OutsideAnswer:
        """Take in what was signed outside, if it is the document that went out, page by page, and its signatures hold.

        A signature whose root is not trusted here is *unknown*, and taken in as such.

        Raises:
            UserError: as `require_signable`; `signing.nothing_out`, `signing.too_large`, `file.*`, `pdf.unreadable`.
        """
        phases = Phases(progress or NoProgress())
        report = self.require_signable(period)
        out = [one for one in self.papers(period) if one.content_sha256 == report.content_sha256]
        if not out:
            raise UserError("signing.nothing_out", period=str(period))
        data = _read(file)
        verdict = self._judge(data, phases.phase(300, "verify"))
        base, differences = self._compared(out, data, phases.phase(500, "compare"))
        accepted = verdict.signatures and verdict.result not in (Result.NOT_VALID, Result.UNREADABLE)
        if differences or not accepted:
            return OutsideAnswer(verdict, not differences, differences, None)
        made = self._paper(report, data, verdict, PaperState.OUTSIDE, base.language, base.base_sha256)
        changes = self._keep(report, made, data)
        phases.finish()
        return OutsideAnswer(verdict, same_content=True, differences=(), paper=made, change_set=changes)

    def copy_out(self, paper_id: str, target: Path) -> Path:
        """Write a kept document to a file; one of that name is replaced.

        Raises:
            UserError: `report.paper_not_found`, `package.copy_missing`, `file.no_space`, `file.not_writable`.
        """
        with self._desk.store.read() as tx:
            paper = paper_rows.get(tx, paper_id)
        durable.write_bytes(target, self._archive.read(paper.sha256))
        return target

    def read(self, paper: PaperFile) -> bytes:
        """A kept document.

        Raises:
            UserError: `package.copy_missing`, `media.blob_damaged`.
        """
        return self._archive.read(paper.sha256)

    @in_workshop("signing.verify")
    def verify(self, file: Path, progress: Progress | None = None) -> PdfVerdict:
        """The full verdict on any PDF, as this office sees it."""
        return verify.verify(file, self.trusts(), now=self._desk.clock.now(), progress=progress)

    @in_workshop("signing.verify_paper")
    def verify_paper(self, paper: PaperFile, progress: Progress | None = None) -> PdfVerdict:
        """The same for a kept document; one of 300 pages takes some seconds.

        Raises:
            UserError: as `read`.
        """
        return self._judge(self.read(paper), progress or NoProgress())

    def trusts(self) -> tuple[TrustStore, ...]:
        """The roots that somebody has compared here."""
        return self._tokens.trusts()

    @in_workshop("signing.tokens")
    def tokens(self, progress: Progress | None = None) -> tuple[Token, ...]:
        """What is plugged in; empty without a token library.

        Raises:
            UserError: `token.module_missing`, `token.module_refused`, `token.failed`.
        """
        del progress
        return self._tokens.found()

    def module(self) -> str:
        """Path of the token library; empty when none was chosen."""
        return self._tokens.module()

    def set_module(self, path: str) -> ChangeSet:
        """Choose the token library, or none with an empty path.

        Raises:
            UserError: `token.module_missing`.
        """
        return self._tokens.set_module(path)

    @cached_property
    def roots(self) -> RootService:
        """Other authorities than headquarters whose root was compared here."""
        return RootService(self._desk)

    def wrong_pins(self, key: TokenKey) -> int:
        """How many wrong PINs in a row this program has sent to the token."""
        return self._tokens.wrong_pins(key.token)

    def tries(self, key: TokenKey) -> TriesLeft:
        """What the token itself says of the tries that are left.

        Raises:
            UserError: `token.*`.
        """
        return self._tokens.tries(key)

    @contextmanager
    def _opened(self, key: KeyInfo | TokenKey, pin: str, *, last_try: bool) -> Iterator[OpenKey]:
        now, trusts = self._desk.clock.now(), self.trusts()
        if isinstance(key, TokenKey):
            keys.require_good(key.certificate, now, trusts)
            with self._tokens.opened(key, pin, last_try=last_try) as opened:
                yield opened
            return
        if key.certificate is None:
            raise UserError("key.no_certificate", person=key.person)
        keys.require_good(key.certificate, now, trusts)
        own = next((trust for trust in trusts if trust.path_of(key.certificate.der) is not None), None)
        yield keys.of_signer(self._keys.open(key, pin, own))

    def _act(self, period: Period, role: SignerRole, key: OpenKey, language: Language) -> Act:
        office = self._desk.office
        at = self._desk.clock.now().astimezone(ZoneInfo(office.zone))
        signer = self._reports.data(period).signer
        with self._desk.store.read() as tx:
            stamp = look_of(tx, office, role, signer, key.facts.person, at, language)
        return Act(role, at, key.facts.person, location=office.city.get(language), stamp=stamp)

    def _judge(self, data: bytes, progress: Progress) -> PdfVerdict:
        return verify.verify_bytes(data, self.trusts(), now=self._desk.clock.now(), progress=progress)

    def _fits(self, paper: PaperFile, report: Report, language: Language) -> bool:
        waiting = paper.state in (PaperState.BUILT, PaperState.PERSON)
        return waiting and paper.language == language and paper.content_sha256 == report.content_sha256

    def _signed_by_person(self, period: Period, report: Report, language: Language) -> PaperFile:
        newest = next((one for one in self.papers(period) if one.language == language), None)
        if newest is None or not self._fits(newest, report, language) or newest.state is not PaperState.PERSON:
            raise UserError("signing.person_first", period=str(period))
        return newest

    def _compared(
        self, out: list[PaperFile], data: bytes, progress: Progress
    ) -> tuple[PaperFile, tuple[Difference, ...]]:
        """The document that went out and is the same as what came back; else the newest, with what differs."""
        progress.step(0, len(out))
        found: list[tuple[PaperFile, tuple[Difference, ...]]] = []
        for number, one in enumerate(out, start=1):
            different = compare.differences(self._archive.read(one.sha256), data)
            if not different:
                return one, ()
            found.append((one, different))
            progress.step(number, len(out))
        return found[0]

    def _paper(
        self, report: Report, data: bytes, verdict: PdfVerdict, state: PaperState, language: str, base_sha256: str
    ) -> PaperFile:
        signers = tuple(one.signer.person for one in verdict.signatures if one.signer is not None)
        ending = "" if state is PaperState.BUILT else ".signed"
        return PaperFile(
            id=self._desk.ids.new(),
            report_id=report.id,
            kind=DocumentKind.PERIOD,
            language="en" if language == "en" else "vi",
            title=str(report.period),
            file_name=f"report-{_stem(report)}.{language}{ending}.pdf",
            sha256=hashlib.sha256(data).hexdigest(),
            bytes=len(data),
            pages=verdict.pages,
            state=state,
            made_at=self._desk.clock.now(),
            content_sha256=report.content_sha256 or "",
            base_sha256=base_sha256,
            signers=signers,
        )

    def _keep(self, report: Report, made: PaperFile, data: bytes) -> ChangeSet:
        """The file first, then its row; what stood before it in the same language is put away."""
        desk = self._desk
        self._archive.keep_bytes(data, made.sha256)
        with desk.store.write("approval.sign", actor=desk.actor, period=str(report.period)) as tx:
            fresh = report_rows.get(tx, report.id)
            if (fresh.state, fresh.content_sha256) != (report.state, report.content_sha256):
                raise UserError("report.changed_meanwhile")
            for one in paper_rows.of_report(tx, report.id):
                if one.language == made.language and one.state is not PaperState.BUILT:
                    paper_rows.save(tx, replace(one, deleted_at=tx.now))
            paper_rows.save(tx, made)
            if made.state is not PaperState.BUILT:
                report_rows.save(tx, replace(fresh, document_sha256=made.sha256))
                person = next((one for one in approving.read_bench(tx).people if one.id == desk.actor), None)
                approving.add_step(
                    tx, fresh, ReportAct.SIGN, None if person is None else person.id, ", ".join(made.signers)
                )
        return tx.change_set


def _stem(report: Report) -> str:
    kind = report.kind.value if report.kind is ReportKind.MIDTERM else ""
    return "-".join(filter(None, (str(report.period).replace("..", "_"), kind, report.focus))).lower()


def _read(file: Path) -> bytes:
    with durable.translated(file, reading=True), file.open("rb") as handle:
        data = handle.read(MAX_OUTSIDE + 1)
    if len(data) > MAX_OUTSIDE:
        raise UserError("signing.too_large", file=file.name)
    return data
