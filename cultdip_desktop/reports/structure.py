"""The logical structure of a document: which words are a heading, a cell, a list item, and in which order they are read.

Plain values without any page in mind; `tags` fills them while pages are drawn, `tags_tree` writes them into the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner of the page."""

TAGS: Final = frozenset("H1 H2 H3 P L LI Lbl LBody Table TR TH TD Figure Caption Form Note Quote Span Link".split())
"""Standard structure types in use (ISO 32000-1, 14.8.4); the root of all is `Document`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked piece of a page's content."""

    page: int
    """Counted from 0."""

    number: int
    """Its MCID, unique on the page."""


@dataclass(frozen=True, slots=True)
class Field:
    """A place on a page that waits for a signature."""

    name: str
    page: int
    """Counted from 0."""

    box: Box


class Node:
    """An element of the structure; its place among others is settled when it is first drawn, cells at once.

    Raises:
        ValueError: `tag` is none of `TAGS`.
    """

    __slots__ = ("alt", "box", "columns", "kids", "lang", "numbering", "parent", "placed", "rows", "scope", "tag")

    def __init__(self, tag: str, *, alt: str = "", lang: str = "", scope: str = "", numbering: str = "") -> None:
        if tag not in TAGS:
            raise ValueError(tag)
        self.tag = tag
        self.alt = alt
        self.lang = lang
        """BCP 47 where it differs from the document's."""

        self.scope = scope
        """`Column` or `Row` of a TH."""

        self.numbering = numbering
        """`ListNumbering` of an L: `None`, `Decimal`, `LowerAlpha`, …"""

        self.columns = self.rows = 1
        """How many of the table's columns and rows a cell covers."""

        self.box: Box | None = None
        """Where a Figure stands."""

        self.kids: list[Node | Mark | Field] = []
        self.parent: Node | None = None
        self.placed = False

    def adopt(self, child: Node, *, at_once: bool = False) -> Node:
        """Make `child` belong here, in the order of drawing or `at_once`, as cells do that may stay empty."""
        child.parent = self
        if at_once:
            self.kids.append(child)
            child.placed = True
        return child


@dataclass(slots=True)
class Tree:
    """Everything that one document says of its structure."""

    roots: list[Node] = field(default_factory=list)
    """In reading order."""

    pages: list[list[Node]] = field(default_factory=list)
    """For each page the owners of its marks; the index is the MCID."""

    def mark(self, node: Node, page: int) -> int:
        """Note that a piece of `page` (from 0) belongs to `node`; gives its MCID."""
        self._place(node)
        while len(self.pages) <= page:
            self.pages.append([])
        owners = self.pages[page]
        owners.append(node)
        node.kids.append(Mark(page, len(owners) - 1))
        return len(owners) - 1

    def put(self, node: Node, place: Field) -> None:
        """Note that `node` is the form field `place`."""
        self._place(node)
        node.kids.append(place)

    def walk(self) -> Iterator[Node]:
        """Every element, parents before their kids."""
        waiting = list(reversed(self.roots))
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(kid for kid in reversed(node.kids) if isinstance(kid, Node))

    def fields(self) -> tuple[tuple[Field, Node], ...]:
        """Every form field with its element, in reading order."""
        return tuple((kid, node) for node in self.walk() for kid in node.kids if isinstance(kid, Field))

    def _place(self, node: Node) -> None:
        at: Node | None = node
        while at is not None:
            if not at.placed:
                at.placed = True
                (self.roots if at.parent is None else at.parent.kids).append(at)
            at = at.parent
