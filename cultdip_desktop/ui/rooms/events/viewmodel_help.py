"""What the office knows that helps to write an event: names of partners, goals that it may serve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.suggestion import Suggestion, Why
from cultdip_desktop.domain.template import BudgetHint
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.rooms.events.code_words import code_name
from cultdip_desktop.ui.rooms.events.phrases import either

MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Known:
    """A partner of the register."""

    name: str
    category: str
    detail: str
    """Post of a person, city of an organisation."""


@dataclass(frozen=True, slots=True)
class GoalOffer:
    """A goal that the event may serve, and why."""

    code: str
    why: Phrase


class EventHelp(QObject):
    """Asks off the UI thread; only the last answer is handed on."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._names, self._goals, self._budget = Latest(), Latest(), Latest()

    def partners(self, text: str, then: Callable[[Sequence[Known]], object]) -> None:
        """Partners whose name, in any language or spelling, matches what is typed."""
        number = self._names.ask()

        def ask() -> list[Known]:
            found = self._office.partners.suggest(text, MOST)
            return [Known(row.name, row.category, row.post or row.city) for row in found]

        def answer(found: list[Known]) -> None:
            if self._names.is_current(number):
                then(found)

        self._kit.jobs.read(lambda _progress: ask(), answer, lambda _error: None, owner=self)

    def goals(self, event: Event, catalogue: Catalogue, then: Callable[[Sequence[GoalOffer]], object]) -> None:
        """Goals from the event's template, its kind and earlier events that resemble it; chosen by nobody yet."""
        number = self._goals.ask()

        def ask() -> list[GoalOffer]:
            offers = [GoalOffer(hint.code, either(hint.why)) for hint in self._office.templates.goals(event)]
            known = {offer.code for offer in offers}
            others = [each for each in self._office.goals.suggestions(event) if each.code not in known]
            return [*offers, *(GoalOffer(each.code, _why(each, catalogue)) for each in others)]

        def answer(found: list[GoalOffer]) -> None:
            if self._goals.is_current(number):
                then(found)

        self._kit.jobs.read(lambda _progress: ask(), answer, lambda _error: None, owner=self)

    def budget(self, event: Event, then: Callable[[Sequence[BudgetHint]], object]) -> None:
        """Budget lines of the event's template for which nothing is planned yet."""
        number = self._budget.ask()

        def answer(found: tuple[BudgetHint, ...]) -> None:
            if self._budget.is_current(number):
                then(found)

        templates = self._office.templates
        self._kit.jobs.read(lambda _progress: templates.budget(event), answer, lambda _error: None, owner=self)


def _why(found: Suggestion, catalogue: Catalogue) -> Phrase:
    if found.why is Why.USUAL:
        return t("Events of this kind usually serve it.")
    if found.why is Why.KIND:
        return n(
            "{n} of {of} earlier events of this kind bear it.",
            "{n} of {of} earlier events of this kind bear it.",
            found.events,
            of=found.of,
        )
    node = catalogue.find(found.trait)
    what: Speech = code_name(node) if node is not None else found.trait
    return n(
        "{n} of {of} earlier events with “{what}” bear it.",
        "{n} of {of} earlier events with “{what}” bear it.",
        found.events,
        of=found.of,
        what=what,
    )
