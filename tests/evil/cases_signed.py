"""Packages whose container is in order and whose signature, signer or content is not."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import cms, core
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

from cultdip_desktop.core import canonical
from cultdip_desktop.packages import names, pki
from cultdip_desktop.packages.chain import ChainState
from cultdip_desktop.packages.contents import FileSource, MediaSource
from cultdip_desktop.packages.package import ChainLink, Recipient
from cultdip_desktop.packages.signing import Signer
from tests.evil.case import Case
from tests.evil.forge import Draft, assemble, cms_signature, edit, with_long_length, with_unsigned_attribute
from tests.packages.world import EVENT_ID, World, event_row, jpeg, make_world, media_row


def cases(world: World) -> Iterator[Case]:
    """Everything behind the container."""
    yield from _manifests(world)
    yield from _signatures(world)
    yield from _certificates(world)
    yield from _senders(world)
    yield from _files(world)
    yield from _formats(world)
    yield from _records(world)
    yield from _references(world)
    yield from _attachments(world)
    yield from _chains(world)


def _tiny(world: World, **attributes: Any) -> bytes:
    draft = Draft(world, world.tiny())
    for name, value in attributes.items():
        setattr(draft, name, value)
    return draft.build()


def _report(world: World, change: Callable[[Draft], None]) -> bytes:
    draft = Draft(world, world.contents())
    change(draft)
    return draft.build()


def _manifests(world: World) -> Iterator[Case]:
    pieces = Draft(world, world.tiny()).pieces()
    without = [piece for piece in pieces if piece.name != names.MANIFEST.encode()]
    yield Case("no_manifest", assemble(without), "manifest.missing")
    unsigned = [piece for piece in pieces if piece.name != names.SIGNATURE.encode()]
    yield Case("no_signature", assemble(unsigned), "manifest.no_signature")
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>\n<asic:'
    edited = _tiny(world, manifest_edit=lambda raw: raw.replace(b"<asic:", doctype, 1))
    yield Case("manifest_with_doctype", edited, "manifest.doctype")
    spaced = _tiny(world, manifest_edit=lambda raw: raw.replace(b"\n", b"\n\n", 1))
    yield Case("manifest_reformatted_and_signed", spaced, "manifest.form")
    noted = _tiny(world, manifest_edit=lambda raw: raw.replace(b"</asic:ASiC", b"<!-- x --></asic:ASiC"))
    yield Case("manifest_with_a_note_and_signed", noted, "manifest.form")
    sha1 = _tiny(world, manifest_edit=lambda raw: raw.replace(b"2001/04/xmlenc#sha256", b"2000/09/xmldsig#sha1", 1))
    yield Case("manifest_with_sha1", sha1, "manifest.form")
    yield Case("manifest_lists_a_file_twice", _tiny(world, manifest_edit=_doubled), "manifest.duplicate")
    climbing = _tiny(world, manifest_edit=lambda raw: raw.replace(b'"SHA256SUMS"', b'"../SHA256SUMS"'))
    yield Case("manifest_climbs", climbing, "manifest.form")
    changed = edit(pieces, names.MANIFEST, data=next(p.data for p in pieces if p.name == names.MANIFEST.encode())[:-1])
    yield Case("manifest_changed_after_signing", assemble(changed), "signature.not_intact")


def _doubled(raw: bytes) -> bytes:
    start = raw.index(b"  <asic:DataObjectReference")
    end = raw.index(b"</asic:DataObjectReference>\n", start) + len(b"</asic:DataObjectReference>\n")
    return raw[:end] + raw[start:end] + raw[end:]


def _signatures(world: World) -> Iterator[Case]:
    signer = world.praha

    def signed(**shape: Any) -> bytes:
        return _tiny(world, sign=lambda raw: cms_signature(signer, raw, **shape))

    stolen = signer.sign("một bản kê khác".encode(), world.now)
    yield Case("signature_of_another_package", _tiny(world, sign=lambda _raw: stolen), "signature.not_intact")
    added = _tiny(world, signature_edit=with_unsigned_attribute)
    yield Case("unsigned_attribute", added, "signature.unsigned_attributes")
    yield Case("signature_not_der", _tiny(world, signature_edit=with_long_length), "signature.not_der")
    longer = _tiny(world, signature_edit=lambda raw: raw + b"\0")
    yield Case("signature_with_a_tail", longer, "signature.not_der")
    yield Case("signature_is_text", _tiny(world, signature_edit=lambda _raw: b"ok"), "signature.not_der")
    plain_set = core.SetOf([core.Integer(1)], spec=core.Integer).dump()
    yield Case("signature_is_something_else", _tiny(world, sign=lambda _raw: plain_set), "signature.structure")
    huge = _tiny(world, sign=lambda _raw: bytes(70_000))
    yield Case("signature_too_large", huge, "signature.too_large")
    yield Case("two_signers", signed(signers=2), "signature.signers")
    yield Case("no_signer", signed(signers=0), "signature.signers")
    yield Case("signature_with_sha1", signed(digest="sha1"), "signature.algorithm")
    yield Case("not_cades", signed(with_certificate_attribute=False), "signature.attributes")
    yield Case("signature_carries_the_manifest", signed(attached=True), "signature.structure")
    stranger = make_world(world.now).praha.certificate
    every = [signer.certificate, *signer.chain, stranger]
    yield Case("stray_certificate", signed(certificates=every), "signature.certificates")
    yield Case("chain_left_out", signed(certificates=[signer.certificate]), "signature.certificates")
    yield Case("signer_left_out", signed(certificates=signer.chain), "signature.certificates")
    note = cms.CMSAttribute({"type": "1.2.3.4", "values": [core.UTF8String("x")]})
    yield Case("strange_signed_attribute", signed(extra=[note]), "signature.attributes")
    flipped = _tiny(world, signature_edit=lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]))
    yield Case("signature_value_changed", flipped, "signature.not_valid")


def _certificates(world: World) -> Iterator[Case]:
    stranger = make_world(world.now)
    yield Case("signer_of_a_lookalike_authority", _tiny(world, signer=stranger.praha), "certificate.not_chained")
    lone = _self_signed(world)
    yield Case("self_signed", _tiny(world, signer=lone), "certificate.not_chained")
    authority = Signer(world.issuing.der, (), world.issuing.key)
    yield Case("authority_signs_itself", _tiny(world, signer=authority), "certificate.invalid")
    gone = world.signer(person="Trần Văn Cũ")
    yield Case("revoked", _tiny(world, signer=gone), "revocation.revoked", trust=world.with_revoked(gone))
    bare = replace(world.trust, revocation_lists=())
    yield Case("no_revocation_list", _tiny(world), "revocation.missing", result="unknown", trust=bare)
    later = world.now + timedelta(days=800)
    yield Case("certificate_expired", _tiny(world), "certificate.expired", result="unknown", now=later)
    stale = world.now + timedelta(days=400)
    yield Case("revocation_list_stale", _tiny(world), "revocation.stale", result="unknown", now=stale)
    early = _tiny(world, sign=lambda raw: world.praha.sign(raw, world.now - timedelta(days=90)))
    yield Case("signed_before_the_certificate", early, "certificate.time_before")
    clock_of_2019 = _tiny(world, sign=lambda raw: world.praha.sign(raw, datetime(2019, 1, 1, tzinfo=UTC)))
    yield Case("signed_by_a_clock_of_2019", clock_of_2019, "certificate.time_before")
    clock_of_2040 = _tiny(world, sign=lambda raw: world.praha.sign(raw, datetime(2040, 1, 1, tzinfo=UTC)))
    yield Case("signed_by_a_clock_of_2040", clock_of_2040, "certificate.time_after")
    stolen = world.signer(person="Hoàng Thị Mất Khóa")
    known = world.with_revoked(stolen, compromised_from=world.now - timedelta(days=1))
    yield Case("signed_after_the_key_was_stolen", _tiny(world, signer=stolen), "certificate.compromised", trust=known)
    before = _tiny(world, signer=stolen, sign=lambda raw: stolen.sign(raw, world.now - timedelta(hours=23)))
    later_known = world.with_revoked(stolen, compromised_from=world.now - timedelta(hours=22))
    yield Case("stolen_key_claims_an_earlier_time", before, "revocation.revoked", trust=later_known)
    yield Case("not_yet_valid", _tiny(world), "certificate.not_yet_valid", now=world.now - timedelta(days=30))
    ahead = _tiny(world, sign=lambda raw: world.praha.sign(raw, world.now + timedelta(days=2)))
    yield Case("signed_in_the_future", ahead, "signature.time_ahead", result="valid_with_warnings")
    yield Case("weak_rsa_key", _tiny(world, signer=_weak(world)), "signature.weak_key")


def _self_signed(world: World) -> Signer:
    key = ec.generate_private_key(ec.SECP256R1())
    made = pki.certify_office(
        pki.CertificateAuthority(key, _named_like(world, key)),
        key.public_key(),
        office="CZ-EMB",
        office_name="Đại sứ quán",
        person="Kẻ Giả Danh",
        headquarters=False,
        now=world.now,
    )
    return Signer(made.public_bytes(Encoding.DER), (), key)


def _named_like(world: World, key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    """A certificate that bears the issuing authority's name over another key."""
    name = world.issuing.certificate.subject
    return _certificate(world, name, name, key.public_key(), key)


def _weak(world: World) -> Signer:
    key = rsa.generate_private_key(65537, 1024)  # noqa: S505 - evil on purpose
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Khóa Yếu")])
    made = _certificate(world, subject, world.issuing.certificate.subject, key.public_key(), world.issuing.key)
    return Signer(made.public_bytes(Encoding.DER), (world.issuing.der,), key)


def _certificate(world: World, subject: x509.Name, issuer: x509.Name, public: Any, key: Any) -> x509.Certificate:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public)
    builder = builder.serial_number(x509.random_serial_number())
    start = world.now - timedelta(days=1)
    return builder.not_valid_before(start).not_valid_after(start + timedelta(days=300)).sign(key, SHA256())


def _senders(world: World) -> Iterator[Case]:
    paris = world.signer(office="FR-EMB", office_name="Đại sứ quán Việt Nam tại Pháp", person="Phạm Văn Paris")
    yield Case("another_office_signs", _tiny(world, signer=paris), "sender.other")
    directive = Draft(world, replace(world.tiny(), header=world.header(kind="directive", period=None), rows={}))
    yield Case("a_mission_gives_directives", directive.build(), "sender.not_headquarters")

    def broken(name: str, change: Callable[[dict[str, Any]], Any]) -> Case:
        draft = Draft(world, world.tiny())
        plain = draft.json()
        change(plain)
        draft.put_json(plain)
        return Case(name, draft.build(), "sender.package_json")

    yield broken("description_lacks_a_field", lambda plain: plain.pop("history"))
    yield broken("description_has_a_strange_field", lambda plain: plain.update(note="x"))
    yield broken("description_with_a_bad_id", lambda plain: plain.update(package_id="1"))
    yield broken("description_of_an_unknown_kind", lambda plain: plain.update(kind="invoice"))
    yield broken("description_with_seq_zero", lambda plain: plain["chain"].update(seq=0))
    yield broken("description_with_text_for_a_number", lambda plain: plain["history"].update(count="12"))
    draft = Draft(world, world.tiny())
    raw = draft.files[names.PACKAGE_JSON]
    draft.files[names.PACKAGE_JSON] = raw[:1] + b'"kind":"report",' + raw[1:]
    yield Case("description_names_a_field_twice", draft.build(), "sender.package_json")
    draft = Draft(world, world.tiny())
    draft.files[names.PACKAGE_JSON] = json.dumps(draft.json(), indent=1, ensure_ascii=False).encode()
    yield Case("description_not_canonical", draft.build(), "sender.package_json")


def _files(world: World) -> Iterator[Case]:
    pieces = Draft(world, world.contents()).pieces()
    page = "readable/index.html"
    yield Case("file_removed", assemble([one for one in pieces if one.name != page.encode()]), "files.missing")
    at = next(index for index, one in enumerate(pieces) if one.name == page.encode())
    added = replace(pieces[at], name=b"readable/index2.html")
    yield Case("file_added", assemble([*pieces[: at + 1], added, *pieces[at + 1 :]]), "files.extra")
    yield Case("file_changed", assemble(edit(pieces, page, data=b"<script>alert(1)</script>\n")), "files.digest")
    described = edit(pieces, names.PACKAGE_JSON, data=pieces[1].data.replace(b"CZ-EMB", b"FR-EMB"))
    yield Case("description_changed", assemble(described), "files.digest")
    lies = b"0" * 64 + b"  package.json\n"
    yield Case("checksums_lie", _report(world, lambda draft: setattr(draft, "sums", lies)), "files.sums")
    yield Case("checksums_empty", _report(world, lambda draft: setattr(draft, "sums", b"")), "files.sums")


def _formats(world: World) -> Iterator[Case]:
    def changed(change: Callable[[dict[str, Any]], Any]) -> bytes:
        draft = Draft(world, world.tiny())
        plain = draft.json()
        change(plain)
        draft.put_json(plain)
        return draft.build()

    strange = changed(lambda plain: plain.update(critical=["sealed-rows"]))
    yield Case("critical_feature_unknown", strange, "format.critical", result="unreadable")
    newer = changed(lambda plain: plain.update(format_version=2, delta="x"))
    yield Case("format_of_a_newer_version", newer, "format.newer", result="unreadable")
    schema = changed(lambda plain: plain["producer"].update(schema=9, min_reader_schema=9))
    yield Case("records_of_a_newer_version", schema, "format.newer", result="unreadable")


def _records(world: World) -> Iterator[Case]:
    event = canonical.encode(event_row())

    def data(name: str, lines: bytes, rows: int, code: str, **more: Any) -> Case:
        return Case(name, _report(world, lambda draft: draft.put_data("event", lines, rows, **more)), code)

    other = canonical.encode(event_row(city="Brno"))
    yield data("root_digest_wrong", other + b"\n", 1, "content.root", honest_root=False)
    yield data("count_of_records_wrong", event + b"\n", 2, "content.rows")
    second = canonical.encode(event_row(id=EVENT_ID[:-1] + "0"))
    yield data("records_unsorted", event + b"\n" + second + b"\n", 2, "content.unsorted")
    yield data("record_twice", (event + b"\n") * 2, 2, "content.duplicate_id")
    yield data("field_twice", event[:1] + b'"city":"Brno",' + event[1:] + b"\n", 1, "content.line")
    yield data("number_not_a_number", event.replace(b"1340", b"NaN") + b"\n", 1, "content.line")
    yield data("number_with_a_point", event.replace(b"1340", b"1340.5") + b"\n", 1, "content.line")
    yield data("number_too_long", event.replace(b"1340", b"9" * 400) + b"\n", 1, "content.line")
    yield data("nested_too_deeply", b'{"id":' + b"[" * 5000 + b"]" * 5000 + b"}\n", 1, "content.line")
    yield data("not_utf8", event.replace(b"Praha", b"Pr\xffha", 1) + b"\n", 1, "content.line")
    yield data("text_not_nfc", event.replace("Đêm".encode(), "Đe\u0302m".encode(), 1) + b"\n", 1, "content.line")
    yield data("windows_line_ends", event + b"\r\n", 1, "content.line")
    yield data("last_line_feed_missing", event, 1, "content.line")
    yield data("empty_line", event + b"\n\n", 2, "content.line")
    yield data("record_is_a_list", b"[1]\n", 1, "content.line")
    yield data("record_without_id", b"{}\n", 1, "content.line")
    for name, changes in {
        "draft_leaves_the_machine": {"state": "idea"},
        "internal_note_leaves_the_machine": {"internal_note": "kín"},
        "money_as_a_number": {"money": [{"source": "RS.BUD", "stage": "spent", "amount": 5, "currency": "CZK"}]},
        "too_many_tags": {"products": [f"PR.X{number}" for number in range(300)]},
    }.items():
        yield data(name, canonical.encode(event_row(**changes)) + b"\n", 1, "content.schema")
    foreign = canonical.encode(event_row(office="FR-EMB")) + b"\n"
    yield data("record_of_another_office", foreign, 1, "content.other_office")


def _references(world: World) -> Iterator[Case]:
    yield Case(
        "attachment_of_a_missing_event",
        _report(world, lambda draft: draft.put_data("event", b"", 0)),
        "content.reference",
    )
    both = {**world.contents().rows, "tombstone": [{"id": EVENT_ID, "entity": "event", "deleted_at": None}]}
    alive = Draft(world, replace(world.contents(), rows=both)).build()
    yield Case("withdrawn_and_still_there", alive, "content.tombstone")
    without = {name: rows for name, rows in world.contents().rows.items() if name != "report"}
    yield Case(
        "report_without_report", Draft(world, replace(world.contents(), rows=without)).build(), "content.missing_entity"
    )

    def unlisted(draft: Draft) -> None:
        draft.files["data/partner.jsonl"] = b""

    yield Case("data_file_not_described", _report(world, unlisted), "content.data_files")

    def wrong_period(draft: Draft) -> None:
        plain = draft.json()
        plain["period"] = {"rule": "calendar", "from": "2026-04-01", "to": "2026-06-30"}
        draft.put_json(plain)

    yield Case("another_period", _report(world, wrong_period), "content.period")

    def another_digest(draft: Draft) -> None:
        plain = draft.json()
        plain["state"]["entities"]["event"]["sha256"] = "0" * 64
        from cultdip_desktop.packages.fingerprint import fingerprint

        plain["state"]["root_sha256"] = fingerprint(canonical.encode(plain["state"]["entities"]))
        draft.put_json(plain)

    yield Case("state_names_another_digest", _report(world, another_digest), "content.state")


def _attachments(world: World) -> Iterator[Case]:
    def attached(name: str, data: bytes, code: str, extension: str = "jpg") -> Case:
        source = FileSource.of_bytes(data)
        rows = {**world.contents().rows, "media": [media_row(source, extension=extension)]}
        contents = replace(world.contents(), rows=rows, media=(MediaSource(extension, source),))
        return Case(name, Draft(world, contents).build(), code)

    yield attached("program_as_photo", b"MZ" + bytes(200), "content.media_refused")
    yield attached("page_with_script_as_photo", b"<svg onload='x'></svg>", "content.media_refused")
    yield attached("photo_with_a_wrong_ending", jpeg(), "content.media_refused", extension="png")
    yield attached("image_bomb", _bomb(), "content.media_bomb", extension="png")

    def stray(draft: Draft) -> None:
        draft.files[names.media("ab" * 32, "jpg")] = jpeg((1, 2, 3))

    yield Case("attachment_without_record", _report(world, stray), "content.stray_media")

    def misnamed(draft: Draft) -> None:
        name = next(name for name in draft.files if name.startswith("media/"))
        draft.files[name] = jpeg((9, 9, 9)).ljust(len(draft.files[name]), b"\0")[: len(draft.files[name])]

    yield Case("attachment_under_another_digest", _report(world, misnamed), "content.media_name")

    def root_file(draft: Draft) -> None:
        draft.files["autorun.inf"] = b"[autorun]"

    yield Case("file_without_a_place", _report(world, root_file), "content.unknown_file")

    def miscounted(draft: Draft) -> None:
        plain = draft.json()
        plain["media"]["included"] = 2
        draft.put_json(plain)

    yield Case("attachments_miscounted", _report(world, miscounted), "content.media_count")


def _bomb() -> bytes:
    """The header of a PNG of 50,000 × 50,000 pixels."""
    from PIL import Image

    target = io.BytesIO()
    Image.new("1", (8, 8)).save(target, "PNG")
    data = bytearray(target.getvalue())
    data[16:24] = (50_000).to_bytes(4, "big") * 2
    return bytes(data)


def _chains(world: World) -> Iterator[Case]:
    package = _tiny(world)
    yield Case("for_another_office", _for(world, "FR-EMB"), "recipient.other")
    forked = ChainState(1, 1, "00" * 32, {(1, 1): "00" * 32})
    yield Case("same_number_other_content", package, "chain.fork", known=forked)
    link = ChainLink(1, 2, "ab" * 32)
    contents = replace(world.tiny(), header=world.header(kind="event-dossier", period=None, chain=link))
    follows = Draft(world, contents).build()
    yield Case("does_not_follow", follows, "chain.previous", known=ChainState(1, 1, "cd" * 32, {(1, 1): "cd" * 32}))
    old = ChainState(2, 1, "cd" * 32, {(2, 1): "cd" * 32})
    yield Case("of_an_ended_numbering", follows, "chain.old_epoch", known=old)


def _for(world: World, office: str) -> bytes:
    header = world.header(kind="event-dossier", period=None, recipient=Recipient(office))
    return Draft(world, replace(world.tiny(), header=header)).build()
