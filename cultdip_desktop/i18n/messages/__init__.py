"""From an error's code to its words. Every module here, `message` apart, lists the errors of one area."""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.i18n.messages.message import N_, Message
from cultdip_desktop.i18n.words import Words

_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS: Final = ("day", "first", "last")

UNKNOWN: Final = Message(
    N_("This could not be done (code {code})."),
    N_("Nothing was changed. Note the code and tell the person who looks after this program."),
)
"""What is said of a code that no area lists; a test makes sure that none does."""


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An expected error in one language."""

    code: str
    """The stable code, for support and for scripts."""

    message: str
    """What happened."""

    advice: str
    """What to do now; may be empty."""


def describe(words: Words, error: UserError) -> ErrorText:
    """Say `error` in the language of `words`; an unknown code gets a general sentence that names the code."""
    message = all_messages().get(error.code, UNKNOWN)
    params = {"code": error.code, **spoken(words, error.params)}
    return ErrorText(
        error.code, words.t(message.text, **params), words.t(message.advice, **params) if message.advice else ""
    )


def spoken(words: Words, params: Mapping[str, str | int | None]) -> dict[str, str | int]:
    """The params as people say them.

    What is named `day`, `first` or `last` and is an ISO day is written as the language does; nothing is a dash, a truth a
    word.
    """
    said = {name: _said(words, value) for name, value in params.items()}
    days = {name: value for name in _DAYS if isinstance(value := params.get(name), str) and _ISO_DAY.fullmatch(value)}
    if not days:
        return said
    from cultdip_desktop.i18n import dates  # with the first error that names a day

    return {**said, **{name: dates.day(words, date.fromisoformat(value)) for name, value in days.items()}}


def _said(words: Words, value: str | int | None) -> str | int:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return words.t("yes") if value else words.t("no")
    return value


@functools.cache
def all_messages() -> Mapping[str, Message]:
    """Every known error code with its message ids.

    Raises:
        ValueError: two areas claim the same code.
    """
    import pkgutil  # with the first error: a start needs no words for one

    found: dict[str, Message] = {}
    for area in pkgutil.iter_modules(__path__):
        if area.name == "message":
            continue
        messages: Mapping[str, Message] = importlib.import_module(f"{__name__}.{area.name}").MESSAGES
        twice = found.keys() & messages.keys()
        if twice:
            raise ValueError(f"listed twice: {sorted(twice)}")
        found.update(messages)
    return MappingProxyType(found)
