"""`cultdip`: reads the arguments, runs one command, turns its ending into an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cultdip_desktop.cli.answer import BUG, CANCELLED, EXPECTED_ERROR, write_answer, write_error
from cultdip_desktop.cli.arguments import parse
from cultdip_desktop.cli.session import Session, language_of
from cultdip_desktop.core import crash
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.i18n.words import Words


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code (the table is in `cli.answer`)."""
    _speak_utf8()
    args = parse(sys.argv[1:] if argv is None else list(argv))
    session = Session(args)
    try:
        answer = args.run(session)
        write_answer(answer, as_json=args.json)
    except UserError as error:
        write_error(error, session.words, as_json=args.json)
        return EXPECTED_ERROR
    except (Cancelled, KeyboardInterrupt):
        sys.stderr.write(session.words.t("Cancelled; nothing was left half done.") + "\n")
        return CANCELLED
    except BrokenPipeError:
        return CANCELLED
    except Exception as error:  # noqa: BLE001 - the outermost boundary: a bug becomes a crash report and exit 4
        return _bug(error, Words(language_of(args)))
    return int(answer.exit_code)


def _bug(error: Exception, words: Words) -> int:
    report = crash.write_report(error)
    sys.stderr.write(words.t("The program is at fault. A crash report was written: {path}", path=report or "-") + "\n")
    return BUG


def _speak_utf8() -> None:
    """Vietnamese text must reach pipes and files whatever the machine's locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    raise SystemExit(main())
