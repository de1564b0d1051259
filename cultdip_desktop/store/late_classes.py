"""Lets SQLAlchemy make its annotated classes when one is needed.

It makes a hundred at import, so that statements could be pickled, which nobody does here; every one that is missing it
makes by itself. Eight milliseconds of a start. Another SQLAlchemy is imported as it is.
"""

from __future__ import annotations

import builtins
import contextlib
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Final

_ALL, _ONE = "_prepare_annotations", "_new_annotation_type"
_MODULE: Final = "sqlalchemy.sql.annotation"


@contextlib.contextmanager
def late_classes() -> Iterator[None]:
    """Import SQLAlchemy for the first time within this block."""
    plain = builtins.__import__
    changed: list[tuple[ModuleType, object]] = []

    def watching(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        found = plain(name, globals, locals, fromlist, level)
        if not changed and _ALL in (fromlist or ()) and found.__name__ == _MODULE and hasattr(found, _ONE):
            changed.append((found, getattr(found, _ALL)))
            setattr(found, _ALL, getattr(found, _ONE))  # of each family its head alone; the rest follows from it
        return found

    builtins.__import__ = watching
    try:
        yield
    finally:
        builtins.__import__ = plain
        for module, whole in changed:
            setattr(module, _ALL, whole)
