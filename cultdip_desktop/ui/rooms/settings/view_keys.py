"""The signing keys of a mission: what there is, and the way from a new key to a certified one and its successor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, boxed, clear, column, limited, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.lane import WIDEST, add_card
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.view_keys_forms import (
    CreateForm,
    HandOverForm,
    ImportForm,
    PinForm,
    advice_of,
    message_of,
)
from cultdip_desktop.ui.rooms.settings.view_keys_install import InstallForm
from cultdip_desktop.ui.rooms.settings.view_keys_line import KeyActs, KeyLine, day, days_left
from cultdip_desktop.ui.rooms.settings.view_keys_parts import TaskCard, show_only
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import KeyFacts, Keyring, KeysModel, TrustFacts


class KeysPage(SettingsPage):
    """One task at a time is opened out above the list of keys."""

    def __init__(self, kit: Kit, model: KeysModel, room: Room) -> None:
        super().__init__()
        self._kit, self._model, self._room = kit, model, room
        self.ring: Keyring | None = None
        self._task: TaskCard | None = None
        self._wanted = ""
        self.lines: dict[str, KeyLine] = {}
        self._notice = Banner(kit)
        self.make = CreateForm(kit, model, room)
        self.take_in = ImportForm(kit, model, room)
        self.pin = PinForm(kit, model, room)
        self.hand_over = HandOverForm(kit, model, room)
        self.install = InstallForm(kit, model, room)
        self._tasks: tuple[TaskCard, ...] = (self.make, self.take_in, self.pin, self.hand_over, self.install)
        self._list = column(gap=12)
        self._root = column(gap=10)
        self.add(limited(self._notice, WIDEST))
        for task in self._tasks:
            task.closed.connect(self.fold)
            add_card(self, task)
            task.hide()
        for card in (self._keys_card(), self._root_card()):
            add_card(self, card)
        self.end()
        self._notice.hide()
        model.keyring_known.connect(self._show)

    def load(self) -> None:
        """Ask for keys and root."""
        self._model.load()

    def keep(self) -> None:
        """Nothing typed here outlives the page: PINs least of all."""
        self._open(None)

    def fold(self) -> bool:
        """Close the task, and return to where it was begun."""
        if self._task is None:
            return False
        self._open(None)
        line = next(iter(self.lines.values()), None)
        (line.toggle if line is not None else self.new_button).setFocus()
        return True

    def open_part(self, part: str, file: str = "") -> None:
        """Begin a task by name, when the keys are known: `new`, `import`, `install`, `pin`, `hand-over`, `key`."""
        del file
        self._wanted = part
        self._model.load()

    def _keys_card(self) -> Card:
        kit = self._kit
        self._keys = Card(kit, t("Keys of this office"))
        self._keys.add(self._list)
        self._keys.body.addSpacing(4)
        self.new_button = Button(kit, t("New key…"), icon="plus", on_click=self._create)
        self.install_button = Button(
            kit, t("Put a certificate in…"), icon="badge-check", on_click=self._begin(self.install)
        )
        bring = Button(kit, t("Take in from a file…"), icon="file-key", on_click=self._begin(self.take_in))
        self._keys.add(boxed(FlowRow(self.new_button, self.install_button, bring)))
        return self._keys

    def _root_card(self) -> Card:
        self._root_box = Card(self._kit, t("Whom this office believes"))
        self._root_box.add(self._root)
        self._root_box.hide()
        return self._root_box

    def _begin(self, task: InstallForm | ImportForm) -> Callable[[], None]:
        def begin() -> None:
            self._open(task)
            task.begin()

        return begin

    def _create(self) -> None:
        self._open(self.make)
        self.make.begin(self.ring.person if self.ring else "")

    def _change_pin(self, key: KeyFacts) -> None:
        self._open(self.pin)
        self.pin.begin(key)

    def _hand_over(self, key: KeyFacts) -> None:
        self._open(self.hand_over)
        self.hand_over.begin(key)

    def _open(self, task: TaskCard | None) -> None:
        self._task = task
        show_only(task, self._tasks)
        if task is not None:
            self._room.banner.clear()
        self.verticalScrollBar().setValue(0)

    def _show(self, ring: Keyring) -> None:
        opened = {id_ for id_, line in self.lines.items() if line.is_open}
        fresh = [key.id for key in ring.keys if key.id not in self.lines]
        focus = next((id_ for id_, line in self.lines.items() if line.isAncestorOf(self.focusWidget() or self)), "")
        first, self.ring = self.ring is None, ring
        self._show_keys(ring)
        for id_, line in self.lines.items():
            line.open_out(on=id_ in opened or (id_ in fresh and (not first or len(ring.keys) == 1)))
        if focus in self.lines:
            self.lines[focus].toggle.setFocus()
        elif fresh and not first:
            self._lead_on(fresh[0])
        self._show_notice(ring)
        self._show_root(ring.trust)
        for key in ring.keys:
            self.pin.show_attempts(key)
        wanted, self._wanted = self._wanted, ""
        self._begin_wanted(wanted)

    def _lead_on(self, key_id: str) -> None:
        """A key has come: its request is the next step."""
        button = self.lines[key_id].request
        if button is not None:
            button.setFocus()

    def _show_keys(self, ring: Keyring) -> None:
        clear(self._list)
        self.lines = {}
        acts = KeyActs(self._ask_request, self._change_pin, self._hand_over, self._ask_retire)
        for key in ring.keys:
            if self.lines:
                self._list.addWidget(Rule())
            self.lines[key.id] = KeyLine(self._kit, key, acts)
            self._list.addWidget(self.lines[key.id])
        if not ring.keys:
            text = t("There is no key yet. A key signs the packages that leave this office; headquarters certifies it.")
            self._list.addWidget(PlainLabel(self._kit, text, "body", "secondary", wrap=True))
        self.new_button.set_kind("plain" if ring.keys else "primary")

    def _show_notice(self, ring: Keyring) -> None:
        if ring.notice is None:
            self._notice.clear()
            return
        notice = ring.notice
        key = next((one for one in ring.keys if one.id == notice.key_id), None)
        action: Speech = t("Write the request file…") if key is not None else t("Take in revocation lists…")
        act = partial(self._ask_request, key) if key is not None else self._ask_lists
        self._notice.show_notice(
            "danger" if notice.ended else "warn",
            message_of(notice.error),
            advice_of(notice.error),
            action=action,
            on_action=act,
        )

    def _show_root(self, trust: TrustFacts | None) -> None:
        clear(self._root)
        present(self._root_box, shown=trust is not None)
        if trust is None:
            return
        kit = self._kit
        mark = Mark("shield-check", "ok") if trust.confirmed else Mark("triangle-alert", "warn")
        word = t("Compared") if trust.confirmed else t("Not compared yet")
        facts = Facts(kit)
        facts.add(t("Its words"), trust.words)
        if trust.fresh_until is not None:
            left = days_left(trust.days_left)
            facts.add(t("Revocation lists valid until"), t("{day} · {left}", day=day(trust.fresh_until), left=left))
        else:
            facts.add(t("Revocation lists"), t("None: whether a certificate was revoked is unknown."))
        lists = Button(kit, t("Take in revocation lists…"), icon="folder-input", on_click=self._ask_lists)
        hint = t("From the folder that headquarters wrote.")
        self._root.addLayout(row(PlainLabel(kit, t("Headquarters' root"), "strong"), Pill(kit, word, mark), None))
        self._root.addLayout(facts)
        if trust.confirmed:
            self._root.addLayout(row(lists, PlainLabel(kit, hint, "small", "secondary"), None))

    def _ask_request(self, key: KeyFacts) -> None:
        title = self._kit.say(t("Save the request file"))
        suggestion = self._model.home.parent / f"{self._model.office_id}-{key.id[:8]}.cdreq"
        target = self._kit.files.save_file(self, title, suggestion, "CultDip (*.cdreq)")
        if target is not None:
            said = t("Written: {file}. Read the words out to headquarters by telephone.", file=target.name)
            self._model.write_request(key.id, target, partial(self._say, said), self._room.show_error)

    def _ask_retire(self, key: KeyFacts) -> None:
        sentence = t(
            "Nothing can be signed with it any more, and this cannot be taken back. What it has signed is "
            "verified as before."
        )
        title, act = t("Retire the key of {person}?", person=key.person), t("Retire the key")
        confirm = Confirm(self._kit, self, title, sentence, act, icon="archive")
        said = t("The key of {person} was retired.", person=key.person)
        confirm.ask(lambda: self._model.retire(key.id, partial(self._say, said), self._room.show_error))

    def _ask_lists(self) -> None:
        folder = self._kit.files.folder(self, self._kit.say(t("Choose the folder that headquarters wrote")))
        if folder is not None:
            said = t("The revocation lists were taken in.")
            self._model.update_trust(folder, partial(self._say, said), self._refused)

    def _refused(self, error: UserError) -> None:
        self._room.show_error(error)

    def _say(self, speech: Speech) -> None:
        self._room.banner.clear()
        self._room.done.emit(speech, None)

    def _begin_wanted(self, wanted: str) -> None:
        keys = [key for key in self.ring.keys if not key.retired] if self.ring else []
        if wanted == "new":
            self._create()
        elif wanted in ("import", "install"):
            self._begin(self.take_in if wanted == "import" else self.install)()
        elif keys and wanted == "pin":
            self._change_pin(keys[0])
        elif keys and wanted == "hand-over":
            self._hand_over(keys[0])
        elif keys and wanted == "key":
            self.lines[keys[0].id].open_out(on=True)
