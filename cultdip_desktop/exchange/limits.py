"""How large a table may be that comes in; whoever makes a larger one by hand has made a mistake."""

from __future__ import annotations

from typing import Final

MAX_ROWS: Final = 20_000
"""Rows that say something, heads included."""

MAX_COLUMNS: Final = 200

MAX_CELL: Final = 32_767
"""Characters of one cell, as Excel."""

MAX_FILE: Final = 32 * 1024 * 1024
"""Bytes of a table's file."""

MAX_CALENDAR: Final = 16 * 1024 * 1024
"""Bytes of a calendar's file: its reader takes a second for 5,000 events."""

MAX_UNPACKED: Final = 192 * 1024 * 1024
"""Bytes that the parts of a workbook may unpack to, counted while they are unpacked."""

MAX_TEXT: Final = 48 * 1024 * 1024
"""Characters of all cells together; one long text that a thousand cells share counts a thousand times."""

MAX_SHEETS: Final = 100

LAST_ROW: Final = MAX_ROWS + 1000
"""The last row of a sheet that may hold anything: some empty ones may lie between."""
