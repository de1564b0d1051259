"""What we import we declare, and what we declare we use."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
import tomllib

from tests.architecture.sources import ROOT, product

USED_WITHOUT_IMPORT = {
    "tzdata": "zoneinfo reads it on Windows and on a bare Debian",
    "psycopg": "SQLAlchemy loads it when headquarters names a PostgreSQL database",
}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["hq"]]
    return {normal(re.split(r"[\[<>=;]", line)[0]) for line in lines}


OWNERS = importlib.metadata.packages_distributions()


def imported() -> dict[str, str]:
    """The distributions behind every import of the product, each with one place that imports it."""
    found: dict[str, str] = {}
    for source in product():
        for node in ast.walk(source.tree):
            for module in modules_of(node):
                for name in distributions_of(module):
                    found.setdefault(name, source.at(node))
    return found


def modules_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []


def distributions_of(module: str) -> set[str]:
    top = module.split(".")[0]
    if top in sys.stdlib_module_names or top in ("cultdip_desktop", "_typeshed"):
        return set()
    if top in ("PySide6", "shiboken6"):
        return {"pyside6-pdf" if ".QtPdf" in module else "pyside6-essentials"}
    names = {normal(name) for name in OWNERS.get(top, [f"unknown:{top}"])}
    return names & declared() or names


def test_every_library_that_is_imported_is_declared() -> None:
    assert {name: where for name, where in imported().items() if name not in declared()} == {}


def test_every_library_that_is_declared_is_used() -> None:
    assert declared() - imported().keys() - USED_WITHOUT_IMPORT.keys() == set()
