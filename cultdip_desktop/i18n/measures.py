"""Sizes of files, lengths of clips and how long work will still take."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Final

from cultdip_desktop.i18n.numbers import NBSP, decimal, whole
from cultdip_desktop.i18n.words import Words

_UNITS: Final = ("kB", "MB", "GB", "TB")


def file_size(words: Words, size: int) -> str:
    """A number of bytes in decimal units (1 MB = 1,000,000 bytes), one place below 100: "28,5 MB", "310 MB"."""
    if size < 1000:
        return words.n("{n} byte", "{n} bytes", size)
    power = 1
    while power < len(_UNITS) and Decimal(size) / 1000**power >= Decimal("999.5"):
        power += 1
    value, unit = Decimal(size) / 1000**power, _UNITS[power - 1]
    tenths = value < Decimal("99.95") and unit != "kB"
    return f"{decimal(words, value, 1) if tenths else decimal(words, value, 0)}{NBSP}{unit}"


def clip_length(seconds: int) -> str:
    """The length of a video or sound: "2:35", "1:02:35"; the same in both languages."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def duration(words: Words, seconds: int) -> str:
    """A span in its one or two largest units: "8 giây", "2 phút", "1 giờ 20 phút"."""
    if seconds < 60:
        return words.n("{n} second", "{n} seconds", seconds)
    minutes = round(seconds / 60)
    if minutes < 60:
        return words.n("{n} minute", "{n} minutes", minutes)
    hours, minutes = divmod(minutes, 60)
    text = words.n("{n} hour", "{n} hours", hours)
    return f"{text} {words.n('{n} minute', '{n} minutes', minutes)}" if minutes else text


def time_left(words: Words, seconds: float) -> str:
    """How long work will still take, rounded up so that it does not flicker: "còn khoảng 8 giây"."""
    step = 1 if seconds <= 10 else 5 if seconds <= 50 else 60
    rounded = max(step, math.ceil(seconds / step) * step)
    return words.t("about {duration} left", duration=duration(words, rounded))


def counted(words: Words, done: int, total: int) -> str:
    """How far work is: "27/40"; without a known total the number alone."""
    return f"{whole(words, done)}/{whole(words, total)}" if total else whole(words, done)
