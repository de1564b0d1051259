"""JSON files that people prepare for headquarters: read strictly, never trusted."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NoReturn

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError

MOST: Final = 16 * 1024 * 1024
"""Bytes; an edition of the catalogue has a tenth of a megabyte."""


def read(path: Path) -> dict[str, Any]:
    """The one object of the file; fractions come as decimals.

    Raises:
        UserError: `issue.file_bad`, `issue.too_long`, `file.unreachable`, `file.not_readable`.
    """
    with durable.translated(path, reading=True), path.open("rb") as handle:
        data = handle.read(MOST + 1)
    if len(data) > MOST:
        raise UserError("issue.too_long", field=path.name, limit=MOST)
    try:
        plain = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_unique, parse_float=Decimal, parse_constant=_no_constant
        )
    except (ValueError, RecursionError) as error:
        raise UserError("issue.file_bad", file=path.name) from error
    if not isinstance(plain, dict):
        raise UserError("issue.file_bad", file=path.name)
    return plain


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"twice: {name[:40]}")
        found[name] = value
    return found


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)
