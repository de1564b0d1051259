"""The difference between two contents of a report, field by field: what an approval is held against.

A content is what a package carries: rows of plain JSON by entity, each with its `id`. Nothing here knows which fields
there are, so that a field that is added later is compared without anybody thinking of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cultdip_desktop.domain.text import BiText

Row = Mapping[str, Any]
Content = Mapping[str, Sequence[Row]]

_NAMED_BY: Final = ("code", "partner", "source", "field", "outlet", "key", "name")
"""Fields by which the entries of a list are told apart, the first that an entry has; otherwise by their place."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that is not what it was."""

    entity: str
    id: str
    title: BiText
    """What the record is called: of a photo its event, of a section its heading's key."""

    path: str
    """`results.attendance.value`, `goals.M3.reason.vi`; empty when the whole record came or went."""

    label: BiText
    """The field in words, in both languages."""

    old: str
    new: str
    """As text; empty where there was nothing."""


def changed_fields(old: Row | None, new: Row | None) -> Iterator[tuple[str, str, str]]:
    """Path, old and new value of every field that differs; one with an empty path for a row that came or went."""
    if old is None or new is None:
        if old is not None or new is not None:
            yield "", "" if old is None else "1", "" if new is None else "1"
        return
    before, after = flat(old), flat(new)
    for path in sorted(before.keys() | after.keys()):
        if before.get(path, "") != after.get(path, ""):
            yield path, before.get(path, ""), after.get(path, "")


def changed_rows(old: Content, new: Content) -> Iterator[tuple[str, str, Row | None, Row | None]]:
    """Entity, id, old and new row of every record that differs, entity by entity in the order of `new`."""
    for entity in dict.fromkeys((*new, *old)):
        before = {str(row["id"]): row for row in old.get(entity, ())}
        after = {str(row["id"]): row for row in new.get(entity, ())}
        for row_id in dict.fromkeys((*after, *before)):
            if before.get(row_id) != after.get(row_id):
                yield entity, row_id, before.get(row_id), after.get(row_id)


def flat(row: Row) -> dict[str, str]:
    """Every leaf of a row by its path; entries of a list are named by what tells them apart."""
    leaves: dict[str, str] = {}
    for name, value in row.items():
        if name != "id":
            _flatten(name, value, leaves)
    return leaves


def pattern_of(row: Row) -> dict[str, str]:
    """Every leaf's path to the same with a star for each entry of a list: `goals.*.reason.vi`."""
    leaves: dict[str, str] = {}
    for name, value in row.items():
        if name != "id":
            _patterns(name, name, value, leaves)
    return leaves


def _flatten(path: str, value: Any, leaves: dict[str, str]) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _flatten(f"{path}.{name}", inner, leaves)
    elif isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value):
        for name, item in _named(value):
            _flatten(f"{path}.{name}", item, leaves)
    else:
        leaves[path] = _text(value)


def _patterns(path: str, pattern: str, value: Any, leaves: dict[str, str]) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _patterns(f"{path}.{name}", f"{pattern}.{name}", inner, leaves)
    elif isinstance(value, list | tuple) and any(isinstance(item, Mapping) for item in value):
        for name, item in _named(value):
            _patterns(f"{path}.{name}", f"{pattern}.*", item, leaves)
    else:
        leaves[path] = pattern


def _named(items: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Entries of a list with the name of each; of equal names the later ones are numbered."""
    seen: dict[str, int] = {}
    for place, item in enumerate(items, start=1):
        key = next((str(item[name]) for name in _NAMED_BY if item.get(name)), "") if isinstance(item, Mapping) else ""
        name = key.replace(".", "·") or str(place)
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), item


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list | tuple):
        return ", ".join(_text(item) for item in value)
    return str(value)
