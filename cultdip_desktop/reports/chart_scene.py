"""Charts as plain values: what they show, and where each bar, line and word of them stands.

The same scene is drawn on paper (`reports.charts`) and on the screen (`ui.kit.chart_view`). Bars lie, because
Vietnamese names are long; the axis reaches beyond the longest bar, so that its number stays inside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, TypeAlias

Measure: TypeAlias = Callable[[str, float], float]
"""Length of a text of one size, in the unit of the scene."""

Ink = Literal["bar", "rest", "axis", "grid", "text", "soft"]
"""What something is; each painter has its colours for it."""

GREY: Final[Mapping[Ink, float]] = {"bar": 0.36, "rest": 0.7, "axis": 0.2, "grid": 0.86, "text": 0.0, "soft": 0.35}
"""Brightness of each ink on paper, 0 black to 1 white: official documents are copied in black and white."""

LINE_WIDTH: Final[Mapping[Ink, float]] = {"axis": 0.8, "grid": 0.4}
"""Of rules on paper, in the unit of the scene; 0.5 for other inks."""

SIZE: Final = 9.5
"""Of the words, in points."""

LEADING: Final = 1.22
_LABEL_SHARE: Final = 0.42
"""Of the width for the names of the bars."""

_GAP: Final = 6.0
_EDGE: Final = 4.0
"""Air before the longest name, for the ring of the bar that has the keyboard."""

_BAR: Final = 11.0
_BETWEEN: Final = 7.0
_TOP: Final = 3.0
_MAX_LINES: Final = 3
_STEPS: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    key: str
    label: str
    value: Decimal
    text: str
    """The value in words of the language: "1.340"."""

    event_ids: tuple[str, ...] = ()
    """The events behind it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What is shown."""

    key: str
    """`goals`, `months`, `money.CZK`."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; the origin of a scene is its upper left corner, y grows downwards."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink
    key: str = ""
    """Key of the bar, for whoever points at it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line."""

    x1: float
    y1: float
    x2: float
    y2: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Text:
    """Words on one base line."""

    x: float
    y: float
    """Of the base line."""

    text: str
    anchor: Literal["start", "end"]
    ink: Ink = "text"
    size: float = SIZE


Item: TypeAlias = Box | Rule | Text


@dataclass(frozen=True, slots=True)
class Scene:
    """A chart laid out."""

    width: float
    height: float
    items: tuple[Item, ...]
    rows: tuple[tuple[float, float], ...] = ()
    """Upper and lower edge of what belongs to each bar, in the order of the chart."""


def scene(chart: Chart, width: float, measure: Measure, size: float = SIZE) -> Scene:
    """Lay `chart` out in `width`; its height follows from the number of its bars and the length of their names."""
    line = size * LEADING
    limit = width * _LABEL_SHARE
    labels = [_wrapped(bar.label, limit, size, measure) for bar in chart.bars]
    left = max((measure(part, size) for label in labels for part in label), default=0.0) + _GAP + _EDGE
    room = max((measure(bar.text, size) for bar in chart.bars), default=0.0) + _GAP
    most = max((bar.value for bar in chart.bars), default=Decimal(0))
    scale = float(width - left - room) / float(most) if most > 0 else 0.0
    items: list[Item] = []
    rows: list[tuple[float, float]] = []
    y = _TOP
    for bar, label in zip(chart.bars, labels, strict=True):
        height = max(line * len(label), _BAR)
        middle = y + height / 2
        first = middle - line * len(label) / 2 + size * 0.86
        items += [Text(left - _GAP, first + line * at, part, "end", size=size) for at, part in enumerate(label)]
        length = max(float(bar.value) * scale, 0.0)
        if length > 0:
            items.append(Box(left, middle - _BAR / 2, max(length, 0.8), _BAR, "bar", bar.key))
        items.append(Text(left + length + _GAP / 2, middle + size * 0.34, bar.text, "start", size=size))
        rows.append((y - _BETWEEN / 2, y + height + _BETWEEN / 2))
        y += height + _BETWEEN
    bottom = y - _BETWEEN + _TOP
    grid = [Rule(x, 0, x, bottom, "grid") for x in _grid(most, left, scale)]
    return Scene(width, bottom, (*grid, *items, Rule(left, 0, left, bottom, "axis")), tuple(rows))


def _grid(most: Decimal, left: float, scale: float) -> list[float]:
    """Places of faint lines at round values."""
    if most <= 0:
        return []
    step = Decimal(10) ** (most.adjusted() - 1)
    for factor in (*_STEPS, 10, 20, 50):
        if most / (step * factor) <= 5:
            step *= factor
            break
    return [left + float(step * number) * scale for number in range(1, int(most / step) + 1)]


def _wrapped(text: str, limit: float, size: float, measure: Measure) -> Sequence[str]:
    """At most three lines; what is left over ends in an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words:
        count = 1
        while count < len(words) and measure(" ".join(words[: count + 1]), size) <= limit:
            count += 1
        lines.append(_cut(" ".join(words[:count]), limit, size, measure))
        words = words[count:]
    if len(lines) > _MAX_LINES:
        rest = lines[_MAX_LINES - 1] + "…"
        lines = [*lines[: _MAX_LINES - 1], _cut(rest, limit, size, measure)]
    return lines or [""]


def _cut(text: str, limit: float, size: float, measure: Measure) -> str:
    if measure(text, size) <= limit:
        return text
    kept = text.rstrip("…")
    while kept and measure(kept + "…", size) > limit:
        kept = kept[: -max(1, len(kept) // 40)]
    return kept.rstrip() + "…"
