"""The head of the room: arrows, what is shown, today, how much at once, the lunar months, and how the plan is shown."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton, MenuButton
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import Speech, c, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import PageHead
from cultdip_desktop.ui.rooms.plan.places import (
    BOARD,
    CALENDAR,
    FINDER,
    LIST,
    MONTH,
    RADAR,
    SCALE_NAMES,
    SCALES,
    YEARLY,
)

BESIDE: Final = t("Kinds, layers and what comes up")

_MONTH_WIDTH: Final = 156
"""As wide as the longest name of a month: the arrows stay under the mouse while pages are turned."""


class PlanHead(QObject):
    """Puts its widgets into the room's head and says what was pressed."""

    turned = Signal(int)
    today_asked = Signal()
    place_chosen = Signal(str)
    """A place, or `calendar` for the scale that was shown last."""

    years_toggled = Signal()
    drawer_asked = Signal()

    def __init__(self, kit: Kit, head: PageHead) -> None:
        super().__init__(head)
        self._head, self._look = head, kit.look
        self.earlier = IconButton(kit, "chevron-left", c("plan", "Earlier"), on_click=lambda: self.turned.emit(-1))
        self.later = IconButton(kit, "chevron-right", c("plan", "Later"), on_click=lambda: self.turned.emit(1))
        self.today = Button(kit, t("Today"), compact=True, shortcut="F7", on_click=self.today_asked.emit)
        self.scale = MenuButton(kit, t("Month"), compact=True)
        for number, (scale, name) in enumerate(SCALE_NAMES.items(), 1):
            self.scale.add(name, partial(self.place_chosen.emit, scale)).setShortcutVisibleInContextMenu(True)
            kit.tip(self.scale, t("How much is shown at once"), f"Ctrl+1…{number}")
        self.years = Button(kit, t("All years"), "ghost", compact=True, on_click=self.years_toggled.emit)
        self.moon = IconLabel(kit, "moon", "gold.fill", 14)
        self.drawer = IconButton(kit, "layers", BESIDE, on_click=self.drawer_asked.emit)
        kit.tip(self.drawer, BESIDE, "F9")
        self.view = Segmented(kit, t("How the plan is shown"))
        self.view.add(CALENDAR, t("Calendar"), "calendar-days")
        self.view.add(LIST, t("List"), "list")
        self.view.add(BOARD, t("Board"), "square-kanban")
        self.view.chosen.connect(lambda value: self.place_chosen.emit(str(value)))
        head.add_lead(self.earlier)
        for widget in (self.later, self.today, self.scale, self.years, self.moon):
            head.add_mark(widget)
        head.add_action(self.drawer)
        head.add_action(self.view)

    def show(self, place: str, title: Speech, moon: Speech, *, wide: bool, one_year: bool) -> None:
        """Say what is shown; in narrow windows the lunar months have no room."""
        yearly, scaled = place in YEARLY, place in SCALES
        self.view.set_value(place if yearly else CALENDAR)
        for widget in (self.earlier, self.later, self.today):
            present(widget, shown=yearly or scaled)
        present(self.scale, shown=scaled)
        present(self.years, shown=yearly)
        present(self.drawer, shown=not wide and (scaled or place == RADAR))
        present(self.moon, shown=bool(moon) and wide and place != FINDER and scaled)
        if scaled:
            self.scale.say(SCALE_NAMES[place])
        self.years.say(t("All years") if one_year else t("Only one year"))
        self._head.title.setMinimumWidth(self._look.px(_MONTH_WIDTH) if place == MONTH else 0)
        self._head.say(title, moon if wide else "")
