"""What a verified package of headquarters holds for this office, as values of the domain; nothing is written here.

Records are told by what they are, whatever the package is called: a receipt may bring revocation lists along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import issue_codec, receipt_codec
from cultdip_desktop.domain.central import CentralItem, IssuedItem
from cultdip_desktop.domain.directive import Directive
from cultdip_desktop.domain.edition import CodeMapping, EditionHead
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.domain.receipt import DutyNotice, EncryptionKey, PackageAnswer, Receipt, Remark
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.packages import certificates
from cultdip_desktop.packages.certificates import CertificateFacts, facts
from cultdip_desktop.packages.opened import OpenedPackage, open_verified
from cultdip_desktop.packages.trust import TrustStore, read_lists
from cultdip_desktop.packages.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    """Everything that one package may change here."""

    receipt: Receipt | None = None
    answers: tuple[PackageAnswer, ...] = ()
    held_media: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    duties: tuple[DutyNotice, ...] = ()
    directives: tuple[Directive, ...] = ()
    """With their tasks; only those that this office is asked about."""

    programme: tuple[IssuedItem, ...] = ()
    central: tuple[CentralItem, ...] = ()
    edition: EditionHead | None = None
    catalogue: Catalogue | None = None
    mappings: tuple[CodeMapping, ...] = ()
    rates: tuple[Rate, ...] = ()
    """Their ids say currency, quote, kind and day."""

    encryption_keys: tuple[EncryptionKey, ...] = ()
    trust: TrustStore | None = None
    """What the package says of authorities and revocation; believed only where it hangs from the pinned root."""

    certificates: tuple[CertificateFacts, ...] = ()
    """Of offices, where the package answers a request for one."""


def load(file: Path, verdict: Verdict, us: str) -> Cargo:
    """Read the records.

    Raises:
        UserError: `package.changed_meanwhile`, `issue.bad_value` and what else a record breaks.
    """
    with open_verified(file, verdict) as package:
        certified = list(package.rows("certificate"))
        lists = list(package.rows("revocation_list"))
        return Cargo(
            receipt=_receipt(package, us),
            answers=tuple(receipt_codec.answer_of(row) for row in package.rows("receipt_package")),
            held_media=tuple(str(row["id"]) for row in package.rows("held_media")),
            remarks=tuple(one for one in map(receipt_codec.remark_of, package.rows("remark")) if one.office == us),
            duties=tuple(receipt_codec.duty_of(row) for row in package.rows("duty")),
            directives=tuple(_directives(package, us)),
            programme=tuple(issue_codec.issued_item_of(row) for row in package.rows("issued_item")),
            central=tuple(_central(package, us)),
            **_edition(package),
            mappings=tuple(issue_codec.mapping_of(row) for row in package.rows("catalogue_map")),
            rates=tuple(issue_codec.rate_of(row, str(row["id"])) for row in package.rows("rate")),
            encryption_keys=tuple(receipt_codec.encryption_key_of(row) for row in package.rows("encryption_key")),
            trust=_trust(certified, lists),
            certificates=tuple(_certified(package, certified, us)),
        )


def _receipt(package: OpenedPackage, us: str) -> Receipt | None:
    found = [receipt_codec.receipt_of(row) for row in package.rows("receipt")]
    if not found:
        return None
    if len(found) != 1 or found[0].office != us:
        raise UserError("receive.receipt_of_other", office=found[0].office)
    return replace(found[0], id=package.info.package_id)


def _directives(package: OpenedPackage, us: str) -> Iterator[Directive]:
    tasks = [issue_codec.task_of(row) for row in package.rows("directive_task")]
    for row in package.rows("directive"):
        found = issue_codec.directive_of(row)
        if not found.offices or us in found.offices:
            mine = sorted((one for one in tasks if one.directive_id == found.id), key=lambda one: one.position)
            yield replace(found, tasks=tuple(mine))


def _central(package: OpenedPackage, us: str) -> Iterator[CentralItem]:
    for row in package.rows("central_item"):
        found = issue_codec.central_item_of(row)
        if not found.offices or us in found.offices:
            yield found


def _edition(package: OpenedPackage) -> dict[str, Any]:
    heads = [issue_codec.edition_of(row) for row in package.rows("catalogue")]
    if not heads:
        return {}
    head = heads[0]
    nodes = sorted((issue_codec.node_of(row) for row in package.rows("catalogue_node")), key=lambda one: one[0])
    if len(heads) != 1 or not nodes:
        raise UserError("receive.edition_incomplete", edition=head.edition)
    known = {node.code for _place, node in nodes}
    if len(known) != len(nodes) or any(node.parent is not None and node.parent not in known for _place, node in nodes):
        raise UserError("receive.edition_incomplete", edition=head.edition)
    return {
        "edition": head,
        "catalogue": Catalogue(head.code, head.edition, head.title, tuple(node for _place, node in nodes)),
    }


def _certified(package: OpenedPackage, certified: Sequence[Mapping[str, Any]], us: str) -> Iterator[CertificateFacts]:
    """The list of all certificates travels with every package: only an answer to this office puts one in."""
    if package.info.kind == "trust" and package.info.header.recipient.id == us:
        yield from (facts(_der(row)) for row in certified if row["role"] == "office" and row["office"] == us)


def _trust(certified: Sequence[Mapping[str, Any]], lists: Sequence[Mapping[str, Any]]) -> TrustStore | None:
    roots = [_der(row) for row in certified if row["role"] == "root"]
    if len(roots) != 1:
        return None
    issuing = tuple(_der(row) for row in certified if row["role"] == "issuing")
    return TrustStore(roots[0], issuing, tuple(der for row in lists for der in read_lists(str(row["pem"]).encode())))


def _der(row: Mapping[str, Any]) -> bytes:
    found = certificates.read_pem(str(row["pem"]).encode())
    if len(found) != 1:
        raise UserError("trust.damaged")
    return found[0]
