"""What becomes of a file from headquarters at a mission: an answer with every single change, for people and scripts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Param = str | int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a file changes, or would change; `code` has its words in the message catalogue."""

    code: str
    params: Mapping[str, Param] = field(default_factory=lambda: MappingProxyType({}))
    place: str = ""
    """Where to look at it: `report:2026-Q3`, `event:<id>:title`, `directive:<id>`, `programme:2027`; empty for nowhere."""


def change(code: str, /, place: str = "", **params: Param) -> Change:
    """Short for the many places that say one."""
    return Change(code, params, place)


@dataclass(frozen=True, slots=True)
class StreamPlace:
    """Where a package stands among all that headquarters has numbered for one reader."""

    stream: str
    epoch: int
    seq: int

    @property
    def counted(self) -> bool:
        """Whether a number that is left out is missing: answers to requests for certificates stand by themselves."""
        return not self.stream.endswith("/trust")


def missing_in(taken: Iterable[tuple[int, int]], *, from_first: bool) -> tuple[int, ...]:
    """Numbers that lack in the newest numbering of a stream, `taken` being epoch and number of what came.

    `from_first`: what came before the first is not missed, for an office may have joined later.
    """
    places = set(taken)
    if not places:
        return ()
    epoch = max(one for one, _seq in places)
    seqs = {seq for one, seq in places if one == epoch}
    first = min(seqs) if from_first else 1
    return tuple(seq for seq in range(first, max(seqs)) if seq not in seqs)
