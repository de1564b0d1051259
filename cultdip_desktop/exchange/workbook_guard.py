"""A workbook is looked through, part by part, before a library may read it whole.

The library makes a full rectangle of everything between the first and the last cell, and a text anew for each cell that
shares it: two cells far apart or one long text shared a million times would fill the memory. So the extent of every
part that could be a sheet is measured here on the unpacked bytes, whatever the part calls itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from xml.parsers import expat

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.exchange import limits
from cultdip_desktop.filetypes import ooxml

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_BOOK: Final = "xl/workbook.xml"
_DEPTH: Final = 64
_VALUED: Final = frozenset({"v", "is", "t"})
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Findings:
    """What was seen on the way."""

    formulas: dict[str, frozenset[tuple[int, int]]]
    """By name of the sheet: cells with a formula as (row, column), both from 0."""

    broken: dict[str, frozenset[int]]
    """By name of the sheet: rows with an error of the spreadsheet (`#REF!`), from 0."""


class _TooMuchError(Exception):
    def __init__(self, code: str, limit: int) -> None:
        super().__init__(code)
        self.code = code
        self.limit = limit


def inspect(source: BinaryIO, size: int, name: str, progress: Progress) -> Findings:
    """Look through a workbook that was recognised as one.

    Raises:
        UserError: `importing.too_many_rows`, `importing.too_many_columns`, `importing.too_much_text`,
            `importing.damaged`; all with `file`.
        Cancelled: as `progress` wishes.
    """
    shared = _SharedTexts()
    sheets: dict[str, _Sheet] = {}
    book, relations = _Names(), _Names()
    try:
        for seen, (part, pieces) in enumerate(ooxml.parts(source, size, limits.MAX_UNPACKED)):
            pieces = _watched(pieces, seen, progress, name)
            if part == _BOOK:
                _parse(pieces, book)
            elif part == _RELATIONS:
                _parse(pieces, relations)
            else:
                _look_at(part, pieces, shared, sheets)
        _require_little_text(shared, sheets)
    except _TooMuchError as error:
        raise _refusal(error, name) from None
    except (expat.ExpatError, ooxml.HostileZipError, ValueError, LookupError) as error:  # an encoding nobody knows
        raise UserError("importing.damaged", file=name) from error
    targets = {id_: f"xl/{target.removeprefix('/xl/')}" for id_, target in relations.targets.items()}
    by_name = {sheet: sheets.get(targets.get(id_, "")) for sheet, id_ in book.targets.items()}
    known = {sheet: seen for sheet, seen in by_name.items() if seen}
    return Findings(
        {sheet: frozenset(seen.formulas) for sheet, seen in known.items()},
        {sheet: frozenset(seen.broken) for sheet, seen in known.items()},
    )


def _watched(pieces: Iterator[bytes], seen: int, progress: Progress, name: str) -> Iterator[bytes]:
    """A quarter of a megabyte at a time, asking whether to go on."""
    for piece in pieces:
        progress.step(seen, 0, name)
        yield piece


def _refusal(error: _TooMuchError, name: str) -> UserError:
    if error.code == "rows":
        return UserError("importing.too_many_rows", file=name, limit=error.limit)
    if error.code == "columns":
        return UserError("importing.too_many_columns", file=name, limit=error.limit)
    return UserError("importing.too_much_text", file=name)


def _look_at(part: str, pieces: Iterator[bytes], shared: _SharedTexts, sheets: dict[str, _Sheet]) -> None:
    """A part is XML when its first bytes are, whatever its name is."""
    first = next(pieces, b"")
    head = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] != b"<" and not first.startswith(_UTF16):
        for _rest in pieces:
            pass
        return
    sheet = _Sheet(shared)
    _parse(_joined(first, pieces), sheet)
    if sheet.is_table:
        sheets[part] = sheet


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _require_little_text(shared: _SharedTexts, sheets: dict[str, _Sheet]) -> None:
    for sheet in sheets.values():
        used = sum(count * shared.length(index) for index, count in sheet.uses.items())
        if used + sheet.own_text > limits.MAX_TEXT:
            raise _TooMuchError("text", 0)


class _Reader:
    """What the parser tells; names come without their prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters."""


def _parse(pieces: Iterator[bytes], reader: _Reader) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise ValueError("nested too deeply")
        reader.start(name.rpartition(":")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(name.rpartition(":")[2])

    def refuse(*_given: object) -> None:
        raise ValueError("a document type")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = refuse
    for piece in pieces:
        parser.Parse(piece, False)
    parser.Parse(b"", True)


class _Names(_Reader):
    """Ids of relations: where they point to, or what sheet they are of."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A sheet of the book, or a relation."""
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            self.targets[attributes.get("name", "")] = relation


@dataclass(slots=True)
class _SharedTexts:
    """How long the texts are that cells refer to by number."""

    lengths: list[int] = field(default_factory=list)

    def length(self, index: int) -> int:
        """Characters of a shared text; an unknown one is empty."""
        return self.lengths[index] if 0 <= index < len(self.lengths) else 0


class _Sheet(_Reader):
    """Measures where cells with content are; also reads the part of shared texts, for both look alike from outside."""

    def __init__(self, shared: _SharedTexts) -> None:
        self._shared = shared
        self._row, self._column = -1, -1
        self._in_value, self._in_item, self._is_shared = False, False, False
        self._index = ""
        self._is_error = False
        self.formulas: set[tuple[int, int]] = set()
        self.broken: set[int] = set()
        self.uses: dict[int, int] = {}
        self.own_text = 0
        self.is_table = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Rows, cells, values, formulas and shared texts; everything else is passed over."""
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            self.is_table = True
        elif name == "si":
            self._in_item = True
            self._shared.lengths.append(0)
        elif name == "f":
            self.formulas.add((self._row, self._column))
            if len(self.formulas) > limits.MAX_ROWS * limits.MAX_COLUMNS:
                raise _TooMuchError("rows", limits.MAX_ROWS)
        elif name in _VALUED and not self._in_item:
            self._in_value, self._index = True, ""
            self._require_near()
            if self._is_error:
                self.broken.add(self._row)

    def end(self, name: str) -> None:
        """A value is whole."""
        if name == "si":
            self._in_item = False
        elif name in _VALUED and self._in_value:
            self._in_value = False
            if self._is_shared and self._index.strip().isdigit():
                index = int(self._index.strip()[:9])
                self.uses[index] = self.uses.get(index, 0) + 1

    def text(self, data: str) -> None:
        """Characters count where they are content."""
        if self._in_item:
            self._shared.lengths[-1] += len(data)
        elif self._in_value and self._is_shared and len(self._index) < 20:
            self._index += data
        elif self._in_value:
            self.own_text += len(data)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._is_shared, self._is_error = attributes.get("t") == "s", attributes.get("t") == "e"
        place = _REFERENCE.fullmatch(attributes.get("r", ""))
        if place is None:
            self._column += 1
            return
        self._column = _number_of(place[1]) - 1
        self._row = int(place[2]) - 1

    def _require_near(self) -> None:
        if self._row >= limits.LAST_ROW:
            raise _TooMuchError("rows", limits.MAX_ROWS)
        if self._column >= limits.MAX_COLUMNS:
            raise _TooMuchError("columns", limits.MAX_COLUMNS)


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
