"""`python -m cultdip_desktop` starts the windows."""

from __future__ import annotations

import sys

from cultdip_desktop.ui.main import main

if __name__ == "__main__":
    sys.exit(main())
