"""`cultdip`: reads the arguments, runs one command, turns its ending into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.cli import answer
from cultdip_desktop.cli.arguments import WrongUsageError, parse, words_of
from cultdip_desktop.core import crash, durable
from cultdip_desktop.core.errors import Cancelled, UserError

if TYPE_CHECKING:
    import argparse

    from cultdip_desktop.cli.session import Session


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code (the table is in `cli.answer`)."""
    _speak_utf8()
    given = sys.argv[1:] if argv is None else list(argv)
    try:
        args = parse(given)
    except WrongUsageError as error:
        answer.write_wrong_usage(error.usage, error.problem, words_of(given), as_json="--json" in given)
        return answer.WRONG_USAGE
    try:
        return _run(args, own_process=argv is None)
    except KeyboardInterrupt:  # while the program was still being loaded
        answer.write_error(UserError("cli.cancelled"), words_of(given), as_json="--json" in given)
        return answer.CANCELLED
    except BrokenPipeError:
        # Whoever read the answer has gone; nothing more can be said, not even when the interpreter flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return answer.CANCELLED


def _run(args: argparse.Namespace, *, own_process: bool) -> int:
    from cultdip_desktop.cli.session import Session  # loads the store: not for --version, --help and wrong usage

    session = Session(args)
    try:
        with session.progress.hearing_ctrl_c(deaf_afterwards=own_process), durable.refusing_paths():
            found = args.run(session)
        answer.write_answer(found, as_json=args.json)
        return int(found.exit_code)
    except UserError as error:
        answer.write_error(error, session.words, as_json=args.json)
        return answer.EXPECTED_ERROR
    except (Cancelled, KeyboardInterrupt):
        return _cancelled(session)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the outermost boundary: a bug becomes a crash report and exit 4
        answer.write_bug(str(crash.write_report(error) or "-"), session.words, as_json=args.json)
        return answer.BUG


def _cancelled(session: Session) -> int:
    answer.write_error(UserError("cli.cancelled"), session.words, as_json=session.args.json)
    return answer.CANCELLED


def _speak_utf8() -> None:
    """Vietnamese text must reach pipes and files whatever the machine's locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    raise SystemExit(main())
