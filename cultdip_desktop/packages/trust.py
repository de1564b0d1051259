"""Whom to believe: the pinned root, the chain below it, and the revocation lists; kept as PEM files.

The folder is what `hq trust --out` writes and `verify --trust` reads. Other programs use the same files:
`chain.pem` for certtool, `trust-with-crls.pem` for OpenSSL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise, permutations
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import certificates
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.fingerprint import fingerprint

ROOT_FILE: Final = "root.pem"
CHAIN_FILE: Final = "chain.pem"
LISTS_FILE: Final = "crls.pem"
COMBINED_FILE: Final = "trust-with-crls.pem"

_MAX_FILE: Final = 16 * 1024 * 1024
_LONGEST_PATH: Final = 4
"""Authorities between a signer and the root; the State's chains have two."""

_LIST_END: Final = b"-----END X509 CRL-----"


@dataclass(frozen=True, slots=True)
class RevocationFacts:
    """What a list says about a certificate that was taken back."""

    at: datetime
    compromised_from: datetime | None
    """From when on somebody else may have used the key (RFC 5280, 5.3.2)."""


@dataclass(frozen=True, slots=True)
class TrustDomain:
    """A root, and for whom its certificates may sign."""

    name: str
    """Of the authority; empty for headquarters' own."""

    trust: TrustStore
    signers: tuple[tuple[str, str], ...] = ()
    """Fingerprint of a certificate, and the office for which it signs; headquarters' own certificates name theirs."""

    def office_of(self, signer: CertificateFacts) -> str | None:
        """For which office a certificate signs."""
        return dict(self.signers).get(signer.sha256) if self.name else signer.office


@dataclass(frozen=True, slots=True)
class TrustStore:
    """A root that a person compared once, and what hangs from it."""

    root: bytes
    """DER."""

    issuing: tuple[bytes, ...] = ()
    """DER of the authorities below the root."""

    revocation_lists: tuple[bytes, ...] = ()
    """DER, one or more an authority."""

    domains: tuple[TrustDomain, ...] = ()
    """Other roots, which vouch for the certificates that headquarters has assigned to offices, and for nothing else."""

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
        return replace(self, revocation_lists=tuple(der for _, der in newest.values()))

    def path_of(self, leaf: bytes) -> tuple[bytes, ...] | None:
        """The authorities above `leaf`, nearest first, without the root; None when they do not lead to it.

        Each has signed the one below; validity and usage are asked by `entitlement`. Of an authority that was renewed
        the newest certificate is named.
        """
        waiting: list[tuple[bytes, tuple[bytes, ...]]] = [(leaf, ())]
        seen: set[bytes] = set()
        for current, path in waiting:
            if _has_issued(self.root, current):
                return path
            for above in self.issuing:
                if above not in seen and _has_issued(above, current):
                    seen.add(above)
                    waiting.append((above, (*path, above)))
        return None

    def leads(self, leaf: bytes, others: Iterable[bytes]) -> bool:
        """Whether exactly `others`, in any order, are a way from `leaf` to the root."""
        found = tuple(others)
        return len(found) <= _LONGEST_PATH and any(
            all(_has_issued(above, below) for below, above in pairwise((leaf, *order, self.root)))
            for order in permutations(found)
            if set(order) <= set(self.issuing)
        )

    def for_signer(self, leaf: bytes) -> TrustDomain:
        """Whose root decides about a certificate: headquarters' own (without a name), else that of another domain."""
        own = TrustDomain("", self)
        if self.path_of(leaf) is not None:
            return own
        return next((one for one in self.domains if one.trust.path_of(leaf) is not None), own)

    def revoked_at(self, leaf: bytes) -> datetime | None:
        """When some list of the leaf's issuer took the certificate back, however old the list is."""
        found = self.revocation_of(leaf)
        return None if found is None else found.at

    def revocation_of(self, leaf: bytes) -> RevocationFacts | None:
        """The same with what the list says beside it."""
        certificate = x509.load_der_x509_certificate(leaf)
        for der in self.revocation_lists:
            found = x509.load_der_x509_crl(der)
            if found.issuer == certificate.issuer and self._signed(found):
                entry = found.get_revoked_certificate_by_serial_number(certificate.serial_number)
                if entry is not None:
                    return RevocationFacts(entry.revocation_date_utc, _invalid_from(entry))
        return None

    def fresh_until(self) -> datetime | None:
        """The earliest instant at which one of the lists goes stale; None without a list for every authority."""
        ends: dict[bytes, datetime] = {}
        for der in self.revocation_lists:
            found = x509.load_der_x509_crl(der)
            if found.next_update_utc is not None and self._signed(found):
                issuer = found.issuer.public_bytes()
                ends[issuer] = max(found.next_update_utc, ends.get(issuer, found.next_update_utc))
        names = {x509.load_der_x509_certificate(der).subject.public_bytes() for der in (self.root, *self.issuing)}
        return min(ends.values()) if names <= ends.keys() else None

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


def _invalid_from(entry: x509.RevokedCertificate) -> datetime | None:
    try:
        return entry.extensions.get_extension_for_class(x509.InvalidityDate).value.invalidity_date_utc
    except (x509.ExtensionNotFound, ValueError):
        return None


def _has_issued(authority: bytes, below: bytes) -> bool:
    try:
        x509.load_der_x509_certificate(below).verify_directly_issued_by(x509.load_der_x509_certificate(authority))
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm, x509.InvalidVersion):
        return False
    return True
