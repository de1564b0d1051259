"""How large an attachment may be."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.filetypes.kinds import Kind

MAX_PIXELS: Final = 200_000_000
"""The largest sensors of telephones have 200 megapixels; decoded, that is 0.6–0.8 GB, which a desk computer bears."""

MAX_WHOLE_PIXELS: Final = 64_000_000
"""For pictures that can only be decoded whole, however small they are wanted (progressive JPEG, PNG, WebP, HEIC): up to
16 bytes a pixel, so 1 GiB. A baseline JPEG is decoded at an eighth and needs 7 MiB for 24 megapixels."""

MAX_SIDE: Final = 20_000
"""Pixels along one side: wider than the panoramas of telephones (16,384), narrower than a bomb."""

_MIB: Final = 1024 * 1024

MAX_BYTES: Final[dict[Kind, int]] = {"image": 200 * _MIB, "document": 200 * _MIB, "video": 16 * 1024 * _MIB}
"""Pictures and documents are handled in memory, videos only as streams."""

PROBE_BYTES: Final = 4096
"""How much of the beginning and of the end is looked at to tell formats apart."""
