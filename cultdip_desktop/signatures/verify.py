"""The question that any signed PDF must answer first."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Check, Outcome
from cultdip_desktop.signatures import limits
from cultdip_desktop.signatures.guard import HostileError, guarded
from cultdip_desktop.signatures.one_signature import Opened, examine
from cultdip_desktop.signatures.places import SignerRole
from cultdip_desktop.signatures.verdict import DOCUMENT_CHECKS, PdfVerdict, SignatureVerdict

_HEAD: Final = 1024
"""Bytes within which a PDF must say that it is one (ISO 32000-1, Annex H)."""


def verify(
    file: Path, trusts: tuple[TrustStore, ...], *, now: datetime, progress: Progress | None = None
) -> PdfVerdict:
    """Establish, in this order, one line of the verdict each; what follows a failure is skipped.

    Of the document: `size`, `structure` (a PDF that is not encrypted, within limits), `signed` (somebody has signed),
    then each signature, then `order` (the person before the agency) and `ending` (nothing after the last signature).

    Of each signature: `form` (one signer, allowed kind, nothing hidden in what is not signed), `integrity`,
    `coverage` (the whole file, or a whole revision of it), `changes` (what came after it: further signatures only),
    `key` (strength; app-level keys are told from others), `time`, `certificate` (way to a pinned root, usage, validity
    at `now`), `revocation` (by the lists at hand: without fresh ones the answer is *unknown*). No network, ever.

    Raises:
        Cancelled: through `progress`. Nothing else: a bad file is an answer.
    """
    try:
        size = file.stat().st_size
        data = file.read_bytes() if 0 < size <= limits.MAX_FILE_BYTES else b""
    except OSError:
        return _unreadable("size", "pdf.size_unreadable", now)
    if size > limits.MAX_FILE_BYTES:
        return _unreadable("size", "pdf.size_too_large", now, limit=limits.MAX_FILE_BYTES // limits.MIB)
    return verify_bytes(data, trusts, now=now, progress=progress)


def verify_bytes(
    data: bytes, trusts: tuple[TrustStore, ...], *, now: datetime, progress: Progress | None = None
) -> PdfVerdict:
    """`verify` for a file in memory."""
    if not data:
        return _unreadable("size", "pdf.size_empty", now)
    if b"%PDF-" not in data[:_HEAD]:
        return _unreadable("structure", "pdf.not_a_pdf", now, data)
    if data.count(b"startxref") > limits.MAX_REVISIONS:
        return _unreadable("structure", "pdf.too_complex", now, data)
    with _quiet():
        try:
            with guarded():
                opened, code = _open(data)
        except HostileError:
            opened, code = None, "pdf.broken"
        if opened is None:
            return _unreadable("structure", code, now, data)
        return _verdict(opened, trusts, now, progress or NoProgress())


@contextmanager
def _quiet() -> Iterator[None]:
    """PyHanko logs what it finds; the verdict says it already."""
    logger = logging.getLogger("pyhanko")
    nowhere = logging.NullHandler()
    before = logger.propagate
    logger.addHandler(nowhere)
    logger.propagate = False
    try:
        yield
    finally:
        logger.propagate = before
        logger.removeHandler(nowhere)


def _open(data: bytes) -> tuple[Opened | None, str]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(data), strict=True, decode_limits=limits.decoding())
    if reader.encrypted:
        return None, "pdf.encrypted"
    if int(reader.trailer["/Size"]) > limits.MAX_OBJECTS or reader.xrefs.total_revisions > limits.MAX_REVISIONS:
        return None, "pdf.too_complex"
    pages = int(reader.root["/Pages"]["/Count"])
    found = list(reader.embedded_regular_signatures)
    if len(found) > limits.MAX_SIGNATURES:
        return None, "pdf.too_complex"
    found.sort(key=_end)
    return Opened(data, reader, tuple(found), pages), ""


def _end(embedded: Any) -> int:
    """How far into the file a signature reaches: later ones reach further."""
    numbers = [int(value) for value in islice(embedded.byte_range, 4)]
    return max((start + length for start, length in zip(numbers[::2], numbers[1::2], strict=False)), default=0)


def _verdict(opened: Opened, trusts: tuple[TrustStore, ...], now: datetime, progress: Progress) -> PdfVerdict:
    total = len(opened.embedded)
    signatures: list[SignatureVerdict] = []
    for number in range(1, total + 1):
        progress.step(number - 1, total)
        signatures.append(examine(opened, number, trusts, now))
    progress.step(total, total)
    checks = [_check("size", Outcome.OK, "pdf.size_ok"), _check("structure", Outcome.OK, "pdf.structure_ok")]
    if signatures:
        checks.append(_check("signed", Outcome.OK, "pdf.signed_ok", n=total))
        checks += [_order(signatures), _ending(signatures)]
    else:
        checks.append(_check("signed", Outcome.FAILED, "pdf.signed_none"))
    return PdfVerdict(
        checks=_complete(checks),
        signatures=tuple(signatures),
        moment=now,
        sha256=hashlib.sha256(opened.data).hexdigest(),
        bytes=len(opened.data),
        pages=opened.pages,
    )


def _order(signatures: list[SignatureVerdict]) -> Check:
    """First the competent person, then the agency (Decree 30/2020, Article 4)."""
    person, agency = (_numbered(signatures, role) for role in SignerRole)
    if person is None and agency is None:
        return _check("order", Outcome.SKIPPED, "pdf.order_unnamed")
    if agency is None:
        return _check("order", Outcome.WARNING, "pdf.order_no_agency")
    if person is None:
        return _check("order", Outcome.WARNING, "pdf.order_no_person")
    if agency.number < person.number:
        return _check("order", Outcome.FAILED, "pdf.order_reversed")
    if person.signer and agency.signer and person.signer.public_sha256 == agency.signer.public_sha256:
        return _check("order", Outcome.WARNING, "pdf.order_same")
    if person.signed_at and agency.signed_at and agency.signed_at < person.signed_at:
        return _check("order", Outcome.WARNING, "pdf.order_times")
    return _check("order", Outcome.OK, "pdf.order_ok")


def _numbered(signatures: list[SignatureVerdict], role: SignerRole) -> SignatureVerdict | None:
    return next((one for one in signatures if one.field == role.value), None)


def _ending(signatures: list[SignatureVerdict]) -> Check:
    last = signatures[-1]
    if last.covers_whole:
        return _check("ending", Outcome.OK, "pdf.ending_signed")
    harmless = last.check("changes").outcome is Outcome.OK
    outcome, code = (Outcome.WARNING, "pdf.ending_added") if harmless else (Outcome.FAILED, "pdf.ending_changed")
    return _check("ending", outcome, code)


def _unreadable(name: str, code: str, now: datetime, data: bytes = b"", **params: int) -> PdfVerdict:
    before = [] if name == "size" else [_check("size", Outcome.OK, "pdf.size_ok")]
    checks = _complete([*before, _check(name, Outcome.FAILED, code, **params)])
    digest = hashlib.sha256(data).hexdigest() if data else ""
    return PdfVerdict(checks=checks, moment=now, sha256=digest, bytes=len(data))


def _complete(checks: list[Check]) -> tuple[Check, ...]:
    rest = DOCUMENT_CHECKS[len(checks) :]
    return (*checks, *(_check(name, Outcome.SKIPPED, "pdf.skipped") for name in rest))


def _check(name: str, outcome: Outcome, code: str, **params: int) -> Check:
    return Check(DOCUMENT_CHECKS.index(name), name, outcome, code, dict(params))
