"""The work behind `verify`: one file, one pass over its bytes, twelve lines of verdict."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import Cancelled
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.packages import (
    chain,
    content,
    description,
    entitlement,
    file_set,
    limits,
    manifest,
    names,
    sealed_for,
)
from cultdip_desktop.packages import signature as signatures
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.chain import ChainState
from cultdip_desktop.packages.container import Container, ContainerError
from cultdip_desktop.packages.failing import CheckFailedError, fail
from cultdip_desktop.packages.manifest import FileDigest, ManifestError
from cultdip_desktop.packages.package import ALL_MISSIONS, HEADQUARTERS_KINDS, PackageInfo
from cultdip_desktop.packages.payload import PayloadError
from cultdip_desktop.packages.signature import SignatureError, SignatureFacts
from cultdip_desktop.packages.trust import TrustDomain, TrustStore
from cultdip_desktop.packages.verdict import CHECKS, Check, Outcome, Verdict

_LOG: Final = logging.getLogger(__name__)
_OWN: Final = (Outcome.OK, "certificate.own")


def examine(
    path: Path,
    *,
    trust: TrustStore | None,
    own: bytes | None,
    us: str | None,
    known: ChainState | None,
    now: datetime,
    progress: Progress,
    written: Mapping[str, int] | None = None,
) -> Verdict:
    """As `verify`; with `own`, a package is read back after writing.

    That one certificate must have signed it and stands for trust: `trust` then says what a stranger will be told, and
    stops nothing. `written` are then the container's checksums as they were written, by name.

    Raises:
        Cancelled: through `progress`, and nothing else.
    """
    examination = _Examination(trust, own, us, known, now, progress, written)
    try:
        examination.run(path)
    except CheckFailedError as error:
        examination.note(error.name, Outcome.FAILED, error.code, **error.params)
    except Cancelled:
        raise
    except (ContainerError, OSError) as error:  # the stick was pulled out, or somebody cut the file meanwhile
        code = error.code if isinstance(error, ContainerError) else "size.unreadable"
        examination.note(examination.current, Outcome.FAILED, code)
    # Whatever a hostile file provokes in a foreign parser ends here as a refusal, never as a crash.
    except Exception:  # noqa: BLE001 - the package reader's outermost boundary
        _LOG.exception("verifying a package failed")
        examination.note(examination.current, Outcome.FAILED, "container.unexpected")
    return examination.verdict()


class _Examination:
    """Collects the lines; a line that is never noted is skipped because an earlier one failed."""

    def __init__(
        self,
        trust: TrustStore | None,
        own: bytes | None,
        us: str | None,
        known: ChainState | None,
        now: datetime,
        progress: Progress,
        written: Mapping[str, int] | None,
    ) -> None:
        self._trust = trust
        self._own = own
        self._us = us
        self._known = known
        self._now = now
        self._progress = progress
        self._written = written
        self._lines: dict[str, Check] = {}
        self._done = 0
        self._total = 1
        self._size = 0
        self._entries = 0
        self._manifest_sha256 = ""
        self._signature: SignatureFacts | None = None
        self._info: PackageInfo | None = None
        self._files: tuple[FileDigest, ...] = ()
        self._intact = False
        self._domain: TrustDomain | None = None
        self.current = "size"

    def run(self, path: Path) -> None:
        """All steps in their order."""
        self._progress.step(0, 0, "verify")
        with self._open(path) as container:
            self._total = max(container.size, 1)
            raw = self._read_manifest(container)
            signer = self._check_signature(container, raw)
            trusted = self._check_entitlement(signer)
            digests = self._read_digests(raw)
            if trusted:
                self._read_description(container, digests, signer)
            self._check_files(container, digests)
            if self._info is not None:
                self._check_format(self._info)
                self._check_chain(self._info)
                self._check_content(container, self._info, digests)
                self._check_recipient(self._info)

    def note(self, name: str, outcome: Outcome, code: str, /, **params: str | int) -> None:
        """Write one line."""
        number = next(number for number, known in CHECKS if known == name)
        self._lines[name] = Check(number, name, outcome, code, params)

    def verdict(self) -> Verdict:
        """The finished value."""
        checks = tuple(
            self._lines.get(name, Check(number, name, Outcome.SKIPPED, "skipped.earlier")) for number, name in CHECKS
        )
        facts = self._signature
        entitled = ("certificate", "revocation")
        trusted = all(name in self._lines and self._lines[name].outcome is Outcome.OK for name in entitled)
        return Verdict(
            checks=checks,
            intact=bool(facts and facts.intact) and self._intact,
            signature_valid=bool(facts and facts.intact and facts.valid),
            trusted=trusted,
            signer=facts.signer if facts else None,
            signed_at=facts.signed_at if facts else None,
            moment=self._now,
            trust_domain=self._domain.name if self._domain is not None and trusted else "",
            info=self._info,
            manifest_sha256=self._manifest_sha256,
            files=self._files,
            entries=self._entries,
            bytes=self._size,
        )

    def _open(self, path: Path) -> Container:
        """Steps 0 and 1."""
        try:
            container = Container.open(path)
        except ContainerError as error:
            area = error.code.partition(".")[0]
            if area == "container":
                self.note("size", Outcome.OK, "size.ok")
                if sealed_for.is_sealed(path):
                    fail("container", "container.sealed")
            raise CheckFailedError(area, error.code, dict(error.params)) from error
        self._size, self._entries = container.size, len(container.entries)
        self.note("size", Outcome.OK, "size.ok")
        self.note("container", Outcome.OK, "container.ok", files=self._entries)
        return container

    def _read_manifest(self, container: Container) -> bytes:
        """Step 2: its bytes only; it is taken apart after the signature over it was checked."""
        self.current = "manifest"
        for name, code in ((names.MANIFEST, "manifest.missing"), (names.SIGNATURE, "manifest.no_signature")):
            if name not in container.entries:
                fail("manifest", code)
        if container.entries[names.MANIFEST].size > limits.MAX_MANIFEST_BYTES:
            fail("manifest", "manifest.too_large", limit=limits.MAX_MANIFEST_BYTES // limits.MIB)
        raw = container.read(names.MANIFEST, limits.MAX_MANIFEST_BYTES)
        self._manifest_sha256 = hashlib.sha256(raw).hexdigest()
        if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
            fail("manifest", "manifest.doctype")
        return raw

    def _check_signature(self, container: Container, raw: bytes) -> CertificateFacts:
        """Step 3."""
        self.current = "signature"
        if container.entries[names.SIGNATURE].size > limits.MAX_SIGNATURE_BYTES:
            fail("signature", "signature.too_large")
        try:
            found = signatures.inspect(container.read(names.SIGNATURE, limits.MAX_SIGNATURE_BYTES), raw)
        except SignatureError as error:
            fail("signature", error.code, **error.params)
        if not found.intact:
            fail("signature", "signature.not_intact")
        if not found.valid:
            fail("signature", "signature.not_valid")
        self._domain = None if self._trust is None else self._trust.for_signer(found.signer.der)
        trust = None if self._domain is None else self._domain.trust
        known = trust is not None and trust.path_of(found.signer.der) is not None
        if trust is not None and known and not trust.leads(found.signer.der, found.others):
            fail("signature", "signature.certificates")
        self._signature = found
        if found.signed_at is None:
            self.note("signature", Outcome.WARNING, "signature.no_time", person=found.signer.person)
        elif (found.signed_at - self._now).total_seconds() > limits.CLOCK_TOLERANCE_SECONDS:
            self.note("signature", Outcome.WARNING, "signature.time_ahead", time=found.signed_at.isoformat())
        else:
            code = "signature.app_level" if found.signer.app_level else "signature.ok"
            time = found.signed_at.isoformat(timespec="seconds")
            self.note("signature", Outcome.OK, code, person=found.signer.person, time=time)
        return found.signer

    def _check_entitlement(self, signer: CertificateFacts) -> bool:
        """Step 4; true when the package may be read."""
        self.current = "certificate"
        if self._own is not None and signer.der != self._own:
            fail("certificate", "certificate.not_own")
        if self._trust is None:
            mine = self._own is not None
            self.note("certificate", *(_OWN if mine else (Outcome.UNKNOWN, "certificate.no_trust")))
            self.note("revocation", Outcome.SKIPPED, "revocation.own" if mine else "revocation.no_trust")
            return mine
        signed_at = self._signature.signed_at if self._signature else None
        trust = self._trust if self._domain is None else self._domain.trust
        path = entitlement.check_path(signer, trust, self._now, signed_at)
        if path.outcome is Outcome.FAILED and self._own is None:
            fail("certificate", path.code, **path.params)
        self._note_path(path)
        self.current = "revocation"
        revocation = entitlement.check_revocation(signer, trust, self._now, signed_at)
        if revocation.outcome is Outcome.FAILED and self._own is None:
            fail("revocation", revocation.code, **revocation.params)
        self.note("revocation", revocation.outcome, revocation.code, **revocation.params)
        return True

    def _note_path(self, path: entitlement.Finding) -> None:
        """Say by which root a signer counts, where it is not headquarters' own."""
        if path.outcome is Outcome.OK and self._domain is not None and self._domain.name:
            self.note("certificate", path.outcome, "certificate.domain", domain=self._domain.name, **path.params)
        else:
            self.note("certificate", path.outcome, path.code, **path.params)

    def _read_digests(self, raw: bytes) -> Mapping[str, str]:
        """The rest of step 2: what the signed manifest lists."""
        self.current = "manifest"
        try:
            self._files = manifest.read(raw)
        except ManifestError as error:
            fail("manifest", error.code, **error.params)
        self.note("manifest", Outcome.OK, "manifest.ok", files=len(self._files))
        return {file.name: file.sha256 for file in self._files}

    def _read_description(self, container: Container, digests: Mapping[str, str], signer: CertificateFacts) -> None:
        """Step 5."""
        self.current = "office"
        self._info = description.read(container, digests)
        office = signer.office if self._domain is None else self._domain.office_of(signer)
        description.check_sender(self._info, signer, office)
        self.note("office", Outcome.OK, "sender.ok", office=self._info.office)

    def _check_files(self, container: Container, digests: Mapping[str, str]) -> None:
        """Step 6."""
        self.current = "files"
        file_set.check(container, digests, self._advance, self._written)
        self._intact = True
        self.note("files", Outcome.OK, "files.ok", count=len(digests))

    def _check_format(self, info: PackageInfo) -> None:
        """Step 7."""
        self.current = "format"
        description.check_format(info)
        self.note("format", Outcome.OK, "format.ok", app=info.header.producer.app)

    def _check_chain(self, info: PackageInfo) -> None:
        """Step 8. A fork stops nothing: headquarters keeps both candidates, so both are examined to the end."""
        self.current = "chain"
        found = chain.place(info, self._manifest_sha256, self._known)
        self.note("chain", found.outcome, found.code, **found.params)

    def _check_content(self, container: Container, info: PackageInfo, digests: Mapping[str, str]) -> None:
        """Step 9."""
        self.current = "content"
        try:
            facts = content.check(container, info, digests, self._advance)
        except PayloadError as error:
            fail("content", error.code, **error.params)
        if facts.unknown_fields:
            self.note("content", Outcome.WARNING, "content.unknown_fields", rows=facts.rows)
        else:
            self.note("content", Outcome.OK, "content.ok", rows=facts.rows)

    def _check_recipient(self, info: PackageInfo) -> None:
        """Step 10."""
        self.current = "recipient"
        recipient = info.header.recipient.id
        if self._us is None:
            self.note("recipient", Outcome.SKIPPED, "recipient.nobody", recipient=recipient)
        elif self._us == recipient:
            self.note("recipient", Outcome.OK, "recipient.ok")
        elif recipient == ALL_MISSIONS and info.kind in HEADQUARTERS_KINDS and self._us != info.office:
            self.note("recipient", Outcome.OK, "recipient.all")
        elif self._us == info.office:
            self.note("recipient", Outcome.SKIPPED, "recipient.own", recipient=recipient)
        else:
            fail("recipient", "recipient.other", recipient=recipient)

    def _advance(self, count: int) -> None:
        self._done = min(self._done + count, self._total)
        self._progress.step(self._done, self._total, "verify")
