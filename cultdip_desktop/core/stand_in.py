"""Lets a library be imported without the modules that it imports for what is not used here.

SQLAlchemy asks for asyncio, which a synchronous program never runs; others read their own version from the metadata of
what is installed. Together that is a fifth of what stands between the passphrase and the first page.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import threading
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Final

_TURN: Final = threading.Lock()


class _StandIn(ModuleType):
    """Stands for a module until something of it is asked for; then the real one is imported and answers."""

    def __getattr__(self, name: str) -> Any:
        _step_aside(self)
        return getattr(importlib.import_module(self.__name__), name)


@contextlib.contextmanager
def stand_in(module: str, **known: object) -> Iterator[None]:
    """Within the block, importing `module` costs nothing unless it is loaded already.

    Whoever imports it there keeps the stand-in, which knows `known` and turns to the real module for all else;
    everybody who imports it afterwards gets the real one.
    """
    if module in sys.modules:
        yield
        return
    standing = _StandIn(module)
    vars(standing).update(known)
    sys.modules[module] = standing
    package, _, name = module.rpartition(".")
    if package:
        setattr(importlib.import_module(package), name, standing)  # as an import does; the real one takes it over
    try:
        yield
    finally:
        _step_aside(standing)


def _step_aside(standing: _StandIn) -> None:
    with _TURN:
        if sys.modules.get(standing.__name__) is standing:
            del sys.modules[standing.__name__]
