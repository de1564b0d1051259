"""Near spellings: words that differ from a typed one by a slip of the finger, or by an input method that was off."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

SHORTEST: Final = 3
"""Letters of a word that is still compared; shorter ones are near to everything."""

_LONG: Final = 6
"""From so many letters on two slips are forgiven."""

_DOUBLED: Final = re.compile(r"([aeo])\1")
_TONE: Final = re.compile(r"(?<=[aeiouy])([a-z]*?)[sfrxj]")


def distance(first: str, second: str, most: int) -> int:
    """Letters added, left out, exchanged or swapped with a neighbour between two words; `most` + 1 when more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, letter in enumerate(first, 1):
        older, before, row = before, row, [at]
        for to, other in enumerate(second, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != other))
            if at > 1 and to > 1 and letter == second[to - 2] and first[at - 2] == other:
                cost = min(cost, older[to - 2] + 1)
            row.append(cost)
        if min(row) > most and (not before or min(before) > most):
            return most + 1
    return min(row[-1], most + 1)


def near_words(word: str, known: Iterable[str], limit: int) -> list[tuple[int, str]]:
    """Of the folded words `known`, all letters, those spelled nearly like `word`, and how far off, the nearest first.

    One slip is forgiven from three letters on, two from six; short words and other first letters count as farther.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return []
    most = 2 if len(word) >= _LONG else 1
    letters = frozenset(word)
    found: list[tuple[int, int, str]] = []
    for other in known:
        if not -most <= len(other) - len(word) <= most or len(letters.difference(other)) > most or other == word:
            continue
        far = distance(word, other, most)
        if far <= most:
            swapped = sorted(other) == sorted(word)
            cost = 2 * far + (other[0] != word[0]) + (0 if swapped or len(word) > SHORTEST else 2)
            found.append((cost, abs(len(other) - len(word)), other))
    return [(cost, other) for cost, _longer, other in sorted(found)[:limit]]


def unkeyed(word: str) -> str:
    """What the key strokes of Telex would have made, folded: `ddieenj` → `dien`, `phowr` → `pho`."""
    plain = _DOUBLED.sub(r"\1", word.replace("dd", "d"))
    plain = plain[:1] + plain[1:].replace("w", "")
    return _TONE.sub(r"\1", plain, count=1)


def guesses(words: Sequence[str], known: Collection[str], most: int) -> list[tuple[int, tuple[str, ...]]]:
    """Other ways to ask and how far off each is, the likeliest first: near spellings, the strokes of Telex, fewer words.

    `known` are all folded words there are; at most `most` ways are given, and never `words` itself.
    """
    ordered = sorted(known)
    letters = [word for word in ordered if word.isalpha()]
    strange = [word for word in words if not _begins(word, ordered)]
    choices = [_choices(word, ordered, letters, strange) for word in words]
    ways = [*_ways(choices), *_fewer(words, strange)]
    cheapest: dict[tuple[str, ...], int] = {}
    for cost, way in sorted(ways):
        if way and way != tuple(words):
            cheapest.setdefault(way, cost)
    return [(cost, way) for way, cost in itertools.islice(cheapest.items(), most)]


_CHOICES: Final = 4
_TRIED: Final = 4
"""Words of which each is tried in other spellings; the words after these stay as they are."""

_LEFT_OUT: Final = 5
"""How far off it is to leave a word out; to leave out what nobody knows is nearer."""


def _begins(word: str, ordered: Sequence[str]) -> bool:
    """Whether one of these words, in order, begins so."""
    at = bisect.bisect_left(ordered, word)
    return at < len(ordered) and ordered[at].startswith(word)


def _choices(
    word: str, ordered: Sequence[str], letters: Sequence[str], strange: Collection[str]
) -> list[tuple[int, str]]:
    """Where some words are known to nobody, the others stay as they are."""
    if strange and word not in strange:
        return [(0, word)]
    strokes = unkeyed(word)
    found = [] if word in strange else [(0, word)]
    if strokes != word and _begins(strokes, ordered):
        found.append((1, strokes))
    return [*found, *near_words(word, letters, _CHOICES)]


def _fewer(words: Sequence[str], strange: Collection[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Without the words that nobody knows; where all are known, one word left out."""
    if strange:
        yield _LEFT_OUT - 1, tuple(word for word in words if word not in strange)
        return
    for at in range(len(words)):
        yield _LEFT_OUT, (*words[:at], *words[at + 1 :])


def _ways(choices: Sequence[list[tuple[int, str]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every way with the sum of its costs."""
    some = [each if at < _TRIED else each[:1] for at, each in enumerate(choices)]
    for picked in itertools.product(*some):
        yield sum(cost for cost, _word in picked), tuple(word for _cost, word in picked)
