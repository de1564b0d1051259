"""A process that looks into files for headquarters, one after the other, until its parent closes the pipe."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
from typing import BinaryIO, Final

from cultdip_desktop.core import value_pipe
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.hq.crew_messages import Found, Hire, Look
from cultdip_desktop.hq.examining import examine

_ROOM_FOR_VALUES: Final = 100_000
"""New objects between two looks for circles: records have none."""


def main() -> None:
    """Work until the parent closes its end."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches us too; the parent decides
    incoming, outgoing = _take_pipes()
    gc.freeze()  # what is loaded stays
    gc.set_threshold(_ROOM_FOR_VALUES)
    with contextlib.suppress(OSError):
        hire = value_pipe.receive(incoming)
        if not isinstance(hire, Hire):
            return
        while isinstance(look := value_pipe.receive(incoming), Look):
            value_pipe.send(outgoing, Found(look.task, examine(look.file, hire.ground, look.now, NoProgress())))


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, out of reach of whatever prints or reads."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return incoming, outgoing
