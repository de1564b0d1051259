"""Leads to what is missing: marks tabs, cards and fields, speaks in the one banner, walks from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.findings import BASICS, Finding, Severity
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.tabs import TabsBar
from cultdip_desktop.ui.rooms.events.completeness import Standing, blocks, lines, tab_of
from cultdip_desktop.ui.rooms.events.lazy_tabs import LazyTabs
from cultdip_desktop.ui.rooms.events.phrases import finding_text
from cultdip_desktop.ui.rooms.events.steps import FORWARD
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft
from cultdip_desktop.ui.rooms.events.viewmodel_media import EventMedia

_QUIET: Final = (EventState.IDEA, EventState.PREPARING)
"""While an event is thought up nobody is reproached with what is merely not written yet."""


class Guide:
    """Knows the findings of one event and the step that was refused because of them."""

    def __init__(self, tabs: LazyTabs, bar: TabsBar, banner: Banner, go_to: Callable[[str], object]) -> None:
        """`go_to` opens the tab of a field's path and puts the focus there."""
        self._tabs = tabs
        self._order = tabs.order
        self._bar = bar
        self._banner = banner
        self._go_to = go_to
        self._draft: EventDraft | None = None
        self._media: EventMedia | None = None
        self._target: EventState | None = None
        self._visited = ""
        self._remarked: frozenset[str] = frozenset()

    def mark(self, tabs: frozenset[str]) -> None:
        """Headquarters has remarked something on these tabs."""
        if tabs != self._remarked:
            self._remarked = tabs
            self.show()

    def open(self, draft: EventDraft | None, media: EventMedia | None) -> None:
        """Follow another event."""
        self._draft, self._media = draft, media
        self._target, self._visited = None, ""

    def may_step(self, target: EventState) -> bool:
        """Whether nothing stands in the way of a step; otherwise everything that does is shown."""
        self._target = target
        free = not self._blockers()
        if free:
            self._target = None
        self.show()
        return free

    def forget(self) -> None:
        """Another way was chosen: reproach nobody with the step that was refused."""
        self._target = None
        self._banner.clear()
        self.show()

    def show_missing(self) -> None:
        """Show what stands in the way of the next step, without taking it."""
        step = FORWARD.get(self._draft.event_now.state) if self._draft is not None else None
        if step is not None:
            self.may_step(step.target)

    def show(self, *, loud: bool = False) -> None:
        """Mark what is wrong; `loud`, after a refused step, or once submitted, also what is missing."""
        draft = self._draft
        if draft is None:
            return
        loud = loud or self._target is not None or draft.event_now.state not in _QUIET
        for tab in self._tabs.filled():
            tab.show_findings(draft.findings, loud=loud)
        state = self._target or draft.event_now.state
        wrong = {tab_of(each.field) for each in draft.findings if _counts(each, state, loud=loud)}
        for key in self._order:
            self._bar.set_error(key, error=key in wrong or key in self._remarked)
        self.show_blockers()

    def show_blockers(self) -> None:
        """Say in the banner why the step was refused, until it no longer would be."""
        if self._target is None or (self._draft is not None and self._draft.trouble is not None):
            return
        found = self._blockers()
        if not found:
            self._target = None
            self._banner.clear()
            return
        field = found[0].field
        self._banner.show_notice(
            "danger",
            _refused(self._target),
            finding_text(found[0]),
            action=t("Go there"),
            on_action=lambda: self._go_to(field),
        )

    def walk(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) thing that is wrong or missing; False when nothing is."""
        fields = self._fields()
        if not fields:
            return False
        if self._visited in fields:
            position = (fields.index(self._visited) + step) % len(fields)
        else:
            position = 0 if step > 0 else len(fields) - 1
        self._visited = fields[position]
        self._go_to(self._visited)
        self.show(loud=True)  # last: another tab's opening marks quietly
        return True

    def _blockers(self) -> list[Finding]:
        draft, target = self._draft, self._target
        if draft is None or target is None:
            return []
        found = [finding for finding in draft.findings if blocks(finding, target)]
        return sorted(found, key=lambda finding: self._order.index(tab_of(finding.field)))

    def _fields(self) -> list[str]:
        if self._draft is None:
            return []
        fields = [finding.field or "title" for finding in self._draft.findings]
        items = self._media.items if self._media is not None else ()
        listed = lines(self._draft.event_now, items, bilingual=False)
        fields += [line.field for line in listed if line.standing is Standing.MISSING and line.field != "media"]
        if self._media is not None and self._media.uncaptioned():
            fields.append("media")
        return sorted(dict.fromkeys(fields), key=lambda field: self._order.index(tab_of(field)))


def _counts(finding: Finding, state: EventState, *, loud: bool) -> bool:
    """Whether a tab is marked because of `finding`."""
    if finding.code in BASICS:
        return loud
    return finding.severity is Severity.ERROR or (loud and blocks(finding, state))


def _refused(target: EventState) -> Phrase:
    said = {
        EventState.PREPARING: t("Cannot be prepared yet:"),
        EventState.SUBMITTED: t("Cannot be submitted yet:"),
        EventState.APPROVED: t("Cannot be approved yet:"),
        EventState.RESULTS_IN: t("Results are not complete yet:"),
    }
    return said.get(target, t("Something is missing first:"))
