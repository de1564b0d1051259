"""`package.json` as values: who sends what to whom, in which place of which chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from cultdip_desktop.domain import mission

FORMAT: Final = "cultdip-package"
FORMAT_VERSION: Final = 1
SCHEMA_VERSION: Final = 3
"""Version of the record descriptions in `resources/schema/<n>` that this program writes and reads by.

A new version only adds fields that may be missing and entities that may be missing, so that it reads what older ones
wrote. 2: the report's state, sections, answers, findings with reasons, amendments, initiatives, commendations.
3: what headquarters sends (receipts, remarks, directives, editions, programme, central items, rates, duties, encryption
keys) and what missions answer (`directive_answer`), days of the history.
"""

MIN_READER_SCHEMA: Final = 1
"""The oldest version whose readers still understand what is written here: they keep what they do not know."""

UNDERSTOOD: Final[frozenset[str]] = frozenset()
"""Names that `critical` may hold for this reader: features without which a package must not be read."""

MISSION_KINDS: Final = frozenset({"report", "nil-report", "amendment", "event-dossier", "handover"})
HEADQUARTERS_KINDS: Final = frozenset({"receipt", "comments", "directive", "catalogue", "trust", "rates"})
KINDS: Final = MISSION_KINDS | HEADQUARTERS_KINDS

ALL_MISSIONS: Final = mission.ALL_MISSIONS
"""Recipient of what headquarters sends to every mission in one file."""

DOCUMENT_FIELDS: Final = frozenset(
    "OrganId CodeNumber CodeNotation IssuedDate OrganName Subject Language PageAmount SignerInfo To Priority "
    "DueDate".split()
)
"""Names of Decree 30/2020, Appendix VI."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who the package is for."""

    id: str
    """Office id, or `ALL_MISSIONS`."""

    cert_sha256: str | None = None
    """Fingerprint of the certificate it was encrypted for; None without encryption."""


@dataclass(frozen=True, slots=True)
class PeriodInfo:
    """The window of a report."""

    rule: str
    """`calendar`, `decree` or `custom`."""

    first: date
    last: date
    """Both inside."""


@dataclass(frozen=True, slots=True)
class ChainLink:
    """The place in the office's chain."""

    epoch: int
    seq: int
    """Both from 1."""

    prev_manifest_sha256: str | None = None
    """None only for the very first package of an office."""

    last_receipt: str | None = None
    """Package id of the last receipt from headquarters."""


@dataclass(frozen=True, slots=True)
class HistoryHead:
    """Head of the office's change log: headquarters notices a cut or rewritten history by it."""

    head: str | None
    """64 hex digits; None for senders without a log."""

    count: int = 0


@dataclass(frozen=True, slots=True)
class Producer:
    """What wrote the package."""

    app: str
    schema: int = SCHEMA_VERSION
    min_reader_schema: int = MIN_READER_SCHEMA


@dataclass(frozen=True, slots=True)
class EntityState:
    """One data file."""

    file: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class State:
    """All records of a package."""

    entities: Mapping[str, EntityState]
    root_sha256: str
    """SHA-256 over the canonical JSON of `entities`."""


@dataclass(frozen=True, slots=True)
class MediaCount:
    """How many distinct attachments `data/media.jsonl` speaks of, over all volumes."""

    included: int
    assumed_at_hq: int
    """Acknowledged by an earlier receipt and not sent again."""


@dataclass(frozen=True, slots=True)
class Volume:
    """Part `i` of `n`; the first carries the records."""

    i: int = 1
    n: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageHeader:
    """What the sender decides; the writer adds state, media and volume."""

    package_id: str
    kind: str
    office: str
    recipient: Recipient
    period: PeriodInfo | None
    chain: ChainLink
    history: HistoryHead
    producer: Producer
    catalogue: tuple[str, str] | None = None
    """Code and edition of the strategy catalogue that tags refer to."""

    document: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))
    """Appendix VI names only (`DOCUMENT_FIELDS`)."""

    critical: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageInfo:
    """A whole `package.json`."""

    header: PackageHeader
    state: State
    media: MediaCount
    volume: Volume

    @property
    def package_id(self) -> str:
        """UUIDv7."""
        return self.header.package_id

    @property
    def kind(self) -> str:
        """One of `KINDS`."""
        return self.header.kind

    @property
    def office(self) -> str:
        """Id of the sending office."""
        return self.header.office

    @property
    def period(self) -> PeriodInfo | None:
        """The window, where there is one."""
        return self.header.period

    @property
    def chain(self) -> ChainLink:
        """The place in the office's chain."""
        return self.header.chain


def stream_of(kind: str, recipient: str) -> str:
    """The chain that a package of headquarters is numbered in: one for each recipient, `ALL_MISSIONS` among them.

    Answers to enrolment requests have a chain of their own beside it: a mission puts them in by hand, one at a time,
    and nothing is missing when it leaves one out.
    """
    return f"{recipient}/trust" if kind == "trust" else recipient
