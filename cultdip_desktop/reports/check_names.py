"""Rules on names and titles: each in one spelling, each person with one rank, no letter that cannot be printed."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.partner import WITHHELD
from cultdip_desktop.i18n.fold import fold, nfc
from cultdip_desktop.reports import check_texts
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.data import ReportData

RANKS: Final = (
    "Đại sứ đặc mệnh toàn quyền", "Đại sứ", "Công sứ", "Tham tán Công sứ", "Tham tán", "Bí thư thứ nhất",
    "Bí thư thứ hai", "Bí thư thứ ba", "Tùy viên", "Tổng Lãnh sự", "Phó Tổng Lãnh sự", "Lãnh sự", "Phó Lãnh sự",
    "Tùy viên lãnh sự",
)  # fmt: skip
"""Ranks of signature blocks and guest lists (DOMAIN, section 3)."""

_WORD: Final = re.compile(r"[^\W_]+")
_FEWEST: Final = 2
"""Words of a name that is looked for in running text; one word alone may be any word."""


def spelled_once(data: ReportData) -> Iterator[Finding]:
    """The same partner written in two ways: other marks, other capitals, hòa and hoà."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[str, tuple[str, str]] = {}
    for event in report_data.listed(data):
        title = check_texts.title_of(event)
        for name in (*(actor.partner for actor in event.actors), *(gain.partner for gain in event.results.gains)):
            written = " ".join(nfc(name).split())
            if written and written != WITHHELD.vi:
                spellings[fold(written)][written] += 1
                where.setdefault(written, (event.id, title))
    for counted in spellings.values():
        usual, *others = (name for name, _count in counted.most_common())
        for other in others:
            event_id, title = where[other]
            params: dict[str, str | int | None] = {"title": title, "found": other, "usual": usual}
            yield Finding("report.name_spelled_twice", Severity.WARNING, "actors", event_id, params)


def in_texts(data: ReportData) -> Iterator[Finding]:
    """Names of the office, its people and its partners, misspelled in a text; people with another rank."""
    names = _Names(_known(data))
    people = tuple(person for person in (data.signer, data.drafter) if person is not None and person.rank.vi.strip())
    for said in check_texts.of_all(data):
        if said.field in _NAME_FIELDS or not said.vi:
            continue
        for found, usual in names.misspelled(said.vi):
            yield check_texts.finding("report.name_misspelled", Severity.WARNING, said, found=found, usual=usual)
        for person in people:
            rank = other_rank(said.vi, person)
            if rank:
                params = {"name": person.name, "found": rank, "usual": person.rank.vi}
                yield check_texts.finding("report.rank_differs", Severity.WARNING, said, **params)


def spelling(data: ReportData) -> Iterator[Finding]:
    """The tone in the old place (hoà, thuỷ), which the report's own words never use; names of people keep theirs."""
    names = frozenset(word for name in _known(data) for word in _WORD.findall(name))
    seen: set[tuple[str, str]] = set()
    for said in check_texts.of_all(data):
        key = (said.event_id, said.field)
        if said.field in _NAME_FIELDS or key in seen:
            continue
        old = next((word for word in old_spellings(said.vi) if word not in names), "")
        if old:
            seen.add(key)
            usual = new_spelling(old)
            yield check_texts.finding("report.spelling_old", Severity.WARNING, said, found=old, usual=usual)


def partners_named(data: ReportData) -> Iterator[Finding]:
    """A text that names a partner who does not wish to be listed: only a person can write it anew."""
    if not data.withheld.names:
        return
    for event in report_data.listed(data):
        for said in check_texts.of_event(data, event):
            name = next(filter(None, (data.withheld.found_in(text) for text in said.both)), "")
            if name:
                yield check_texts.finding("report.partner_named", Severity.WARNING, said, name=name)
                break


def other_rank(text: str, person: Person) -> str:
    """The rank that `text` puts right before the person's name where it is another than theirs; empty when none."""
    at = nfc(text).find(person.name) if person.name.strip() else -1
    if at < 0:
        return ""
    before = nfc(text)[:at].rstrip().casefold()
    own = nfc(person.rank.vi).casefold()
    for rank in sorted(RANKS, key=len, reverse=True):
        if before.endswith(rank.casefold()):
            return "" if own.startswith(rank.casefold()) else rank
    return ""


def old_spellings(text: str) -> Iterator[str]:
    """Words of small letters in `text` with the tone in the old place."""
    if text.isascii():
        return
    for word in _WORD.findall(nfc(text)):
        if word[0].islower() and _OLD.search(word):
            yield word


def new_spelling(word: str) -> str:
    """The tone moved to its place of today: hoà becomes hòa, thuỷ thủy."""
    found = _OLD.search(word)
    if found is None:
        return word
    tone = found.group()[-1]
    first, second = _MOVED[tone]
    return word[: found.start()] + _with(found.group()[0], first) + second + word[found.end() :]


def _with(vowel: str, mark: str) -> str:
    return nfc(vowel + mark)


_MARKS: Final = {"à": "a\u0300", "á": "a\u0301", "ả": "a\u0309", "ã": "a\u0303", "ạ": "a\u0323",
                 "è": "e\u0300", "é": "e\u0301", "ẻ": "e\u0309", "ẽ": "e\u0303", "ẹ": "e\u0323",
                 "ỳ": "y\u0300", "ý": "y\u0301", "ỷ": "y\u0309", "ỹ": "y\u0303", "ỵ": "y\u0323"}  # fmt: skip
_MOVED: Final = {letter: (plain[1], plain[0]) for letter, plain in _MARKS.items()}
_OLD: Final = re.compile("(?<=[^\\W_])(?:o[àáảãạèéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ])$|^(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$")
"""An open syllable in oa, oe or uy whose tone stands on the last letter; after q the u is no vowel."""

_NAME_FIELDS: Final = frozenset(
    {
        "actors",
        "signer",
        "drafter",
        "office.symbol",
        "office.name",
        "office.parent",
        "letterhead.symbol",
        "letterhead.unit_symbol",
    }
)
"""Fields that are a name: what they say is how it is spelled."""


def _known(data: ReportData) -> Iterator[str]:
    yield from (data.office.name.vi, data.office.parent.vi)
    yield from (person.name for person in (data.signer, data.drafter) if person is not None)
    for event in report_data.listed(data):
        yield from (actor.partner for actor in event.actors)


@functools.lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return fold(word)


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    folded: tuple[str, ...]


class _Names:
    """Finds names in running text word by word, whatever their marks, and says where the marks are wrong."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[_Name]] = defaultdict(list)
        self._right: set[tuple[str, ...]] = set()
        for name in dict.fromkeys(nfc(name) for name in names):
            words = tuple(_WORD.findall(name))
            if len(words) >= _FEWEST and name != WITHHELD.vi:
                folded = tuple(_folded(word) for word in words)
                self._right.add(tuple(word.casefold() for word in words))
                self._by_first[folded[0]].append(_Name(words, folded))

    def misspelled(self, text: str) -> Iterator[tuple[str, str]]:
        """As it stands in the text, and as the name is written; each once."""
        words = _WORD.findall(nfc(text))
        folded = [_folded(word) for word in words]
        told: set[str] = set()
        for at, first in enumerate(folded):
            for name in self._by_first.get(first, ()):
                end = at + len(name.words)
                if tuple(folded[at:end]) != name.folded:
                    continue
                found = " ".join(words[at:end])
                if tuple(word.casefold() for word in words[at:end]) in self._right or found in told:
                    continue
                told.add(found)
                yield found, " ".join(name.words)
