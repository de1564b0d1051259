"""`hq directive add|edit|list|show|delete|withdraw|issue`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cultdip_desktop.app import Office
from cultdip_desktop.cli.answer import CANCELLED, DONE, Answer
from cultdip_desktop.cli.commands.hq_way_back import file_rows
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import bitext_to_plain, instant_text
from cultdip_desktop.domain.directive import Directive
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq import prepared_file
from cultdip_desktop.hq.directives import DirectiveEntry, DirectiveService, MissionFollow


def add(session: Session) -> Answer:
    """A draft from a file."""
    plain = prepared_file.read(Path(session.args.file))
    with session.office(writing=True) as office:
        made, _ = service_of(office).add(plain)
    return Answer({"id": made.id}, [made.id])


def edit(session: Session) -> Answer:
    """Change the fields that the file names."""
    plain = prepared_file.read(Path(session.args.file))
    with session.office(writing=True) as office:
        service_of(office).edit(session.args.id, plain)
    return Answer({"id": session.args.id}, [session.args.id])


def listing(session: Session) -> Answer:
    """One line for each."""
    words = session.words
    with session.office() as office:
        entries = service_of(office).entries()
    lines = [
        f"{one.directive.notation or '–':<14} {label(words, one.directive.state)}  "
        f"{one.directive.title.get(words.language)}  {one.answered}/{one.recipients}  {one.directive.id}"
        for one in entries
    ]
    return Answer({"directives": [_entry(one) for one in entries]}, lines)


def show(session: Session) -> Answer:
    """The whole directive and who answered what."""
    with session.office() as office:
        service = service_of(office)
        directive, follow = service.get(session.args.id), service.follow(session.args.id)
        files = service.files(session.args.id)
    plain = {
        "directive": _plain(directive),
        "missions": [_follow(one) for one in follow],
        "files": file_rows(list(files)),
    }
    return Answer(plain, json.dumps(plain, ensure_ascii=False, indent=2).splitlines())


def delete(session: Session) -> Answer:
    """Delete a draft."""
    with session.office(writing=True) as office:
        service_of(office).delete(session.args.id)
    return Answer({"id": session.args.id}, [session.args.id])


def withdraw(session: Session) -> Answer:
    """Draft the withdrawal."""
    with session.office(writing=True) as office:
        made, _ = service_of(office).withdraw(session.args.id, BiText(session.args.reason))
    words = session.words
    return Answer({"id": made.id}, [words.t("Drafted; issue it so that missions hear it: {id}", id=made.id)])


def issue(session: Session) -> Answer:
    """Sign it."""
    with session.office(writing=True) as office:
        return issued(session, service_of(office), session.args.id)


def issued(session: Session, service: DirectiveService, directive_id: str) -> Answer:
    """Sign a directive for all that it is for, or for some of them."""
    args = session.args
    files = service.issue(
        directive_id,
        Path(args.out),
        session.pin(),
        offices=args.office,
        one_file=args.one_file,
        progress=session.progress,
    )
    rows = file_rows(files)
    ending = CANCELLED if session.progress.cancelled else DONE
    lines = [row["file"] for row in rows] or [session.words.t("Everybody whom it is for has it already.")]
    return Answer({"id": directive_id, "files": rows}, lines, ending)


def service_of(office: Office) -> DirectiveService:
    """The directives of headquarters.

    Raises:
        UserError: `hq.not_headquarters`.
    """
    if office.directives is None:
        raise UserError("hq.not_headquarters")
    return office.directives


def _entry(one: DirectiveEntry) -> dict[str, Any]:
    return {
        "id": one.directive.id,
        "notation": one.directive.notation,
        "title": bitext_to_plain(one.directive.title),
        "state": one.directive.state.value,
        "issued_on": None if one.directive.issued_on is None else one.directive.issued_on.isoformat(),
        "due": None if one.directive.due is None else one.directive.due.isoformat(),
        "recipients": one.recipients,
        "answered": one.answered,
        "settled": one.settled,
        "overdue": one.overdue,
        "files": one.files,
    }


def _plain(directive: Directive) -> dict[str, Any]:
    return {
        "id": directive.id,
        "notation": directive.notation,
        "title": bitext_to_plain(directive.title),
        "text": bitext_to_plain(directive.text),
        "state": directive.state.value,
        "issued_on": None if directive.issued_on is None else directive.issued_on.isoformat(),
        "due": None if directive.due is None else directive.due.isoformat(),
        "offices": list(directive.offices),
        "withdraws": directive.withdraws or None,
        "tasks": [
            {
                "id": task.id,
                "title": bitext_to_plain(task.title),
                "due": None if task.due is None else task.due.isoformat(),
                "code": task.code,
            }
            for task in directive.tasks
        ],
    }


def _follow(one: MissionFollow) -> dict[str, Any]:
    return {
        "office": one.mission.id,
        "written": one.written,
        "overdue": one.overdue,
        "answers": [
            {
                "task": answer.task_id,
                "state": answer.state.value,
                "answer": answer.answer,
                "answered_at": None if answer.answered_at is None else instant_text(answer.answered_at),
            }
            for answer in one.answers.values()
        ],
    }
