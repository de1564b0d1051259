"""Whether two PDF files show and carry the same: page by page, attachments, actions; signatures are left aside.

Needed where bytes cannot be compared: a tool that signs may write the whole file anew, and one that only appends
could still replace a page.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import pikepdf

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.signatures import limits


class Part(StrEnum):
    """What may differ."""

    PAGES = "pages"
    """Their number."""

    CONTENT = "content"
    """What a page shows, its size or its rotation."""

    ANNOTATIONS = "annotations"
    """Comments, links and other things that lie upon a page, signatures apart."""

    ATTACHMENTS = "attachments"
    ACTIONS = "actions"
    """What happens when the file is opened."""

    FORM = "form"
    """Fields that are no signatures."""

    LAYERS = "layers"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that is not the same."""

    part: Part
    page: int = 0
    """Counted from 1; 0 for the file as a whole."""


_CATALOG: Final = {
    "/Names": Part.ATTACHMENTS,
    "/AF": Part.ATTACHMENTS,
    "/Collection": Part.ATTACHMENTS,
    "/OpenAction": Part.ACTIONS,
    "/AA": Part.ACTIONS,
    "/URI": Part.ACTIONS,
    "/Dests": Part.ACTIONS,
    "/OCProperties": Part.LAYERS,
}
_PAGE: Final = (
    "/Resources", "/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Rotate", "/UserUnit", "/Group",
    "/AA", "/VP", "/Trans", "/Dur", "/PZ", "/Metadata", "/AF",
)  # fmt: skip
_INHERITED: Final = frozenset({"/Resources", "/MediaBox", "/CropBox", "/Rotate"})
_ASIDE: Final = frozenset({"/Parent", "/P", "/StructParent", "/StructParents", "/Popup"})
_STREAM_ASIDE: Final = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})


def differences(before: bytes, after: bytes) -> tuple[Difference, ...]:
    """Where `after` differs from `before`, in the order of the pages; empty: it is the same content.

    Raises:
        UserError: `pdf.unreadable`, `pdf.too_complex`.
    """
    try:
        with pikepdf.open(io.BytesIO(before)) as old, pikepdf.open(io.BytesIO(after)) as new:
            return tuple(_Comparison().run(old, new))
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError("pdf.unreadable") from error


class _Comparison:
    """Two files side by side; what was found equal once is not looked at again."""

    def __init__(self) -> None:
        self._equal: set[tuple[tuple[int, int], tuple[int, int]]] = set()
        self._looked = 0

    def run(self, old: pikepdf.Pdf, new: pikepdf.Pdf) -> Iterator[Difference]:
        """All differences."""
        if len(old.pages) != len(new.pages):
            yield Difference(Part.PAGES)
        for number, (one, other) in enumerate(zip(old.pages, new.pages, strict=False), start=1):
            if not self._same_page(one.obj, other.obj):
                yield Difference(Part.CONTENT, number)
            if not self._same(_annotations(one.obj), _annotations(other.obj)):
                yield Difference(Part.ANNOTATIONS, number)
        parts = [part for key, part in _CATALOG.items() if not self._same(old.Root.get(key), new.Root.get(key))]
        yield from (Difference(part) for part in dict.fromkeys(parts))
        if not self._same(_fields(old), _fields(new)):
            yield Difference(Part.FORM)

    def _same_page(self, one: Any, other: Any) -> bool:
        if any(not self._same(_entry(one, key), _entry(other, key)) for key in _PAGE):
            return False
        left, right = _contents(one), _contents(other)
        if self._same(left, right):
            return True
        return b"\n".join(map(_unpacked, left)) == b"\n".join(map(_unpacked, right))

    def _same(self, one: Any, other: Any) -> bool:
        waiting: list[tuple[Any, Any]] = [(one, other)]
        here: set[tuple[tuple[int, int], tuple[int, int]]] = set()
        while waiting:
            self._looked += 1
            if self._looked > limits.MAX_COMPARED:
                raise UserError("pdf.too_complex")
            left, right = waiting.pop()
            inside = self._step(left, right, here)
            if inside is None:
                return False
            waiting += inside
        self._equal |= here
        return True

    def _step(
        self, left: Any, right: Any, here: set[tuple[tuple[int, int], tuple[int, int]]]
    ) -> list[tuple[Any, Any]] | None:
        """What must be equal for these two to be equal; None when they are not."""
        if isinstance(left, list) and isinstance(right, list):
            return list(zip(left, right, strict=True)) if len(left) == len(right) else None
        if not isinstance(left, pikepdf.Object) or not isinstance(right, pikepdf.Object):
            return [] if isinstance(left, bool) is isinstance(right, bool) and left == right else None
        if left._type_code != right._type_code:  # noqa: SLF001 - the kind of value; pikepdf has no other name for it
            return None
        if left.is_indirect and right.is_indirect:
            pair = (left.objgen, right.objgen)
            if pair in self._equal or pair in here:
                return []
            here.add(pair)
        if isinstance(left, pikepdf.Stream):
            return self._dictionary(left, right, _STREAM_ASIDE) if _same_stream(left, right) else None
        if isinstance(left, pikepdf.Dictionary):
            return self._dictionary(left, right, frozenset())
        if isinstance(left, pikepdf.Array):
            items = [list(left), list(right)]
            return list(zip(*items, strict=True)) if len(items[0]) == len(items[1]) else None
        return [] if left == right else None

    def _dictionary(self, left: Any, right: Any, aside: frozenset[str]) -> list[tuple[Any, Any]] | None:
        ours = set(left.keys()) - _ASIDE - aside
        if ours != set(right.keys()) - _ASIDE - aside:
            return None
        return [(left.get(key), right.get(key)) for key in ours]


def _same_stream(left: Any, right: Any) -> bool:
    raw, other = left.read_raw_bytes(), right.read_raw_bytes()
    forms = [(str(stream.get("/Filter", "")), str(stream.get("/DecodeParms", ""))) for stream in (left, right)]
    if raw == other and forms[0] == forms[1]:
        return True
    return _unpacked(left) == _unpacked(right)


def _unpacked(stream: Any) -> bytes:
    """The stream's data where they are packed in the one usual way, within limits; else its raw bytes, marked."""
    raw: bytes = stream.read_raw_bytes()
    packing = stream.get("/Filter")
    if isinstance(packing, pikepdf.Array) and len(packing) == 1:
        packing = packing[0]
    if packing is None:
        return raw
    if packing != pikepdf.Name.FlateDecode or stream.get("/DecodeParms") is not None:
        return str(stream.get("/Filter")).encode() + str(stream.get("/DecodeParms")).encode() + raw
    worker = zlib.decompressobj()
    try:
        plain = worker.decompress(raw, limits.MAX_STREAM_BYTES)
    except zlib.error:
        return b"\0broken" + raw
    if worker.unconsumed_tail:
        raise UserError("pdf.too_complex")
    return plain


def _entry(page: Any, key: str) -> Any:
    """A page's entry, from a parent where it may come from there."""
    for _ in range(limits.MAX_DEPTH):
        if key in page:
            return page.get(key)
        if key not in _INHERITED or "/Parent" not in page:
            return None
        page = page.get("/Parent")
    return None


def _contents(page: Any) -> list[Any]:
    found = page.get("/Contents")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _annotations(page: Any) -> list[Any]:
    return [one for one in page.get("/Annots", []) if not _is_signature(one)]


def _is_signature(annotation: Any) -> bool:
    """A widget of a signature field, whose type may stand in the field above it."""
    for _ in range(limits.MAX_DEPTH):
        if not isinstance(annotation, pikepdf.Dictionary):
            return False
        if "/FT" in annotation:
            return bool(annotation.get("/FT") == pikepdf.Name.Sig)
        if "/Parent" not in annotation:
            return False
        annotation = annotation.get("/Parent")
    return False


def _fields(pdf: pikepdf.Pdf) -> list[Any]:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return []
    fields = [one for one in form.get("/Fields", []) if not _is_signature(one)]
    return [*fields, form.get("/XFA"), form.get("/CO")]
