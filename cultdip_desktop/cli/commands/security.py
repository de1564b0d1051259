"""`passphrase change`, `recovery renew`."""

from __future__ import annotations

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.session import Session


def change_passphrase(session: Session) -> Answer:
    """Let another passphrase open the office."""
    old, new = session.passphrase(), session.new_passphrase()
    with session.office(writing=True, passphrase=old) as office:
        office.security.change_passphrase(old, new)
        identity = office.identity.id
    words = session.words
    lines = [
        words.t("The passphrase was changed."),
        words.t("Backups made before still open with the old one."),
    ]
    return Answer({"office": identity, "changed": True}, lines)


def renew_recovery(session: Session) -> Answer:
    """Make a new recovery code and print it once; the old one opens nothing any more."""
    passphrase = session.passphrase()
    with session.office(writing=True, passphrase=passphrase) as office:
        code = office.security.renew_recovery(passphrase)
        identity = office.identity.id
    words = session.words
    lines = [
        words.t("Recovery code, to be kept on paper: {code}", code=code),
        words.t("The code before opens only backups that were made before."),
    ]
    return Answer({"office": identity, "recovery_code": code}, lines)
