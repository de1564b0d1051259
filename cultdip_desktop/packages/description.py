"""`package.json` while verifying (steps 5 and 7): read only after its own digest, and held against the signer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from cultdip_desktop.packages import limits, names, package_codec
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.container import Container
from cultdip_desktop.packages.failing import fail
from cultdip_desktop.packages.package import (
    FORMAT_VERSION,
    HEADQUARTERS_KINDS,
    SCHEMA_VERSION,
    UNDERSTOOD,
    PackageInfo,
)
from cultdip_desktop.packages.package_codec import PackageJsonError


def read(container: Container, digests: Mapping[str, str]) -> PackageInfo:
    """The description of a package whose signature and signer are established.

    Raises:
        CheckFailedError: `sender.package_json`, `files.digest`, `format.newer`, `format.critical`.
    """
    entry = container.entries.get(names.PACKAGE_JSON)
    if entry is None or names.PACKAGE_JSON not in digests or entry.size > limits.MAX_PACKAGE_JSON_BYTES:
        fail("office", "sender.package_json", field="package.json")
    data = container.read(names.PACKAGE_JSON, limits.MAX_PACKAGE_JSON_BYTES)
    if hashlib.sha256(data).hexdigest() != digests[names.PACKAGE_JSON]:
        fail("files", "files.digest", file=names.PACKAGE_JSON)
    try:
        return package_codec.decode(data)
    except PackageJsonError as error:
        _refuse_newer(data)
        fail("office", "sender.package_json", field=error.field or "package.json")


def check_sender(info: PackageInfo, signer: CertificateFacts, office: str | None) -> None:
    """The certificate signs for `office`, which is the one that the package names and may send this kind.

    Raises:
        CheckFailedError: `sender.none`, `sender.unassigned`, `sender.other`, `sender.not_headquarters`.
    """
    if office is None:
        fail("office", "sender.none" if signer.app_level else "sender.unassigned", person=signer.person)
    if office != info.office:
        fail("office", "sender.other", office=info.office, signer=office)
    if info.kind in HEADQUARTERS_KINDS and not signer.headquarters:
        fail("office", "sender.not_headquarters", kind=info.kind)


def check_format(info: PackageInfo) -> None:
    """This program understands what must be understood.

    Raises:
        CheckFailedError: `format.critical`, `format.newer`.
    """
    _refuse_critical(set(info.header.critical))
    if info.header.producer.min_reader_schema > SCHEMA_VERSION:
        fail("format", "format.newer")


def _refuse_newer(data: bytes) -> None:
    """Tell a newer format from a broken one."""
    version, critical, least = package_codec.peek(data)
    if version is not None and version > FORMAT_VERSION:
        fail("format", "format.newer")
    _refuse_critical(set(critical or ()))
    if least is not None and least > SCHEMA_VERSION:
        fail("format", "format.newer")


def _refuse_critical(critical: set[str]) -> None:
    strange = sorted(critical - UNDERSTOOD)
    if strange:
        fail("format", "format.critical", names=", ".join(strange[:5]))
