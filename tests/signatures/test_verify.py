"""What a signed PDF is worth: honest answers, and none of the known attacks passes as valid."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from cultdip_desktop.packages.verdict import Outcome, Result
from cultdip_desktop.signatures.verdict import DOCUMENT_CHECKS, SIGNATURE_CHECKS
from cultdip_desktop.signatures.verify import verify
from tests.packages.world import make_world
from tests.signatures.papers import NOW, Desk, appended, paper, rewritten

GOOD = (Result.VALID, Result.VALID_WITH_WARNINGS)


def test_two_signatures_in_order_are_valid(desk: Desk, original: bytes) -> None:
    verdict = desk.verify(original)
    assert verdict.result is Result.VALID
    assert [one.field for one in verdict.signatures] == ["person", "agency"]
    assert verdict.check("order").code == "pdf.order_ok"
    assert [one.covers_whole for one in verdict.signatures] == [False, True]
    assert all(one.intact and one.valid and one.trusted and one.page == 2 for one in verdict.signatures)
    assert verdict.signatures[0].check("changes").code == "pdf.changes_signatures"


def test_every_line_is_there_whatever_the_file_is(desk: Desk, original: bytes) -> None:
    for data in (b"", b"%PDF-1.7\n", original[:2000], original):
        verdict = desk.verify(data)
        assert tuple(check.name for check in verdict.checks) == DOCUMENT_CHECKS
        for one in verdict.signatures:
            assert tuple(check.name for check in one.checks) == SIGNATURE_CHECKS


def test_without_trust_the_answer_is_unknown(desk: Desk, original: bytes) -> None:
    verdict = desk.verify(original, trusts=())
    assert verdict.result is Result.UNKNOWN
    assert verdict.signatures[0].intact


def test_without_revocation_lists_the_answer_is_unknown(desk: Desk, original: bytes) -> None:
    bare = desk.trust.__class__(desk.trust.root, desk.trust.issuing)
    assert desk.verify(original, trusts=(bare,)).result is Result.UNKNOWN


def test_with_stale_revocation_lists_the_answer_is_unknown(desk: Desk, original: bytes) -> None:
    assert desk.verify(original, now=NOW + timedelta(days=300)).result is Result.UNKNOWN


def test_a_revoked_signer_is_not_valid(desk: Desk, original: bytes) -> None:
    verdict = desk.verify(original, trusts=(desk.revoking(desk.agency),))
    assert verdict.result is Result.NOT_VALID
    assert verdict.signatures[0].result is Result.VALID
    assert verdict.signatures[1].check("revocation").code == "revocation.revoked"


def test_a_strangers_root_makes_nobody_entitled(desk: Desk, original: bytes) -> None:
    stranger = make_world()
    verdict = desk.verify(original, trusts=(stranger.trust,))
    assert verdict.result is Result.NOT_VALID
    assert verdict.signatures[0].check("certificate").code == "certificate.not_chained"


def test_of_several_roots_the_fitting_one_counts(desk: Desk, original: bytes) -> None:
    assert desk.verify(original, trusts=(make_world().trust, desk.trust)).result is Result.VALID


def test_keys_made_by_this_program_are_called_so(desk: Desk, original: bytes) -> None:
    assert desk.verify(original).signatures[0].check("key").code == "pdf.key_app"


def test_one_signature_of_two_is_a_warning(desk: Desk, blank: bytes) -> None:
    verdict = desk.verify(desk.sign(blank, "person"))
    assert verdict.result is Result.VALID_WITH_WARNINGS
    assert verdict.check("order").code == "pdf.order_no_agency"


def test_a_file_without_signature_is_not_valid(desk: Desk, blank: bytes) -> None:
    assert desk.verify(blank).check("signed").code == "pdf.signed_none"


def test_the_agency_before_the_person_is_named(desk: Desk) -> None:
    first = desk.sign(paper(("agency",)), "agency")
    assert desk.verify(first).check("order").code == "pdf.order_no_person"


def test_a_stated_time_ahead_is_a_warning(desk: Desk, original: bytes) -> None:
    early = desk.verify(original, now=NOW - timedelta(hours=20))
    assert early.signatures[0].check("time").outcome is Outcome.WARNING


@pytest.mark.parametrize("seed", range(3))
def test_no_changed_byte_outside_the_signature_passes(desk: Desk, original: bytes, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        at = chance.randrange(len(original))
        changed = bytearray(original)
        changed[at] ^= chance.choice((1, 32, 128))
        result = desk.verify(bytes(changed)).result
        assert result is not Result.VALID, at


@pytest.mark.parametrize("seed", range(4))
def test_no_changed_byte_inside_the_signature_passes_as_valid(desk: Desk, original: bytes, seed: int) -> None:
    """What no signature covers is its own object: 5 KB of hexadecimal digits and padding."""
    start = original.rindex(b"/Contents <") + len(b"/Contents <")
    end = original.index(b">", start)
    chance = random.Random(seed)
    for _ in range(14):
        at = chance.randrange(start, end)
        changed = bytearray(original)
        changed[at] = chance.choice([byte for byte in b"0123456789abcdefABCDEF" if byte != changed[at]])
        result = desk.verify(bytes(changed)).result
        assert result is not Result.VALID, at


def test_no_cut_or_longer_file_passes(desk: Desk, original: bytes) -> None:
    for data in (original[:-1], original[:-7], original[: len(original) // 2], original + b"\0", original + b"%%EOF\n"):
        result = desk.verify(data).result
        assert result not in GOOD


def _draw_over(writer: Any) -> None:
    from pyhanko.pdf_utils import generic

    stream = writer.add_object(generic.StreamObject(stream_data=b"q 1 0 0 rg 0 0 600 800 re f Q"))
    writer.add_stream_to_page(0, stream)


def _replace_content(writer: Any) -> None:
    from pyhanko.pdf_utils import generic

    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page[generic.pdf_name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)


def _lay_note(writer: Any) -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.generic import pdf_name

    note = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Square"),
        pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 700))),
        pdf_name("/IC"): generic.ArrayObject(map(generic.NumberObject, (1, 1, 1))),
    })  # fmt: skip
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page[pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def _open_action(writer: Any) -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.generic import pdf_name

    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(action)
    writer.update_root()


def _new_stamp(writer: Any) -> None:
    """The look of a signed field is replaced: the seal of another agency, or a white sheet over the page."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.generic import pdf_name
    from pyhanko.sign.fields import enumerate_sig_fields

    field = next(reference for name, _, reference in enumerate_sig_fields(writer) if name == "agency").get_object()
    look = generic.StreamObject({
        pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"),
        pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 105, 105))),
    }, stream_data=b"1 1 1 rg 0 0 105 105 re f")  # fmt: skip
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
    writer.update_container(field)


def _empty_place(writer: Any) -> None:
    """A new signature field that nobody signs lies over the page."""
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    append_signature_field(writer, SigFieldSpec("che", on_page=0, box=(0, 0, 595, 842)))


def _attachment(writer: Any) -> None:
    from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file

    content = EmbeddedFileObject.from_file_data(writer, b'{"events":[1]}', mime_type="application/json")
    embed_file(writer, FileSpec("other.json", embedded_data=content))


@pytest.mark.parametrize(
    "attack",
    [_draw_over, _replace_content, _lay_note, _open_action, _new_stamp, _empty_place, _attachment],
    ids=lambda attack: attack.__name__.strip("_"),
)
def test_what_is_added_after_the_last_signature_never_passes(
    desk: Desk, original: bytes, attack: Callable[[Any], None]
) -> None:
    verdict = desk.verify(appended(original, attack))
    assert verdict.result is Result.NOT_VALID
    assert verdict.check("ending").outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        (_draw_over, "pdf.changes_content"),
        (_lay_note, "pdf.changes_annotations"),
        (_attachment, "pdf.changes_attachments"),
        (_open_action, "pdf.changes_actions"),
    ],
)
def test_what_was_changed_between_the_signatures_is_named(
    desk: Desk, blank: bytes, attack: Callable[[Any], None], code: str
) -> None:
    """A colleague slips something in after the ambassador signed; the agency's own signature holds."""
    changed = desk.sign(appended(desk.sign(blank, "person"), attack), "agency")
    verdict = desk.verify(changed)
    assert verdict.result is Result.NOT_VALID
    assert verdict.signatures[0].check("changes").code == code
    assert verdict.signatures[1].result is Result.VALID


def test_a_file_written_anew_is_not_valid(desk: Desk, original: bytes) -> None:
    result = desk.verify(rewritten(original, lambda _pdf: None)).result
    assert result not in GOOD


def test_a_signature_cut_out_of_one_report_is_worth_nothing_in_another(desk: Desk, original: bytes) -> None:
    other = desk.signed(paper(text="Một báo cáo khác hẳn"))
    start, end = (lambda data: (data.index(b"/Contents <"), data.index(b">", data.index(b"/Contents <"))))(original)
    there = other.index(b"/Contents <")
    moved = other[:there] + original[start:end] + other[there + end - start :]
    result = desk.verify(moved).result
    assert result not in GOOD


def test_a_byte_range_that_leaves_the_page_out_is_refused(desk: Desk, blank: bytes) -> None:
    signed = desk.sign(blank, "person")
    start = signed.index(b"/ByteRange [") + len(b"/ByteRange [")
    end = signed.index(b"]", start)
    numbers = signed[start:end].split()
    for changed in ([b"0", b"10", *numbers[2:]], [b"9", *numbers[1:]], [b"0", b"0", b"0", b"0"], [b"-1"] * 4):
        said = b" ".join(changed)[: end - start].ljust(end - start)
        result = desk.verify(signed[:start] + said + signed[end:]).result
        assert result not in GOOD


def test_an_encrypted_file_cannot_be_read(desk: Desk, blank: bytes, tmp_path: Path) -> None:
    target = tmp_path / "kín.pdf"
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="chủ", user=""))
    assert verify(target, (desk.trust,), now=NOW).check("structure").code == "pdf.encrypted"


def test_what_cannot_be_opened_is_an_answer(desk: Desk, tmp_path: Path) -> None:
    assert verify(tmp_path / "không có.pdf", (desk.trust,), now=NOW).result is Result.UNREADABLE
    assert verify(tmp_path, (desk.trust,), now=NOW).result is Result.UNREADABLE
