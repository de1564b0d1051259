"""Step 1: whose office this is, who works in it, where its data lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cultdip_desktop.domain.mission import Mission, OfficeRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.measures import file_size
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.choices import ChoiceCard, ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.first_stop import FirstStop
from cultdip_desktop.ui.kit.language import Phrase, c, n, t
from cultdip_desktop.ui.kit.surfaces import column, row
from cultdip_desktop.ui.rooms.welcome.info_strip import InfoStrip
from cultdip_desktop.ui.rooms.welcome.picker import MissionPicker
from cultdip_desktop.ui.rooms.welcome.ranks import (
    HEADQUARTERS_DEFAULT,
    HEADQUARTERS_RANKS,
    MISSION_DEFAULT,
    MISSION_RANKS,
)
from cultdip_desktop.ui.rooms.welcome.viewmodel import Detected, WelcomeModel, currency_text


class OfficePage(QWidget):
    """Role, mission, person, folder."""

    role_changed = Signal(object)
    """`OfficeRole`."""
    entered = Signal()
    """Enter was pressed in the name or the folder."""

    def __init__(self, kit: Kit, model: WelcomeModel) -> None:
        super().__init__()
        self._kit, self._model = kit, model
        self._mission_card = ChoiceCard(
            kit,
            "flag",
            t("Mission abroad"),
            t("Embassy, Consulate General, Permanent Mission: plans and sends reports."),
            tone="official",
            on_choose=lambda: self._choose(OfficeRole.MISSION),
        )
        self._headquarters_card = ChoiceCard(
            kit,
            "landmark",
            c("role card", "Headquarters"),
            t("Takes in, verifies and sums up the missions' reports."),
            on_choose=lambda: self._choose(OfficeRole.HEADQUARTERS),
        )
        self._mission_card.setChecked(True)
        self._picker = MissionPicker(kit, model.find)
        self._picker.chosen.connect(self._mission_chosen)
        self._mission_field = Field(kit, t("Mission"), self._picker, required=True)
        self._currency = LineEdit(kit)
        self._currency.setReadOnly(True)
        self._currency.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._currency_field = Field(kit, t("Local currency"), self._currency)
        self._name = LineEdit(kit, t("Given to the signature block of reports"))
        self._name_field = Field(kit, t("Full name"), self._name, required=True)
        self._rank = ComboBox(kit)
        self._rank_field = Field(kit, t("Rank"), self._rank)
        self._detected = InfoStrip(kit)
        self._folder = LineEdit(kit)
        self._folder_field = Field(kit, t("Data folder"), self._folder, required=True)
        for line in (self._name, self._folder):
            line.returnPressed.connect(self.entered)
        self._folder.edited.connect(lambda _text: self._show_space())
        self._lay_out()
        self._fill_ranks()
        self._mission_chosen(None)
        self._folder.set_value(str(model.suggested_folder()))
        self._show_space()
        FirstStop(self, self._picker)

    @property
    def role(self) -> OfficeRole:
        """The role chosen."""
        return OfficeRole.HEADQUARTERS if self._headquarters_card.isChecked() else OfficeRole.MISSION

    @property
    def mission(self) -> Mission | None:
        """The mission chosen; None at headquarters."""
        return self._picker.mission if self.role is OfficeRole.MISSION else None

    @property
    def person(self) -> str:
        """The officer's name."""
        return self._name.value()

    @property
    def rank(self) -> BiText:
        """The officer's rank."""
        value = self._rank.value()
        return value if isinstance(value, BiText) else BiText()

    @property
    def home(self) -> Path:
        """The data folder."""
        return Path(self._folder.value()).expanduser()

    def check(self) -> bool:
        """Mark what is missing; True when the next step may come. The focus goes to the first gap."""
        gaps: list[Field] = []
        if self.role is OfficeRole.MISSION and self._picker.mission is None:
            self._mission_field.set_error(t("Choose a mission from the list."))
            gaps.append(self._mission_field)
        if not self.person:
            self._name_field.set_error(t("Write the name of the person who works here."))
            gaps.append(self._name_field)
        if not self._folder.value() or not self.home.is_absolute():
            self._folder_field.set_error(t("Choose a folder on this machine."))
            gaps.append(self._folder_field)
        if gaps:
            gaps[0].editor.setFocus()
        return not gaps

    def choose_mission(self, mission: Mission | None, person: str) -> None:
        """Fill the page (tour)."""
        self._picker.choose(mission)
        self._name.set_value(person)

    def _choose(self, role: OfficeRole) -> None:
        for field in (self._mission_field, self._name_field, self._folder_field):
            field.set_error("")
        self._fill_ranks()
        is_mission = role is OfficeRole.MISSION
        present(self._mission_field, shown=is_mission)
        present(self._currency_field, shown=is_mission)
        self._mission_chosen(self._picker.mission)
        self.role_changed.emit(role)

    def _fill_ranks(self) -> None:
        headquarters = self.role is OfficeRole.HEADQUARTERS
        self._rank.clear_choices()
        for rank in HEADQUARTERS_RANKS if headquarters else MISSION_RANKS:
            self._rank.add(rank, _said(rank))
        self._rank.set_value(HEADQUARTERS_DEFAULT if headquarters else MISSION_DEFAULT)

    def _mission_chosen(self, mission: Mission | None) -> None:
        self._mission_field.set_error("")
        if self.role is OfficeRole.HEADQUARTERS:
            self._detected.say(
                "key-round", t("Headquarters makes its own root key, which certifies the missions' keys.")
            )
            return
        if mission is None:
            self._currency.set_value("")
            self._detected.say("calendar-check", t("Choose a mission: time zone, currency and holidays follow."))
            return
        self._currency.set_value(currency_text(self._kit.live.words, mission))
        self._model.detect(mission, lambda found: self._show_detected(mission, found))

    def _show_detected(self, mission: Mission, found: Detected) -> None:
        if mission is not self.mission:
            return
        zone = t("time zone of {city} ({offsets})", city=_said(mission.city), offsets=found.offsets)
        if found.holidays is None:
            said = t("Recognised: {zone}, Vietnamese lunar calendar.", zone=zone)
        else:
            days = n(
                "{n} public holiday of {country} in {year}",
                "{n} public holidays of {country} in {year}",
                found.holidays,
                country=_said(mission.country_name),
                year=found.year,
            )
            said = t("Recognised: {zone}, {days}, Vietnamese lunar calendar.", zone=zone, days=days)
        self._detected.say("calendar-check", said)

    def _show_space(self) -> None:
        self._folder_field.set_error("")
        free = self._model.free_space(self.home) if self._folder.value() else None
        if free is None:
            self._folder_field.set_hint("")
            return
        size = Phrase(lambda words: file_size(words, free))
        self._folder_field.set_hint(t("{size} free. Everything in this folder is encrypted.", size=size))

    def _browse(self) -> None:
        title = self._kit.say(t("Choose where the data folder shall lie"))
        folder = self._kit.files.folder(self, title, self.home.parent)
        if folder is not None:
            self._folder.set_value(str(self._model.inside(folder)))
            self._show_space()

    def _retell(self) -> None:
        if self.mission is not None:
            self._currency.set_value(currency_text(self._kit.live.words, self.mission))

    def _lay_out(self) -> None:
        kit = self._kit
        browse = IconButton(kit, "folder-open", t("Choose a folder…"), on_click=self._browse)
        browse.setProperty("inside", "true")
        self._folder.setTextMargins(0, 0, kit.look.px(26), 0)
        inside = row(None, browse)
        inside.setContentsMargins(0, 0, kit.look.px(6), 0)
        self._folder.setLayout(inside)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(self._mission_field, 0, 0, 1, 3)
        grid.addWidget(self._currency_field, 0, 3, 1, 2)
        grid.addWidget(self._name_field, 1, 0, 1, 2)
        grid.addWidget(self._rank_field, 1, 2, 1, 3)
        for index in range(5):
            grid.setColumnStretch(index, 1)
        cards = row(self._mission_card, self._headquarters_card, gap=16)
        layout = column(cards, 6, grid, self._detected, self._folder_field, gap=12)
        layout.addStretch(1)
        self.setLayout(layout)
        kit.live.changed.connect(self._retell)


def _said(text: BiText) -> Phrase:
    return Phrase(lambda words: text.get(words.language))
