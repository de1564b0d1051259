"""Tools of a forger: containers with any flaw, signatures of any shape, all from real keys."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from asn1crypto import algos, cms, core, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding

from cultdip_desktop.core import canonical
from cultdip_desktop.packages import checksums, manifest, names
from cultdip_desktop.packages.contents import PackageContents, prepare
from cultdip_desktop.packages.manifest import FileDigest
from cultdip_desktop.packages.signing import Signer
from tests.packages.world import World, sha256


@dataclass
class Piece:
    """One file with everything that a ZIP writer could say of it, separately in both places."""

    name: bytes
    data: bytes
    flags: int = 0
    method: int = 0
    crc: int | None = None
    size: int | None = None
    """What both headers claim as packed and plain size."""

    local_name: bytes | None = None
    local_size: int | None = None
    local_extra: bytes = b""
    central_extra: bytes = b""
    central_comment: bytes = b""
    attributes: int = 0o100644 << 16
    date: int = 0x0021
    after: bytes = b""
    """Bytes hidden behind the file."""

    same_place_as: int | None = None
    """Index of the piece whose bytes this one shares."""


@dataclass
class Flaws:
    """What can be wrong around the files."""

    before: bytes = b""
    shift: int = 0
    """Added to every offset in the directory."""

    comment: bytes = b""
    behind: bytes = b""
    count: int | None = None
    directory_size: int | None = None
    central_order: Callable[[list[int]], list[int]] = field(default=lambda order: order)


def assemble(pieces: list[Piece], flaws: Flaws | None = None) -> bytes:
    """A container; without flaws it is the one that the product writes."""
    flaws = flaws or Flaws()
    out = bytearray(flaws.before)
    offsets: list[int] = []
    for piece in pieces:
        if piece.same_place_as is not None:
            offsets.append(offsets[piece.same_place_as])
            continue
        offsets.append(len(out) + flaws.shift - (len(flaws.before) if not flaws.shift else 0))
        out += _local(piece) + piece.data + piece.after
    start = len(out) - (len(flaws.before) if not flaws.shift else 0)
    order = flaws.central_order(list(range(len(pieces))))
    directory = b"".join(_central(pieces[index], offsets[index]) for index in order)
    count = len(pieces) if flaws.count is None else flaws.count
    size = len(directory) if flaws.directory_size is None else flaws.directory_size
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, size, start, len(flaws.comment))
    return bytes(out + directory + end + flaws.comment + flaws.behind)


def _local(piece: Piece) -> bytes:
    name = piece.name if piece.local_name is None else piece.local_name
    size = _size(piece) if piece.local_size is None else piece.local_size
    head = (0x04034B50, 10, piece.flags, piece.method, 0, piece.date, _crc(piece), size, size)
    return struct.pack("<IHHHHHIIIHH", *head, len(name), len(piece.local_extra)) + name + piece.local_extra


def _central(piece: Piece, offset: int) -> bytes:
    sizes = (_crc(piece), _size(piece), _size(piece), len(piece.name), len(piece.central_extra))
    head = (0x02014B50, 0x030A, 10, piece.flags, piece.method, 0, piece.date, *sizes, len(piece.central_comment), 0, 0)
    fixed = struct.pack("<IHHHHHHIIIHHHHHII", *head, piece.attributes, offset)
    return fixed + piece.name + piece.central_extra + piece.central_comment


def _crc(piece: Piece) -> int:
    return zlib.crc32(piece.data) if piece.crc is None else piece.crc


def _size(piece: Piece) -> int:
    return len(piece.data) if piece.size is None else piece.size


class Draft:
    """The files of a package before it is signed; change them, then `build`."""

    def __init__(self, world: World, contents: PackageContents) -> None:
        self.world = world
        prepared = prepare(contents)
        self.files = {name: b"".join(source.chunks()) for name, source in prepared.files.items() if name != names.SUMS}
        self.signer: Signer = world.praha
        self.sums: bytes | None = None
        self.manifest_edit: Callable[[bytes], bytes] = lambda raw: raw
        self.signature_edit: Callable[[bytes], bytes] = lambda raw: raw
        self.sign: Callable[[bytes], bytes] | None = None

    def json(self) -> dict[str, Any]:
        """`package.json` as an object."""
        plain: Any = canonical.decode(self.files[names.PACKAGE_JSON])
        return dict(plain)

    def put_json(self, plain: dict[str, Any]) -> None:
        """`package.json` from an object."""
        self.files[names.PACKAGE_JSON] = canonical.encode(plain)

    def put_data(self, entity: str, data: bytes, rows: int, *, honest_root: bool = True) -> None:
        """Replace a data file, with state and root made to fit."""
        from cultdip_desktop.packages.fingerprint import fingerprint

        plain = self.json()
        plain["state"]["entities"][entity] = {"file": names.data(entity), "rows": rows, "sha256": sha256(data)}
        if honest_root:
            plain["state"]["root_sha256"] = fingerprint(canonical.encode(plain["state"]["entities"]))
        self.files[names.data(entity)] = data
        self.put_json(plain)

    def pieces(self) -> list[Piece]:
        """Signed and in order."""
        digests = [FileDigest(name, sha256(data)) for name, data in self.files.items()]
        sums = checksums.write(digests) if self.sums is None else self.sums
        files = {**self.files, names.SUMS: sums}
        raw = self.manifest_edit(manifest.write(FileDigest(name, sha256(data)) for name, data in files.items()))
        files[names.MANIFEST] = raw
        signature = self.sign(raw) if self.sign else self.signer.sign(raw, self.world.now)
        files[names.SIGNATURE] = self.signature_edit(signature)
        files[names.MIMETYPE] = names.MIME_TYPE
        return [Piece(name.encode(), files[name]) for name in sorted(files, key=names.rank)]

    def build(self) -> bytes:
        """The container."""
        return assemble(self.pieces())


def edit(pieces: list[Piece], name: str, /, **changes: Any) -> list[Piece]:
    """The same pieces with one changed."""
    return [replace(piece, **changes) if piece.name == name.encode() else piece for piece in pieces]


def cms_signature(
    signer: Signer,
    raw: bytes,
    *,
    digest: str = "sha256",
    certificates: Iterable[bytes] | None = None,
    with_certificate_attribute: bool = True,
    attached: bool = False,
    signers: int = 1,
    extra: Iterable[cms.CMSAttribute] = (),
) -> bytes:
    """A CMS signature of any shape, made without pyHanko."""
    leaf = x509.Certificate.load(signer.certificate)
    hashed = hashes.Hash({"sha256": hashes.SHA256(), "sha1": hashes.SHA1()}[digest])  # noqa: S303 - evil on purpose
    hashed.update(raw)
    attributes = [
        cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
        cms.CMSAttribute({"type": "message_digest", "values": [hashed.finalize()]}),
        *extra,
    ]
    if with_certificate_attribute:
        certificate_id = {"certs": [{"cert_hash": bytes.fromhex(sha256(signer.certificate))}]}
        attributes.append(cms.CMSAttribute({"type": "signing_certificate_v2", "values": [certificate_id]}))
    signed_attributes = cms.CMSAttributes(attributes)
    info = _signer_info(signer, leaf, signed_attributes, digest)
    chosen = [signer.certificate, *signer.chain] if certificates is None else list(certificates)
    content = {
        "version": "v1",
        "digest_algorithms": [algos.DigestAlgorithm({"algorithm": digest})],
        "encap_content_info": {"content_type": "data", **({"content": raw} if attached else {})},
        "certificates": [cms.CertificateChoices("certificate", x509.Certificate.load(der)) for der in chosen],
        "signer_infos": [info] * signers,
    }
    result: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)}).dump()
    return result


def _signer_info(signer: Signer, leaf: Any, attributes: Any, digest: str) -> dict[str, Any]:
    algorithm = {"sha256": hashes.SHA256(), "sha1": hashes.SHA1()}[digest]  # noqa: S303 - evil on purpose
    data = attributes.dump()
    if isinstance(signer.key, ec.EllipticCurvePrivateKey):
        value, name = signer.key.sign(data, ec.ECDSA(algorithm)), f"{digest}_ecdsa"
    else:
        value, name = signer.key.sign(data, padding.PKCS1v15(), algorithm), f"{digest}_rsa"
    issuer_and_serial = {"issuer": leaf.issuer, "serial_number": leaf.serial_number}
    return {
        "version": "v1",
        "sid": cms.SignerIdentifier("issuer_and_serial_number", cms.IssuerAndSerialNumber(issuer_and_serial)),
        "digest_algorithm": {"algorithm": digest},
        "signature_algorithm": {"algorithm": name},
        "signed_attrs": attributes,
        "signature": value,
    }


def with_unsigned_attribute(signature: bytes) -> bytes:
    """Somebody adds a note that nobody signed."""
    content = cms.ContentInfo.load(signature)
    info = content["content"]["signer_infos"][0]
    note = cms.CMSAttribute({"type": "1.2.3.4", "values": [core.UTF8String("ghi chú")]})
    info["unsigned_attrs"] = cms.CMSAttributes([note])
    result: bytes = content.dump(force=True)
    return result


def with_long_length(signature: bytes) -> bytes:
    """The same value, its outermost length written with a byte more than needed (BER, not DER)."""
    assert signature[1] == 0x82
    return signature[:1] + b"\x83\x00" + signature[2:4] + signature[4:]
