"""The signing keys of this office: make one, ask headquarters to certify it, put the certificate in."""

from __future__ import annotations

from pathlib import Path

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import keys, request, sealed_key
from cultdip_desktop.packages.keys import KeyInfo
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.services.desk import Desk


class KeyService:
    """The use cases of Settings › Key and of `cultdip key`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self) -> tuple[KeyInfo, ...]:
        """All keys, oldest first."""
        return keys.list_keys(self._desk.paths.signing_keys)

    def usable(self, key_id: str | None = None) -> KeyInfo:
        """The key to sign with: the one named, else the newest with a certificate.

        Raises:
            UserError: `key.none`, `key.unknown`, `key.no_certificate`.
        """
        known = keys.list_keys(self._desk.paths.signing_keys)
        if key_id is not None:
            known = tuple(info for info in known if info.id == key_id)
            if not known:
                raise UserError("key.unknown", key=key_id[:40])
        if not known:
            raise UserError("key.none")
        certified = [info for info in known if info.certificate is not None]
        if not certified:
            raise UserError("key.no_certificate", person=known[-1].person)
        return certified[-1]

    def create(self, person: str, pin: str, *, least_pin: int = sealed_key.MIN_PIN) -> KeyInfo:
        """Make a key under its own PIN of `least_pin` characters or more.

        Raises:
            UserError: `key.pin_too_short`, `file.*`.
        """
        office = self._desk.office
        return keys.create_key(
            self._desk.paths.signing_keys,
            person=person,
            office=office.id,
            office_name=office.name.vi,
            pin=pin,
            now=self._desk.clock.now(),
            least_pin=least_pin,
        )

    def request(self, key_id: str | None, out: Path) -> KeyInfo:
        """Write the request file that headquarters certifies; its words are compared by telephone.

        Raises:
            UserError: `key.none`, `key.unknown`, `file.exists`, `file.*`.
        """
        known = keys.list_keys(self._desk.paths.signing_keys)
        wanted = [info for info in known if key_id in (None, info.id)]
        if not wanted:
            raise UserError("key.unknown", key=key_id[:40]) if key_id else UserError("key.none")
        info = wanted[-1]
        der = keys.request_of(self._desk.paths.signing_keys, info.id)
        durable.write_bytes(out, request.write(der), replace=False)
        return info

    def open(self, info: KeyInfo, pin: str, trust: TrustStore | None) -> Signer:
        """Open a key for one signature; its certificate is checked before the PIN is tried.

        Raises:
            UserError: as `packages.keys.load_signer`.
        """
        return keys.load_signer(self._desk.paths.signing_keys, info.id, pin, self._desk.clock.now(), trust)
