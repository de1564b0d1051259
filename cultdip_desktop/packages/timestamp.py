"""Time stamps (RFC 3161) by headquarters' own authority: over the lines of its ledger, when they are written.

Such a stamp puts the ledger in order and lets headquarters notice a line that was changed or dated back later. To
outsiders it proves nothing, because the same house keeps clock, key and ledger: every place that shows one says so.
"""

from __future__ import annotations

import hashlib
import importlib
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID

from cultdip_desktop.packages.trust import TrustStore

POLICY: Final = "2.25.307463093837186498129412867392712519701"
"""Names the rules of this authority; an arc that needs no registration (ITU-T X.667)."""

_MAX_TOKEN: Final = 16 * 1024
_UNREADABLE: Final = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError),
    *(InvalidSignature, UnsupportedAlgorithm, x509.InvalidVersion),
)
"""What the libraries raise over foreign bytes."""


@dataclass(frozen=True, slots=True)
class TimeStamper:
    """An opened key for time stamps, with its certificate and the authorities above it (without the root)."""

    certificate: bytes
    """DER."""

    chain: tuple[bytes, ...]
    key: ec.EllipticCurvePrivateKey = field(repr=False)

    def stamp(self, digest: bytes, at: datetime) -> bytes:
        """The token (DER of a CMS structure) that says: this SHA-256 was there `at`; takes about a millisecond."""
        from asn1crypto import tsp

        info = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": POLICY,
                "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest},
                "serial_number": secrets.randbits(63),
                "gen_time": at.astimezone(UTC).replace(microsecond=0),
                "accuracy": {"seconds": 1},
            }
        ).dump()
        signed = _attributes(self.certificate, info).untag().dump()
        return _token(self.certificate, self.chain, info, self.key.sign(signed, ec.ECDSA(SHA256())))


def _attributes(certificate: bytes, info: bytes) -> Any:
    """What the signature covers: kind and digest of the statement, and whose certificate it is (RFC 5816)."""
    from asn1crypto import x509 as asn1

    cms = _cms()
    mine = asn1.Certificate.load(certificate)
    named = {
        "hash_algorithm": {"algorithm": "sha256"},
        "cert_hash": hashlib.sha256(certificate).digest(),
        "issuer_serial": {
            "issuer": [asn1.GeneralName("directory_name", mine.issuer)],
            "serial_number": mine.serial_number,
        },
    }
    return cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["tst_info"]},
            {"type": "message_digest", "values": [hashlib.sha256(info).digest()]},
            {"type": "signing_certificate_v2", "values": [{"certs": [named]}]},
        ]
    )


def _token(certificate: bytes, chain: tuple[bytes, ...], info: bytes, signature: bytes) -> bytes:
    """The one form of a token; whoever checks one makes it anew from its parts and compares."""
    from asn1crypto import algos, core
    from asn1crypto import x509 as asn1

    cms = _cms()
    mine = asn1.Certificate.load(certificate)
    sid = {"issuer": mine.issuer, "serial_number": mine.serial_number}
    algorithm = algos.DigestAlgorithm({"algorithm": "sha256"})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier("issuer_and_serial_number", sid),
            "digest_algorithm": algorithm,
            "signed_attrs": _attributes(certificate, info),
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signature,
        }
    )
    signed = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [algorithm],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(info)},
            "certificates": [mine, *(asn1.Certificate.load(one) for one in chain)],
            "signer_infos": [signer],
        }
    )
    token: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    return token


def check(token: bytes, digest: bytes, trust: TrustStore) -> datetime | None:
    """When `digest` was stamped, by an authority below the root of `trust`; None when the token does not prove it.

    A token in any other form than that of `TimeStamper`, or with another certificate's usage or validity, does not.
    """
    if len(token) > _MAX_TOKEN:
        return None
    try:
        return _checked(token, digest, trust)
    except _UNREADABLE:  # a token that cannot be read proves nothing
        return None


def _checked(token: bytes, digest: bytes, trust: TrustStore) -> datetime | None:
    signed = _cms().ContentInfo.load(token, strict=True)["content"]
    content, signer = signed["encap_content_info"]["content"], signed["signer_infos"][0]
    found = {one.chosen.dump() for one in signed["certificates"]}
    serial = signer["sid"].chosen["serial_number"].native
    mine = next((one for one in found if x509.load_der_x509_certificate(one).serial_number == serial), b"")
    path = trust.path_of(mine)
    if path is None or token != _token(mine, path, content.contents, signer["signature"].native):
        return None
    key = x509.load_der_x509_certificate(mine).public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return None
    covered = _attributes(mine, content.contents).untag().dump()
    key.verify(signer["signature"].native, covered, ec.ECDSA(SHA256()))
    moment = _moment(content.parsed.native, digest)
    return moment if moment is not None and _may_stamp(mine, moment) else None


def _cms() -> Any:
    """The structures of CMS; loading those of time stamps beside them makes their kind of content known there."""
    importlib.import_module("asn1crypto.tsp")
    return importlib.import_module("asn1crypto.cms")


def _moment(info: Any, digest: bytes) -> datetime | None:
    imprint = info["message_imprint"]
    same = imprint["hash_algorithm"]["algorithm"] == "sha256" and imprint["hashed_message"] == digest
    moment = info["gen_time"]
    return moment if same and info["policy"] == POLICY and isinstance(moment, datetime) else None


def _may_stamp(certificate: bytes, moment: datetime) -> bool:
    """Made for time stamps and nothing else (RFC 3161, 2.3), and valid then."""
    loaded = x509.load_der_x509_certificate(certificate)
    try:
        usage = loaded.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        return False
    only = list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING] and usage.critical
    return only and loaded.not_valid_before_utc <= moment <= loaded.not_valid_after_utc
