"""Takes tests that were written for a store in a file, to run them again on a server."""

from __future__ import annotations

import inspect
from collections.abc import Collection
from types import ModuleType
from typing import Any


def contract_of(*modules: ModuleType, without: Collection[str] = ()) -> dict[str, Any]:
    """Tests and fixtures of the modules by name; what asks for the file itself (`path`) is about files and stays out."""
    found: dict[str, Any] = {}
    for module in modules:
        for name, made in vars(module).items():
            if (name.startswith("test_") and name not in without and not _asks_for_file(made)) or type(
                made
            ).__name__ == "FixtureFunctionDefinition":
                assert name not in found, name
                found[name] = made
    return found


def _asks_for_file(test: Any) -> bool:
    return callable(test) and "path" in inspect.signature(test).parameters
