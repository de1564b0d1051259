"""What a command is given: its arguments, words, progress on the terminal, and the office it works in."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Final, cast

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Language, Words

MAX_SECRET: Final = 4096
"""Bytes of a passphrase or PIN file; a longer one is the wrong file."""

_A_COPY: Final = N_(
    "This folder was noticed to be a copy. Its packages are numbered anew; headquarters confirms it once."
)


class TerminalProgress:
    """A bar on standard error when that is a terminal, silence otherwise; hears Ctrl-C."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = -1
        self._stepped = False
        self.cancelled = False
        """Somebody has pressed Ctrl-C while work was under way that can stop by itself."""

    @contextlib.contextmanager
    def hearing_ctrl_c(self, *, deaf_afterwards: bool) -> Iterator[None]:
        """Within the block Ctrl-C stops work at its next step; before the first step, or pressed twice, at once.

        `deaf_afterwards`: work that has ended well is not called cancelled while the process goes down.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._interrupt)
        try:
            yield
        except BaseException:
            signal.signal(signal.SIGINT, before)
            raise
        signal.signal(signal.SIGINT, signal.SIG_IGN if deaf_afterwards else before)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        if not self._stepped or self.cancelled:
            raise KeyboardInterrupt
        self.cancelled = True

    def step(self, done: int, total: int, what: str = "") -> None:
        """Draw one line, at most once per percent.

        Raises:
            Cancelled: after Ctrl-C.
        """
        self._stepped = True
        if self.cancelled:
            raise Cancelled
        percent = done * 100 // total if total else 0
        if not self._shown or percent == self._last:
            return
        self._last = percent
        bar = "█" * (percent // 5)
        sys.stderr.write(f"\r{bar:<20} {percent:3d} %  {what[:40]:<40}")
        if total and done >= total:
            sys.stderr.write("\r" + " " * 72 + "\r")
        sys.stderr.flush()


class Session:
    """One call of the program."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.words = Words(language_of(args))
        self.progress: Final = TerminalProgress()

    @property
    def home(self) -> Path:
        """The office folder: `--home`, else `CULTDIP_HOME`.

        Raises:
            UserError: `cli.home_missing`.
        """
        home = self.args.home or os.environ.get("CULTDIP_HOME")
        if not home:
            raise UserError("cli.home_missing")
        return Path(home)

    @property
    def has_home(self) -> bool:
        """Whether an office folder was named at all."""
        return bool(self.args.home or os.environ.get("CULTDIP_HOME"))

    def passphrase(self, *, twice: bool = False) -> str:
        """From `--passphrase-file`, `CULTDIP_PASSPHRASE` or the terminal; never an argument.

        Raises:
            UserError: `cli.passphrase_missing`, `cli.secret_file_bad`, `cli.passphrases_differ`.
        """
        prompt = self.words.t("Passphrase: ")
        first = self._secret(self.args.passphrase_file, "CULTDIP_PASSPHRASE", prompt)
        if first is None:
            raise UserError("cli.passphrase_missing")
        typed = self.args.passphrase_file is None and "CULTDIP_PASSPHRASE" not in os.environ
        if twice and typed and getpass.getpass(self.words.t("Passphrase again: ")) != first:
            raise UserError("cli.passphrases_differ")
        return first

    def new_passphrase(self) -> str:
        """From `--new-passphrase-file`, `CULTDIP_NEW_PASSPHRASE` or, typed twice, the terminal.

        Raises:
            UserError: as `passphrase`.
        """
        file = self.args.new_passphrase_file
        first = self._secret(file, "CULTDIP_NEW_PASSPHRASE", self.words.t("New passphrase: "))
        if first is None:
            raise UserError("cli.new_passphrase_missing")
        typed = file is None and "CULTDIP_NEW_PASSPHRASE" not in os.environ
        if typed and getpass.getpass(self.words.t("New passphrase again: ")) != first:
            raise UserError("cli.passphrases_differ")
        return first

    def recovery_code(self) -> str | None:
        """From `--recovery-code-file`; None when the passphrase is to be used.

        Raises:
            UserError: `cli.secret_file_bad`.
        """
        file = self.args.recovery_code_file
        return None if file is None else _read_secret(Path(file))

    def pin(self) -> str:
        """The PIN of a signing key: `--pin-file`, `CULTDIP_PIN`, else the passphrase given without asking, else asked.

        Raises:
            UserError: `cli.pin_missing`, `cli.secret_file_bad`.
        """
        given = self._secret(getattr(self.args, "pin_file", None), "CULTDIP_PIN", None)
        if given is None:
            given = self._secret(self.args.passphrase_file, "CULTDIP_PASSPHRASE", None)
        if given is None:
            given = self._secret(None, "", self.words.t("PIN of the signing key: "))
        if given is None:
            raise UserError("cli.pin_missing")
        return given

    def new_pin(self) -> str:
        """The PIN that replaces another: `--new-pin-file`, `CULTDIP_NEW_PIN`, else asked; never the passphrase.

        Raises:
            UserError: `cli.pin_missing`, `cli.secret_file_bad`.
        """
        given = self._secret(self.args.new_pin_file, "CULTDIP_NEW_PIN", self.words.t("New PIN: "))
        if given is None:
            raise UserError("cli.pin_missing")
        return given

    def file_password(self) -> str:
        """The password of a PKCS#12 file: `--password-file`, `CULTDIP_P12_PASSWORD`, else asked; empty if nobody can be.

        Raises:
            UserError: `cli.secret_file_bad`.
        """
        prompt = self.words.t("Password of the file: ")
        return self._secret(self.args.password_file, "CULTDIP_P12_PASSWORD", prompt) or ""

    def database_password(self) -> str:
        """Of a server's user: `--database-password-file` or `CULTDIP_DATABASE_PASSWORD`; empty where neither is given.

        Raises:
            UserError: `cli.secret_file_bad`.
        """
        return self._secret(self.args.database_password_file, "CULTDIP_DATABASE_PASSWORD", None) or ""

    @contextlib.contextmanager
    def office(self, *, writing: bool = False, passphrase: str | None = None) -> Iterator[Office]:
        """The opened office; a writing command holds the office's lock. Asks unless `passphrase` is given.

        An office of an older version is backed up and brought up to date first, whatever the command is.

        Raises:
            UserError: `office.missing`, `office.in_use`, `office.wrong_passphrase`, …
        """
        given = self.passphrase() if passphrase is None else passphrase
        try:
            office = open_office(self.home, given, writing=writing)
        except UserError as error:
            if error.code != "store.older_version":
                raise
            open_office(self.home, given, writing=True).close()
            office = open_office(self.home, given, writing=writing)
        try:
            if self.args.language is None:
                self.words = Words(cast(Language, office.settings.get("language")))
            if office.new_writer:
                sys.stderr.write(self.words.t(_A_COPY) + "\n")
            if writing:
                office.backups.at_opening()
            yield office
        finally:
            office.close()

    def _secret(self, file: str | None, variable: str, prompt: str | None) -> str | None:
        if file is not None:
            return _read_secret(Path(file))
        if variable and variable in os.environ:
            return os.environ[variable]
        if prompt is not None and sys.stdin.isatty():
            return getpass.getpass(prompt)
        return None


def language_of(args: argparse.Namespace) -> Language:
    """`--language`, else Vietnamese."""
    return "en" if getattr(args, "language", None) == "en" else "vi"


def _read_secret(path: Path) -> str:
    """The first line of a secret's file, without its line end."""
    try:
        with path.open("rb") as handle:
            data = handle.read(MAX_SECRET + 1)
        if len(data) > MAX_SECRET:
            raise UserError("cli.secret_file_bad", file=path.name)
        return data.decode("utf-8-sig").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise UserError("cli.secret_file_bad", file=path.name) from error
