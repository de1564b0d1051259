"""`key create|request|install|list|change-pin|import|retire`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.keys import KeyInfo
from cultdip_desktop.services.key_condition import OfficeKey

_STATES: Final = {
    "ready": N_("Certificate valid"),
    "unchecked": N_("Cannot be verified now"),
    "ends_soon": N_("Ends soon"),
    "locked": N_("Locked for now"),
    "waiting": N_("No certificate yet"),
    "expired": N_("Certificate expired"),
    "not_yet": N_("Not valid yet"),
    "revoked": N_("Revoked"),
    "foreign": N_("Not from headquarters' root"),
    "retired": N_("Retired"),
}


def create(session: Session) -> Answer:
    """Make a key for the named person, or for the officer of the office."""
    with session.office(writing=True) as office:
        actor = office.settings.actor()
        person = session.args.person or (actor.name if actor else "")
        info = office.keys.create(person, session.pin())
    plain = _key(info)
    return Answer(plain, [session.words.t("Key of {person}: {words}", person=person, words=" ".join(plain["words"]))])


def request(session: Session) -> Answer:
    """Write the request file for headquarters."""
    out = Path(session.args.out)
    with session.office() as office:
        info = office.keys.request(session.args.key, out)
    plain = {**_key(info), "file": str(out)}
    words = session.words
    lines = [
        words.t("Written: {file}", file=out),
        words.t("Words to compare by telephone: {words}", words=" ".join(plain["words"])),
    ]
    return Answer(plain, lines)


def install(session: Session) -> Answer:
    """Install headquarters' answer; with `--root-words` its root is trusted from now on."""
    if Path(session.args.certificate).is_dir():
        return _update(session)
    with session.office(writing=True) as office:
        installed = office.trust.install(Path(session.args.certificate), session.args.root_words)
    trust = installed.trust
    plain = {
        **_key(installed.key),
        "root_fingerprint": trust.root_sha256,
        "root_words": list(trust.words),
        "root_confirmed": trust.confirmed,
    }
    words = session.words
    lines = [words.t("Certificate installed for {person}.", person=installed.key.person)]
    if not trust.confirmed:
        spoken = " ".join(trust.words)
        lines.append(
            words.t(
                "Compare these words with headquarters by telephone, then install again with --root-words: {words}",
                words=spoken,
            )
        )
    return Answer(plain, lines)


def listing(session: Session) -> Answer:
    """All signing keys of the office."""
    with session.office() as office:
        found = office.keys.overview()
        warning = office.keys.warning()
    words = session.words
    rows = [_entry(key) for key in found]
    lines = [_line(words, row) for row in rows]
    if warning is not None:
        lines.append(describe(words, warning.as_error()).message)
    notice = None if warning is None else {"code": warning.code, "days_left": warning.days_left, "key": warning.key_id}
    return Answer({"keys": rows, "warning": notice}, lines)


def change_pin(session: Session) -> Answer:
    """Give a key another PIN; a wrong present one counts."""
    with session.office(writing=True) as office:
        wanted = session.args.key or office.keys.usable().id
        office.keys.change_pin(wanted, session.pin(), session.new_pin())
    return Answer({"id": wanted, "changed": True}, [session.words.t("The PIN was changed.")])


def bring(session: Session) -> Answer:
    """Take a key in from a PKCS#12 file."""
    args = session.args
    with session.office(writing=True) as office:
        info = office.keys.import_pkcs12(Path(args.file), session.file_password(), session.pin(), person=args.person)
        entry = next(key for key in office.keys.overview() if key.info.id == info.id)
    plain = _entry(entry)
    return Answer(plain, [session.words.t("The key was taken in. Delete the file {file}.", file=args.file)])


def retire(session: Session) -> Answer:
    """Let a key sign no more; with `--successor` in favour of a new one."""
    args, words = session.args, session.words
    if not args.successor:
        with session.office(writing=True) as office:
            office.keys.retire(args.id, args.reason)
        return Answer({"id": args.id, "state": "retired"}, [words.t("Retired: {key}", key=args.id)])
    with session.office(writing=True) as office:
        made = office.keys.hand_over(args.id, args.successor, session.pin(), at_once=not args.later)
        old = next(key for key in office.keys.overview() if key.info.id == args.id)
    plain = {"id": args.id, "state": old.condition.value, "successor": _key(made.key)}
    spoken = " ".join(fingerprint.words(made.key.public_sha256))
    return Answer(plain, [words.t("Key of {person}: {words}", person=made.key.person, words=spoken)])


def _update(session: Session) -> Answer:
    with session.office(writing=True) as office:
        trust = office.trust.update(Path(session.args.certificate))
    until = None if trust.fresh_until is None else trust.fresh_until.date().isoformat()
    plain = {"root_fingerprint": trust.root_sha256, "root_confirmed": trust.confirmed, "fresh_until": until}
    words = session.words
    return Answer(plain, [words.t("Revocation lists are valid until {day}.", day=until or "–")])


def _entry(key: OfficeKey) -> dict[str, Any]:
    retirement = key.retirement
    return {
        **_key(key.info),
        "state": key.condition.value,
        "app_level": key.app_made,
        "attempts_left": key.info.attempts.left,
        "retired_at": retirement.at.isoformat() if retirement and retirement.at else None,
        "successor": retirement.successor if retirement and retirement.successor else None,
    }


def _line(words: Words, row: dict[str, Any]) -> str:
    made = words.t("key made by the application") if row["app_level"] else words.t("key from elsewhere")
    state = words.t(_STATES[row["state"]])
    return f"{row['id']}  {row['person']}  {state}  {row['not_after'] or '–'}  {made}"


def _key(info: KeyInfo) -> dict[str, Any]:
    certificate = info.certificate
    return {
        "id": info.id,
        "person": info.person,
        "office": info.office,
        "fingerprint": info.public_sha256,
        "words": list(fingerprint.words(info.public_sha256)),
        "certificate": None if certificate is None else certificate.sha256,
        "serial": None if certificate is None else certificate.serial,
        "not_after": None if certificate is None else certificate.not_after.date().isoformat(),
        "app_level": True if certificate is None else certificate.app_level,
    }
