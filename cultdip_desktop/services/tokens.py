"""Tokens of this office: which library speaks to them, and how many wrong PINs this program has sent them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.packages.pin_attempts import ATTEMPTS
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.pins import StoredPins
from cultdip_desktop.services.roots import RootService
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.signatures import tokens
from cultdip_desktop.signatures.keys import OpenKey
from cultdip_desktop.signatures.tokens import Token, TokenKey, TriesLeft
from cultdip_desktop.store.repo import office as office_rows

SETTING: Final = "pkcs11"
"""Setting: `{"module": path}`."""


class TokenService:
    """What `SigningService` needs of tokens and roots."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pins = StoredPins(desk.store)

    def trusts(self) -> tuple[TrustStore, ...]:
        """The roots that somebody has compared here, headquarters' first; damaged files are said where trust itself is shown."""
        try:
            own = TrustService(self._desk).store()
        except UserError as error:
            if error.code not in ("trust.missing", "trust.damaged", "trust.root_changed"):
                raise
            own = None
        others = RootService(self._desk).stores()
        return others if own is None else (own, *others)

    def module(self) -> str:
        """Path of the library; empty when none was chosen."""
        with self._desk.store.read() as tx:
            plain = office_rows.get_setting(tx, SETTING)
        return str(plain.get("module", "")) if isinstance(plain, Mapping) else ""

    def set_module(self, path: str) -> ChangeSet:
        """Choose the library.

        Raises:
            UserError: `token.module_missing`.
        """
        path = path.strip()
        if path and not Path(path).is_file():
            raise UserError("token.module_missing", path=path)
        with self._desk.store.write("settings.save", actor=self._desk.actor) as tx:
            office_rows.set_setting(tx, SETTING, {"module": path})
        return tx.change_set

    def found(self) -> tuple[Token, ...]:
        """What is plugged in; empty without a library.

        Raises:
            UserError: `token.module_missing`, `token.module_refused`, `token.failed`.
        """
        module = self.module()
        return tokens.tokens(Path(module)) if module else ()

    def wrong_pins(self, serial: str) -> int:
        """Wrong PINs in a row that this program has sent to a token; others may have sent more."""
        return self._pins.read(_counter(serial)).failed

    def tries(self, key: TokenKey) -> TriesLeft:
        """What the token says, sharpened by what this program knows: before a third wrong PIN it says *last*."""
        said = tokens.tries_left(key)
        if said in (TriesLeft.LOCKED, TriesLeft.LAST):
            return said
        wrong = self.wrong_pins(key.token)
        if wrong >= ATTEMPTS - 1:
            return TriesLeft.LAST
        return TriesLeft.FEWER if wrong else said

    @contextmanager
    def opened(self, key: TokenKey, pin: str, *, last_try: bool) -> Iterator[OpenKey]:
        """A key on a token for the time of the block; counts before it tries, and never tries twice.

        Raises:
            UserError: `token.last_try`, `token.locked`, `token.wrong_pin`, `token.gone`, `token.failed`.
        """
        if self.tries(key) is TriesLeft.LAST and not last_try:
            raise UserError("token.last_try", token=key.token_label)
        before = self._pins.read(_counter(key.token))
        counted = replace(before, failed=before.failed + 1)
        self._pins.write(_counter(key.token), counted)
        tried = False
        try:
            with tokens.opened(key, pin, last_try=last_try) as opened:
                tried = True
                self._pins.write(_counter(key.token), replace(before, failed=0))
                yield opened
        except UserError as error:
            if not tried and error.code != "token.wrong_pin":
                self._pins.write(_counter(key.token), before)  # the PIN was not even tried
            raise


def _counter(serial: str) -> str:
    return f"token:{serial}"
