"""The windows: `kit` (what every room is built from), `rooms` (one per feature), the shell and the start.

The only floor that may import PySide6.
"""
