"""Every bound of the package format in one place, each with its reason."""

from __future__ import annotations

from typing import Final

MIB: Final = 1024 * 1024

MAX_VOLUME_BYTES: Final = 2 * 1024 * MIB
"""2 GiB a volume: fits FAT sticks and mail gateways, and no ZIP64 record is ever needed."""

MIN_VOLUME_BYTES: Final = MIB
"""The smallest volume that may be asked for: below that a package would travel in hundreds of files."""

MAX_VOLUMES: Final = 99
"""Files of one package; every one of them must arrive."""

MAX_ENTRIES: Final = 900
"""Files in one volume, `mimetype`, manifest and signature included."""

MIN_CONTAINER_BYTES: Final = 22
"""The end record of a ZIP file: anything shorter is not a container."""

MAX_MANIFEST_BYTES: Final = 4 * MIB
MAX_SIGNATURE_BYTES: Final = 64 * 1024
"""A signature with two certificates takes about 3 KiB; government chains with RSA 4096 stay below 16."""

MAX_PACKAGE_JSON_BYTES: Final = 256 * 1024
MAX_LINE_BYTES: Final = MIB
"""One record of a data file."""

MAX_ROWS: Final = 200_000
"""Records of one entity: a mission writes a few hundred events a year."""

MAX_DATA_BYTES: Final = 64 * MIB
"""All data files together; they are built in memory."""

MAX_SUMS_BYTES: Final = MIB

MAX_NAME: Final = 160
"""Characters of one path: with a folder before it still below the 260 of Windows."""

CHUNK: Final = 256 * 1024
"""Bytes between two steps of progress: below 0.1 s on a slow USB stick, so a cancel is felt at once; fits the cache."""

REVOCATION_DAYS: Final = 180
"""How long a revocation list is good for unless headquarters chooses otherwise."""

CLOCK_TOLERANCE_SECONDS: Final = 3600
"""Clocks of offline machines differ; an hour decides nothing."""
