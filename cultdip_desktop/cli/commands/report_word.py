"""`report read`: texts that come back in an edited Word file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.documents import report_of
from cultdip_desktop.cli.session import Session
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.word_changes import TextChange


def read(session: Session) -> Answer:
    """Show what the file changes; with `--take` the report takes it."""
    args, words = session.args, session.words
    with session.office(writing=args.take) as office:
        period = report_of(args, office.reports.rule())
        look = office.word_texts.look(period, Path(args.source))
        taken = len(office.word_texts.take(period, look.changes)) if args.take and look.changes else 0
    plain: dict[str, Any] = {
        "file": look.file,
        "moved": look.moved,
        "changes": [_plain(change) for change in look.changes],
        "taken": taken,
    }
    lines = [line for change in look.changes for line in _said(change, words)] or [words.t("The file changes no text.")]
    if taken:
        lines.append(words.n("{n} section taken from the file", "{n} sections taken from the file", taken))
    return Answer(plain, lines)


def _plain(change: TextChange) -> dict[str, Any]:
    return {
        "section": change.key,
        "language": change.language,
        "before": change.before,
        "after": change.after,
        "figures_moved": change.moved,
    }


def _said(change: TextChange, words: Words) -> list[str]:
    """Lines that went and lines that came, as a difference is written."""
    msgid = _MOVED if change.moved else _CHANGED
    before, after = change.before.splitlines(), change.after.splitlines()
    gone = [f"  - {line}" for line in before if line not in after]
    come = [f"  + {line}" for line in after if line not in before]
    return [words.t(msgid, section=change.key, language=change.language), *gone, *come]


_CHANGED = N_("{section} ({language}): changed")
_MOVED = N_("{section} ({language}): changed; its figures have changed since the file was made")
