"""Lets PySide6 load what it needs for error messages, signatures and stub files when somebody asks for it.

Importing PySide6 compiles ten modules from an archive inside its library each time: the writer of its `.pyi` files,
parsers of signatures, tables of types. A window needs none of them unless a call of Qt has wrong arguments. Left for
that moment, they save a quarter of what an empty window takes to start.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import importlib
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Final

_PACKAGE: Final = "shibokensupport.signature"
_LATE: Final = (
    "mapping", "errorhandler", "layout", "parser", "importhandler", "lib.enum_sig", "lib.pyi_generator", "lib.tool",
)  # fmt: skip
"""Modules of the package that only define things; whoever asks one of them for a name gets the real module."""

_UPDATE: Final = "update_mapping"
_TURN: Final = threading.RLock()


class _Late(ModuleType):
    """A module that runs its code when a name is first asked of it."""

    def __init__(self, spec: ModuleSpec) -> None:
        super().__init__(spec.name)
        self.__spec__ = ModuleSpec(spec.name, spec.loader)
        self._origin: ModuleSpec | None = spec

    def __getattr__(self, name: str) -> Any:
        with _TURN:
            if not name.startswith("__"):  # the import system asks every module for such names
                self.load()
            if name in self.__dict__:
                return self.__dict__[name]
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    def load(self) -> None:
        """Run its code, once."""
        origin, self._origin = self._origin, None
        if origin is not None and origin.loader is not None:
            shown, self.__spec__ = (
                self.__spec__,
                origin,
            )  # PySide6 has renamed it since; its loader knows the first name
            origin.loader.exec_module(self)
            self.__spec__ = shown


@contextlib.contextmanager
def late_support() -> Iterator[None]:
    """Import PySide6 for the first time within this block; a PySide6 that is built otherwise is imported as it is."""
    plain = builtins.__import__

    def watching(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        if name == _PACKAGE and "loader" in (fromlist or ()):
            builtins.__import__ = plain
            _prepare()
        return plain(name, globals, locals, fromlist, level)

    builtins.__import__ = watching
    try:
        yield
    finally:
        builtins.__import__ = plain


def _prepare() -> None:
    """Put a late module in the place of each, while PySide6's own importer is there to be asked for their code."""
    for name in _LATE:
        package, _, last = f"{_PACKAGE}.{name}".rpartition(".")
        parent = importlib.import_module(package)
        finder = parent.__spec__.loader if parent.__spec__ is not None else None
        spec = (
            finder.find_spec(f"{package}.{last}", None) if finder is not None and hasattr(finder, "find_spec") else None
        )
        if spec is None:
            return
        module = sys.modules[spec.name] = _Late(spec)
        if name == "mapping":
            vars(module)[_UPDATE] = functools.partial(_update, module)
        setattr(parent, last, module)


def _update(mapping: _Late) -> None:
    """Stand for the one function that PySide6's library takes out of a module's dictionary, where nobody is asked."""
    with _TURN:
        mapping.load()
    vars(mapping)[_UPDATE]()
