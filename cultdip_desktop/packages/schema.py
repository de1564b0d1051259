"""A small strict validator for the record descriptions in `resources/schema` (JSON Schema 2020-12, a subset).

The subset: type, properties, required, additionalProperties (true or false), items, enum, const, pattern,
minLength, maxLength, minimum, maximum, minItems, maxItems, uniqueItems and `$ref` into `$defs`. A schema that
uses more is refused when it is loaded. A development test holds the answers against the `jsonschema` library.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from cultdip_desktop.core.paths import resources
from cultdip_desktop.packages.compiled import Compiled

_ANNOTATIONS: Final = frozenset({"$schema", "$id", "$defs", "title", "description"})
_KEYWORDS: Final = _ANNOTATIONS | frozenset(
    "type properties required additionalProperties items enum const pattern minLength maxLength minimum maximum "
    "minItems maxItems uniqueItems $ref".split()
)
_TYPES: Final[dict[str, Callable[[Any], bool]]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


class SchemaError(ValueError):
    """A record breaks its description; `path` leads to the field (`goals[0].code`)."""

    def __init__(self, path: str, keyword: str) -> None:
        super().__init__(f"{path or 'record'}: {keyword}")
        self.path: Final = path
        self.keyword: Final = keyword


class Schema:
    """One loaded description."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document: Final = document
        self._patterns: Final[dict[str, re.Pattern[str]]] = {}
        self._refuse_unknown(document)
        self.compiled: Final = Compiled(document)
        """Says yes to most good lines at once; `check` decides about the others."""

    def check(self, value: Any, *, allow_unknown: bool = False) -> bool:
        """Check one record; true when it holds fields that the description does not know.

        With `allow_unknown` such fields, which a newer version wrote, pass.

        Raises:
            SchemaError: the first fault.
        """
        unknown: list[str] = []
        self._check(self._document, value, "", unknown)
        if unknown and not allow_unknown:
            raise SchemaError(unknown[0], "additionalProperties")
        return bool(unknown)

    def _check(self, rule: Mapping[str, Any], value: Any, path: str, unknown: list[str]) -> None:
        if "$ref" in rule:
            self._check(self._document["$defs"][rule["$ref"].removeprefix("#/$defs/")], value, path, unknown)
        kinds = rule.get("type")
        if kinds is not None:
            allowed = [kinds] if isinstance(kinds, str) else kinds
            _require(any(_TYPES[kind](value) for kind in allowed), path, "type")
        if "enum" in rule:
            _require(any(_same(value, one) for one in rule["enum"]), path, "enum")
        if "const" in rule:
            _require(_same(value, rule["const"]), path, "const")
        if isinstance(value, str):
            self._check_text(rule, value, path)
        elif isinstance(value, dict):
            self._check_object(rule, value, path, unknown)
        elif isinstance(value, list):
            self._check_list(rule, value, path, unknown)
        elif isinstance(value, int) and not isinstance(value, bool):
            _require(rule.get("minimum", value) <= value, path, "minimum")
            _require(value <= rule.get("maximum", value), path, "maximum")

    def _check_text(self, rule: Mapping[str, Any], value: str, path: str) -> None:
        _require(len(value) >= rule.get("minLength", 0), path, "minLength")
        _require(len(value) <= rule.get("maxLength", len(value)), path, "maxLength")
        pattern = rule.get("pattern")
        if pattern is not None:
            _require(self._patterns[pattern].fullmatch(value) is not None, path, "pattern")

    def _check_object(self, rule: Mapping[str, Any], value: dict[str, Any], path: str, unknown: list[str]) -> None:
        for name in rule.get("required", ()):
            _require(name in value, _inside(path, name), "required")
        properties = rule.get("properties", {})
        for name, inner in value.items():
            known = properties.get(name)
            if known is not None:
                self._check(known, inner, _inside(path, name), unknown)
            elif rule.get("additionalProperties") is False:
                unknown.append(_inside(path, name))

    def _check_list(self, rule: Mapping[str, Any], value: list[Any], path: str, unknown: list[str]) -> None:
        _require(len(value) >= rule.get("minItems", 0), path, "minItems")
        _require(len(value) <= rule.get("maxItems", len(value)), path, "maxItems")
        if rule.get("uniqueItems"):
            seen = {json.dumps(item, sort_keys=True) for item in value}
            _require(len(seen) == len(value), path, "uniqueItems")
        items = rule.get("items")
        if items is not None:
            for index, item in enumerate(value):
                self._check(items, item, f"{path}[{index}]", unknown)

    def _refuse_unknown(self, rule: Mapping[str, Any]) -> None:
        """Walk the description once: refuse what `check` would silently pass over, compile the patterns."""
        foreign = rule.keys() - _KEYWORDS
        if foreign or not isinstance(rule.get("additionalProperties", True), bool):
            raise ValueError(f"the schema uses {sorted(foreign) or ['additionalProperties']}")
        if "pattern" in rule:
            pattern: str = rule["pattern"]
            if not (pattern.startswith("^") and pattern.endswith("$")):
                raise ValueError(f"the pattern {pattern} is not anchored")
            # Python's "$" also fits before a last line feed, JSON Schema's does not.
            self._patterns[pattern] = re.compile(pattern[1:-1])
        inner = [*rule.get("properties", {}).values(), *rule.get("$defs", {}).values()]
        for one in (*inner, *([rule["items"]] if "items" in rule else [])):
            self._refuse_unknown(one)


@functools.cache
def load(version: int, entity: str) -> Schema:
    """The shipped description of an entity.

    Raises:
        KeyError: none is shipped.
    """
    return Schema(json.loads(text(version, entity)))


@functools.cache
def text(version: int, entity: str) -> bytes:
    """The bytes of the shipped description, as they travel in every package.

    Raises:
        KeyError: none is shipped.
    """
    path = resources() / "schema" / str(version) / f"{entity}.schema.json"
    if not path.is_file():
        raise KeyError(entity)
    return path.read_bytes().replace(b"\r\n", b"\n")


def _require(condition: bool, path: str, keyword: str) -> None:
    if not condition:
        raise SchemaError(path, keyword)


def _same(left: Any, right: Any) -> bool:
    return type(left) is type(right) and left == right


def _inside(path: str, name: str) -> str:
    return f"{path}.{name[:40]}" if path else name[:40]
