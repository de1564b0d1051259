"""The workshop: processes that do an office's long work beside the window, which then never waits for Python.

A child opens the same office with the keys it is handed through its pipe, does one piece of work after the other, and
ends with its parent. It knows no Qt, and nothing of it is loaded before the first long work.
"""

from __future__ import annotations

from typing import Final

FLAG: Final = "--workshop"
"""What a frozen program is called with to be a child: it has no interpreter beside it that could be asked."""


def be_a_child() -> int:
    """Work for the process at the other end of the pipes; the exit code."""
    from cultdip_desktop.workshop.child import main

    main()
    return 0
