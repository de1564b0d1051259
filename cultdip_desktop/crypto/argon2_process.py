"""Argon2id in a process of its own: a script, run by `crypto.apart`, that knows nothing of the program around it.

Standard input: one line of JSON (salt, memory_kib, passes, lanes, length), then the secret. Standard output: the key.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Derive one key and end; the memory goes back to the system with the process."""
    from argon2.low_level import Type, hash_secret_raw

    head, _newline, secret = sys.stdin.buffer.read().partition(b"\n")
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


if __name__ == "__main__":
    main()
