"""`cultdip-desktop`: where the program begins."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; the exit codes are the command line's: 0, 2 wrong usage, 3 an expected error.

    Nothing is collected until the services are loaded (`shell.program`): a start makes only what stays, and looking
    through it again and again is a tenth of its time.
    """
    gc.disable()
    from cultdip_desktop.ui.start import run

    return run(argv)


if __name__ == "__main__":
    sys.exit(main())
