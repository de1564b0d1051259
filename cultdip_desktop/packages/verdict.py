"""What verifying gives: a value with every fact, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.manifest import FileDigest
from cultdip_desktop.packages.package import PackageInfo


class Outcome(StrEnum):
    """How one check ended."""

    OK = "ok"
    WARNING = "warning"
    UNKNOWN = "unknown"
    """It could not be established; nothing speaks against it."""

    FAILED = "failed"
    SKIPPED = "skipped"
    """It does not apply, or an earlier failure makes it pointless; the code says which."""


class Result(StrEnum):
    """The five states of a package."""

    VALID = "valid"
    VALID_WITH_WARNINGS = "valid_with_warnings"
    UNKNOWN = "unknown"
    NOT_VALID = "not_valid"
    UNREADABLE = "unreadable"


CHECKS: Final[tuple[tuple[int, str], ...]] = (
    (0, "size"),
    (1, "container"),
    (2, "manifest"),
    (3, "signature"),
    (4, "certificate"),
    (4, "revocation"),
    (5, "office"),
    (6, "files"),
    (7, "format"),
    (8, "chain"),
    (9, "content"),
    (10, "recipient"),
)
"""Number and name of every line of a verdict, in the order in which they are established."""


UNREADABLE: Final = frozenset(
    {
        "size.unreadable",
        "size.empty",
        "container.not_zip",
        "container.sealed",
        "container.truncated",
        "format.newer",
        "format.critical",
        "container.unexpected",
    }
)
"""Codes of failures that mean "we cannot read this" rather than "somebody changed this"."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a verdict."""

    number: int
    """0 to 10, as PACKAGE.md counts."""

    name: str
    outcome: Outcome
    code: str
    """Stable, dotted; its words are in `i18n.messages.packages`."""

    params: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))
    """Fill the named places of the code's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All that is known of a package after verifying."""

    checks: tuple[Check, ...]
    """One for every entry of `CHECKS`, in that order."""

    intact: bool = False
    """The signed digest fits the manifest, and every file fits the manifest."""

    signature_valid: bool = False
    """The key of `signer` made the signature."""

    trusted: bool = False
    """Derived: certificate and revocation are both established, at `moment`."""

    signer: CertificateFacts | None = None
    signed_at: datetime | None = None
    """Claimed by the signer; aware, UTC."""

    moment: datetime
    """The instant for which entitlement was asked."""

    trust_domain: str = ""
    """Name of the authority whose root vouches for the signer; empty for headquarters' own."""

    info: PackageInfo | None = None
    """`package.json`; None unless its own digest and the signature were established."""

    manifest_sha256: str = ""
    """What the chain counts by; empty when there is no manifest."""

    files: tuple[FileDigest, ...] = ()
    """What the manifest lists; empty before the signature is established."""

    entries: int = 0
    bytes: int = 0

    @property
    def result(self) -> Result:
        """The five-state answer."""
        return result_of(self.checks)

    @property
    def first_problem(self) -> Check | None:
        """The gravest line: the first failed one, else unknown, else warning; None when all is well."""
        for outcome in (Outcome.FAILED, Outcome.UNKNOWN, Outcome.WARNING):
            for check in self.checks:
                if check.outcome is outcome:
                    return check
        return None

    @property
    def office(self) -> str | None:
        """The office that `package.json` names."""
        return self.info.office if self.info else None

    @property
    def kind(self) -> str | None:
        """One of `package.KINDS`."""
        return self.info.kind if self.info else None

    @property
    def package_id(self) -> str | None:
        """UUIDv7."""
        return self.info.package_id if self.info else None

    @property
    def period(self) -> str | None:
        """`from/to` as ISO days, or None when the package has no period."""
        period = self.info.period if self.info else None
        return None if period is None else f"{period.first}/{period.last}"

    @property
    def seq(self) -> int | None:
        """Number in the office's chain."""
        return self.info.chain.seq if self.info else None

    @property
    def epoch(self) -> int | None:
        """Numbering of the chain."""
        return self.info.chain.epoch if self.info else None

    def check(self, name: str) -> Check:
        """The line called `name`."""
        return next(check for check in self.checks if check.name == name)


def result_of(checks: tuple[Check, ...]) -> Result:
    """Fold the lines into one state: failed before unknown before warning."""
    outcomes = {check.outcome for check in checks}
    if any(check.outcome is Outcome.FAILED and check.code in UNREADABLE for check in checks):
        return Result.UNREADABLE
    if Outcome.FAILED in outcomes:
        return Result.NOT_VALID
    if Outcome.UNKNOWN in outcomes:
        return Result.UNKNOWN
    return Result.VALID_WITH_WARNINGS if Outcome.WARNING in outcomes else Result.VALID
