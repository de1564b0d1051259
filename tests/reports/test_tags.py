"""The structure of documents: trees held against golden ones, and what becomes of what is parted, repeated or left blank.

CULTDIP_GOLDEN=1 writes the golden trees anew; read the difference.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from cultdip_desktop.core.errors import Cancelled
from cultdip_desktop.core.progress import CancelToken, NoProgress, ReportingProgress
from cultdip_desktop.reports import fonts
from cultdip_desktop.reports.data import content_sha256
from cultdip_desktop.reports.structure import Field, Mark, Node, Tree
from tests.reports import seen, tagged
from tests.reports.factory import built, quarter
from tests.reports.specimen import LONG, specimen

GOLDEN = Path(__file__).parent / "golden"


def held_against(name: str, found: list[str]) -> None:
    """Compare with the golden tree, or write it."""
    path = GOLDEN / f"{name}.tags.txt"
    if os.environ.get("CULTDIP_GOLDEN"):
        path.write_text("\n".join(found) + "\n", "utf-8")
    assert found == path.read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return specimen()


@pytest.fixture(scope="module")
def root(pdf: bytes) -> tagged.Element:
    return tagged.tree(pdf)


def test_structure_of_everything_that_paper_can_show(root: tagged.Element) -> None:
    held_against("specimen", list(root.lines()))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_structure_of_the_quarters_report(language: str) -> None:
    tree = tagged.tree(built(quarter(), language)[0])  # type: ignore[arg-type]
    held_against(f"quarter.{language}", list(tree.lines(limit=48)))


def test_everything_painted_is_in_the_structure_or_an_artifact(pdf: bytes) -> None:
    assert tagged.unknown(pdf) == []


def test_poppler_reads_the_same_structure(pdf: bytes, root: tagged.Element, tmp_path: Path) -> None:
    path = seen.written(tmp_path, pdf)
    done = subprocess.run(["pdfinfo", "-struct-text", str(path)], check=True, capture_output=True, text=True)
    assert done.stderr == ""
    lines = [line.strip() for line in done.stdout.splitlines()]
    elements = [line.split()[0].rstrip(":") for line in lines if line and line[0] not in '"/']
    assert [name for name in elements if name != "Object"] == [element.tag for element in root.walk()]
    assert f'"{LONG.strip()[:60]}' in done.stdout


def test_unmarked_words_would_be_found() -> None:
    fonts.prepare()
    from reportlab.platypus.flowables import Flowable

    from cultdip_desktop.reports import document

    class Stray(Flowable):  # type: ignore[misc]
        def wrap(self, _width: float, _height: float) -> tuple[float, float]:
            return 10, 20

        def draw(self) -> None:
            self.canv.drawString(0, 0, "Không ai đọc")

    target = io.BytesIO()
    properties = document.Properties("Mẫu", "ĐSQ", "", "vi", datetime(2026, 1, 1, tzinfo=UTC))
    document.write(document.Recipe([[Stray()]], properties), target, {}, NoProgress())
    assert tagged.unknown(target.getvalue()) == ["page 1: 'Không ai đọc ' is decoration"]


def test_heads_of_a_table_are_read_once_and_are_artifacts_on_its_other_pages(pdf: bytes, root: tagged.Element) -> None:
    assert [element.text for element in root.walk() if element.text.startswith("Kinh phí")] == ["Kinh phí "]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        repeated = [piece for piece in tagged.pieces(opened) if piece.text == "Kinh phí " and piece.mcid is None]
    assert [(piece.page, piece.kind) for piece in repeated] == [(page, "/Pagination") for page in (1, 2, 3, 4)]


def test_cell_higher_than_a_page_is_one_cell_on_several_pages(root: tagged.Element) -> None:
    cell = next(element for element in root.walk() if element.tag == "TD" and len(element.text) > 1000)
    assert " ".join(cell.text.split()) == LONG.strip()
    assert cell.pages == {2, 3, 4}


def test_lines_end_with_a_blank_so_that_words_are_not_joined(root: tagged.Element) -> None:
    item = next(element for element in root.walk() if element.tag == "LBody" and "Rudolfinum" in element.text)
    assert "Dvořák,phòng" not in item.text
    assert item.text.count("phòng Dvořák, ") == 12


def test_signature_fields_are_elements_with_words_and_cannot_be_moved(pdf: bytes) -> None:
    fonts.prepare()
    from cultdip_desktop.reports import document

    places = document.signature_places(pdf)
    assert {name: (place.page, place.signed) for name, place in places.items()} == {
        "person": (5, False),
        "agency": (5, False),
    }
    left, bottom, right, top = places["person"].box
    assert (right - left, top - bottom) == pytest.approx((150, 70), abs=0.02)
    assert places["agency"].box[3] == pytest.approx(bottom, abs=0.02)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fields = {str(field.T): field for field in opened.Root.AcroForm.Fields}
        assert str(fields["person"].TU) == "Chữ ký của người ký"
        assert {int(field.F) for field in fields.values()} == {132}
        assert all(field.FT == "/Sig" and "/V" not in field for field in fields.values())


def test_attached_data_are_what_the_footer_gives_the_digest_of() -> None:
    data = quarter()
    with pikepdf.open(io.BytesIO(built(data)[0])) as opened:
        (spec,) = opened.Root.AF
        assert spec.AFRelationship == "/Data"
        attached = spec.EF.F.read_bytes()
    assert hashlib.sha256(attached).hexdigest() == content_sha256(data)


def test_file_says_in_its_metadata_what_it_says_in_its_dictionary(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata(set_pikepdf_as_editor=False) as meta:
        assert meta["dc:title"] == str(opened.docinfo.Title) == "Hồ sơ mẫu"
        assert meta["dc:creator"] == [str(opened.docinfo.Author)] == ["ĐSQ <Praha> & bạn"]
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")


def test_cancel_stops_a_document_on_any_page() -> None:
    token = CancelToken()

    def listen(done: int, total: int, what: str) -> None:
        del done, total, what
        token.cancel()

    with pytest.raises(Cancelled):
        specimen(progress=ReportingProgress(token, listen))


def test_element_is_placed_when_first_drawn_and_cells_at_once() -> None:
    tree, table, below = Tree(), Node("Table"), Node("P")
    row = table.adopt(Node("TR"), at_once=True)
    blank, cell = (row.adopt(Node("TD"), at_once=True) for _ in range(2))
    assert tree.mark(below, 0) == 0
    assert tree.mark(cell, 0) == 1
    tree.put(Node("Form"), Field("person", 1, (0, 0, 1, 1)))
    assert [node.tag for node in tree.walk()] == ["P", "Table", "TR", "TD", "TD", "Form"]
    assert blank.kids == []
    assert cell.kids == [Mark(0, 1)]


def test_only_known_tags_are_used() -> None:
    with pytest.raises(ValueError, match="Blink"):
        Node("Blink")
