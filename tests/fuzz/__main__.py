"""`python -m tests.fuzz TARGET SECONDS`: coverage-guided fuzzing with atheris; exit code 0 means nothing was found.

A find is left in the present folder as `crash-…`; `python -m tests.fuzz TARGET FILE` repeats it.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["cultdip_desktop.packages", "cultdip_desktop.core"]):
    from tests.fuzz import targets

LARGEST = 20_000


def main() -> None:
    """Seed a folder, then hand over to libFuzzer, which ends the process."""
    name, limit = sys.argv[1], sys.argv[2]
    check = targets.target(name)
    if Path(limit).is_file():
        check(Path(limit).read_bytes())
        return
    corpus = Path(tempfile.mkdtemp(prefix="cultdip-fuzz-"))
    for data in targets.seeds(name):
        (corpus / targets.digest(data)[:32]).write_bytes(data)
    inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # Linux counts the parent's peak as ours
    settings = [f"-max_total_time={limit}", f"-max_len={LARGEST}", "-timeout=10", "-seed=1"]
    settings.append(f"-rss_limit_mb={1500 + inherited}")
    atheris.Setup([sys.argv[0], *settings, str(corpus)], check)
    atheris.Fuzz()


main()
