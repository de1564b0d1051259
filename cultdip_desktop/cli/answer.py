"""What a command answers, and how it reaches standard output and the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, TextIO

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words

DONE: Final = 0
FINDING: Final = 1
"""Done, and the answer is a finding: a package refused, damage found, a report not ready."""

WRONG_USAGE: Final = 2
EXPECTED_ERROR: Final = 3
BUG: Final = 4
CANCELLED: Final = 130


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one command."""

    plain: dict[str, Any]
    """The JSON object of `--json`."""

    lines: Sequence[str] = field(default_factory=tuple)
    """The same for people."""

    exit_code: int = DONE


def write_answer(answer: Answer, *, as_json: bool, out: TextIO | None = None) -> None:
    """One JSON object, or the lines for people; nothing else goes to standard output."""
    stream = out or sys.stdout
    if as_json:
        stream.write(json.dumps(answer.plain, ensure_ascii=False, default=_plain) + "\n")
    else:
        stream.write("".join(f"{line}\n" for line in answer.lines))
    stream.flush()


def write_error(error: UserError, words: Words, *, as_json: bool) -> None:
    """An expected error: JSON on standard output, or a sentence on standard error."""
    text = describe(words, error)
    if as_json:
        params = {name: "" if value is None else str(value) for name, value in error.params.items()}
        _write_error_json({**params, "code": text.code, "message": text.message, "advice": text.advice})
    else:
        sys.stderr.write(f"{text.message}\n{text.advice}\n[{text.code}]\n")


def write_wrong_usage(usage: str, problem: str, words: Words, *, as_json: bool) -> None:
    """What the grammar refuses; the problem itself is told by the standard library, in English."""
    message = words.t("Wrong usage: {problem}", problem=problem)
    if as_json:
        _write_error_json({"code": "cli.usage", "message": message, "advice": " ".join(usage.split())})
    else:
        sys.stderr.write(f"{usage}{message}\n")


def write_bug(report: str, words: Words, *, as_json: bool) -> None:
    """The program is at fault: where the report lies."""
    message = words.t("The program is at fault. A crash report was written: {path}", path=report)
    if as_json:
        _write_error_json({"code": "cli.bug", "message": message, "advice": "", "report": report})
    else:
        sys.stderr.write(f"{message}\n")


def _write_error_json(plain: dict[str, str]) -> None:
    sys.stdout.write(json.dumps({"error": plain}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(type(value).__name__)
