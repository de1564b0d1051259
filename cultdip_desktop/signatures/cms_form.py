"""The signature object inside a PDF, taken apart before pyHanko's word is taken for anything.

What no signature covers (version numbers, algorithm names, certificates, padding) must be what a signer's tool puts
there: pyHanko accepts many one-byte changes of such fields. Tools of others are allowed their own ways, within the
standard (EN 319 142-1, RFC 5652).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Final

from cultdip_desktop.packages import der
from cultdip_desktop.packages.certificates import CertificateFacts, facts
from cultdip_desktop.signatures import limits

_DIGESTS: Final = frozenset({"sha256", "sha384", "sha512"})
_SIGNATURES: Final = frozenset({"rsassa_pkcs1v15", "rsassa_pss", "ecdsa"})
_SUBFILTERS: Final = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})
_CERTIFICATE_BINDINGS: Final = ("signing_certificate_v2", "signing_certificate")


class FormError(Exception):
    """The signature breaks a rule; `code` is the verdict's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code: Final = code


@dataclass(frozen=True, slots=True)
class SignatureForm:
    """A well-formed signature."""

    signer: CertificateFacts
    others: tuple[bytes, ...]
    """DER of the further certificates in it."""

    binds_certificate: bool
    """The signer's certificate is part of what was signed, as PAdES asks."""

    exact: bool
    """The object is its own encoding in DER, and everything around the signed part is as it must be."""


def take_apart(embedded: Any, data: Any) -> SignatureForm:
    """Look at what pyHanko calls an embedded signature; `data` is the file as a stream.

    Raises:
        FormError: as named. Whatever else the libraries raise is the caller's to catch.
    """
    _require(str(embedded.sig_object.get("/SubFilter", "")) in _SUBFILTERS, "pdf.form_kind")
    _require(len(embedded.pkcs7_content) <= limits.MAX_CMS_BYTES, "pdf.form_structure")
    exact = _check_hole(embedded, data)
    content, padding = _without_padding(embedded.pkcs7_content)
    _require(not padding.strip(b"\0"), "pdf.form_padding")
    signed, info = embedded.signed_data, embedded.signer_info
    _require(len(signed["signer_infos"]) == 1, "pdf.form_structure")
    signer, others = _certificates(signed, info)
    _check_algorithms(signed, info, signer)
    binds = _check_attributes(info, signer)
    exact = exact and _is_der(content) and _versions_fit(signed, info)
    return SignatureForm(facts(signer.dump()), others, binds, exact)


def _check_hole(embedded: Any, data: Any) -> bool:
    """The only bytes that are not signed are the signature itself; whether they are written in one way throughout."""
    start, length, after, rest = (int(value) for value in embedded.byte_range)
    _require(start == 0 and 0 < length < after and rest > 0, "pdf.coverage_gap")
    data.seek(length)
    hole = data.read(after - length)
    _require(len(hole) == after - length and hole[:1] == b"<" and hole[-1:] == b">", "pdf.coverage_gap")
    written = embedded.pkcs7_content.hex().encode()
    _require(hole[1:-1].lower() == written, "pdf.coverage_gap")
    return hole[1:-1] in (written, written.upper())


def _without_padding(content: bytes) -> tuple[bytes, bytes]:
    _require(len(content) > 4 and content[0] == 0x30, "pdf.form_structure")
    if content[1] == 0x80:  # an indefinite length has no end that could be told here
        return content.rstrip(b"\0") + b"\0\0", b""
    if content[1] < 0x80:
        end = 2 + content[1]
    else:
        size = content[1] & 0x7F
        _require(1 <= size <= 4, "pdf.form_structure")
        end = 2 + size + int.from_bytes(content[2 : 2 + size], "big")
    _require(end <= len(content), "pdf.form_structure")
    return content[:end], content[end:]


def _certificates(signed: Any, info: Any) -> tuple[Any, tuple[bytes, ...]]:
    choices = list(signed["certificates"])
    _require(all(choice.name == "certificate" for choice in choices), "pdf.form_certificates")
    mine = [choice.chosen for choice in choices if _is_named(choice.chosen, info["sid"])]
    _require(len({one.dump() for one in mine}) == 1, "pdf.form_certificates")
    leaf = mine[0].dump()
    return mine[0], tuple(choice.chosen.dump() for choice in choices if choice.chosen.dump() != leaf)


def _is_named(certificate: Any, sid: Any) -> bool:
    if sid.name == "issuer_and_serial_number":
        named = sid.chosen
        same_issuer: bool = certificate.issuer.dump() == named["issuer"].dump()
        return same_issuer and certificate.serial_number == named["serial_number"].native
    return bool(certificate.key_identifier == sid.chosen.native)


def _check_algorithms(signed: Any, info: Any, signer: Any) -> None:
    digest = info["digest_algorithm"]["algorithm"].native
    _require(digest in _DIGESTS, "pdf.key_algorithm")
    listed = {one["algorithm"].native for one in signed["digest_algorithms"]}
    _require(digest in listed, "pdf.form_structure")
    algorithm = info["signature_algorithm"]
    _require(algorithm.signature_algo in _SIGNATURES, "pdf.key_algorithm")
    wanted = "ec" if algorithm.signature_algo == "ecdsa" else "rsa"
    _require(signer.public_key.algorithm in (wanted, f"{wanted}ssa_pss"), "pdf.key_algorithm")
    if algorithm.signature_algo != "rsassa_pkcs1v15" or algorithm["algorithm"].native != "rsassa_pkcs1v15":
        _require(algorithm.hash_algo == digest, "pdf.key_algorithm")
    _require(facts(signer.dump()).strong_key, "pdf.key_weak")


def _check_attributes(info: Any, signer: Any) -> bool:
    """Signed attributes are there and say each thing once; gives whether one binds the signer's certificate."""
    from asn1crypto import core

    _require(info["signed_attrs"] is not core.VOID, "pdf.form_attributes")
    attributes: dict[str, Any] = {}
    for attribute in info["signed_attrs"]:
        kind = attribute["type"].native
        _require(kind not in attributes and len(attribute["values"]) == 1, "pdf.form_attributes")
        attributes[kind] = attribute["values"][0]
    _require({"content_type", "message_digest"} <= attributes.keys(), "pdf.form_attributes")
    bindings = [attributes[name] for name in _CERTIFICATE_BINDINGS if name in attributes]
    for binding in bindings:
        first = binding["certs"][0]
        named = "sha1" if "hash_algorithm" not in first else first["hash_algorithm"]["algorithm"].native
        _require(named in {*_DIGESTS, "sha1"}, "pdf.form_certificates")
        digest = hashlib.new(named, signer.dump(), usedforsecurity=False).digest()
        _require(first["cert_hash"].native == digest, "pdf.form_certificates")
    return bool(bindings)


def _is_der(content: bytes) -> bool:
    try:
        return der.reencode(content) == content
    except der.DerError:
        return False


def _versions_fit(signed: Any, info: Any) -> bool:
    """Values that nobody signs and nobody reads, so that they could carry anything."""
    from asn1crypto import core

    parameters = (info["digest_algorithm"]["parameters"], *(one["parameters"] for one in signed["digest_algorithms"]))
    plain = all(isinstance(value, (core.Void, core.Null)) for value in parameters)
    expected = "v1" if info["sid"].name == "issuer_and_serial_number" else "v3"
    detached = signed["encap_content_info"]["content"] is core.VOID
    return plain and detached and info["version"].native == expected and signed["version"].native in (expected, "v1")


def _require(condition: bool, code: str) -> None:
    if not condition:
        raise FormError(code)
