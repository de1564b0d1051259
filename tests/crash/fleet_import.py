"""A desk that takes packages in, in a process of its own: `python fleet_import.py HOME FILE…`; it says what it was answered.

What it prints was committed: an answer that was heard must never be lost.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench.fleet import NOW
from cultdip_desktop.app import open_office
from cultdip_desktop.core.clock import FixedClock

_TOGETHER = 40
"""Files of one drop: enough for a crew."""


def main() -> None:
    """Take the files in, a few at a time."""
    home, *files = map(Path, sys.argv[1:])
    with open_office(home, os.environ["CULTDIP_PASSPHRASE"], clock=FixedClock(NOW)) as office:
        assert office.inbox is not None
        for start in range(0, len(files), _TOGETHER):
            for answer in office.inbox.take_in(files[start : start + _TOGETHER]):
                sys.stdout.write(f"{answer.outcome.value} {answer.file.name}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
