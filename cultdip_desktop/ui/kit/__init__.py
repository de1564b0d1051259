"""What every room is built from: theme, words, jobs, bus, widgets, the base of a room.

Knows Qt and plain values; knows no services and no store. Import from its modules directly.
"""
