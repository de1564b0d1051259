"""`hq confirm-history|resend|ledger|joint`."""

from __future__ import annotations

from typing import Any

from cultdip_desktop.app import Office
from cultdip_desktop.cli.answer import DONE, FINDING, Answer
from cultdip_desktop.cli.commands.hq import taken_plain
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import bitext_to_plain, instant_text
from cultdip_desktop.domain.ledger import LedgerLine
from cultdip_desktop.domain.period import Window
from cultdip_desktop.hq.figures import EVERYTHING
from cultdip_desktop.hq.inbox import InboxService
from cultdip_desktop.hq.joint import JointService, JointView
from cultdip_desktop.hq.ledger import LedgerService
from cultdip_desktop.i18n.messages import describe


def confirm_history(session: Session) -> Answer:
    """Let a held package enter although the history behind it does not go on."""
    with session.office(writing=True) as office:
        if office.decisions is None:
            raise UserError("hq.not_headquarters")
        row_id = _row_id(_inbox(office), session.args.package)
        taken = office.decisions.confirm_history(row_id, session.args.reason, session.progress)
    rows = [taken_plain(session, one) for one in taken]
    good = all(row["outcome"] in ("imported", "already_imported") for row in rows)
    return Answer({"files": rows}, [f"{row['file']}: {row['message']}" for row in rows], DONE if good else FINDING)


def resend(session: Session) -> Answer:
    """The text of a request."""
    with session.office() as office:
        inbox = _inbox(office)
        text = inbox.resend_request(_row_id(inbox, session.args.package))
    return Answer({"text": text}, text.splitlines())


def ledger(session: Session) -> Answer:
    """The lines, or what is wrong with them."""
    args, words = session.args, session.words
    with session.office() as office:
        service = _ledger(office)
        lines = service.lines(args.office, args.limit)
        found = service.verify() if args.verify else ()
        position, head = service.head()
    plain: dict[str, Any] = {"position": position, "head": head, "lines": [_line(one) for one in lines]}
    texts = [
        f"{one.position:>6}  {instant_text(one.at)}  {one.outcome.value:<9} {one.office:<12} {one.seq:>4}  {one.code}"
        for one in lines
    ]
    texts.append(words.t("Time stamps are headquarters' own: they order the ledger and prove nothing to outsiders."))
    if not args.verify:
        return Answer(plain, texts)
    errors = [UserError(one.code, position=one.position) for one in found]
    plain["findings"] = [
        {"code": one.code, "position": one.position, "row": one.received_id, "message": describe(words, error).message}
        for one, error in zip(found, errors, strict=True)
    ]
    texts += [describe(words, error).message for error in errors] or [words.t("The ledger is whole.")]
    return Answer(plain, texts, FINDING if found else DONE)


def joint_list(session: Session) -> Answer:
    """Proposals of a window, and every decision."""
    args = session.args
    window = Window(args.first or EVERYTHING.first, args.last or EVERYTHING.last)
    with session.office() as office:
        service = _joint(office)
        proposed, decided = service.proposals(window, session.progress), service.decided()
    plain = {"proposed": [_view(one) for one in proposed], "decided": [_view(one) for one in decided]}
    return Answer(plain, [_sentence(one) for one in (*proposed, *decided)])


def joint_link(session: Session) -> Answer:
    """Count events once."""
    args = session.args
    with session.office(writing=True) as office:
        made, _ = _joint(office).link(args.events, args.reason, lead=args.lead)
    return Answer(_view(made), [_sentence(made)])


def joint_reject(session: Session) -> Answer:
    """Remember that events are different."""
    with session.office(writing=True) as office:
        made, _ = _joint(office).reject(session.args.events, session.args.reason)
    return Answer(_view(made), [_sentence(made)])


def joint_unlink(session: Session) -> Answer:
    """Take a decision back."""
    with session.office(writing=True) as office:
        _joint(office).unlink(session.args.joint, session.args.reason)
    return Answer({"id": session.args.joint, "state": "proposed"}, [session.words.t("Taken back.")])


def _view(one: JointView) -> dict[str, Any]:
    return {
        "id": one.id,
        "state": one.state.value,
        "lead": one.lead,
        "score": one.score,
        "reasons": list(one.reasons),
        "reason": one.reason,
        "events": [
            {
                "id": event.id,
                "office": event.office,
                "number": event.number,
                "title": bitext_to_plain(event.title),
                "day": event.day.isoformat() if event.day else None,
            }
            for event in one.events
        ],
    }


def _sentence(one: JointView) -> str:
    events = "; ".join(f"{event.office} {event.number} {event.title.vi} [{event.id}]" for event in one.events)
    return f"{one.state.value:<9} {one.id or f'{one.score} %'}  {events}"


def _line(one: LedgerLine) -> dict[str, Any]:
    return {
        "position": one.position,
        "row": one.received_id,
        "at": instant_text(one.at),
        "office": one.office,
        "package_id": one.package_id,
        "epoch": one.epoch,
        "seq": one.seq,
        "kind": one.kind,
        "outcome": one.outcome.value,
        "code": one.code,
        "result": one.result,
        "container_sha256": one.container_sha256,
        "manifest_sha256": one.manifest_sha256,
        "lists_sha256": one.lists_sha256,
        "hash": one.hash,
        "prev_hash": one.prev_hash,
        "time_stamp": one.time_stamp,
    }


def _row_id(inbox: InboxService, wanted: str) -> str:
    """The row that is named by its own id, by its package's, or by the beginning of the file's digest.

    Raises:
        UserError: `inbox.not_found`.
    """
    for row in inbox.rows():
        if wanted in (row.id, row.package_id) or (len(wanted) >= 12 and row.container_sha256.startswith(wanted)):
            return row.id
    raise UserError("inbox.not_found", id=wanted[:60])


def _inbox(office: Office) -> InboxService:
    if office.inbox is None:
        raise UserError("hq.not_headquarters")
    return office.inbox


def _ledger(office: Office) -> LedgerService:
    if office.ledger is None:
        raise UserError("hq.not_headquarters")
    return office.ledger


def _joint(office: Office) -> JointService:
    if office.joint is None:
        raise UserError("hq.not_headquarters")
    return office.joint
