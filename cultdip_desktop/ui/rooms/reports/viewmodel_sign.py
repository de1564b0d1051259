"""What the page of the two signatures reads and does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import PaperFile, PaperState, parse_report
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.verdict import Check
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.rooms.reports.sign_values import CheckedFile, KeyChoice, Said, SignaturePart, SignState

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.domain.changes import ChangeSet
    from cultdip_desktop.packages.keys import KeyInfo
    from cultdip_desktop.services.signing import OutsideAnswer, Signed
    from cultdip_desktop.signatures.tokens import Token, TokenKey
    from cultdip_desktop.signatures.verdict import PdfVerdict, SignatureVerdict

Failed = Callable[[UserError], object]


class SignModel(QObject):
    """Signs one period's report; what changes comes back through the bus."""

    known = Signal(object)
    """A `SignState`."""

    keys_known = Signal(object)
    """`tuple[KeyChoice, ...]`: keys of this program and those on tokens."""

    token_trouble = Signal(object)
    """A `UserError`: tokens could not be asked."""

    failed = Signal(object)

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office
        self._period: Period | None = None
        self._keys: dict[str, KeyInfo | TokenKey] = {}
        self.language: Language = "vi"
        kit.bus.watch(self, {"report", "setting", "settings"}, lambda _changes: self.reload())

    def open(self, period_id: str) -> None:
        """Show a period."""
        rule = self._office.reports.rule()
        self._period = parse_report(period_id, rule)
        self.reload()

    def reload(self) -> None:
        """Read again; `known` and `keys_known` follow."""
        period = self._period
        if period is None:
            return
        self._kit.jobs.read(lambda _p: self._read(period), self.known.emit, self.failed.emit, owner=self)
        self._kit.jobs.read(lambda _p: self._read_keys(), self._show_keys, self.failed.emit, owner=self)

    def sign(
        self,
        role: str,
        key_id: str,
        pin: str,
        *,
        last_try: bool,
        done: Callable[[tuple[str, ...]], object],
        failed: Failed,
    ) -> Job[Any] | None:
        """Sign as `role`; the PIN is tried once."""
        from cultdip_desktop.signatures.places import SignerRole

        period, key = self._period, self._keys.get(key_id)
        if period is None or key is None:
            return None

        def after(signed: Signed) -> None:
            self._kit.bus.publish(signed.change_set)
            done(signed.paper.signers)

        language = self.language
        return self._kit.jobs.write(
            lambda progress: self._office.signing.sign(
                period, SignerRole(role), key, pin, language=language, last_try=last_try, progress=progress
            ),
            after,
            failed,
            owner=self,
        )

    def take_out(self, target: Path, done: Callable[[Path], object], failed: Failed) -> Job[Any] | None:
        """Write the document that is to be signed elsewhere."""
        period = self._period
        if period is None:
            return None
        language = self.language

        def after(_paper: PaperFile) -> None:
            self.reload()
            done(target)

        return self._kit.jobs.write(
            lambda progress: self._office.signing.take_out(period, target, language=language, progress=progress),
            after,
            failed,
            owner=self,
        )

    def bring_back(self, file: Path, done: Callable[[str], object], failed: Failed) -> Job[Any] | None:
        """Take in what was signed elsewhere; `done` gets the code of what was wrong with it, empty when nothing was."""
        period = self._period
        if period is None:
            return None

        def after(answer: OutsideAnswer) -> None:
            change_set: ChangeSet | None = answer.change_set
            if change_set is not None:
                self._kit.bus.publish(change_set)
            done(answer.code)

        return self._kit.jobs.write(
            lambda progress: self._office.signing.bring_back(period, file, progress=progress),
            after,
            failed,
            owner=self,
        )

    def save(self, paper_id: str, target: Path, done: Callable[[Path], object], failed: Failed) -> None:
        """Write the signed document to a file."""
        self._kit.jobs.read(lambda _progress: self._office.signing.copy_out(paper_id, target), done, failed, owner=self)

    def save_verdict(self, target: Path, language: str, done: Callable[[Path], object], failed: Failed) -> None:
        """Write the verdict on the signed document as a page."""
        period = self._period
        if period is not None:
            self._kit.jobs.read(
                lambda _progress: self._write_verdict(period, target, language), done, failed, owner=self
            )

    def check(self, file: Path, done: Callable[[CheckedFile], object], failed: Failed) -> Job[Any]:
        """The verdict on any PDF."""
        return self._kit.jobs.read(lambda progress: self._check(file, progress), done, failed, owner=self)

    def save_check(
        self, file: Path, target: Path, language: str, done: Callable[[Path], object], failed: Failed
    ) -> None:
        """Write the verdict on any PDF as a page; the file is verified anew."""

        def work(progress: Progress) -> Path:
            return self._page(self._office.signing.verify(file, progress), file, target, language)

        self._kit.jobs.read(work, done, failed, owner=self)

    def show_file(self, file: Path) -> None:
        """Open a document with the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def suggest_name(self, what: str) -> str:
        """Name of a file to write: `to-sign`, `signed`, `verdict`."""
        period = str(self._period).replace("..", "_").replace("+", "-")
        return f"{self._office.identity.id}-{period}-{what}.{self.language}.pdf"

    def _write_verdict(self, period: Period, target: Path, language: str) -> Path:
        paper = self._office.signing.current(period)
        if paper is None:
            raise UserError("report.paper_not_found")
        return self._page(self._office.signing.verify_paper(paper), Path(paper.file_name), target, language)

    def _page(self, verdict: PdfVerdict, file: Path, target: Path, language: str) -> Path:
        from cultdip_desktop.signatures.verdict_document import verdict_pdf

        identity = self._office.identity
        spoken: Language = "en" if language == "en" else "vi"
        page = verdict_pdf(verdict, file, spoken, office=identity.name.get(spoken), zone=identity.zone)
        durable.write_bytes(target, page)
        return target

    def _check(self, file: Path, progress: Progress) -> CheckedFile:
        from cultdip_desktop.signatures.verdict_document import notes
        from cultdip_desktop.signatures.verdict_words import result_text

        verdict = self._office.signing.verify(file, progress)
        spoken = {"vi": Words("vi"), "en": Words("en")}
        return CheckedFile(
            file=file.name,
            result=verdict.result.value,
            meaning={language: result_text(words, verdict.result)[1] for language, words in spoken.items()},
            lines=_both(verdict.checks),
            parts=_parts(verdict, self._office.identity.zone),
            notes={language: notes(verdict, words) for language, words in spoken.items()},
        )

    def _read(self, period: Period) -> SignState:
        office = self._office
        report = office.reporting.get(period)
        paper = office.signing.current(period)
        verdict = None if paper is None else office.signing.verify_paper(paper)
        fitting = [one for one in office.signing.papers(period) if one.content_sha256 == report.content_sha256]
        return SignState(
            period=period,
            zone=office.identity.zone,
            number=report.number,
            stop=_refusal(lambda: office.signing.require_signable(period)),
            paper_id=paper.id if paper else "",
            file_name=paper.file_name if paper else "",
            language=paper.language if paper else self.language,
            outside=paper is not None and paper.state is PaperState.OUTSIDE,
            result=verdict.result.value if verdict else "",
            parts=_parts(verdict, office.identity.zone),
            out=any(one.state is PaperState.BUILT for one in fitting),
            lines=_both(verdict.checks) if verdict else {},
        )

    def _read_keys(self) -> tuple[tuple[KeyChoice, ...], dict[str, KeyInfo | TokenKey], UserError | None]:
        office, zone = self._office, self._office.identity.zone
        choices: list[KeyChoice] = []
        found: dict[str, KeyInfo | TokenKey] = {}
        for key in reversed(office.keys.overview()):
            if key.info.certificate is not None and key.condition.value != "retired":
                found[key.info.id] = key.info
                stop = _refusal(partial(self._require_good, key.info.certificate))
                choices.append(_own(key.info, stop, zone))
        trouble: UserError | None = None
        try:
            plugged: tuple[Token, ...] = office.signing.tokens()
        except UserError as error:
            plugged, trouble = (), error
        for token in plugged:
            for one in token.keys:
                key_id = f"token:{token.serial}:{one.id}"
                found[key_id] = one
                stop = _refusal(partial(self._require_good, one.certificate))
                choices.append(_on_token(key_id, one, token, office.signing.wrong_pins(one), stop, zone))
        return tuple(choices), found, trouble

    def _require_good(self, facts: CertificateFacts) -> None:
        from cultdip_desktop.signatures.keys import require_good

        require_good(facts, self._office.desk.clock.now(), self._office.signing.trusts())

    def _show_keys(self, read: tuple[tuple[KeyChoice, ...], dict[str, Any], UserError | None]) -> None:
        choices, self._keys, trouble = read
        self.keys_known.emit(choices)
        self.token_trouble.emit(trouble)


def _refusal(work: Callable[[], object]) -> UserError | None:
    try:
        work()
    except UserError as error:
        return error
    return None


def _parts(verdict: PdfVerdict | None, zone: str) -> tuple[SignaturePart, ...]:
    return () if verdict is None else tuple(_part(one, zone) for one in verdict.signatures)


def _part(one: SignatureVerdict, zone: str) -> SignaturePart:
    signer, local = one.signer, ZoneInfo(zone)
    return SignaturePart(
        role=one.field,
        person=signer.person if signer else "",
        at=one.signed_at,
        first=signer.not_before.astimezone(local).date() if signer else None,
        last=signer.not_after.astimezone(local).date() if signer else None,
        app_level=signer is not None and signer.app_level,
        words=fingerprint.words(signer.public_sha256) if signer else (),
        result=one.result.value,
        lines=_both(one.checks),
    )


def _both(checks: tuple[Check, ...]) -> dict[str, tuple[Said, ...]]:
    from cultdip_desktop.signatures.verdict_words import check_text

    spoken = {"vi": Words("vi"), "en": Words("en")}
    return {
        language: tuple(Said(*check_text(words, check), check.outcome.value) for check in checks)
        for language, words in spoken.items()
    }


def _own(info: KeyInfo, stop: UserError | None, zone: str) -> KeyChoice:
    facts = info.certificate
    if facts is None:
        raise ValueError("a key without certificate signs nothing")
    local = ZoneInfo(zone)
    return KeyChoice(
        id=info.id,
        person=info.person,
        token="",
        first=facts.not_before.astimezone(local).date(),
        last=facts.not_after.astimezone(local).date(),
        app_level=info.made_here or facts.app_level,
        words=fingerprint.words(info.public_sha256),
        attempts=info.attempts.left,
        tries="",
        wrong=info.attempts.failed,
        keypad=False,
        stop=stop,
    )


def _on_token(key_id: str, key: TokenKey, token: Token, wrong: int, stop: UserError | None, zone: str) -> KeyChoice:
    facts, local = key.certificate, ZoneInfo(zone)
    return KeyChoice(
        id=key_id,
        person=facts.person,
        token=token.label or token.serial,
        first=facts.not_before.astimezone(local).date(),
        last=facts.not_after.astimezone(local).date(),
        app_level=facts.app_level,
        words=fingerprint.words(facts.public_sha256),
        attempts=None,
        tries=token.tries.value,
        wrong=wrong,
        keypad=token.own_keypad,
        stop=stop,
    )
