"""Every number of a report with what it counts and the events behind it, and which numbers of a text no record bears out."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import fact_counts, fact_money, fact_texts
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.fact import WHOLE, Fact
from cultdip_desktop.reports.number_reading import numbers_in

__all__ = ["WHOLE", "Fact", "facts", "of_section", "supporting", "unsupported"]


def facts(data: ReportData) -> tuple[Fact, ...]:
    """Every number that the report prints and every one written in the records it quotes; each key once."""
    found = (*fact_counts.facts(data), *fact_money.facts(data), *fact_texts.facts(data))
    known: dict[str, Fact] = {}
    for fact in found:
        known.setdefault(fact.key, fact)
    return tuple(known.values())


def of_section(facts: Iterable[Fact], section: str) -> tuple[Fact, ...]:
    """Facts that the text of a section may state: its own and those of the whole."""
    return tuple(fact for fact in facts if WHOLE in fact.sections or section in fact.sections)


def unsupported(text: str, facts: Iterable[Fact], words: Words) -> tuple[tuple[int, int], ...]:
    """Start and end of every number of `text` (NFC) that none of `facts` bears out."""
    known = [(Decimal(fact.value), fact.unit == "%") for fact in facts]
    known = list(dict.fromkeys(known))
    return tuple(
        (found.start, found.end)
        for found in numbers_in(text, words.language)
        if not any(found.says(value, share=share) for value, share in known)
    )


def supporting(text: str, at: int, facts: Iterable[Fact], words: Words) -> tuple[Fact, ...]:
    """The facts that the number at the character `at` of `text` states; for whoever clicks it."""
    found = next((one for one in numbers_in(text, words.language) if one.start <= at < one.end), None)
    if found is None:
        return ()
    return tuple(fact for fact in facts if found.says(Decimal(fact.value), share=fact.unit == "%"))
