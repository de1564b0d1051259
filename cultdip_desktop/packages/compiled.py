"""Record descriptions compiled to msgspec types: one pass in C says yes to a line that is certainly right.

A yes is final, a no is not: the line may hold what the compiled form does not know (a free object, a field of a newer
version), or be wrong; `schema` and `core.canonical` then find out, and name the fault. Whatever is accepted here, they
accept too; a test holds both against each other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, Literal

import msgspec

from cultdip_desktop.core.canonical import MAX_SAFE_INTEGER

_ANNOTATIONS: Final = frozenset({"$schema", "$id", "$defs", "title", "description"})
_ENCODER: Final = msgspec.json.Encoder(order="sorted")
_DECODER: Final = msgspec.json.Decoder()


class _BeyondError(Exception):
    """The description says something that has no compiled form."""


class Compiled:
    """The quick yes to one description's lines."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._decoder: Final = _decoder_of(document)

    @property
    def exists(self) -> bool:
        """False when the description says something that has no compiled form: nothing is then certain."""
        return self._decoder is not None

    def read(self, line: bytes) -> dict[str, Any] | None:
        """The record that `line` (without its line feed) holds, or None when it is not certain that it may stand."""
        return _DECODER.decode(line) if self._fits(line) else None

    def write(self, row: Mapping[str, Any]) -> bytes | None:
        """The canonical line of `row` without its line feed, or None when it is not certain that it may stand."""
        try:
            line = _ENCODER.encode(row)
        except (TypeError, ValueError, RecursionError):
            return None
        return line if self._fits(line) else None

    def _fits(self, line: bytes) -> bool:
        """Known fields only, all in bounds; written again it has the same bytes; all text is NFC.

        A line is NFC when each of its texts is: what stands around a text (quotation marks) joins with nothing.
        """
        if self._decoder is None:
            return False
        try:
            record = self._decoder.decode(line)
            text = line.decode("utf-8")
        except (ValueError, RecursionError):
            return False
        return _ENCODER.encode(record) == line and unicodedata.is_normalized("NFC", text)


def _decoder_of(document: Mapping[str, Any]) -> msgspec.json.Decoder[Any] | None:
    try:
        return msgspec.json.Decoder(_type_of(document, document.get("$defs", {})))
    except _BeyondError:
        return None


def _type_of(rule: Mapping[str, Any], defs: Mapping[str, Any]) -> Any:
    said = rule.keys() - _ANNOTATIONS
    if "$ref" in rule:
        if said != {"$ref"}:
            raise _BeyondError
        return _type_of(defs[rule["$ref"].removeprefix("#/$defs/")], defs)
    kinds = rule.get("type", ())
    found: Any = None
    for index, kind in enumerate([kinds] if isinstance(kinds, str) else kinds):
        made = _MAKERS[kind](rule, defs)
        found = made if index == 0 else found | made
    used = {name for kind in ([kinds] if isinstance(kinds, str) else kinds) for name in _WORDS[kind]}
    if not kinds or said - used - {"type"}:
        raise _BeyondError
    return found


def _text(rule: Mapping[str, Any], defs: Mapping[str, Any]) -> Any:
    del defs
    if "enum" in rule or "const" in rule:
        allowed = rule["enum"] if "enum" in rule else [rule["const"]]
        if {"pattern", "minLength", "maxLength"} & rule.keys() or not all(isinstance(one, str) for one in allowed):
            raise _BeyondError
        return Literal[tuple(allowed)]
    pattern = rule.get("pattern")
    whole = None if pattern is None else rf"\A(?:{pattern[1:-1]})\Z"
    meta = msgspec.Meta(pattern=whole, min_length=rule.get("minLength"), max_length=rule.get("maxLength"))
    return Annotated[str, meta]


def _integer(rule: Mapping[str, Any], defs: Mapping[str, Any]) -> Any:
    del defs
    least, most = rule.get("minimum", -MAX_SAFE_INTEGER), rule.get("maximum", MAX_SAFE_INTEGER)
    return Annotated[int, msgspec.Meta(ge=max(least, -MAX_SAFE_INTEGER), le=min(most, MAX_SAFE_INTEGER))]


def _list(rule: Mapping[str, Any], defs: Mapping[str, Any]) -> Any:
    if "items" not in rule:
        raise _BeyondError
    meta = msgspec.Meta(min_length=rule.get("minItems"), max_length=rule.get("maxItems"))
    return Annotated[list[_type_of(rule["items"], defs)], meta]  # type: ignore[misc]  # made while running


def _object(rule: Mapping[str, Any], defs: Mapping[str, Any]) -> Any:
    """A struct that knows exactly the described fields; what may be absent is then not written either."""
    if rule.get("additionalProperties") is not False:
        raise _BeyondError
    required = rule.get("required", ())
    fields: list[Any] = []
    names: dict[str, str] = {}
    for index, (name, inner) in enumerate(rule.get("properties", {}).items()):
        names[f"f{index}"] = name
        made = _type_of(inner, defs)
        fields.append(
            (f"f{index}", made) if name in required else (f"f{index}", made | msgspec.UnsetType, msgspec.UNSET)
        )
    single = [place for place, name in names.items() if _must_be_unique(rule["properties"][name])]
    if set(required) - set(names.values()):
        raise _BeyondError
    return msgspec.defstruct(
        "Record", fields, rename=names, forbid_unknown_fields=True, kw_only=True, gc=False,
        namespace={"__post_init__": _unique(single)} if single else None,
    )  # fmt: skip


def _must_be_unique(rule: Mapping[str, Any]) -> bool:
    if not rule.get("uniqueItems"):
        return False
    if rule["items"].get("type") != "string":
        raise _BeyondError
    return True


def _unique(places: list[str]) -> Callable[[Any], None]:
    def check(record: Any) -> None:
        for place in places:
            items = getattr(record, place)
            if items and len(set(items)) != len(items):
                raise ValueError(place)

    return check


_MAKERS: Final[dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], Any]]] = {
    "string": _text,
    "integer": _integer,
    "boolean": lambda _rule, _defs: bool,
    "null": lambda _rule, _defs: None,
    "array": _list,
    "object": _object,
}
_WORDS: Final[dict[str, frozenset[str]]] = {
    "string": frozenset({"pattern", "minLength", "maxLength", "enum", "const"}),
    "integer": frozenset({"minimum", "maximum"}),
    "boolean": frozenset(),
    "null": frozenset(),
    "array": frozenset({"items", "minItems", "maxItems", "uniqueItems"}),
    "object": frozenset({"properties", "required", "additionalProperties"}),
}
"""What each type's maker understands; a word beyond leaves the description without a compiled form."""
