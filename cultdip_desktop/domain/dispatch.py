"""What headquarters remembers of its own packages: one chain for each recipient, and what each file said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from cultdip_desktop.domain.issuing import DispatchKind, DispatchState
from cultdip_desktop.domain.text import EMPTY, BiText


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One package of headquarters."""

    id: str
    kind: DispatchKind
    stream: str
    """The chain that it is numbered in: a recipient's id, `ALL-MISSIONS`, or one of both and `/trust`."""

    epoch: int
    seq: int
    state: DispatchState
    manifest_sha256: str
    prev_manifest_sha256: str | None
    file_name: str
    container_sha256: str = ""
    """Known from the reservation on: the file was read back before."""

    bytes: int = 0
    title: BiText = EMPTY
    content: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """JSON: what was told, and what becomes true once the file exists (`hq.effects`)."""

    made_at: datetime | None = None
    sealed_at: datetime | None = None
    signer: str = ""

    @property
    def recipient(self) -> str:
        """Office id, or `ALL-MISSIONS`."""
        return self.stream.removesuffix("/trust")
