"""`key create|request|install|list`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.keys import KeyInfo


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
        infos = office.keys.list()
    rows = [_key(info) for info in infos]
    lines = [f"{row['id']}  {row['person']}  {row['not_after'] or '–'}" for row in rows]
    return Answer({"keys": rows}, lines)


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
