"""The strategy's catalogue: an edition of codes that events are tagged with (R3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Final

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.text import BiText

GOALS: Final = ("M1", "M2", "M3", "M4", "M5")
"""The five goals."""

SOLUTION_GROUPS: Final = ("G1", "G2", "G3", "G4", "G5", "G6")
"""The six groups of breakthrough solutions, the decree's a, b, c, d, đ, e."""

GOAL_KINDS: Final = frozenset(
    {"goal", "task", "solution_group", "solution", "solution_item", "world_trend", "priority"}
)
"""Kinds of node that a goal tag may name (goals, tasks, solutions, priorities)."""


@dataclass(frozen=True, slots=True)
class Node:
    """One item of an edition."""

    code: str
    """Never changes between editions; its text may."""

    parent: str | None
    level: int
    kind: str
    title: BiText
    text: BiText
    """Full wording, empty where the source has none."""

    taggable: bool
    wording: str = "translated"
    """`exact`, `partly_exact` or `translated`: how sure the Vietnamese wording is."""

    letter: str | None = None
    """The decree's own letter for a solution group."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """An edition: all its nodes in their order."""

    code: str
    edition: str
    title: BiText
    nodes: tuple[Node, ...]
    _by_code: Mapping[str, Node] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", MappingProxyType({node.code: node for node in self.nodes}))

    def find(self, code: str) -> Node | None:
        """The node of `code`, if this edition has it."""
        return self._by_code.get(code)

    def of_kind(self, *kinds: str) -> tuple[Node, ...]:
        """Taggable nodes of these kinds, in order."""
        return tuple(node for node in self.nodes if node.kind in kinds and node.taggable)

    def is_goal(self, code: str) -> bool:
        """Whether a goal tag may name `code`."""
        node = self.find(code)
        return node is not None and node.taggable and node.kind in GOAL_KINDS

    def is_a(self, code: str, kind: str) -> bool:
        """Whether `code` is a taggable node of `kind` (`product`, `theme`, `scale`, `resource`, `actor`)."""
        node = self.find(code)
        return node is not None and node.taggable and node.kind == kind


def group_of(code: str) -> str:
    """The goal or solution group that a code counts under in a report: `G2.2.1` → `G2`, `M3` → `M3`."""
    return code.split(".", 1)[0]


def groups_of(codes: Iterable[str]) -> frozenset[str]:
    """The groups of several codes, each once."""
    return frozenset(group_of(code) for code in codes)
