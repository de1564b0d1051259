"""One file of a package that travels in several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from cultdip_desktop.core.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVolume:
    """A volume of which a sealed copy lies in the archive."""

    number: int
    """1 carries the records and the place in the chain."""

    n: int
    """Volumes of the package."""

    manifest_sha256: str
    container_sha256: str
    """Of the whole file; the archive knows it by this."""

    bytes: int
    file_name: str
    media: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Place and size of every attachment in it; headquarters holds them against the first volume's records."""

    package_sha256: str = ""
    """Digest of what all volumes of a package say alike about it."""


def missing_of(volumes: Mapping[int, KeptVolume]) -> tuple[int, ...]:
    """The numbers that have not come, rising; `volumes` is not empty."""
    n = next(iter(volumes.values())).n
    return tuple(number for number in range(1, n + 1) if number not in volumes)
