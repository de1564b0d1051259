"""Everything sealed at rest: passphrase, key file with slots, sealed blobs.

Knows keys and bytes; knows no store, no event and no window. Signing keys live in `packages`.
"""
