"""Directives of headquarters: what is asked of missions, by when, and what they answer (R30)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState
from cultdip_desktop.domain.text import EMPTY, BiText


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveTask:
    """One thing to be done."""

    id: str
    directive_id: str
    position: int = 0
    title: BiText
    due: date | None = None
    code: str = ""
    """Goal of the catalogue; empty without."""

    state: DirectiveTaskState = DirectiveTaskState.OPEN
    """This and the next two: of the mission itself; unused at headquarters."""

    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """One directive with its tasks."""

    id: str
    notation: str = ""
    """Number and symbol: `12/CĐ-NGVH`."""

    title: BiText = EMPTY
    text: BiText = EMPTY
    issued_on: date | None = None
    """None while it is a draft."""

    due: date | None = None
    offices: tuple[str, ...] = ()
    """Office ids; empty: all missions."""

    state: DirectiveState = DirectiveState.DRAFT
    withdraws: str = ""
    """Id of the directive that this one takes back."""

    person: str = ""
    """Who issued it, as it travels."""

    tasks: tuple[DirectiveTask, ...] = ()
    dispatch_id: str | None = None
    read_at: datetime | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveAnswer:
    """What one mission says about one task."""

    task_id: str
    directive_id: str = ""
    """Known from the package; at headquarters the task says it."""

    office: str = ""
    """The sender; a package does not repeat it."""

    state: DirectiveTaskState = DirectiveTaskState.OPEN
    answer: str = ""
    answered_at: datetime | None = None
