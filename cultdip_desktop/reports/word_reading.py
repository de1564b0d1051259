"""Reads the sections' texts back out of a Word file of ours; numbers, tables and pictures are never taken from one.

A hostile file is refused: the ZIP is measured before and while it is unpacked, a document type ends the reading, nothing
outside the two parts that are asked for is parsed, and nothing that the file points to is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Final
from xml.parsers import expat

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.filetypes import kinds, ooxml
from cultdip_desktop.filetypes.recognise import recognise
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports import word_regions
from cultdip_desktop.reports.word_regions import settled
from cultdip_desktop.reports.word_xml import literal

MAX_FILE: Final = 64 * 1024 * 1024
"""Bytes of the file; photographs included."""

MAX_UNPACKED: Final = 48 * 1024 * 1024
"""Bytes to which the parts that are read may unpack."""

MAX_TEXT: Final = 40_000
"""Characters of one section."""

_DEPTH: Final = 200
_BODY: Final = "word/document.xml"
_CUSTOM: Final = "docProps/custom.xml"
_SPACES: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_CUSTOM_SPACES: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    }
)
_UNSEEN: Final = frozenset({"drawing", "pict", "object", "moveFrom", "del", "rPr", "txbxContent"})
"""Elements whose text is none of the paragraph's: pictures, text boxes, what was struck out."""

_FALLBACK: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one section in one language, a line for each paragraph."""

    key: str
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class WordText:
    """What a Word file of ours says."""

    properties: Mapping[str, str]
    """Its custom properties: document, period, office, digests of what went out (`reports.word`)."""

    passages: tuple[Passage, ...]


def read(source: BinaryIO, size: int, name: str) -> WordText:
    """The texts of a Word file.

    Raises:
        UserError: as `filetypes.recognise`; `word.too_large`, `word.not_word`, `word.damaged`, `word.not_ours`,
            `word.section_twice`, `word.text_too_long`; all with `file`.
    """
    if size > MAX_FILE:
        raise UserError("word.too_large", file=name, most=MAX_FILE // 1024 // 1024)
    if recognise(source, name).filetype is not kinds.DOCX:
        raise UserError("word.not_word", file=name)
    body, custom = _Body(), _Custom()
    try:
        for part, pieces in ooxml.parts(source, size, MAX_UNPACKED):
            if part == _BODY:
                _parse(pieces, body)
            elif part == _CUSTOM:
                _parse(pieces, custom)
    except (expat.ExpatError, ooxml.HostileZipError, ValueError, LookupError) as error:
        raise UserError("word.damaged", file=name) from error
    if body.twice:
        raise UserError("word.section_twice", file=name, section=body.twice)
    texts = body.texts()
    if not texts or not any(key.startswith("cultdip.") for key in custom.values):
        raise UserError("word.not_ours", file=name)
    passages = []
    for (key, language), text in texts.items():
        if len(text) > MAX_TEXT:
            raise UserError("word.text_too_long", file=name, section=key, most=MAX_TEXT)
        passages.append(Passage(key, "en" if language == "en" else "vi", text))
    return WordText(custom.values, tuple(passages))


class _Reader:
    """What the parser tells: the name space and the bare name of each element."""

    def start(self, space: str, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; attributes come without their name space."""

    def end(self, space: str, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Characters."""


def _parse(pieces: Iterator[bytes], reader: _Reader) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise ValueError("nested too deeply")
        space, _blank, bare = name.rpartition(" ")
        reader.start(space, bare, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        space, _blank, bare = name.rpartition(" ")
        reader.end(space, bare)

    def refuse(*_given: object) -> None:
        raise ValueError("a document type")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = refuse
    for piece in pieces:
        parser.Parse(piece, False)
    parser.Parse(b"", True)


class _Custom(_Reader):
    """Properties of text, by name."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self._name = ""

    def start(self, space: str, name: str, attributes: Mapping[str, str]) -> None:
        """A property names itself."""
        if name == "property" and space in _CUSTOM_SPACES:
            self._name = attributes.get("name", "")[:100]
            self.values.setdefault(self._name, "")

    def end(self, space: str, name: str) -> None:
        """A property is whole."""
        if name == "property" and space in _CUSTOM_SPACES:
            self._name = ""

    def text(self, data: str) -> None:
        """Its value."""
        if self._name and len(self.values[self._name]) < 1000:
            self.values[self._name] += data.strip()


_Place = tuple[str, str]


@dataclass(slots=True)
class _Lines:
    """Paragraphs found in places of one kind."""

    places: dict[_Place, list[str]] = field(default_factory=dict)

    def add(self, place: _Place, line: str) -> None:
        self.places.setdefault(place, []).append(line)


class _Body(_Reader):
    """Collects paragraphs in content controls and between bookmarks of ours."""

    def __init__(self) -> None:
        self.twice = ""
        self._controls, self._marked = _Lines(), _Lines()
        self._open: list[_Place | None] = []
        self._marks: dict[str, _Place] = {}
        self._ended: set[_Place] = set()
        self._here: set[_Place] = set()
        self._unseen = 0
        self._line: list[str] | None = None
        self._listed = False
        self._in_text = False

    def texts(self) -> dict[_Place, str]:
        """The text of each place: of its content control or between its bookmarks, whichever holds more.

        Word leaves a paragraph added at the end outside the bookmark; LibreOffice keeps the content control only around
        the first paragraph.
        """
        found: dict[_Place, str] = {}
        for place in dict.fromkeys((*self._controls.places, *self._marked.places)):
            both = (kind.places.get(place, ()) for kind in (self._controls, self._marked))
            found[place] = max((settled(literal("\n".join(lines))) for lines in both), key=len)
        return found

    def start(self, space: str, name: str, attributes: Mapping[str, str]) -> None:
        """Paragraphs, their text, and where they lie."""
        if self._unseen or (space in _SPACES and name in _UNSEEN) or (space == _FALLBACK and name == "Fallback"):
            self._unseen += 1
            return
        if space not in _SPACES:
            return
        if name == "sdt":
            self._open.append(None)
        elif name == "tag" and self._open and self._open[-1] is None:
            self._begin_control(attributes.get("val", ""))
        elif name == "bookmarkStart":
            self._begin_mark(attributes)
        elif name == "bookmarkEnd":
            self._end_mark(attributes.get("id", ""))
        else:
            self._in_paragraph(name)

    def end(self, space: str, name: str) -> None:
        """A paragraph or a content control is whole."""
        if self._unseen:
            self._unseen -= 1
        elif space not in _SPACES:
            return
        elif name == "sdt":
            self._open.pop()
        elif name == "p" and self._line is not None:
            self._finish("".join(self._line))
        elif name == "t":
            self._in_text = False

    def text(self, data: str) -> None:
        """Only what stands in `<w:t>` is text."""
        if self._in_text and not self._unseen and self._line is not None:
            self._line.append(data)

    def _in_paragraph(self, name: str) -> None:
        if name == "p":
            self._line, self._listed = [], False
            self._here = set(self._marks.values())
        elif self._line is None:
            return
        elif name == "t":
            self._in_text = True
        elif name in ("br", "cr"):
            self._line.append("\n")
        elif name == "tab":
            self._line.append(" ")
        elif name == "noBreakHyphen":
            self._line.append("-")
        elif name == "numPr":
            self._listed = True

    def _begin_control(self, tag: str) -> None:
        place = word_regions.of_tag(tag)
        if place is None:
            return
        if place in self._controls.places:
            self.twice = self.twice or place[0]
        self._controls.places.setdefault(place, [])
        self._open[-1] = place

    def _begin_mark(self, attributes: Mapping[str, str]) -> None:
        """Places never overlap, so one that begins ends the others; LibreOffice begins the same one twice."""
        place = word_regions.of_mark(attributes.get("name", ""))
        if place is None or place in self._ended:
            return
        self._marks = {number: each for number, each in self._marks.items() if each == place}
        self._marks[attributes.get("id", "")] = place
        self._marked.places.setdefault(place, [])
        if self._line is not None:
            self._here.add(place)

    def _end_mark(self, number: str) -> None:
        place = self._marks.get(number)
        if place is not None:
            self._ended.add(place)
            self._marks = {}

    def _finish(self, line: str) -> None:
        """A list that Word numbers or dots by itself becomes points with a dash."""
        listed = f"- {line.strip()}" if self._listed and line.strip() else line
        control = next((place for place in reversed(self._open) if place is not None), None)
        if control is not None:
            self._controls.add(control, listed)
        for place in self._here:
            self._marked.add(place, listed)
        self._line, self._here = None, set()
