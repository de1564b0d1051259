"""Reads the arguments, shows the window, and runs unattended for the tour and for timing."""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer

from cultdip_desktop import __version__, workshop
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import LANGUAGES, Words
from cultdip_desktop.ui.shell.program import Options, Program
from cultdip_desktop.ui.shell.stopwatch import Stopwatch

EXPECTED_ERROR: Final = 3
"""Exit code, as everywhere: the office could not be opened."""

TOUR_SIZE: Final = (1366, 768)
MOST_SECRET: Final = 4096
"""Bytes of a passphrase file; a longer one is the wrong file."""


def run(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit codes are those of `ui.main`."""
    stopwatch = Stopwatch()
    given = sys.argv[1:] if argv is None else list(argv)
    if given[:1] == [workshop.FLAG]:
        return workshop.be_a_child()
    words = Words("en" if "--language=en" in given or ("--language", "en") in itertools.pairwise(given) else "vi")
    arguments = _arguments(words).parse_args(given)
    _speak_utf8()
    unattended = arguments.tour is not None or arguments.quit_after_first_list
    if unattended and sys.platform == "linux" and not ("DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        program = Program(_options(arguments, unattended=unattended), stopwatch)
    except UserError as error:
        return _refuse(error, words)
    if unattended:
        return _run_unattended(program, arguments, stopwatch, words)
    program.start()
    return program.run()


def _run_unattended(program: Program, arguments: argparse.Namespace, stopwatch: Stopwatch, words: Words) -> int:
    failures: list[UserError] = []

    def fail(error: UserError) -> None:
        failures.append(error)
        program.finish(EXPECTED_ERROR)

    program.window.office_failed.connect(fail)
    if arguments.tour is not None:
        from cultdip_desktop.ui.tour import Tour

        tour = Tour(program, Path(arguments.tour), arguments.home is not None, _passphrase(arguments) or "")
        QTimer.singleShot(0, tour, tour.start)
        code = program.run()
        sys.stdout.write("".join(f"{name}\n" for name in tour.painted))
    else:
        program.window.office_opened.connect(lambda: _time_list(program, stopwatch))
        program.start()
        code = program.run()
        if not code:
            import json

            sys.stdout.write(json.dumps(stopwatch.marks) + "\n")
    return _refuse(failures[0], words) if failures else code


def _time_list(program: Program, stopwatch: Stopwatch) -> None:
    """Mark the moment when no question to the store is open and the answer is on the screen.

    What the page can do without at first is asked after that (`Jobs.once_quiet`).
    """

    def look(busy: bool) -> None:
        if not busy:
            program.window.repaint()
            stopwatch.mark("first_list_ms")
            program.finish(0)

    program.kit.jobs.busy_changed.connect(look)


def _options(arguments: argparse.Namespace, *, unattended: bool) -> Options:
    timing = arguments.quit_after_first_list
    if timing and (arguments.home is None or _passphrase(arguments) is None):
        raise UserError("cli.home_missing" if arguments.home is None else "cli.passphrase_missing")
    if arguments.tour is not None and arguments.home is not None and _passphrase(arguments) is None:
        raise UserError("cli.passphrase_missing")
    return Options(
        home=Path(arguments.home).resolve() if arguments.home else None,
        files=tuple(str(Path(name).resolve()) for name in arguments.files),
        language=arguments.language,
        scheme=arguments.theme or ("light" if unattended else None),
        size=arguments.size or (TOUR_SIZE if unattended else None),
        passphrase=_passphrase(arguments) if timing else None,
        unattended=unattended,
    )


def _arguments(words: Words) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cultdip-desktop", description=words.t("Cultural diplomacy: events, reports and signed packages.")
    )
    parser.add_argument("files", nargs="*", metavar="F.cdrp", help=words.t("Packages to show."))
    parser.add_argument("--version", action="version", version=f"cultdip-desktop {__version__}")
    parser.add_argument(
        "--home", default=os.environ.get("CULTDIP_HOME"), metavar="D", help=words.t("Folder of the office.")
    )
    parser.add_argument("--language", choices=LANGUAGES, help=words.t("Language of the windows."))
    parser.add_argument("--theme", choices=("light", "dark"), help=words.t("Light or dark."))
    parser.add_argument("--size", type=_size, metavar="1366x768", help=words.t("Size of the window."))
    parser.add_argument("--tour", metavar="OUT", help=words.t("Paint every page into this folder and quit."))
    parser.add_argument(
        "--quit-after-first-list",
        action="store_true",
        help=words.t("Quit when the first list is painted and print the times."),
    )
    parser.add_argument(
        "--passphrase-file", metavar="FILE", help=words.t("File with the passphrase in its first line.")
    )
    return parser


def _size(text: str) -> tuple[int, int]:
    width, _cross, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and 320 <= int(width) <= 7680 and 240 <= int(height) <= 4320):
        raise argparse.ArgumentTypeError(text)
    return int(width), int(height)


def _passphrase(arguments: argparse.Namespace) -> str | None:
    """From the file or the environment; used only when nobody is there to type it."""
    if arguments.passphrase_file is None:
        return os.environ.get("CULTDIP_PASSPHRASE")
    path = Path(arguments.passphrase_file)
    try:
        with path.open("rb") as handle:
            data = handle.read(MOST_SECRET + 1)
        if len(data) > MOST_SECRET:
            raise UserError("cli.secret_file_bad", file=path.name)
        return data.decode("utf-8-sig").splitlines()[0]
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise UserError("cli.secret_file_bad", file=path.name) from error


def _refuse(error: UserError, words: Words) -> int:
    text = describe(words, error)
    sys.stderr.write(f"{text.message} {text.advice}".strip() + "\n")
    return EXPECTED_ERROR


def _speak_utf8() -> None:
    """Vietnamese must reach pipes and files whatever the machine's locale says; without a console there is no pipe."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
