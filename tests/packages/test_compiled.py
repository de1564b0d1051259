"""What the compiled descriptions accept, the slow ones accept: hunted for with changed records and changed bytes."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from cultdip_desktop.core import canonical
from cultdip_desktop.packages import schema
from cultdip_desktop.packages.entities import ENTITIES
from cultdip_desktop.packages.package import SCHEMA_VERSION
from cultdip_desktop.packages.schema import SchemaError

EVENT: dict[str, Any] = {
    "actors": [{"category": "partner", "partner": "Nhà hát Múa rối Thăng Long", "role": "lead"}],
    "all_day": False, "city": "Praha", "country": "CZ", "created_at": "2026-09-01T08:00:00.000Z", "end": None,
    "format": "in_person", "goals": [{"code": "G2.1", "edition": "2030", "primary": True, "reason": {"en": "", "vi": "Vì \"sâu\""}}],
    "id": "019a0000-0000-7000-8000-000000000001", "kind": "performance",
    "money": [{"amount": "1450.00", "currency": "CZK", "source": "host", "stage": "spent"}],
    "number": "SK-2026-001", "office": "CZ-EMB", "products": ["P1", "P2"],
    "results": {"attendance": {"kind": "on_site", "method": "counted", "value": 320}, "host_country_share": "0.5"},
    "scale": None, "start": "2026-09-25T17:30:00.000+02:00", "state": "results_in", "state_reason": "",
    "summary": {"en": "Drums\t🥁", "vi": "Trống\nhội"}, "themes": [], "title": {"en": "Tết in Praha", "vi": "Tết ở Praha"},
    "updated_at": None, "venue": {"en": "", "vi": ""}, "zone": "Europe/Prague",
}  # fmt: skip
STRANGE: tuple[Any, ...] = (
    None, True, 0, -1, 2**53, 2**70, 1.0, 0.5, "", "a", "e\u0301", "\u0301", "\ud800", "\x00\x1f\x7f", "\u2028", "🥁", [], {},
    [1, 1], ["P1", "P1"], {"vi": ""}, {"vi": "", "en": "", "zz": 1}, "2026-09-25T17:30:00\n", "CZ\n", "x" * 20_001,
)  # fmt: skip


def slow_accepts(entity: str, line: bytes) -> bool:
    try:
        row = canonical.decode(line)
        schema.load(SCHEMA_VERSION, entity).check(row)
    except (canonical.NotCanonicalError, SchemaError):
        return False
    return isinstance(row, dict)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*path, key))


def changed(row: dict[str, Any], chance: random.Random) -> Any:
    made = copy.deepcopy(row)
    path = chance.choice(list(places(made))[1:])
    parent: Any = made
    for step in path[:-1]:
        parent = parent[step]
    if chance.random() < 0.2 and isinstance(parent, dict):
        del parent[path[-1]]
    elif chance.random() < 0.1 and isinstance(parent, dict):
        parent[chance.choice(("zz", "", "vi", "é"))] = chance.choice(STRANGE)
    elif chance.random() < 0.3 and isinstance(parent[path[-1]], list):
        parent[path[-1]] *= 2
    else:
        parent[path[-1]] = chance.choice(STRANGE)
    return made


def written(row: Any, chance: random.Random) -> bytes:
    """The row as a careless or hostile writer puts it."""
    sort, ascii_only, tight = (chance.random() < share for share in (0.9, 0.1, 0.9))
    separators = (",", ":") if tight else (", ", ": ")
    text = json.dumps(row, sort_keys=sort, ensure_ascii=ascii_only, separators=separators)
    return text.encode("utf-8", "surrogatepass")


def bitten(line: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(line))
    return line[:at] + bytes((chance.randrange(256),)) * chance.choice((0, 1, 1, 2)) + line[at + 1 :]


def test_no_changed_record_is_accepted_that_the_description_refuses() -> None:
    chance = random.Random(1)
    known = schema.load(SCHEMA_VERSION, "event").compiled
    right = canonical.encode(EVENT)
    assert known.read(right) == EVENT
    for _ in range(6000):
        row = changed(EVENT, chance)
        line = written(row, chance)
        found = known.read(line)
        assert found is None or (slow_accepts("event", line) and found == row)
        line = bitten(right, chance)
        assert known.read(line) is None or slow_accepts("event", line)


def test_what_is_written_is_what_the_canonical_form_writes() -> None:
    chance = random.Random(2)
    known = schema.load(SCHEMA_VERSION, "event").compiled
    assert known.write(EVENT) == canonical.encode(EVENT)
    for _ in range(3000):
        row = changed(EVENT, chance)
        line = known.write(row)
        assert line is None or (line == canonical.encode(row) and slow_accepts("event", line))


def test_nothing_is_doubted_that_is_right() -> None:
    known = schema.load(SCHEMA_VERSION, "event").compiled
    for text in ("Hà Nội", '\x00\x01\b\t\n\f\r\x1f\x7f"\\/', "\u2028\ufeff\U0001f941\uffff", "ﬁ", "Ấ" * 500):
        row = {**EVENT, "city": text[:200]}
        line = canonical.encode(row)
        assert known.read(line) == row
        assert known.write(row) == line


@pytest.mark.parametrize("entity", sorted(set(ENTITIES) - {"report"}))
def test_every_description_without_free_objects_has_a_compiled_form(entity: str) -> None:
    assert schema.load(SCHEMA_VERSION, entity).compiled.exists


def test_a_description_that_says_more_has_no_compiled_form_and_nothing_is_certain() -> None:
    loose = schema.Schema({"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": True})
    assert not loose.compiled.exists
    assert loose.compiled.read(b'{"id":"a"}') is None
    assert loose.compiled.write({"id": "a"}) is None
