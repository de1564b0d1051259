"""Several desks take the same packages in at the same moment: each package counts once."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import offices
from tests.desks.cluster import Cluster
from tests.desks.offices_on_server import move
from tests.offices import EXAMPLE, PASSPHRASE, ask, command, event_file

pytestmark = pytest.mark.slow


@pytest.fixture
def packages(mission: Path, tmp_path: Path) -> list[Path]:
    """Three in a row, an event more in each."""
    files = [tmp_path / f"gói {number}.cdrp" for number in (1, 2, 3)]
    for number, file in enumerate(files):
        if number:
            made = {**EXAMPLE, "title": {"vi": f"Tuần phim Việt Nam {number}", "en": ""}}
            ask(mission, "event", "add", "--file", event_file(tmp_path, made, f"{number}.json"))
        ask(mission, "export", "--period", "2026-Q3", "--out", file)
    return files


def test_four_desks_on_a_server_take_every_package_in_exactly_once(
    headquarters: Path, mission: Path, packages: list[Path], cluster: Cluster, tmp_path: Path
) -> None:
    move(headquarters, cluster)
    chance = random.Random(11)
    desks = []
    for desk in range(4):
        offered = [
            Path(shutil.copy(file, tmp_path / f"{desk}-{turn}-{file.name}")) for turn in range(2) for file in packages
        ]
        chance.shuffle(offered)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CULTDIP_")}
        argv = command("hq", "import", *offered, "--home", headquarters, "--json")
        given = {"CULTDIP_PASSPHRASE": PASSPHRASE, **environment}
        desks.append(subprocess.Popen(argv, env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
    answers = [desk.communicate(timeout=100) for desk in desks]
    rows = [row for out, _ in answers for row in json.loads(out)["files"]]
    assert {row["outcome"] for row in rows} <= {"imported", "already_imported", "held"}
    assert "imported" in {row["outcome"] for row in rows}
    again = ask(headquarters, "hq", "import", *packages)["files"]
    assert {row["outcome"] for row in again} == {"already_imported"}  # what one desk held another has released
    state = ask(headquarters, "digest")["counts"]
    assert state["received_package"] == 3
    counted = ask(mission, "digest")["counts"]["events"]
    assert ask(headquarters, "hq", "figures")["total"]["events"] <= counted
    assert ask(headquarters, "check", "--deep")["findings"] == []


def test_a_desk_that_is_killed_leaves_whole_packages(
    headquarters: Path, packages: list[Path], cluster: Cluster
) -> None:
    move(headquarters, cluster)
    environment = {**os.environ, "CULTDIP_PASSPHRASE": PASSPHRASE}
    for wait in (0.9, 1.2, 1.5, 1.8):
        argv = command("hq", "import", *packages, "--home", headquarters, "--json")
        desk = subprocess.Popen(argv, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            desk.wait(wait)
        except subprocess.TimeoutExpired:
            desk.kill()
            desk.wait()
    ask(headquarters, "hq", "import", *packages)
    assert ask(headquarters, "digest")["counts"]["received_package"] == 3
    assert ask(headquarters, "check", "--deep")["findings"] == []
    assert offices.run("hq", "import", *packages, "--home", headquarters, "--json").code == 0
