"""The corpus: every hostile package gets its code, quickly and without a traceback; every good one is accepted."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path

import pytest

from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.packages.chain import ChainState
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Result, Verdict
from cultdip_desktop.packages.verify import verify

CORPUS = Path(__file__).parents[1] / "evil"
HOSTILE = sorted(CORPUS.glob("*_fail"))
GOOD = sorted(CORPUS.glob("*_good"))


def answer(folder: Path) -> tuple[Verdict, dict[str, str]]:
    """Verify a case as its `expected.json` says."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    own = folder / "trust"
    trust = TrustStore.load(own if own.is_dir() else CORPUS / "trust")
    known = expected["known"] and ChainState(
        expected["known"]["epoch"],
        expected["known"]["seq"],
        expected["known"]["manifest_sha256"],
        {(epoch, seq): digest for epoch, seq, digest in expected["known"]["seen"]},
    )
    now = datetime.fromisoformat(expected["now"])
    package = folder / "package.cdrp"
    return verify(package, trust, us=expected["us"], known=known, now=now, progress=NoProgress()), expected


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(HOSTILE) >= 40
    assert len(GOOD) >= 8


@pytest.mark.parametrize("folder", HOSTILE, ids=lambda folder: folder.name)
def test_a_hostile_package_gets_its_code(folder: Path) -> None:
    started = time.process_time()  # other programs on the machine do not count
    verdict, expected = answer(folder)
    took = time.process_time() - started
    problem = verdict.first_problem
    assert problem is not None
    assert problem.code == expected["code"]
    assert verdict.result is not Result.VALID
    if expected["result"]:
        assert verdict.result.value == expected["result"]
    else:
        assert verdict.result in (Result.NOT_VALID, Result.UNREADABLE)
    assert took < 2


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_a_good_package_is_accepted(folder: Path) -> None:
    verdict, expected = answer(folder)
    problem = verdict.first_problem
    assert (problem.code if problem else "") == expected["code"]
    assert verdict.result.value == expected["result"]
    assert verdict.trusted
