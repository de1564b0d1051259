"""One signature of a PDF, line by line."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

from cultdip_desktop.packages import entitlement, limits
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Check, Outcome
from cultdip_desktop.signatures import compare
from cultdip_desktop.signatures.cms_form import FormError, SignatureForm, take_apart
from cultdip_desktop.signatures.compare import Difference, Part
from cultdip_desktop.signatures.guard import HostileError, guarded
from cultdip_desktop.signatures.places import places
from cultdip_desktop.signatures.verdict import SIGNATURE_CHECKS, SignatureVerdict

_MAX_TEXT: Final = 300
_GIVEN_BY: Final = ("coverage", "key")
"""Lines to which a broken form may belong, by the code's second part."""

_CHANGED: Final = {
    Part.CONTENT: "pdf.changes_content",
    Part.PAGES: "pdf.changes_pages",
    Part.ANNOTATIONS: "pdf.changes_annotations",
    Part.ATTACHMENTS: "pdf.changes_attachments",
    Part.ACTIONS: "pdf.changes_actions",
    Part.LAYERS: "pdf.changes_layers",
    Part.FORM: "pdf.changes_form",
}
"""What was changed later, the gravest first."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that pyHanko can read."""

    data: bytes = field(repr=False)
    reader: Any
    embedded: tuple[Any, ...]
    """Its signatures in the order in which they were made."""

    pages: int


class _StopError(Exception):
    """A line has failed; the following ones are skipped."""


def examine(opened: Opened, number: int, trusts: tuple[TrustStore, ...], now: datetime) -> SignatureVerdict:
    """The verdict on the signature called `number` (from 1)."""
    examination = _Examination(opened, number, trusts, now)
    try:
        with guarded():
            examination.run()
    except HostileError as error:
        if not isinstance(error.__cause__, _StopError):
            examination.note_broken()
    return examination.verdict()


class _Examination:
    def __init__(self, opened: Opened, number: int, trusts: tuple[TrustStore, ...], now: datetime) -> None:
        self._opened = opened
        self._number = number
        self._embedded = opened.embedded[number - 1]
        self._trusts = trusts
        self._now = now
        self._checks: dict[str, Check] = {}
        self._intact = self._valid = self._covers_whole = False
        self._signer: CertificateFacts | None = None
        self._signed_at: datetime | None = None

    def run(self) -> None:
        """All lines, until one of the first four fails."""
        form = self._check_form()
        self._check_integrity()
        self._check_coverage()
        self._check_changes()
        self._check_key(form.signer)
        self._check_time()
        self._check_entitlement(form)

    def note_broken(self) -> None:
        """Something in it could not even be looked at: the first line not yet written has failed."""
        name = next((name for name in SIGNATURE_CHECKS if name not in self._checks), SIGNATURE_CHECKS[-1])
        self._note(name, Outcome.FAILED, "pdf.form_structure")

    def verdict(self) -> SignatureVerdict:
        """What has been found."""
        skipped = {
            name: Check(index, name, Outcome.SKIPPED, "pdf.skipped") for index, name in enumerate(SIGNATURE_CHECKS)
        }
        checks = {**skipped, **self._checks}
        certificate, revocation = checks["certificate"].outcome, checks["revocation"].outcome
        return SignatureVerdict(
            number=self._number,
            field=_clip(str(self._embedded.field_name)),
            checks=tuple(checks[name] for name in SIGNATURE_CHECKS),
            intact=self._intact,
            valid=self._valid,
            trusted=self._valid and certificate is Outcome.OK and revocation is Outcome.OK,
            covers_whole=self._covers_whole,
            signer=self._signer,
            signed_at=self._signed_at,
            reason=self._said("/Reason"),
            location=self._said("/Location"),
            page=self._page(),
        )

    def _check_form(self) -> SignatureForm:
        try:
            form = take_apart(self._embedded, self._opened.reader.stream)
        except FormError as error:
            part = error.code.removeprefix("pdf.").partition("_")[0]
            self._fail(part if part in _GIVEN_BY else "form", error.code)
        self._signer = form.signer
        if not form.exact:
            self._note("form", Outcome.WARNING, "pdf.form_loose")
        elif not form.binds_certificate:
            self._note("form", Outcome.WARNING, "pdf.form_unbound")
        else:
            self._note("form", Outcome.OK, "pdf.form_ok")
        return form

    def _check_integrity(self) -> None:
        from pyhanko.sign.validation.errors import SignatureValidationError
        from pyhanko.sign.validation.generic_cms import validate_sig_integrity

        embedded = self._embedded
        digest = embedded.compute_digest()
        try:
            self._intact, self._valid = validate_sig_integrity(
                embedded.signer_info, embedded.signer_cert, expected_content_type="data", actual_digest=digest
            )
        except SignatureValidationError:
            self._fail("integrity", "pdf.form_structure")
        if not self._intact:
            self._fail("integrity", "pdf.integrity_changed")
        if not self._valid:
            self._fail("integrity", "pdf.integrity_forged")
        self._note("integrity", Outcome.OK, "pdf.integrity_ok")

    def _check_coverage(self) -> None:
        from pyhanko.sign.validation.status import SignatureCoverageLevel

        self._embedded.compute_integrity_info()
        level = self._embedded.coverage
        self._covers_whole = level is SignatureCoverageLevel.ENTIRE_FILE
        if level < SignatureCoverageLevel.ENTIRE_REVISION:
            self._fail("coverage", "pdf.coverage_partial")
        self._note("coverage", Outcome.OK, "pdf.coverage_whole" if self._covers_whole else "pdf.coverage_revision")

    def _check_changes(self) -> None:
        """What came after it: further signatures and what proves them. Two opinions must agree, pyHanko's and ours."""
        if self._covers_whole:
            self._note("changes", Outcome.OK, "pdf.changes_none")
            return
        end = sum(int(value) for value in list(self._embedded.byte_range)[2:])
        if self._embedded.signed_revision + 1 >= self._opened.reader.xrefs.total_revisions:
            self._fail("changes", "pdf.changes_trailing")  # bytes that belong to no revision
        found = compare.differences(self._opened.data[:end], self._opened.data)
        if found:
            self._fail("changes", *_named(found))
        names = self._changed_fields()
        if names is None:
            self._fail("changes", "pdf.changes_other")
        later = {one.field_name for one in self._opened.embedded[self._number :]}
        if not names <= later:
            self._fail("changes", "pdf.changes_field", {"field": _clip(sorted(names - later)[0])})
        code = "pdf.changes_signatures" if names else "pdf.changes_proofs"
        self._note("changes", Outcome.OK, code, {"n": len(names)})

    def _changed_fields(self) -> set[str] | None:
        """Names of the fields that were filled later; None when something else was touched."""
        from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel

        result = self._embedded.diff_result
        if not isinstance(result, DiffResult) or result.modification_level > ModificationLevel.FORM_FILLING:
            return None
        allowed = self._embedded.docmdp_level
        if allowed is not None and result.modification_level.value > allowed.value:
            return None
        return set(result.changed_form_fields)

    def _check_key(self, signer: CertificateFacts) -> None:
        self._note("key", Outcome.OK, "pdf.key_app" if signer.app_level else "pdf.key_ok")

    def _check_time(self) -> None:
        moment = None
        with suppress(HostileError), guarded():  # a date of any form stands there
            moment = self._embedded.self_reported_timestamp
        if not isinstance(moment, datetime):
            self._note("time", Outcome.WARNING, "pdf.time_missing")
            return
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        self._signed_at = moment
        said: dict[str, str | int] = {"time": moment.isoformat(timespec="seconds")}
        if (moment - self._now).total_seconds() > limits.CLOCK_TOLERANCE_SECONDS:
            self._note("time", Outcome.WARNING, "pdf.time_ahead", said)
        else:
            self._note("time", Outcome.OK, "pdf.time_claimed", said)

    def _check_entitlement(self, form: SignatureForm) -> None:
        trust = _trust_for(form, self._trusts)
        if trust is None and self._trusts and not form.signer.app_level:
            self._note("certificate", Outcome.UNKNOWN, "pdf.certificate_foreign")
            self._note("revocation", Outcome.SKIPPED, "revocation.no_trust")
            return
        trust = trust or (self._trusts[0] if self._trusts else None)
        if trust is None:
            self._note("certificate", Outcome.UNKNOWN, "certificate.no_trust")
            self._note("revocation", Outcome.SKIPPED, "revocation.no_trust")
            return
        path = entitlement.check_path(form.signer, trust, self._now, self._signed_at)
        self._note("certificate", path.outcome, path.code, path.params)
        if path.outcome is Outcome.FAILED:
            return
        needed = {trust.root, *trust.issuing, *(trust.path_of(form.signer.der) or ())}
        if path.outcome is Outcome.OK and not needed.issuperset(form.others):
            self._note("certificate", Outcome.WARNING, "pdf.certificate_extra")
        revoked = entitlement.check_revocation(form.signer, trust, self._now)
        self._note("revocation", revoked.outcome, revoked.code, revoked.params)

    def _said(self, key: str) -> str:
        said = ""
        with suppress(HostileError), guarded():
            said = _clip(str(self._embedded.sig_object.get(key, "")))
        return said

    def _page(self) -> int:
        page = 0
        with suppress(HostileError), guarded():
            found = {place.name: place for place in places(self._opened.reader)}
            place = found[self._embedded.field_name]
            page = place.page if place.width > 0 and place.height > 0 else 0
        return page

    def _note(self, name: str, outcome: Outcome, code: str, params: dict[str, str | int] | None = None) -> None:
        self._checks[name] = Check(SIGNATURE_CHECKS.index(name), name, outcome, code, params or {})

    def _fail(self, name: str, code: str, params: dict[str, str | int] | None = None) -> NoReturn:
        self._note(name, Outcome.FAILED, code, params)
        raise _StopError


def _named(found: tuple[Difference, ...]) -> tuple[str, dict[str, str | int]]:
    """The gravest difference, with its pages."""
    for part, code in _CHANGED.items():
        pages = [difference.page for difference in found if difference.part is part]
        if pages:
            return code, {"pages": ", ".join(str(page) for page in pages[:20])}
    return "pdf.changes_other", {}


def _trust_for(form: SignatureForm, trusts: tuple[TrustStore, ...]) -> TrustStore | None:
    """The root that the certificate leads to, helped by authorities that came with the signature; None without one."""
    for trust in trusts:
        if trust.path_of(form.signer.der) is not None:
            return trust
        helped = TrustStore(trust.root, (*trust.issuing, *_authorities(form, trust)), trust.revocation_lists)
        path = helped.path_of(form.signer.der)
        if path is not None:
            return TrustStore(trust.root, (*trust.issuing, *path), trust.revocation_lists)
    return None


def _authorities(form: SignatureForm, trust: TrustStore) -> list[bytes]:
    from cultdip_desktop.packages import certificates

    known = {trust.root, *trust.issuing}
    found = []
    for der in form.others:
        try:
            if der not in known and certificates.is_authority(der):
                found.append(der)
        except ValueError:
            continue
    return found


def _clip(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)[:_MAX_TEXT]
