"""One question to the whole office: events, partners, media, the strategy, tasks, the programme; near spellings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from cultdip_desktop.domain.spelling import guesses
from cultdip_desktop.domain.strategy import Node
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query import events as event_query
from cultdip_desktop.store.query import find as query
from cultdip_desktop.store.query.events import EventRow
from cultdip_desktop.store.query.find import ItemHit, MediaHit, PartnerHit, Question, TaskHit
from cultdip_desktop.store.query.shelf import Shelves, Sort, words_of
from cultdip_desktop.store.store import Reader

EVENTS: Final = 8
OTHERS: Final = 4
"""Hits of each other sort, unless more are asked for."""

WAYS: Final = 10
"""Other spellings that are tried."""

OFFERED: Final = 3
"""Other spellings that are offered, all of which find something."""

_FARTHER: Final = 1
"""How much farther off than the nearest another spelling may be."""

_SPARE: Final = 4
"""So many times more hits are read than shown, for those of events in the trash fall out."""


@dataclass(frozen=True, slots=True)
class NodeHit:
    """An item of the strategy's catalogue."""

    node: Node
    goal: bool
    """Whether events are tagged with it: it has a line in the matrix."""


@dataclass(frozen=True, slots=True)
class Near:
    """Another way to ask that finds something."""

    text: str
    """As it is written where it was found, marks and all."""

    example: str
    """What it finds, among others; empty where that says no more than `text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer, best hits first; near spellings only where nothing was found."""

    events: tuple[EventRow, ...] = ()
    more_events: bool = False
    partners: tuple[PartnerHit, ...] = ()
    more_partners: bool = False
    media: tuple[MediaHit, ...] = ()
    nodes: tuple[NodeHit, ...] = ()
    tasks: tuple[TaskHit, ...] = ()
    items: tuple[ItemHit, ...] = ()
    near: tuple[Near, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was found; near spellings are no find."""
        return not (self.events or self.partners or self.media or self.nodes or self.tasks or self.items)


class FindService:
    """What Ctrl+K asks. Its shelves are made from the store and follow it, whoever writes."""

    def __init__(self, desk: Desk, catalogue: CatalogueService) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self._shelves = Shelves()

    def find(self, text: str, events: int = EVENTS, others: int = OTHERS, *, also: Sequence[str] = ()) -> Found:
        """What holds every word of `text`: marks, case, đ, and words written together do not matter, in any language.

        A year narrows the other words to what is held in it. `also` are titles that the caller finds by himself:
        their words count as known when near spellings are looked for. At most 30 statements, whatever is stored.
        """
        asked = Question.of(text)
        if not asked.words:
            return Found()
        with self._desk.store.read() as tx:
            self._shelves.refresh(tx)
            ids, more = query.event_ids(tx, asked, events)
            words = words_of(text)
            partners = self._best(Sort.PARTNER, words)
            found = Found(
                events=tuple(event_query.rows(tx, ids)),
                more_events=more,
                partners=tuple(query.partners(tx, partners[:others])),
                more_partners=len(partners) > others,
                media=tuple(query.media(tx, self._best(Sort.MEDIA, words)[: others * _SPARE]))[:others],
                nodes=self._nodes_with(words)[:others],
                tasks=tuple(query.tasks(tx, self._best(Sort.TASK, words)[: others * _SPARE]))[:others],
                items=tuple(query.items(tx, self._best(Sort.ITEM, words)[:others])),
            )
            return replace(found, near=self._near(tx, asked.words, also)) if found.empty else found

    def find_any(self, text: str, limit: int = 12) -> Found:
        """Partners and media that hold any word of `text`, those with most of them first."""
        words = words_of(text)
        with self._desk.store.read() as tx:
            self._shelves.refresh(tx)
            partners = self._shelves.holding_any(Sort.PARTNER, words, limit + 1)
            media = self._shelves.holding_any(Sort.MEDIA, words, limit * _SPARE)
            return Found(
                partners=tuple(query.partners(tx, partners[:limit])),
                more_partners=len(partners) > limit,
                media=tuple(query.media(tx, media))[:limit],
            )

    def recent(self, visited: Sequence[str] = (), limit: int = 6) -> tuple[EventRow, ...]:
        """Living events: those of `visited` in this order, then those that were changed last.

        Who asks this is about to ask more: the shelves are made ready.
        """
        with self._desk.store.read() as tx:
            self._shelves.refresh(tx)
            latest = query.latest(tx, limit + len(visited))
            ids = list(dict.fromkeys((*visited, *latest)))
            rows = event_query.rows(tx, ids[: limit + len(visited)])
            living = set(query.living(tx, [row.id for row in rows]))
        return tuple(row for row in rows if row.id in living)[:limit]

    def _best(self, sort: Sort, words: Sequence[str]) -> list[str]:
        ids = self._shelves.matching(sort, words)
        if len(ids) > 1:
            phrase = " " + " ".join(words)
            texts = self._shelves.texts(sort, ids)
            ids.sort(key=lambda id_: (phrase not in texts[id_], not texts[id_].startswith(phrase)))
        return ids

    def _nodes_with(self, words: Sequence[str]) -> tuple[NodeHit, ...]:
        catalogue = self._catalogue.current()
        wanted = [f" {word}" for word in words]
        code = "".join(words)
        found = [node for node, text in self._strategy if words and all(word in text for word in wanted)]
        found.sort(
            key=lambda node: ("".join(words_of(node.code)) != code, not catalogue.is_goal(node.code), node.level)
        )
        return tuple(NodeHit(node, catalogue.is_goal(node.code)) for node in found)

    @cached_property
    def _strategy(self) -> list[tuple[Node, str]]:
        """Taggable items with their folded words; the edition changes only by an import, at headquarters."""
        nodes = [node for node in self._catalogue.current().nodes if node.taggable]
        return [
            (
                node,
                " " + " ".join(words_of(f"{node.code} {node.title.vi} {node.title.en} {node.text.vi} {node.text.en}")),
            )
            for node in nodes
        ]

    @cached_property
    def _titles(self) -> dict[str, str]:
        """By code the folded words of the title alone: in long wordings everything is near to something."""
        return {node.code: f" {' '.join(words_of(f'{node.title.vi} {node.title.en}'))} " for node, _ in self._strategy}

    def _near(self, tx: Reader, words: Sequence[str], also: Sequence[str]) -> tuple[Near, ...]:
        """Ways that find something, as long as they are not much farther off than the nearest of them."""
        titles = [(title, " " + " ".join(words_of(title)) + " ") for title in also]
        titles += [(node.title.vi or node.title.en, self._titles[node.code]) for node, _text in self._strategy]
        known = frozenset().union(
            query.vocabulary(tx),
            *(self._shelves.words(sort) for sort in Sort),
            *(text.split() for _title, text in titles),
        )
        ways = guesses(words, known, WAYS)
        events = query.matched(tx, [way for _cost, way in ways])
        offered: list[tuple[int, Near]] = []
        for (cost, way), title in zip(ways, events, strict=True):
            if len(offered) == OFFERED or (offered and cost > offered[0][0] + _FARTHER):
                break
            source = title.vi or title.en if title else self._elsewhere(tx, way, titles)
            if source is not None:
                text = _as_written(way, source if title is None else f"{title.vi} {title.en}")
                offered.append((cost, Near(text, source if source != text else "")))
        return tuple(dict.fromkeys(near for _cost, near in offered))

    def _elsewhere(self, tx: Reader, way: Sequence[str], titles: Sequence[tuple[str, str]]) -> str | None:
        """What this way finds beside events, in whole words; one statement, and only where there is something."""
        for title, text in titles:
            if all(f" {word} " in text for word in way):
                return title
        if ids := self._whole(Sort.PARTNER, way):
            return next((hit.name for hit in query.partners(tx, ids)), None)
        if ids := self._whole(Sort.MEDIA, way):
            return next((hit.caption.vi or hit.caption.en or hit.file_name for hit in query.media(tx, ids)), None)
        return None

    def _whole(self, sort: Sort, way: Sequence[str]) -> list[str]:
        return self._shelves.matching(sort, way)[:1] if self._shelves.words(sort).issuperset(way) else []


def _as_written(way: Sequence[str], source: str) -> str:
    """The words as the source writes them."""
    written = {folded: word for word in source.split() for folded in words_of(word)}
    return " ".join(written.get(word, word).strip(".,;:()«»“”\"'") for word in way)
