"""Headquarters' own certificate authority in a folder: two sealed keys and two certificates.

Which certificates were issued and revoked is remembered by headquarters' store, not here. The root's files may
be moved to a stick in the safe: they are needed only to renew the revocation list of the root.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto.derive import PRODUCTION, KdfCost
from cultdip_desktop.packages import certificates, key_file, limits, pin_attempts, pki, sealed_key, token_key
from cultdip_desktop.packages.key_file import KeyFile
from cultdip_desktop.packages.pin_attempts import PinCounter
from cultdip_desktop.packages.pki import CertificateAuthority, Revocation
from cultdip_desktop.packages.request import EnrolmentRequest
from cultdip_desktop.packages.sealed_key import WrongPinError
from cultdip_desktop.packages.trust import TrustStore

_ROOT: Final = "root"
_ISSUING: Final = "issuing"


@dataclass(frozen=True, slots=True)
class Authority:
    """An existing authority; its keys stay closed until an act needs one."""

    folder: Path
    root: bytes
    issuing: bytes
    """Certificates, DER."""

    pins: PinCounter = field(repr=False, compare=False)
    earlier: tuple[bytes, ...] = ()
    """Certificates that the issuing key had before; what was signed below them names them."""

    @classmethod
    def create(
        cls,
        folder: Path,
        pins: PinCounter,
        *,
        organisation: str,
        pin: str,
        now: datetime,
        cost: KdfCost = PRODUCTION,
        least_pin: int = sealed_key.MIN_PIN,
    ) -> Authority:
        """Make root and issuing authority; both keys get the same PIN.

        Raises:
            UserError: `authority.exists`, `key.pin_too_short`, `file.*`.
        """
        if (folder / "root.pem").exists():
            raise UserError("authority.exists", path=str(folder))
        sealed_key.require_pin(pin, least_pin)
        root = pki.create_root(organisation, now)
        issuing = pki.create_issuing(root, organisation, now)
        durable.make_folder(folder)
        for name, one in ((_ISSUING, issuing), (_ROOT, root)):
            info = {"role": name, "organisation": organisation}
            sealed = sealed_key.seal(one.key, pin, info, cost, least=least_pin)
            durable.write_bytes(folder / f"{name}.key.json", sealed.encode())
            durable.write_text(folder / f"{name}.pem", certificates.to_pem(one.der))
        return cls(folder, root.der, issuing.der, pins)

    @classmethod
    def open(cls, folder: Path, pins: PinCounter) -> Authority:
        """Find the authority of a folder.

        Raises:
            UserError: `authority.missing`, `trust.damaged`.
        """
        if not (folder / "root.pem").is_file() or not (folder / "issuing.pem").is_file():
            raise UserError("authority.missing", path=str(folder))
        root, (issuing, *earlier) = (
            certificates.read_pem((folder / f"{name}.pem").read_bytes()) for name in (_ROOT, _ISSUING)
        )
        return cls(folder, root[0], issuing, pins, tuple(earlier))

    @property
    def has_root_key(self) -> bool:
        """Whether the root's key lies in the folder."""
        return (self.folder / f"{_ROOT}.key.json").is_file()

    def certify(self, request: EnrolmentRequest, *, headquarters: bool, pin: str, now: datetime) -> bytes:
        """A certificate (DER) for the key of a request.

        Raises:
            UserError: `key.locked`, `key.wrong_pin`, `key.damaged`, `authority.key_missing`.
        """
        certificate = pki.certify_office(
            self._opened(_ISSUING, self.issuing, pin, now),
            request.public_key,
            office=request.office,
            office_name=request.office_name,
            person=request.person,
            headquarters=headquarters,
            now=now,
        )
        return certificate.public_bytes(Encoding.DER)

    def certify_time_stamps(self, key: ec.EllipticCurvePublicKey, *, pin: str, now: datetime) -> bytes:
        """A certificate (DER) for headquarters' time-stamp key.

        Raises:
            UserError: as `certify`.
        """
        issuing = self._opened(_ISSUING, self.issuing, pin, now)
        organisation = issuing.certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
        return pki.certify_time_stamps(issuing, key, str(organisation), now).public_bytes(Encoding.DER)

    def renew_issuing(self, pin: str, now: datetime) -> Authority:
        """A new certificate for the issuing key; the root's key must be here for it.

        Raises:
            UserError: as `certify`.
        """
        root = self._opened(_ROOT, self.root, pin, now)
        made = pki.renew_issuing(root, self._opened(_ISSUING, self.issuing, pin, now), now)
        earlier = (self.issuing, *self.earlier)
        durable.write_text(self.folder / f"{_ISSUING}.pem", certificates.to_pem(made.der, *earlier))
        return replace(self, issuing=made.der, earlier=earlier)

    def make_lists(
        self,
        revoked: Iterable[Revocation],
        number: int,
        *,
        pin: str,
        now: datetime,
        days: int = limits.REVOCATION_DAYS,
    ) -> tuple[bytes, ...]:
        """Fresh revocation lists of the issuing authority and, while its key is here, of the root (DER).

        `revoked` are all certificates ever revoked; `number` must rise from list to list.

        Raises:
            UserError: as `certify`.
        """
        issuing = self._opened(_ISSUING, self.issuing, pin, now)
        lists = [pki.create_list(issuing, revoked, number, now, days)]
        if self.has_root_key:
            lists.append(pki.create_list(self._opened(_ROOT, self.root, pin, now), (), number, now, days))
        return tuple(made.public_bytes(Encoding.DER) for made in lists)

    def move_to_token(self, module: Path, label: str, pin: str, now: datetime) -> None:
        """Put the issuing key on a token, whose own PIN must be the authority's; its file then only says where it lies.

        Raises:
            UserError: `key.wrong_pin`, `key.locked`, `authority.key_missing`, `token.*`, `token.there_already`.
        """
        path = self.folder / f"{_ISSUING}.key.json"
        opened = self._opened(_ISSUING, self.issuing, pin, now)
        kept = key_file.read(path.read_bytes())
        if isinstance(kept, token_key.KeyOnToken):
            raise UserError("token.there_already", token=kept.label)
        durable.write_bytes(path, token_key.move(opened.key, kept.info, module, label, pin).encode())

    def change_pin(self, old: str, new: str, now: datetime, *, cost: KdfCost = PRODUCTION) -> None:
        """Wrap the keys that are here under another PIN.

        Broken off half-way, it is repeated with the same two PINs: a key that has the new one already is left. That
        is asked without counting, so the caller has the old PIN proved at a counted key first.

        Raises:
            UserError: `key.pin_too_short`, `key.wrong_pin`, `key.locked`, `key.damaged`.
        """
        sealed_key.require_pin(new)
        for name in (_ISSUING, _ROOT):
            path = self.folder / f"{name}.key.json"
            if not path.is_file():
                continue
            kept = key_file.read(path.read_bytes())
            if not _opens(kept, new):
                key = pin_attempts.open_key(kept, f"authority/{name}", old, now, self.pins)
                durable.write_bytes(path, key_file.rewrapped(kept, key, old, new, cost))

    def trust(self, lists: tuple[bytes, ...] = ()) -> TrustStore:
        """What everybody else is given."""
        return TrustStore(self.root, (self.issuing, *self.earlier), lists)

    def _opened(self, name: str, certificate: bytes, pin: str, now: datetime) -> CertificateAuthority:
        path = self.folder / f"{name}.key.json"
        if not path.is_file():
            raise UserError("authority.key_missing", path=str(path))
        key = pin_attempts.open_key(key_file.read(path.read_bytes()), f"authority/{name}", pin, now, self.pins)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise UserError("key.damaged")
        return CertificateAuthority(key, x509.load_der_x509_certificate(certificate))


def _opens(sealed: KeyFile, pin: str) -> bool:
    try:
        sealed.open(pin)
    except WrongPinError:
        return False
    return True
