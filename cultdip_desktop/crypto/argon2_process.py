"""Argon2id in a process of its own: a script, run by `crypto.apart`, that knows nothing of the program around it.

Standard input: one line of JSON (salt, memory_kib, passes, lanes, length, and what AES-GCM has sealed: nonce, wrapped,
bound), then the secret. Standard output: the key, and what it opens; with a wrong one the key alone.
"""

from __future__ import annotations

import contextlib
import json
import sys


def main() -> None:
    """Derive one key and end; the memory goes back to the system with the process."""
    from argon2.low_level import Type, hash_secret_raw
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, _newline, secret = sys.stdin.buffer.read().partition(b"\n")  # all is loaded: it waits here for its question
    if not head:
        return
    asked = json.loads(head)
    key = hash_secret_raw(
        secret,
        bytes.fromhex(asked["salt"]),
        time_cost=asked["passes"],
        memory_cost=asked["memory_kib"],
        parallelism=asked["lanes"],
        hash_len=asked["length"],
        type=Type.ID,
    )
    sys.stdout.buffer.write(key)
    nonce, wrapped, bound = (bytes.fromhex(asked[name]) for name in ("nonce", "wrapped", "bound"))
    with contextlib.suppress(InvalidTag):
        sys.stdout.buffer.write(AESGCM(key).decrypt(nonce, wrapped, bound))


if __name__ == "__main__":
    main()
