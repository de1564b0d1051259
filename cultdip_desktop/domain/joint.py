"""Events that several missions held together and each reported."""

from __future__ import annotations

from enum import StrEnum


class JointState(StrEnum):
    """What headquarters decided about events that look like one."""

    PROPOSED = "proposed"
    LINKED = "linked"
    """Counted once, under the leading event."""

    REJECTED = "rejected"
