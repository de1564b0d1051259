"""What we import we declare, and what we declare we use."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
import tomllib

from tests.architecture.sources import ROOT, Source, everything, product

USED_WITHOUT_IMPORT = {
    "tzdata": "zoneinfo reads it on Windows and on a bare Debian",
}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {normal(re.split(r"[\[<>=;]", line)[0]) for line in lines}


OWNERS = importlib.metadata.packages_distributions()


def imported(sources: tuple[Source, ...], known: set[str]) -> dict[str, str]:
    """The distributions behind every import of the product, each with one place that imports it."""
    found: dict[str, str] = {}
    for source in sources:
        for node in ast.walk(source.tree):
            for module in modules_of(node):
                for name in distributions_of(module, known):
                    found.setdefault(name, source.at(node))
    return found


def modules_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []


def distributions_of(module: str, known: set[str]) -> set[str]:
    top = module.split(".")[0]
    if top in sys.stdlib_module_names or top in ("cultdip_desktop", "tests", "tools", "bench", "dev", "_typeshed"):
        return set()
    if top in ("PySide6", "shiboken6"):
        return {"pyside6-pdf" if ".QtPdf" in module else "pyside6-essentials"}
    names = {normal(name) for name in OWNERS.get(top, [f"unknown:{top}"])}
    return names & known or names


def test_every_library_that_is_imported_is_declared() -> None:
    known = declared("hq")
    assert {name: where for name, where in imported(product(), known).items() if name not in known} == {}


def test_every_library_that_is_declared_is_used() -> None:
    known = declared("hq")
    assert known - imported(product(), known).keys() - USED_WITHOUT_IMPORT.keys() == set()


def test_what_tests_and_tools_import_is_declared_for_developers() -> None:
    known = declared("hq", "dev")
    assert {name: where for name, where in imported(everything(), known).items() if name not in known} == {}
