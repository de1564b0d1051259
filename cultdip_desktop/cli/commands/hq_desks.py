"""`hq move`: headquarters' store to a server and back."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError

FILE: Final = "sqlite"
"""What stands for the file in the office folder."""


def move(session: Session) -> Answer:
    """Carry the store over, or remove what the last move left behind."""
    args, words = session.args, session.words
    target = None
    if args.to is not None and args.to != FILE:
        from cultdip_desktop.store import database  # no other command needs an address

        target = database.at(args.to, session.database_password())
    with session.office(writing=True) as office:
        if office.moving is None:
            raise UserError("database.not_headquarters")
        if args.remove_old:
            removed = office.moving.remove_old()
            return Answer({"removed": removed}, [words.t("Removed: {file}", file=removed)])
        if target is None:
            moved = office.moving.to_file(session.progress)
        else:
            moved = office.moving.to_server(target, session.progress)
    plain = {
        "was": moved.was,
        "now": moved.now,
        "content_sha256": moved.content_sha256,
        "history_sha256": moved.history_sha256,
    }
    lines = [
        words.t("The store lies here now: {place}", place=moved.now),
        words.t("The old one was left as it was: {place}", place=moved.was),
        words.t("Both have the same content and the same history."),
    ]
    return Answer(plain, lines)
