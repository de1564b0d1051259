"""The frame of the three steps: brand at the left, step, title, page and way on at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.brand import BrandPanel
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.code_card import CodeCard
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.notices import Banner, ProgressCard
from cultdip_desktop.ui.kit.recovery_sheet import Sheet
from cultdip_desktop.ui.kit.surfaces import FlowRow, ScrollPage, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.welcome.office_page import OfficePage
from cultdip_desktop.ui.rooms.welcome.restore_page import RestorePage
from cultdip_desktop.ui.rooms.welcome.sample_page import SamplePage
from cultdip_desktop.ui.rooms.welcome.secret_page import SecretPage
from cultdip_desktop.ui.rooms.welcome.viewmodel import Founding, Sample, WelcomeModel

if TYPE_CHECKING:
    from cultdip_desktop.app import Created, Office

_OFFICE, _SECRET, _CODE, _SAMPLE, _RESTORE = range(5)

ROOMY: Final = 900
"""Px at 100 % from which the brand stands beside the page."""

_TOUR_CODE: Final = "7M4KQ-2XWPD-9T0HN-5RBCV-3YGJ8-6ZSE1-8AKMX-4QPTD"
"""Looks like a code; opens nothing."""

_HEADS: Final[tuple[tuple[Speech, Speech, Speech], ...]] = (
    (t("Step 1 / 3"), t("Set up your office"), t("An office's role is fixed once it is made.")),
    (
        t("Step 2 / 3"),
        t("Protect the data"),
        t("The passphrase opens the office. Nobody can read the data without it."),
    ),
    (t("Step 3 / 3"), t("Put the recovery code away"), t("The office is made. One thing is left to do.")),
    ("", t("Try with sample data"), t("A sample mission and a sample headquarters that trust each other.")),
    ("", t("Restore from a backup"), t("A backup and its passphrase or recovery code bring the whole office back.")),
)


class WelcomePage(QWidget):
    """Makes an office and hands it over, opened."""

    opened = Signal(object)
    """The `Office`."""

    home_chosen = Signal(Path)
    """An office that exists already."""

    sample_headquarters = Signal(Path)
    """A sample headquarters was made as well."""

    back = Signal()

    def __init__(self, kit: Kit, model: WelcomeModel, *, can_go_back: bool) -> None:
        super().__init__()
        self._kit, self._model, self._can_go_back = kit, model, can_go_back
        model.setParent(self)
        self._office: Office | None = None
        self._step = PlainLabel(kit, "", "small", "secondary")
        self._title = PlainLabel(kit, "", "display", wrap=True)
        self._sentence = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self._banner = Banner(kit)
        self._progress = ProgressCard(kit, t("Making the office"), icon="lock")
        self._identity = OfficePage(kit, model)
        self._secret = SecretPage(kit, model)
        self._code = CodeCard(kit)
        self._sample = SamplePage(kit, model)
        self._restore = RestorePage(kit, model)
        self._pages = QStackedWidget()
        self._back = Button(kit, t("Back"), icon="arrow-left", on_click=self._go_back)
        self._existing = Button(kit, t("Open an existing office…"), "ghost", icon="folder-open", on_click=self._choose)
        self._from_backup = Button(
            kit, t("Restore from a backup…"), icon="archive-restore", on_click=lambda: self._show(_RESTORE)
        )
        self._try = Button(kit, t("Try with sample data"), "ghost", on_click=lambda: self._show(_SAMPLE))
        self._next = Button(kit, t("Continue"), "primary", icon="arrow-right", on_click=self._go_on)
        self._next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._lay_out()
        self._listen()
        kit.name(self, t("Set up your office"))
        self._show(_OFFICE)
        self._loaded = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The missions are fetched once there is something to see: services are not loaded before the first paint."""
        super().paintEvent(event)
        if not self._loaded:
            self._loaded = True
            QTimer.singleShot(0, self._model, self._model.load)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text in a small window needs the whole width."""
        super().resizeEvent(event)
        roomy = self.width() >= self._kit.look.px(ROOMY)
        present(self._panel, shown=roomy)
        sides = 64 if roomy else 32
        self._side.setContentsMargins(sides, 30, sides, 22)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The window gives the focus when it shows this page: pass it on to the step's first field."""
        super().focusInEvent(event)
        self._focus_page()

    def show_error(self, error: UserError) -> None:
        """Say an error above the page."""
        self._banner.show_error(error)

    def tour_states(self) -> list[tuple[str, Callable[[], object]]]:
        """Further states worth a picture, in this order, and how to bring them up."""

        def fill() -> None:
            self._identity.choose_mission(self._model.find("praha")[0], "Nguyễn Minh Hà")

        def protect() -> None:
            self._show(_SECRET)
            self._secret.fill("chè sen, đèn lồng và mưa phùn")

        def code() -> None:
            name = BiText("Đại sứ quán Việt Nam tại Cộng hòa Séc", "Embassy of Viet Nam in the Czech Republic")
            self._code.show_code(Sheet(_TOUR_CODE, name, self._identity.home))
            self._show(_CODE)

        def sample() -> None:
            self._show(_SAMPLE)

        def missing() -> None:
            self._show(_OFFICE)
            self._identity.choose_mission(None, "")
            self._identity.check()

        def restore() -> None:
            self._show(_RESTORE)
            self._restore.show_sample()

        return [
            ("mission", fill),
            ("passphrase", protect),
            ("code", code),
            ("sample", sample),
            ("restore", restore),
            ("missing", missing),
        ]

    def _listen(self) -> None:
        self._identity.role_changed.connect(self._role_changed)
        self._identity.entered.connect(self._go_on)
        self._secret.entered.connect(self._go_on)
        self._code.confirmed.connect(lambda _on: self._allow())
        self._restore.chosen.connect(self._known)
        self._restore.entered.connect(self._go_on)
        self._restore.failed.connect(self._not_a_backup)
        self._model.restored.connect(self._restored)
        self._model.created.connect(self._made)
        self._model.sample_made.connect(self._sample_made)
        self._model.failed.connect(self._fail)
        self._model.cancelled.connect(self._cancelled)

    def _role_changed(self, role: OfficeRole) -> None:
        headquarters = role is OfficeRole.HEADQUARTERS
        self._secret.set_headquarters(on=headquarters)
        self._kit.look.set_role("headquarters" if headquarters else "mission")

    def _show(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        step, title, sentence = _HEADS[page]
        self._step.say(step)
        self._title.say(title)
        self._sentence.say(sentence)
        self._banner.clear()
        present(self._back, shown=page in (_SECRET, _SAMPLE, _RESTORE) or (page == _OFFICE and self._can_go_back))
        present(self._existing, shown=page == _OFFICE)
        present(self._try, shown=page == _OFFICE)
        present(self._from_backup, shown=page == _OFFICE)
        words = {
            _OFFICE: t("Continue"),
            _SECRET: t("Make the office"),
            _CODE: t("Start"),
            _SAMPLE: t("Make the sample"),
            _RESTORE: t("Restore"),
        }
        self._next.say(words[page])
        self._allow()
        self._focus_page()

    def _focus_page(self) -> None:
        self._faces[self._pages.currentIndex()].setFocus()

    def _allow(self) -> None:
        page = self._pages.currentIndex()
        if page == _CODE and not self._code.is_confirmed:
            self._next.disable(t("Tick that the code has been put away."))
        elif page == _RESTORE and self._restore.file is None:
            self._next.disable(t("Choose the backup first."))
        else:
            self._next.enable()

    def _go_on(self) -> None:
        if not self._next.isEnabled():
            return
        page = self._pages.currentIndex()
        if page == _OFFICE and self._identity.check():
            self._show(_SECRET)
        elif page == _SECRET and self._secret.check():
            self._make()
        elif page == _CODE and self._office is not None:
            self.opened.emit(self._office)
        elif page == _SAMPLE:
            self._wait(t("The sample is being made."))
            self._sample.start()
        elif page == _RESTORE and self._restore.check() and self._restore.file is not None:
            self._wait(t("The backup is being restored."))
            self._progress.say(t("Restoring"))
            job = self._model.restore(self._restore.file, self._restore.home, self._restore.secret)
            self._progress.follow(job)

    def _go_back(self) -> None:
        page = self._pages.currentIndex()
        if page == _OFFICE:
            self.back.emit()
        else:
            self._show(_OFFICE)

    def _make(self) -> None:
        identity = self._identity
        founding = Founding(
            identity.role,
            identity.mission,
            identity.person,
            identity.rank,
            identity.home,
            self._secret.passphrase,
            self._secret.pin,
        )
        self._wait(t("The office is being made."))
        self._progress.say(t("Making the office"))
        self._progress.follow(self._model.create(founding))

    def _wait(self, reason: Speech) -> None:
        self._banner.clear()
        self._next.disable(reason)
        self._back.disable(reason)
        self._pages.setEnabled(False)

    def _wait_no_more(self) -> None:
        self._pages.setEnabled(True)
        self._back.enable()
        self._allow()

    def _made(self, created: Created) -> None:
        self._wait_no_more()
        self._office = created.office
        self._secret.forget()
        identity = created.office.identity
        self._code.show_code(Sheet(created.recovery_code, identity.name, created.office.paths.home))
        self._show(_CODE)

    def _sample_made(self, sample: Sample) -> None:
        self._wait_no_more()
        self.sample_headquarters.emit(sample.headquarters)
        self.opened.emit(sample.office)

    def _known(self) -> None:
        self._banner.clear()
        self._allow()

    def _not_a_backup(self, error: UserError) -> None:
        self._banner.show_error(error)
        self._allow()

    def _restored(self, office: Office) -> None:
        self._wait_no_more()
        self._restore.forget()
        self.opened.emit(office)

    def _fail(self, error: UserError) -> None:
        self._wait_no_more()
        if self._pages.currentIndex() != _RESTORE or not self._restore.refuse(error):
            self._banner.show_error(error)

    def _cancelled(self) -> None:
        self._wait_no_more()
        self._banner.show_notice("info", t("Cancelled; nothing was left half done."))

    def _choose(self) -> None:
        title = self._kit.say(t("Choose the folder of an office"))
        folder = self._kit.files.folder(self, title, self._model.suggested_folder().parent)
        if folder is not None:
            self.home_chosen.emit(folder)

    def _show_language(self) -> None:
        """A method, so that the signal forgets it together with this page."""
        self._language.set_value(self._kit.live.language)

    def _lay_out(self) -> None:
        kit = self._kit
        language = Segmented(kit, t("Language"))
        language.add("vi", "Tiếng Việt")
        language.add("en", "English")
        language.set_value(kit.live.language)
        language.chosen.connect(kit.live.switch)
        self._language = language
        kit.live.changed.connect(self._show_language)
        self._faces: list[QWidget] = []
        for page in (self._identity, self._secret, self._code, self._sample, self._restore):
            scroll = ScrollPage(margins=(0, 0, 0, 12), gap=0)
            scroll.add(page, 1)
            self._faces.append(page)
            self._pages.addWidget(scroll)
        head = column(row(self._step, None, language), 8, self._title, self._sentence, gap=4)
        ways = boxed(FlowRow(self._back, self._from_backup, self._existing, self._try, gap=4))
        foot = row(ways, self._next, gap=12)
        foot.setStretch(0, 1)
        foot.setAlignment(self._next, Qt.AlignmentFlag.AlignBottom)
        side = self._side = QVBoxLayout()
        side.setSpacing(14)
        side.addLayout(head)
        side.addWidget(self._banner)
        side.addWidget(self._pages, 1)
        side.addWidget(self._progress)
        side.addWidget(Rule())
        side.addLayout(foot)
        promises = (
            ("wifi-off", t("Works wholly offline")),
            ("lock", t("Data stays on this machine, encrypted")),
            ("stamp", t("Report packages are signed")),
        )
        right = QWidget()
        right.setLayout(side)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._panel = BrandPanel(kit, promises)
        outer.addWidget(self._panel, 344)
        outer.addWidget(right, 656)
        self.setProperty("kind", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
