"""Other authorities' roots: what is believed, and the way to one more by typing its published fingerprint."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.viewmodel_tokens import RootFacts, TokensModel

_FILTERS: Final = "X.509 (*.cer *.crt *.pem *.der *.crl)"


class RootsCard(Card):
    """Believing is typing: the fingerprint of the file is not shown before it was typed."""

    def __init__(self, kit: Kit, model: TokensModel, room: Room) -> None:
        super().__init__(kit, t("Other authorities"))
        self._kit, self._model, self._room = kit, model, room
        self._file: Path | None = None
        said = t(
            "Certificates of the Government and others count here once the root of their authority was compared with what the authority publishes."
        )
        self._list = column(gap=10)
        self.begin = Button(kit, t("Add a root…"), icon="plus", on_click=self._begin)
        self.lists = Button(kit, t("Take in revocation lists…"), icon="refresh-cw", on_click=self._take_lists)
        self._named = PlainLabel(kit, "", "strong", wrap=True)
        self.typed = LineEdit(kit)
        self.field = Field(
            kit,
            t("SHA-256 of the root, as the authority publishes it"),
            self.typed,
            hint=t("64 digits and letters a–f; blanks and colons do not matter."),
        )
        self.believe = Button(kit, t("Believe this root"), "primary", icon="shield-check", on_click=self._add)
        self.stop = Button(kit, t("Cancel"), on_click=self.fold)
        self._form = boxed(column(self._named, self.field, row(self.believe, self.stop, None), gap=8))
        self._trouble = PlainLabel(kit, "", "small", "danger", wrap=True)
        self.add(PlainLabel(kit, said, "small", "secondary", wrap=True))
        self.add(self._list)
        self.add(self._form)
        self.add(self._trouble)
        self.add(boxed(FlowRow(self.begin, self.lists)))
        self._form.hide()
        self._trouble.hide()
        self.typed.edited.connect(lambda _text: self.field.set_error(""))

    def show_roots(self, roots: tuple[RootFacts, ...]) -> None:
        """The roots that are believed."""
        clear(self._list)
        for root in roots:
            self._list.addWidget(self._line(root))
        present(self.lists, shown=bool(roots))

    def fold(self) -> bool:
        """Close the form; False when it is closed."""
        if self._form.isHidden():
            return False
        self._file = None
        self.typed.set_value("")
        self.field.set_error("")
        present(self._form, shown=False)
        present(self.begin, shown=True)
        self.begin.setFocus()
        return True

    def _begin(self) -> None:
        file = self._ask(t("Choose the root certificate"))
        if file is not None:
            self._model.inspect(file, partial(self._open, file), self._say)

    def _open(self, file: Path, root: RootFacts) -> None:
        self._file = file
        last = root.last
        self._named.say(
            Phrase(lambda words: words.t("{name}, valid until {day}", name=root.name, day=dates.day(words, last)))
        )
        present(self._trouble, shown=False)
        present(self._form, shown=True)
        present(self.begin, shown=False)
        self.typed.setFocus()

    def _add(self) -> None:
        if self._file is not None:
            self._model.add_root(self._file, self.typed.value(), self.fold, self._refuse)

    def _refuse(self, error: UserError) -> None:
        self.field.set_error(_message(error))
        self.typed.setFocus()

    def _take_lists(self) -> None:
        file = self._ask(t("Choose revocation lists or certificates of authorities"))
        if file is not None:
            self._model.update_roots(file, lambda: present(self._trouble, shown=False), self._say)

    def _say(self, error: UserError) -> None:
        self._trouble.say(_message(error))
        present(self._trouble, shown=True)

    def _line(self, root: RootFacts) -> QWidget:
        kit = self._kit
        remove = IconButton(
            kit, "trash-2", t("Believe {name} no more", name=root.name), on_click=partial(self._remove, root)
        )
        about = Phrase(lambda words: _about(words, root))
        lines = column(
            PlainLabel(kit, root.name, "strong", wrap=True),
            PlainLabel(kit, about, "small", "secondary", wrap=True),
            PlainLabel(kit, root.sha256, "mono", "secondary", wrap=True).selectable(),
            gap=2,
        )
        line = row(lines, remove, gap=12)
        line.setStretch(0, 1)
        return boxed(line)

    def _remove(self, root: RootFacts) -> None:
        Confirm(
            self._kit,
            self._room,
            t("Believe {name} no more?", name=root.name),
            t("Signatures with its certificates become unknown; keys on its tokens sign no more here."),
            t("Believe it no more"),
        ).ask(lambda: self._model.remove_root(root.sha256))

    def _ask(self, title: Phrase) -> Path | None:
        return self._kit.files.open_file(self._room, self._kit.say(title), _FILTERS)


def _about(words: Words, root: RootFacts) -> str:
    until = words.t("valid until {day}", day=dates.day(words, root.last))
    below = words.n("{n} authority below it", "{n} authorities below it", root.authorities, n=root.authorities)
    lists = (
        words.t("no complete revocation lists")
        if root.fresh_until is None
        else words.t("revocation lists until {day}", day=dates.day(words, root.fresh_until))
    )
    return " · ".join((until, below, lists))


def _message(error: UserError) -> Phrase:
    return Phrase(lambda words: describe(words, error).message)
