"""`export` and `verify`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cultdip_desktop.cli.answer import DONE, FINDING, Answer
from cultdip_desktop.cli.commands import signing
from cultdip_desktop.cli.documents import report_of
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Result, Verdict
from cultdip_desktop.packages.verdict_json import verdict_to_plain
from cultdip_desktop.packages.verdict_words import result_text, verdict_text
from cultdip_desktop.packages.volume_set import verify_set


def export(session: Session) -> Answer:
    """Check, build, sign, write and read back the period's package."""
    args = session.args
    target = Path(args.out).absolute()
    with session.office(writing=True) as office:
        period = report_of(args, office.reports.rule())
        exported = office.packages.export(
            period,
            target,
            session.pin(),
            reason=args.reason,
            volume_bytes=args.volume_size,
            encrypt=args.encrypt,
            every_photo=args.all_media,
            progress=session.progress,
        )
        report = office.reporting.get(period)
    words = session.words
    plain = {
        "file": str(exported.file),
        "files": [str(file) for file in exported.files],
        "package_id": exported.package_id,
        "seq": exported.seq,
        "manifest_sha256": exported.manifest_sha256,
        "container_sha256": exported.container_sha256,
        "encrypted_for": exported.encrypted_for,
        "entries": exported.entries,
        "bytes": exported.bytes,
        "words": list(exported.words),
        "result": exported.verdict.result.value,
        "kind": exported.verdict.kind,
        "state": report.state.value,
        "amendment": report.amendment,
        "one_person": report.one_person,
    }
    lines = [
        words.t("Signed package no. {seq}: {file}", seq=exported.seq, file=exported.file),
        *_together(words, exported.files),
        *(
            [words.t("Encrypted for headquarters with {key}.", key=exported.encrypted_for)]
            if exported.encrypted_for
            else []
        ),
        words.t("Fingerprint: {words}", words=" ".join(exported.words)),
        *result_text(words, exported.verdict.result),
    ]
    return Answer(plain, lines)


def _together(words: Words, files: Sequence[Path]) -> list[str]:
    """What to say of a package in several files."""
    if len(files) == 1:
        return []
    count = len(files)
    said = words.n("{n} file must travel together:", "{n} files must travel together:", count, n=count)
    return [said, *(f"  {file}" for file in files)]


def verify(session: Session) -> Answer:
    """The full verdict on a package or a signed PDF; without an office when `--trust` names a folder."""
    if signing.is_pdf(Path(session.args.file)):
        return signing.verify_pdf(session)
    if session.args.verdict is not None:
        raise UserError("signing.verdict_of_package")
    verdict = _verdict(session)
    words = session.words
    plain = verdict_to_plain(verdict)
    lines = [*result_text(words, verdict.result)]
    for check, row in zip(verdict.checks, plain["checks"], strict=True):
        title, sentence = verdict_text(words, check)
        row["detail"] = f"{title}: {sentence}"
        lines.append(f"  [{check.outcome.value}] {title}: {sentence}")
    good = verdict.result in (Result.VALID, Result.VALID_WITH_WARNINGS)
    return Answer(_with_result_first(plain), lines, DONE if good else FINDING)


def _verdict(session: Session) -> Verdict:
    args = session.args
    file = Path(args.file)
    if args.trust is not None:
        return _judge(session, file, TrustStore.load(Path(args.trust)))
    if session.has_home:
        with session.office() as office:
            return office.packages.verify(file, session.progress)
    return _judge(session, file, None)


def _judge(session: Session, file: Path, trust: TrustStore | None) -> Verdict:
    now = SystemClock().now()
    return verify_set(file, trust, us=None, now=now, progress=session.progress)


def _with_result_first(plain: dict[str, Any]) -> dict[str, Any]:
    return {"result": plain.pop("result"), "checks": plain.pop("checks"), **plain}
