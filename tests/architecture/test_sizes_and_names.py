"""Files that can be read in one sitting, named for what they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.sources import Source, everything, product

FILE_LINES = 500
FUNCTION_LINES = 60
CLASS_LINES = 300
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base_utils"}


def longer_than(limit: int, source: Source, *kinds: type[ast.AST]) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, kinds):
            length = node.end_lineno - node.lineno + 1  # type: ignore[attr-defined]
            if length > limit:
                yield f"{source.at(node)} {node.name}: {length}"  # type: ignore[attr-defined]


def test_no_file_is_longer_than_500_lines() -> None:
    assert [f"{s.name}: {n}" for s in everything() if (n := s.text.count("\n")) > FILE_LINES] == []


def test_no_function_is_longer_than_60_lines() -> None:
    found = [hit for s in everything() for hit in longer_than(FUNCTION_LINES, s, ast.FunctionDef, ast.AsyncFunctionDef)]
    assert found == []


def test_no_class_is_longer_than_300_lines() -> None:
    assert [hit for s in everything() for hit in longer_than(CLASS_LINES, s, ast.ClassDef)] == []


def test_no_module_is_named_for_nothing() -> None:
    parts = {s.name: set(s.name.removesuffix(".py").split("/")) for s in everything()}
    assert [name for name, words in parts.items() if words & FORBIDDEN_NAMES] == []


def test_every_module_says_what_its_room_is_for() -> None:
    assert [s.name for s in product() if s.text.strip() and ast.get_docstring(s.tree) is None] == []


def test_every_test_file_asks_something_and_says_it_in_a_sentence() -> None:
    short = [
        f"{s.at(node)} {node.name}"
        for s in everything()
        if s.name.startswith("tests/")
        for node in ast.walk(s.tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and node.name.count("_") < 3
    ]
    assert short == []
