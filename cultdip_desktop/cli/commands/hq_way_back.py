"""`hq receipts|comment|remarks|accept|return`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cultdip_desktop.app import Office
from cultdip_desktop.cli.answer import CANCELLED, DONE, FINDING, Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import instant_text
from cultdip_desktop.domain.remark import OwnRemark
from cultdip_desktop.hq.outbox import IssuedFile
from cultdip_desktop.hq.receipts import Pending, ReceiptFile, ReceiptService
from cultdip_desktop.hq.remarks import RemarkService
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words


def receipts(session: Session) -> Answer:
    """Signed receipts for all missions that have something to hear, the last ones again, or only the list."""
    args, words = session.args, session.words
    with session.office(writing=not args.dry_run) as office:
        service = _receipts(office)
        if args.dry_run:
            return _pending(words, service.pending(), args.office)
        if args.again:
            files = service.again(Path(args.out), offices=args.office, progress=session.progress)
        else:
            files = service.write(Path(args.out), session.pin(), offices=args.office, progress=session.progress)
    rows = [_receipt(words, one) for one in files]
    lines = [f"{row['office']}: {row['file'] or row['message']}" for row in rows]
    good = all(row["outcome"] == "written" for row in rows)
    ending = CANCELLED if session.progress.cancelled else DONE if good else FINDING
    return Answer({"files": rows}, lines or [words.t("Every mission has been answered.")], ending)


def comment(session: Session) -> Answer:
    """A remark at a field."""
    args = session.args
    with session.office(writing=True) as office:
        made, _ = _remarks(office).add(args.package, args.place, args.text)
    plain = {"id": made.id, "office": made.office, "report": made.report_id}
    return Answer(
        plain, [session.words.t("Remark for {office} kept; the next receipt takes it along.", office=made.office)]
    )


def remarks(session: Session) -> Answer:
    """Remarks with answers; or one changed or taken back."""
    args = session.args
    with session.office(writing=bool(args.edit or args.delete)) as office:
        service = _remarks(office)
        if args.edit:
            service.edit(args.edit, args.text)
        elif args.delete:
            service.delete(args.delete)
        rows = [_remark(one) for one in service.all(args.office)]
    lines = [
        f"{row['office']}  {row['place'] or '–'}  {row['text'][:60]}  → {row['answer'][:60] or '–'}" for row in rows
    ]
    return Answer({"remarks": rows}, lines)


def accept(session: Session) -> Answer:
    """Accept a report."""
    return _decide(session, accepted=True)


def send_back(session: Session) -> Answer:
    """Return a report."""
    return _decide(session, accepted=False)


def file_rows(files: list[IssuedFile]) -> list[dict[str, Any]]:
    """Files of an issue as `--json` shows them."""
    return [
        {
            "file": str(one.file),
            "outcome": "written",
            "code": "",
            "recipient": one.recipient,
            "seq": one.dispatch.seq,
            "package_id": one.dispatch.id,
            "manifest_sha256": one.dispatch.manifest_sha256,
        }
        for one in files
    ]


def _decide(session: Session, *, accepted: bool) -> Answer:
    args = session.args
    with session.office(writing=True) as office:
        service = _remarks(office)
        if accepted:
            service.accept(args.package, args.comment)
        else:
            service.send_back(args.package, args.comment)
        said = service.of_package(args.package)
    plain = {
        "package": said.received.package_id,
        "office": said.received.office,
        "period": said.received.period,
        "decision": said.word.decision.value,
    }
    return Answer(
        plain, [session.words.t("Decided; the next receipt for {office} says so.", office=said.received.office)]
    )


def _receipt(words: Words, one: ReceiptFile) -> dict[str, Any]:
    row: dict[str, Any] = {
        "office": one.office,
        "file": None if one.file is None else str(one.file),
        "outcome": "written" if one.error is None else "failed",
        "code": "" if one.error is None else one.error.code,
        "message": "" if one.error is None else describe(words, one.error).message,
    }
    if one.dispatch is not None:
        row |= {"seq": one.dispatch.seq, "package_id": one.dispatch.id, "title": one.dispatch.title.get(words.language)}
        row |= {"counts": one.dispatch.content.get("counts", {})}
    return row


def _pending(words: Words, waiting: tuple[Pending, ...], offices: list[str] | None) -> Answer:
    rows = [
        {
            "office": one.office,
            "packages": one.packages,
            "decisions": one.decisions,
            "remarks": one.remarks,
            "duties": one.duties,
            "since": None if one.since is None else instant_text(one.since),
        }
        for one in waiting
        if offices is None or one.office in offices
    ]
    lines = [
        words.t(
            "{office}: files {packages}, decisions {decisions}, remarks {remarks}",
            office=row["office"],
            packages=row["packages"],
            decisions=row["decisions"],
            remarks=row["remarks"],
        )
        for row in rows
    ]
    return Answer({"pending": rows, "files": []}, lines or [words.t("Every mission has been answered.")])


def _remark(one: OwnRemark) -> dict[str, Any]:
    return {
        "id": one.id,
        "office": one.office,
        "report": one.report_id,
        "received": one.received_id,
        "place": one.place,
        "text": one.text,
        "author": one.author,
        "made_at": None if one.made_at is None else instant_text(one.made_at),
        "sent": one.sent,
        "answer": one.answer,
        "done": one.done,
    }


def _receipts(office: Office) -> ReceiptService:
    if office.receipts is None:
        raise UserError("hq.not_headquarters")
    return office.receipts


def _remarks(office: Office) -> RemarkService:
    if office.remarks is None:
        raise UserError("hq.not_headquarters")
    return office.remarks
