"""Whom a directive is for: all missions, whole regions, or missions one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.duty import MissionState, Region
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.choices import CheckBox, Segmented
from cultdip_desktop.ui.kit.language import c, t
from cultdip_desktop.ui.kit.surfaces import FlowRow, boxed, column
from cultdip_desktop.ui.kit.tags import Choice, TagPicker
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.directives import phrases

ALL, CHOSEN = "all", "chosen"


class RecipientPicker(QWidget):
    """`changed` tells the office ids; none of them means all missions."""

    changed = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._missions: tuple[Mission, ...] = ()
        self._offices: tuple[str, ...] = ()
        self.how = Segmented(kit, t("Whom it is for"))
        self.how.add(ALL, c("recipients", "All"), "landmark")
        self.how.add(CHOSEN, c("recipients", "Chosen"), "users")
        self.how.set_value(ALL)
        self.regions = {one: CheckBox(kit, phrases.region(one.value)) for one in Region}
        self.picker = TagPicker(kit, self._find, t("Add a mission"))
        self._said = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._chosen = boxed(column(boxed(FlowRow(*self.regions.values(), gap=12)), self.picker, gap=8))
        layout = column(self.how, self._chosen, self._said, gap=8)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self.how.chosen.connect(self._turn)
        self.picker.changed.connect(lambda offices: self._take(tuple(offices)))
        for one, box in self.regions.items():
            box.clicked.connect(lambda _on=False, region=one: self._toggle(region))
        self._show()

    def know(self, missions: Sequence[Mission]) -> None:
        """The list of missions."""
        if tuple(missions) != self._missions:
            self._missions = tuple(missions)
            self._show()

    def set_offices(self, offices: Sequence[str]) -> None:
        """Show a choice; emits nothing."""
        self._offices = tuple(offices)
        self.how.set_value(CHOSEN if offices else ALL)
        self._show()

    def _turn(self, how: object) -> None:
        if how == ALL:
            self._take(())
        else:
            self._show()
            self.picker.setFocus()

    def _toggle(self, region: Region) -> None:
        inside = [one.id for one in self._of(region)]
        if all(office in self._offices for office in inside):
            self._take(tuple(office for office in self._offices if office not in inside))
        else:
            self._take(tuple(dict.fromkeys((*self._offices, *inside))))

    def _take(self, offices: tuple[str, ...]) -> None:
        self._offices = offices
        self._show()
        self.changed.emit(offices)

    def _show(self) -> None:
        chosen = self.how.value() == CHOSEN
        present(self._chosen, shown=chosen)
        names = {one.id: phrases.place(one, self._kit.live.words) for one in self._missions}
        self.picker.set_value([Choice(office, names.get(office, office), icon="landmark") for office in self._offices])
        for region, box in self.regions.items():
            inside = [one.id in self._offices for one in self._of(region)]
            present(box, shown=bool(inside))
            box.setChecked(bool(inside) and all(inside))
            box.set_some(some=any(inside) and not all(inside))
        active = sum(one.state is MissionState.ACTIVE for one in self._missions)
        if not chosen:
            self._said.say(t("One file that every mission takes in; {n} missions work at present.", n=active))
        elif self._offices:
            self._said.say(t("A file of its own for each of them: {n}.", n=len(self._offices)))
        else:
            self._said.say(t("While nobody is chosen it is for all missions."))

    def _of(self, region: Region) -> list[Mission]:
        active = (one for one in self._missions if one.state is MissionState.ACTIVE)
        return [one for one in active if one.region == region.value]

    def _find(self, text: str) -> list[Choice]:
        wanted, words = fold(text), self._kit.live.words
        found = [
            one
            for one in self._missions
            if one.id not in self._offices
            and wanted in fold(" ".join((one.id, one.name.vi, one.name.en, one.city.vi, one.city.en, *one.aliases)))
        ]
        found.sort(key=lambda one: sort_key(phrases.place(one, words)))
        return [Choice(one.id, phrases.place(one, words), icon="landmark", detail=one.id) for one in found[:12]]
