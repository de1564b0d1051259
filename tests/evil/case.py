"""One package of the corpus with the answer that it must get."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cultdip_desktop.packages.chain import ChainState
from cultdip_desktop.packages.trust import TrustStore


@dataclass(frozen=True)
class Case:
    """Name without its ending, bytes, and the code of the first problem ("" for a good one)."""

    name: str
    data: bytes
    code: str
    result: str = ""
    """Expected state where the code does not decide it: the good ones and the unknown ones."""

    trust: TrustStore | None = None
    """Another trust than the corpus' own."""

    now: datetime | None = None
    known: ChainState | None = None
    us: str | None = "VN-MFA"
