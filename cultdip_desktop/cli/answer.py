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
        plain = {"code": text.code, "message": text.message, "advice": text.advice}
        plain.update({name: str(value) for name, value in error.params.items() if name not in plain})
        sys.stdout.write(json.dumps({"error": plain}, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    else:
        sys.stderr.write(f"{text.message}\n{text.advice}\n[{text.code}]\n")


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    raise TypeError(type(value).__name__)
