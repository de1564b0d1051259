"""A number of a report: what it counts, over which days, and from which events."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.words import Words

Unit = Literal["", "%"]

WHOLE: Final = ""
"""Stands among a fact's sections when it may be said anywhere in the report."""

Param: TypeAlias = str | BiText | StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One number."""

    key: str
    """Stable: `events`, `goal.M3.attendance`, `money.RS.BUD.CZK.spent`, `event.<id>.attendance`."""

    label: str
    """What it counts (msgid with places for `params`)."""

    params: tuple[tuple[str, Param], ...] = ()
    value: int | Decimal
    """Of a share 0 to 1; printed as percent."""

    unit: Unit = ""
    currency: str | None = None
    """ISO 4217 of an amount."""

    event_ids: tuple[str, ...] = ()
    """The events that it was counted from."""

    window: Window
    """The days that it covers."""

    sections: tuple[str, ...] = (WHOLE,)
    """Keys of the outline in which it stands, or `WHOLE`."""

    def said(self, words: Words) -> str:
        """What it counts: "Số sự kiện thuộc mục tiêu M3"."""
        return words.t(self.label, **{name: _param(words, value) for name, value in self.params})

    def shown(self, words: Words) -> str:
        """The number as the report prints it."""
        if self.currency:
            return numbers.money(words, Decimal(self.value), self.currency)
        if self.unit == "%":
            return numbers.percent(words, Decimal(self.value))
        return numbers.decimal(words, self.value)


def _param(words: Words, value: Param) -> str:
    if isinstance(value, BiText):
        return value.get(words.language)
    return label(words, value) if isinstance(value, StrEnum) else value
