"""Pictures, films and documents of the office: sealed originals, thumbnails, exported copies without traces.

Knows bytes and digests; knows no store, no package and no window.
"""
