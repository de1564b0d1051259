"""Roots of other authorities than headquarters', such as the Government's: each pinned by its published fingerprint.

Government certificates on tokens are a trust domain of their own. A root counts once a person has typed its SHA-256 as
the authority published it; kept in the store with the authorities below it and their revocation lists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.packages import certificates, trust
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import office as office_rows

SETTING: Final = "trust.others"
_MAX_FILE: Final = 8 * 1024 * 1024
_HEX: Final = re.compile(r"[^0-9a-f]")


@dataclass(frozen=True, slots=True)
class OtherRoot:
    """A root certificate of another authority."""

    name: str
    sha256: str
    last: datetime
    """End of its validity."""

    authorities: int
    """Certificates of authorities below it that are known."""

    fresh_until: datetime | None
    """When the revocation lists go stale; None without a list for every authority."""


class RootService:
    """The use cases of Settings › Signing tokens › Other authorities and of `cultdip key root`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def stores(self) -> tuple[TrustStore, ...]:
        """What verifying and signing ask; damaged entries are left out."""
        return tuple(store for store in (_store(plain) for plain in self._kept().values()) if store is not None)

    def list(self) -> tuple[OtherRoot, ...]:
        """All of them by name."""
        return tuple(sorted((_facts(store) for store in self.stores()), key=lambda one: (one.name, one.sha256)))

    def inspect(self, file: Path) -> OtherRoot:
        """What a file would bring.

        Raises:
            UserError: `root.unreadable`, `root.not_a_root`, `root.weak`, `file.*`.
        """
        return _facts(_read(file))

    def add(self, file: Path, published_sha256: str) -> ChangeSet:
        """Believe the root of `file` from now on; what is in the file beside it comes along where it hangs from it.

        Raises:
            UserError: as `inspect`; `root.fingerprint_differs` when `published_sha256` (64 hex digits, separators do not
                matter) is not that of the root.
        """
        store = _read(file)
        if _HEX.sub("", published_sha256.lower()) != store.root_sha256:
            raise UserError("root.fingerprint_differs")
        kept = self._kept()
        before = _store(kept.get(store.root_sha256, {}))
        if before is not None:
            issuing = tuple(dict.fromkeys((*before.issuing, *store.issuing)))
            store = TrustStore(store.root, issuing, before.revocation_lists).with_lists(store.revocation_lists)
        return self._keep({**kept, store.root_sha256: _plain(store)})

    def update(self, file: Path) -> ChangeSet:
        """Take further authorities and newer revocation lists for roots that are believed already.

        Raises:
            UserError: `root.unreadable`, `root.nothing_new` when nothing in it hangs from a known root.
        """
        ders, lists = _parts(file)
        kept = self._kept()
        changed = dict(kept)
        for sha256, plain in kept.items():
            store = _store(plain)
            if store is not None:
                wider = TrustStore(store.root, tuple(dict.fromkeys((*store.issuing, *ders))), store.revocation_lists)
                hanging = tuple(der for der in wider.issuing if wider.path_of(der) is not None and der != store.root)
                changed[sha256] = _plain(TrustStore(store.root, hanging, store.revocation_lists).with_lists(lists))
        if changed == kept:
            raise UserError("root.nothing_new")
        return self._keep(changed)

    def remove(self, sha256: str) -> ChangeSet:
        """Believe it no more.

        Raises:
            UserError: `root.unknown`.
        """
        kept = self._kept()
        if sha256 not in kept:
            raise UserError("root.unknown")
        return self._keep({one: plain for one, plain in kept.items() if one != sha256})

    def _kept(self) -> dict[str, Any]:
        with self._desk.store.read() as tx:
            plain = office_rows.get_setting(tx, SETTING)
        return dict(plain) if isinstance(plain, Mapping) else {}

    def _keep(self, plain: dict[str, Any]) -> ChangeSet:
        with self._desk.store.write("trust.roots", actor=self._desk.actor) as tx:
            office_rows.set_setting(tx, SETTING, plain)
        return tx.change_set


def _read(file: Path) -> TrustStore:
    ders, lists = _parts(file)
    roots = [der for der in ders if _is_root(der)]
    if len(roots) != 1:
        raise UserError("root.not_a_root")
    if not certificates.facts(roots[0]).strong_key:
        raise UserError("root.weak")
    wider = TrustStore(roots[0], tuple(der for der in ders if der != roots[0]))
    hanging = tuple(der for der in wider.issuing if wider.path_of(der) is not None)
    return TrustStore(roots[0], hanging).with_lists(lists)


def _parts(file: Path) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Certificates of authorities and revocation lists in a file, PEM or DER."""
    with durable.translated(file, reading=True), file.open("rb") as handle:
        data = handle.read(_MAX_FILE + 1)
    if len(data) > _MAX_FILE:
        raise UserError("root.unreadable", file=file.name)
    try:
        found, lists = _decode(data)
        authorities = tuple(der for der in found if certificates.is_authority(der))
    except (ValueError, UserError) as error:
        raise UserError("root.unreadable", file=file.name) from error
    if not authorities and not lists:
        raise UserError("root.unreadable", file=file.name)
    return authorities, lists


def _decode(data: bytes) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    if b"-----BEGIN" in data:
        found = certificates.read_pem(data) if b"BEGIN CERTIFICATE" in data else ()
        lists = b"".join(b"-----BEGIN X509 CRL" + part for part in data.split(b"-----BEGIN X509 CRL")[1:]).split(
            b"-----BEGIN CERTIFICATE"
        )[0]
        return found, trust.read_lists(lists) if lists else ()
    try:
        return (x509.load_der_x509_certificate(data).public_bytes(Encoding.DER),), ()
    except ValueError:
        return (), (x509.load_der_x509_crl(data).public_bytes(Encoding.DER),)


def _is_root(der: bytes) -> bool:
    certificate = x509.load_der_x509_certificate(der)
    try:
        certificate.verify_directly_issued_by(certificate)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _facts(store: TrustStore) -> OtherRoot:
    facts = certificates.facts(store.root)
    return OtherRoot(
        facts.person or facts.serial, store.root_sha256, facts.not_after, len(store.issuing), store.fresh_until()
    )


def _plain(store: TrustStore) -> dict[str, str]:
    return {
        "root": certificates.to_pem(store.root),
        "chain": certificates.to_pem(*store.issuing),
        "lists": trust.lists_to_pem(store.revocation_lists),
    }


def _store(plain: Any) -> TrustStore | None:
    try:
        root = certificates.read_pem(plain["root"].encode())[0]
        chain = certificates.read_pem(plain["chain"].encode()) if plain["chain"] else ()
        return TrustStore(root, chain, trust.read_lists(plain["lists"].encode()) if plain["lists"] else ())
    except (KeyError, TypeError, AttributeError, IndexError, UserError):
        return None
