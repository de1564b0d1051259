"""The signed package (`.cdrp`): written, sealed, opened and verified. Bytes and paths in, verdict out.

Knows files, rows of plain JSON, keys and certificates; knows no store, no vault, no page and no window.
"""
