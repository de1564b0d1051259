"""What the pages of the Packages room show: plain values, made by the view-models off the UI thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.language import Speech


class KeyState(StrEnum):
    """Whether this office can sign now."""

    NONE = "none"
    """No key, or none with a certificate: step 3 explains."""

    WAITING = "waiting"
    """A key without a certificate."""

    READY = "ready"
    UNCHECKED = "unchecked"
    """It signs, but whether its certificate counts cannot be told here now."""

    ENDS_SOON = "ends_soon"
    LOCKED = "locked"
    STOPPED = "stopped"
    """Expired, not yet valid or revoked: nothing can be signed, which step 2 says."""


@dataclass(frozen=True, slots=True)
class KeyCard:
    """The certificate as the signing page shows it."""

    state: KeyState
    id: str = ""
    person: str = ""
    office: str = ""
    app_level: bool = False
    first: date | None = None
    last: date | None = None
    words: tuple[str, ...] = ()
    attempts: int = 3
    trouble: Speech = ""
    """What stops it, in a sentence; empty when nothing does."""


@dataclass(frozen=True, slots=True)
class Part:
    """One component that travels, or one group that stays."""

    code: str
    count: int | None
    bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything the wizard shows before signing."""

    period: Period
    window: Window
    nil: bool
    parts: tuple[Part, ...]
    stays: tuple[Part, ...]
    events: int
    held: int
    media: int
    volumes: int
    """In how many files it will travel, as far as the originals' sizes tell."""

    findings: tuple[Finding, ...]
    key: KeyCard
    recipient: BiText
    epoch: int
    seq: int
    file_name: str
    one_person: bool
    office: BiText
    changes: int = 0
    """Fields that changed since the package before: it goes as an amendment and needs its reason."""

    unexplained: int = 0
    """Warnings without a word of reason."""

    refusal: Speech = ""
    """Why it cannot be signed now: not approved, or changed since the approval."""

    encryption_key: str = ""
    at_headquarters: int = 0
    """Attachments that headquarters has acknowledged: they are named and not sent again."""

    """Id of headquarters' key to encrypt for; empty while none is known here."""

    @property
    def needs_reason(self) -> bool:
        """Whether somebody must say why."""
        return bool(self.changes or self.unexplained)

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of this severity, in their order."""
        return tuple(finding for finding in self.findings if finding.severity is severity)


@dataclass(frozen=True, slots=True)
class TargetCheck:
    """What is known of the chosen file before anything is written."""

    file: Path
    trouble: str = ""
    """Code of what is wrong: `file.exists`, `file.unreachable`, `file.not_writable`, `package.bad_ending`."""

    free: int = 0
    """Bytes free where it would lie."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a verdict."""

    name: str
    """Name of the check; the title says it in words."""

    title: Speech
    outcome: str
    """`ok`, `warning`, `unknown`, `failed`, `skipped`."""

    sentence: Speech
    advice: Speech = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictCard:
    """A verdict in the words of the interface."""

    file: Path
    result: str
    """`valid`, `valid_with_warnings`, `unknown`, `not_valid`, `unreadable`."""

    title: Speech
    sentence: Speech
    problem: Line | None
    """The gravest line; None when all is well."""

    lines: tuple[Line, ...]
    signer: str = ""
    office: BiText = field(default_factory=BiText)
    """Name of the sending office; its id when it is not on the list of missions."""

    trusted: bool = False
    """Certificate and revocation are both established; otherwise signer and office are only what the file says."""

    app_level: bool = False
    signer_words: tuple[str, ...] = ()
    signed_at: datetime | None = None
    zone: str = "UTC"
    kind: str = ""
    period: str = ""
    epoch: int | None = None
    seq: int | None = None
    recipient: str = ""
    contents: tuple[Part, ...] = ()
    entries: int = 0
    bytes: int = 0
    sha256: str = ""
    """Of the whole file."""

    words: tuple[str, ...] = ()
    """The same as words, to compare with the sender by telephone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A package that was written and read back."""

    file: Path
    files: tuple[Path, ...]
    """All that must travel together, `file` first."""

    package_id: str
    epoch: int
    seq: int
    sha256: str
    words: tuple[str, ...]
    entries: int
    bytes: int
    period: Period
    verdict: VerdictCard


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go to put a finding right."""

    event_id: str = ""
    tab: str = ""
    settings: str = ""
