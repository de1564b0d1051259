"""The check before signing: one engine of pure rules, the same in the office and at headquarters.

Errors stop, warnings need a word of reason, hints neither. The words of findings and of passed checks are in
`i18n.messages` under the same codes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports import (
    check_events,
    check_figures,
    check_form,
    check_media,
    check_names,
    check_narrative,
    check_texts,
    check_work,
)
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.data import ReportData

Rule: TypeAlias = Callable[[ReportData], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """One check with what it found."""

    code: str
    """`check.totals`: its words are in `i18n.messages.checks`, the advice says what it looks at."""

    passed: bool
    """Nothing but hints was found."""

    findings: tuple[Finding, ...]
    params: dict[str, str | int | None]
    """Values of the words' places."""


def check_report(data: ReportData) -> tuple[Finding, ...]:
    """Every finding of the report: those of the whole first, then event by event in the order of the list."""
    order = {event.id: place for place, event in enumerate(report_data.listed(data), 1)}
    found = [finding for group in checked(data) for finding in group.findings]
    return tuple(
        sorted(found, key=lambda finding: order.get(finding.event_id, len(order) + 1 if finding.event_id else 0))
    )


def checked(data: ReportData) -> tuple[CheckGroup, ...]:
    """Every check, passed or not, in the order in which people read them."""
    return tuple(_run(code, rules, data) for code, rules in _CHECKS.items())


def check_letters(data: ReportData, language: Language) -> tuple[Finding, ...]:
    """Events whose texts hold letters that the document's font cannot show, or that run right to left."""
    found = (_strange(event, "".join(_printed(data, event, language))) for event in report_data.listed(data))
    return tuple(finding for finding in found if finding is not None)


def _run(code: str, rules: tuple[Rule, ...], data: ReportData) -> CheckGroup:
    found = tuple(finding for rule in rules for finding in rule(data))
    passed = all(finding.severity is Severity.HINT for finding in found)
    return CheckGroup(code, passed, found, _PARAMS[code](data) if code in _PARAMS else {})


def _letters(data: ReportData) -> Iterator[Finding]:
    for event in report_data.listed(data):
        texts = "".join(text for said in check_texts.of_event(data, event) for text in said.both)
        finding = _strange(event, texts)
        if finding is not None:
            yield finding


def _strange(event: Event, texts: str) -> Finding | None:
    """The letters that print as a white square; only texts beyond our own alphabet ask the font, which takes time."""
    if not _BEYOND.search(texts):
        return None
    from cultdip_desktop.reports import fonts

    letters = "".join(sorted(fonts.unprintable(texts)))
    if not letters:
        return None
    params: dict[str, str | int | None] = {"letters": letters[:20], "title": check_texts.title_of(event)}
    return Finding("report.letters_not_printable", Severity.WARNING, "", event.id, params)


_BEYOND: Final = re.compile(
    "[^\\u0000-\\u017f\\u01a0\\u01a1\\u01af\\u01b0\\u0300-\\u0303\\u0306\\u0309\\u031b\\u0323\\u1e80-\\u1ef9\\u2010-\\u2026]"
)
"""Letters that may not be in the font: not Latin, not Vietnamese, no usual punctuation."""


def _printed(data: ReportData, event: Event, language: Language) -> Iterator[str]:
    texts: list[BiText] = [event.title, event.summary, event.venue, event.results.outcomes]
    texts += [tag.reason for tag in event.goals] + [item.caption for item in report_data.photos(data, event)]
    for text in texts:
        yield text.get(language)
    yield event.city
    yield from (actor.partner for actor in event.actors)


_CHECKS: Final[dict[str, tuple[Rule, ...]]] = {
    "check.form": (check_form.form, check_form.numbered),
    "check.signer": (check_form.signer,),
    "check.secrecy": (check_form.secrecy,),
    "check.goals": (check_events.idle_goals,),
    "check.titles": (check_events.titles, check_events.twice),
    "check.states": (check_events.states,),
    "check.results": (check_events.results,),
    "check.tags": (check_events.goals,),
    "check.totals": (check_figures.totals,),
    "check.money": (check_figures.money_totals,),
    "check.plan": (check_figures.within_plan,),
    "check.evidence": (check_media.evidence,),
    "check.numbers": (check_narrative.numbers,),
    "check.basis": (check_narrative.outdated,),
    "check.names": (check_form.agency, check_names.spelled_once, check_names.in_texts),
    "check.spelling": (check_names.spelling, _letters),
    "check.withheld": (check_names.partners_named,),
    "check.captions": (check_media.captions, check_media.credits),
    "check.consent": (check_media.consent,),
    "check.publishable": (check_media.publishable,),
    "check.english": (check_events.english,),
    "check.tasks": (check_work.tasks,),
    "check.comments": (check_work.comments,),
    "check.window": (check_figures.window,),
}

_PARAMS: Final[dict[str, Callable[[ReportData], dict[str, str | int | None]]]] = {
    "check.window": lambda data: {"day": data.window.last.isoformat()},
}
