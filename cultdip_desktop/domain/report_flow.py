"""A report's way from draft to headquarters' answer: which act leads where, and who may do it (DOMAIN, section 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.report import LOCKED, Report, ReportAct, ReportState

_WRITABLE: Final = frozenset({ReportState.DRAFT, ReportState.RETURNED})
"""States in which the author works on."""

FROM: Final[Mapping[ReportAct, frozenset[ReportState]]] = {
    ReportAct.SUBMIT: _WRITABLE,
    ReportAct.WITHDRAW: frozenset({ReportState.SUBMITTED}),
    ReportAct.REOPEN: frozenset({ReportState.APPROVED}),
    ReportAct.RETURN: frozenset({ReportState.SUBMITTED, ReportState.APPROVED}),
    ReportAct.APPROVE: frozenset({ReportState.SUBMITTED, ReportState.APPROVED}),
    ReportAct.SEAL: frozenset({ReportState.APPROVED}),
    ReportAct.SEND: frozenset({ReportState.SEALED}),
    ReportAct.RECEIVE: frozenset({ReportState.SEALED, ReportState.SENT}),
    ReportAct.ACCEPT: frozenset({ReportState.SEALED, ReportState.SENT, ReportState.RECEIVED}),
    ReportAct.REJECT: frozenset({ReportState.SEALED, ReportState.SENT, ReportState.RECEIVED}),
    ReportAct.AMEND: LOCKED,
    ReportAct.SIGN: frozenset({ReportState.APPROVED, *LOCKED}),
}
"""The states from which an act leads on. An approved report may be approved anew: it was changed."""

TO: Final[Mapping[ReportAct, ReportState]] = {
    ReportAct.SUBMIT: ReportState.SUBMITTED,
    ReportAct.WITHDRAW: ReportState.DRAFT,
    ReportAct.REOPEN: ReportState.DRAFT,
    ReportAct.RETURN: ReportState.RETURNED,
    ReportAct.APPROVE: ReportState.APPROVED,
    ReportAct.SEAL: ReportState.SEALED,
    ReportAct.SEND: ReportState.SENT,
    ReportAct.RECEIVE: ReportState.RECEIVED,
    ReportAct.ACCEPT: ReportState.ACCEPTED,
    ReportAct.REJECT: ReportState.RETURNED,
    ReportAct.AMEND: ReportState.DRAFT,
}
"""Where an act leads; signing a document leaves the state as it is."""


_FORBIDDEN: Final[Mapping[ReportAct, str]] = {
    ReportAct.SUBMIT: "report.cannot_submit",
    ReportAct.WITHDRAW: "report.cannot_withdraw",
    ReportAct.REOPEN: "report.cannot_reopen",
    ReportAct.RETURN: "report.cannot_return",
    ReportAct.APPROVE: "report.cannot_approve",
    ReportAct.SIGN: "report.cannot_sign",
    ReportAct.SEAL: "report.cannot_seal",
    ReportAct.SEND: "report.cannot_send",
    ReportAct.RECEIVE: "report.cannot_receive",
    ReportAct.ACCEPT: "report.cannot_accept",
    ReportAct.REJECT: "report.cannot_reject",
    ReportAct.AMEND: "report.cannot_amend",
}
"""What is said where an act does not lead on."""


@dataclass(frozen=True, slots=True)
class May:
    """Whether somebody may do something now, and if not, why: the code of a message with what fills its places."""

    allowed: bool
    code: str = ""
    params: Mapping[str, str | int | None] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return self.allowed


YES: Final = May(True)


def no(code: str, /, **params: str | int | None) -> May:
    """Not now, and why."""
    return May(False, code, params)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What the person at the keyboard may do with a report now."""

    submit: May
    withdraw: May
    return_: May
    approve: May
    export: May
    amend: May
    one_person: bool
    """The office works alone: approving is part of exporting, and the package says so."""

    changed: int = 0
    """Fields that were changed after the approval; it no longer counts."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Who works in the office, and whether one person may do both."""

    people: tuple[Person, ...]
    """Those who work here now."""

    one_person: bool

    def find(self, wanted: str) -> Person:
        """A person by id or, written in full, by name.

        Raises:
            UserError: `person.not_found`.
        """
        named = [person for person in self.people if wanted in (person.id, person.name)]
        if len(named) != 1:
            raise UserError("person.not_found", id=wanted[:80])
        return named[0]


def bench_of(people: Sequence[Person], setting: str) -> Bench:
    """`setting` is `auto`, `yes` or `no`; `auto` is one person exactly where nobody else works."""
    active = tuple(person for person in people if person.active)
    return Bench(active, setting == "yes" or (setting != "no" and len(active) <= 1))


def require_state(act: ReportAct, state: ReportState, *, one_person: bool = False) -> May:
    """Whether `act` leads on from `state`; who works alone approves a draft without submitting it to himself."""
    allowed = FROM[act] | _WRITABLE if act is ReportAct.APPROVE and one_person else FROM[act]
    return YES if state in allowed else no(_FORBIDDEN[act], state=state.value)


def may_judge(report: Report, person: Person | None, bench: Bench) -> May:
    """Whether this person may approve or return: a head of mission, and not the one who wrote it."""
    if bench.one_person:
        return YES
    if not any(one.approver for one in bench.people):
        return no("report.no_approver")
    if person is None:
        return no("report.nobody_acts")
    if not person.approver:
        return no("report.not_an_approver", name=person.name)
    if person.id in (report.drafted_by, report.submitted_by):
        return no("report.own_work", name=person.name)
    return YES


def may_withdraw(report: Report, person: Person | None, bench: Bench) -> May:
    """Whoever wrote or submitted the report takes it back; so does an approver."""
    mine = person is not None and (person.approver or person.id in (report.drafted_by, report.submitted_by))
    if bench.one_person or mine or (report.submitted_by is None and report.drafted_by is None):
        return YES
    return no("report.not_yours", name=person.name if person else "")
