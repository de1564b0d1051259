"""The office's key file: the data key in slots, the store's salt, and whose office it is.

The file is only ever replaced by one that has been opened with the new secret before it takes the name,
so at every moment the name holds a file that opens. A second copy lies beside it and is used when the
first one is damaged or gone; both always hold the same slots, so a passphrase that was changed because
somebody saw it opens neither.
"""

from __future__ import annotations

import contextlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import field
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal, cast

from cultdip_desktop.core import durable
from cultdip_desktop.core.canonical import Json, NotCanonicalError, decode_strict, encode
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.crypto import derive, passphrase, recovery_code, slots
from cultdip_desktop.crypto.derive import PRODUCTION, Kdf, KdfCost

FORMAT: Final = "cultdip-key-file"
VERSION: Final = 1

STORE_SALT_BYTES: Final = 16
"""SQLCipher's salt, kept here so that a torn first page does not lose the store."""

_MAX_FILE: Final = 64 * 1024
_MAX_SLOTS: Final = 8

Role = Literal["mission", "headquarters"]
_Document = dict[str, Json]


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """An unlocked office: what opens its store and its sealed files. Never shown, never logged."""

    office_id: str
    role: Role
    store_salt: bytes = field(repr=False)
    """16 bytes for SQLCipher's explicit salt."""

    data_key: bytes = field(repr=False)
    """32 random bytes from which every other key comes; not used directly."""

    @property
    def store_key(self) -> bytes:
        """32 bytes: SQLCipher's raw key."""
        return derive.from_secret(self.data_key, "store")

    @property
    def blob_key(self) -> bytes:
        """32 bytes for `blobs.Blobs`."""
        return derive.from_secret(self.data_key, "blobs")

    @property
    def secret_key(self) -> bytes:
        """32 bytes for `secret_box.SecretBox`."""
        return derive.from_secret(self.data_key, "secrets")


@dataclass(frozen=True, slots=True)
class KeyFileInfo:
    """What the key file says before it is unlocked; trusted only once `unlock` has succeeded."""

    office_id: str
    role: Role
    machines: frozenset[str] = frozenset()
    """Names of the slots of machines that remember this office."""


@dataclass(frozen=True, slots=True)
class MachineSecret:
    """What a system keyring keeps so that its machine opens the office without a passphrase."""

    machine: str
    """Name of the slot; not secret."""

    secret: bytes = field(repr=False)
    """32 random bytes: neither the passphrase nor anything made from it."""


def create(
    path: Path,
    passphrase_text: str,
    *,
    office_id: str,
    role: Role,
    cost: KdfCost = PRODUCTION,
    least: int | None = None,
) -> tuple[OfficeKey, str]:
    """Make the key file of a new office; gives the key and the recovery code to print (kept nowhere).

    A weak passphrase is refused; with `least` only one of fewer characters: strength is then advice.

    Raises:
        UserError: `office.passphrase_weak`, `file.exists` (never replaces a key file), or what
            `core.durable` raises.
    """
    passphrase.require_acceptable(passphrase_text, least)
    key = OfficeKey(office_id, role, secrets.token_bytes(STORE_SALT_BYTES), secrets.token_bytes(derive.KEY_BYTES))
    secret = recovery_code.generate()
    body = passphrase.normalised(passphrase_text)
    document = _sealed(
        key,
        [
            slots.for_passphrase(key.data_key, office_id, body, cost),
            slots.for_recovery(key.data_key, office_id, secret),
        ],
    )
    code = recovery_code.write(secret)
    if copy_path(path).exists():
        raise UserError("file.exists", path=str(copy_path(path)))
    _write(path, document, _opens_with_passphrase(passphrase_text, key), replace=False)
    return key, code


def unlock(path: Path, passphrase_text: str, kdf: Kdf = derive.from_passphrase) -> OfficeKey:
    """Open the office with its passphrase; mends a damaged or missing one of the two files on the way.

    `kdf` may have begun before (`apart.begin`).

    Raises:
        UserError: `office.wrong_passphrase`, `office.key_file_missing`, `office.key_file_damaged`,
            `office.key_file_newer`.
    """
    if not passphrase_text or len(passphrase_text) > passphrase.MAX_LENGTH:
        raise UserError("office.wrong_passphrase")
    document = _read_either(path)
    key = _open_passphrase(document, passphrase_text, kdf)
    _mend(path, document)
    return key


def unlock_with_recovery(path: Path, code: str) -> OfficeKey:
    """Open the office with the printed recovery code.

    Raises:
        UserError: `office.recovery_code_incomplete`, `office.recovery_code_typo`,
            `office.wrong_recovery_code`, and as `unlock`.
    """
    secret = recovery_code.read(code)
    document = _read_either(path)
    key = _open_recovery(document, secret)
    _mend(path, document)
    return key


def unlock_with_machine(path: Path, remembered: MachineSecret) -> OfficeKey:
    """Open the office with what this machine's system keyring kept.

    Raises:
        UserError: `office.not_remembered`, and as `unlock`.
    """
    document = _read_either(path)
    key = _open_machine(document, remembered)
    _mend(path, document)
    return key


def change_passphrase(
    path: Path, key: OfficeKey, new: str, *, cost: KdfCost = PRODUCTION, least: int | None = None
) -> None:
    """Replace the passphrase slot; the recovery code stays as it is, machines that remembered the office forget it.

    The old passphrase works until the new file has been written, opened with the new one and renamed.
    `least` as for `create`.

    Raises:
        UserError: `office.passphrase_weak`, and as `unlock`; the old file is then untouched.
    """
    passphrase.require_acceptable(new, least)
    body = passphrase.normalised(new)
    slot = slots.for_passphrase(key.data_key, key.office_id, body, cost)
    gone = (slots.PASSPHRASE, slots.MACHINE)
    _rewrite(path, key, lambda kept: kept.get("kind") not in gone, slot, _opens_with_passphrase(new, key))


def renew_recovery(path: Path, key: OfficeKey) -> str:
    """Replace the recovery slot and give the new code to print; the old code opens nothing afterwards.

    Raises:
        UserError: as `unlock`; the old file is then untouched.
    """
    secret = recovery_code.generate()
    slot = slots.for_recovery(key.data_key, key.office_id, secret)

    def check(part: Path) -> None:
        _same(_open_recovery(_read(part), secret), key)

    _rewrite(path, key, lambda kept: kept.get("kind") != slots.RECOVERY, slot, check)
    return recovery_code.write(secret)


def remember(path: Path, key: OfficeKey, *, instead_of: str = "") -> MachineSecret:
    """Add a slot for this machine and give what its keyring must keep; the slot named `instead_of` goes.

    Raises:
        UserError: `office.too_many_machines`, and as `unlock`; the old file is then untouched.
    """
    made = MachineSecret(secrets.token_hex(8), secrets.token_bytes(derive.KEY_BYTES))
    slot = slots.for_machine(key.data_key, key.office_id, made.machine, made.secret)

    def check(part: Path) -> None:
        _same(_open_machine(_read(part), made), key)

    _rewrite(path, key, lambda kept: not _is_machine(kept, instead_of), slot, check)
    return made


def forget(path: Path, key: OfficeKey, machine: str) -> None:
    """Remove the slot of one machine; what its keyring holds opens nothing afterwards.

    Raises:
        UserError: as `unlock`; the old file is then untouched.
    """
    _rewrite(path, key, lambda kept: not _is_machine(kept, machine), None, lambda _part: None)


def info(path: Path) -> KeyFileInfo:
    """Whose office a key file belongs to, without unlocking it (for the unlock page).

    Raises:
        UserError: `office.key_file_missing`, `office.key_file_damaged`, `office.key_file_newer`.
    """
    document = _read_either(path)
    machines = frozenset(str(slot.get("machine")) for slot in _slots(document) if slot.get("kind") == slots.MACHINE)
    return KeyFileInfo(_office_id(document), _role(document), machines)


def passphrase_slot(path: Path) -> tuple[bytes, KdfCost, tuple[bytes, bytes, bytes]]:
    """Salt, cost and `slots.sealed_part` of the passphrase slot, for whoever begins to open it before unlocking.

    Raises:
        UserError: as `info`; `office.key_file_damaged` when there is no such slot.
    """
    document = _read_either(path)
    for slot in _slots(document):
        if slot.get("kind") == slots.PASSPHRASE:
            return slots.salt_of(slot), slots.cost_of(slot), slots.sealed_part(slot, _office_id(document))
    raise UserError("office.key_file_damaged")


def copy_path(path: Path) -> Path:
    """Where the second copy of a key file lies."""
    return path.with_name(f"{path.stem}.copy{path.suffix}")


def _is_machine(slot: slots.Slot, machine: str) -> bool:
    return slot.get("kind") == slots.MACHINE and slot.get("machine") == machine


def _rewrite(
    path: Path,
    key: OfficeKey,
    keeps: Callable[[slots.Slot], bool],
    added: slots.Slot | None,
    check: Callable[[Path], None],
) -> None:
    document = _read_either(path)
    _verify_head(document, key.data_key)
    wanted = [slot for slot in _slots(document) if keeps(slot)] + ([added] if added else [])
    if len(wanted) > _MAX_SLOTS:
        raise UserError("office.too_many_machines")
    _write(path, _sealed(key, wanted), check, replace=True)


def _write(path: Path, document: _Document, check: Callable[[Path], None], *, replace: bool) -> None:
    """Once the file has its name, what was asked for is done: a copy that cannot be written is no failure.

    It must not keep the old slots either, and goes; `unlock` makes it again.
    """
    data = encode(document)
    with durable.new_file(path, replace=replace, readback=check) as handle:
        handle.write(data)
    try:
        durable.write_bytes(copy_path(path), data)
    except (UserError, OSError):
        with contextlib.suppress(OSError):
            copy_path(path).unlink(missing_ok=True)


def _mend(path: Path, document: _Document) -> None:
    """Bring both files back to `document`, which has just been opened. A read-only disk is no reason to stop."""
    data = encode(document)
    for place in (path, copy_path(path)):
        with contextlib.suppress(UserError, OSError):
            if not place.is_file() or place.read_bytes() != data:
                durable.write_bytes(place, data)


def _opens_with_passphrase(text: str, key: OfficeKey) -> Callable[[Path], None]:
    def check(part: Path) -> None:
        _same(_open_passphrase(_read(part), text), key)

    return check


def _same(found: OfficeKey, expected: OfficeKey) -> None:
    if found != expected:
        raise UserError("office.key_file_damaged")


def _open_passphrase(document: _Document, text: str, kdf: Kdf = derive.from_passphrase) -> OfficeKey:
    body = passphrase.normalised(text)
    for slot in _slots(document):
        if slot.get("kind") == slots.PASSPHRASE:
            data_key = slots.open_passphrase(slot, _office_id(document), body, kdf)
            if data_key is not None:
                return _office_key(document, data_key)
    raise UserError("office.wrong_passphrase")


def _open_recovery(document: _Document, secret: bytes) -> OfficeKey:
    for slot in _slots(document):
        if slot.get("kind") == slots.RECOVERY:
            data_key = slots.open_recovery(slot, _office_id(document), secret)
            if data_key is not None:
                return _office_key(document, data_key)
    raise UserError("office.wrong_recovery_code")


def _open_machine(document: _Document, remembered: MachineSecret) -> OfficeKey:
    for slot in _slots(document):
        if _is_machine(slot, remembered.machine):
            data_key = slots.open_machine(slot, _office_id(document), remembered.secret)
            if data_key is not None:
                return _office_key(document, data_key)
    raise UserError("office.not_remembered")


def _office_key(document: _Document, data_key: bytes) -> OfficeKey:
    _verify_head(document, data_key)
    salt = slots.unhex(document.get("store_salt"), STORE_SALT_BYTES)
    return OfficeKey(_office_id(document), _role(document), salt, data_key)


def _sealed(key: OfficeKey, all_slots: list[slots.Slot]) -> _Document:
    document: _Document = {
        "format": FORMAT,
        "version": VERSION,
        "office_id": key.office_id,
        "role": key.role,
        "store_salt": key.store_salt.hex(),
        "slots": all_slots,
    }
    document["head_mac"] = _head_mac(document, key.data_key)
    document["checksum"] = _checksum(document)
    return document


def _head_mac(document: _Document, data_key: bytes) -> str:
    """Binds office, role, salt and slots to the data key: nobody without it can alter the file unnoticed."""
    head = {name: value for name, value in document.items() if name not in ("head_mac", "checksum")}
    return hmac.new(derive.from_secret(data_key, "key-file"), encode(head), sha256).hexdigest()


def _checksum(document: _Document) -> str:
    """Against decay only: tells a damaged file from a wrong passphrase."""
    return sha256(encode({name: value for name, value in document.items() if name != "checksum"})).hexdigest()


def _verify_head(document: _Document, data_key: bytes) -> None:
    found = document.get("head_mac")
    if not isinstance(found, str) or not hmac.compare_digest(found.encode(), _head_mac(document, data_key).encode()):
        raise UserError("office.key_file_damaged")


def _read_either(path: Path) -> _Document:
    try:
        return _read(path)
    except UserError as error:
        if error.code == "office.key_file_newer":
            raise
        try:
            return _read(copy_path(path))
        except UserError:
            raise error from None


def _read(path: Path) -> _Document:
    with durable.translated(path, reading=True):
        try:
            with path.open("rb") as handle:
                data = handle.read(_MAX_FILE + 1)
        except FileNotFoundError:
            raise UserError("office.key_file_missing", path=str(path)) from None
    try:
        document = decode_strict(data) if len(data) <= _MAX_FILE else None
    except NotCanonicalError:
        document = None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UserError("office.key_file_damaged")
    version = document.get("version")
    if type(version) is int and version > VERSION:
        raise UserError("office.key_file_newer")
    if version != VERSION or document.get("checksum") != _try_checksum(document):
        raise UserError("office.key_file_damaged")
    return document


def _try_checksum(document: _Document) -> str | None:
    try:
        return _checksum(document)
    except NotCanonicalError:
        return None


def _slots(document: _Document) -> list[slots.Slot]:
    found = document.get("slots")
    if not isinstance(found, list) or len(found) > _MAX_SLOTS or not all(isinstance(slot, dict) for slot in found):
        raise UserError("office.key_file_damaged")
    return cast("list[slots.Slot]", found)


def _office_id(document: _Document) -> str:
    office_id = document.get("office_id")
    if not isinstance(office_id, str):
        raise UserError("office.key_file_damaged")
    return office_id


def _role(document: _Document) -> Role:
    role = document.get("role")
    if role == "mission":
        return "mission"
    if role == "headquarters":
        return "headquarters"
    raise UserError("office.key_file_damaged")
