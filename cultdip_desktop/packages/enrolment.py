"""Headquarters' answer to a request: a signed `trust` package with certificate, chain and revocation lists.

The first answer brings the root along: it is verified against itself, and a person compares the words of the
root's fingerprint before it is pinned. Every later one must come from the pinned root.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.packages import certificates, limits, names, payload
from cultdip_desktop.packages.certificates import CertificateFacts, facts
from cultdip_desktop.packages.container import Container, ContainerError
from cultdip_desktop.packages.fingerprint import fingerprint
from cultdip_desktop.packages.opened import open_verified
from cultdip_desktop.packages.payload import PayloadError
from cultdip_desktop.packages.trust import TrustStore, lists_to_pem, read_lists
from cultdip_desktop.packages.verdict import Result, Verdict
from cultdip_desktop.packages.verify import verify

_MAX_CERTIFICATES: Final = 4 * limits.MIB


@dataclass(frozen=True, slots=True)
class EnrolmentAnswer:
    """What an answer brings; nothing of it counts before the root is the pinned one."""

    verdict: Verdict
    trust: TrustStore
    certificates: tuple[CertificateFacts, ...]
    """Office certificates in the package, usually one."""

    encryption_keys: tuple[payload.Row, ...] = ()
    """Records of headquarters' keys for packages that only it may read."""

    @property
    def root_sha256(self) -> str:
        """Fingerprint of the root, to compare or to pin."""
        return self.trust.root_sha256


def answer_rows(trust: TrustStore, *office_certificates: bytes) -> dict[str, list[Mapping[str, Json]]]:
    """The rows of a `trust` package: `PackageContents.rows`."""
    rows: list[Mapping[str, Json]] = [_row("root", trust.root)]
    rows += [_row("issuing", der) for der in trust.issuing]
    rows += [_row("office", der) for der in office_certificates]
    lists: list[Mapping[str, Json]] = [
        {"id": fingerprint(der), "pem": lists_to_pem((der,))} for der in trust.revocation_lists
    ]
    return {"certificate": rows, "revocation_list": lists}


def read_answer(
    path: Path, *, us: str | None, pinned_root_sha256: str | None, now: datetime, progress: Progress
) -> EnrolmentAnswer:
    """Verify an answer and take it apart.

    Without `pinned_root_sha256` the caller must show the words of `root_sha256` and have them confirmed.

    Raises:
        UserError: `enrol.not_an_answer`, `enrol.answer_refused` (`reason` is the verdict's code),
            `trust.root_changed` when another root than the pinned one signed.
    """
    trust = claimed_trust(path)
    if pinned_root_sha256 is not None and trust.root_sha256 != pinned_root_sha256:
        raise UserError("trust.root_changed")
    verdict = verify(path, trust, us=us, known=None, now=now, progress=progress)
    if verdict.result not in (Result.VALID, Result.VALID_WITH_WARNINGS) or verdict.kind != "trust":
        problem = verdict.first_problem
        raise UserError("enrol.answer_refused", reason=problem.code if problem else "kind")
    with open_verified(path, verdict) as package:
        offices = [row for row in package.rows("certificate") if row["role"] == "office"]
        keys = tuple(package.rows("encryption_key"))
    found = tuple(facts(certificates.read_pem(row["pem"].encode())[0]) for row in offices)
    return EnrolmentAnswer(verdict, trust, found, keys)


def claimed_trust(path: Path) -> TrustStore:
    """The trust that the file itself proposes; it proves nothing until the root is compared.

    Raises:
        UserError: `enrol.not_an_answer`.
    """
    try:
        with Container.open(path) as container:
            rows = list(_rows(container, "certificate"))
            lists = list(_rows(container, "revocation_list"))
        roots = [_der(row) for row in rows if row["role"] == "root"]
        issuing = tuple(_der(row) for row in rows if row["role"] == "issuing")
        if len(roots) != 1:
            raise UserError("enrol.not_an_answer")
        found = tuple(der for row in lists for der in read_lists(row["pem"].encode()))
        for der in (*roots, *issuing):
            facts(der)
    except (ContainerError, PayloadError, ValueError, UnicodeEncodeError) as error:
        raise UserError("enrol.not_an_answer") from error
    return TrustStore(roots[0], issuing, found)


def _rows(container: Container, entity: str) -> list[payload.Row]:
    name = names.data(entity)
    if name not in container.entries or container.entries[name].size > _MAX_CERTIFICATES:
        raise UserError("enrol.not_an_answer")
    return list(payload.read(entity, container.chunks(name), allow_unknown=False))


def _der(row: payload.Row) -> bytes:
    found = certificates.read_pem(row["pem"].encode())
    if len(found) != 1 or fingerprint(found[0]) != row["id"]:
        raise UserError("enrol.not_an_answer")
    return found[0]


def _row(role: str, der: bytes) -> Mapping[str, Json]:
    known = facts(der)
    return {
        "id": known.sha256,
        "role": role,
        "office": known.office,
        "person": known.person,
        "pem": certificates.to_pem(der),
    }
