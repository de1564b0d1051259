"""Reading a `.p7s` (step 3 of verifying): three separate facts, and none of them taken from pyHanko's word alone.

pyHanko accepts about a third of all one-byte changes of a signature file and raises on others. So before it
is asked, the file must be its own DER form, and every field that the signature does not cover must be the
one that our writer puts there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from cultdip_desktop.packages import der, limits
from cultdip_desktop.packages.certificates import CertificateFacts, facts

_DIGEST: Final = "sha256"
_SIGNATURES: Final = frozenset({"sha256_ecdsa", "sha256_rsa", "rsassa_pkcs1v15"})
_REQUIRED: Final = frozenset({"content_type", "message_digest", "signing_certificate_v2"})
_ALLOWED: Final = _REQUIRED | {"signing_time", "cms_algorithm_protection"}


class SignatureError(Exception):
    """The signature breaks a rule; `code` is the verdict's."""

    def __init__(self, code: str, /, **params: str | int) -> None:
        super().__init__(code, params)
        self.code: Final = code
        self.params: Final = params


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """What a well-formed signature says. `trusted` is not here: it is derived from the chain, elsewhere."""

    intact: bool
    """The signed digest is the digest of the data."""

    valid: bool
    """The signer's key made the signature over the signed attributes."""

    signer: CertificateFacts
    others: tuple[bytes, ...]
    """DER of the other certificates in the file."""

    signed_at: datetime | None
    """The time that the signer claims; nobody vouches for it. Aware, UTC."""


def inspect(signature: bytes, data: bytes) -> SignatureFacts:
    """Take a detached signature over `data` apart and check it.

    Raises:
        SignatureError: not in the one allowed form. A well-formed signature that does not fit is no error:
            then `intact` or `valid` is false.
    """
    if len(signature) > limits.MAX_SIGNATURE_BYTES:
        raise SignatureError("signature.too_large")
    try:
        canonical = der.reencode(signature) == signature
    except der.DerError as error:
        raise SignatureError("signature.not_der") from error
    if not canonical:
        raise SignatureError("signature.not_der")
    try:
        return _inspect(signature, data)
    except SignatureError:
        raise
    # pyHanko and asn1crypto raise whatever they stumble over in a hostile file; nothing of it may pass.
    except Exception as error:
        raise SignatureError("signature.structure") from error


def _inspect(signature: bytes, data: bytes) -> SignatureFacts:
    from asn1crypto import cms
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    content = cms.ContentInfo.load(signature, strict=True)
    _require(content["content_type"].native == "signed_data", "signature.structure")
    signed = content["content"]
    _check_envelope(signed)
    info = signed["signer_infos"][0]
    signer, others = _certificates(signed, info)
    attributes = _check_signer_info(signed, info, signer)
    intact, valid = validate_sig_integrity(
        info,
        signer,
        expected_content_type="data",
        actual_digest=hashlib.sha256(data).digest(),
    )
    return SignatureFacts(intact, valid, facts(signer.dump()), others, _signing_time(attributes))


def _check_envelope(signed: Any) -> None:
    """What stands around the signer's part and is covered by no signature."""
    from asn1crypto import core

    _require(signed["version"].native == "v1", "signature.structure")
    inner = signed["encap_content_info"]
    _require(inner["content_type"].native == "data" and inner["content"] is core.VOID, "signature.structure")
    _require(signed["crls"] is core.VOID, "signature.structure")
    _require(len(signed["signer_infos"]) == 1, "signature.signers")
    algorithms = signed["digest_algorithms"]
    _require(len(algorithms) == 1, "signature.structure")
    _check_digest_algorithm(algorithms[0])
    _check_sorted(signed["certificates"].dump())


def _certificates(signed: Any, info: Any) -> tuple[Any, tuple[bytes, ...]]:
    """The signer's certificate, found by issuer and serial number, and the rest."""
    choices = list(signed["certificates"])
    _require(all(choice.name == "certificate" for choice in choices), "signature.certificates")
    _require(info["sid"].name == "issuer_and_serial_number", "signature.structure")
    sid = info["sid"].chosen
    mine = [
        choice.chosen
        for choice in choices
        if choice.chosen.serial_number == sid["serial_number"].native
        and choice.chosen.issuer.dump() == sid["issuer"].dump()
    ]
    _require(len(mine) == 1, "signature.certificates")
    signer = mine[0]
    rest = tuple(choice.chosen.dump() for choice in choices if choice.chosen is not signer)
    return signer, rest


def _check_signer_info(signed: Any, info: Any, signer: Any) -> dict[str, Any]:
    from asn1crypto import core

    _require(info["version"].native == "v1", "signature.structure")
    _require(info["unsigned_attrs"] is core.VOID, "signature.unsigned_attributes")
    _require(info["signed_attrs"] is not core.VOID, "signature.attributes")
    _check_digest_algorithm(info["digest_algorithm"])
    _require(info["digest_algorithm"].dump() == signed["digest_algorithms"][0].dump(), "signature.algorithm")
    _check_signature_algorithm(info["signature_algorithm"], signer)
    _check_sorted(info["signed_attrs"].dump())
    attributes: dict[str, Any] = {}
    for attribute in info["signed_attrs"]:
        kind = attribute["type"].native
        _require(kind in _ALLOWED and kind not in attributes, "signature.attributes")
        _require(len(attribute["values"]) == 1, "signature.attributes")
        attributes[kind] = attribute["values"][0]
    _require(attributes.keys() >= _REQUIRED, "signature.attributes")
    _check_signing_certificate(attributes["signing_certificate_v2"], signer)
    return attributes


def _check_signing_certificate(value: Any, signer: Any) -> None:
    """CAdES-B binds the certificate into what is signed (EN 319 122-1, 5.2.2): its digest must be the signer's."""
    first = value["certs"][0]
    _require(first["hash_algorithm"]["algorithm"].native == _DIGEST, "signature.algorithm")
    _require(first["cert_hash"].native == hashlib.sha256(signer.dump()).digest(), "signature.certificates")


def _check_digest_algorithm(algorithm: Any) -> None:
    from asn1crypto import core

    _require(algorithm["algorithm"].native == _DIGEST, "signature.algorithm")
    _require(isinstance(algorithm["parameters"], (core.Void, core.Null)), "signature.algorithm")


def _check_signature_algorithm(algorithm: Any, signer: Any) -> None:
    from asn1crypto import core

    name = algorithm["algorithm"].native
    _require(name in _SIGNATURES, "signature.algorithm")
    wanted = "ec" if name == "sha256_ecdsa" else "rsa"
    _require(signer.public_key.algorithm == wanted, "signature.algorithm")
    parameters = algorithm["parameters"]
    _require(isinstance(parameters, core.Void if wanted == "ec" else core.Null), "signature.algorithm")
    _require(facts(signer.dump()).strong_key, "signature.weak_key")


def _check_sorted(implicit_set: bytes) -> None:
    """A tagged SET OF does not show as a set to `der.reencode`: its order is checked here."""
    parts = der.children(implicit_set)
    _require(parts == sorted(parts), "signature.not_der")


def _signing_time(attributes: dict[str, Any]) -> datetime | None:
    value = attributes.get("signing_time")
    moment = None if value is None else value.native
    return moment.astimezone(UTC) if isinstance(moment, datetime) else None


def _require(condition: bool, code: str) -> None:
    if not condition:
        raise SignatureError(code)
