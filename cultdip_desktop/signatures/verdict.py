"""What verifying a signed PDF gives: a value with every fact, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.verdict import Check, Outcome, Result

DOCUMENT_CHECKS: Final = ("size", "structure", "signed", "order", "ending")
"""Lines that concern the file as a whole, in the order in which they are established."""

SIGNATURE_CHECKS: Final = ("form", "integrity", "coverage", "changes", "key", "time", "certificate", "revocation")
"""Lines of one signature, likewise."""

UNREADABLE: Final = frozenset(
    {"pdf.size_unreadable", "pdf.size_empty", "pdf.size_too_large", "pdf.not_a_pdf", "pdf.broken", "pdf.encrypted",
     "pdf.too_complex"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerdict:
    """One signature of the file."""

    number: int
    """In the order in which they were made, from 1."""

    field: str
    """Name of the form field."""

    checks: tuple[Check, ...]
    """One for every name of `SIGNATURE_CHECKS`, in that order."""

    intact: bool = False
    """The signed digest is that of the bytes that the signature says it covers."""

    valid: bool = False
    """The signer's key made it."""

    trusted: bool = False
    """Derived: certificate and revocation are both established, at the verdict's moment."""

    covers_whole: bool = False
    """Nothing was added to the file after it."""

    signer: CertificateFacts | None = None
    signed_at: datetime | None = None
    """Claimed by the signer; aware."""

    reason: str = ""
    location: str = ""
    page: int = 0
    """Where it shows; 0 for one that cannot be seen."""

    @property
    def result(self) -> Result:
        """The five states, for this signature alone."""
        return _fold(self.checks)

    def check(self, name: str) -> Check:
        """The line called `name`."""
        return next(check for check in self.checks if check.name == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfVerdict:
    """All that is known of a PDF after verifying."""

    checks: tuple[Check, ...]
    """One for every name of `DOCUMENT_CHECKS`, in that order."""

    signatures: tuple[SignatureVerdict, ...] = ()
    moment: datetime
    """The instant for which entitlement was asked."""

    sha256: str = ""
    bytes: int = 0
    pages: int = 0

    @property
    def result(self) -> Result:
        """The file is worth what its worst line is worth."""
        return _fold((*self.checks, *(check for one in self.signatures for check in one.checks)))

    def check(self, name: str) -> Check:
        """The document's line called `name`."""
        return next(check for check in self.checks if check.name == name)


def _fold(checks: tuple[Check, ...]) -> Result:
    outcomes = {check.outcome for check in checks}
    if any(check.outcome is Outcome.FAILED and check.code in UNREADABLE for check in checks):
        return Result.UNREADABLE
    if Outcome.FAILED in outcomes:
        return Result.NOT_VALID
    if Outcome.UNKNOWN in outcomes:
        return Result.UNKNOWN
    return Result.VALID_WITH_WARNINGS if Outcome.WARNING in outcomes else Result.VALID
