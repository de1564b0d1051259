"""What the table of the programme shows of an item."""

from __future__ import annotations

from collections.abc import Callable

from cultdip_desktop.domain.plan_words import ItemSource
from cultdip_desktop.domain.programme import ItemView, Standing
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.model import Cell, Column
from cultdip_desktop.ui.rooms.goals import phrases


def columns(goal_name: Callable[[str], Speech], person_name: Callable[[str | None], str]) -> list[Column[ItemView]]:
    """The columns, given how goals and people are called now."""

    def title(view: ItemView, words: Words) -> Cell:
        item = view.item
        parts: list[Speech] = []
        if item.code:
            parts.append(t("{goal} · {name}", goal=item.code, name=goal_name(item.code)))
        if item.source is ItemSource.HEADQUARTERS:
            parts.append(t("headquarters {reference}", reference=item.source_ref))
        text = phrases.title_of(item.title).render(words)
        return Cell(text, phrases.joined(*parts).render(words), tip=text)

    def person(view: ItemView, words: Words) -> Cell:
        del words
        return Cell(person_name(view.item.person))

    what = t("What is to be done")
    return [
        Column("title", what, title, 240, "two-line", stretch=True, hideable=False, sortable=False),
        Column("quarter", t("Quarter"), _quarter, 98, sortable=False),
        Column("person", t("Person responsible"), person, 144, sortable=False),
        Column("done", t("Plan against done"), _done, 142, "bar", sortable=False),
        Column("state", t("Standing"), _standing, 146, "pill", sortable=False),
    ]


def _quarter(view: ItemView, words: Words) -> Cell:
    return Cell(phrases.quarter_of_item(view.item.quarter).render(words))


def _done(view: ItemView, words: Words) -> Cell:
    unit = phrases.unit(view.item.unit).render(words)
    reached = phrases.whole(view.done).render(words) if view.done is not None else "?"
    target = phrases.whole(view.target).render(words)
    tip = words.t("{done} of {target} {unit}", done=reached, target=target, unit=unit)
    tone = "warn" if view.standing is Standing.LATE else ""
    return Cell(f"{reached}/{target}", phrases.share(view.share).render(words), tone=tone, share=view.share, tip=tip)


def _standing(view: ItemView, words: Words) -> Cell:
    said, mark = phrases.STANDINGS[view.standing]
    return Cell(said.render(words), icon=mark.icon, tone=mark.tone)
