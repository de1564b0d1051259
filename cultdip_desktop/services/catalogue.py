"""The strategy's catalogue and the list of missions: shipped as data, loaded as an edition, looked up by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.strategy import Catalogue, Node
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import catalogue as catalogue_rows


def shipped_catalogue() -> Catalogue:
    """The edition that this version of the product ships."""
    plain = _load(resources() / "strategy" / "strategy_catalogue.json")
    nodes = tuple(_node(item) for item in plain["items"])
    title = BiText(plain["title_vi"], plain["title_en"])
    return Catalogue(plain["catalogue"], plain["edition"], title, nodes)


def shipped_missions() -> tuple[Mission, ...]:
    """The starting list of missions, in its own order."""
    plain = _load(resources() / "missions" / "missions.json")
    return tuple(_mission(item) for item in plain["missions"])


def find_missions(query: str, missions: tuple[Mission, ...]) -> tuple[Mission, ...]:
    """Missions whose id, name, country, city or alias matches `query`, best first.

    Marks do not matter (`pra`, `praha` and `Séc` all find Praha); a match at the start of a word comes first.
    """
    needle = fold(query)
    if not needle:
        return missions
    scored = [(score, index, mission) for index, mission in enumerate(missions) if (score := _score(mission, needle))]
    return tuple(mission for _, _, mission in sorted(scored, key=lambda item: (-item[0], item[1])))


class CatalogueService:
    """The catalogue of this office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._current: Catalogue | None = None

    def current(self) -> Catalogue:
        """The edition that new tags are chosen from; kept in memory, for it changes only by an import."""
        if self._current is None:
            with self._desk.store.read() as tx:
                self._current = catalogue_rows.current(tx)
        return self._current

    def forget(self) -> None:
        """Look again: another edition may be current now."""
        self._current = None


def _score(mission: Mission, needle: str) -> int:
    best = 0
    texts = (
        (mission.city.vi, 3),
        (mission.city.en, 3),
        (mission.country_name.vi, 2),
        (mission.country_name.en, 2),
        (mission.id, 3),
        *((alias, 3) for alias in mission.aliases),
        (mission.name.vi, 1),
        (mission.name.en, 1),
    )
    for text, weight in texts:
        folded = fold(text)
        if folded == needle:
            best = max(best, weight + 20)
        elif folded.startswith(needle):
            best = max(best, weight + 10)
        elif f" {needle}" in f" {folded}":
            best = max(best, weight + 5)
        elif len(needle) > 2 and needle in folded:
            best = max(best, weight)
    return best


def _load(path: Path) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return plain


def _node(item: dict[str, Any]) -> Node:
    return Node(
        code=item["code"],
        parent=item["parent"],
        level=item["level"],
        kind=item["kind"],
        title=BiText(item["title_vi"] or "", item["title_en"] or ""),
        text=BiText(item["text_vi"] or "", item["text_en"] or ""),
        taggable=item["taggable"],
        wording=item.get("vi_status", "translated"),
        letter=item.get("label_vi"),
    )


def _mission(item: dict[str, Any]) -> Mission:
    return Mission(
        id=item["id"],
        kind=item["kind"],
        name=BiText(item["name_vi"], item["name_en"]),
        country=item["country"],
        country_name=BiText(item["country_vi"], item["country_en"]),
        city=BiText(item["city_vi"], item["city_en"]),
        zone=item["tz"],
        currency=item["currency"],
        aliases=tuple(item.get("aliases", ())),
        other_currencies=tuple(item.get("other_currencies", ())),
        confidence=item.get("confidence", "high"),
        region=item.get("region", ""),
    )
