"""`hq review|renew-issuing|encryption|root|signer`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from cultdip_desktop.cli.answer import DONE, FINDING, Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.hq.signers import SignerFacts
from cultdip_desktop.services.encryption import EncryptionView
from cultdip_desktop.services.roots import OtherRoot
from cultdip_desktop.store.repo.trusted_signer import TrustedSigner

_T = TypeVar("_T")


def review(session: Session) -> Answer:
    """Packages that were taken in and signed since a key was compromised; exit 1 when there are any."""
    with session.office() as office:
        found = _here(office.roster).to_review(session.args.serial)
    rows = [
        {
            "package_id": row.package_id,
            "office": row.office,
            "kind": row.kind,
            "period": row.period,
            "seq": row.seq,
            "file": row.file_name,
            "received_at": _instant(row.received_at),
        }
        for row in found
    ]
    words = session.words
    text = words.n("{n} package to look at again.", "{n} packages to look at again.", len(rows), n=len(rows))
    lines = [text, *(f"{row['office']}  {row['period']}  {row['seq']}  {row['file']}" for row in rows)]
    return Answer({"packages": rows}, lines, FINDING if rows else DONE)


def renew_issuing(session: Session) -> Answer:
    """Give the issuing key a certificate for ten more years."""
    with session.office(writing=True) as office:
        until = _here(office.roster).renew_issuing(session.pin()).date().isoformat()
    text = session.words.t(
        "The issuing certificate is valid until {day}. Send the trust list to all missions.", day=until
    )
    return Answer({"not_after": until}, [text])


def to_token(session: Session) -> Answer:
    """Put a key on a token."""
    args = session.args
    with session.office(writing=True) as office:
        own = args.key == "own"
        _here(office.roster).move_to_token(Path(args.module), args.token, session.pin(), own=own)
    text = session.words.t(
        "The key lies on the token {token} now; keep backups made before under lock.", token=args.token
    )
    return Answer({"key": args.key, "token": args.token}, [text])


def encryption_keys(session: Session) -> Answer:
    """All keys for packages that only headquarters may read."""
    with session.office() as office:
        rows = [_key(view) for view in office.encryption.overview()]
    words = session.words
    states = {True: words.c("encryption key", "given out"), False: words.c("encryption key", "retired")}
    lines = [f"{row['id']:<14} {states[row['current']]}  {' '.join(row['words'])}" for row in rows]
    return Answer({"keys": rows}, lines or [words.t("No encryption key is known here.")])


def rotate(session: Session) -> Answer:
    """Make a new key and retire those before."""
    with session.office(writing=True) as office:
        made, _changes = _here(office.encryption_keys).rotate()
        row = next(_key(view) for view in office.encryption.overview() if view.key.id == made.id)
    return Answer(
        row, [session.words.t("New encryption key: {id}. Missions learn of it by the next file.", id=made.id)]
    )


def retire(session: Session) -> Answer:
    """Give a key out no more."""
    with session.office(writing=True) as office:
        _here(office.encryption_keys).retire(session.args.id)
    return Answer({"id": session.args.id, "retired": True}, [session.words.t("Retired: {key}", key=session.args.id)])


def roots(session: Session) -> Answer:
    """Roots of other authorities that somebody has compared."""
    with session.office() as office:
        rows = [_root(one) for one in office.signing.roots.list()]
    lines = [f"{row['name']}  {row['not_after']}  {row['sha256']}" for row in rows]
    return Answer({"roots": rows}, lines or [session.words.t("No other authority is trusted here.")])


def add_root(session: Session) -> Answer:
    """Trust a root by its published fingerprint."""
    with session.office(writing=True) as office:
        office.signing.roots.add(Path(session.args.file), session.args.sha256)
    return roots(session)


def update_root(session: Session) -> Answer:
    """Take in authorities and lists below known roots."""
    with session.office(writing=True) as office:
        office.signing.roots.update(Path(session.args.file))
    return roots(session)


def remove_root(session: Session) -> Answer:
    """Trust a root no more."""
    with session.office(writing=True) as office:
        office.signing.roots.remove(session.args.sha256.lower())
    return roots(session)


def signers(session: Session) -> Answer:
    """Certificates of other authorities, and for whom they sign."""
    with session.office() as office:
        rows = [_signer(one) for one in _here(office.signers).list()]
    lines = [f"{row['office']:<10} {row['person']}  {row['domain']}  {row['removed_at'] or ''}" for row in rows]
    return Answer({"signers": rows}, lines or [session.words.t("No certificate of another authority is assigned.")])


def add_signer(session: Session) -> Answer:
    """Assign a certificate; without words only say what they are."""
    args, words = session.args, session.words
    file = Path(args.file)
    with session.office(writing=args.words is not None) as office:
        service = _here(office.signers)
        found = service.inspect(file)
        if args.words is not None:
            service.assign(file, args.office, args.words)
    plain = {**_facts(found), "office": args.office, "assigned": args.words is not None}
    if args.words is None:
        spoken = " ".join(found.words)
        text = words.t(
            "Compare these words with the mission by telephone, then give them with --words: {words}", words=spoken
        )
        return Answer(plain, [text], FINDING)
    return Answer(plain, [words.t("{person} signs for {office} now.", person=found.facts.person, office=args.office)])


def drop_signer(session: Session) -> Answer:
    """Let a certificate sign for nobody any more."""
    with session.office(writing=True) as office:
        _here(office.signers).remove(session.args.sha256.lower(), session.args.reason)
    return signers(session)


def _here(service: _T | None) -> _T:
    if service is None:
        raise UserError("hq.not_headquarters")
    return service


def _key(view: EncryptionView) -> dict[str, Any]:
    return {
        "id": view.key.id,
        "recipient": view.key.recipient,
        "recipient_sha256": view.sha256,
        "words": list(view.words),
        "current": view.current,
        "made_at": _instant(view.key.made_at),
        "retired_at": _instant(view.key.retired_at),
    }


def _root(one: OtherRoot) -> dict[str, Any]:
    return {
        "name": one.name,
        "sha256": one.sha256,
        "not_after": one.last.date().isoformat(),
        "authorities": one.authorities,
        "fresh_until": None if one.fresh_until is None else one.fresh_until.date().isoformat(),
    }


def _signer(one: TrustedSigner) -> dict[str, Any]:
    return {
        "fingerprint": one.fingerprint,
        "office": one.office,
        "person": one.person,
        "domain": one.domain,
        "added_at": _instant(one.added_at),
        "removed_at": _instant(one.removed_at),
        "reason": one.reason,
    }


def _facts(found: SignerFacts) -> dict[str, Any]:
    return {
        "person": found.facts.person,
        "fingerprint": found.facts.sha256,
        "words": list(found.words),
        "domain": found.domain,
        "issuer": found.issuer,
        "not_after": found.facts.not_after.date().isoformat(),
        "fresh_until": None if found.fresh_until is None else found.fresh_until.date().isoformat(),
    }


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
