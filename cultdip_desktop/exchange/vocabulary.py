"""The words of cells that are chosen from a list: kinds, states, codes of the catalogue, countries, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Final, TypeVar

from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.codec_fields import is_zone
from cultdip_desktop.domain.event import CountingMethod, EventFormat, EventKind, EventState
from cultdip_desktop.domain.labels import SHORT_GOALS, label
from cultdip_desktop.domain.partner import ActorRole
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n.country import countries
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.words import LANGUAGES, Words

_E = TypeVar("_E", bound=StrEnum)

_ALSO: Final[Mapping[StrEnum, str]] = {
    EventKind.PERFORMANCE: "bieu dien | nghe thuat | van nghe | ca nhac | hoa nhac | concert | show | music | mua",
    EventKind.EXHIBITION: "trung bay | trien lam anh | trien lam tranh",
    EventKind.FILM: "phim | chieu phim | tuan phim | cinema | film week",
    EventKind.CUISINE: "am thuc | lien hoan am thuc | food | gastronomy",
    EventKind.VIETNAMDAY: "ngay viet nam | tuan viet nam | viet nam day | vietnam day | tuan van hoa | ngay van hoa",
    EventKind.TALK: "hoi thao | toa dam | noi chuyen | seminar | talk | conference | lecture | hoi nghi | lop hoc",
    EventKind.COMMUNITY: "cong dong | le hoi | tet | le tet | community | festival | le ky niem",
    EventFormat.IN_PERSON: "offline | tai cho | truc tiep",
    EventFormat.ONLINE: "online | tren mang",
    EventFormat.HYBRID: "ket hop | truc tiep va truc tuyen",
    EventState.IDEA: "de xuat | y tuong | proposed",
    EventState.PREPARING: "du kien | ke hoach | chuan bi | chua thuc hien | chua to chuc | dang thuc hien | dang trien khai"
    " | planned | planning | confirmed | in progress",
    EventState.SUBMITTED: "da trinh | cho duyet | pending",
    EventState.APPROVED: "duoc duyet | da phe duyet | phe duyet",
    EventState.HELD: "da thuc hien | hoan thanh | da hoan thanh | xong | done | completed | da dien ra",
    EventState.RESULTS_IN: "co ket qua | da bao cao",
    EventState.POSTPONED: "hoan | tam hoan | lui",
    EventState.CANCELLED: "huy | da huy | khong to chuc | canceled",
    ActorRole.LEAD: "chu tri | to chuc | don vi chu tri | organiser",
    ActorRole.CO_ORGANISER: "phoi hop | dong chu tri | co-organizer",
    ActorRole.SPONSOR: "nha tai tro",
    ActorRole.PARTICIPANT: "tham du",
    CountingMethod.COUNTED: "dem | dem thuc te",
    CountingMethod.TICKETS: "ve | so ve",
    CountingMethod.REGISTERED: "dang ky",
    CountingMethod.ESTIMATED: "uoc luong | khoang",
}
"""Folded words that mean a value beside its code and its words in both languages."""

_CODE: Final = re.compile(r"[A-Za-z]{1,5}\d*(?:\.[A-Za-z0-9]+)*")
_BOTH: Final = re.compile(r"\s*\|\s*")
_ITEMS: Final = re.compile(r"\s*[;\n]\s*")
_COMMAS: Final = re.compile(r"\s*,\s*")


class Vocabulary:
    """All of it for one edition of the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._enums: dict[type[StrEnum], dict[str, StrEnum]] = {}
        self._titles: dict[str, dict[str, str]] = {}
        self._met: dict[tuple[str, tuple[str, ...]], tuple[str, ...] | str] = {}

    def one(self, kind: type[_E], text: str) -> _E | None:
        """The value that a word names; None for an unknown one."""
        known = self._enums.get(kind)
        if known is None:
            known = self._enums[kind] = _words_of(kind)
        for part in _BOTH.split(text):
            found = known.get(fold(part))
            if found is not None:
                return kind(found.value)
        return None

    def codes(self, text: str, kinds: Iterable[str]) -> tuple[str, ...] | str:
        """The codes that a cell lists, each once, or the first piece that is none of `kinds`."""
        wanted = tuple(kinds)
        met = self._met.get((text, wanted))
        if met is None:
            met = self._met[text, wanted] = self._listed(text, wanted)
        return met

    def localities(self, text: str) -> tuple[str, ...] | str:
        """As `codes`, for provinces and cities of Viet Nam."""
        found: list[str] = []
        for piece in (part for part in re.split(r"\s*[;,\n]\s*", text) if part.strip()):
            bare = re.sub(r"^(?:tinh|thanh pho|tp\.?) ", "", fold(piece))
            code = self._localities.get(bare) or self._localities.get(fold(piece.split(" ", 1)[0]))
            if code is None:
                return piece
            found.append(code)
        return tuple(dict.fromkeys(found))

    def locality(self, code: str) -> str:
        """The Vietnamese name of a locality; the code where nobody knows it."""
        return self._locality_names.get(code, code)

    def country(self, text: str) -> str | None:
        """The ISO code that a country's name or code means."""
        if len(text) == 2 and text.isascii() and text.isalpha():
            return text.upper()
        return self._countries.get(fold(text))

    def zone(self, text: str) -> str | None:
        """The IANA zone of that name."""
        name = text.strip()
        return name if is_zone(name) else None

    def _listed(self, text: str, wanted: tuple[str, ...]) -> tuple[str, ...] | str:
        found: list[str] = []
        for item in (part for part in _ITEMS.split(text) if part.strip()):
            whole = self._code(item, wanted)
            for piece in [item] if whole else [part for part in _COMMAS.split(item) if part.strip()]:
                code = whole or self._code(piece, wanted)
                if code is None:
                    return piece
                found.append(code)
        return tuple(dict.fromkeys(found))

    def _code(self, piece: str, kinds: tuple[str, ...]) -> str | None:
        """By code (`M1`, `M1 – Hình ảnh quốc gia`) or by title."""
        start = _CODE.match(piece.strip())
        for code in (start.group(), start.group().upper()) if start else ():
            node = self._catalogue.find(code)
            if node is not None and node.taggable and node.kind in kinds:
                return code
        for kind in kinds:
            titles = self._titles.get(kind)
            if titles is None:
                titles = self._titles[kind] = self._titles_of(kind)
            for part in _BOTH.split(piece):
                if found := titles.get(fold(part)):
                    return found
        return None

    def _titles_of(self, kind: str) -> dict[str, str]:
        titles: dict[str, str] = {}
        for node in self._catalogue.of_kind(kind):
            for title in (node.title.vi, node.title.en):
                titles.setdefault(fold(title), node.code)
            if node.code in SHORT_GOALS:
                for language in LANGUAGES:
                    titles.setdefault(fold(Words(language).t(SHORT_GOALS[node.code])), node.code)
        return titles

    @cached_property
    def _countries(self) -> dict[str, str]:
        named = {fold(name): code for language in LANGUAGES for code, name in countries(Words(language))}
        return {
            **named,
            "chxhcn viet nam": "VN",
            "sec": "CZ",
            "cong hoa sec": "CZ",
            "ch sec": "CZ",
            "my": "US",
            "anh": "GB",
        }

    @cached_property
    def _places(self) -> list[dict[str, str]]:
        plain = json.loads((resources() / "places" / "localities.json").read_text("utf-8"))
        places: list[dict[str, str]] = plain["localities"]
        return places

    @cached_property
    def _localities(self) -> dict[str, str]:
        named = {fold(place[name]): place["code"] for place in self._places for name in ("code", "vi", "en")}
        return {**named, "hanoi": "VN.01", "tp ho chi minh": "VN.79", "ho chi minh": "VN.79", "sai gon": "VN.79"}

    @cached_property
    def _locality_names(self) -> dict[str, str]:
        return {place["code"]: place["vi"] for place in self._places}


def _words_of(kind: type[StrEnum]) -> dict[str, StrEnum]:
    known: dict[str, StrEnum] = {}
    for value in kind:
        for language in LANGUAGES:
            known.setdefault(fold(label(Words(language), value)), value)
        known.setdefault(value.value, value)
        known.setdefault(value.value.replace("_", " "), value)
    for value in kind:
        for word in _ALSO.get(value, "").split("|"):
            if word.strip():
                known.setdefault(word.strip(), value)
    return known
