"""The ground floor: errors, progress, clock, ids, paths, durable file writes, canonical JSON.

Standard library only. Nothing here knows what an event, a package or a window is.
"""
