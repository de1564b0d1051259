"""What the Directives room shows, as its view-model reads it in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cultdip_desktop.domain.central import CentralItem, IssuedItem
from cultdip_desktop.domain.directive import Directive
from cultdip_desktop.domain.dispatch import Dispatch
from cultdip_desktop.domain.edition import CodeMapping, EditionHead
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.domain.strategy import Catalogue


class Tab(StrEnum):
    """The room's pages side by side; also the places of its routes."""

    DIRECTIVES = "directives"
    PROGRAMME = "programme"
    LIBRARY = "library"
    RATES = "rates"
    CATALOGUE = "catalogue"
    FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One directive of the list."""

    directive: Directive
    recipients: int
    answered: int
    settled: int
    files: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """A list that can be issued."""

    name: str
    entries: int
    news: bool
    last: datetime | None
    """When all missions were told last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The whole room but the details of one thing."""

    entries: tuple[Entry, ...]
    lists: dict[str, ListState]
    """By name."""

    years: tuple[int, ...]
    year: int
    programme: tuple[IssuedItem, ...]
    library: tuple[CentralItem, ...]
    rates: tuple[Rate, ...]
    editions: tuple[EditionHead, ...]
    files: tuple[Dispatch, ...]
    missions: tuple[Mission, ...]
    catalogue: Catalogue
    today: date
    can_sign: bool
    """Headquarters has a key with a certificate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How one mission stands with a directive."""

    mission: Mission
    states: tuple[tuple[str, str, datetime | None], ...]
    """Of each task in order: state (empty: nothing said), answer, when."""

    overdue: int
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One directive whole."""

    directive: Directive
    withdraws: Directive | None
    missions: tuple[Answered, ...]
    files: tuple[Dispatch, ...]
    notation: str
    """What a draft without a number will be called."""

    problems: tuple[str, ...]
    """Fields that are empty and must not be, and codes of other obstacles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLook:
    """One edition against the one before."""

    head: EditionHead
    added: tuple[str, ...]
    vanished: tuple[str, ...]
    reworded: tuple[str, ...]
    moved: tuple[str, ...]
    mapping: tuple[CodeMapping, ...]
    files: int
