"""What a signing key is good for now, and what should be said ahead of its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages.keys import KeyInfo, require_usable
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.store import Reader, Writer

ENDS_SOON: Final = timedelta(days=60)
"""How long before its end a certificate is worth a word: a request and its answer may travel by bag."""

RETIRED: Final = "keys.retired"
"""Setting: what became of keys that sign no more, by id."""


class KeyCondition(StrEnum):
    """One word on a key; the first that applies."""

    RETIRED = "retired"
    WAITING = "waiting"
    """No certificate yet."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    FOREIGN = "foreign"
    """Its certificate does not come from the root that this office trusts."""

    LOCKED = "locked"
    ENDS_SOON = "ends_soon"
    UNCHECKED = "unchecked"
    """Without a compared root and fresh revocation lists nobody here can tell whether the certificate counts."""

    READY = "ready"

    @property
    def signs(self) -> bool:
        """Whether packages can be signed with it, after a pause if it is locked."""
        return self in (KeyCondition.READY, KeyCondition.UNCHECKED, KeyCondition.ENDS_SOON, KeyCondition.LOCKED)


@dataclass(frozen=True, slots=True)
class Retirement:
    """How a key came to sign no more; it stays in the folder, and what it has signed stays valid."""

    at: datetime | None
    """None: as soon as the successor's certificate is put in."""

    successor: str = ""
    """Id of the key that takes over."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """A key with what is known of it beyond its own files."""

    info: KeyInfo
    condition: KeyCondition
    retirement: Retirement | None = None

    @property
    def app_made(self) -> bool:
        """Made by this program or certified by its own authority: an app-level key, no token of the State."""
        certificate = self.info.certificate
        return self.info.made_here or (certificate is not None and certificate.app_level)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that will stop work on a known day; `code` has words in the message catalogue."""

    code: str
    """`key.ends_soon`, `key.ended`, `key.revoked_notice`, `trust.lists_end_soon`, `trust.lists_ended`."""

    ends: datetime
    days_left: int
    """Whole days from now; negative afterwards."""

    params: dict[str, str | int] = field(default_factory=dict)
    key_id: str = ""

    def as_error(self) -> UserError:
        """For those who describe by code, such as banners."""
        return UserError(self.code, **self.params)


def condition_of(
    info: KeyInfo, retirement: Retirement | None, *, certified: set[str], trust: TrustStore | None, now: datetime
) -> KeyCondition:
    """What `info` is good for at `now`; `certified` are the ids of all keys with a certificate."""
    if retirement is not None and (retirement.at is not None or retirement.successor in certified):
        return KeyCondition.RETIRED
    if info.certificate is None:
        return KeyCondition.WAITING
    trust = None if trust is None else trust.for_signer(info.certificate.der).trust
    try:
        require_usable(info.certificate, now, trust)
    except UserError as error:
        return _STOPPED[error.code]
    if trust is not None and trust.path_of(info.certificate.der) is None:
        return KeyCondition.FOREIGN
    if info.attempts.locked_until is not None and now < info.attempts.locked_until:
        return KeyCondition.LOCKED
    if info.certificate.not_after - now < ENDS_SOON:
        return KeyCondition.ENDS_SOON
    fresh_until = None if trust is None else trust.fresh_until()
    return KeyCondition.READY if fresh_until is not None and now <= fresh_until else KeyCondition.UNCHECKED


def days_between(now: datetime, end: datetime) -> int:
    """Whole days from `now` to `end`, rounded down: 0 on the last day, negative afterwards."""
    return (end - now) // timedelta(days=1)


def retirements(tx: Reader) -> dict[str, Retirement]:
    """All that are known, by key id."""
    plain: Any = office_rows.get_setting(tx, RETIRED) or {}
    return {key_id: _retirement(entry) for key_id, entry in plain.items()}


def retire(tx: Writer, key_id: str, retirement: Retirement) -> None:
    """Remember that a key signs no more."""
    plain: Any = office_rows.get_setting(tx, RETIRED) or {}
    entry = {
        "at": None if retirement.at is None else retirement.at.isoformat(timespec="seconds"),
        "successor": retirement.successor,
        "reason": retirement.reason,
    }
    office_rows.set_setting(tx, RETIRED, {**plain, key_id: entry})


_STOPPED: Final = {
    "key.certificate_expired": KeyCondition.EXPIRED,
    "key.certificate_not_yet": KeyCondition.NOT_YET,
    "key.certificate_revoked": KeyCondition.REVOKED,
}


def _retirement(entry: dict[str, str | None]) -> Retirement:
    at = entry["at"]
    return Retirement(
        None if at is None else datetime.fromisoformat(at), entry["successor"] or "", entry["reason"] or ""
    )
