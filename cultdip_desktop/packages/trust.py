"""Whom to believe: the pinned root, the chain below it, and the revocation lists; kept as PEM files.

The folder is what `hq trust --out` writes and `verify --trust` reads. Other programs use the same files:
`chain.pem` for certtool, `trust-with-crls.pem` for OpenSSL.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import certificates
from cultdip_desktop.packages.fingerprint import fingerprint

ROOT_FILE: Final = "root.pem"
CHAIN_FILE: Final = "chain.pem"
LISTS_FILE: Final = "crls.pem"
COMBINED_FILE: Final = "trust-with-crls.pem"

_MAX_FILE: Final = 16 * 1024 * 1024
_LIST_END: Final = b"-----END X509 CRL-----"


@dataclass(frozen=True, slots=True)
class TrustStore:
    """A root that a person compared once, and what hangs from it."""

    root: bytes
    """DER."""

    issuing: tuple[bytes, ...] = ()
    """DER of the authorities below the root."""

    revocation_lists: tuple[bytes, ...] = ()
    """DER, one or more an authority."""

    @property
    def root_sha256(self) -> str:
        """Fingerprint of the root: what is pinned."""
        return fingerprint(self.root)

    @classmethod
    def load(cls, folder: Path, pinned_sha256: str | None = None) -> TrustStore:
        """Read a trust folder; `pinned_sha256` is what the office remembers of the root.

        Raises:
            UserError: `trust.missing` (no root there), `trust.damaged`, `trust.root_changed`.
        """
        root_file = folder / ROOT_FILE
        if not root_file.is_file():
            raise UserError("trust.missing", path=str(folder))
        roots = certificates.read_pem(_bounded(root_file))
        if len(roots) != 1:
            raise UserError("trust.damaged")
        if pinned_sha256 is not None and fingerprint(roots[0]) != pinned_sha256:
            raise UserError("trust.root_changed")
        chain_file, lists_file = folder / CHAIN_FILE, folder / LISTS_FILE
        chain = certificates.read_pem(_bounded(chain_file)) if chain_file.is_file() else ()
        lists = read_lists(_bounded(lists_file)) if lists_file.is_file() else ()
        return cls(roots[0], tuple(der for der in chain if der != roots[0]), lists)

    def save(self, folder: Path) -> tuple[Path, ...]:
        """Write the four files, each whole or not at all; returns their paths."""
        durable.make_folder(folder)
        root = certificates.to_pem(self.root)
        chain = root + certificates.to_pem(*self.issuing)
        lists = lists_to_pem(self.revocation_lists)
        texts = {ROOT_FILE: root, CHAIN_FILE: chain, LISTS_FILE: lists, COMBINED_FILE: chain + lists}
        for name, text in texts.items():
            durable.write_text(folder / name, text)
        return tuple(folder / name for name in texts)

    def with_lists(self, lists: tuple[bytes, ...]) -> TrustStore:
        """The same trust with newer revocation lists; a list that is older than one held is left out.

        A list that no held authority signed is left out as well.
        """
        newest: dict[bytes, tuple[tuple[int, datetime], bytes]] = {}
        for der in (*self.revocation_lists, *lists):
            found = x509.load_der_x509_crl(der)
            issuer = found.issuer.public_bytes()
            if self._signed(found) and (issuer not in newest or _age(found) > newest[issuer][0]):
                newest[issuer] = (_age(found), der)
        return TrustStore(self.root, self.issuing, tuple(der for _, der in newest.values()))

    def path_of(self, leaf: bytes) -> tuple[bytes, ...] | None:
        """The authorities above `leaf`, nearest first, without the root; None when they do not lead to it.

        Each has signed the one below; validity and usage are asked by `entitlement`.
        """
        path: list[bytes] = []
        current = leaf
        for _ in range(len(self.issuing) + 1):
            above = next((der for der in (self.root, *self.issuing) if _has_issued(der, current)), None)
            if above is None or above == self.root:
                return None if above is None else tuple(path)
            path.append(above)
            current = above
        return None

    def revoked_at(self, leaf: bytes) -> datetime | None:
        """When some list of the leaf's issuer took the certificate back, however old the list is."""
        certificate = x509.load_der_x509_certificate(leaf)
        for der in self.revocation_lists:
            found = x509.load_der_x509_crl(der)
            if found.issuer == certificate.issuer and self._signed(found):
                entry = found.get_revoked_certificate_by_serial_number(certificate.serial_number)
                if entry is not None:
                    return entry.revocation_date_utc
        return None

    def fresh_until(self) -> datetime | None:
        """The earliest instant at which one of the lists goes stale; None without a list for every authority."""
        ends: dict[bytes, datetime] = {}
        for der in self.revocation_lists:
            found = x509.load_der_x509_crl(der)
            if found.next_update_utc is not None and self._signed(found):
                issuer = found.issuer.public_bytes()
                ends[issuer] = max(found.next_update_utc, ends.get(issuer, found.next_update_utc))
        if len(ends) < 1 + len(self.issuing):
            return None
        return min(ends.values())

    def _signed(self, found: x509.CertificateRevocationList) -> bool:
        for der in (self.root, *self.issuing):
            certificate = x509.load_der_x509_certificate(der)
            if certificate.subject != found.issuer:
                continue
            try:
                if found.is_signature_valid(certificate.public_key()):  # type: ignore[arg-type]
                    return True
            except (InvalidSignature, UnsupportedAlgorithm, TypeError):
                continue
        return False


def read_lists(data: bytes) -> tuple[bytes, ...]:
    """DER of every revocation list in PEM text.

    Raises:
        UserError: `trust.damaged`.
    """
    try:
        return tuple(
            x509.load_pem_x509_crl(part + _LIST_END).public_bytes(Encoding.DER)
            for part in data.split(_LIST_END)
            if part.strip()
        )
    except ValueError as error:
        raise UserError("trust.damaged") from error


def lists_to_pem(lists: tuple[bytes, ...]) -> str:
    """PEM text of revocation lists, one after the other."""
    return "".join(x509.load_der_x509_crl(der).public_bytes(Encoding.PEM).decode("ascii") for der in lists)


def _bounded(path: Path) -> bytes:
    if path.stat().st_size > _MAX_FILE:
        raise UserError("trust.damaged")
    return path.read_bytes()


def _age(found: x509.CertificateRevocationList) -> tuple[int, datetime]:
    """By number first: two lists may be made within the same second (RFC 5280, 5.2.3)."""
    try:
        number = found.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    except x509.ExtensionNotFound:
        number = 0
    return number, found.last_update_utc


def _has_issued(authority: bytes, below: bytes) -> bool:
    try:
        x509.load_der_x509_certificate(below).verify_directly_issued_by(x509.load_der_x509_certificate(authority))
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
