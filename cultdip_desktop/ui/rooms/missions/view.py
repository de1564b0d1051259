"""The Missions room: the list of a period, and one mission's page, chosen by the route."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.period import Period
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import SearchField
from cultdip_desktop.ui.kit.language import c, n, t
from cultdip_desktop.ui.kit.notices import ProgressCard
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import boxed, column
from cultdip_desktop.ui.rooms.missions import phrases
from cultdip_desktop.ui.rooms.missions.values import Dossier, Group
from cultdip_desktop.ui.rooms.missions.view_acts import UrgeAct, stacked
from cultdip_desktop.ui.rooms.missions.view_list import ListPage
from cultdip_desktop.ui.rooms.missions.view_mission import MissionPage
from cultdip_desktop.ui.rooms.missions.viewmodel import MissionsModel


class MissionsRoom(Room):
    """Places: "" list (params `period`, `show` = a group), `office` with a mission's id (param `act` = extend, urge, certificate)."""

    def __init__(self, kit: Kit, model: MissionsModel) -> None:
        super().__init__(kit, "missions", c("room", "Missions"))
        self._model = model
        self._asked = Route("missions")
        self._page: MissionPage | None = None
        self.periods = ComboBox(kit)
        kit.name(self.periods, t("Period"))
        self.periods.setMinimumWidth(kit.look.px(176))
        self.periods.setMaximumWidth(kit.look.px(230))
        self.search = SearchField(kit, t("Find a mission"))
        self.search.setMaximumWidth(kit.look.px(230))
        self.head.add_mark(self.periods)
        self.head.add_mark(self.search)
        self.urge_all = Button(kit, "", "primary", icon="bell", on_click=self.begin_urging)
        self.set_primary(self.urge_all)
        self.list = ListPage(kit, model)
        self.urging = UrgeAct(kit)
        self.progress = ProgressCard(kit, t("Writing reminder letters"), icon="bell")
        self._above = boxed(column(stacked(self.urging), self.progress, gap=8), (20, 0, 20, 0))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self.add(self._above)
        self.add(self._pages, 1)
        self._listen()

    @property
    def page(self) -> MissionPage:
        """One mission's page, made when the first is opened."""
        if self._page is None:
            made = self._page = MissionPage(self.kit, self._model)
            made.back.connect(lambda: self.go.emit(Route("missions")))
            made.package_opened.connect(lambda row: self.go.emit(Route("inbox", "package", row)))
            made.done.connect(self.done)
            self._pages.addWidget(made)
        return self._page

    def enter(self, route: Route) -> None:
        """Show the list, or one mission."""
        self._asked = route
        if route.param("period"):
            self._model.period = _period(route.param("period")) or self._model.period
        if route.param("show") in set(Group):
            self._model.group = Group(route.param("show"))
        if route.place == "office" and route.id:
            self._turn(to_list=False)
            self._model.reload(lambda: self._model.open(route.id))
            self.status.emit(t("Esc: back to the list"))
            return
        self.banner.clear()
        self._turn(to_list=True)
        self.list.show_look()
        self._model.reload()
        self.status.emit(t("Enter opens · Ctrl+F finds · right-click offers what can be done"))
        self.list.table.setFocus()

    def route(self) -> Route:
        """Where the user is."""
        page = self._page
        if page is not None and self._pages.currentWidget() is page and page.dossier is not None:
            return Route("missions", "office", page.dossier.mission.id)
        return Route("missions")

    def escape(self) -> None:
        """Esc folds an act, then leads back to the list."""
        page = self._page
        if page is not None and self._pages.currentWidget() is page:
            if not page.fold():
                self.go.emit(Route("missions"))
        elif not self.urging.isHidden():
            self.urging.fold()
        else:
            super().escape()

    def retranslate(self) -> None:
        """Names are sorted by language."""
        if self._model.look is not None:
            self.list.show_look()

    def begin_urging(self) -> None:
        """Open the act for everybody who is missing."""
        look = self._model.look
        if look is None or not look.urgent:
            return
        count = len(look.urgent)
        said = n(
            "{n} mission has not sent its report: {period}.",
            "{n} missions have not sent their reports: {period}.",
            count,
            period=phrases.title(look.period),
        )
        self.urging.begin(said)

    def _listen(self) -> None:
        model = self._model
        self.periods.chosen.connect(self._choose_period)
        self.search.searched.connect(model.search)
        self.search.returnPressed.connect(self.list.table.setFocus)
        self.list.opened.connect(self._open)
        self.list.extend_asked.connect(lambda office: self._open(office, "extend"))
        self.list.urge_asked.connect(lambda office: self._open(office, "urge"))
        self.list.due.kept.connect(lambda: self.done.emit(t("The day was kept"), None))
        self.urging.closed.connect(self.urging.fold)
        self.urging.asked.connect(lambda _form: self._urge())
        model.changed.connect(self._show)
        model.opened.connect(self._show_dossier)
        model.failed.connect(self._fail)
        self.kit.bus.watch(
            self, {"mission", "duty", "inbox", "certificate", "setting"}, lambda _changes: self._refresh()
        )

    def _open(self, office: str, act: str = "") -> None:
        self.go.emit(Route("missions", "office", office, (("act", act),) if act else ()))

    def _choose_period(self, period: object) -> None:
        if isinstance(period, Period):
            self.urging.fold()
            self._model.choose_period(period)

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        page = self._page
        shown = page is not None and self._pages.currentWidget() is page and page.dossier is not None
        office = page.dossier.mission.id if shown and page is not None and page.dossier is not None else ""
        self._model.reload((lambda: self._model.open(office)) if office else None)

    def _turn(self, *, to_list: bool) -> None:
        present(self.head, shown=to_list)
        present(self._above, shown=to_list)
        self._pages.setCurrentWidget(self.list if to_list else self.page)

    def _show(self) -> None:
        look = self._model.look
        if look is None:
            return
        self.periods.clear_choices()
        for period in look.periods:
            self.periods.add(period, phrases.title(period))
        self.periods.set_value(look.period)
        if not self.search.hasFocus():
            self.search.set_value(self._model.query)
        count = len(look.urgent)
        self.urge_all.say(t("Remind all ({n})", n=count))
        if count:
            self.urge_all.enable()
        else:
            self.urge_all.disable(t("Nobody has to be urged for this period now."))

    def _show_dossier(self, dossier: Dossier) -> None:
        asked = self._asked
        if asked.place != "office" or asked.id != dossier.mission.id:
            return
        fresh = self.page.dossier is None or self.page.dossier.mission.id != dossier.mission.id
        self.page.show_dossier(dossier)
        act = {"extend": self.page.begin_extension, "urge": self.page.begin_urging}.get(asked.param("act"))
        if fresh and act is not None:
            act()
        elif fresh:
            self.page.take_focus()

    def _fail(self, error: UserError) -> None:
        if self._asked.place == "office" and error.code == "mission.not_found":
            self._turn(to_list=True)
        self.show_error(error)

    def _urge(self) -> None:
        folder = self.kit.files.folder(self, self.kit.say(t("Folder for the letters")))
        if folder is None:
            return
        count = len(self._model.look.urgent) if self._model.look is not None else 0

        def done(made: object) -> None:
            del made
            self.urging.fold()
            self.done.emit(
                n("{n} letter written into {folder}", "{n} letters written into {folder}", count, folder=folder.name),
                None,
            )

        job = self._model.urge(None, Path(folder), self.urging.chosen(), done, self.urging.show_error)
        self.urging.write.hold(job)
        self.progress.follow(job)


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except UserError:
        return None
