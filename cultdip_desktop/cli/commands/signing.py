"""`report sign`, `report outside` and `verify` of a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from cultdip_desktop.cli.answer import DONE, FINDING, Answer
from cultdip_desktop.cli.documents import report_of
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core import durable
from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.report import PaperFile
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.packages.keys import KeyInfo
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Result
from cultdip_desktop.signatures.places import SignerRole
from cultdip_desktop.signatures.verdict import PdfVerdict
from cultdip_desktop.signatures.verdict_json import pdf_verdict_to_plain
from cultdip_desktop.signatures.verdict_words import check_text, result_text, role_text

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.signatures.tokens import TokenKey

_HEAD: Final = 1024


def sign(session: Session) -> Answer:
    """Sign the approved report as the person or as the agency; with `--out` the signed PDF is written there, too."""
    args = session.args
    with session.office(writing=True) as office:
        period = report_of(args, office.reports.rule())
        key = _key(office, args.key, args.module)
        signed = office.signing.sign(
            period,
            SignerRole(args.role),
            key,
            session.pin(),
            language=_language(args.language),
            last_try=args.last_try,
            progress=session.progress,
        )
        file = office.signing.copy_out(signed.paper.id, Path(args.out).absolute()) if args.out else None
    words = session.words
    plain = {
        **_paper(signed.paper),
        "file": None if file is None else str(file),
        "result": signed.verdict.result.value,
        "checks": pdf_verdict_to_plain(signed.verdict)["checks"],
    }
    said = words.t("Signed: {signers}", signers=", ".join(signed.paper.signers))
    return Answer(plain, [said, *([str(file)] if file else []), *result_text(words, signed.verdict.result)])


def outside(session: Session) -> Answer:
    """Write the document that is to be signed elsewhere, or take in the signed one."""
    return _out(session) if session.args.out else _in(session)


def _out(session: Session) -> Answer:
    args = session.args
    target = Path(args.out).absolute()
    with session.office(writing=True) as office:
        period = report_of(args, office.reports.rule())
        paper = office.signing.take_out(period, target, language=_language(args.language), progress=session.progress)
    words = session.words
    said = words.t("To be signed elsewhere, then brought back: {file}", file=target)
    return Answer({"file": str(target), **_paper(paper)}, [said])


def _in(session: Session) -> Answer:
    args = session.args
    with session.office(writing=True) as office:
        period = report_of(args, office.reports.rule())
        answer = office.signing.bring_back(period, Path(args.taken_in).absolute(), progress=session.progress)
    words = session.words
    plain: dict[str, Any] = {
        "outcome": "taken_in" if answer.paper else "refused",
        "code": answer.code,
        "same_content": answer.same_content,
        "differences": [{"part": one.part.value, "page": one.page} for one in answer.differences],
        "result": answer.verdict.result.value,
        "paper": None if answer.paper is None else _paper(answer.paper),
        "verdict": pdf_verdict_to_plain(answer.verdict),
    }
    if answer.paper is None:
        text = describe(words, UserError(answer.code))
        return Answer(plain, [text.message, text.advice], FINDING)
    said = words.t("Taken in: same content, signed by {signers}", signers=", ".join(answer.paper.signers))
    return Answer(plain, [said, *result_text(words, answer.verdict.result)])


def is_pdf(file: Path) -> bool:
    """Whether a file says of itself that it is a PDF, or is called so."""
    try:
        with file.open("rb") as handle:
            return b"%PDF-" in handle.read(_HEAD)
    except OSError:
        return file.suffix.lower() == ".pdf"


def verify_pdf(session: Session) -> Answer:
    """The full verdict on a PDF; without an office when `--trust` names a folder."""
    args = session.args
    file = Path(args.file)
    verdict, office_name, zone = _verdict(session, file)
    words = session.words
    if args.verdict is not None:
        from cultdip_desktop.signatures.verdict_document import verdict_pdf

        page = verdict_pdf(verdict, file, words.language, office=office_name, zone=zone)
        durable.write_bytes(Path(args.verdict).absolute(), page, replace=False)
    plain = pdf_verdict_to_plain(verdict)
    if args.verdict is not None:
        plain["verdict_file"] = str(Path(args.verdict).absolute())
    good = verdict.result in (Result.VALID, Result.VALID_WITH_WARNINGS)
    return Answer(plain, _said(verdict, plain, words), DONE if good else FINDING)


def _said(verdict: PdfVerdict, plain: dict[str, Any], words: Words) -> list[str]:
    """The verdict for people; the same sentences go into the JSON as `detail`."""
    lines = [*result_text(words, verdict.result)]
    groups = [("", verdict.checks, plain["checks"])]
    for one, row in zip(verdict.signatures, plain["signatures"], strict=True):
        signer = one.signer.person if one.signer else "–"
        groups.append((f"{role_text(words, one)}: {signer}", one.checks, row["checks"]))
    for head, checks, rows in groups:
        if head:
            lines.append(head)
        for check, row in zip(checks, rows, strict=True):
            title, sentence = check_text(words, check)
            row["detail"] = f"{title}: {sentence}"
            lines.append(f"  [{check.outcome.value}] {title}: {sentence}")
    return lines


def _verdict(session: Session, file: Path) -> tuple[PdfVerdict, str, str]:
    from cultdip_desktop.signatures.verify import verify

    args, now = session.args, SystemClock().now()
    if args.trust is not None:
        trust = TrustStore.load(Path(args.trust))
        return verify(file, (trust,), now=now, progress=session.progress), "", "UTC"
    if session.has_home:
        with session.office() as office:
            verdict = office.signing.verify(file, session.progress)
            return verdict, office.desk.office.name.get(session.words.language), office.desk.office.zone
    return verify(file, (), now=now, progress=session.progress), "", "UTC"


def _key(office: Office, wanted: str | None, module: str | None) -> KeyInfo | TokenKey:
    """A key of this office by its id, or one on a token as `token:LABEL` or `token:LABEL:CERTIFICATE`."""
    if wanted is None or not wanted.startswith("token:"):
        return office.keys.usable(wanted)
    if module:
        office.signing.set_module(module)
    if not office.signing.module():
        raise UserError("token.no_module")
    found = office.signing.tokens()
    if not found:
        raise UserError("token.none")
    _, label, name = (*wanted.split(":", 2), "")[:3]
    keys = [key for token in found if label in ("", token.label, token.serial) for key in token.keys]
    chosen = [key for key in keys if name in ("", key.label, key.id, key.certificate.person)]
    if len(chosen) != 1:
        raise UserError("token.unknown", key=wanted[:80])
    return chosen[0]


def _paper(paper: PaperFile) -> dict[str, Any]:
    return {
        "id": paper.id,
        "state": paper.state.value,
        "language": paper.language,
        "sha256": paper.sha256,
        "bytes": paper.bytes,
        "pages": paper.pages,
        "signers": list(paper.signers),
    }


def _language(wanted: str | None) -> Language:
    return cast("Language", wanted or "vi")
