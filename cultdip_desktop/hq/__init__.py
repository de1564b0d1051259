"""Use cases of headquarters: roster and certificates, inbox, consolidated figures.

May build on a mission's use cases (keys, catalogue, search), never the reverse.
"""
