"""Entries of the register that may be one partner, and why: same name, transposed words, near spelling, same address."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.partner import PartnerKind
from cultdip_desktop.i18n.fold import fold


class TwinReason(StrEnum):
    """Why two entries may be one, the strongest reason first."""

    NAME = "name"
    """Alike but for the legal form."""

    WORDS = "words"
    """The same words in another order."""

    SPELLING = "spelling"
    """One letter apart."""

    EMAIL = "email"
    WEBSITE = "website"


@dataclass(frozen=True, slots=True)
class TwinEntry:
    """What of an entry is compared."""

    id: str
    kind: PartnerKind
    name: str
    name_en: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two entries of one kind that may be one partner."""

    first: str
    second: str
    """Ids; `first` stands before `second` in the register."""

    reasons: tuple[TwinReason, ...]


LEGAL_FORMS: Final = tuple(
    tuple(form.split())
    for form in (
        "cong ty trach nhiem huu han mot thanh vien", "cong ty tnhh mot thanh vien", "cong ty tnhh mtv",
        "cong ty trach nhiem huu han", "cong ty tnhh", "cong ty co phan", "cong ty cp", "cong ty", "ctcp", "tnhh",
        "tap doan", "doanh nghiep tu nhan", "dntn",
        "s r o", "spol s r o", "a s", "z s", "o p s", "z u", "v o s", "k s", "s p", "sro", "gmbh", "ggmbh", "e v", "ev",
        "ag", "kg", "ug", "ohg", "ltd", "limited", "co ltd", "co", "company", "inc", "incorporated", "corp",
        "corporation", "llc", "llp", "plc", "jsc", "se", "sa", "s a", "sas", "sarl", "s a r l", "spa", "s p a", "srl",
        "s r l", "bv", "b v", "nv", "n v", "ab", "oy", "oyj", "aps", "as", "sp z o o", "spolka z o o", "kft", "zrt",
        "d o o", "doo", "pty ltd", "pte ltd", "pvt ltd", "kk",
    )
)  # fmt: skip
"""Folded words that say how an organisation is registered and not who it is."""

_SHORTEST: Final = {PartnerKind.ORGANISATION: 4, PartnerKind.PERSON: 5}
"""Letters that a word must have to be told apart by one of them: `An` and `Anh` are two people."""

_CUT: Final = re.compile(r"[^\w]+")
_SCHEME: Final = re.compile(r"^[a-z][a-z0-9+.-]*://|^www\.")


def twins(entries: Sequence[TwinEntry]) -> tuple[Twins, ...]:
    """All pairs with their reasons, the strongest first; in one pass, not by comparing everybody with everybody."""
    order = {entry.id: index for index, entry in enumerate(entries)}
    reasons: dict[tuple[str, str], set[TwinReason]] = defaultdict(set)
    for reason, groups in _groups(entries):
        for ids in groups:
            for first, second in _pairs(sorted(set(ids), key=order.__getitem__)):
                reasons[first, second].add(reason)
    found = [Twins(*pair, tuple(reason for reason in TwinReason if reason in why)) for pair, why in reasons.items()]
    ranks = list(TwinReason)
    found.sort(key=lambda pair: (ranks.index(pair.reasons[0]), order[pair.first], order[pair.second]))
    return tuple(_without_lesser(found))


def core_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without its legal form: `Công ty TNHH Lụa Tơ Vàng` gives lua, to, vang."""
    words = tuple(_CUT.sub(" ", fold(name)).split())
    changed = True
    while changed and len(words) > 1:
        changed = False
        for form in LEGAL_FORMS:
            size = len(form)
            if len(words) > size and words[:size] == form:
                words, changed = words[size:], True
            elif len(words) > size and words[-size:] == form:
                words, changed = words[:-size], True
    return words


_Groups = Iterable[list[str]]


def _groups(entries: Sequence[TwinEntry]) -> Iterator[tuple[TwinReason, _Groups]]:
    names: dict[object, list[str]] = defaultdict(list)
    orders: dict[object, list[str]] = defaultdict(list)
    spellings: dict[object, list[str]] = defaultdict(list)
    emails: dict[object, list[str]] = defaultdict(list)
    websites: dict[object, list[str]] = defaultdict(list)
    for entry in entries:
        for words in {core_words(name) for name in (entry.name, entry.name_en) if name}:
            names[entry.kind, "".join(words)].append(entry.id)
            if len(words) > 1:
                orders[entry.kind, tuple(sorted(words))].append(entry.id)
            for key in _spellings(words, _SHORTEST[entry.kind]):
                spellings[entry.kind, key].append(entry.id)
        if email := entry.email.strip().casefold():
            emails[entry.kind, email].append(entry.id)
        if website := _address(entry.website):
            websites[entry.kind, website].append(entry.id)
    yield TwinReason.NAME, names.values()
    yield TwinReason.WORDS, orders.values()
    yield TwinReason.SPELLING, spellings.values()
    yield TwinReason.EMAIL, emails.values()
    yield TwinReason.WEBSITE, websites.values()


def _spellings(words: tuple[str, ...], shortest: int) -> Iterator[object]:
    """What a name shares with names that differ in one letter of one word; numbers must be equal."""
    for index, word in enumerate(words):
        if len(word) < shortest or not word.isalpha():
            continue
        before, after = words[:index], words[index + 1 :]
        yield (before, word, after)
        for at in range(len(word)):
            yield (before, word[:at] + word[at + 1 :], after)


def _address(website: str) -> str:
    text = website.strip().casefold()
    while (shorter := _SCHEME.sub("", text)) != text:
        text = shorter
    return text.partition("#")[0].rstrip("/")


_MOST: Final = 12
"""Entries that share one e-mail or key; more of them say nothing about any two."""


def _pairs(ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    if 1 < len(ids) <= _MOST:
        yield from ((first, second) for index, first in enumerate(ids) for second in ids[index + 1 :])


def _without(pair: Twins, *said: TwinReason) -> Twins:
    return Twins(pair.first, pair.second, tuple(reason for reason in pair.reasons if reason not in said))


def _without_lesser(found: Iterable[Twins]) -> Iterator[Twins]:
    """Who has the same name has the same words and spelling too: that need not be said."""
    for pair in found:
        if pair.reasons[0] is TwinReason.NAME:
            yield _without(pair, TwinReason.WORDS, TwinReason.SPELLING)
        elif pair.reasons[0] is TwinReason.WORDS:
            yield _without(pair, TwinReason.SPELLING)
        else:
            yield pair
