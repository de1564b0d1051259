"""A new edition of the catalogue from a JSON file: strict reading, and what became of the codes of the edition before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.edition import CodeMapping
from cultdip_desktop.domain.record_reader import Fields, bad
from cultdip_desktop.domain.strategy import GOALS, Catalogue, Node
from cultdip_desktop.domain.text import BiText, EnglishState

MOST_NODES: Final = 5000
_CODE: Final = re.compile(r"[A-Z][A-Z0-9._]{0,23}")
_KIND: Final = re.compile(r"[a-z][a-z_]{0,39}")
_EDITION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
_WORDINGS: Final = ("exact", "partly_exact", "translated")
_HEAD: Final = ("catalogue", "edition", "title_vi", "title_en", "note", "count", "mapping", "items")
_ITEM: Final = (
    "code", "parent", "level", "kind", "title_vi", "title_en", "text_vi", "text_en", "source", "vi_status",
    "taggable", "placeholder", "label_vi",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EditionFile:
    """What a file says."""

    catalogue: Catalogue
    note: str
    mapping: Mapping[str, tuple[str, ...]]
    """Code of the edition before to the codes that stand for it now; none where it was dropped."""


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """A new edition against the one before, by code."""

    added: tuple[str, ...]
    vanished: tuple[str, ...]
    reworded: tuple[str, ...]
    """Their title or text is another one."""

    moved: tuple[str, ...]
    """They lie under another item, or may be tagged now where they could not, or the reverse."""


def read_edition(plain: object) -> EditionFile:
    """Read a file in the form of the shipped catalogue, with `mapping` beside it.

    Raises:
        UserError: `issue.bad_value`, `issue.unknown_field`, `issue.too_long`, `issue.too_many`, `edition.code_twice`,
            `edition.parent_missing`, `edition.goal_missing`.
    """
    top = Fields(plain).only(*_HEAD)
    name = top.text("edition", None)
    if not _EDITION.fullmatch(name):
        raise bad("edition", name)
    title = _pair(top, "title", required=True)
    nodes: dict[str, Node] = {}
    for item in top.records("items", MOST_NODES):
        node = _node(item, nodes)
        nodes[node.code] = node
    if not all(goal in nodes and nodes[goal].taggable for goal in GOALS):
        raise UserError("edition.goal_missing", codes=", ".join(GOALS))
    code = top.text("catalogue", None, limit=40, empty=False)
    catalogue = Catalogue(code, name, title, tuple(nodes.values()))
    return EditionFile(catalogue, top.text("note"), _mapping(top))


def compare(old: Catalogue, new: Catalogue) -> EditionChanges:
    """What is other in `new`, in the order of the catalogue it is in."""
    before, after = {node.code: node for node in old.nodes}, {node.code: node for node in new.nodes}
    both = [(before[code], node) for code, node in after.items() if code in before]
    return EditionChanges(
        added=tuple(code for code in after if code not in before),
        vanished=tuple(code for code in before if code not in after),
        reworded=tuple(
            now.code
            for was, now in both
            if (_texts(was.title), _texts(was.text)) != (_texts(now.title), _texts(now.text))
        ),
        moved=tuple(now.code for was, now in both if (was.parent, was.taggable) != (now.parent, now.taggable)),
    )


def mapping_between(old: Catalogue, new: Catalogue, given: Mapping[str, Iterable[str]]) -> tuple[CodeMapping, ...]:
    """The whole mapping; every code that tags may have used and that is gone must be in `given`.

    Raises:
        UserError: `edition.mapping_missing` naming the codes, `edition.mapping_unknown`.
    """
    after = {node.code: node for node in new.nodes}
    lines = []
    for code, targets in given.items():
        if old.find(code) is None:
            raise UserError("edition.mapping_unknown", code=code, edition=old.edition)
        for target in targets:
            if target not in after:
                raise UserError("edition.mapping_unknown", code=target, edition=new.edition)
        lines += [CodeMapping(old.edition, code, new.edition, target) for target in targets or ("",)]
    open_codes = [
        node.code for node in old.nodes if node.taggable and node.code not in after and node.code not in given
    ]
    if open_codes:
        raise UserError("edition.mapping_missing", n=len(open_codes), codes=", ".join(open_codes[:20]))
    return tuple(sorted(lines))


def to_plain(catalogue: Catalogue, note: str, lines: Iterable[CodeMapping]) -> dict[str, Any]:
    """Back from `read_edition`: what a person edits and gives in again."""
    mapping: dict[str, list[str]] = {}
    for line in lines:
        targets = mapping.setdefault(line.from_code, [])
        if line.to_code:
            targets.append(line.to_code)
    return {
        "catalogue": catalogue.code,
        "edition": catalogue.edition,
        "title_vi": catalogue.title.vi,
        "title_en": catalogue.title.en,
        "note": note,
        "mapping": mapping,
        "items": [
            {
                "code": node.code,
                "parent": node.parent,
                "level": node.level,
                "kind": node.kind,
                "title_vi": node.title.vi,
                "title_en": node.title.en,
                "text_vi": node.text.vi or None,
                "text_en": node.text.en or None,
                "vi_status": node.wording,
                "taggable": node.taggable,
                **({"label_vi": node.letter} if node.letter else {}),
            }
            for node in catalogue.nodes
        ],
    }


def _node(item: Fields, before: Mapping[str, Node]) -> Node:
    item.only(*_ITEM)
    code, kind = item.text("code", None), item.text("kind", None)
    if not _CODE.fullmatch(code):
        raise bad(item.at("code"), code)
    if not _KIND.fullmatch(kind):
        raise bad(item.at("kind"), kind)
    if code in before:
        raise UserError("edition.code_twice", code=code)
    parent = item.text("parent") if item.has("parent") else None
    if parent is not None and parent not in before:
        raise UserError("edition.parent_missing", code=code, parent=parent[:24])
    wording = item.text("vi_status", "translated")
    if wording not in _WORDINGS:
        raise bad(item.at("vi_status"), wording)
    return Node(
        code=code,
        parent=parent,
        level=item.integer("level", 0, 20),
        kind=kind,
        title=_pair(item, "title", required=True),
        text=_pair(item, "text"),
        taggable=item.flag("taggable", default=True),
        wording=wording,
        letter=item.text("label_vi", limit=8) if item.has("label_vi") else None,
    )


def _pair(fields: Fields, name: str, *, required: bool = False) -> BiText:
    vi, en = (
        fields.text(f"{name}_{language}") if fields.has(f"{name}_{language}") else "" for language in ("vi", "en")
    )
    if required and not vi.strip():
        raise bad(fields.at(f"{name}_vi"), vi)
    return BiText(vi, en, EnglishState.MISSING)


def _mapping(top: Fields) -> dict[str, tuple[str, ...]]:
    inner = top.object("mapping")
    found: dict[str, tuple[str, ...]] = {}
    for code in inner.names:
        targets = inner.entries(code, 50) if inner.is_list(code) else [inner.value(code)] if inner.has(code) else []
        if not all(isinstance(target, str) for target in targets):
            raise bad(inner.at(code), targets)
        found[code] = tuple(dict.fromkeys(target for target in targets if target))
    return found


def _texts(text: BiText) -> tuple[str, str]:
    return text.vi, text.en
