"""Texts parted into lines that fit a width, for what is drawn line by line; nothing here draws."""

from __future__ import annotations

from dataclasses import dataclass

from cultdip_desktop.reports.fonts import clean, width


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in its face."""

    text: str
    font: str
    size: float

    @property
    def width(self) -> float:
        """Length in points."""
        return width(self.text, self.font, self.size)


def lines(text: str, font: str, size: float, limit: float, *, keep_blanks: bool = False) -> list[Line]:
    """`text` in as few lines of at most `limit` points as it takes; two lines are made about equally long.

    `keep_blanks` leaves no-break spaces as they are: room to write in.
    """
    wrapped = _greedy(" ".join(clean(text).split(" ") if keep_blanks else clean(text).split()), font, size, limit)
    if len(wrapped) == 2:
        wrapped = _balanced(wrapped, font, size, limit)
    return [Line(part, font, size) for part in wrapped]


def _greedy(text: str, font: str, size: float, limit: float) -> list[str]:
    wrapped: list[str] = []
    for word in text.split(" "):
        joined = f"{wrapped[-1]} {word}" if wrapped else word
        if wrapped and width(joined, font, size) <= limit:
            wrapped[-1] = joined
        else:
            wrapped += _pieces(word, font, size, limit)
    return wrapped or [""]


def _pieces(word: str, font: str, size: float, limit: float) -> list[str]:
    """A word that is longer than the line, cut into pieces that fit."""
    if width(word, font, size) <= limit:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, font, size) > limit:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _balanced(wrapped: list[str], font: str, size: float, limit: float) -> list[str]:
    """The best place to break once: before "TẠI" (at, in) where that fits, else the most even one."""
    words = " ".join(wrapped).split(" ")
    breaks = [(" ".join(words[:at]), " ".join(words[at:]), words[at]) for at in range(1, len(words))]
    fitting = [(first, second, word) for first, second, word in breaks if _widest(first, second, font, size) <= limit]
    if not fitting:
        return wrapped
    best = min(fitting, key=lambda found: (found[2] not in ("TẠI", "IN"), _widest(found[0], found[1], font, size)))
    return [best[0], best[1]]


def _widest(first: str, second: str, font: str, size: float) -> float:
    return max(width(first, font, size), width(second, font, size))
