"""What is proved of a numbering, as sentences: for the window and for the certificate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cultdip_desktop.domain.proof import ChainProof
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words

_HISTORY: Final = frozenset({"history.rewritten", "history.cut"})
_MOST_NAMED: Final = 12
"""Numbers of packages that a sentence names."""


def chain_words(words: Words, chain: ChainProof) -> list[str]:
    """One numbering as sentences."""
    said = [_reach(words, chain)]
    if chain.gaps:
        said.append(words.t("Not received: no. {numbers}.", numbers=_numbers(chain.gaps)))
    if chain.held:
        waiting = tuple(one.seq for one in chain.held)
        said.append(words.t("Held, not taken in: no. {numbers}.", numbers=_numbers(waiting)))
    if any(one.code in _HISTORY for one in chain.held):
        said.append(words.t("The mission's history does not go on from what it told before: a decision is needed."))
    if chain.forks:
        settled = sum(one.settled for one in chain.forks)
        said.append(
            words.n(
                "{n} package claims a number that another has; settled by decision: {settled}.",
                "{n} packages claim numbers that others have; settled by decision: {settled}.",
                len(chain.forks),
                settled=settled,
            )
        )
    if chain.replays:
        said.append(
            words.n(
                "{n} package of an earlier numbering was offered again and not taken in.",
                "{n} packages of an earlier numbering were offered again and not taken in.",
                chain.replays,
            )
        )
    if chain.history_day:
        day = dates.day(words, date.fromisoformat(chain.history_day))
        said.append(words.t("The mission's own history was held against what it told before up to {day}.", day=day))
    return said


def _reach(words: Words, chain: ChainProof) -> str:
    if not chain.packages:
        return words.t("Numbering {epoch}: no package was taken in.", epoch=chain.epoch)
    if chain.first == chain.last and chain.packages == 1:
        return words.t("Numbering {epoch}: package no. {first} is here.", epoch=chain.epoch, first=chain.first)
    if chain.last - chain.first + 1 == chain.packages:
        return words.t(
            "Numbering {epoch}: packages no. {first} to {last} are here without a gap.",
            epoch=chain.epoch,
            first=chain.first,
            last=chain.last,
        )
    return words.t(
        "Numbering {epoch}: packages no. {first} to {last} are here without a gap, {packages} in all.",
        epoch=chain.epoch,
        first=chain.first,
        last=chain.last,
        packages=chain.packages,
    )


def _numbers(found: Sequence[int]) -> str:
    named = ", ".join(str(one) for one in found[:_MOST_NAMED])
    return f"{named}, …" if len(found) > _MOST_NAMED else named
