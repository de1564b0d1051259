"""`receive`, and `directive list|answer`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cultdip_desktop.cli.answer import DONE, FINDING, Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import codec
from cultdip_desktop.domain.directive import Directive
from cultdip_desktop.domain.issuing import DirectiveTaskState
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.receiving_words import change_text
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.services.receiving import Incoming


def receive(session: Session) -> Answer:
    """Take in files of headquarters, whatever becomes of each."""
    files = [Path(file) for file in session.args.files]
    with session.office(writing=True) as office:
        work = office.receiving.preview if session.args.dry_run else office.receiving.take_in
        found = work(files, session.progress)
    words = session.words
    lines = [line for one in found for line in _lines(words, one)]
    good = all(one.good for one in found)
    return Answer({"files": [_plain(words, one) for one in found]}, lines, DONE if good else FINDING)


def directives(session: Session) -> Answer:
    """Directives with tasks and answers."""
    with session.office() as office:
        found = office.received_directives.all()
    words = session.words
    lines = []
    for directive in found:
        lines.append(f"{directive.notation}  {directive.title.get(words.language)}".strip())
        lines += [
            f"  [{label(words, task.state)}] {task.title.get(words.language)} ({task.id})" for task in directive.tasks
        ]
    return Answer({"directives": [_directive(one) for one in found]}, lines)


def answer(session: Session) -> Answer:
    """Say how far a task is."""
    args = session.args
    state = DirectiveTaskState(args.state)
    with session.office(writing=True) as office:
        office.received_directives.answer(args.task, state, args.text)
    words = session.words
    return Answer({"task": args.task, "state": state.value}, [words.t("The answer travels with the next package.")])


def _plain(words: Words, one: Incoming) -> dict[str, Any]:
    at = one.at
    return {
        "file": str(one.file),
        "kind": one.kind,
        "outcome": one.outcome.value,
        "code": one.code,
        "params": dict(one.params),
        "stream": None if at is None else at.stream,
        "epoch": None if at is None else at.epoch,
        "seq": None if at is None else at.seq,
        "missing": list(one.missing),
        "changes": [
            {"code": each.code, **each.params, "place": each.place, "text": change_text(words, each)}
            for each in one.changes
        ],
        "result": one.verdict.result.value if one.verdict is not None else None,
    }


def _lines(words: Words, one: Incoming) -> list[str]:
    lines = [f"{label(words, one.outcome)}: {one.file.name}"]
    if one.code:
        said = describe(words, UserError(one.code, **one.params))
        lines += [f"  {text}" for text in (said.message, said.advice) if text]
    return lines + [f"  – {change_text(words, each)}" for each in one.changes]


def _directive(one: Directive) -> dict[str, Any]:
    return {
        "id": one.id,
        "notation": one.notation,
        "title": codec.bitext_to_plain(one.title),
        "text": codec.bitext_to_plain(one.text),
        "issued_on": None if one.issued_on is None else one.issued_on.isoformat(),
        "due": None if one.due is None else one.due.isoformat(),
        "state": one.state.value,
        "tasks": [
            {
                "id": task.id,
                "title": codec.bitext_to_plain(task.title),
                "due": None if task.due is None else task.due.isoformat(),
                "state": task.state.value,
                "answer": task.answer,
                "answered_at": None if task.answered_at is None else codec.instant_text(task.answered_at),
            }
            for task in one.tasks
        ],
    }
