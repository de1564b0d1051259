"""The door to signing tokens (PKCS#11): the maker's library, and its refusals in the product's codes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cultdip_desktop.core.errors import UserError


def library(module: Path) -> Any:
    """The library of a token's maker, looking anew: a token may have been plugged in since.

    Raises:
        UserError: `token.module_missing`, `token.module_refused`.
    """
    import pkcs11

    if not module.is_file():
        raise UserError("token.module_missing", path=str(module))
    try:
        found = pkcs11.lib(str(module))
        found.reinitialize()
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise UserError("token.module_refused", path=str(module)) from error
    return found


def not_a_token() -> tuple[type[Exception], ...]:
    """An empty slot, a foreign card, one that is being pulled out: not there."""
    import pkcs11

    return (pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised, pkcs11.DeviceRemoved, pkcs11.SlotIDInvalid)


@contextlib.contextmanager
def said() -> Iterator[None]:
    """What the library raises, in the product's codes."""
    import pkcs11

    try:
        yield
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
        raise UserError("token.wrong_pin") from error
    except pkcs11.PinLocked as error:
        raise UserError("token.locked", token="") from error
    except (pkcs11.TokenNotPresent, pkcs11.DeviceRemoved) as error:
        raise UserError("token.gone", token="") from error
    except pkcs11.PKCS11Error as error:
        raise UserError("token.failed", reason=type(error).__name__) from error


def text(value: object) -> str:
    """Labels are padded with blanks, serial numbers come as bytes."""
    plain = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    return "".join(character for character in plain if character.isprintable()).strip()
