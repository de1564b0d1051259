"""Same content or not: what a person would see and what a machine would read out of the file."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from cultdip_desktop.signatures import compare
from cultdip_desktop.signatures.compare import Difference, Part
from tests.signatures.papers import Desk, paper, rewritten


def test_signatures_do_not_count(blank: bytes, original: bytes) -> None:
    assert compare.differences(blank, original) == ()


def test_writing_a_file_anew_does_not_count(blank: bytes) -> None:
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        target = io.BytesIO()
        pdf.save(target, recompress_flate=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    assert compare.differences(blank, target.getvalue()) == ()


def _content(pdf: pikepdf.Pdf) -> None:
    stream = pdf.pages[1].Contents
    stream.write(stream.read_bytes().replace(b"0 0 0 rg", b"1 1 1 rg") + b"\n")


def _font(pdf: pikepdf.Pdf) -> None:
    """Other shapes for the same letters."""
    fonts = pdf.pages[0].Resources.Font
    file = next(font for _name, font in fonts.items()).FontDescriptor.FontFile2
    file.write(file.read_bytes()[:-4] + b"\0\0\0\1")


def _size(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = pikepdf.Array([0, 0, 300, 300])


def _rotation(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Rotate = 180


def _note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="Sai")
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def _less(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["thêm.txt"] = b"x"


def _action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _field(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields.append(pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="a", V="b")))


def _layer(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([]))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_content, Difference(Part.CONTENT, 2)),
        (_font, Difference(Part.CONTENT, 1)),
        (_size, Difference(Part.CONTENT, 1)),
        (_rotation, Difference(Part.CONTENT, 2)),
        (_note, Difference(Part.ANNOTATIONS, 1)),
        (_less, Difference(Part.PAGES)),
        (_attachment, Difference(Part.ATTACHMENTS)),
        (_action, Difference(Part.ACTIONS)),
        (_field, Difference(Part.FORM)),
        (_layer, Difference(Part.LAYERS)),
    ],
)
def test_every_change_is_named(blank: bytes, change: Callable[[pikepdf.Pdf], None], expected: Difference) -> None:
    assert expected in compare.differences(blank, rewritten(blank, change))


def test_another_text_is_another_document(desk: Desk, blank: bytes) -> None:
    other = desk.sign(paper(text="Tết Nguyên đán ở Brno"), "person")
    assert compare.differences(blank, other)[0] == Difference(Part.CONTENT, 1)
