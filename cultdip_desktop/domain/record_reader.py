"""Fields of a JSON record, strictly: of files that people prepare for headquarters and of rows in packages alike.

Each complaint names the field by its path. What is kept can be shown, printed and stored anywhere: composed form, no
control characters but line feeds and tabs, no lone surrogates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import is_uuid7
from cultdip_desktop.domain.codec import instant_of
from cultdip_desktop.domain.codec_fields import MAX_TEXT, short
from cultdip_desktop.domain.text import BiText, EnglishState

MAX_ENTRIES: Final = 20_000
"""Entries of one list."""

_OFFICE: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{1,31}")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_E = TypeVar("_E", bound=StrEnum)


class Fields:
    """One record; every reading method takes the field's name and what stands for an absent one."""

    def __init__(self, plain: Any, path: str = "") -> None:
        if not isinstance(plain, Mapping):
            raise bad(path, plain)
        self._plain: Final[Mapping[str, Any]] = plain
        self._path = path

    def only(self, *names: str) -> Fields:
        """Refuse fields beside these; packages of newer versions may have some, files of people may not.

        Raises:
            UserError: `issue.unknown_field`.
        """
        for name in self._plain:
            if name not in names:
                raise UserError("issue.unknown_field", field=self.at(str(name)[:60]))
        return self

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._plain.get(name) is not None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all fields, in their order."""
        return tuple(str(name) for name in self._plain)

    def value(self, name: str) -> Any:
        """A field as it stands."""
        return self._plain.get(name)

    def is_list(self, name: str) -> bool:
        """Whether the field holds a list."""
        return isinstance(self._plain.get(name), list)

    def object(self, name: str) -> Fields:
        """A record inside; absent is empty."""
        value = self._plain.get(name)
        return Fields({} if value is None else value, self.at(name))

    def at(self, name: str) -> str:
        """The path of a field, for complaints."""
        return f"{self._path}.{name}" if self._path else name

    def text(self, name: str, default: str | None = "", *, limit: int = MAX_TEXT, empty: bool = True) -> str:
        """A text; `default=None` and `empty=False` ask for one.

        Raises:
            UserError: `issue.bad_value`, `issue.too_long`, as all methods here.
        """
        value = self._plain.get(name, default)
        text = clean(self.at(name), value, limit)
        if not empty and not text.strip():
            raise bad(self.at(name), value)
        return text

    def bitext(self, name: str, *, limit: int = MAX_TEXT, required: bool = False) -> BiText:
        """A text in two languages; plain text is Vietnamese. Required means: in Vietnamese."""
        value = self._plain.get(name, "")
        if isinstance(value, str):
            found = BiText(clean(self.at(name), value, limit))
        else:
            inner = Fields(value, self.at(name)).only("vi", "en", "english")
            state = inner.choice("english", EnglishState, EnglishState.MISSING)
            found = BiText(inner.text("vi", limit=limit), inner.text("en", limit=limit), state)
        if required and not found.vi.strip():
            raise bad(self.at(f"{name}.vi"), "")
        return found

    def choice(self, name: str, kind: type[_E], default: _E | None = None) -> _E:
        """One of the words of `kind`."""
        value = self._plain.get(name, default)
        try:
            return kind(value)
        except ValueError as error:
            raise bad(self.at(name), value) from error

    def day(self, name: str) -> date | None:
        """An ISO date between 1900 and 2200, or null."""
        value = self._plain.get(name)
        if value is None:
            return None
        try:
            found = date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise bad(self.at(name), value) from error
        if found.isoformat() != value or not 1900 <= found.year <= 2200:
            raise bad(self.at(name), value)
        return found

    def some_day(self, name: str) -> date:
        """An ISO date."""
        found = self.day(name)
        if found is None:
            raise bad(self.at(name), None)
        return found

    def instant(self, name: str) -> datetime | None:
        """An ISO 8601 instant with offset, or null."""
        value = self._plain.get(name)
        if value is None:
            return None
        try:
            return instant_of(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise bad(self.at(name), value) from error

    def some_instant(self, name: str) -> datetime:
        """An ISO 8601 instant with offset."""
        found = self.instant(name)
        if found is None:
            raise bad(self.at(name), None)
        return found

    def integer(self, name: str, lowest: int, highest: int, default: int | None = None) -> int:
        """A whole number within both bounds."""
        value = self._plain.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise bad(self.at(name), value)
        return value

    def integer_or_none(self, name: str, lowest: int, highest: int) -> int | None:
        """The same, or null."""
        return self.integer(name, lowest, highest) if self.has(name) else None

    def decimal(self, name: str) -> str:
        """A number as it is written: text, or a JSON number without exponent."""
        value = self._plain.get(name)
        if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
            raise bad(self.at(name), value)
        return clean(self.at(name), str(value), 40)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self._plain.get(name, default)
        if not isinstance(value, bool):
            raise bad(self.at(name), value)
        return value

    def identity(self, name: str) -> str | None:
        """A UUIDv7 text, or null."""
        value = self._plain.get(name)
        if value is not None and not (isinstance(value, str) and is_uuid7(value)):
            raise bad(self.at(name), value)
        return value

    def offices(self, name: str = "offices") -> tuple[str, ...]:
        """Office ids, each once, in order; absent and empty mean all missions."""
        found = []
        for index, value in enumerate(self.entries(name, 1000)):
            if not isinstance(value, str) or not _OFFICE.fullmatch(value):
                raise bad(f"{self.at(name)}[{index}]", value)
            found.append(value)
        return tuple(dict.fromkeys(found))

    def numbers(self, name: str) -> tuple[int, ...]:
        """Whole numbers from 1."""
        values = self.entries(name, 1000)
        for index, value in enumerate(values):
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise bad(f"{self.at(name)}[{index}]", value)
        return tuple(values)

    def entries(self, name: str, limit: int = MAX_ENTRIES) -> list[Any]:
        """A list of at most `limit` entries; absent is empty."""
        value = self._plain.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise bad(self.at(name), value)
        if len(value) > limit:
            raise UserError("issue.too_many", field=self.at(name), limit=limit)
        return value

    def records(self, name: str, limit: int = MAX_ENTRIES) -> Iterator[Fields]:
        """The records of a list."""
        for index, value in enumerate(self.entries(name, limit)):
            yield Fields(value, f"{self.at(name)}[{index}]")


def bad(field: str, value: Any) -> UserError:
    """The complaint about one value."""
    return UserError("issue.bad_value", field=field, value=short(value))


def clean(field: str, value: Any, limit: int = MAX_TEXT) -> str:
    """A text that may be kept: composed, with line feeds only.

    Raises:
        UserError: `issue.bad_value`: no text, or one with control characters; `issue.too_long`.
    """
    if not isinstance(value, str):
        raise bad(field, value)
    if len(value) > limit:
        raise UserError("issue.too_long", field=field, limit=limit)
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise bad(field, ascii(value)) from error
    if _CONTROL.search(text):
        raise bad(field, ascii(text))
    if len(text) > limit:
        raise UserError("issue.too_long", field=field, limit=limit)
    return text
