"""Large packages: constant memory, steady progress."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import json, re, sys
from dataclasses import replace
from pathlib import Path
from cultdip_desktop.packages.contents import FileSource
from cultdip_desktop.packages.verify import verify
from tests.packages.world import make_world

MIB = 1024 * 1024
world = make_world()
block = bytes(range(256)) * 1024

class Watch:
    steps = 0
    def step(self, done, total, what=""):
        Watch.steps += 1
        assert done <= total or total == 0

def chunks():
    for _ in range(int(sys.argv[2]) * 4):
        yield block

import hashlib
digest = hashlib.sha256()
for chunk in chunks():
    digest.update(chunk)
source = FileSource(digest.hexdigest(), int(sys.argv[2]) * MIB, chunks)
path = world.write(Path(sys.argv[1]), replace(world.contents(), readable={"x.txt": source}), progress=Watch()).file
verdict = verify(path, world.trust, us=None, known=None, now=world.now, progress=Watch())
# Not ru_maxrss: a process inherits that from the one that started it, and a test runner is large.
peak = int(re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text()).group(1)) // 1024
print(json.dumps({"result": verdict.result, "peak": peak, "steps": Watch.steps}))
"""


@pytest.mark.slow
def test_half_a_gibibyte_is_written_and_verified_in_128_mebibytes_of_memory(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "large.cdrp"), "512"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["result"] == "valid"
    assert found["peak"] <= 128
    assert found["steps"] >= 3 * 2048
